//! What a group's record can say: the values and the ids of their words.

use crate::domain::group::{
    AdviceNorm, GroupKind, GroupStatus, LeaderRole, Membership, Mode, Style,
};

pub(super) const KINDS: [(GroupKind, &str); 2] = [
    (GroupKind::Therapy, "group-kind-therapy"),
    (GroupKind::Support, "group-kind-support"),
];
pub(super) const STATUS: [(GroupStatus, &str); 3] = [
    (GroupStatus::Forming, "status-forming"),
    (GroupStatus::Running, "status-running"),
    (GroupStatus::Paused, "status-paused"),
];
pub(super) const STYLES: [(Style, &str); 3] = [
    (Style::Process, "style-process"),
    (Style::Skills, "style-skills"),
    (Style::Psychoeducational, "style-psychoeducational"),
];
pub(super) const MEMBERSHIP: [(Membership, &str); 3] = [
    (Membership::Open, "membership-open"),
    (Membership::SlowOpen, "membership-slow-open"),
    (Membership::Closed, "membership-closed"),
];
pub(super) const MODES: [(Mode, &str); 2] = [
    (Mode::InPerson, "mode-in-person"),
    (Mode::Video, "mode-video"),
];
pub(super) const ROLES: [(LeaderRole, &str); 3] = [
    (LeaderRole::Therapist, "leader-role-therapist"),
    (LeaderRole::Host, "leader-role-host"),
    (LeaderRole::Peer, "leader-role-peer"),
];
pub(super) const ADVICE: [(AdviceNorm, &str); 3] = [
    (AdviceNorm::ShareOnly, "advice-share-only"),
    (AdviceNorm::IdeasIfAsked, "advice-ideas-if-asked"),
    (AdviceNorm::IdeasWelcome, "advice-ideas-welcome"),
];
pub(super) const THERAPY_THEMES: [&str; 17] = [
    "any",
    "relationships",
    "mood",
    "anxiety",
    "grief",
    "trauma",
    "anger",
    "illness",
    "eating",
    "perinatal",
    "parenting",
    "life-change",
    "self-worth",
    "identity",
    "work-study",
    "substance",
    "other",
];
pub(super) const SUPPORT_THEMES: [&str; 10] = [
    "any",
    "grief",
    "addiction",
    "chronic-illness",
    "sick-children",
    "parenting",
    "perinatal",
    "identity",
    "life-change",
    "other",
];
pub(super) const STAGES: [&str; 5] = ["any", "new", "during", "after", "long-term"];
pub(super) const WELCOME: [&str; 3] = ["own", "close", "professional"];
pub(super) const ACCESS: [&str; 7] = [
    "step-free",
    "hearing",
    "vision",
    "breaks",
    "quiet",
    "plain-text",
    "childcare",
];
pub(super) const ACTIVITIES: [&str; 5] = ["art", "music", "exercise", "role-play", "mindfulness"];
