//! The picture: SVG made as text, since a map has a hundred parts that are all the same.

use super::{CLASSES, MapPage, Point, heading};
use crate::document::escape;
use crate::i18n::life::put;
use domain::geography::drawing::{Drawing, Part};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Radius of what can be tapped around a centre or a point, in units of a map that is 1,000 wide: 44 px where it is shown
/// 360 px wide, if no neighbour is nearer.
const TAP: f64 = 61.0;
/// Radius of a point that is seen.
const DOT: f64 = 14.0;
/// Radius of a centre that stands for several.
const BLUR: f64 = 24.0;

/// The picture of a region, with a link for each of its parts and points.
pub fn svg(page: &MapPage<'_>, drawing: &Drawing<'_>, label: &str) -> String {
    let mut out = format!(
        "<svg class=om-map viewBox=\"0 0 {} {}\" role=group aria-label=\"{}\">",
        drawing.width,
        drawing.height,
        escape(label)
    );
    // Small ones last, so that large ones do not lie over them.
    let mut parts: Vec<&Part<'_>> = drawing.parts.iter().collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.outline.len()));
    for part in parts {
        push_part(&mut out, page, drawing, part);
    }
    for point in page.points {
        push_point(&mut out, page, drawing, point);
    }
    push_blurred(&mut out, page, drawing);
    out.push_str("</svg>");
    out
}

fn push_part(out: &mut String, page: &MapPage<'_>, drawing: &Drawing<'_>, part: &Part<'_>) {
    let texts = &page.language.open().map;
    let count = page.count(part.code);
    let class = CLASSES.iter().filter(|least| count >= **least).count();
    let told = put(texts.count, &[&page.told(count)]);
    let name = escape(&format!("{}: {told}", part.name));
    let href = escape(&page.href(part.code));
    let others = drawing.parts.iter().filter(|other| other.code != part.code);
    let nearest = others.map(|other| distance(part.centre, other.centre));
    let tap = nearest.fold(2.0 * TAP, f64::min) / 2.0;
    let here = match part.code == page.filter.region {
        true => " om-here",
        false => "",
    };
    let (x, y) = part.centre;
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "<a href=\"{href}\" aria-label=\"{name}\"><title>{name}</title><circle class=om-hit cx={x} cy={y} r={tap:.0} /><path class=\"om-{class}{here}\" d=\"{}\"/></a>",
        escape(part.outline)
    );
}

fn push_point(out: &mut String, page: &MapPage<'_>, drawing: &Drawing<'_>, point: &Point) {
    let Some((x, y)) = point.at.and_then(|(lat, lon)| drawing.place(lat, lon)) else {
        return;
    };
    let name = escape(heading(&point.row));
    let href = page.language.path(&format!("/l/{}", point.row.code));
    let _ = write!(
        out,
        "<a href=\"{}\" aria-label=\"{name}\"><title>{name}</title><circle class=om-hit cx={x:.0} cy={y:.0} r={TAP} /><circle class=om-dot cx={x:.0} cy={y:.0} r={DOT} /></a>",
        escape(&href)
    );
}

/// Cases whose points are not told, together at the centre of their district.
fn push_blurred(out: &mut String, page: &MapPage<'_>, drawing: &Drawing<'_>) {
    let texts = &page.language.open().map;
    let mut districts: BTreeMap<&str, u32> = BTreeMap::new();
    for district in page
        .points
        .iter()
        .filter_map(|point| point.blurred_to.as_deref())
    {
        *districts.entry(district).or_default() += 1;
    }
    for (code, count) in districts {
        let Some(part) = drawing.parts.iter().find(|part| part.code == code) else {
            continue;
        };
        let told = put(texts.count, &[&page.told(count)]);
        let name = escape(&format!("{}: {told}, {}", part.name, texts.blurred));
        let (x, y) = part.centre;
        let _ = write!(
            out,
            "<a href=\"{}\" aria-label=\"{name}\"><title>{name}</title><circle class=om-hit cx={x} cy={y} r={TAP} /><circle class=om-blur cx={x} cy={y} r={BLUR} /></a>",
            escape(&page.href(code))
        );
    }
}

fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}
