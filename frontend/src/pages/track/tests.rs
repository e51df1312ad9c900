use super::cases::*;
use super::fixture::*;
use super::{ACTIONS, ActionAnswer, ActionProblem, ActionValues, Lead, action_words};
use super::{PREVIEW_CHARS, beginning};
use crate::i18n::Language;
use crate::i18n::life::told_words;
use domain::complaint::StateName;
use domain::complaint::command::{Command, CommandName, Thread};
use domain::complaint::event::Event;
use domain::complaint::state::Outcome;
use domain::date::Zone;
use std::collections::BTreeSet;

fn pages() -> impl Iterator<Item = (&'static str, String)> {
    cases().into_iter().flat_map(|(name, case)| {
        Language::ALL
            .map(|language| [case.page(language), case.public_page(language)])
            .into_iter()
            .flatten()
            .map(move |html| (name, html))
    })
}

#[test]
fn no_officer_is_ever_named() {
    for (name, html) in pages() {
        assert!(!html.contains(OFFICER), "{name}");
        assert!(!html.contains("CATATAN-DALAM"), "{name}");
        assert!(!main_of(&html).contains('{'), "{name}");
    }
}

fn main_of(html: &str) -> &str {
    html.split_once("<main").unwrap().1
}

#[test]
fn every_kind_of_entry_has_words() {
    let mut kinds = BTreeSet::new();
    for (name, case) in cases() {
        kinds.extend(case.entries.iter().map(|recorded| recorded.event.kind()));
        for language in Language::ALL {
            let html = case.page(language);
            let life = &language.texts().life;
            let listed = main_of(&html).rsplit_once(life.past.title).unwrap().1;
            let shown = listed.matches("<li>").count();
            let internal = case.entries.iter().filter(|recorded| {
                matches!(&recorded.event, Event::Noted(noted) if noted.thread == Thread::Internal)
            });
            assert!(shown > case.entries.len() - internal.count(), "{name}");
            assert!(
                !listed.contains(&format!("<li>{}<", life.past.other)),
                "{name}"
            );
        }
    }
    assert_eq!(kinds.len(), Event::KINDS.len());
}

#[test]
fn every_state_says_where_it_stands() {
    let states: BTreeSet<_> = cases()
        .iter()
        .map(|(_, case)| case.complaint.state().name())
        .collect();
    assert_eq!(states.len(), StateName::ALL.len());
    for (name, case) in cases() {
        for language in Language::ALL {
            let html = case.page(language);
            let (_, state) = html.split_once("<p class=\"standing\">").unwrap();
            assert!(!state.starts_with('<'), "{name}");
        }
    }
}

#[test]
fn a_lapsed_complaint_is_not_called_confirmed() {
    let html = lapsed().page(Language::Indonesian);
    assert!(html.contains("Ditutup otomatis") && html.contains("Bisa dibuka lagi sampai"));
    assert!(!html.contains("menyatakan selesai<"));
}

#[test]
fn the_form_carries_exactly_what_is_allowed() {
    for (name, case) in cases() {
        let allowed = case.allowed();
        let html = case.page(Language::Indonesian);
        for command in CommandName::ALL {
            let option = format!("<option value=\"{}\"", command.as_str());
            let is_offered = allowed.contains(command) && ACTIONS.contains(command);
            assert_eq!(
                html.contains(&option),
                is_offered,
                "{name} {}",
                command.as_str()
            );
        }
        // Support is the only thing a stranger may do, and only where there is something to read.
        let public = case.public_page(Language::Indonesian);
        let forms = public.matches("<form").count();
        assert_eq!(forms, public.matches("/dukung\"").count(), "{name}");
        let is_open = case.complaint.state().name().is_open();
        assert_eq!(forms == 1, is_open && case.complaint.is_public(), "{name}");
        assert!(
            !case.public_page(Language::Indonesian).contains(KEY),
            "{name}"
        );
    }
    let texts = &Language::English.texts().life.form;
    for command in ACTIONS {
        assert_ne!(action_words(texts, command), texts.other);
    }
}

#[test]
fn the_form_of_support_is_what_the_outbox_needs() {
    let html = answered().public_page(Language::English);
    for part in [
        "action=\"/en/l/28T5-CY4T-QKFF-4/dukung\"",
        "data-outbox=\"/api/v1/complaints/28T5-CY4T-QKFF-4/supports/\"",
        "<input type=\"hidden\" name=\"access_key\" value=\"\">",
        "12 people support this complaint.",
    ] {
        assert!(html.contains(part), "{part}");
    }
    let (_, required) = html.split_once("value=\"support\"").unwrap();
    assert!(required.starts_with(" required"), "{required:.40}");
    let (_, after) = html.split_once("</form>").unwrap();
    assert!(after.starts_with("<section id=\"saved\""), "{after:.40}");
}

#[test]
fn the_form_is_what_the_outbox_needs() {
    let html = answered().page(Language::English);
    for part in [
        "action=\"/en/l/28T5-CY4T-QKFF-4/tindakan\"",
        "data-outbox=\"/api/v1/complaints/28T5-CY4T-QKFF-4/commands/\"",
        "<input type=\"hidden\" name=\"access_key\" value=\"\">",
        "<input type=\"hidden\" name=\"id\" value=\"019ab3c4-d5e6-7f01-8123-4567890000aa\">",
        "</form><section id=\"saved\"",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    let (form, saved) = html.split_once("</form>").unwrap();
    let (_, required) = form.split_once(" required").unwrap();
    assert!(!required.contains(" required"));
    let (_, link) = saved.split_once("<a ").unwrap();
    let href = format!("href=\"/en/l/{CODE}?k={KEY}&amp;s=3#\"");
    assert!(link.split_once('>').unwrap().0.contains(&href), "{link}");
}

#[test]
fn what_was_written_comes_back_with_the_problem() {
    // For as long as any page may live.
    let values: &'static ActionValues = Box::leak(Box::new(ActionValues {
        id: "019ab3c4-d5e6-7f01-8123-4567890000bb".into(),
        command: "object".into(),
        text: "</textarea><script>".into(),
        stars: "4".into(),
        ..ActionValues::default()
    }));
    let problem = ActionProblem::MissingWords;
    for language in Language::ALL {
        let html = answered().page_with(language, Some(KEY), |page| {
            page.action = Some(ActionAnswer::Refused { problem, values });
        });
        let said = language.texts().life.form.missing_words;
        // On top, beside the field, and for scripts.
        assert_eq!(html.matches(said).count(), 3);
        for part in [
            "<option value=\"object\" selected",
            "&lt;/textarea>&lt;script>",
            "0000bb",
            "href=\"#text\"",
            "data-address=",
        ] {
            assert!(html.contains(part), "{part}");
        }
        // The state moved on: the words are shown, to be copied.
        let html = lapsed().page_with(language, Some(KEY), |page| {
            let problem = ActionProblem::NotAllowed;
            page.action = Some(ActionAnswer::Refused { problem, values });
        });
        assert!(html.contains(language.texts().life.form.your_words));
    }
}

#[test]
fn every_action_is_thanked_for() {
    let texts = &Language::Indonesian.texts().life.form;
    for command in ACTIONS {
        let html = answered().page_with(Language::Indonesian, Some(KEY), |page| {
            page.action = Some(ActionAnswer::Done(command));
        });
        let (_, said) = html.split_once("role=\"status\"").unwrap();
        let (said, _) = said.split_once("</div>").unwrap();
        assert!(!said.contains(texts.done_other), "{}", command.as_str());
    }
}

#[test]
fn nothing_written_is_html() {
    let mut case = assigned();
    case.does(&liaison(), &ask("<script>alert(1)</script>\u{202e}"));
    let html = case.page(Language::Indonesian);
    assert!(!html.contains("<script>alert") && !html.contains('\u{202e}'));
    assert!(html.contains("&lt;script&gt;alert(1)"));
    if let Some(written) = case.written.last_mut() {
        written.text = None;
    }
    assert!(
        case.page(Language::Indonesian)
            .contains("Tulisan ini sudah dihapus")
    );
}

#[test]
fn lateness_is_said_plainly() {
    let mut case = assigned();
    case.at("2026-11-19 9");
    let html = case.page(Language::Indonesian);
    assert!(html.contains("Terlambat 3 hari kerja"), "{html}");
    assert!(html.contains("Ombudsman"));
    assert!(
        case.page(Language::English)
            .contains("Late by 3 working days")
    );
}

#[test]
fn a_follower_leads_to_a_public_lead_only() {
    for (code, is_linked) in [(Some("ABCD-EFGH-JKMN-P".to_owned()), true), (None, false)] {
        let html = merged().page_with(Language::Indonesian, Some(KEY), |page| {
            page.lead = Some(Lead {
                tracking_code: code,
                state: StateName::InProgress,
            });
        });
        assert!(html.contains("Digabung dengan laporan lain tentang hal yang sama"));
        assert_eq!(html.contains("href=\"/l/ABCD"), is_linked);
    }
}

#[test]
fn authors_are_bodies() {
    let html = long().page(Language::Indonesian);
    for part in [
        "Instansi: Dinas Pekerjaan Umum dan Penataan Ruang, Pemkab Grobogan</b><br>Bukan wewenang kami",
        "Instansi: Pemprov Jawa Tengah</b><br>Jawaban",
        "Petugas verifikasi</b><br>Pertanyaan",
        "Anda</b><br>Keberatan",
        "Sudah 2 kali dialihkan",
        "Bisa dibuka lagi sampai",
    ] {
        assert!(html.contains(part), "{part}");
    }
    let public = long().public_page(Language::Indonesian);
    assert!(!public.contains("Kabupaten mana?") && public.contains("Pelapor</b><br>Keberatan"));
}

/// About a quarter of it on the wire. For eyes: `PAGES_DIR=… cargo test -p frontend pages_are_small` writes them.
#[test]
fn pages_are_small() {
    for (name, html) in pages() {
        assert!(html.len() < 25_000, "{name}: {}", html.len());
    }
    let Ok(dir) = std::env::var("PAGES_DIR") else {
        return;
    };
    let values: &'static ActionValues = Box::leak(Box::new(ActionValues {
        command: "confirm".into(),
        text: "Baru separuhnya.".into(),
        ..ActionValues::default()
    }));
    for (name, command) in [
        ("chosen", "object"),
        ("rated", "confirm"),
        ("given", "hand_over"),
    ] {
        let values: &'static ActionValues = Box::leak(Box::new(ActionValues {
            command: command.into(),
            ..values.clone()
        }));
        let problem = match command {
            "confirm" => ActionProblem::Stars,
            "hand_over" => ActionProblem::TooEarly,
            _ => ActionProblem::MissingWords,
        };
        let html = answered().page_with(Language::Indonesian, Some(KEY), |page| {
            page.action = Some(ActionAnswer::Refused { problem, values });
        });
        std::fs::write(format!("{dir}/{name}.html"), html).unwrap();
    }
    let kirim = crate::pages::outbox::render(Language::Indonesian);
    std::fs::write(format!("{dir}/kirim.html"), kirim).unwrap();
    for (name, case) in cases() {
        for language in Language::ALL {
            let tag = language.tag();
            std::fs::write(format!("{dir}/{name}-{tag}.html"), case.page(language)).unwrap();
            std::fs::write(
                format!("{dir}/{name}-{tag}-public.html"),
                case.public_page(language),
            )
            .unwrap();
        }
    }
}

#[test]
fn what_the_reporter_is_told_has_words() {
    for (name, case) in cases() {
        for (template, _) in &case.told {
            for language in Language::ALL {
                assert!(
                    told_words(language, *template).is_some(),
                    "{name} {template:?}"
                );
            }
        }
    }
}

#[test]
fn a_limit_ends_on_the_day_where_it_runs() {
    let html = neglected().page_with(Language::Indonesian, Some(KEY), |page| {
        page.zone = Zone::Wit
    });
    assert!(html.contains("Batas tindak lanjut pertama terlewat (Senin, 16 November 2026)"));
}

#[test]
fn what_was_reopened_as_often_as_may_be_promises_no_reopening() {
    let confirm = || Command::Confirm { rating: None };
    let mut case = answered();
    for _ in 0..2 {
        case.does(&me(), &confirm());
        let words = words("Rusak lagi.");
        case.does(&me(), &Command::Reopen { words })
            .does(&liaison(), &answer(Outcome::Informed, "Sudah."));
    }
    let until = "Bisa dibuka lagi sampai";
    let before = case.page(Language::Indonesian).matches(until).count();
    case.does(&me(), &confirm());
    let html = case.page(Language::Indonesian);
    assert_eq!(before, 2, "the past, which was true then");
    assert_eq!(html.matches(until).count(), before);
    assert!(!html.contains("<option value=\"reopen\""));
    assert!(html.contains("<option value=\"rate\""));
}

#[test]
fn the_past_names_who_was_told_in_truth() {
    let html = neglected().public_page(Language::Indonesian);
    for words in [
        "Diberi tahu: koordinator instansi.",
        "Diberi tahu: pimpinan instansi, inspektorat.",
        "Diberi tahu: petugas nasional.",
    ] {
        assert!(html.contains(words), "{words}");
    }
    let mut case = assigned();
    case.staffing = domain::complaint::moment::Staffing {
        holder: false,
        coordinator: false,
        head: false,
        inspectorate: false,
    };
    for day in ["2026-11-13 9", "2026-11-17 1", "2026-11-23 9"] {
        case.at(day).sweep();
    }
    let html = case.public_page(Language::Indonesian);
    assert!(html.contains("Diberi tahu: petugas nasional."), "{html}");
    assert!(!html.contains("koordinator instansi") && !html.contains("inspektorat"));
    let html = case.public_page(Language::English);
    assert!(html.contains("Told: the national officers."));
}

#[test]
fn too_late_names_the_last_good_day() {
    let values = Box::leak(Box::new(ActionValues::default()));
    let html = answered().page_with(Language::Indonesian, Some(KEY), |page| {
        page.action = Some(ActionAnswer::Refused {
            problem: ActionProblem::TooLate(time("2026-11-28 0")),
            values,
        });
    });
    assert!(html.contains("Hari terakhirnya Jumat, 27 November 2026."));
}

#[test]
fn previews_end_between_words() {
    let story = "Lubangnya dalam,\ntiap bulan ada yang jatuh. ".repeat(9);
    let shown = beginning(&story);
    assert!(shown.chars().count() <= PREVIEW_CHARS + 1, "{shown}");
    let words = shown.strip_suffix('…').unwrap();
    let whole: Vec<&str> = story.split_whitespace().collect();
    assert!(
        words
            .split(' ')
            .eq(whole.into_iter().take(words.split(' ').count()))
    );
    assert_eq!(beginning("Lampu\n mati."), "Lampu mati.");
    assert!(beginning(&"a".repeat(300)).ends_with('…'));
}
