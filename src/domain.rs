//! The words of the house as types: what a form, an answer, a criterion, a group and a recommendation are.

pub mod answer_file;
pub mod answers;
pub mod condition;
pub mod criteria;
pub mod form;
pub mod group;
pub mod measure;
pub mod recommendation;
pub mod words;
