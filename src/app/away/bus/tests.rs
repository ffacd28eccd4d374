//! A bus of our own, with a session manager that says what the test wants. Skipped where `dbus-daemon` is not installed.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Condvar, Mutex};

use zbus::zvariant::{ObjectPath, Value};

use super::super::{Sentinel, SystemSentinel};
use super::*;
use crate::app::worker::LockLine;

const OWN: &str = "/org/freedesktop/login1/session/_31";
const OTHER: &str = "/org/freedesktop/login1/session/_32";

struct Bus {
    daemon: Child,
    address: String,
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

impl Bus {
    fn start() -> Option<Self> {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let mut address = String::new();
        BufReader::new(daemon.stdout.as_mut().unwrap())
            .read_line(&mut address)
            .unwrap();
        let address = address.trim().to_owned();
        Some(Self { daemon, address })
    }

    fn connect(&self) -> Connection {
        let builder = zbus::connection::Builder::address(self.address.as_str()).unwrap();
        block_on(builder.build()).unwrap()
    }
}

/// A sentinel whose threads are the test's.
fn sentinel() -> SystemSentinel {
    let (to_window, events) = channel();
    let watch = Arc::new(Watch {
        state: Mutex::default(),
        changed: Condvar::new(),
        events: Mutex::new(to_window),
        wake: Box::new(|| {}),
        line: LockLine::to(&Arc::new(Mutex::new(None))),
    });
    SystemSentinel { events, watch }
}

fn hears(sentinel: &SystemSentinel) -> Away {
    let long = Duration::from_secs(60);
    sentinel.events.recv_timeout(long).unwrap()
}

/// The session manager: it knows one session, and gives out a descriptor whose end it sees.
fn manager(bus: &Bus) -> (Connection, Receiver<std::io::PipeReader>) {
    let connection = bus.connect();
    block_on(connection.request_name(LOGIN)).unwrap();
    let (given, descriptors): (Sender<std::io::PipeReader>, _) = channel();
    let serving = connection.clone();
    std::thread::spawn(move || {
        block_on(async {
            let mut calls = MessageStream::from(&serving);
            while let Some(Ok(call)) = calls.next().await {
                if call.message_type() != Type::MethodCall {
                    continue;
                }
                let header = call.header();
                let member = header.member().map(|member| member.as_str());
                match member {
                    Some("GetSession" | "GetSessionByPID") => {
                        let own = ObjectPath::try_from(OWN).unwrap();
                        serving.reply(&header, &own).await.unwrap();
                    }
                    Some("Inhibit") => {
                        let (reader, writer) = std::io::pipe().unwrap();
                        let writer = std::os::fd::OwnedFd::from(writer);
                        let writer = zbus::zvariant::OwnedFd::from(writer);
                        serving.reply(&header, &writer).await.unwrap();
                        drop(writer);
                        let _ = given.send(reader);
                    }
                    _ => {}
                }
            }
        });
    });
    (connection, descriptors)
}

fn emit<B>(from: &Connection, path: &str, interface: &str, member: &str, body: &B)
where
    B: serde::ser::Serialize + zbus::zvariant::DynamicType,
{
    block_on(from.emit_signal(None::<&str>, path, interface, member, body)).unwrap();
}

#[test]
fn logind_tells_of_sleep_and_sleep_waits_for_the_lock() {
    let Some(bus) = Bus::start() else {
        eprintln!("skipped: no dbus-daemon");
        return;
    };
    let (logind, descriptors) = manager(&bus);
    let mut sentinel = sentinel();
    sentinel.lock_by(std::time::Instant::now().checked_add(Duration::from_secs(3600)));
    let watch = Arc::clone(&sentinel.watch);
    let ours = bus.connect();
    // Ends with the bus.
    std::thread::spawn(move || block_on(listen_to_login(&watch, &ours)));
    let mut inhibitor = descriptors.recv_timeout(Duration::from_secs(60)).unwrap();
    emit(&logind, LOGIN_PATH, MANAGER, "PrepareForSleep", &true);
    assert_eq!(hears(&sentinel), Away::Sleeps);
    // The vault is locked, and only then may the computer sleep.
    sentinel.locked();
    let mut rest = Vec::new();
    inhibitor.read_to_end(&mut rest).unwrap();
    emit(&logind, LOGIN_PATH, MANAGER, "PrepareForSleep", &false);
    assert_eq!(hears(&sentinel), Away::Slept);
    let _again = descriptors.recv_timeout(Duration::from_secs(60)).unwrap();

    emit(&logind, OTHER, SESSION, "Lock", &());
    emit(&logind, OWN, SESSION, "Lock", &());
    assert_eq!(hears(&sentinel), Away::ScreenLocked);
    let changed = |name: &'static str, value: bool| {
        let values = HashMap::from([(name, Value::from(value))]);
        (SESSION, values, Vec::<String>::new())
    };
    let properties = "org.freedesktop.DBus.Properties";
    let says = |path: &str, name, value| {
        emit(
            &logind,
            path,
            properties,
            "PropertiesChanged",
            &changed(name, value),
        );
    };
    says(OTHER, "Active", false);
    says(OWN, "IdleHint", true);
    says(OWN, "Active", true);
    says(OWN, "Active", false);
    assert_eq!(hears(&sentinel), Away::UserSwitched);
    says(OWN, "LockedHint", true);
    assert_eq!(hears(&sentinel), Away::ScreenLocked);
}

#[test]
fn every_desktops_screen_saver_is_heard() {
    let Some(bus) = Bus::start() else {
        eprintln!("skipped: no dbus-daemon");
        return;
    };
    let mut sentinel = sentinel();
    let watch = Arc::clone(&sentinel.watch);
    let (ours, desktop) = (bus.connect(), bus.connect());
    std::thread::spawn(move || block_on(listen_to_savers(&watch, &ours)));
    for saver in SAVERS {
        // It is not known when it begins to listen: what is said before is said again.
        let heard = (0..2000).any(|_| {
            emit(
                &desktop,
                "/org/freedesktop/ScreenSaver",
                saver,
                "ActiveChanged",
                &false,
            );
            emit(
                &desktop,
                "/org/freedesktop/ScreenSaver",
                saver,
                "ActiveChanged",
                &true,
            );
            std::thread::sleep(Duration::from_millis(10));
            sentinel.poll() == Some(Away::ScreenLocked)
        });
        assert!(heard, "{saver}");
        while sentinel.poll().is_some() {}
    }
}
