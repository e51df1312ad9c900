//! Regions as outlines for maps. Arcs are simplified once for both regions they part, so no gaps open between them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::topology::{ArcRef, Grid, Topology, ring};
use crate::run::Outcome;
use domain::geography::drawing::{HEADER, NATION};
use domain::geography::narrowing;

/// The longer side of every map.
const SIDE: f64 = 1000.0;
/// A corner is left out where the triangle it makes is smaller than this, in square units.
const LEAST_CORNER: f64 = 1.5;
/// An island is left out where it is smaller than this and its region has a larger one.
const LEAST_ISLAND: f64 = 4.0;
/// What stands for a region that is too small to be seen.
const SPECK: i64 = 2;

/// Name of a map → its text.
pub fn drawings(
    regencies: &Topology,
    districts: &Topology,
    names: &BTreeMap<String, String>,
) -> Outcome<BTreeMap<String, String>> {
    let mut maps = BTreeMap::new();
    let codes = regencies.regions.keys();
    let provinces: BTreeSet<&str> = codes
        .filter_map(|code| Some(code.split_once('.')?.0))
        .collect();
    let merged = provinces.iter().map(|code| {
        let below = below(regencies, code).into_iter();
        let rings: Vec<_> = below.flat_map(|(_, rings)| rings).cloned().collect();
        ((*code).to_owned(), outer(&regencies.arcs, &rings))
    });
    let nation: Parts = merged.collect();
    let text = Map::new(regencies, &nation).text(NATION, "Indonesia", &nation, names)?;
    maps.insert(NATION.to_owned(), text);
    let provinces = provinces.into_iter().map(|code| (regencies, code));
    let smaller = regencies.regions.keys();
    for (topology, code) in provinces.chain(smaller.map(|code| (districts, code.as_str()))) {
        let below = below(topology, code).into_iter();
        let parts: Parts = below
            .map(|(code, rings)| (code.clone(), rings.clone()))
            .collect();
        if parts.is_empty() {
            continue;
        }
        let text = Map::new(topology, &parts).text(code, name(names, code)?, &parts, names)?;
        maps.insert(code.to_owned(), text);
    }
    Ok(maps)
}

type Rings = Vec<Vec<ArcRef>>;
type Parts = BTreeMap<String, Rings>;

fn name<'a>(names: &'a BTreeMap<String, String>, code: &str) -> Outcome<&'a str> {
    let found = names.get(code).map(String::as_str);
    found.ok_or_else(|| format!("regions.csv: no region {code}"))
}

fn below<'a>(topology: &'a Topology, code: &str) -> Vec<(&'a String, &'a Rings)> {
    let regions = topology.regions.iter();
    regions
        .filter(|(below, _)| {
            let rest = below.strip_prefix(code);
            rest.is_some_and(|rest| rest.starts_with('.'))
        })
        .collect()
}

/// The rings around several regions: arcs that two of them share are inside.
fn outer(arcs: &[Vec<Grid>], rings: &Rings) -> Rings {
    let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
    for arc in rings.iter().flatten() {
        *uses.entry(arc.index).or_default() += 1;
    }
    let ends = |arc: &ArcRef| {
        let points = arcs.get(arc.index)?;
        let (first, last) = (*points.first()?, *points.last()?);
        Some(if arc.is_reversed {
            (last, first)
        } else {
            (first, last)
        })
    };
    let mut from: BTreeMap<Grid, Vec<ArcRef>> = BTreeMap::new();
    for arc in rings.iter().flatten() {
        if uses.get(&arc.index) == Some(&1)
            && let Some((start, _)) = ends(arc)
        {
            from.entry(start).or_default().push(*arc);
        }
    }
    let mut found = Rings::new();
    while let Some(start) = from.keys().next().copied() {
        let mut ring = Vec::new();
        let mut at = start;
        while let Some(arc) = from.get_mut(&at).and_then(Vec::pop) {
            at = ends(&arc).map_or(at, |(_, end)| end);
            ring.push(arc);
        }
        from.retain(|_, arcs| !arcs.is_empty());
        if at == start && !ring.is_empty() {
            found.push(ring);
        }
    }
    found
}

/// The sheet a region is drawn on.
struct Map {
    west: f64,
    north: f64,
    east_units: f64,
    south_units: f64,
    width: f64,
    height: f64,
    /// The arcs as drawn: whole units, few corners.
    arcs: Vec<Vec<Grid>>,
}

impl Map {
    fn new(topology: &Topology, parts: &Parts) -> Self {
        let used: BTreeSet<usize> = parts
            .values()
            .flatten()
            .flatten()
            .map(|arc| arc.index)
            .collect();
        let arcs = used.iter().filter_map(|index| topology.arcs.get(*index));
        let points: Vec<(f64, f64)> = arcs.flatten().map(|at| topology.degrees(*at)).collect();
        let low = |pick: fn(&(f64, f64)) -> f64| points.iter().map(pick).fold(f64::MAX, f64::min);
        let high = |pick: fn(&(f64, f64)) -> f64| points.iter().map(pick).fold(f64::MIN, f64::max);
        let (west, east) = (low(|at| at.0), high(|at| at.0));
        let (south, north) = (low(|at| at.1), high(|at| at.1));
        let narrow = narrowing(f64::midpoint(south, north));
        let south_units = SIDE / ((east - west) * narrow).max(north - south).max(0.01);
        let mut map = Self {
            west,
            north,
            east_units: south_units * narrow,
            south_units,
            width: ((east - west) * narrow * south_units).ceil(),
            height: ((north - south) * south_units).ceil(),
            arcs: Vec::new(),
        };
        let all = topology.arcs.iter().enumerate();
        map.arcs = all
            .map(|(index, arc)| match used.contains(&index) {
                true => map.drawn(topology, arc),
                false => Vec::new(),
            })
            .collect();
        map
    }

    fn drawn(&self, topology: &Topology, arc: &[Grid]) -> Vec<Grid> {
        let places = arc.iter().map(|at| {
            let (lon, lat) = topology.degrees(*at);
            (
                (lon - self.west) * self.east_units,
                (self.north - lat) * self.south_units,
            )
        });
        let kept = simplified(places.collect());
        let mut whole: Vec<Grid> = kept
            .into_iter()
            .map(|(x, y)| (x.round() as i64, y.round() as i64))
            .collect();
        if whole.len() > 2 {
            whole.dedup();
        }
        whole
    }

    fn text(
        &self,
        code: &str,
        name_of_whole: &str,
        parts: &Parts,
        names: &BTreeMap<String, String>,
    ) -> Outcome<String> {
        let mut text = format!(
            "{HEADER}\n{code}\t{name_of_whole}\n{}\t{}\t{:.5}\t{:.5}\t{:.4}\t{:.4}\n",
            self.width, self.height, self.west, self.north, self.east_units, self.south_units
        );
        for (code, rings) in parts {
            let mut rings: Vec<Vec<Grid>> =
                rings.iter().map(|refs| ring(&self.arcs, refs)).collect();
            rings.sort_by_key(|ring| -area(ring).abs());
            let Some(largest) = rings.first() else {
                return Err(format!("{code} has no polygon"));
            };
            let largest = match area(largest).abs() < 2 * LEAST_ISLAND as i64 {
                true => speck(largest),
                false => largest.clone(),
            };
            let (x, y) = inside(&largest);
            let others = rings.iter().skip(1);
            let others = others.filter(|ring| area(ring).abs() as f64 >= 2.0 * LEAST_ISLAND);
            let outline: String = std::iter::once(&largest)
                .chain(others)
                .map(|ring| path(ring))
                .collect();
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{code}\t{}\t{x}\t{y}\t{outline}", name(names, code)?);
        }
        Ok(text)
    }
}

/// Twice the area within a ring, signed by its direction.
fn area(ring: &[Grid]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .map(|(a, b)| a.0 * b.1 - b.0 * a.1)
        .sum()
}

/// A small square for what would not be seen.
fn speck(ring: &[Grid]) -> Vec<Grid> {
    let (x, y) = ring.first().copied().unwrap_or_default();
    vec![
        (x - SPECK, y - SPECK),
        (x + SPECK, y - SPECK),
        (x + SPECK, y + SPECK),
        (x - SPECK, y + SPECK),
    ]
}

/// A place well inside a ring: the middle of the widest stretch at half its height.
fn inside(ring: &[Grid]) -> Grid {
    let (low, high) = (
        ring.iter().map(|at| at.1).min().unwrap_or_default(),
        ring.iter().map(|at| at.1).max().unwrap_or_default(),
    );
    let mut best = (0.0, ring.first().copied().unwrap_or_default());
    for quarter in [2, 1, 3] {
        // Between two whole numbers no corner is met.
        let y = low as f64 + (high - low) as f64 * f64::from(quarter) / 4.0 + 0.13;
        let next = ring.iter().cycle().skip(1);
        let mut crossings: Vec<f64> = ring
            .iter()
            .zip(next)
            .filter(|(a, b)| (a.1 as f64 > y) != (b.1 as f64 > y))
            .map(|(a, b)| a.0 as f64 + (y - a.1 as f64) * (b.0 - a.0) as f64 / (b.1 - a.1) as f64)
            .collect();
        crossings.sort_by(f64::total_cmp);
        for pair in crossings.chunks_exact(2) {
            if let [left, right] = pair
                && right - left > best.0 * 1.2
            {
                let x = f64::midpoint(*left, *right);
                best = (right - left, (x.round() as i64, y.round() as i64));
            }
        }
    }
    best.1
}

/// Path data: relative steps are the shortest.
fn path(ring: &[Grid]) -> String {
    let mut points = ring.to_vec();
    points.dedup();
    let mut out = String::new();
    let mut before: Option<Grid> = None;
    for (x, y) in points {
        match before {
            // Writing to a String cannot fail.
            None => drop(write!(out, "M{x} {y}l")),
            Some((bx, by)) => {
                for step in [x - bx, y - by] {
                    if step >= 0 && !out.ends_with('l') {
                        out.push(' ');
                    }
                    let _ = write!(out, "{step}");
                }
            }
        }
        before = Some((x, y));
    }
    out.push('z');
    out
}

/// The line without its least corners (Visvalingam and Whyatt); its ends stay, and a closed line keeps four points.
fn simplified(line: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let least = if line.first() == line.last() { 4 } else { 2 };
    let mut line = line;
    while line.len() > least {
        let corners = line.windows(3).map(|corner| match corner {
            [a, b, c] => ((b.0 - a.0) * (c.1 - a.1) - (c.0 - a.0) * (b.1 - a.1)).abs() / 2.0,
            _ => f64::INFINITY,
        });
        let Some((index, smallest)) = corners.enumerate().min_by(|a, b| a.1.total_cmp(&b.1)) else {
            break;
        };
        if smallest >= LEAST_CORNER {
            break;
        }
        line.remove(index + 1);
    }
    line
}
