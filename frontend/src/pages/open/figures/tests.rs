//! What figures look like, and what must not be in them.

use super::*;
use crate::i18n::Language;
use domain::date::Timestamp;
use domain::figures::snapshot::{AgencyCard, AgencySheet, Head, Named, SCHEMA, Sheet};
use domain::figures::{CaseFacts, End, Month, Peers, Published, Subject, Tally};

const NOW: Timestamp = Timestamp(1_795_900_000_000);

fn head() -> Head {
    Head {
        schema: SCHEMA,
        computed_at: Timestamp(NOW.0 - 1_200_000),
        last: Month::of(NOW),
    }
}

fn case(number: u32) -> CaseFacts {
    let month = head().last.back(number * number % 12);
    let received_at = month.starts_at().unwrap();
    let days = i64::from(number * 7 % 23);
    CaseFacts {
        received_at,
        agency: Some(format!("kab-{}", number % 7)),
        region: (!number.is_multiple_of(17)).then(|| format!("33.{:02}.02", number % 9 + 1)),
        category: format!(
            "{}-0{}",
            ["JLN", "AIR", "KES"][number as usize % 3],
            number % 4
        ),
        verified_in_time: Some(!number.is_multiple_of(7)),
        replied_in_time: (!number.is_multiple_of(3)).then_some(!number.is_multiple_of(4)),
        done_in_time: (!number.is_multiple_of(4)).then_some(number % 5 > 1),
        answered_at: (number % 4 == 1).then_some(Timestamp(received_at.0 + days * 86_400_000)),
        was_answered: number % 4 == 1,
        hops: number % 3,
        objections: u32::from(number % 16 == 1),
        reopenings: 0,
        end: match number % 8 {
            1 => Some(End::Confirmed),
            5 => Some(End::Lapsed),
            _ => None,
        },
        stars: (number % 8 == 1).then_some(4),
    }
}

fn published(cases: u32) -> std::collections::BTreeMap<Subject, Published> {
    let mut tally = Tally::default();
    (0..cases).for_each(|number| tally.note(&case(number), head().last));
    tally.published(head().last)
}

fn sheet(published: &std::collections::BTreeMap<Subject, Published>, subject: &Subject) -> Sheet {
    let code = subject.parts().1.to_owned();
    Sheet {
        name: Named {
            id: format!("Kabupaten Contoh {code} <i>"),
            en: format!("Example {code} <i>"),
            code,
        },
        figures: published[subject].clone(),
    }
}

fn sheets(cases: u32, kind: &str, depth: usize) -> Vec<Sheet> {
    let published = published(cases);
    let subjects = published.keys().filter(|subject| {
        let (of, code) = subject.parts();
        of == kind && code.split(['.', '-']).count() == depth
    });
    subjects.map(|subject| sheet(&published, subject)).collect()
}

fn statistics(language: Language, cases: u32) -> String {
    let published = published(cases);
    let whole = published
        .contains_key(&Subject::Nation)
        .then(|| sheet(&published, &Subject::Nation));
    let (regions, categories) = (sheets(cases, "region", 2), sheets(cases, "category", 1));
    StatisticsPage {
        language,
        origin: "https://lapor.example",
        now: NOW,
        head: head(),
        around: Around {
            path: "/statistik",
            up: None,
            cases: "/laporan",
        },
        whole: &whole.unwrap(),
        regions: regions.iter().collect(),
        categories: categories.iter().collect(),
        agencies: Vec::new(),
    }
    .render()
}

fn agency(language: Language, cases: u32) -> String {
    let published = published(cases);
    let totals: Vec<_> = (0..7)
        .filter_map(|number| published.get(&Subject::Agency(format!("kab-{number}"))))
        .map(|sheet| sheet.total)
        .collect();
    let card = AgencyCard {
        id: "kab-1".into(),
        name: "Pemerintah Kabupaten Contoh".into(),
        kind: "pemkab".into(),
        level: "kabkota".into(),
        region: Some("33.01".into()),
    };
    let sheet = published
        .get(&Subject::Agency("kab-1".into()))
        .map(|figures| AgencySheet {
            card: card.clone(),
            figures: figures.clone(),
            peers: Peers::of(&totals),
        });
    AgencyPage {
        language,
        origin: "https://lapor.example",
        now: NOW,
        head: Some(head()),
        card: &card,
        region: Some("Kabupaten Contoh"),
        sheet: sheet.as_ref(),
        cases: "/laporan?instansi=kab-1",
    }
    .render()
}

/// Writes the pages where `SATUPINTU_LOOK` says, for somebody to look at.
#[test]
fn every_picture_has_a_name_and_a_table_that_says_the_same() {
    let pages = [
        ("statistik", statistics(Language::Indonesian, 900), 2),
        ("statistik-en", statistics(Language::English, 900), 2),
        ("sedikit", statistics(Language::Indonesian, 60), 2),
        ("instansi", agency(Language::Indonesian, 900), 3),
        ("instansi-en", agency(Language::English, 5000), 3),
    ];
    for (name, html, pictures) in pages {
        if let Ok(folder) = std::env::var("SATUPINTU_LOOK") {
            std::fs::write(format!("{folder}/{name}.html"), &html).unwrap();
        }
        assert_eq!(html.matches("role=\"img\"").count(), pictures, "{name}");
        assert_eq!(html.matches("<title id=").count(), pictures, "{name}");
        assert!(html.matches("<table").count() >= pictures.min(2), "{name}");
        assert!(!html.contains(" style="), "{name}: the policy forbids it");
        assert!(!html.contains("<i>"), "{name}: names are escaped");
    }
}

#[test]
fn no_count_from_one_to_four_is_on_any_page() {
    for cases in [30, 60, 200] {
        let html = statistics(Language::Indonesian, cases);
        for count in 1..5 {
            assert!(
                !html.contains(&format!("</th><td>{count}</td>")),
                "{cases}: {count}"
            );
            assert!(
                !html.contains(&format!("dari {count} laporan")),
                "{cases}: {count}"
            );
        }
        let has_hidden = html.contains("<td>disamarkan</td>");
        assert!(has_hidden || cases == 200, "{cases}");
        assert!(
            !html.contains("&lt;5"),
            "{cases}: a hidden number may be 20"
        );
    }
}

#[test]
fn bars_that_are_all_hidden_have_no_scale() {
    let sayings = sayings::Sayings::of(Language::Indonesian);
    let months = head().last.window(2);
    let bars = |received: Option<u32>| {
        let cell = domain::figures::Cell {
            received,
            ..Default::default()
        };
        let drawn = chart::bars(&sayings, "x", &months, &[cell; 2]);
        leptos::prelude::RenderHtml::to_html(drawn)
    };
    assert!(!bars(None).contains(">1</text>"));
    assert!(bars(Some(7)).contains(">7</text>"));
}

#[test]
fn an_agency_without_cases_is_told_from_figures_that_are_not_there() {
    let card = AgencyCard::default();
    let page = |head| {
        AgencyPage {
            language: Language::Indonesian,
            origin: "https://lapor.example",
            now: NOW,
            head,
            card: &card,
            region: None,
            sheet: None,
            cases: "/laporan",
        }
        .render()
    };
    let texts = &Language::Indonesian.open().figures;
    assert!(page(None).contains(texts.uncounted));
    let without = page(Some(head()));
    assert!(without.contains(texts.empty) && !without.contains(texts.uncounted));
}

#[test]
fn old_figures_say_that_they_are_old() {
    let published = published(100);
    let whole = sheet(&published, &Subject::Nation);
    let page = |hours: i64| {
        StatisticsPage {
            language: Language::English,
            origin: "https://lapor.example",
            now: Timestamp(head().computed_at.0 + hours * 3_600_000),
            head: head(),
            around: Around {
                path: "/statistik",
                up: None,
                cases: "/laporan",
            },
            whole: &whole,
            regions: Vec::new(),
            categories: Vec::new(),
            agencies: Vec::new(),
        }
        .render()
    };
    assert!(!page(3).contains("These figures are old"));
    assert!(page(30).contains("These figures are old"));
}

#[test]
fn the_method_page_names_the_files_and_the_limits() {
    for language in Language::ALL {
        let html = render_method(language, "https://lapor.example");
        for word in ["angka.csv", "kasus.csv", "PermenPANRB", "median"] {
            assert!(html.contains(word), "{language:?}: {word}");
        }
    }
}

#[test]
fn a_region_and_a_category_together_are_refused_with_a_way_to_each() {
    for language in Language::ALL {
        let html = render_both(language, "https://lapor.example", "33", "JLN");
        for address in [
            "/statistik?wilayah=33",
            "/statistik?kategori=JLN",
            "/laporan?wilayah=33&amp;kategori=JLN",
        ] {
            let href = format!("href=\"{}\"", language.path(address));
            assert!(html.contains(&href), "{href}");
        }
    }
}

#[test]
fn an_agency_leads_to_its_posters() {
    for language in Language::ALL {
        let href = format!("href=\"{}\"", language.path("/poster/kab-1"));
        assert!(agency(language, 900).contains(&href));
    }
}
