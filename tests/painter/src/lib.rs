//! Paints the triangles that egui makes of a frame into a picture, and writes and compares pictures; for tests.

mod picture;

use std::collections::HashMap;

use egui::epaint::{ClippedPrimitive, ImageData, Primitive, Vertex};
use egui::{Color32, Rect, TextureId, TexturesDelta};

pub use picture::Picture;

/// The textures of a window, and what paints with them.
#[derive(Default)]
pub struct Painter {
    textures: HashMap<TextureId, Texture>,
}

struct Texture {
    width: usize,
    height: usize,
    points: Vec<Color32>,
}

impl Painter {
    /// Takes over what changed in the textures.
    pub fn take(&mut self, delta: &TexturesDelta) {
        for (id, changes) in &delta.set {
            for change in changes {
                let ImageData::Color(image) = &change.image;
                let [width, height] = image.size;
                let Some([left, top]) = change.pos else {
                    let points = image.pixels.clone();
                    let texture = Texture {
                        width,
                        height,
                        points,
                    };
                    self.textures.insert(*id, texture);
                    continue;
                };
                let Some(texture) = self.textures.get_mut(id) else {
                    continue;
                };
                for row in 0..height {
                    let from = row * width;
                    let to = (top + row) * texture.width + left;
                    texture.points[to..to + width]
                        .copy_from_slice(&image.pixels[from..from + width]);
                }
            }
        }
        for id in &delta.free {
            self.textures.remove(id);
        }
    }

    /// Paints a frame of so many pixels.
    pub fn paint(
        &self,
        size: [usize; 2],
        scale: f32,
        ground: Color32,
        primitives: &[ClippedPrimitive],
    ) -> Picture {
        let mut picture = Picture::filled(size, ground);
        for clipped in primitives {
            let Primitive::Mesh(mesh) = &clipped.primitive else {
                continue;
            };
            let Some(texture) = self.textures.get(&mesh.texture_id) else {
                continue;
            };
            let clip = Clip::of(clipped.clip_rect, scale, size);
            for corners in mesh.indices.chunks_exact(3) {
                let corner = |at: usize| corner(&mesh.vertices[corners[at] as usize], scale);
                triangle(&mut picture, &clip, texture, [corner(0), corner(1), corner(2)]);
            }
        }
        picture
    }
}

struct Clip {
    left: i32,
    top: i32,
    right: i32,
    bottom: i32,
}

impl Clip {
    fn of(rect: Rect, scale: f32, [width, height]: [usize; 2]) -> Self {
        let edge = |at: f32, most: usize| ((at * scale).round() as i32).clamp(0, most as i32);
        Self {
            left: edge(rect.left(), width),
            top: edge(rect.top(), height),
            right: edge(rect.right(), width),
            bottom: edge(rect.bottom(), height),
        }
    }
}

#[derive(Clone, Copy)]
struct Corner {
    x: f32,
    y: f32,
    u: f32,
    v: f32,
    color: [f32; 4],
}

fn corner(vertex: &Vertex, scale: f32) -> Corner {
    Corner {
        x: vertex.pos.x * scale,
        y: vertex.pos.y * scale,
        u: vertex.uv.x,
        v: vertex.uv.y,
        color: vertex.color.to_array().map(f32::from),
    }
}

/// Twice the area of a triangle, signed.
fn area(a: &Corner, b: &Corner, x: f32, y: f32) -> f32 {
    (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)
}

/// Of an edge that two triangles share, a point on it belongs to one of them only.
fn owns(a: &Corner, b: &Corner) -> bool {
    (a.y == b.y && b.x > a.x) || b.y < a.y
}

fn triangle(picture: &mut Picture, clip: &Clip, texture: &Texture, mut corners: [Corner; 3]) {
    let whole = area(&corners[0], &corners[1], corners[2].x, corners[2].y);
    if whole == 0.0 {
        return;
    }
    if whole < 0.0 {
        corners.swap(1, 2);
    }
    let [a, b, c] = &corners;
    let whole = whole.abs();
    let least = |one: f32, two: f32, three: f32| one.min(two).min(three).floor() as i32;
    let most = |one: f32, two: f32, three: f32| one.max(two).max(three).ceil() as i32;
    let left = least(a.x, b.x, c.x).max(clip.left);
    let right = most(a.x, b.x, c.x).min(clip.right);
    let top = least(a.y, b.y, c.y).max(clip.top);
    let bottom = most(a.y, b.y, c.y).min(clip.bottom);
    let edges = [owns(b, c), owns(c, a), owns(a, b)];
    let plain = (a.u == b.u && b.u == c.u && a.v == b.v && b.v == c.v)
        .then(|| texture.sample(a.u, a.v));
    let same = a.color == b.color && b.color == c.color;
    for y in top..bottom {
        let middle_y = y as f32 + 0.5;
        for x in left..right {
            let middle_x = x as f32 + 0.5;
            let parts = [
                area(b, c, middle_x, middle_y),
                area(c, a, middle_x, middle_y),
                area(a, b, middle_x, middle_y),
            ];
            let inside = parts
                .iter()
                .zip(edges)
                .all(|(part, owned)| *part > 0.0 || (*part == 0.0 && owned));
            if !inside {
                continue;
            }
            let parts = parts.map(|part| part / whole);
            let mix = |one: f32, two: f32, three: f32| {
                one * parts[0] + two * parts[1] + three * parts[2]
            };
            let texel = plain.unwrap_or_else(|| {
                texture.sample(mix(a.u, b.u, c.u), mix(a.v, b.v, c.v))
            });
            let mut color = a.color;
            if !same {
                for (at, value) in color.iter_mut().enumerate() {
                    *value = mix(a.color[at], b.color[at], c.color[at]);
                }
            }
            for (value, texel) in color.iter_mut().zip(texel) {
                *value *= texel / 255.0;
            }
            picture.blend(x as usize, y as usize, color);
        }
    }
}

impl Texture {
    /// The colour between four points, as a graphics card takes it.
    fn sample(&self, u: f32, v: f32) -> [f32; 4] {
        let x = u * self.width as f32 - 0.5;
        let y = v * self.height as f32 - 0.5;
        let (left, top) = (x.floor(), y.floor());
        let (over, under) = (x - left, y - top);
        let at = |x: f32, y: f32| {
            let x = (x.max(0.0) as usize).min(self.width - 1);
            let y = (y.max(0.0) as usize).min(self.height - 1);
            self.points[y * self.width + x].to_array().map(f32::from)
        };
        let (one, two) = (at(left, top), at(left + 1.0, top));
        let (three, four) = (at(left, top + 1.0), at(left + 1.0, top + 1.0));
        std::array::from_fn(|part| {
            let above = one[part] + (two[part] - one[part]) * over;
            let below = three[part] + (four[part] - three[part]) * over;
            above + (below - above) * under
        })
    }
}
