use super::filter::{Due, Filter, Flag};
use super::{BulkChoice, InboxPage, Row, Tab, Wrong, render};
use crate::i18n::Language;
use crate::pages::desk::frame::{Frame, Room};
use domain::complaint::{Channel, Classification, StateName};
use domain::date::Date;

fn row(number: u32) -> Row {
    let day = |day| Date::from_parts(2026, 11, day).unwrap();
    Row {
        code: format!("7K3F-9QXM-4T2B-{number}"),
        seq: 3,
        title: "Lubang besar <di> depan Pasar Gubug, motor jatuh tiap malam".to_owned(),
        place: "Kec. Gubug, Kabupaten Grobogan".to_owned(),
        category: "Jalan rusak atau berlubang".to_owned(),
        is_verified: number.is_multiple_of(2),
        state: StateName::ALL[number as usize % 5],
        kind: Classification::Complaint,
        due: [Due::Late, Due::Today, Due::Week, Due::Idle][number as usize % 4],
        due_on: (number % 4 != 3).then(|| day(20 + number % 5)),
        late_days: 4,
        received_on: day(2),
        holder: "Dinas PUPR, Kab. Grobogan".to_owned(),
        follower_count: number,
        support_count: 4 * number,
        is_merged: false,
        channel: Some(Channel::WhatsApp),
        flags: vec![Flag::Confidential],
    }
}

fn html(language: Language, filter: &Filter, count: u32, wrong: Option<Wrong>) -> String {
    let rows: Vec<Row> = (0..count).map(row).collect();
    let frame = Frame {
        language,
        path: &filter.path(),
        room: Room::Inbox,
        officer: Some("Siti"),
        rooms: &[Room::Inbox, Room::WalkIn],
        title: language.desk().inbox.title,
    };
    let tabs = [Tab {
        id: "v".to_owned(),
        name: "Jalan telat".to_owned(),
        query: "tenggat=late".to_owned(),
    }];
    let counts = [
        (StateName::Assigned, Due::Late, 12),
        (StateName::Received, Due::Week, 30),
    ];
    let page = InboxPage {
        filter,
        unknown: &["x".to_owned()],
        rows: &rows,
        next: Some("0_1_2_x"),
        is_later_page: false,
        found: 42,
        is_more: false,
        counts: if count == 0 { &[] } else { &counts },
        holders: &[("-".to_owned(), "Meja nasional".to_owned())],
        categories: &[],
        provinces: &[],
        tabs: &tabs,
        stands_in_for: &[],
        bulk: &[BulkChoice::Assign, BulkChoice::Answer],
        has_absences: true,
        has_months: true,
        wrong,
    };
    render(&frame, &page)
}

#[test]
fn a_row_can_be_ticked_opened_and_read() {
    let html = html(Language::Indonesian, &Filter::default(), 30, None);
    assert!(html.contains("name=\"c\" value=\"7K3F-9QXM-4T2B-1:3\""));
    assert!(html.contains("href=\"/meja/kasus/7K3F-9QXM-4T2B-1\""));
    assert!(html.contains("title=\"Kec. Gubug, Kabupaten Grobogan\""));
    assert!(html.contains("Terlambat 4 hari kerja") && html.contains("Hari ini"));
    assert!(html.contains("Lubang besar &lt;di&gt; depan") && !html.contains("<di>"));
    assert!(html.contains("/meja?lewat=0_1_2_x") && !html.contains("style=\""));
    assert!(html.contains("tenggat=late\" class=\"chip late\">Terlambat <b>12</b>"));
}

#[test]
fn a_view_that_is_open_can_be_renamed_and_any_other_filter_kept() {
    let late = Filter {
        due: Some(Due::Late),
        ..Filter::default()
    };
    let open = html(Language::English, &late, 3, None);
    assert!(open.contains("action=\"/en/meja/tampilan/v\"") && open.contains("Jalan telat"));
    // The way back from a case leads to this list.
    assert!(open.contains("href=\"/en/meja/kasus/7K3F-9QXM-4T2B-1?dari=tenggat%3Dlate\""));
    let wrong = Some(Wrong::ViewName("x".repeat(61)));
    let other = html(Language::English, &Filter::default(), 3, wrong);
    assert!(other.contains("action=\"/en/meja/tampilan\"") && other.contains(&"x".repeat(61)));
    assert_eq!(other.matches("60 letters at most").count(), 2);
}

/// `SATUPINTU_LOOK=/tmp cargo test -p frontend look` writes the pages, to be looked at.
#[test]
fn pages_to_look_at_are_written_where_asked() {
    let Ok(folder) = std::env::var("SATUPINTU_LOOK") else {
        return;
    };
    for language in Language::ALL {
        let html = html(language, &Filter::default(), 30, None);
        let path = format!("{folder}/inbox-{}.html", language.tag());
        std::fs::write(path, html).unwrap();
    }
}

#[test]
fn an_empty_desk_is_told_so_and_nothing_else() {
    let html = html(Language::Indonesian, &Filter::default(), 0, None);
    assert!(html.contains("Belum ada laporan di meja Anda") && !html.contains("<table"));
}
