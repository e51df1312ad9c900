//! Maps to draw: the parts of a region as outlines, made by `cargo xtask build` from our own polygons.
//!
//! One text per region, cells parted by tabs:
//!
//! ```text
//! satupintu map 1
//! code  name
//! width  height  west  north  units per degree east  units per degree south
//! code  name  x  y  outline          one line per part; x and y lie well inside it
//! ```
//!
//! Outlines are path data of SVG, in whole units.

/// The first line.
pub const HEADER: &str = "satupintu map 1";
/// The name of the map of all provinces.
pub const NATION: &str = "indonesia";
/// Parts a map has at most: Jawa Timur has 38, the regency with most districts 51.
const MOST_PARTS: usize = 100;

/// A region with its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing<'a> {
    /// Its code; [`NATION`] for the whole.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Units from west to east.
    pub width: f64,
    /// Units from north to south.
    pub height: f64,
    west: f64,
    north: f64,
    east_units: f64,
    south_units: f64,
    /// Provinces, regencies and cities, or districts.
    pub parts: Vec<Part<'a>>,
}

/// One of the regions within a region.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// A place well inside it.
    pub centre: (f64, f64),
    /// Path data of SVG.
    pub outline: &'a str,
}

impl<'a> Drawing<'a> {
    /// The map in a text; none where it is no map.
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()? != HEADER {
            return None;
        }
        let (code, name) = lines.next()?.split_once('\t')?;
        let mut numbers = lines.next()?.split('\t').map(|cell| {
            let number = cell.parse::<f64>().ok();
            number.filter(|number| number.is_finite())
        });
        let mut number = || numbers.next().flatten();
        Some(Self {
            code,
            name,
            width: number()?,
            height: number()?,
            west: number()?,
            north: number()?,
            east_units: number()?,
            south_units: number()?,
            parts: lines.take(MOST_PARTS).map(part).collect::<Option<_>>()?,
        })
    }

    /// Where a position is drawn; none where the map does not reach.
    pub fn place(&self, lat: f64, lon: f64) -> Option<(f64, f64)> {
        let x = (lon - self.west) * self.east_units;
        let y = (self.north - lat) * self.south_units;
        let is_on = (0.0..=self.width).contains(&x) && (0.0..=self.height).contains(&y);
        is_on.then_some((x, y))
    }
}

fn part(line: &str) -> Option<Part<'_>> {
    let mut cells = line.split('\t');
    let (code, name) = (cells.next()?, cells.next()?);
    let centre = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    let outline = cells.next()?;
    Some(Part {
        code,
        name,
        centre,
        outline,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAP: &str = "satupintu map 1\n34\tDaerah Istimewa Yogyakarta\n1000\t900\t110\t-7.5\t1200\t1200\n34.71\tKota Yogyakarta\t440\t360\tM1 1l5 5-5 0z\n";

    #[test]
    fn a_map_is_read_and_positions_fall_on_it() {
        let map = Drawing::parse(MAP).unwrap();
        assert_eq!((map.code, map.name), ("34", "Daerah Istimewa Yogyakarta"));
        assert_eq!(map.parts.len(), 1);
        assert_eq!(map.parts[0].centre, (440.0, 360.0));
        assert_eq!(map.parts[0].outline, "M1 1l5 5-5 0z");
        assert_eq!(map.place(-7.75, 110.5), Some((600.0, 300.0)));
        for (lat, lon) in [(0.0, 110.5), (-7.75, 120.0), (f64::NAN, 110.5)] {
            assert_eq!(map.place(lat, lon), None);
        }
    }

    #[test]
    fn what_is_no_map_is_none() {
        for text in [
            "",
            "<!doctype html>",
            "satupintu map 1\n34\n",
            "satupintu map 1\n34\tx\n1\t2\t3\tinf\t5\t6\n",
            "satupintu map 1\n34\tx\n1\t2\t3\t4\t5\t6\n34.71\tx\ty\n",
        ] {
            assert_eq!(Drawing::parse(text), None, "{text:?}");
        }
    }
}
