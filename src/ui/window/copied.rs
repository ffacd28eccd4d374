//! What was copied out of an open vault leaves the clipboard when the vault is locked.

use egui::{Context, OutputCommand};

/// Watches what the window copies. It keeps a hash and no text.
#[derive(Default)]
pub(super) struct Copied {
    hash: Option<u64>,
    salt: std::hash::RandomState,
}

impl Copied {
    /// Looks at what this frame copies.
    pub(super) fn look(&mut self, ctx: &Context) {
        let hash = ctx.output(|output| {
            output
                .commands
                .iter()
                .rev()
                .find_map(|command| match command {
                    OutputCommand::CopyText(text) if !text.is_empty() => Some(self.hash_of(text)),
                    _ => None,
                })
        });
        self.hash = hash.or(self.hash);
    }

    /// Empties the clipboard, if what was copied here may still be in it.
    pub(super) fn clear(&mut self, ctx: &Context) {
        if let Some(hash) = self.hash.take()
            && self.is_ours(hash)
        {
            ctx.copy_text(String::new());
        }
    }

    fn hash_of(&self, text: &str) -> u64 {
        use std::hash::BuildHasher;
        self.salt.hash_one(text)
    }

    /// What cannot be read, for want of a right to, counts as ours.
    fn is_ours(&self, hash: u64) -> bool {
        let read = arboard::Clipboard::new().and_then(|mut clipboard| clipboard.get_text());
        read.map_or(true, |text| self.hash_of(&text) == hash)
    }
}
