//! The clinic: what letterheads, safety pages and policies say. Kept as settings in the vault.

use serde::{Deserialize, Serialize};

use crate::domain::redacted::redacted;

/// A document of the settings; its name is its place in the vault.
pub trait Setting: Serialize + for<'de> Deserialize<'de> {
    /// Name, constant for ever.
    const NAME: &'static str;
}

/// Name, address and the numbers for emergencies.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Clinic {
    /// Name.
    pub name: String,
    /// Lines of the address.
    pub address: Vec<String>,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Number to call in an emergency.
    pub emergency_number: String,
    /// Clinician on call.
    pub on_call_name: String,
    /// Their telephone.
    pub on_call_phone: String,
    /// The clinic's own protocol for act-now; empty for the shipped draft.
    pub safety_protocol: String,
    /// Currency of fees.
    pub currency: String,
}

/// The window of the clinic's envelopes, and with it the place of the address on A4.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Window {
    /// DIN 5008 form B, folded at 105 and 210 mm, for DIN long envelopes.
    #[default]
    Din,
    /// Folded in three, for DL envelopes whose window lies 20 mm from the left and 18 mm from below.
    Dl,
}

/// What stands at the top and foot of letters.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Letterhead {
    /// Lines under the address, such as a registration.
    pub lines: Vec<String>,
    /// Line at the foot.
    pub footer: String,
    /// The envelope's window.
    #[serde(skip_serializing_if = "is_usual")]
    pub window: Window,
    /// The clinic's colour as `#rrggbb`; empty for the program's own.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub colour: String,
    /// The logo, PNG or JPEG.
    #[serde(with = "logo_bytes", skip_serializing_if = "Vec::is_empty")]
    pub logo_png: Vec<u8>,
}

fn is_usual(window: &Window) -> bool {
    *window == Window::default()
}

impl Letterhead {
    /// Largest logo.
    pub const LARGEST_LOGO_BYTES: usize = 1024 * 1024;
}

/// How much of a finished support check is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SupportKeeping {
    /// Nothing.
    Nothing,
    /// The outcome.
    #[default]
    Outcome,
    /// The answers too.
    Answers,
}

/// What the clinic decided about how the program works.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Policy {
    /// What is kept of support checks.
    pub support_keeping: SupportKeeping,
    /// For how many days.
    pub support_keep_days: u16,
    /// For how many days an assessment is valid.
    pub assessment_valid_days: u16,
    /// From which age a person consents alone; only prompts.
    pub age_of_consent: u8,
    /// Whether the clinic is a federally assisted substance use programme; `None` until answered.
    pub part_2_programme: Option<bool>,
    /// The notice on re-disclosure that counsel approved.
    pub redisclosure_notice: String,
    /// Whether sign-in may offer names used on this computer.
    pub offer_names: bool,
    /// Whether some steps need a second person.
    pub two_person_rules: bool,
    /// Idle minutes until the program locks.
    pub lock_after_minutes: u8,
    /// The same while an assessment is open.
    pub assessment_lock_minutes: u8,
}

impl Policy {
    /// The fewest and the most idle minutes; it cannot be switched off.
    pub const LOCK_MINUTES: (u8, u8) = (1, 30);
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            support_keeping: SupportKeeping::default(),
            support_keep_days: 90,
            assessment_valid_days: 90,
            age_of_consent: 18,
            part_2_programme: None,
            redisclosure_notice: String::new(),
            offer_names: true,
            two_person_rules: false,
            lock_after_minutes: 5,
            assessment_lock_minutes: 15,
        }
    }
}

/// What kind of vault this is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct VaultKind {
    /// A sample clinic with invented people; a banner says so.
    pub demo: bool,
}

impl Setting for Clinic {
    const NAME: &'static str = "clinic";
}

impl Setting for Letterhead {
    const NAME: &'static str = "letterhead";
}

impl Setting for Policy {
    const NAME: &'static str = "policy";
}

impl Setting for VaultKind {
    const NAME: &'static str = "vault-kind";
}

redacted!(Clinic, Letterhead, Policy);

/// The logo as base64 within a JSON text.
mod logo_bytes {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        STANDARD
            .decode(String::deserialize(from)?)
            .map_err(de::Error::custom)
    }
}
