//! Pictures of figures: SVG with a title and a description, readable without colour. Each stands beside a table that says
//! the same.

use super::sayings::{Sayings, fill};
use crate::components::piece::{Piece, drawing};
use crate::document::escape;
use domain::figures::{Cell, Measure, Month, Peers};
use std::fmt::Write;

const WIDTH: u32 = 360;
/// Where the picture begins, right of the numbers of its axis.
const LEFT: u32 = 46;
const TOP: u32 = 14;
const PLOT: u32 = 110;
const BOTTOM: u32 = TOP + PLOT;
/// The place of a month.
const STEP: u32 = 26;

fn frame(id: &str, height: u32, title: &str, about: &str, body: &str) -> Piece {
    let (title, about) = (escape(title), escape(about));
    drawing(format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{about}</desc>{body}</svg>"
    ))
}

/// Writing to a String cannot fail.
macro_rules! draw {
    ($out:expr, $($arg:tt)*) => {{ let _ = write!($out, $($arg)*); }};
}

fn label(out: &mut String, x: u32, y: u32, anchor: &str, words: &str) {
    let words = escape(words);
    draw!(
        out,
        "<text class=\"fig-text\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{words}</text>"
    );
}

fn grid(out: &mut String, y: u32, words: &str) {
    let right = WIDTH;
    draw!(out, "<path class=\"fig-axis\" d=\"M{LEFT} {y}H{right}\"/>");
    label(
        out,
        LEFT.saturating_sub(4),
        y.saturating_add(4),
        "end",
        words,
    );
}

fn column(at: usize) -> u32 {
    let at = u32::try_from(at).unwrap_or(0);
    LEFT.saturating_add(at.saturating_mul(STEP))
}

fn months(out: &mut String, sayings: &Sayings, months: &[Month]) {
    // Every second one, the last among them: all of them would not fit on a telephone.
    let is_odd = !months.len().is_multiple_of(2);
    let spoken = months.iter().enumerate();
    for (at, month) in spoken.filter(|(at, _)| at.is_multiple_of(2) == is_odd) {
        let middle = column(at).saturating_add(STEP / 2);
        let name = sayings.month_short(*month);
        label(out, middle, BOTTOM.saturating_add(17), "middle", name);
    }
}

/// Cases a month, as bars. `cells` belong to `of`.
pub fn bars(sayings: &Sayings, name: &str, of: &[Month], cells: &[Cell]) -> Piece {
    let texts = sayings.texts;
    let counts = || {
        of.iter()
            .zip(cells)
            .map(|(month, cell)| (*month, cell.received))
    };
    let most = counts()
        .filter_map(|(month, count)| Some((count?, month)))
        .max_by_key(|(count, month)| (*count, std::cmp::Reverse(*month)))
        .filter(|(count, _)| *count > 0);
    let about = match most {
        Some((count, month)) => fill(
            texts.bars_about,
            &[
                ("most", &sayings.count(count)),
                ("month", &sayings.month(month)),
            ],
        ),
        None => texts.bars_hidden.to_owned(),
    };
    let top = most.map_or(1, |(count, _)| count.max(1));
    let has_hidden = counts().any(|(_, count)| count.is_none());
    let mut body = String::from(
        "<pattern id=\"fig-h\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><path class=\"fig-hatch\" d=\"M0 6L6 0\"/></pattern>",
    );
    // Where every number is hidden there is no scale to tell.
    if most.is_some() || !has_hidden {
        grid(&mut body, TOP, &short_count(sayings, top));
    }
    grid(&mut body, BOTTOM, "0");
    for (at, (_, count)) in counts().enumerate() {
        let left = column(at).saturating_add(4);
        let wide = STEP.saturating_sub(8);
        let Some(count) = count else {
            let y = BOTTOM.saturating_sub(16);
            draw!(
                body,
                "<rect class=\"fig-gap\" x=\"{left}\" y=\"{y}\" width=\"{wide}\" height=\"16\" fill=\"url(#fig-h)\"/>"
            );
            continue;
        };
        let high = u64::from(count).saturating_mul(u64::from(PLOT)) / u64::from(top);
        let high = u32::try_from(high)
            .unwrap_or(PLOT)
            .max(u32::from(count > 0) * 2);
        let y = BOTTOM.saturating_sub(high);
        let is_running = at.saturating_add(1) == of.len();
        let class = if is_running { "fig-run" } else { "fig-bar" };
        draw!(
            body,
            "<rect class=\"{class}\" x=\"{left}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\"/>"
        );
    }
    months(&mut body, sayings, of);
    let title = fill(texts.bars, &[("name", name)]);
    frame("fig-b", BOTTOM.saturating_add(26), &title, &about, &body)
}

/// `9,9k` where a number would not fit beside the axis.
fn short_count(sayings: &Sayings, count: u32) -> String {
    match count {
        0..1000 => count.to_string(),
        1000..10_000 => format!("{}k", sayings.tenths(count / 100)),
        _ => format!("{}k", count / 1000),
    }
}

/// Shares in time a month, as lines told apart by dashes and marks.
pub fn lines(sayings: &Sayings, name: &str, of: &[Month], cells: &[Cell]) -> Piece {
    let texts = sayings.texts;
    let mut body = String::new();
    for percent in [0, 50, 100] {
        let y = height_of(percent);
        grid(&mut body, y, &format!("{percent}%"));
    }
    let drawn = [
        (Measure::Verified, "fig-line"),
        (Measure::Replied, "fig-line fig-two"),
        (Measure::Done, "fig-line fig-three"),
    ];
    for (measure, class) in drawn {
        let points: Vec<Option<(u32, u32)>> = cells
            .iter()
            .take(of.len())
            .enumerate()
            .map(|(at, cell)| {
                let percent = cell.rate(measure).percent()?;
                Some((column(at).saturating_add(STEP / 2), height_of(percent)))
            })
            .collect();
        let mut path = String::new();
        let mut is_broken = true;
        for point in &points {
            match point {
                Some((x, y)) => {
                    draw!(path, "{}{x} {y}", if is_broken { 'M' } else { 'L' });
                    is_broken = false;
                }
                None => is_broken = true,
            }
        }
        draw!(body, "<path class=\"{class}\" d=\"{path}\"/>");
        for (x, y) in points.into_iter().flatten() {
            mark(&mut body, measure, x, y);
        }
    }
    months(&mut body, sayings, of);
    let title = fill(texts.lines, &[("name", name)]);
    let height = BOTTOM.saturating_add(26);
    frame("fig-l", height, &title, texts.lines_about, &body)
}

fn height_of(percent: u32) -> u32 {
    BOTTOM.saturating_sub(percent.min(100).saturating_mul(PLOT) / 100)
}

fn mark(out: &mut String, measure: Measure, x: u32, y: u32) {
    match measure {
        Measure::Replied => {
            let (x, y) = (x.saturating_sub(4), y.saturating_sub(4));
            draw!(
                out,
                "<rect class=\"fig-dot\" x=\"{x}\" y=\"{y}\" width=\"8\" height=\"8\"/>"
            );
        }
        Measure::Done => {
            let (left, top) = (x.saturating_sub(5), y.saturating_add(4));
            draw!(
                out,
                "<path class=\"fig-dot\" d=\"M{left} {top}h10l-5 -9z\"/>"
            );
        }
        _ => draw!(
            out,
            "<circle class=\"fig-dot\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>"
        ),
    }
}

/// How high a row of the comparison is.
const ROW: u32 = 40;

/// One agency beside the middle half of its kind, a row for each measure that both have.
pub fn comparison(sayings: &Sayings, name: &str, total: &Cell, peers: &Peers) -> Piece {
    let texts = sayings.texts;
    let mut body = String::new();
    let mut y = 0_u32;
    let x_of = |percent: u32| percent.min(100).saturating_mul(3).saturating_add(20);
    for (measure, spread) in &peers.rates {
        label(
            &mut body,
            4,
            y.saturating_add(15),
            "start",
            texts.measure(*measure).0,
        );
        let middle = y.saturating_add(28);
        let (left, right) = (x_of(spread.low), x_of(spread.high));
        let wide = right.saturating_sub(left).max(2);
        let (bar, tick) = (middle.saturating_sub(5), middle.saturating_sub(8));
        let (first, last, at) = (x_of(0), x_of(100), x_of(spread.middle));
        draw!(
            body,
            "<path class=\"fig-axis\" d=\"M{first} {middle}H{last}\"/><rect class=\"fig-half\" x=\"{left}\" y=\"{bar}\" width=\"{wide}\" height=\"10\"/><path class=\"fig-mid\" d=\"M{at} {tick}v16\"/>"
        );
        if let Some(percent) = total.rate(*measure).percent() {
            let x = x_of(percent);
            draw!(
                body,
                "<circle class=\"fig-full\" cx=\"{x}\" cy=\"{middle}\" r=\"6\"/>"
            );
        }
        y = y.saturating_add(ROW);
    }
    let scale = y.saturating_add(12);
    for percent in [0, 50, 100] {
        let x = x_of(percent);
        label(&mut body, x, scale, "middle", &format!("{percent}%"));
    }
    let title = fill(texts.compared_chart, &[("name", name)]);
    let height = scale.saturating_add(8);
    frame("fig-c", height, &title, texts.compared_key, &body)
}
