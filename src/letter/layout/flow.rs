//! From a stack of unbreakable slabs to pages: what stays together, what is repeated, where a page ends.

use std::rc::Rc;

use super::look::ALARM;
use crate::letter::page::{Area, Colour, Item, Placed};

/// What is painted behind or beside a text that may run over several slabs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ground {
    /// Slabs with the same number share one ground.
    pub(super) number: usize,
    pub(super) kind: GroundKind,
    pub(super) x: f32,
    pub(super) width: f32,
    /// The colour of its bar.
    pub(super) bar: Colour,
    /// The colour of its ground.
    pub(super) soft: Colour,
}

/// The look of a ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GroundKind {
    /// A soft ground with a bar on its left.
    Statement,
    /// A thin bar on the left.
    Quote,
    /// A frame.
    Urgent,
}

/// A row that is set again at the top of a page, without meaning of its own.
pub(super) struct Repeat {
    pub(super) height: f32,
    pub(super) items: Vec<Placed>,
}

/// A horizontal slice that no page break can cut. Items stand at their final `x` and at `y` from the slab's top.
pub(super) struct Slab {
    /// Left out at the top of a page.
    pub(super) gap: f32,
    pub(super) height: f32,
    pub(super) items: Vec<Placed>,
    /// Not to be parted from the next slab.
    pub(super) keep: bool,
    pub(super) ground: Option<Ground>,
    pub(super) repeat: Option<Rc<Repeat>>,
}

impl Slab {
    pub(super) fn new(height: f32, items: Vec<Placed>) -> Self {
        Self {
            gap: 0.0,
            height,
            items,
            keep: false,
            ground: None,
            repeat: None,
        }
    }
}

/// Moves items down.
pub(super) fn shift(items: &mut [Placed], by: f32) {
    for placed in items {
        match &mut placed.item {
            Item::Glyphs(run) => run.y += by,
            Item::Fill { area, .. } | Item::Outline { area, .. } | Item::Picture { area, .. } => {
                area.y += by
            }
        }
    }
}

/// Where text may stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) first_top: f32,
    pub(super) later_top: f32,
    pub(super) bottom: f32,
}

/// The pages with their text, and how far down the last one is filled.
pub(super) struct Poured {
    pub(super) pages: Vec<Vec<Placed>>,
    pub(super) last_y: f32,
}

/// Pours slabs into pages.
pub(super) fn pour(slabs: Vec<Slab>, bounds: Bounds) -> Poured {
    let mut pour = Pour {
        bounds,
        pages: vec![Vec::new()],
        grounds: Vec::new(),
        y: bounds.first_top,
        empty: true,
    };
    let mut chunk = Vec::new();
    for slab in slabs {
        let keep = slab.keep;
        chunk.push(slab);
        if !keep {
            pour.chunk(std::mem::take(&mut chunk));
        }
    }
    pour.chunk(chunk);
    pour.paint_grounds();
    Poured {
        pages: pour.pages,
        last_y: pour.y,
    }
}

struct Pour {
    bounds: Bounds,
    pages: Vec<Vec<Placed>>,
    /// Grounds of the page being filled, each with its area so far.
    grounds: Vec<(Ground, Area)>,
    y: f32,
    empty: bool,
}

impl Pour {
    fn chunk(&mut self, chunk: Vec<Slab>) {
        let tall: f32 = chunk.iter().map(|slab| slab.gap + slab.height).sum();
        let saved = if self.empty {
            chunk.first().map_or(0.0, |slab| slab.gap)
        } else {
            0.0
        };
        let whole_page = self.bounds.bottom - self.bounds.later_top;
        if !self.empty && self.y + tall - saved > self.bounds.bottom && tall <= whole_page {
            self.turn(chunk.first());
        }
        for slab in chunk {
            let gap = if self.empty { 0.0 } else { slab.gap };
            if !self.empty && self.y + gap + slab.height > self.bounds.bottom {
                self.turn(Some(&slab));
            }
            self.slab(slab);
        }
    }

    /// Starts a page, with the header row of the table that goes on there.
    fn turn(&mut self, next: Option<&Slab>) {
        self.paint_grounds();
        self.pages.push(Vec::new());
        self.y = self.bounds.later_top;
        self.empty = true;
        if let Some(repeat) = next.and_then(|slab| slab.repeat.clone()) {
            let mut items = repeat.items.clone();
            shift(&mut items, self.y);
            self.put(items);
            self.y += repeat.height;
        }
    }

    fn slab(&mut self, mut slab: Slab) {
        let gap = if self.empty { 0.0 } else { slab.gap };
        let top = self.y + gap;
        if let Some(ground) = slab.ground {
            self.ground(ground, top, slab.height);
        }
        shift(&mut slab.items, top);
        self.put(slab.items);
        self.y = top + slab.height;
        self.empty = false;
    }

    fn put(&mut self, items: Vec<Placed>) {
        if let Some(page) = self.pages.last_mut() {
            page.extend(items);
        }
    }

    fn ground(&mut self, ground: Ground, top: f32, height: f32) {
        match self.grounds.last_mut() {
            Some((last, area)) if last.number == ground.number => {
                area.height = top + height - area.y
            }
            _ => self.grounds.push((
                ground,
                Area {
                    x: ground.x,
                    y: top,
                    width: ground.width,
                    height,
                },
            )),
        }
    }

    /// Grounds go under everything else on their page.
    fn paint_grounds(&mut self) {
        let painted: Vec<Placed> = self
            .grounds
            .drain(..)
            .flat_map(|(ground, area)| paint(&ground, area))
            .collect();
        if let Some(page) = self.pages.last_mut() {
            page.splice(0..0, painted);
        }
    }
}

fn paint(ground: &Ground, area: Area) -> Vec<Placed> {
    let furniture = |item| Placed { node: None, item };
    let bar = |width| Area { width, ..area };
    match ground.kind {
        GroundKind::Statement => vec![
            furniture(Item::Fill {
                area,
                colour: ground.soft,
            }),
            furniture(Item::Fill {
                area: bar(2.5),
                colour: ground.bar,
            }),
        ],
        GroundKind::Quote => vec![furniture(Item::Fill {
            area: bar(1.5),
            colour: ground.bar,
        })],
        GroundKind::Urgent => vec![
            furniture(Item::Outline {
                area,
                colour: ALARM,
                thickness: 1.0,
            }),
            furniture(Item::Fill {
                area: bar(4.0),
                colour: ALARM,
            }),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds {
        first_top: 0.0,
        later_top: 10.0,
        bottom: 100.0,
    };

    fn mark() -> Placed {
        let area = Area {
            x: 0.0,
            y: 0.0,
            width: 1.0,
            height: 1.0,
        };
        Placed {
            node: None,
            item: Item::Fill {
                area,
                colour: Colour(0, 0, 0),
            },
        }
    }

    fn slab(height: f32, keep: bool) -> Slab {
        Slab {
            keep,
            ..Slab::new(height, vec![mark()])
        }
    }

    fn counts(poured: &Poured) -> Vec<usize> {
        poured.pages.iter().map(Vec::len).collect()
    }

    #[test]
    fn what_is_kept_together_moves_together() {
        let poured = pour(
            vec![slab(60.0, false), slab(30.0, true), slab(30.0, false)],
            BOUNDS,
        );
        assert_eq!(counts(&poured), [1, 2]);
    }

    #[test]
    fn what_is_taller_than_a_page_is_cut_after_all() {
        let tall = (0..20).map(|_| slab(20.0, true)).collect();
        let poured = pour(tall, BOUNDS);
        assert!(poured.pages.len() > 4);
        assert_eq!(poured.pages.iter().map(Vec::len).sum::<usize>(), 20);
    }

    #[test]
    fn a_gap_is_left_out_at_the_top_of_a_page() {
        let mut slabs = vec![slab(95.0, false), slab(20.0, false)];
        slabs[1].gap = 30.0;
        assert_eq!(pour(slabs, BOUNDS).last_y, 30.0);
    }

    #[test]
    fn a_header_row_is_repeated_where_its_table_goes_on() {
        let repeat = Rc::new(Repeat {
            height: 5.0,
            items: vec![mark()],
        });
        let slabs = (0..6)
            .map(|_| Slab {
                repeat: Some(repeat.clone()),
                ..slab(30.0, false)
            })
            .collect();
        let poured = pour(slabs, BOUNDS);
        assert_eq!(counts(&poured), [3, 3, 2]);
    }

    #[test]
    fn a_ground_is_one_area_a_page() {
        let ground = Ground {
            number: 1,
            kind: GroundKind::Quote,
            x: 0.0,
            width: 9.0,
            bar: Colour(0, 0, 0),
            soft: Colour::WHITE,
        };
        let slabs = (0..5)
            .map(|_| Slab {
                ground: Some(ground),
                ..slab(30.0, false)
            })
            .collect();
        let poured = pour(slabs, BOUNDS);
        assert_eq!(counts(&poured), [4, 3]);
    }
}
