//! A logo: a PNG or JPEG picture, read once, laid on white and made no larger than print needs.

use std::fmt;
use std::io::Cursor;
use std::sync::{Arc, OnceLock};

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::LetterError;

/// A logo file larger than this is refused.
const MOST_BYTES: usize = 8 << 20;
/// A picture with more pixels than this on a side is refused.
const MOST_SIDE: u32 = 8_192;
/// A picture with more pixels than this is refused: a few kilobytes of a file can ask for a gigabyte.
const MOST_PIXELS: u64 = 16 << 20;
/// Enough for a band of 14 mm at 600 dots to the inch.
const PRINT_WIDTH: u32 = 1_400;
/// See [`PRINT_WIDTH`].
const PRINT_HEIGHT: u32 = 340;

/// Passes over a JPEG; each goes over the whole picture, and a small file can ask for thousands.
const MOST_SCANS: usize = 64;

/// A picture of opaque RGB pixels.
#[derive(Clone)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Three bytes a pixel, row by row.
    pub rgb: Arc<[u8]>,
    /// The same packed, once for all letters that it stands on.
    packed: Arc<OnceLock<Vec<u8>>>,
}

impl PartialEq for Picture {
    fn eq(&self, other: &Self) -> bool {
        (self.width, self.height) == (other.width, other.height) && self.rgb == other.rgb
    }
}

impl Eq for Picture {}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({} by {})", self.width, self.height)
    }
}

impl Picture {
    /// A picture of these pixels, three bytes each, row by row.
    pub fn new(width: u32, height: u32, rgb: impl Into<Arc<[u8]>>) -> Self {
        Self {
            width,
            height,
            rgb: rgb.into(),
            packed: Arc::default(),
        }
    }

    /// Reads a PNG or JPEG file, whatever it is called.
    pub fn read(bytes: &[u8]) -> Result<Self, LetterError> {
        if bytes.len() > MOST_BYTES {
            return Err(LetterError::Logo("the file is larger than 8 MB"));
        }
        match bytes {
            [0x89, b'P', b'N', b'G', ..] => Self::from_png(bytes),
            [0xFF, 0xD8, 0xFF, ..] => Self::from_jpeg(bytes),
            _ => Err(LetterError::Logo("it is neither a PNG nor a JPEG file")),
        }
    }

    /// The pixels as `pack` packs them; done once and kept.
    pub(super) fn packed(&self, pack: impl FnOnce(&[u8]) -> Vec<u8>) -> &[u8] {
        self.packed.get_or_init(|| pack(&self.rgb))
    }

    fn from_jpeg(bytes: &[u8]) -> Result<Self, LetterError> {
        let broken = || LetterError::Logo("it is not a whole JPEG file");
        let options = DecoderOptions::default()
            .set_max_width(MOST_SIDE as usize)
            .set_max_height(MOST_SIDE as usize)
            .jpeg_set_max_scans(MOST_SCANS)
            .set_strict_mode(true)
            .jpeg_set_out_colorspace(ColorSpace::RGB);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
        decoder.decode_headers().map_err(|error| {
            let text = format!("{error:?}");
            if text.contains("width") || text.contains("height") {
                LetterError::Logo("a side is longer than 8192 pixels")
            } else {
                broken()
            }
        })?;
        let (width, height) = decoder.dimensions().ok_or_else(broken)?;
        let (width, height) = (fitting(width)?, fitting(height)?);
        limit(width, height)?;
        let pixels = decoder.decode().map_err(|_| broken())?;
        if pixels.len() != width as usize * height as usize * 3 {
            return Err(broken());
        }
        let turn = decoder.exif().map_or(Turn::NONE, |exif| Turn::told(exif));
        let (width, height, pixels) = turn.applied(width, height, pixels);
        Ok(shrink(width, height, &pixels))
    }

    fn from_png(bytes: &[u8]) -> Result<Self, LetterError> {
        let broken = || LetterError::Logo("it is not a whole PNG file");
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
        let header = decoder.read_header_info().map_err(|_| broken())?;
        limit(header.width, header.height)?;
        let mut reader = decoder.read_info().map_err(|_| broken())?;
        let (width, height) = (reader.info().width, reader.info().height);
        let mut pixels = vec![0; reader.output_buffer_size().ok_or_else(broken)?];
        let frame = reader.next_frame(&mut pixels).map_err(|_| broken())?;
        pixels.truncate(frame.buffer_size());
        let channels = frame.color_type.samples();
        let rgb: Vec<u8> = pixels.chunks_exact(channels).flat_map(on_white).collect();
        Ok(shrink(width, height, &rgb))
    }
}

/// What has to be done to a picture that was stored another way up than it was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Turn {
    /// Columns and rows change places; done first.
    swapped: bool,
    /// Left and right change places.
    mirrored: bool,
    /// Top and bottom change places.
    upended: bool,
}

impl Turn {
    const NONE: Self = Self::new(false, false, false);

    const fn new(swapped: bool, mirrored: bool, upended: bool) -> Self {
        Self {
            swapped,
            mirrored,
            upended,
        }
    }

    /// What the tag of the camera asks for; nothing if it cannot be read, as viewers do.
    fn told(exif: &[u8]) -> Self {
        let read = exif::Reader::new().read_raw(exif.to_vec());
        let value = read.ok().and_then(|exif| {
            let field = exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?;
            field.value.get_uint(0)
        });
        match value {
            Some(2) => Self::new(false, true, false),
            Some(3) => Self::new(false, true, true),
            Some(4) => Self::new(false, false, true),
            Some(5) => Self::new(true, false, false),
            Some(6) => Self::new(true, true, false),
            Some(7) => Self::new(true, true, true),
            Some(8) => Self::new(true, false, true),
            _ => Self::NONE,
        }
    }

    /// Width, height and pixels the right way up.
    fn applied(self, width: u32, height: u32, rgb: Vec<u8>) -> (u32, u32, Vec<u8>) {
        if self == Self::NONE {
            return (width, height, rgb);
        }
        let (across, down) = if self.swapped {
            (height, width)
        } else {
            (width, height)
        };
        let mut out = Vec::with_capacity(rgb.len());
        for y in 0..down {
            let y = if self.upended { down - 1 - y } else { y };
            for x in 0..across {
                let x = if self.mirrored { across - 1 - x } else { x };
                let (x, y) = if self.swapped { (y, x) } else { (x, y) };
                let at = (y as usize * width as usize + x as usize) * 3;
                out.extend_from_slice(rgb.get(at..at + 3).unwrap_or(&[255; 3]));
            }
        }
        (across, down, out)
    }
}

fn fitting(side: usize) -> Result<u32, LetterError> {
    u32::try_from(side).map_err(|_| LetterError::Logo("a side is longer than 8192 pixels"))
}

/// Before room is taken for it: a few kilobytes of a file can ask for a gigabyte.
fn limit(width: u32, height: u32) -> Result<(), LetterError> {
    if width == 0 || height == 0 {
        return Err(LetterError::Logo("it has no pixels"));
    }
    if width > MOST_SIDE || height > MOST_SIDE {
        return Err(LetterError::Logo("a side is longer than 8192 pixels"));
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(LetterError::Logo("it has more than 16 million pixels"));
    }
    Ok(())
}

/// One pixel of one to four channels as opaque RGB.
fn on_white(pixel: &[u8]) -> [u8; 3] {
    let over = |value: u8, alpha: u8| {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255)
    };
    match *pixel {
        [grey] => [grey; 3],
        [grey, alpha] => [over(grey, alpha); 3],
        [r, g, b] => [r, g, b],
        [r, g, b, alpha] => [over(r, alpha), over(g, alpha), over(b, alpha)],
        _ => [255; 3],
    }
}

/// Averages pixels together until the picture is no larger than print needs.
fn shrink(width: u32, height: u32, rgb: &[u8]) -> Picture {
    let step = width
        .div_ceil(PRINT_WIDTH)
        .max(height.div_ceil(PRINT_HEIGHT))
        .max(1);
    let (out_width, out_height) = (width.div_ceil(step), height.div_ceil(step));
    let mut out = Vec::with_capacity((out_width * out_height * 3) as usize);
    for y in 0..out_height {
        for x in 0..out_width {
            let (mut sum, mut count) = ([0_u32; 3], 0);
            for sy in y * step..((y + 1) * step).min(height) {
                for sx in x * step..((x + 1) * step).min(width) {
                    let at = ((sy * width + sx) * 3) as usize;
                    for (total, value) in sum.iter_mut().zip(rgb.iter().skip(at)) {
                        *total += u32::from(*value);
                    }
                    count += 1;
                }
            }
            out.extend(sum.map(|total| u8::try_from(total / count.max(1)).unwrap_or(255)));
        }
    }
    Picture::new(out_width, out_height, out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn png(width: u32, height: u32, colour: png::ColorType, pixels: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, width, height);
        encoder.set_color(colour);
        encoder.set_depth(png::BitDepth::Eight);
        encoder
            .write_header()
            .unwrap()
            .write_image_data(pixels)
            .unwrap();
        out
    }

    #[test]
    fn a_see_through_pixel_is_white() {
        let picture = Picture::read(&png(1, 1, png::ColorType::Rgba, &[9, 9, 9, 0])).unwrap();
        assert_eq!(&picture.rgb[..], [255, 255, 255]);
    }

    #[test]
    fn a_large_picture_is_made_smaller_with_its_shape_kept() {
        let picture = Picture::read(&png(
            3_000,
            1_000,
            png::ColorType::Grayscale,
            &vec![7; 3_000_000],
        ))
        .unwrap();
        assert_eq!((picture.width, picture.height), (1_000, 334));
        assert!(picture.rgb.iter().all(|&value| value == 7));
    }

    /// A JPEG of 320 by 200 pixels in two colours.
    const JPEG: &[u8] = include_bytes!("../../tests/letters/logo.jpg");

    #[test]
    fn a_jpeg_is_read_like_a_png() {
        let picture = Picture::read(JPEG).unwrap();
        assert_eq!((picture.width, picture.height), (320, 200));
        // Teal left, sand right, within what JPEG loses.
        let at = |x: usize| {
            let at = (100 * 320 + x) * 3;
            [picture.rgb[at], picture.rgb[at + 1], picture.rgb[at + 2]]
        };
        let near = |a: [u8; 3], b: [u8; 3]| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) < 12);
        assert!(near(at(40), [0x0B, 0x5F, 0x5A]) && near(at(280), [0xE0, 0xC8, 0x90]));
    }

    /// The same JPEG with a tag that says how it was held, in either order of bytes.
    fn held(orientation: u16, little: bool) -> Vec<u8> {
        let two = |value: u16| {
            if little {
                value.to_le_bytes()
            } else {
                value.to_be_bytes()
            }
        };
        let four = |value: u32| {
            if little {
                value.to_le_bytes()
            } else {
                value.to_be_bytes()
            }
        };
        let mut exif = b"Exif\0\0".to_vec();
        exif.extend(if little { b"II" } else { b"MM" });
        exif.extend(two(42));
        exif.extend(four(8));
        // One entry: orientation, a short, once, its value and two bytes of padding; no further list.
        exif.extend(two(1));
        exif.extend(two(0x0112));
        exif.extend(two(3));
        exif.extend(four(1));
        exif.extend(two(orientation));
        exif.extend(two(0));
        exif.extend(four(0));
        let length = u16::try_from(exif.len() + 2).unwrap();
        let mut out = JPEG[..2].to_vec();
        out.extend([0xFF, 0xE1]);
        out.extend(length.to_be_bytes());
        out.extend(exif);
        out.extend(&JPEG[2..]);
        out
    }

    #[test]
    fn a_jpeg_stands_as_the_camera_says_it_was_held() {
        // Where the teal left half and the sand right half come to stand.
        let teal = |picture: &Picture, x: u32, y: u32| {
            let at = ((y * picture.width + x) * 3) as usize;
            picture.rgb[at] < 0x60
        };
        for (orientation, upright, first) in [
            (1, true, true),
            (2, true, false),
            (3, true, false),
            (4, true, true),
            (5, false, true),
            (6, false, true),
            (7, false, false),
            (8, false, false),
            // Not a way to hold anything: left as it is.
            (0, true, true),
            (9, true, true),
        ] {
            for little in [true, false] {
                let picture = Picture::read(&held(orientation, little)).unwrap();
                let size = (picture.width, picture.height);
                if upright {
                    assert_eq!(size, (320, 200), "{orientation}");
                    assert_eq!(teal(&picture, 10, 100), first, "{orientation}");
                    assert_eq!(teal(&picture, 310, 100), !first, "{orientation}");
                } else {
                    assert_eq!(size, (200, 320), "{orientation}");
                    assert_eq!(teal(&picture, 100, 10), first, "{orientation}");
                    assert_eq!(teal(&picture, 100, 310), !first, "{orientation}");
                }
            }
        }
    }

    #[test]
    fn each_way_of_holding_moves_each_corner_where_it_belongs() {
        // a b c over d e f.
        let rgb: Vec<u8> = b"abcdef".iter().flat_map(|&byte| [byte; 3]).collect();
        let turned = |turn: Turn| {
            let (width, height, out) = turn.applied(3, 2, rgb.clone());
            let rows: Vec<String> = out
                .chunks(width as usize * 3)
                .map(|row| {
                    row.iter()
                        .step_by(3)
                        .map(|&byte| char::from(byte))
                        .collect()
                })
                .collect();
            assert_eq!(rows.len(), height as usize);
            rows.join("/")
        };
        let wanted = [
            (1, "abc/def"),
            (2, "cba/fed"),
            (3, "fed/cba"),
            (4, "def/abc"),
            (5, "ad/be/cf"),
            (6, "da/eb/fc"),
            (7, "fc/eb/da"),
            (8, "cf/be/ad"),
        ];
        for (orientation, wanted) in wanted {
            let exif = held(orientation, true);
            // The TIFF part: after the start of the picture, the marker, its length and "Exif".
            assert_eq!(turned(Turn::told(&exif[12..])), wanted, "{orientation}");
        }
        assert_eq!(Turn::told(b"not exif"), Turn::NONE);
    }

    #[test]
    fn what_is_no_picture_is_refused_in_words() {
        let words = |bytes: &[u8]| Picture::read(bytes).unwrap_err().to_string();
        assert!(words(b"not a picture").contains("neither a PNG nor a JPEG"));
        assert!(words(b"").contains("neither"));
        let whole = png(8, 8, png::ColorType::Rgb, &[1; 192]);
        assert!(words(&whole[..whole.len() / 2]).contains("not a whole PNG"));
        for cut in [4, 40, JPEG.len() / 2] {
            assert!(words(&JPEG[..cut]).contains("not a whole JPEG"), "{cut}");
        }
    }

    /// A PNG that claims a size and holds next to nothing.
    fn png_bomb(width: u32, height: u32) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, width, height);
        encoder.set_color(png::ColorType::Rgba);
        drop(encoder.write_header().unwrap());
        out
    }

    /// The same JPEG with another size in its frame header.
    fn jpeg_bomb(width: u16, height: u16) -> Vec<u8> {
        let mut out = JPEG.to_vec();
        let frame = out
            .windows(2)
            .position(|two| matches!(two, [0xFF, 0xC0 | 0xC2]))
            .unwrap();
        out[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
        out[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
        out
    }

    #[test]
    fn a_small_file_that_unpacks_to_a_giant_is_refused_before_it_does() {
        for bomb in [png_bomb(60_000, 60_000), jpeg_bomb(60_000, 60_000)] {
            let words = Picture::read(&bomb).unwrap_err().to_string();
            assert!(words.contains("8192 pixels"), "{words}");
        }
        for bomb in [png_bomb(8_000, 8_000), jpeg_bomb(8_000, 8_000)] {
            let words = Picture::read(&bomb).unwrap_err().to_string();
            assert!(words.contains("16 million"), "{words}");
        }
        assert!(
            Picture::read(&vec![0x89; (8 << 20) + 1])
                .unwrap_err()
                .to_string()
                .contains("8 MB")
        );
    }
}
