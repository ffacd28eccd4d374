//! A logo: a PNG picture, read once, laid on white and made no larger than print needs.

use std::fmt;
use std::io::Cursor;
use std::sync::Arc;

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

/// A picture of opaque RGB pixels.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Three bytes a pixel, row by row.
    pub rgb: Arc<[u8]>,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({} by {})", self.width, self.height)
    }
}

impl Picture {
    /// Reads a PNG file.
    pub fn from_png(bytes: &[u8]) -> Result<Self, LetterError> {
        if bytes.len() > MOST_BYTES {
            return Err(LetterError::Logo("the file is larger than 8 MB"));
        }
        let broken = || LetterError::Logo("it is not a whole PNG file");
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
        let mut reader = decoder.read_info().map_err(|_| broken())?;
        let (width, height) = (reader.info().width, reader.info().height);
        if width == 0 || height == 0 || width > MOST_SIDE || height > MOST_SIDE {
            return Err(LetterError::Logo("a side is longer than 8192 pixels"));
        }
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(LetterError::Logo("it has more than 16 million pixels"));
        }
        let mut pixels = vec![0; reader.output_buffer_size().ok_or_else(broken)?];
        let frame = reader.next_frame(&mut pixels).map_err(|_| broken())?;
        pixels.truncate(frame.buffer_size());
        let channels = frame.color_type.samples();
        let rgb: Vec<u8> = pixels.chunks_exact(channels).flat_map(on_white).collect();
        Ok(shrink(width, height, &rgb))
    }
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
    Picture {
        width: out_width,
        height: out_height,
        rgb: out.into(),
    }
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
        let picture = Picture::from_png(&png(1, 1, png::ColorType::Rgba, &[9, 9, 9, 0])).unwrap();
        assert_eq!(&picture.rgb[..], [255, 255, 255]);
    }

    #[test]
    fn a_large_picture_is_made_smaller_with_its_shape_kept() {
        let picture = Picture::from_png(&png(
            3_000,
            1_000,
            png::ColorType::Grayscale,
            &vec![7; 3_000_000],
        ))
        .unwrap();
        assert_eq!((picture.width, picture.height), (1_000, 334));
        assert!(picture.rgb.iter().all(|&value| value == 7));
    }

    #[test]
    fn what_is_not_a_png_is_refused_in_words() {
        let error = Picture::from_png(b"not a picture").unwrap_err();
        assert!(error.to_string().contains("PNG"));
        let mut cut = png(8, 8, png::ColorType::Rgb, &[1; 192]);
        cut.truncate(cut.len() / 2);
        assert!(Picture::from_png(&cut).is_err());
    }
}
