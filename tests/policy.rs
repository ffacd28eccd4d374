//! The policy, cell by cell: every set of roles, every deed, every state, with one person and with several.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::HashMap;

use anteroom::domain::staff::{Role, Roles};
use anteroom::vault::{Context, Decision, Deed, Practice, State, Why, allowed};

const TABLE: &str = include_str!("policy/table.csv");

/// One cell: who may, and what has to come with it.
#[derive(Clone)]
struct Cell {
    letters: String,
    mark: Option<char>,
}

impl Cell {
    fn read(text: &str) -> Self {
        let mark = text.chars().last().filter(|c| "?12".contains(*c));
        let letters = text.trim_end_matches(['?', '1', '2', '-']).to_owned();
        assert!(letters.chars().all(|c| "ACIX".contains(c)), "{text}");
        Self { letters, mark }
    }

    /// What the table says for a set of roles: 0 allowed, 1 with a reason, 2 with a second person, 3 no.
    fn says(&self, roles: Roles, practice: Practice) -> u8 {
        let letter = |role| match role {
            Role::Administrator => 'A',
            Role::Clinician => 'C',
            Role::Intake => 'I',
            Role::Auditor => 'X',
        };
        if !roles.iter().any(|role| self.letters.contains(letter(role))) {
            return 3;
        }
        match (self.mark, practice) {
            (None, _) => 0,
            (Some('?'), _) | (Some('1' | '2'), Practice::OnePerson) => 1,
            (Some('2'), Practice::Several) => 2,
            _ => 3,
        }
    }
}

fn table() -> HashMap<(String, String), Cell> {
    let mut lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let cells = |line: &str| -> Vec<String> {
        line.split(',').map(|cell| cell.trim().to_owned()).collect()
    };
    let states = cells(lines.next().unwrap());
    assert_eq!(states[0], "deed");
    let mut table = HashMap::new();
    for line in lines {
        let row = cells(line);
        assert_eq!(row.len(), states.len(), "{line}");
        assert!(!row[1].is_empty(), "{line}");
        for (state, cell) in states.iter().zip(&row).skip(1) {
            let text = if cell.is_empty() { &row[1] } else { cell };
            let before = table.insert((row[0].clone(), state.clone()), Cell::read(text));
            assert!(before.is_none(), "{} twice", row[0]);
        }
    }
    table
}

fn code(decision: Decision) -> u8 {
    match decision {
        Decision::Allowed => 0,
        Decision::NeedsReason => 1,
        Decision::NeedsSecondPerson => 2,
        Decision::Refused { .. } => 3,
    }
}

fn sets() -> impl Iterator<Item = Roles> {
    (0..16).map(Roles::from_bits)
}

const PRACTICES: [Practice; 2] = [Practice::OnePerson, Practice::Several];

#[test]
fn every_cell_is_as_the_table_says() {
    let table = table();
    let (mut cells, mut wrong) = (0, Vec::new());
    for deed in Deed::ALL {
        for state in State::ALL {
            let cell = table
                .get(&(deed.word().to_owned(), state.word().to_owned()))
                .unwrap_or_else(|| panic!("the table has no {} {}", deed.word(), state.word()));
            for (roles, practice) in sets().flat_map(|set| PRACTICES.map(|one| (set, one))) {
                let context = Context {
                    states: vec![*state],
                    practice,
                };
                let (said, wanted) = (
                    code(allowed(roles, *deed, &context)),
                    cell.says(roles, practice),
                );
                cells += 1;
                if said != wanted {
                    wrong.push(format!(
                        "{} {} {} {practice:?}: {said}, table {wanted}",
                        roles.words(),
                        deed.word(),
                        state.word()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(table.len(), Deed::ALL.len() * State::ALL.len());
    assert_eq!(cells, 16 * 2 * table.len());
    println!("policy: {cells} cells compared");
}

#[test]
fn nothing_particular_is_the_same_as_plain() {
    for (deed, roles) in Deed::ALL
        .iter()
        .flat_map(|deed| sets().map(move |set| (deed, set)))
    {
        for practice in PRACTICES {
            let with = |states| allowed(roles, *deed, &Context { states, practice });
            assert_eq!(with(Vec::new()), with(vec![State::Plain]));
        }
    }
}

/// Of several roles the most permissive counts; no set of roles makes up for a second person.
#[test]
fn a_set_of_roles_may_what_its_most_permissive_role_may() {
    for deed in Deed::ALL {
        for state in State::ALL {
            for practice in PRACTICES {
                let context = Context {
                    states: vec![*state],
                    practice,
                };
                for roles in sets() {
                    let best = roles
                        .iter()
                        .map(|role| code(allowed([role].into_iter().collect(), *deed, &context)))
                        .min();
                    let said = code(allowed(roles, *deed, &context));
                    assert_eq!(said, best.unwrap_or(3), "{} {}", deed.word(), state.word());
                }
            }
        }
    }
}

#[test]
fn who_has_no_role_may_nothing() {
    let context = Context {
        states: Vec::new(),
        practice: Practice::OnePerson,
    };
    for deed in Deed::ALL {
        let nobody = allowed(Roles::default(), *deed, &context);
        assert_eq!(nobody, Decision::Refused { why: Why::Role });
    }
}
