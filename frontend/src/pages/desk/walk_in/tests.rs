use super::*;
use domain::date::Date;
use std::sync::LazyLock;

static VALUES: LazyLock<EntryValues> = LazyLock::new(|| EntryValues {
    id: "019ab3c4-d5e6-7f01-8123-456789abcdef".into(),
    channel: "box".into(),
    said_on: "2026-11-20".into(),
    said_time: "09:30".into(),
    zone: "WITA".into(),
    text: "</textarea><script>alert(1)</script>\nJalan \u{202e}rusak".into(),
    place: "Desa Gubug".into(),
    receipt_language: "en".into(),
    ..EntryValues::default()
});

fn frame(language: Language) -> Frame<'static> {
    Frame {
        language,
        path: PATH,
        room: Room::WalkIn,
        officer: Some("Siti"),
        rooms: &[Room::WalkIn],
        title: "",
    }
}

fn screen(
    language: Language,
    values: &EntryValues,
    mistakes: &[Mistake],
    slip: Option<&Slip<'_>>,
) -> String {
    WalkInPage {
        frame: frame(language),
        officer: Some("o-operator"),
        values,
        mistakes,
        notice: None,
        slip,
        count: Some(7),
    }
    .render()
}

fn slip() -> Slip<'static> {
    Slip {
        language: Language::English,
        origin: "https://satupintu.example.id",
        code: "7K3F-9QXM-4T2B-C",
        access_key: Some("AAECAwQFBgcICQoLDA0ODw"),
        values: &VALUES,
        said: "Friday, 20 November 2026".into(),
        received_at: "Sunday".into(),
        verify_by: "Wednesday".into(),
        respond_by: "later".into(),
        resolve_by: "last".into(),
    }
}

/// The numbered names, in the order in which they stand there.
fn numbered(html: &str, opening: &str) -> Vec<String> {
    let pieces = html.split(opening).skip(1);
    let names = pieces.filter_map(|piece| piece.split_once('>')?.1.split('<').next());
    let is_numbered = |name: &&str| {
        name.split_once(". ")
            .is_some_and(|(number, _)| number.parse::<u8>().is_ok())
    };
    names.filter(is_numbered).map(str::to_owned).collect()
}

#[test]
fn paper_and_screen_have_the_same_fields_in_the_same_order_under_the_same_numbers() {
    for language in [Language::Indonesian, Language::English] {
        let texts = &language.desk().walk_in.fields;
        let expected: Vec<_> = Entry::ALL.iter().map(|entry| entry.label(texts)).collect();
        let screen = screen(language, &EntryValues::default(), &[], None);
        let screen = screen.replace("<legend", "<label");
        assert_eq!(numbered(&screen, "<label"), expected);
        let paper = paper::render(&frame(language), "https://satupintu.example.id");
        assert_eq!(numbered(&paper, "<b class=\"label\""), expected);
        for channel in texts.channels {
            assert!(
                screen.contains(channel) && paper.contains(channel),
                "{channel}"
            );
        }
    }
}

#[test]
fn every_field_of_the_list_has_its_control() {
    let html = screen(Language::Indonesian, &VALUES, &[], None);
    for entry in Entry::ALL {
        let id = entry.control();
        assert!(html.contains(&format!("id=\"{id}\"")), "{id}");
        assert!(html.contains(&format!("name=\"{id}\"")), "{id}");
    }
}

#[test]
fn words_come_back_as_text_and_what_is_no_date_is_not_lost() {
    let html = screen(Language::Indonesian, &VALUES, &[], None);
    assert!(html.contains("\n&lt;/textarea>&lt;script>") && !html.contains("<script>alert"));
    assert!(html.contains("<option value=\"box\" selected>"));
    assert!(html.contains("type=\"date\" required value=\"2026-11-20\""));
    let typed = EntryValues {
        said_on: "kemarin".into(),
        said_time: "pagi".into(),
        occurred_on: "20-11-2026".into(),
        ..VALUES.clone()
    };
    let html = screen(Language::Indonesian, &typed, &[], None);
    for part in [
        "type=\"text\" required value=\"kemarin\"",
        "value=\"pagi\"",
        "type=\"text\" value=\"20-11-2026\"",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(Date::parse("20-11-2026").is_ok());
}

#[test]
fn mistakes_stand_on_top_and_beside_the_field() {
    let words = Language::Indonesian.desk().walk_in.fields.said_future;
    let mistake = Mistake {
        entry: Entry::Said,
        control: "said_on",
        words,
    };
    let html = screen(Language::Indonesian, &VALUES, &[mistake], None);
    assert_eq!(
        html.matches(words).count(),
        3,
        "summary, field, and for the script"
    );
    assert!(html.contains("href=\"#said_on\"") && html.contains("id=\"said_on-e\""));
    assert!(html.contains("aria-describedby=\"said_on-h said_on-e\" aria-invalid=\"true\""));
}

#[test]
fn the_receipt_is_in_the_reporters_language_and_leads_to_the_case() {
    let html = screen(
        Language::Indonesian,
        &EntryValues::default(),
        &[],
        Some(&slip()),
    );
    let (_, receipt) = html.split_once("<div id=\"slip\"").unwrap();
    let (receipt, _) = receipt.split_once("</article>").unwrap();
    assert!(receipt.contains("lang=\"en\"") && receipt.contains("data-state=\"sent\""));
    assert!(
        receipt.contains(
            "https://satupintu.example.id/en/l/7K3F-9QXM-4T2B-C?k=AAECAwQFBgcICQoLDA0ODw<"
        )
    );
    assert!(receipt.contains("<svg") && receipt.contains("class=\"qr\""));
    assert!(receipt.contains("Complaint box") && receipt.contains("Desa Gubug"));
    assert!(
        receipt.contains("Jalan \u{fffd}rusak"),
        "nothing hides its direction"
    );
    assert!(!html.contains(" style="), "the policy allows none");
}

#[test]
fn what_was_stored_comes_first_and_is_where_the_page_begins() {
    let html = screen(
        Language::Indonesian,
        &EntryValues::default(),
        &[],
        Some(&slip()),
    );
    let texts = &Language::Indonesian.desk().walk_in;
    let words = format!("{}: 7K3F-9QXM-4T2B-C", texts.here.sent);
    let place = |part: &str| html.find(part).unwrap();
    assert!(place(&words) < place("<article"));
    assert!(place("<article") < place("<form id=\"entry\""));
    assert_eq!(
        html.matches(" autofocus").count(),
        1,
        "only one can have it"
    );
    let before = screen(Language::Indonesian, &EntryValues::default(), &[], None);
    let (_, notice) = before.split_once("id=\"stored\"").unwrap();
    assert!(notice.split('>').next().unwrap().contains(" hidden"));
}

/// `SATUPINTU_LOOK=/tmp cargo test -p frontend look` writes the pages, to be looked at.
#[test]
fn pages_to_look_at_are_written_where_asked() {
    let Ok(folder) = std::env::var("SATUPINTU_LOOK") else {
        return;
    };
    for language in Language::ALL {
        let tag = language.tag();
        let empty = screen(language, &EntryValues::default(), &[], None);
        let stored = screen(language, &EntryValues::default(), &[], Some(&slip()));
        let paper = paper::render(&frame(language), "https://satupintu.example.id");
        for (name, html) in [("empty", empty), ("stored", stored), ("paper", paper)] {
            std::fs::write(format!("{folder}/counter-{name}-{tag}.html"), html).unwrap();
        }
    }
}

#[test]
fn the_page_without_a_network_knows_nobody() {
    let blank = EntryValues::default();
    let html = WalkInPage {
        frame: Frame {
            officer: None,
            rooms: &[],
            ..frame(Language::Indonesian)
        },
        officer: None,
        values: &blank,
        mistakes: &[],
        notice: None,
        slip: None,
        count: None,
    }
    .render();
    assert!(
        !html.contains("Siti")
            && !html.contains("o-operator")
            && !html.contains("data-officer=\"o-")
    );
}
