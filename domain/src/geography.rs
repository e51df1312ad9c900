//! Where on earth a position lies: the region whose polygon holds it, or the nearest one at the coast.
//!
//! The polygons of all districts come in cells of one degree, made by `cargo xtask build` from data/kecamatan.topo.json
//! ([`cell_name`]); a position needs one of them. Each holds what lies within [`MARGIN_DEGREES`] around it too, so that
//! the nearest polygon of a position at its rim is there. The format is read as a stream, nothing of it is kept:
//!
//! ```text
//! per region: length of the code, the code, number of rings; per ring: number of points, then per point two steps
//! ```
//!
//! Numbers are LEB128; steps are zigzag coded, in 1/[`UNITS_PER_DEGREE`] of a degree, east and north of the point before,
//! at first of the cell's south-west corner. Rings are closed by the reader. Holes are rings like any other (even-odd rule).

pub mod drawing;

use thiserror::Error;

/// How fine the polygons are: 1/2000 of a degree, 55 m; finer than what simplification lost of them.
pub const UNITS_PER_DEGREE: f64 = 2000.0;
/// What a cell holds beyond its own degree: 13 km, more than [`MAX_OFF_M`].
pub const MARGIN_DEGREES: f64 = 0.12;
/// A position farther than this from every polygon is at sea, or abroad. Some small islands have none (simplified away).
pub const MAX_OFF_M: f64 = 12_000.0;

/// Metres in a degree of latitude.
const METRES_PER_DEGREE: f64 = 111_200.0;
/// Cells there are: Indonesia lies between 95° and 141° east, 11° south and 6° north.
const LONGITUDES: std::ops::RangeInclusive<i32> = 94..=141;
const LATITUDES: std::ops::RangeInclusive<i32> = -12..=6;

/// A cell that breaks off, or says what no cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a cell of polygons")]
pub struct InvalidCell;

/// Where a position lies.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// Code of the district.
    pub region: String,
    /// The polygon holds it; otherwise it is the nearest one.
    pub is_inside: bool,
    /// Metres to the border, from whichever side.
    pub border_m: f64,
}

impl Located {
    /// The finest region that may be claimed for a fix of this radius: the district where the whole circle fits into it,
    /// otherwise the regency or city around it.
    pub fn claim(&self, accuracy_m: Option<f64>) -> &str {
        let fits = accuracy_m.is_none_or(|radius| radius <= self.border_m);
        match self.region.rsplit_once('.') {
            Some((regency, _)) if !(self.is_inside && fits) => regency,
            _ => &self.region,
        }
    }
}

/// The name of the cell a position lies in; none outside Indonesia.
pub fn cell_name(lat: f64, lon: f64) -> Option<String> {
    let (south, west) = cell_of(lat, lon)?;
    Some(format!("{west}_{}", south + 90))
}

/// South and west of the cell a position lies in; none outside Indonesia.
fn cell_of(lat: f64, lon: f64) -> Option<(i32, i32)> {
    if !lat.is_finite() || !lon.is_finite() {
        return None;
    }
    // Saturates at the ends of i32, which are no cells either.
    let (south, west) = (lat.floor() as i32, lon.floor() as i32);
    (LATITUDES.contains(&south) && LONGITUDES.contains(&west)).then_some((south, west))
}

/// The district a position lies in, by the cell of [`cell_name`]: the polygon that holds it, else the nearest one within
/// [`MAX_OFF_M`], else none.
pub fn locate(cell: &[u8], lat: f64, lon: f64) -> Result<Option<Located>, InvalidCell> {
    let Some((south, west)) = cell_of(lat, lon) else {
        return Ok(None);
    };
    let from = Plane {
        x: (lon - f64::from(west)) * UNITS_PER_DEGREE,
        y: (lat - f64::from(south)) * UNITS_PER_DEGREE,
        narrow: narrowing(lat),
    };
    let mut bytes = cell.iter().copied();
    let mut best: Option<Located> = None;
    while let Some(length) = bytes.next() {
        let code: Vec<u8> = bytes.by_ref().take(usize::from(length)).collect();
        let (is_inside, border_m) = from.measure(&mut bytes).ok_or(InvalidCell)?;
        let is_better = match &best {
            _ if !is_inside && border_m > MAX_OFF_M => false,
            None => true,
            Some(best) if best.is_inside != is_inside => is_inside,
            Some(best) => !is_inside && border_m < best.border_m,
        };
        if is_better {
            best = Some(Located {
                region: String::from_utf8(code).map_err(|_| InvalidCell)?,
                is_inside,
                border_m,
            });
        }
    }
    Ok(best)
}

/// Villages of a regency as they stand in a file: a line each, code and name with its kind, parted by a tab.
pub fn villages(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter_map(|line| line.split_once('\t'))
}

/// The cosine of a latitude, to six digits as near to the equator as this is: the real one is long to download.
pub fn narrowing(lat: f64) -> f64 {
    let angle = lat.to_radians();
    let square = angle * angle;
    1.0 - square / 2.0 + square * square / 24.0
}

/// The surroundings of a position, flat.
struct Plane {
    x: f64,
    y: f64,
    narrow: f64,
}

impl Plane {
    /// Whether the next region's rings hold the position, and the metres to their nearest edge.
    fn measure(&self, bytes: &mut impl Iterator<Item = u8>) -> Option<(bool, f64)> {
        let (mut is_inside, mut nearest) = (false, f64::INFINITY);
        for _ in 0..number(bytes)? {
            let mut at = (0_i32, 0_i32);
            let mut first = None;
            let mut before: Option<(f64, f64)> = None;
            for _ in 0..number(bytes)? {
                let step = (signed(number(bytes)?), signed(number(bytes)?));
                at = (at.0.wrapping_add(step.0), at.1.wrapping_add(step.1));
                // The position is the origin.
                let here = (f64::from(at.0) - self.x, f64::from(at.1) - self.y);
                if let Some(before) = before {
                    is_inside ^= is_crossed(before, here);
                    nearest = nearest.min(self.distance(before, here));
                }
                first.get_or_insert(here);
                before = Some(here);
            }
            if let (Some(before), Some(first)) = (before, first) {
                is_inside ^= is_crossed(before, first);
                nearest = nearest.min(self.distance(before, first));
            }
        }
        Some((is_inside, nearest))
    }

    /// Metres from the origin to an edge.
    fn distance(&self, from: (f64, f64), to: (f64, f64)) -> f64 {
        let (ax, ay) = (from.0 * self.narrow, from.1);
        let (dx, dy) = ((to.0 - from.0) * self.narrow, to.1 - from.1);
        let length = dx * dx + dy * dy;
        let share = match length > 0.0 {
            true => (-(ax * dx + ay * dy) / length).clamp(0.0, 1.0),
            false => 0.0,
        };
        let (x, y) = (ax + share * dx, ay + share * dy);
        (x * x + y * y).sqrt() * (METRES_PER_DEGREE / UNITS_PER_DEGREE)
    }
}

/// Whether the ray from the origin to the east meets an edge.
fn is_crossed(from: (f64, f64), to: (f64, f64)) -> bool {
    (from.1 > 0.0) != (to.1 > 0.0) && from.0 - from.1 * (to.0 - from.0) / (to.1 - from.1) > 0.0
}

/// An unsigned LEB128 number.
fn number(bytes: &mut impl Iterator<Item = u8>) -> Option<u32> {
    let mut value = 0;
    for shift in [0, 7, 14, 21, 28] {
        let byte = bytes.next()?;
        value |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

/// Zigzag: 0, -1, 1, -2, …
fn signed(number: u32) -> i32 {
    (number >> 1) as i32 ^ -((number & 1) as i32)
}

#[cfg(test)]
mod tests;
