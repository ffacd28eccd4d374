//! How old somebody has to be to read a text with ease: the grade of Flesch and Kincaid (1975), and the age from it.

use super::blocks::{Block, Letter};

/// The grade of Flesch and Kincaid: 0.39 words a sentence + 11.8 syllables a word - 15.59.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn grade(text: &str) -> f64 {
    let sentences = text
        .split(['.', '!', '?', ';', '\n'])
        .filter(|part| part.chars().any(char::is_alphabetic))
        .count()
        .max(1) as f64;
    let words: Vec<String> = text
        .split(|c: char| !(c.is_alphabetic() || c == '\'' || c == '\u{2019}'))
        .map(|word| word.trim_matches(['\'', '\u{2019}']).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    let count = words.len().max(1) as f64;
    let spoken: usize = words.iter().map(|word| syllables(word)).sum();
    0.39 * (count / sentences) + 11.8 * (spoken as f64 / count) - 15.59
}

/// The age that goes with the grade: school begins at five.
#[must_use]
pub fn age(text: &str) -> f64 {
    grade(text) + 5.0
}

/// The age from which a letter is read with ease: its sentences, without names, addresses and tables.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn age_of(letter: &Letter) -> u8 {
    age(&prose(letter)).round().clamp(5.0, 99.0) as u8
}

/// The running text of a letter: statement, purpose, sections and what to do in an emergency.
#[must_use]
pub fn prose(letter: &Letter) -> String {
    let mut prose = vec![letter.statement.clone(), letter.purpose.clone()];
    let sections = letter
        .body
        .iter()
        .chain(&letter.next)
        .chain(&letter.emergency);
    for block in sections.flat_map(|section| &section.blocks) {
        match block {
            Block::Paragraph(text) => prose.push(text.clone()),
            Block::Bullets(items) => prose.extend(items.iter().cloned()),
            Block::Quote(_) | Block::Pairs(_) | Block::Table(_) => {}
        }
    }
    prose.join("\n")
}

/// Syllables of an English word: groups of vowels, less a silent end.
fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut count = 0;
    let mut before = false;
    for &letter in &letters {
        let now = vowel(letter);
        count += usize::from(now && !before);
        before = now;
    }
    let silent = match letters.as_slice() {
        // "table" and "little" keep theirs.
        [.., a, 'l', 'e'] if !vowel(*a) => false,
        [.., a, 'e'] if !vowel(*a) => true,
        [.., a, 'e', 'd'] if !vowel(*a) && !matches!(a, 't' | 'd') => true,
        [.., a, 'e', 's'] if !vowel(*a) && !matches!(a, 's' | 'x' | 'z' | 'h' | 'c' | 'g') => true,
        _ => false,
    };
    if silent && count > 1 {
        count - 1
    } else {
        count.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_they_are_spoken() {
        for (word, spoken) in [
            ("group", 1),
            ("therapy", 3),
            ("leaves", 1),
            ("table", 2),
            ("offered", 2),
            ("waited", 2),
            ("asked", 1),
            ("licensed", 2),
            ("emergency", 4),
            ("the", 1),
        ] {
            assert_eq!(syllables(word), spoken, "{word}");
        }
    }

    #[test]
    fn the_formula_is_the_published_one() {
        // 6 words, 1 sentence, 6 syllables.
        let text = "The cat sat on the mat.";
        assert!((grade(text) - (0.39 * 6.0 + 11.8 - 15.59)).abs() < 1e-9);
        let hard =
            "Psychotherapeutic interventions necessitate comprehensive preparatory evaluations.";
        assert!(grade(hard) > 20.0 && age(text) < 5.0);
    }
}
