//! Folding: the form of a text in which case, accents and punctuation no longer matter, for search.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without accents; runs of anything but letters and digits become one space.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        // Apostrophes join: O'Neill is found as "oneill".
        if matches!(letter, '\'' | '’' | '`' | 'ʼ') {
            continue;
        }
        if letter.is_alphanumeric() {
            letter
                .to_lowercase()
                .for_each(|lower| push_plain(&mut out, lower));
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Letters that Unicode does not decompose, as people type them on other keyboards.
fn push_plain(out: &mut String, letter: char) {
    match letter {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ħ' => out.push('h'),
        'ı' => out.push('i'),
        'ŧ' => out.push('t'),
        'ς' => out.push('σ'),
        other if is_combining_mark(other) => {}
        other => out.push(other),
    }
}

/// Only the digits.
pub(super) fn digits(text: &str) -> String {
    text.chars()
        .filter_map(|letter| letter.to_digit(10))
        .filter_map(|d| char::from_digit(d, 10))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_matter() {
        assert_eq!(fold("  Zoë  O’Neill-Ångström "), "zoe oneill angstrom");
        assert_eq!(fold("Nguyễn Thị Ánh"), "nguyen thi anh");
        assert_eq!(fold("Łukasz Groß, MÜLLER"), "lukasz gross muller");
        assert_eq!(fold("İstanbul ISIK ışık"), "istanbul isik isik");
    }

    #[test]
    fn other_scripts_stay_readable() {
        assert_eq!(fold("王小明"), "王小明");
        assert_eq!(fold("Дмитрий"), fold("ДМИТРИЙ"));
        assert_eq!(fold("ΟΔΥΣΣΕΎΣ"), fold("οδυσσεύς"));
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["Zoë O'Neill", "ﬁne ẞ", "A-1042/b", "", "  ", "한국어", "ß"] {
            assert_eq!(fold(&fold(text)), fold(text));
        }
    }
}
