//! TopoJSON as data/README of the source describes it: arcs, shared by the regions on both sides.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::run::{Context, Outcome};

/// A place on the file's own grid.
pub type Grid = (i64, i64);

/// Arcs and the regions they enclose.
pub struct Topology {
    scale: (f64, f64),
    origin: (f64, f64),
    /// Points of each arc, on the grid.
    pub arcs: Vec<Vec<Grid>>,
    /// Code → rings, each of arcs in order.
    pub regions: BTreeMap<String, Vec<Vec<ArcRef>>>,
}

/// An arc as a ring walks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArcRef {
    /// Which.
    pub index: usize,
    /// Against its own direction.
    pub is_reversed: bool,
}

impl Topology {
    /// Reads a file with one object, a collection of polygons with `properties.kode`.
    pub fn parse(bytes: &[u8]) -> Outcome<Self> {
        let file: Value = serde_json::from_slice(bytes).context("not JSON")?;
        let pair = |name: &str| {
            let pair = file.get("transform").and_then(|found| found.get(name));
            let number = |at: usize| pair.and_then(|pair| pair.get(at)?.as_f64());
            number(0).zip(number(1)).ok_or("no transform")
        };
        let arcs = list(&file, "arcs")?.iter().map(arc);
        let objects = file.get("objects").and_then(Value::as_object);
        let collection = objects.and_then(|objects| objects.values().next());
        let shapes = list(collection.ok_or("no object")?, "geometries")?;
        Ok(Self {
            scale: pair("scale")?,
            origin: pair("translate")?,
            arcs: arcs.collect::<Option<_>>().ok_or("an arc without points")?,
            regions: shapes
                .iter()
                .map(|shape| region(shape).ok_or_else(|| format!("no polygon: {shape}")))
                .collect::<Outcome<_>>()?,
        })
    }

    /// Longitude and latitude of a place on the grid.
    pub fn degrees(&self, place: Grid) -> (f64, f64) {
        (
            place.0 as f64 * self.scale.0 + self.origin.0,
            place.1 as f64 * self.scale.1 + self.origin.1,
        )
    }

    /// The points of a ring, the last one before it closes.
    pub fn ring(&self, arcs: &[ArcRef]) -> Vec<Grid> {
        ring(&self.arcs, arcs)
    }
}

/// The points of a ring of these arcs, the last one before it closes.
pub fn ring(arcs: &[Vec<Grid>], refs: &[ArcRef]) -> Vec<Grid> {
    let mut points: Vec<Grid> = Vec::new();
    for ArcRef { index, is_reversed } in refs {
        let Some(arc) = arcs.get(*index) else {
            continue;
        };
        // The first point of an arc is the last one of the arc before.
        match is_reversed {
            true => points.extend(arc.iter().rev().skip(1)),
            false => points.extend(arc.iter().skip(1)),
        }
    }
    points
}

fn list<'a>(value: &'a Value, name: &str) -> Outcome<&'a Vec<Value>> {
    let found = value.get(name).and_then(Value::as_array);
    found.ok_or_else(|| format!("no {name}"))
}

/// Steps from point to point, summed up.
fn arc(steps: &Value) -> Option<Vec<Grid>> {
    let mut at = (0, 0);
    let points = steps.as_array()?.iter().map(|step| {
        at.0 += step.get(0)?.as_i64()?;
        at.1 += step.get(1)?.as_i64()?;
        Some(at)
    });
    points.collect()
}

fn region(shape: &Value) -> Option<(String, Vec<Vec<ArcRef>>)> {
    let code = shape.get("properties")?.get("kode")?.as_str()?.to_owned();
    let arcs = shape.get("arcs")?.as_array()?;
    let rings: Vec<&Value> = match shape.get("type")?.as_str()? {
        "Polygon" => arcs.iter().collect(),
        "MultiPolygon" => arcs.iter().filter_map(Value::as_array).flatten().collect(),
        _ => return None,
    };
    let rings = rings.into_iter().map(|ring| {
        let refs = ring.as_array()?.iter().map(|index| {
            let index = index.as_i64()?;
            let is_reversed = index < 0;
            let index = if is_reversed { !index } else { index };
            Some(ArcRef {
                index: usize::try_from(index).ok()?,
                is_reversed,
            })
        });
        refs.collect::<Option<Vec<_>>>()
    });
    Some((code, rings.collect::<Option<_>>()?))
}
