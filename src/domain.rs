//! The words of the house as types: what a form, an answer, a criterion, a group and a recommendation are.

pub mod answer_file;
pub mod answers;
pub mod client;
pub mod clinic;
pub mod clock;
pub mod condition;
pub mod consent;
pub mod criteria;
pub mod durability;
pub mod form;
pub mod group;
pub mod hold;
pub mod id;
pub mod leader;
pub mod letter_record;
pub mod measure;
pub mod recipient;
pub mod recommendation;
pub(crate) mod redacted;
pub mod restricted;
pub mod retention;
pub mod risk;
pub mod screening;
pub mod staff;
pub mod words;
