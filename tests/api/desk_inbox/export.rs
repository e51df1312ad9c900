use super::desk::{Desk, employ};
use crate::life::world::{Case, assign, wib};
use serde_json::json;
use system_tests::System;

/// Reads a file as RFC 4180 says.
fn read(file: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let (mut characters, mut is_quoted) = (file.chars().peekable(), false);
    while let Some(character) = characters.next() {
        let row = rows.last_mut().unwrap();
        match character {
            '"' if is_quoted && characters.peek() == Some(&'"') => {
                characters.next();
                row.last_mut().unwrap().push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(String::new()),
            '\r' if !is_quoted => {
                assert_eq!(characters.next(), Some('\n'));
                rows.push(vec![String::new()]);
            }
            other => row.last_mut().unwrap().push(other),
        }
    }
    assert_eq!(rows.pop().unwrap(), [""], "the last line ends too");
    rows
}

#[test]
fn no_cell_of_the_file_is_a_formula_and_it_holds_what_the_filter_finds() {
    let system = System::start();
    employ(&system);
    let stories = [
        "=HYPERLINK(\"http://x\",\"klik\") jalan rusak di desa",
        "+62812345 jalan rusak di desa",
        "-2+3 jalan rusak di desa",
        "@SUM(A1) jalan rusak di desa",
        "  =cmd|' /C calc'!A0 jalan rusak",
        "\"=1+1\" jalan rusak di desa",
        "\n=1+1 jalan rusak di desa",
        "\t=1+1 jalan rusak di desa",
        "'=1+1 jalan rusak di desa",
        "Jalan, \"rusak\"\r\nparah",
    ];
    let mut codes = Vec::new();
    for story in stories {
        let case = Case::filed(
            &system,
            "2026-11-09 09:00",
            json!({
                "text": story, "place": "=1+1", "reporter": {"name": "Budi Rahasia", "phone": "+6281234567890"},
            }),
        );
        case.does("admin", assign("kab-grobogan", None));
        codes.push(case.code);
    }
    system.execute(
        "update message set text = (select narrative from complaint c where c.id = message.complaint_id)
         where part = 'title'",
    );
    let elsewhere = Case::filed(&system, "2026-11-09 09:00", json!({}));
    elsewhere.does("admin", assign("kab-demak", None));
    let now = wib("2026-11-10 10:00");
    let desk = Desk {
        system: &system,
        name: "coordinator",
        now,
    };
    let reply = desk.get("/meja/ekspor?status=assigned");
    assert_eq!(reply.status, 200);
    assert!(reply.header("content-type").starts_with("text/csv"));
    assert_eq!(
        reply.header("content-disposition"),
        "attachment; filename=\"satupintu-2026-11-10.csv\""
    );
    assert_eq!(reply.header("cache-control"), "no-store");
    let file = reply
        .body
        .strip_prefix('\u{feff}')
        .expect("spreadsheets know by it that it is UTF-8");
    let rows = read(file);
    assert_eq!(rows.len(), 1 + stories.len());
    for row in &rows {
        assert_eq!(row.len(), 14);
        for cell in row {
            let bare = cell.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '"');
            assert!(!bare.starts_with(['=', '+', '-', '@']), "{cell:?}");
            assert!(!cell.starts_with(['\t', '\r']), "{cell:?}");
        }
    }
    let found: Vec<&String> = rows.iter().skip(1).map(|row| &row[0]).collect();
    assert!(codes.iter().all(|code| found.contains(&code)) && !found.contains(&&elsewhere.code));
    assert!(!file.contains("Budi") && !file.contains("81234567890"));
    assert!(
        rows.iter()
            .any(|row| row[1].contains("Jalan, \"rusak\" parah"))
    );
    let empty = desk.get("/meja/ekspor?status=closed");
    assert_eq!(read(empty.body.trim_start_matches('\u{feff}')).len(), 1);
}
