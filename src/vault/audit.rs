//! The activity log: a chain of hashes that only grows, written in the transaction of what it tells.

mod chain;
mod export;
mod log;
#[cfg(test)]
mod tests;
mod verify;

#[cfg(test)]
pub(super) use chain::Link;
pub use chain::{Break, ChainReport};
pub(super) use chain::{Stamp, append, hash_at, head, hex, other_version, walk};
pub(super) use export::bytes as from_hex;
pub use export::{ExportProblem, ExportReport, verify_export};
pub use log::{AuditEntry, AuditLog, Wanted};
pub use verify::{AnchorCheck, AuditReport, Fault};

/// What happened, as one of a closed list of words. Neutral: none tells what a record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action(pub(super) &'static str);

#[allow(missing_docs, reason = "the words say it")]
impl Action {
    pub const CREATE: Self = Self("vault.create");
    pub const LOGIN: Self = Self("session.login");
    pub const SHEET: Self = Self("session.sheet");
    pub const SYNCED: Self = Self("vault.synced-folder");
    pub const TRIES: Self = Self("session.tries");
    pub const LET_TRY: Self = Self("session.let-try");
    pub const LOCK: Self = Self("session.lock");
    pub const ROSTER_STAFF: Self = Self("roster.staff");
    pub const ROSTER_CLINICAL: Self = Self("roster.clinical");
    pub const STAFF_ADD: Self = Self("staff.add");
    pub const STAFF_GRANT: Self = Self("staff.grant");
    pub const STAFF_RESET: Self = Self("staff.reset");
    pub const STAFF_PASSPHRASE: Self = Self("staff.passphrase");
    pub const STAFF_ROLES: Self = Self("staff.roles");
    pub const STAFF_LEAVE: Self = Self("staff.leave");
    pub const KEY_ROTATE: Self = Self("key.rotate");
    pub const KEY_ADMINISTRATORS: Self = Self("key.administrators");
    pub const KEY_CLINICAL: Self = Self("key.clinical");
    pub const KEY_PIN: Self = Self("key.pin");
    pub const KEY_SEALS: Self = Self("key.seals");
    pub const SHEET_RENEW: Self = Self("sheet.renew");
    pub const SHEET_USE: Self = Self("sheet.use");
    pub const HEADER_REPAIR: Self = Self("header.repair");
    pub const PURGE: Self = Self("retention.purge");
    pub const CLOCK_CONFIRM: Self = Self("retention.clock");
    pub const CLIENT_ERASE: Self = Self("client.erase");
    pub const CLIENT_UNLOCK: Self = Self("client.unlock");
    pub const CHECK: Self = Self("vault.check");
    pub const BACKUP: Self = Self("vault.backup");
    pub const BACKUP_PRUNE: Self = Self("vault.backup-prune");
    pub const RESTORE: Self = Self("vault.restore");
    pub const DRILL: Self = Self("vault.drill");
    pub const MIGRATE: Self = Self("vault.migrate");
    pub const SALVAGE: Self = Self("vault.salvage");
    pub const SCREENING_SIGN: Self = Self("screening.sign");
    pub const SCREENING_MARK: Self = Self("screening.mark");
    pub const HAND_OVER: Self = Self("screening.hand-over");
    pub const HAND_OVER_VIEW: Self = Self("screening.hand-over-view");
    pub const HAND_OVER_TAKEN: Self = Self("screening.hand-over-taken");
    pub const RISK_SECOND: Self = Self("risk.second");
    pub const PART_KEEP: Self = Self("part.keep");
    pub const PART_REMOVE: Self = Self("part.remove");
    pub const DRAFT_KEEP: Self = Self("draft.keep");
    pub const DRAFT_REMOVE: Self = Self("draft.remove");
    pub const LETTER_PRINT: Self = Self("letter.print");
    pub const LETTER_EXPORT: Self = Self("letter.export");
    pub const LETTER_RELEASE: Self = Self("letter.release");
    pub const LETTER_RELEASE_END: Self = Self("letter.release-end");
    pub const LETTER_MANY: Self = Self("letter.many");
    pub const DATA_EXPORT: Self = Self("data.export");
    pub const AUDIT_EXPORT: Self = Self("audit.export");
    pub const CLIENT_VIEW: Self = Self("client.view");
    pub const CLIENT_SEARCH: Self = Self("client.search");
    pub const INDEX_VIEW: Self = Self("index.view");
    pub const DISCLOSURE_VIEW: Self = Self("disclosure.view");
    pub const VERSION: Self = Self("vault.version");
    pub const AUDIT_VERIFY: Self = Self("audit.verify");
    pub const ACKNOWLEDGED: Self = Self("acknowledgement.add");

    /// The word in the log.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.0
    }
}

/// Details of an event: constant keys, and constant words, numbers or hashes. No free text, no names.
#[derive(Clone, Default)]
pub(super) struct Detail(String);

impl Detail {
    pub(super) fn word(self, key: &'static str, word: &'static str) -> Self {
        self.push(key, word)
    }

    pub(super) fn number(self, key: &'static str, number: u64) -> Self {
        self.push(key, &number.to_string())
    }

    pub(super) fn hash(self, key: &'static str, bytes: &[u8]) -> Self {
        self.push(key, &hex(bytes))
    }

    fn push(mut self, key: &'static str, value: &str) -> Self {
        if !self.0.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(key);
        self.0.push('=');
        self.0.push_str(value);
        self
    }
}

/// The value of one detail in the text of all.
pub(super) fn detail_of<'a>(detail: &'a str, key: &str) -> Option<&'a str> {
    detail
        .split(' ')
        .find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
}

/// One thing to note.
pub(super) struct Event {
    pub(super) action: Action,
    pub(super) object: Option<[u8; 16]>,
    pub(super) version: u32,
    pub(super) content_hash: Option<[u8; 32]>,
    pub(super) detail: Detail,
}

impl Event {
    pub(super) fn new(action: Action) -> Self {
        Self {
            action,
            object: None,
            version: 0,
            content_hash: None,
            detail: Detail::default(),
        }
    }

    pub(super) fn about(mut self, object: [u8; 16]) -> Self {
        self.object = Some(object);
        self
    }

    /// The event stands for this stored version, with this hash.
    pub(super) fn stored(mut self, version: u32, content_hash: [u8; 32]) -> Self {
        self.version = version;
        self.content_hash = Some(content_hash);
        self
    }

    pub(super) fn detail(mut self, detail: Detail) -> Self {
        self.detail = detail;
        self
    }
}
