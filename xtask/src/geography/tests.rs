//! Real places, by the files that are deployed.

use std::collections::BTreeMap;

use super::topology::Topology;
use super::{cells, drawings, names_of};
use crate::reference::data_dir;
use crate::run::read_bytes;
use domain::geography::drawing::Drawing;
use domain::geography::{Located, cell_name, locate};

fn topology(name: &str) -> Topology {
    Topology::parse(&read_bytes(&data_dir().join(name)).unwrap()).unwrap()
}

fn located(cells: &BTreeMap<String, Vec<u8>>, lat: f64, lon: f64) -> Option<Located> {
    let cell = cells.get(&cell_name(lat, lon)?)?;
    locate(cell, lat, lon).unwrap()
}

#[test]
fn real_positions_are_in_their_regions() {
    let cells = cells::cells(&topology("kecamatan.topo.json"));
    for (place, lat, lon, expected) in [
        ("Monas", -6.1754, 106.8272, "31.71.01"),
        ("Gedung Sate, Bandung", -6.9025, 107.6188, "32.73"),
        ("Tugu, Yogyakarta", -7.7829, 110.3671, "34.71"),
        (
            "Balai Kota Surakarta, near Sukoharjo",
            -7.5696,
            110.8291,
            "33.72",
        ),
        ("a kota within a kabupaten", -7.4769, 110.2177, "33.71"),
        ("kilometre 0, Sabang", 5.9061, 95.2167, "11.72"),
        ("Merauke", -8.4932, 140.4018, "93.01"),
        ("Batam", 1.1301, 104.0529, "21.71"),
        ("Pulau Pramuka", -5.746, 106.613, "31.01"),
        ("the beach of Kuta", -8.7180, 115.1660, "51.03"),
        ("the quay of Labuan Bajo", -8.4964, 119.8777, "53.15"),
        ("Rote, the southern end", -10.7386, 123.1239, "53.14"),
        ("five kilometres off Jepara", -6.58, 110.60, "33.20"),
        ("the Java Sea", -4.5, 110.5, ""),
        ("Kuching, Malaysia", 1.5533, 110.3592, ""),
        ("Singapore", 1.2903, 103.8519, ""),
        ("Dili, Timor-Leste", -8.5569, 125.5603, ""),
        ("Darwin, Australia", -12.46, 130.84, ""),
        ("Null Island", 0.0, 0.0, ""),
        (
            "the other side of the antimeridian",
            -8.49,
            140.40 - 360.0,
            "",
        ),
        ("latitude and longitude swapped", 106.8272, -6.1754, ""),
    ] {
        let found = located(&cells, lat, lon).map_or(String::new(), |found| found.region);
        assert!(
            found == expected || found.starts_with(&format!("{expected}.")) && !expected.is_empty(),
            "{place}: {found}, not {expected}"
        );
    }
}

#[test]
fn villages_lie_in_the_regencies_they_belong_to() {
    let cells = cells::cells(&topology("kecamatan.topo.json"));
    let mut villages = csv::Reader::from_path(data_dir().join("villages.csv")).unwrap();
    let (mut right, mut all) = (0, 0);
    for row in villages.records().step_by(11) {
        let row = row.unwrap();
        let number = |at: usize| row.get(at).and_then(|cell| cell.parse::<f64>().ok());
        let (Some(lat), Some(lon)) = (number(4), number(5)) else {
            continue;
        };
        let regency: String = row.get(0).unwrap_or_default().chars().take(6).collect();
        let found = located(&cells, lat, lon).map_or(String::new(), |found| found.region);
        all += 1;
        right += u32::from(found.starts_with(&regency));
    }
    assert!(all > 7000, "{all}");
    // data/README of the source: 99.9 % of the uncut polygons.
    assert!(
        f64::from(right) / f64::from(all) > 0.997,
        "{right} of {all}"
    );
}

#[test]
fn every_region_has_a_map_with_its_centre_on_it() {
    let names = names_of(&read_bytes(&data_dir().join("regions.csv")).unwrap()).unwrap();
    let (regencies, districts) = (
        topology("kabkota.topo.json"),
        topology("kecamatan.topo.json"),
    );
    let maps = drawings::drawings(&regencies, &districts, &names).unwrap();
    assert_eq!(maps.len(), 1 + 38 + 514);
    let mut parts = 0;
    for (code, text) in &maps {
        let map = Drawing::parse(text).unwrap();
        assert_eq!(map.code, code);
        parts += map.parts.len();
        for part in &map.parts {
            let (x, y) = part.centre;
            let is_on =
                (-2.0..=map.width + 2.0).contains(&x) && (-2.0..=map.height + 2.0).contains(&y);
            assert!(is_on, "{code} {}", part.code);
            assert!(part.outline.starts_with('M') && part.outline.ends_with('z'));
        }
        assert!(text.len() < 24_000, "{code}: {}", text.len());
    }
    assert_eq!(parts, 38 + 514 + 7285);
    let jakarta = Drawing::parse(&maps["31.71"]).unwrap();
    let (x, y) = jakarta.place(-6.1754, 106.8272).unwrap();
    assert!(x > 0.0 && y > 0.0);
}
