use super::*;

/// The corners of a ring.
type Ring<'a> = &'a [(i32, i32)];

/// A cell of these regions, each with its rings in the cell's units.
fn cell(regions: &[(&str, &[Ring<'_>])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (code, rings) in regions {
        bytes.push(code.len() as u8);
        bytes.extend_from_slice(code.as_bytes());
        push(&mut bytes, rings.len() as u32);
        for ring in *rings {
            push(&mut bytes, ring.len() as u32);
            let mut before = (0, 0);
            for point in *ring {
                for step in [point.0 - before.0, point.1 - before.1] {
                    push(&mut bytes, ((step << 1) ^ (step >> 31)) as u32);
                }
                before = *point;
            }
        }
    }
    bytes
}

fn push(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

const SQUARE: &[(i32, i32)] = &[(200, 200), (600, 200), (600, 600), (200, 600)];
const HOLE: &[(i32, i32)] = &[(300, 300), (500, 300), (500, 500), (300, 500)];
const BESIDE: &[(i32, i32)] = &[(600, 200), (1000, 200), (1000, 600), (600, 600)];

/// The cell whose south-west corner is 8° south, 110° east.
fn located(cell: &[u8], x: f64, y: f64) -> Option<Located> {
    let (lat, lon) = (-8.0 + y / UNITS_PER_DEGREE, 110.0 + x / UNITS_PER_DEGREE);
    locate(cell, lat, lon).unwrap()
}

#[test]
fn the_polygon_that_holds_a_position_is_its_region() {
    let cell = cell(&[("33.01.01", &[SQUARE]), ("33.02.01", &[BESIDE])]);
    for (x, y, expected) in [
        (400.0, 400.0, "33.01.01"),
        (599.0, 201.0, "33.01.01"),
        (601.0, 201.0, "33.02.01"),
        (999.0, 599.0, "33.02.01"),
    ] {
        let found = located(&cell, x, y).unwrap();
        assert!(found.is_inside, "{x} {y}");
        assert_eq!(found.region, expected, "{x} {y}");
    }
}

#[test]
fn a_hole_belongs_to_whoever_lies_in_it() {
    let ring = cell(&[("33.01.01", &[SQUARE, HOLE])]);
    assert!(!located(&ring, 400.0, 400.0).unwrap().is_inside);
    let filled = cell(&[("33.01.01", &[SQUARE, HOLE]), ("33.71.01", &[HOLE])]);
    let found = located(&filled, 400.0, 400.0).unwrap();
    assert_eq!((found.region.as_str(), found.is_inside), ("33.71.01", true));
}

#[test]
fn off_the_coast_the_nearest_region_within_twelve_kilometres_counts() {
    let cell = cell(&[("33.01.01", &[SQUARE]), ("33.02.01", &[BESIDE])]);
    // A unit is 55.6 m.
    let near = located(&cell, 400.0, 700.0).unwrap();
    assert_eq!((near.region.as_str(), near.is_inside), ("33.01.01", false));
    assert!((near.border_m - 5560.0).abs() < 1.0, "{}", near.border_m);
    assert_eq!(located(&cell, 900.0, 700.0).unwrap().region, "33.02.01");
    assert!(located(&cell, 400.0, 815.0).is_some());
    assert_eq!(located(&cell, 400.0, 817.0), None);
    // East and west are narrower away from the equator.
    assert!(located(&cell, 1217.0, 400.0).is_some());
    assert_eq!(located(&cell, 1219.0, 400.0), None);
}

#[test]
fn a_district_is_claimed_where_the_whole_fix_fits_into_it() {
    let cell = cell(&[("33.01.01", &[SQUARE])]);
    let claim = |x: f64, accuracy: Option<f64>| {
        let located = located(&cell, x, 400.0).unwrap();
        located.claim(accuracy).to_owned()
    };
    for (x, accuracy, expected) in [
        (400.0, None, "33.01.01"),
        (400.0, Some(10_000.0), "33.01.01"),
        (400.0, Some(12_000.0), "33.01"),
        (598.0, Some(50.0), "33.01.01"),
        (598.0, Some(200.0), "33.01"),
        (602.0, Some(5.0), "33.01"),
        (602.0, None, "33.01"),
    ] {
        assert_eq!(claim(x, accuracy), expected, "{x} {accuracy:?}");
    }
}

#[test]
fn outside_indonesia_there_is_no_cell_and_no_region() {
    for (lat, lon) in [
        (51.5, -0.1),
        (-7.0, 180.0),
        (-7.0, -180.0),
        (-7.0, 470.0),
        (90.0, 110.0),
        (f64::NAN, 110.0),
        (-7.0, f64::INFINITY),
        (1e300, -1e300),
    ] {
        assert_eq!(cell_name(lat, lon), None, "{lat} {lon}");
        assert_eq!(locate(&[], lat, lon), Ok(None), "{lat} {lon}");
    }
    assert_eq!(cell_name(-6.2, 106.8).as_deref(), Some("106_83"));
    assert_eq!(cell_name(-6.0, 106.0).as_deref(), Some("106_84"));
    assert_eq!(cell_name(0.0, 100.0).as_deref(), Some("100_90"));
}

#[test]
fn what_is_no_cell_is_said_so_and_never_panics() {
    let whole = cell(&[("33.01.01", &[SQUARE])]);
    for length in 1..whole.len() {
        let broken: Vec<u8> = whole.iter().copied().take(length).collect();
        assert_eq!(locate(&broken, -7.8, 110.2), Err(InvalidCell), "{length}");
    }
    assert_eq!(locate(b"<!doctype html>", -7.8, 110.2), Err(InvalidCell));
    assert_eq!(locate(&[0xff; 4096], -7.8, 110.2), Err(InvalidCell));
}

#[test]
fn villages_are_lines_of_code_and_name() {
    let text = "33.15.17.2001\tDesa Gubug\nbroken\n33.15.17.2002\tDesa Ginggangtani\n";
    let found: Vec<_> = villages(text).collect();
    assert_eq!(
        found,
        [
            ("33.15.17.2001", "Desa Gubug"),
            ("33.15.17.2002", "Desa Ginggangtani")
        ]
    );
}
