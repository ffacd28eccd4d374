//! Makes any text fit to be set: one form of each letter, no control characters, no tricks with direction.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// First strong isolate.
const ISOLATE: char = '\u{2068}';
/// Pop directional isolate.
const POP: char = '\u{2069}';
/// More marks than this on one letter are noise, and some shapers count them in a byte.
const MOST_MARKS: usize = 16;

/// A text of one line: white space of any kind becomes one space.
pub fn line(text: &str) -> String {
    safe(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of several lines: line ends stay, empty lines and outer white space go.
pub fn lines(text: &str) -> String {
    text.split([
        '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
    ])
    .map(line)
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join("\n")
}

/// Cleans texts and leaves out those that hold nothing.
pub fn all<S: AsRef<str>>(texts: &[S]) -> Vec<String> {
    texts
        .iter()
        .map(|text| lines(text.as_ref()))
        .filter(|text| !text.is_empty())
        .collect()
}

/// Wraps a text that is written from right to left, so that it does not turn its neighbours around.
pub fn isolate(text: &str) -> String {
    let mut depth = 0_usize;
    let open = text.chars().any(|c| {
        match c {
            ISOLATE => depth += 1,
            POP => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && is_right_to_left(c)
    });
    if open {
        format!("{ISOLATE}{text}{POP}")
    } else {
        text.to_owned()
    }
}

/// Whether a character belongs to a script that is written from right to left.
pub fn is_right_to_left(c: char) -> bool {
    matches!(u32::from(c), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

/// Whether a character steers the setting of others and draws nothing itself.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}'
    ) || c.is_control()
}

/// Keeps the marks of direction that people type, drops what could reorder a whole line.
fn safe(text: &str) -> String {
    let mut marks = 0;
    let mut depth = 0_usize;
    let mut out: String = text
        .nfc()
        .filter(|&c| {
            marks = if is_combining_mark(c) { marks + 1 } else { 0 };
            match c {
                ISOLATE => depth += 1,
                POP if depth == 0 => return false,
                POP => depth -= 1,
                _ => {}
            }
            marks <= MOST_MARKS && (c.is_whitespace() || !is_dropped(c))
        })
        .collect();
    out.extend(std::iter::repeat_n(POP, depth));
    out
}

fn is_dropped(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{2067}' | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(u32::from(c), 0xE0000..=0xE0FFF)
        || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_no_line_ends_no_controls_and_no_overrides() {
        assert_eq!(line(" Ada\0\n\u{202e}Example\t\u{7} "), "Ada Example");
    }

    #[test]
    fn several_lines_keep_their_ends_and_lose_the_empty_ones() {
        assert_eq!(lines("one\r\n\r\n  two \u{2028}three"), "one\ntwo\nthree");
    }

    #[test]
    fn a_name_from_right_to_left_is_isolated_once() {
        let name = isolate("محمد");
        assert_eq!(name, "\u{2068}محمد\u{2069}");
        assert_eq!(isolate(&name), name);
        assert_eq!(isolate("Łucja"), "Łucja");
    }

    #[test]
    fn isolates_are_kept_in_pairs_and_not_nested_without_need() {
        assert_eq!(line("\u{2069}a\u{2068}b"), "a\u{2068}b\u{2069}");
        let list = format!("{} and Łucja", isolate("محمد"));
        assert_eq!(isolate(&line(&list)), list);
    }

    #[test]
    fn decomposed_letters_become_one_and_towers_of_marks_are_cut() {
        assert_eq!(line("Nguye\u{302}\u{303}n"), "Nguyễn");
        let tower = format!("a{}", "\u{316}".repeat(400));
        assert!(line(&tower).chars().count() <= 1 + MOST_MARKS);
    }
}
