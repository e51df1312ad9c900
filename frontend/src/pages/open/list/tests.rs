//! The page as strangers get it.

use super::*;
use domain::complaint::StateName;
use filter::Cursor;

fn named(code: &str, name: &str) -> Named {
    Named {
        code: code.into(),
        name: name.into(),
    }
}

fn offered() -> Offered {
    Offered {
        region_path: vec![
            named("33", "Jawa Tengah"),
            named("33.15", "Kabupaten Grobogan"),
        ],
        regions: vec![named("33.15.09", "Gubug"), named("33.15.12", "Purwodadi")],
        categories: vec![
            named("JLN", "Jalan dan Jembatan"),
            named("JLN-01", "\u{2013} Jalan rusak/berlubang"),
        ],
        agencies: vec![named("kab-grobogan", "Pemkab Grobogan")],
    }
}

fn rows(count: usize) -> Vec<Row> {
    let row = |n: usize| {
        Row {
        code: format!("0AB{n:01}-CDEF-GHJK-M"),
        title: if n.is_multiple_of(3) { String::new() } else { "Jalan berlubang di depan Pasar Gubug".into() },
        excerpt: "Jalan di depan Pasar Gubug rusak parah sejak dua bulan lalu. Lubangnya dalam, tiap hari ada yang jatuh, anak sekolah lewat sini dan pertanggungjawabannya dilempar-lempar antara…".into(),
        place: "Kec. Gubug, Kabupaten Grobogan, Jawa Tengah".into(),
        category: "Jalan rusak/berlubang".into(),
        agency: Some(named("kab-grobogan", "Pemkab Grobogan")),
        state: Some(StateName::InProgress),
        is_late: n == 1,
        filed_at: Timestamp(1_795_305_600_000),
        support_count: if n == 2 { 12 } else { 0 },
        follower_count: u32::from(n == 2) * 3,
    }
    };
    (0..count).map(row).collect()
}

fn page(language: Language, filter: &Filter, wrong: &[Wrong], rows: &[Row]) -> String {
    like(language, filter, wrong, rows, Likeness::Exact, false)
}

fn like(
    language: Language,
    filter: &Filter,
    wrong: &[Wrong],
    rows: &[Row],
    likeness: Likeness,
    has_unsupported: bool,
) -> String {
    let offered = offered();
    ListPage {
        language,
        origin: "https://lapor.example",
        filter,
        wrong,
        offered: &offered,
        rows,
        next: (rows.len() > 19).then(|| Filter {
            after: Some(Cursor {
                support: None,
                key: 1_795_305_600_000_123,
            }),
            ..filter.clone()
        }),
        likeness,
        has_unsupported,
        stale_since: None,
    }
    .render()
}

fn narrow() -> Filter {
    let pairs = [
        ("q", "jln \"rsk\" <b>"),
        ("wilayah", "33.15"),
        ("kategori", "JLN-01"),
        ("status", "in_progress"),
    ];
    Filter::parse(pairs.into_iter()).0
}

#[test]
fn what_narrows_the_list_is_named_and_can_be_taken_away() {
    let html = page(Language::Indonesian, &narrow(), &[], &rows(3));
    for part in [
        "href=\"/laporan?q=jln%20%22rsk%22%20%3Cb%3E&amp;wilayah=33.15&amp;status=in_progress\"",
        "Kabupaten Grobogan ✕",
        "<option value=\"33.15\" selected>",
        "rel=alternate type=\"application/atom+xml\"",
        "property=og:title",
        "href=\"/l/0AB0-CDEF-GHJK-M\"",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains("<b>\""), "typed words are text");
}

#[test]
fn what_is_wrong_or_missing_says_what_to_do() {
    let html = page(Language::English, &Filter::default(), &[Wrong::Day], &[]);
    assert!(html.contains("Days are written like 2026-11-29."));
    assert!(html.contains("No complaint is public yet."));
    assert!(html.contains("noindex"));
    let html = page(Language::Indonesian, &narrow(), &[], &[]);
    assert!(html.contains("Hapus salah satu saringan."));
    assert!(html.contains("href=\"/lapor\""));
}

#[test]
fn a_page_is_well_below_ten_kilobytes_packed() {
    let html = page(Language::Indonesian, &narrow(), &[], &rows(20));
    // Real stories pack worse than twenty of one; the bench measures those. Four to one is what gzip makes of pages.
    assert!(html.len() < 40_000, "{} B", html.len());
}

#[test]
fn a_feed_is_escaped_xml() {
    let mut rows = rows(1);
    for row in &mut rows {
        row.title = "A & B <c>\u{7}".into();
    }
    let filter = Filter::default();
    let page = ListPage {
        language: Language::Indonesian,
        origin: "https://lapor.example",
        filter: &filter,
        wrong: &[],
        offered: &Offered::default(),
        rows: &rows,
        next: None,
        likeness: Likeness::Exact,
        has_unsupported: false,
        stale_since: None,
    };
    let changed = [Timestamp(1_795_305_600_000)];
    let feed = feed::render(&page, changed[0], &changed);
    assert!(
        feed.contains("<title>A &amp; B &lt;c&gt;␇</title>"),
        "{feed}"
    );
    assert!(feed.contains("<id>https://lapor.example/l/0AB0-CDEF-GHJK-M</id>"));
    assert!(feed.contains("<updated>2026-11-22T00:00:00Z</updated>"));
}

fn filter_of(pairs: &[(&str, &str)]) -> Filter {
    Filter::parse(pairs.iter().copied()).0
}

#[test]
fn a_code_in_the_search_leads_to_its_page_and_says_nothing_else() {
    for typed in ["1T84-C982-S8WA-J", "1t84c982s8waj"] {
        let filter = filter_of(&[("q", typed)]);
        let Some(code) = filter.code() else {
            panic!("{typed} is a code");
        };
        let html = page(Language::Indonesian, &filter, &[], &[]);
        assert!(html.contains(&format!("href=\"/l/{code}\"")), "{html}");
        assert!(html.contains("Buka laporan 1T84-C982-S8WA-J"));
        assert!(!html.contains("Tidak ada"), "{html}");
    }
}

#[test]
fn what_is_shown_in_place_of_what_was_asked_for_is_said() {
    let language = Language::Indonesian;
    let show = |likeness| like(language, &narrow(), &[], &rows(3), likeness, false);
    assert!(show(Likeness::SomeWords).contains("Tidak ada yang memuat semua kata."));
    assert!(show(Likeness::Spelling).contains("ejaannya mirip"));
    let exact = show(Likeness::Exact);
    assert!(!exact.contains("semua kata") && !exact.contains("mirip"));
}

#[test]
fn the_order_by_support_says_what_it_leaves_out() {
    let language = Language::Indonesian;
    let filter = filter_of(&[("q", "jalan"), ("urut", "dukungan")]);
    let html = page(language, &filter, &[], &rows(3));
    assert!(html.contains("Hanya laporan yang sudah didukung warga."));
    let none = page(language, &filter, &[], &[]);
    assert!(none.contains("Tidak ada laporan yang cocok."), "{none}");
    let unsupported = like(language, &filter, &[], &[], Likeness::Exact, true);
    assert!(unsupported.contains("Belum ada laporan di sini yang didukung"));
    assert!(unsupported.contains("href=\"/laporan?q=jalan\">Tampilkan juga"));
}

#[test]
fn the_number_is_said_where_all_are_shown() {
    let count = |rows: &[Row]| page(Language::Indonesian, &Filter::default(), &[], rows);
    assert!(count(&rows(7)).contains("<b>7 laporan</b>"));
    assert!(!count(&rows(20)).contains("<b>20 laporan</b>"));
    let later = filter_of(&[("lewat", "1790000000000123")]);
    assert!(!page(Language::Indonesian, &later, &[], &rows(7)).contains("7 laporan"));
}

#[test]
fn every_state_of_a_public_complaint_is_offered() {
    let html = page(Language::Indonesian, &Filter::default(), &[], &[]);
    assert!(html.contains("<option value=\"received\">Kembali disortir</option>"));
}

#[test]
fn links_from_mistakes_lead_to_fields_that_are_seen() {
    let closed = page(Language::Indonesian, &Filter::default(), &[], &[]);
    assert!(closed.contains("<details>"), "{closed}");
    let wrong = [Wrong::Region, Wrong::Day, Wrong::Words];
    let html = page(Language::Indonesian, &Filter::default(), &wrong, &rows(2));
    assert!(html.contains("<details open"), "{html}");
    assert!(html.contains("href=\"#wilayah\"") && html.contains("id=\"wilayah\""));
    assert!(html.contains("Tidak ada kata yang dapat dicari."));
}
