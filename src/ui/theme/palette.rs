//! The colours, as three closed lists and one table a look.

use egui::Color32;

use super::Look;

/// The colour of a text or of an icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// What is read first.
    Body,
    /// Help beside what is read first.
    Help,
    /// Meta text and placeholders; not on soft grounds.
    Meta,
    /// Links, marks and what is chosen.
    Accent,
    /// On [`Ground::Accent`].
    OnAccent,
    /// Met.
    Ok,
    /// Concern.
    Care,
    /// Not met.
    Stop,
    /// Note.
    Info,
    /// Not answered.
    Open,
    /// On [`Ground::ActNow`].
    OnActNow,
    /// Not available; the reason stands beside it in words.
    Disabled,
}

/// The colour of an area that something stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ground {
    /// Behind everything.
    Canvas,
    /// Cards, fields and rows.
    Surface,
    /// Wells, key caps and heads of tables.
    Sunken,
    /// The primary button.
    Accent,
    /// The primary button under the pointer.
    AccentHover,
    /// What is chosen.
    AccentSoft,
    /// Behind [`Ink::Ok`].
    OkSoft,
    /// Behind [`Ink::Care`].
    CareSoft,
    /// Behind [`Ink::Stop`].
    StopSoft,
    /// Behind [`Ink::Info`].
    InfoSoft,
    /// Behind [`Ink::Open`].
    OpenSoft,
    /// Act now.
    ActNow,
}

/// The colour and weight of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// Between things that are told apart without it.
    Decoration,
    /// Around a control.
    Edge,
    /// Around a control under the pointer.
    Strong,
    /// Around what is chosen.
    Chosen,
    /// The focus ring.
    Focus,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const fn pick(look: Look, row: [u32; 4]) -> Color32 {
    rgb(match look {
        Look::Light => row[0],
        Look::Dark => row[1],
        Look::ContrastLight => row[2],
        Look::ContrastDark => row[3],
    })
}

pub(super) const fn ink(look: Look, ink: Ink) -> Color32 {
    pick(
        look,
        match ink {
            Ink::Body => [0x1C2321, 0xECF0EE, 0x000000, 0xFFFFFF],
            Ink::Help => [0x4A5451, 0xBCC6C2, 0x1F1F1F, 0xE6E6E6],
            Ink::Meta => [0x5F6966, 0x9AA6A1, 0x333333, 0xCFCFCF],
            Ink::Accent => [0x0B5F5A, 0x5CC4BA, 0x003F3B, 0x7FE9DF],
            Ink::OnAccent => [0xFFFFFF, 0x06211F, 0xFFFFFF, 0x000000],
            Ink::Ok => [0x1E6637, 0x7FCF98, 0x0B4A22, 0x8FEBAA],
            Ink::Care => [0x7A4B00, 0xE9B95C, 0x5A3600, 0xFFD27A],
            Ink::Stop => [0xA3241C, 0xFF9A90, 0x7A0C06, 0xFFB3AB],
            Ink::Info => [0x234F8C, 0x9CC0F5, 0x123A73, 0xB5D3FF],
            Ink::Open => [0x4D4A75, 0xBDB9EC, 0x34316A, 0xD3D0FF],
            Ink::OnActNow => [0xFFFFFF, 0x3A0805, 0xFFFFFF, 0x000000],
            Ink::Disabled => [0x858C89, 0x6B7572, 0x595959, 0x9E9E9E],
        },
    )
}

pub(super) const fn ground(look: Look, ground: Ground) -> Color32 {
    pick(
        look,
        match ground {
            Ground::Canvas => [0xF6F5F2, 0x121716, 0xFFFFFF, 0x000000],
            Ground::Surface => [0xFFFFFF, 0x1A2120, 0xFFFFFF, 0x000000],
            Ground::Sunken => [0xECEAE5, 0x0D1110, 0xF2F2F2, 0x141414],
            Ground::Accent => [0x0B5F5A, 0x5CC4BA, 0x003F3B, 0x7FE9DF],
            Ground::AccentHover => [0x084B47, 0x7FD6CD, 0x00312E, 0xA8F2EB],
            Ground::AccentSoft => [0xDDEEEC, 0x173734, 0xE0F2F0, 0x00302C],
            Ground::OkSoft => [0xE1F1E6, 0x16301F, 0xE6F5EA, 0x062412],
            Ground::CareSoft => [0xFBEFD6, 0x352810, 0xFFF3DC, 0x2B1E00],
            Ground::StopSoft => [0xFBE6E3, 0x3D1A17, 0xFFEAE8, 0x360A06],
            Ground::InfoSoft => [0xE4ECF8, 0x172A45, 0xE8F0FC, 0x08203F],
            Ground::OpenSoft => [0xEAE9F5, 0x28264A, 0xEFEEFA, 0x1E1B45],
            Ground::ActNow => [0x8C1710, 0xFFB4AB, 0x7A0C06, 0xFFB3AB],
        },
    )
}

pub(super) const fn line(look: Look, line: Line) -> Color32 {
    match line {
        Line::Decoration => pick(look, [0xD9D6CF, 0x313B39, 0x000000, 0xFFFFFF]),
        Line::Edge => pick(look, [0x7C8581, 0x7F8B87, 0x000000, 0xFFFFFF]),
        Line::Strong => ink(look, Ink::Help),
        Line::Chosen => ink(look, Ink::Accent),
        Line::Focus => pick(look, [0x0A58CA, 0x8AB8FF, 0x0037B3, 0xFFE24D]),
    }
}
