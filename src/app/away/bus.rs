//! The system's buses on Linux: sleep, locked screens and switched users, from logind and from the desktop's screen saver.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use futures_lite::StreamExt;
use futures_lite::future::block_on;
use zbus::message::Type;
use zbus::zvariant::{OwnedFd, OwnedObjectPath, OwnedValue};
use zbus::{Connection, MatchRule, Message, MessageStream};

use super::{Away, Watch};

const LOGIN: &str = "org.freedesktop.login1";
const LOGIN_PATH: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
/// Who tells that the screen is locked, by desktop.
const SAVERS: [&str; 5] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
];
/// logind waits five seconds for everybody before it puts the computer to sleep.
const BEFORE_SLEEP: Duration = Duration::from_secs(4);

/// Begins to listen. Where there is no bus, the clocks watch alone.
pub(super) fn start(watch: &Arc<Watch>) {
    type Listen = fn(&Watch);
    let threads: [(&str, Listen); 2] = [("system bus", system), ("session bus", session)];
    for (name, listen) in threads {
        let watch = Arc::clone(watch);
        let _ = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || listen(&watch));
    }
}

fn system(watch: &Watch) {
    // A bus that goes away is not waited for: the clocks still watch.
    let _ = block_on(async {
        let bus = Connection::system().await?;
        listen_to_login(watch, &bus).await
    });
}

fn session(watch: &Watch) {
    let _ = block_on(async {
        let bus = Connection::session().await?;
        listen_to_savers(watch, &bus).await
    });
}

/// Sleep, shutdown, lock and user switch.
pub(super) async fn listen_to_login(watch: &Watch, bus: &Connection) -> zbus::Result<()> {
    let manager = |member: &'static str| rule(MANAGER, member);
    let sleep = stream(bus, manager("PrepareForSleep")?).await?;
    let shutdown = stream(bus, manager("PrepareForShutdown")?).await?;
    let lock = stream(bus, rule(SESSION, "Lock")?).await?;
    let properties = MatchRule::builder()
        .msg_type(Type::Signal)
        .interface("org.freedesktop.DBus.Properties")?
        .member("PropertiesChanged")?
        .arg(0, SESSION)?
        .build();
    let properties = stream(bus, properties).await?;
    let own = own_session(bus).await;
    let mut delay = inhibit(bus).await;
    let mut signals = sleep.or(shutdown).or(lock).or(properties);
    while let Some(Ok(signal)) = signals.next().await {
        if watch.is_gone() {
            break;
        }
        let header = signal.header();
        let member = header.member().map(|member| member.as_str());
        let of_others = || match (&own, header.path()) {
            (Some(own), Some(path)) => own.as_str() != path.as_str(),
            _ => false,
        };
        match (member, flag(&signal)) {
            (Some("PrepareForSleep" | "PrepareForShutdown"), Some(true)) => {
                watch.tell(Away::Sleeps);
                watch.wait_until_locked(BEFORE_SLEEP);
                // Only now may the computer sleep.
                drop(delay.take());
            }
            (Some("PrepareForSleep"), Some(false)) => {
                watch.tell(Away::Slept);
                delay = inhibit(bus).await;
            }
            (Some("Lock"), _) if !of_others() => watch.tell(Away::ScreenLocked),
            (Some("PropertiesChanged"), _) if !of_others() => {
                if let Some(away) = changed(&signal) {
                    watch.tell(away);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The desktop's screen saver.
pub(super) async fn listen_to_savers(watch: &Watch, bus: &Connection) -> zbus::Result<()> {
    let [one, two, three, four, five] = SAVERS;
    let mut signals = stream(bus, rule(one, "ActiveChanged")?)
        .await?
        .or(stream(bus, rule(two, "ActiveChanged")?).await?)
        .or(stream(bus, rule(three, "ActiveChanged")?).await?)
        .or(stream(bus, rule(four, "ActiveChanged")?).await?)
        .or(stream(bus, rule(five, "ActiveChanged")?).await?);
    while let Some(Ok(signal)) = signals.next().await {
        if watch.is_gone() {
            break;
        }
        if flag(&signal) == Some(true) {
            watch.tell(Away::ScreenLocked);
        }
    }
    Ok(())
}

fn rule(interface: &'static str, member: &'static str) -> zbus::Result<MatchRule<'static>> {
    Ok(MatchRule::builder()
        .msg_type(Type::Signal)
        .interface(interface)?
        .member(member)?
        .build())
}

async fn stream(bus: &Connection, rule: MatchRule<'static>) -> zbus::Result<MessageStream> {
    MessageStream::for_match_rule(rule, bus, Some(16)).await
}

fn flag(signal: &Message) -> Option<bool> {
    signal.body().deserialize::<bool>().ok()
}

/// What of a session changed: it is locked, or another one is in front.
fn changed(signal: &Message) -> Option<Away> {
    type Changed = (String, HashMap<String, OwnedValue>, Vec<String>);
    let body = signal.body();
    let (_, values, _) = body.deserialize::<Changed>().ok()?;
    let is = |name: &str, wanted: bool| {
        let value = values
            .get(name)
            .and_then(|value| bool::try_from(value).ok());
        value == Some(wanted)
    };
    if is("LockedHint", true) {
        Some(Away::ScreenLocked)
    } else if is("Active", false) {
        Some(Away::UserSwitched)
    } else {
        None
    }
}

/// The session of this program. Without one, any session's lock is taken for ours.
async fn own_session(bus: &Connection) -> Option<OwnedObjectPath> {
    if let Ok(id) = std::env::var("XDG_SESSION_ID")
        && let Ok(reply) = bus
            .call_method(Some(LOGIN), LOGIN_PATH, Some(MANAGER), "GetSession", &(id,))
            .await
        && let Ok(path) = reply.body().deserialize::<OwnedObjectPath>()
    {
        return Some(path);
    }
    let pid = (std::process::id(),);
    let reply = bus
        .call_method(
            Some(LOGIN),
            LOGIN_PATH,
            Some(MANAGER),
            "GetSessionByPID",
            &pid,
        )
        .await
        .ok()?;
    reply.body().deserialize().ok()
}

/// Asks for a moment before sleep; it lasts until the descriptor is dropped.
async fn inhibit(bus: &Connection) -> Option<OwnedFd> {
    let asked = ("sleep", "Anteroom", "Locks its records first", "delay");
    let reply = bus
        .call_method(Some(LOGIN), LOGIN_PATH, Some(MANAGER), "Inhibit", &asked)
        .await
        .ok()?;
    reply.body().deserialize().ok()
}

#[cfg(test)]
mod tests;
