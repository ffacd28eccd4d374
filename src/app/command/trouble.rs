//! Why something was refused.

/// Why something was refused: in words for staff, never with an answer, a name or a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// A word for programs, for example `not-accepted`.
    pub kind: &'static str,
    /// What happened, what was kept, what to do next.
    pub message: String,
    /// Whether what was typed may not be on the disk (the NOT SAVED banner).
    pub not_saved: bool,
    /// For how long the same will be refused again, if that is known.
    pub wait_secs: Option<u64>,
}

impl Trouble {
    /// A refusal of this kind.
    #[must_use]
    pub fn new(kind: &'static str, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            not_saved: false,
            wait_secs: None,
        }
    }
}
