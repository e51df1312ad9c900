use super::*;
use domain::date::Timestamp;

const DRAWING: &str = "satupintu map 1\n33.15\tKabupaten Grobogan\n1000\t600\t110\t-7\t1000\t1000\n33.15.01\tKedungjati\t200\t300\tM0 0l400 0 0 600-400 0z\n33.15.17\tGubug\t700\t300\tM400 0l600 0 0 600-600 0z\n";

fn named(code: &str, name: &str) -> Named {
    Named {
        code: code.to_owned(),
        name: name.to_owned(),
    }
}

fn point(code: &str, title: &str, at: Option<(f64, f64)>, blurred_to: Option<&str>) -> Point {
    Point {
        row: Row {
            code: code.to_owned(),
            title: title.to_owned(),
            excerpt: "jalan".to_owned(),
            place: String::new(),
            category: "Jalan rusak".to_owned(),
            agency: None,
            state: Some(StateName::InProgress),
            is_late: false,
            filed_at: Timestamp(0),
            support_count: 0,
            follower_count: 0,
        },
        at,
        blurred_to: blurred_to.map(str::to_owned),
    }
}

fn html(filter: &Filter, language: Language, has_drawing: bool) -> String {
    let drawing = Drawing::parse(DRAWING);
    let offered = Offered {
        region_path: vec![
            named("33", "Jawa Tengah"),
            named("33.15", "Kabupaten Grobogan"),
        ],
        regions: vec![named("33.15.17", "Gubug"), named("33.15.01", "Kedungjati")],
        categories: vec![named("JLN", "Jalan")],
        agencies: Vec::new(),
    };
    let counts = BTreeMap::from([("33.15.17".to_owned(), 1234), ("33.15.01".to_owned(), 3)]);
    let points = [
        point(
            "7K3F-9QXM-4T2B-C",
            "Lubang <besar>",
            Some((-7.3, 110.2)),
            None,
        ),
        point("8K3F-9QXM-4T2B-C", "Kekerasan", None, Some("33.15.17")),
        point("9K3F-9QXM-4T2B-C", "Disamarkan", None, None),
    ];
    MapPage {
        language,
        origin: "https://lapor.example",
        filter,
        wrong: &[],
        offered: &offered,
        drawing: drawing.as_ref().filter(|_| has_drawing),
        counts: &counts,
        newest: None,
        points: &points,
        has_more_points: false,
        stale_since: None,
    }
    .render()
}

fn grobogan() -> Filter {
    Filter {
        region: "33.15".to_owned(),
        category: "JLN".to_owned(),
        ..Filter::default()
    }
}

#[test]
fn regions_and_points_are_links_with_names() {
    let html = html(&grobogan(), Language::Indonesian, true);
    for expected in [
        "<a href=\"/peta?wilayah=33.15.17&amp;kategori=JLN\" aria-label=\"Gubug: 1.234 laporan\">",
        "class=\"om-4\"",
        "aria-label=\"Kedungjati: kurang dari 5 laporan\"",
        "<a href=\"/l/7K3F-9QXM-4T2B-C\" aria-label=\"Lubang &lt;besar&gt;\">",
        "class=om-dot cx=200 cy=300",
        "class=om-blur cx=700 cy=300",
    ] {
        assert!(html.contains(expected), "{expected}");
    }
    assert!(
        !html.contains("class=om-dot cx=700"),
        "a blurred point is drawn"
    );
}

#[test]
fn what_is_drawn_is_in_lists_too_and_stays_without_the_picture() {
    for has_drawing in [true, false] {
        let html = html(&grobogan(), Language::English, has_drawing);
        let (_, table) = html.split_once("<table").unwrap();
        for expected in [
            "Gubug",
            ">1,234<",
            "fewer than 5",
            "/en/l/7K3F-9QXM-4T2B-C",
            "only the centre of the district is shown",
            "point not shown",
        ] {
            assert!(table.contains(expected), "{expected}");
        }
        // In the order it was given, whatever the numbers.
        assert!(table.find("Gubug").unwrap() < table.find("Kedungjati").unwrap());
        assert_eq!(html.contains("<svg class=om-map"), has_drawing);
    }
}

#[test]
fn small_numbers_are_not_told() {
    let html = html(&grobogan(), Language::Indonesian, true);
    assert!(!html.contains(": 3 laporan") && !html.contains(">3<"));
}

#[test]
fn a_page_with_a_hundred_points_weighs_little() {
    let html = html(&Filter::default(), Language::Indonesian, true);
    assert!(html.len() < 20_000, "{}", html.len());
}
