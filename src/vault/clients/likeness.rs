//! Which clients may be the same person: by number, by name and birth date, by a name that is nearly the same.

use crate::domain::client::Client;
use crate::vault::fold::fold;

use super::{ClientCard, DuplicateReason};

/// What is compared to find duplicates.
pub(super) struct Keys {
    pub(super) name: String,
    pub(super) used: String,
    pub(super) birth: String,
}

impl Keys {
    pub(super) fn of(client: &Client) -> Self {
        Self {
            name: name_key(&client.legal_name),
            used: name_key(client.display_name()),
            birth: client
                .birth_date
                .map(|date| date.to_string())
                .unwrap_or_default(),
        }
    }
}

/// The words of a name in one order: "Ada Vale" and "Vale, Ada" are the same.
pub(super) fn name_key(name: &str) -> String {
    let folded = fold(name);
    let mut words: Vec<&str> = folded.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

pub(super) fn likeness(keys: &Keys, number: &str, card: &ClientCard) -> Option<DuplicateReason> {
    let theirs = [Some(card.name.as_str()), card.legal_name.as_deref()];
    let theirs: Vec<String> = theirs.into_iter().flatten().map(name_key).collect();
    let mine = [&keys.name, &keys.used];
    let same_name = theirs.iter().any(|name| mine.contains(&name));
    let birth = card
        .birth_date
        .map(|date| date.to_string())
        .unwrap_or_default();
    let same_birth = !birth.is_empty() && birth == keys.birth;
    let similar = || {
        theirs
            .iter()
            .any(|name| mine.iter().any(|mine| nearly(mine, name)))
    };
    if !number.is_empty() && card.record_number.as_deref().map(fold).as_deref() == Some(number) {
        Some(DuplicateReason::RecordNumber)
    } else if same_name && same_birth {
        Some(DuplicateReason::NameAndBirthDate)
    } else if same_birth && similar() {
        Some(DuplicateReason::SimilarNameAndBirthDate)
    } else if same_name && (birth.is_empty() || keys.birth.is_empty()) {
        Some(DuplicateReason::Name)
    } else {
        None
    }
}

/// Names that share a word of three letters, or differ in at most two letters.
fn nearly(one: &str, two: &str) -> bool {
    let shares = one
        .split(' ')
        .any(|word| word.chars().count() > 2 && two.split(' ').any(|w| w == word));
    shares || edits(one, two) <= 2
}

fn edits(one: &str, two: &str) -> usize {
    let two: Vec<char> = two.chars().collect();
    let mut row: Vec<usize> = (0..=two.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in two.iter().enumerate() {
            let change = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[two.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        assert_eq!(edits("anders", "anders"), 0);
        assert_eq!(edits("anders", "andres"), 2);
        assert_eq!(edits("", "abc"), 3);
    }
}
