//! The few settings of this computer that live outside the vault: how the window looks, how large it is, where the vault lies.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::ui::theme::Motion;
use crate::ui::{Look, Theme};

/// Settings of this computer. Nothing about clients or staff.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct LocalSettings {
    #[serde(with = "look_code")]
    look: Look,
    text_percent: u16,
    still: bool,
    /// Off at first: it also hides the window from a shared screen, and from some magnifiers.
    shielded: bool,
    /// Size of the window in points, as it was left.
    pub window: Option<[f32; 2]>,
    /// Where the vault lies, if not in the usual place.
    pub vault: Option<PathBuf>,
    /// A vault that may lie in a folder that is kept in step with other computers.
    synced_vault: Option<PathBuf>,
    /// The vault of this window.
    #[serde(skip)]
    here: Option<PathBuf>,
    /// Where these settings are kept; nowhere in tests.
    #[serde(skip)]
    file: Option<PathBuf>,
}

impl Default for LocalSettings {
    fn default() -> Self {
        Self {
            look: Look::Light,
            text_percent: 100,
            still: false,
            shielded: false,
            window: None,
            vault: None,
            synced_vault: None,
            here: None,
            file: None,
        }
    }
}

impl LocalSettings {
    /// Reads them; what cannot be read counts as not set.
    #[must_use]
    pub fn load(file: &Path) -> Self {
        let kept = std::fs::read(file)
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok());
        Self {
            file: Some(file.to_owned()),
            ..kept.unwrap_or_default()
        }
    }

    /// The theme that they ask for.
    #[must_use]
    pub fn theme(&self) -> Theme {
        let motion = if self.still {
            Motion::None
        } else {
            Motion::Fade
        };
        Theme::new(self.look)
            .text_percent(self.text_percent)
            .motion(motion)
    }

    /// Which look is worn.
    #[must_use]
    pub fn look(&self) -> Look {
        self.look
    }

    /// The text size in per cent.
    #[must_use]
    pub fn text_percent(&self) -> u16 {
        self.text_percent
    }

    /// Whether nothing fades.
    #[must_use]
    pub fn is_still(&self) -> bool {
        self.still
    }

    /// Wears another look.
    pub fn wear(&mut self, look: Look) {
        self.look = look;
    }

    /// Sets the text size, within what the theme allows.
    pub fn set_text_percent(&mut self, percent: u16) {
        let (least, most) = (*Theme::TEXT_PERCENT.start(), *Theme::TEXT_PERCENT.end());
        self.text_percent = percent.clamp(least, most);
    }

    /// Lets nothing fade, or lets it fade again.
    pub fn set_still(&mut self, still: bool) {
        self.still = still;
    }

    /// Whether an open vault is left out of pictures of the screen, where the system can do that.
    #[must_use]
    pub fn is_shielded(&self) -> bool {
        self.shielded
    }

    /// Leaves an open vault out of pictures of the screen, or lets it be seen.
    pub fn set_shielded(&mut self, shielded: bool) {
        self.shielded = shielded;
    }

    /// The settings for a window over this vault.
    #[must_use]
    pub fn of_vault(mut self, vault: &Path) -> Self {
        self.here = Some(vault.to_path_buf());
        self
    }

    /// Remembers that somebody chose to leave the vault in a folder that is kept in step.
    pub fn allow_synced(&mut self) {
        self.synced_vault.clone_from(&self.here);
    }

    /// Whether somebody chose that for this vault.
    #[must_use]
    pub fn allows_synced(&self) -> bool {
        self.here.is_some() && self.synced_vault == self.here
    }

    /// Writes them on a thread of its own; a failure costs nothing but the setting.
    pub fn keep(&self) {
        let Some(file) = self.file.clone() else {
            return;
        };
        let Ok(text) = serde_json::to_vec_pretty(self) else {
            return;
        };
        std::thread::spawn(move || {
            if let Some(folder) = file.parent() {
                let _ = std::fs::create_dir_all(folder);
            }
            let _ = std::fs::write(&file, text);
        });
    }
}

/// A look as a word in the file.
mod look_code {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::ui::Look;

    const CODES: [(Look, &str); 4] = [
        (Look::Light, "light"),
        (Look::Dark, "dark"),
        (Look::ContrastLight, "high-contrast-light"),
        (Look::ContrastDark, "high-contrast-dark"),
    ];

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde asks for a reference"
    )]
    pub(super) fn serialize<S: Serializer>(look: &Look, to: S) -> Result<S::Ok, S::Error> {
        let code = CODES
            .iter()
            .find(|(other, _)| other == look)
            .map_or("light", |(_, code)| code);
        to.serialize_str(code)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Look, D::Error> {
        let code = String::deserialize(from)?;
        Ok(CODES
            .iter()
            .find(|(_, other)| *other == code)
            .map_or(Look::Light, |(look, _)| *look))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn settings_survive_their_file_and_a_broken_file_counts_as_none() {
        let mut settings = LocalSettings::default();
        settings.wear(Look::ContrastDark);
        settings.set_text_percent(900);
        let text = serde_json::to_string(&settings).unwrap();
        let read: LocalSettings = serde_json::from_str(&text).unwrap();
        assert_eq!(read, settings);
        assert_eq!(read.text_percent(), 200);

        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.json");
        std::fs::write(&file, "{ not json").unwrap();
        assert_eq!(LocalSettings::load(&file).look(), Look::Light);
    }
}
