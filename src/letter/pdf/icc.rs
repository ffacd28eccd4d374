//! The sRGB colour profile (ICC version 4), written from the numbers of the standard.

/// Tag signature, offset and length take twelve bytes each.
const TAGS: usize = 10;

/// The profile.
pub(super) fn srgb() -> Vec<u8> {
    let curve = curve();
    // Primaries and white adapted to D50 by Bradford's method, as every sRGB profile has them.
    let parts: [(&[u8; 4], Vec<u8>); TAGS - 2] = [
        (b"desc", text("sRGB IEC61966-2.1")),
        (b"cprt", text("No copyright, use freely")),
        (b"wtpt", xyz([0xF6D6, 0x1_0000, 0xD32D])),
        (
            b"chad",
            matrix([
                68_674, 1_502, -3_290, 1_939, 64_912, -1_118, -605, 988, 49_262,
            ]),
        ),
        (b"rXYZ", xyz([0x6FA2, 0x38F5, 0x0390])),
        (b"gXYZ", xyz([0x6299, 0xB785, 0x18DA])),
        (b"bXYZ", xyz([0x24A0, 0x0F84, 0xB6CF])),
        (b"rTRC", curve),
    ];
    let mut table = Vec::new();
    let mut data = Vec::new();
    let start = 128 + 4 + 12 * TAGS;
    let mut entry = |name: &[u8; 4], at: usize, size: usize| {
        table.extend_from_slice(name);
        table.extend(number(start + at));
        table.extend(number(size));
    };
    for (name, part) in &parts {
        entry(name, data.len(), part.len());
        if *name == b"rTRC" {
            // The three curves are one.
            entry(b"gTRC", data.len(), part.len());
            entry(b"bTRC", data.len(), part.len());
        }
        data.extend_from_slice(part);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = header(start + data.len());
    profile.extend(number(TAGS));
    profile.extend(table);
    profile.extend(data);
    profile
}

fn header(size: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(128);
    out.extend(number(size));
    out.extend([0; 4]);
    out.extend([4, 0x20, 0, 0]);
    out.extend(b"mntrRGB XYZ ");
    for part in [2025_u16, 1, 1, 0, 0, 0] {
        out.extend(part.to_be_bytes());
    }
    out.extend(b"acsp");
    out.resize(64, 0);
    // Perceptual intent, then the white of the connection space.
    out.extend([0; 4]);
    for value in [0xF6D6_u32, 0x1_0000, 0xD32D] {
        out.extend(value.to_be_bytes());
    }
    out.resize(128, 0);
    out
}

fn number(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes()
}

fn text(text: &str) -> Vec<u8> {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut out = b"mluc\0\0\0\0".to_vec();
    out.extend(number(1));
    out.extend(number(12));
    out.extend(b"enUS");
    out.extend(number(utf16.len()));
    out.extend(number(28));
    out.extend(utf16);
    out
}

fn xyz(values: [u32; 3]) -> Vec<u8> {
    let mut out = b"XYZ \0\0\0\0".to_vec();
    out.extend(values.into_iter().flat_map(u32::to_be_bytes));
    out
}

fn matrix(values: [i32; 9]) -> Vec<u8> {
    let mut out = b"sf32\0\0\0\0".to_vec();
    out.extend(values.into_iter().flat_map(i32::to_be_bytes));
    out
}

/// A straight piece near black, then a power of 2.4.
fn curve() -> Vec<u8> {
    let mut out = b"para\0\0\0\0\0\x03\0\0".to_vec();
    for value in [
        0x0002_6666_i32,
        0x0000_F2A7,
        0x0000_0D59,
        0x0000_13D0,
        0x0000_0A5B,
    ] {
        out.extend(value.to_be_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_profile_says_its_own_size_and_its_tags_lie_inside() {
        let profile = srgb();
        let at = |index: usize| {
            u32::from_be_bytes(profile[index..index + 4].try_into().unwrap()) as usize
        };
        assert_eq!(at(0), profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        assert_eq!(at(128), TAGS);
        for tag in 0..TAGS {
            let entry = 132 + 12 * tag;
            assert!(at(entry + 4) + at(entry + 8) <= profile.len());
            assert_eq!(at(entry + 4) % 4, 0);
        }
    }
}
