//! Districts by cells of one degree, cut to the cell and its margin.

use std::collections::BTreeMap;

use super::topology::Topology;
use domain::geography::{MARGIN_DEGREES, UNITS_PER_DEGREE, cell_name};

/// Longitude and latitude.
type Point = (f64, f64);

/// Name of a cell → its content.
pub fn cells(districts: &Topology) -> BTreeMap<String, Vec<u8>> {
    let mut cells = BTreeMap::new();
    for (code, rings) in &districts.regions {
        let rings: Vec<Vec<Point>> = rings
            .iter()
            .map(|refs| {
                let points = districts.ring(refs).into_iter();
                points.map(|place| districts.degrees(place)).collect()
            })
            .collect();
        for (south, west) in touched(&rings) {
            let (s, w) = (f64::from(south), f64::from(west));
            let Some(name) = cell_name(s, w) else {
                continue;
            };
            let coded: Vec<Vec<u8>> = rings
                .iter()
                .filter_map(|ring| coded(&cut(ring, s, w), s, w))
                .collect();
            if coded.is_empty() {
                continue;
            }
            let cell: &mut Vec<u8> = cells.entry(name).or_default();
            cell.push(u8::try_from(code.len()).unwrap_or_default());
            cell.extend_from_slice(code.as_bytes());
            push_number(cell, coded.len());
            for ring in coded {
                cell.extend_from_slice(&ring);
            }
        }
    }
    cells
}

/// South-west corners of the cells that these rings may reach.
fn touched(rings: &[Vec<Point>]) -> Vec<(i32, i32)> {
    let range = |pick: fn(&Point) -> f64| {
        let values = rings.iter().flatten().map(pick);
        let low = values.clone().fold(f64::INFINITY, f64::min) - MARGIN_DEGREES;
        let high = values.fold(f64::NEG_INFINITY, f64::max) + MARGIN_DEGREES;
        low.floor() as i32..=high.floor() as i32
    };
    let longitudes = range(|point| point.0);
    range(|point| point.1)
        .flat_map(|south| longitudes.clone().map(move |west| (south, west)))
        .collect()
}

/// A coordinate, the direction in which it may grow, and from where.
type Side = (fn(&Point) -> f64, f64, f64);

/// What of a ring lies within the cell and its margin (Sutherland and Hodgman). Edges along the cut are farther from the
/// cell than any answer.
fn cut(ring: &[Point], south: f64, west: f64) -> Vec<Point> {
    let sides: [Side; 4] = [
        (|point| point.0, 1.0, west - MARGIN_DEGREES),
        (|point| point.0, -1.0, west + 1.0 + MARGIN_DEGREES),
        (|point| point.1, 1.0, south - MARGIN_DEGREES),
        (|point| point.1, -1.0, south + 1.0 + MARGIN_DEGREES),
    ];
    let mut points = ring.to_vec();
    for (pick, sign, limit) in sides {
        let depth = |point: &Point| (pick(point) - limit) * sign;
        let mut kept = Vec::with_capacity(points.len());
        let Some(mut before) = points.last().copied() else {
            return points;
        };
        for here in points {
            let (a, b) = (depth(&before), depth(&here));
            if (a >= 0.0) != (b >= 0.0) {
                let share = a / (a - b);
                kept.push((
                    before.0 + share * (here.0 - before.0),
                    before.1 + share * (here.1 - before.1),
                ));
            }
            if b >= 0.0 {
                kept.push(here);
            }
            before = here;
        }
        points = kept;
    }
    points
}

/// A ring in the cell's units; none where nothing is left of it.
fn coded(ring: &[Point], south: f64, west: f64) -> Option<Vec<u8>> {
    let units = |degrees: f64| (degrees * UNITS_PER_DEGREE).round() as i32;
    let mut points: Vec<(i32, i32)> = ring
        .iter()
        .map(|(lon, lat)| (units(lon - west), units(lat - south)))
        .collect();
    points.dedup();
    if points.len() < 3 {
        return None;
    }
    let mut bytes = Vec::new();
    push_number(&mut bytes, points.len());
    let mut before = (0, 0);
    for point in points {
        push_step(&mut bytes, point.0 - before.0);
        push_step(&mut bytes, point.1 - before.1);
        before = point;
    }
    Some(bytes)
}

fn push_step(bytes: &mut Vec<u8>, step: i32) {
    push_number(bytes, ((step << 1) ^ (step >> 31)) as u32 as usize);
}

fn push_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}
