//! A picture in memory: written small, read back, and compared with a tolerance.

use std::collections::HashMap;
use std::io::{BufReader, Error, ErrorKind};
use std::path::Path;

use egui::Color32;

/// An opaque picture, three bytes a point.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Width in points.
    pub width: usize,
    /// Height in points.
    pub height: usize,
    points: Vec<[u8; 3]>,
}

/// A point counts as different when one of its colours is this far off.
const FAR: u8 = 64;

impl Picture {
    /// A picture of one colour.
    pub fn filled([width, height]: [usize; 2], ground: Color32) -> Self {
        let [red, green, blue, _] = ground.to_array();
        Self {
            width,
            height,
            points: vec![[red, green, blue]; width * height],
        }
    }

    pub(crate) fn blend(&mut self, x: usize, y: usize, color: [f32; 4]) {
        let rest = 1.0 - color[3] / 255.0;
        let point = &mut self.points[y * self.width + x];
        for (value, over) in point.iter_mut().zip(color) {
            *value = (over + f32::from(*value) * rest).round().clamp(0.0, 255.0) as u8;
        }
    }

    /// The same without colour, as light as it looks.
    pub fn grey(mut self) -> Self {
        for point in &mut self.points {
            let [red, green, blue] = point.map(f32::from);
            let grey = (0.2126 * red + 0.7152 * green + 0.0722 * blue).round() as u8;
            *point = [grey; 3];
        }
        self
    }

    /// The share of points that differ, in millionths; all of them where the sizes differ.
    pub fn differs(&self, other: &Self) -> usize {
        if (self.width, self.height) != (other.width, other.height) {
            return 1_000_000;
        }
        let far = |(one, two): (&[u8; 3], &[u8; 3])| {
            one.iter().zip(two).any(|(one, two)| one.abs_diff(*two) > FAR)
        };
        let count = self
            .points
            .iter()
            .zip(&other.points)
            .filter(|(one, two)| far((one, two)))
            .count();
        count * 1_000_000 / self.points.len().max(1)
    }

    /// How many points of the picture have each colour.
    pub fn colours(&self) -> HashMap<[u8; 3], usize> {
        let mut counts = HashMap::new();
        for point in &self.points {
            *counts.entry(*point).or_insert(0) += 1;
        }
        counts
    }

    /// Writes it with at most 256 colours: the most frequent ones as they are, the rest as the nearest of these.
    pub fn write(&self, path: &Path) -> std::io::Result<()> {
        let (palette, indices) = self.indexed();
        let file = std::fs::File::create(path)?;
        let mut encoder = png::Encoder::new(
            std::io::BufWriter::new(file),
            self.width as u32,
            self.height as u32,
        );
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette.concat());
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header().map_err(Error::other)?;
        writer.write_image_data(&indices).map_err(Error::other)?;
        writer.finish().map_err(Error::other)
    }

    fn indexed(&self) -> (Vec<[u8; 3]>, Vec<u8>) {
        let mut counted: Vec<_> = self.colours().into_iter().collect();
        counted.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
        let palette: Vec<[u8; 3]> = counted.iter().take(256).map(|(colour, _)| *colour).collect();
        let nearest = |colour: &[u8; 3]| {
            let distance = |other: &[u8; 3]| -> u32 {
                let off = |at: usize| u32::from(colour[at].abs_diff(other[at]));
                off(0).pow(2) + off(1).pow(2) + off(2).pow(2)
            };
            let found = palette.iter().enumerate().min_by_key(|(_, other)| distance(other));
            found.map_or(0, |(index, _)| index as u8)
        };
        let known: HashMap<[u8; 3], u8> = counted
            .iter()
            .map(|(colour, _)| (*colour, nearest(colour)))
            .collect();
        let indices = self.points.iter().map(|point| known[point]).collect();
        (palette, indices)
    }

    /// Reads a picture.
    pub fn read(path: &Path) -> std::io::Result<Self> {
        let file = BufReader::new(std::fs::File::open(path)?);
        let mut decoder = png::Decoder::new(file);
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
        let mut reader = decoder.read_info().map_err(Error::other)?;
        let size = reader.output_buffer_size().unwrap_or(0);
        let mut bytes = vec![0; size];
        let info = reader.next_frame(&mut bytes).map_err(Error::other)?;
        if info.color_type != png::ColorType::Rgb {
            return Err(Error::new(ErrorKind::InvalidData, "not an opaque picture in colour"));
        }
        let points = bytes.chunks_exact(3).map(|point| [point[0], point[1], point[2]]).collect();
        Ok(Self {
            width: info.width as usize,
            height: info.height as usize,
            points,
        })
    }
}
