//! What other programs may see of this one: no core file, and on Linux no look into its memory by programs of the same user.

/// Begins with the process, before anything is opened. What the system does not allow is left.
pub fn close_to_others() {
    #[cfg(unix)]
    no_core_file();
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

/// One byte and not none: with none, Linux still hands a core to a program that collects them (`core_pattern` with a
/// pipe), and with one it hands it to nobody; a file needs more than one byte to begin.
#[cfg(unix)]
fn no_core_file() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = if cfg!(target_os = "linux") { 1 } else { 0 };
    let limit = Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    let _ = setrlimit(Resource::Core, limit);
}

/// A moment in which other programs of the same user may look at this one.
///
/// The desktop's file dialogs ask who calls them by way of `/proc`, and refuse a program that they may not look at.
/// No core file is written even then.
#[must_use = "it ends when it is dropped"]
pub struct Visible {
    #[cfg(target_os = "linux")]
    before: Option<rustix::process::DumpableBehavior>,
}

impl Visible {
    /// Begins.
    pub fn begin() -> Self {
        #[cfg(target_os = "linux")]
        {
            use rustix::process::{DumpableBehavior, dumpable_behavior, set_dumpable_behavior};
            let before = dumpable_behavior().ok();
            let _ = set_dumpable_behavior(DumpableBehavior::Dumpable);
            Self { before }
        }
        #[cfg(not(target_os = "linux"))]
        Self {}
    }
}

impl Drop for Visible {
    fn drop(&mut self) {
        #[cfg(target_os = "linux")]
        if let Some(before) = self.before {
            let _ = rustix::process::set_dumpable_behavior(before);
        }
    }
}
