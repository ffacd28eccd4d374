//! One set of icons: a subset of Phosphor (MIT, see `assets/icons/LICENSE-phosphor.txt`), named by what it shows.

use egui::{FontFamily, FontId};

/// The font that holds the icons and nothing else.
pub const FILE: &[u8] = include_bytes!("../../assets/icons/anteroom-icons.ttf");

/// The name of the font family that [`FILE`] is installed as.
pub const FAMILY: &str = "icons";

/// The program's own picture, 256 by 256 pixels, for the window and the task bar.
pub const PROGRAM_PNG: &[u8] = include_bytes!("../../assets/icons/anteroom-256.png");

/// Every icon that a view may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Icon {
    /// Archive.
    Archive,
    /// Arrow counter clockwise.
    ArrowCounterClockwise,
    /// Arrow down.
    ArrowDown,
    /// Arrow left.
    ArrowLeft,
    /// Arrow right.
    ArrowRight,
    /// Arrow square out.
    ArrowSquareOut,
    /// Arrow up.
    ArrowUp,
    /// Arrows clockwise.
    ArrowsClockwise,
    /// Bell.
    Bell,
    /// Bell ringing fill.
    BellRingingFill,
    /// Calendar.
    Calendar,
    /// Caret down.
    CaretDown,
    /// Caret left.
    CaretLeft,
    /// Caret right.
    CaretRight,
    /// Caret up.
    CaretUp,
    /// Chair.
    Chair,
    /// Chart bar.
    ChartBar,
    /// Chat.
    Chat,
    /// Check.
    Check,
    /// Check circle.
    CheckCircle,
    /// Check circle fill.
    CheckCircleFill,
    /// Circle.
    Circle,
    /// Circle fill.
    CircleFill,
    /// Clipboard text.
    ClipboardText,
    /// Clock.
    Clock,
    /// Clock counter clockwise.
    ClockCounterClockwise,
    /// Close.
    Close,
    /// Contrast.
    Contrast,
    /// Copy.
    Copy,
    /// Door.
    Door,
    /// Door open.
    DoorOpen,
    /// Download.
    Download,
    /// Envelope.
    Envelope,
    /// Eye.
    Eye,
    /// Eye slash.
    EyeSlash,
    /// File pdf.
    FilePdf,
    /// First aid.
    FirstAid,
    /// First aid kit.
    FirstAidKit,
    /// Floppy.
    Floppy,
    /// Funnel.
    Funnel,
    /// Gear.
    Gear,
    /// Globe.
    Globe,
    /// Hand heart.
    HandHeart,
    /// Handshake.
    Handshake,
    /// Home.
    Home,
    /// Hourglass.
    Hourglass,
    /// Identification card.
    IdentificationCard,
    /// Info.
    Info,
    /// Info fill.
    InfoFill,
    /// Key.
    Key,
    /// Keyboard.
    Keyboard,
    /// Link.
    Link,
    /// List.
    List,
    /// List checks.
    ListChecks,
    /// Lock.
    Lock,
    /// Lock fill.
    LockFill,
    /// Lock open.
    LockOpen,
    /// Map pin.
    MapPin,
    /// Minus.
    Minus,
    /// Moon.
    Moon,
    /// More.
    More,
    /// Note pencil.
    NotePencil,
    /// Octagon.
    Octagon,
    /// Open.
    Open,
    /// Pause.
    Pause,
    /// Pencil.
    Pencil,
    /// Phone.
    Phone,
    /// Play.
    Play,
    /// Plus.
    Plus,
    /// Printer.
    Printer,
    /// Prohibit.
    Prohibit,
    /// Question.
    Question,
    /// Quotes.
    Quotes,
    /// Search.
    Search,
    /// Shield.
    Shield,
    /// Sidebar.
    Sidebar,
    /// Sign out.
    SignOut,
    /// Signature.
    Signature,
    /// Star.
    Star,
    /// Star fill.
    StarFill,
    /// Storage.
    Storage,
    /// Sun.
    Sun,
    /// Text size.
    TextSize,
    /// Translate.
    Translate,
    /// Trash.
    Trash,
    /// Upload.
    Upload,
    /// User.
    User,
    /// User plus.
    UserPlus,
    /// Users.
    Users,
    /// Users three.
    UsersThree,
    /// Warning.
    Warning,
    /// Warning fill.
    WarningFill,
    /// Warning octagon.
    WarningOctagon,
    /// Warning octagon fill.
    WarningOctagonFill,
    /// Wheelchair.
    Wheelchair,
    /// X circle.
    XCircle,
}

impl Icon {
    /// All icons, for the gallery and for the test that none is missing from the font.
    pub const ALL: [Icon; 96] = [
        Icon::Archive,
        Icon::ArrowCounterClockwise,
        Icon::ArrowDown,
        Icon::ArrowLeft,
        Icon::ArrowRight,
        Icon::ArrowSquareOut,
        Icon::ArrowUp,
        Icon::ArrowsClockwise,
        Icon::Bell,
        Icon::BellRingingFill,
        Icon::Calendar,
        Icon::CaretDown,
        Icon::CaretLeft,
        Icon::CaretRight,
        Icon::CaretUp,
        Icon::Chair,
        Icon::ChartBar,
        Icon::Chat,
        Icon::Check,
        Icon::CheckCircle,
        Icon::CheckCircleFill,
        Icon::Circle,
        Icon::CircleFill,
        Icon::ClipboardText,
        Icon::Clock,
        Icon::ClockCounterClockwise,
        Icon::Close,
        Icon::Contrast,
        Icon::Copy,
        Icon::Door,
        Icon::DoorOpen,
        Icon::Download,
        Icon::Envelope,
        Icon::Eye,
        Icon::EyeSlash,
        Icon::FilePdf,
        Icon::FirstAid,
        Icon::FirstAidKit,
        Icon::Floppy,
        Icon::Funnel,
        Icon::Gear,
        Icon::Globe,
        Icon::HandHeart,
        Icon::Handshake,
        Icon::Home,
        Icon::Hourglass,
        Icon::IdentificationCard,
        Icon::Info,
        Icon::InfoFill,
        Icon::Key,
        Icon::Keyboard,
        Icon::Link,
        Icon::List,
        Icon::ListChecks,
        Icon::Lock,
        Icon::LockFill,
        Icon::LockOpen,
        Icon::MapPin,
        Icon::Minus,
        Icon::Moon,
        Icon::More,
        Icon::NotePencil,
        Icon::Octagon,
        Icon::Open,
        Icon::Pause,
        Icon::Pencil,
        Icon::Phone,
        Icon::Play,
        Icon::Plus,
        Icon::Printer,
        Icon::Prohibit,
        Icon::Question,
        Icon::Quotes,
        Icon::Search,
        Icon::Shield,
        Icon::Sidebar,
        Icon::SignOut,
        Icon::Signature,
        Icon::Star,
        Icon::StarFill,
        Icon::Storage,
        Icon::Sun,
        Icon::TextSize,
        Icon::Translate,
        Icon::Trash,
        Icon::Upload,
        Icon::User,
        Icon::UserPlus,
        Icon::Users,
        Icon::UsersThree,
        Icon::Warning,
        Icon::WarningFill,
        Icon::WarningOctagon,
        Icon::WarningOctagonFill,
        Icon::Wheelchair,
        Icon::XCircle,
    ];

    /// The character of this icon in the icon font.
    pub const fn char(self) -> char {
        match self {
            Icon::Archive => '\u{E00C}',
            Icon::ArrowCounterClockwise => '\u{E038}',
            Icon::ArrowDown => '\u{F03E}',
            Icon::ArrowLeft => '\u{F058}',
            Icon::ArrowRight => '\u{F06C}',
            Icon::ArrowSquareOut => '\u{E5DE}',
            Icon::ArrowUp => '\u{F08E}',
            Icon::ArrowsClockwise => '\u{E094}',
            Icon::Bell => '\u{E0CE}',
            Icon::BellRingingFill => '\u{F5E8}',
            Icon::Calendar => '\u{E10A}',
            Icon::CaretDown => '\u{F136}',
            Icon::CaretLeft => '\u{F138}',
            Icon::CaretRight => '\u{F13A}',
            Icon::CaretUp => '\u{F13C}',
            Icon::Chair => '\u{E950}',
            Icon::ChartBar => '\u{E150}',
            Icon::Chat => '\u{E17A}',
            Icon::Check => '\u{F182}',
            Icon::CheckCircle => '\u{E184}',
            Icon::CheckCircleFill => '\u{F184}',
            Icon::Circle => '\u{E18A}',
            Icon::CircleFill => '\u{F18A}',
            Icon::ClipboardText => '\u{E198}',
            Icon::Clock => '\u{E19A}',
            Icon::ClockCounterClockwise => '\u{E1A0}',
            Icon::Close => '\u{F4F6}',
            Icon::Contrast => '\u{E18C}',
            Icon::Copy => '\u{E1CA}',
            Icon::Door => '\u{E61C}',
            Icon::DoorOpen => '\u{E7E6}',
            Icon::Download => '\u{E20C}',
            Icon::Envelope => '\u{E218}',
            Icon::Eye => '\u{E220}',
            Icon::EyeSlash => '\u{E224}',
            Icon::FilePdf => '\u{E702}',
            Icon::FirstAid => '\u{E56E}',
            Icon::FirstAidKit => '\u{E570}',
            Icon::Floppy => '\u{E248}',
            Icon::Funnel => '\u{E266}',
            Icon::Gear => '\u{E270}',
            Icon::Globe => '\u{E288}',
            Icon::HandHeart => '\u{E810}',
            Icon::Handshake => '\u{E582}',
            Icon::Home => '\u{E2C2}',
            Icon::Hourglass => '\u{E2B8}',
            Icon::IdentificationCard => '\u{E2C8}',
            Icon::Info => '\u{E2CE}',
            Icon::InfoFill => '\u{F2CE}',
            Icon::Key => '\u{E2D6}',
            Icon::Keyboard => '\u{E2D8}',
            Icon::Link => '\u{E2E2}',
            Icon::List => '\u{E2F0}',
            Icon::ListChecks => '\u{EADC}',
            Icon::Lock => '\u{E2FA}',
            Icon::LockFill => '\u{F2FA}',
            Icon::LockOpen => '\u{E306}',
            Icon::MapPin => '\u{E316}',
            Icon::Minus => '\u{F32A}',
            Icon::Moon => '\u{E330}',
            Icon::More => '\u{E1FE}',
            Icon::NotePencil => '\u{E34C}',
            Icon::Octagon => '\u{E38E}',
            Icon::Open => '\u{F602}',
            Icon::Pause => '\u{E39E}',
            Icon::Pencil => '\u{E3B4}',
            Icon::Phone => '\u{E3B8}',
            Icon::Play => '\u{E3D0}',
            Icon::Plus => '\u{F3D4}',
            Icon::Printer => '\u{E3DC}',
            Icon::Prohibit => '\u{E3DE}',
            Icon::Question => '\u{E3E8}',
            Icon::Quotes => '\u{E660}',
            Icon::Search => '\u{F30C}',
            Icon::Shield => '\u{E40C}',
            Icon::Sidebar => '\u{EC24}',
            Icon::SignOut => '\u{E42A}',
            Icon::Signature => '\u{EBAC}',
            Icon::Star => '\u{E46A}',
            Icon::StarFill => '\u{F46A}',
            Icon::Storage => '\u{E2A0}',
            Icon::Sun => '\u{E472}',
            Icon::TextSize => '\u{E6EE}',
            Icon::Translate => '\u{E4A2}',
            Icon::Trash => '\u{E4A6}',
            Icon::Upload => '\u{E4C0}',
            Icon::User => '\u{E4C2}',
            Icon::UserPlus => '\u{E4D0}',
            Icon::Users => '\u{E4D6}',
            Icon::UsersThree => '\u{E68E}',
            Icon::Warning => '\u{E4E0}',
            Icon::WarningFill => '\u{F4E0}',
            Icon::WarningOctagon => '\u{E4E4}',
            Icon::WarningOctagonFill => '\u{F4E4}',
            Icon::Wheelchair => '\u{E4E8}',
            Icon::XCircle => '\u{E4F8}',
        }
    }

    /// The icon font at a size in points.
    pub fn font(size: f32) -> FontId {
        FontId::new(size, FontFamily::Name(FAMILY.into()))
    }
}
