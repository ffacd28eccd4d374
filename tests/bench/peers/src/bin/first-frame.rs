//! From the start of a process to its first painted window, as the X server sees it, for two programs in turns.
//!
//! `first-frame MOST PROGRAM OTHER`: each is a command line split at spaces. The screen must be black and empty.

#[path = "../../../measure.rs"]
#[allow(dead_code)]
mod measure;

use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, ImageFormat};
use x11rb::rust_connection::RustConnection;

const ROUNDS: usize = 15;
const PATIENCE: Duration = Duration::from_secs(30);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [most, ours, other] = arguments.as_slice() else {
        eprintln!("usage: first-frame MOST PROGRAM OTHER");
        return ExitCode::from(2);
    };
    let most: f64 = most.parse().expect("a ratio");
    let screen = Screen::open();
    let (mut first, mut second) = (Vec::new(), Vec::new());
    // The first of each only fills the caches of files.
    screen.time(ours);
    screen.time(other);
    for _ in 0..ROUNDS {
        first.push(screen.time(ours));
        second.push(screen.time(other));
    }
    let (text, good) = measure::row(
        "start to first frame, beside a bare window",
        measure::median(first),
        measure::median(second),
        most,
    );
    println!("{text}");
    ExitCode::from(u8::from(!good))
}

struct Screen {
    connection: RustConnection,
    root: u32,
    /// Where to look: near the middle of any window that opens in the upper left corner.
    place: (i16, i16),
}

impl Screen {
    fn open() -> Self {
        let (connection, number) = x11rb::connect(None).expect("a display");
        let root = connection.setup().roots[number].root;
        Self {
            connection,
            root,
            place: (300, 200),
        }
    }

    /// Whether anything but black stands there.
    fn painted(&self) -> bool {
        let (x, y) = self.place;
        let image = self
            .connection
            .get_image(ImageFormat::Z_PIXMAP, self.root, x, y, 32, 32, !0)
            .expect("a request")
            .reply()
            .expect("an image");
        // The fourth byte of a pixel is not seen.
        image
            .data
            .chunks_exact(4)
            .any(|pixel| pixel[..3] != [0, 0, 0])
    }

    fn wait_until(&self, painted: bool, child: Option<&mut Child>) {
        let start = Instant::now();
        let mut child = child;
        while self.painted() != painted {
            if let Some(child) = child.as_deref_mut() {
                let ended = child.try_wait().expect("a process");
                assert!(ended.is_none(), "the program ended before it painted");
            }
            assert!(start.elapsed() < PATIENCE, "the window took too long");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn time(&self, command: &str) -> Duration {
        self.wait_until(false, None);
        let mut words = command.split_whitespace();
        let program = words.next().expect("a program");
        let start = Instant::now();
        let mut child = Command::new(program)
            .args(words)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a program that can be started");
        self.wait_until(true, Some(&mut child));
        let time = start.elapsed();
        child.kill().expect("a process of ours");
        child.wait().expect("a process of ours");
        time
    }
}
