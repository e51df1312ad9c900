use super::fixture::*;
use super::{ACTIONS, action_words};
use super::{ActionAnswer, ActionProblem, ActionValues, Lead};
use crate::i18n::Language;
use domain::complaint::command::{Command, CommandName, Lead as LeadComplaint, LeadAnswer, Thread};
use domain::complaint::event::Event;
use domain::complaint::state::{Outcome, RejectionReason};
use domain::complaint::words::{AgencyId, Line, UnitId};
use domain::complaint::{Classification, ComplaintId, StateName, Visibility};
use domain::date::{Date, Zone};
use std::collections::BTreeSet;

fn received() -> Case {
    Case::received("2026-11-06 10")
}

fn assigned() -> Case {
    let mut case = received();
    case.at("2026-11-09 10")
        .does(&national(), &assign("kab-grobogan"));
    case
}

fn asked() -> Case {
    let mut case = assigned();
    case.at("2026-11-10 10")
        .does(&liaison(), &ask("Di depan rumah nomor berapa?"));
    case
}

fn answered() -> Case {
    let mut case = assigned();
    let on = Date::parse("2026-11-11").unwrap();
    case.at("2026-11-12 10")
        .does(&liaison(), &start())
        .at("2026-11-13 10")
        .does(
            &liaison(),
            &answer(Outcome::Done { on }, "Lubang sudah ditambal."),
        );
    case
}

fn start() -> Command {
    Command::Start {
        words: words("Tim berangkat besok."),
    }
}

fn give_back(reason: &str) -> Command {
    Command::Return {
        reason: words(reason),
        suggested: Some(AgencyId::parse("prov-jateng").unwrap()),
    }
}

fn object() -> Command {
    Command::Object {
        words: words("Baru separuhnya."),
    }
}

fn reject(reason: RejectionReason) -> Command {
    Command::Reject {
        reason,
        sentence: words("Mohon maaf, ini bukan urusan kami."),
    }
}

fn lead_id() -> ComplaintId {
    ComplaintId::parse("019ab3c4-d5e6-7f01-8123-456789000002").unwrap()
}

fn merge() -> Command {
    Command::Merge {
        lead: LeadComplaint {
            id: lead_id(),
            state: StateName::InProgress,
            visibility: Visibility::Public,
            kind: Classification::Complaint,
            is_merged: false,
        },
        own_followers: 0,
    }
}

fn merged() -> Case {
    let mut case = assigned();
    case.at("2026-11-10 10").does(&national(), &merge());
    case
}

fn archived(reason: RejectionReason) -> Case {
    let mut case = received();
    case.at("2026-11-09 10").does(&national(), &reject(reason));
    case
}

fn lapsed() -> Case {
    let mut case = answered();
    case.at("2026-11-25 9").sweep().at("2026-11-30 9").sweep();
    case
}

/// Overdue at every rung, offered to the Ombudsman, given to it.
fn neglected() -> Case {
    let mut case = assigned();
    for day in [
        "2026-11-13 9",
        "2026-11-17 1",
        "2026-11-23 9",
        "2026-11-30 9",
        "2026-12-10 9",
    ] {
        case.at(day).sweep();
    }
    case.at("2027-01-10 9").sweep();
    let with_identity = false;
    case.does(&me(), &Command::HandOver { with_identity });
    case
}

/// The longest road.
fn long() -> Case {
    let mut case = received();
    case.at("2026-11-06 11")
        .does(&national(), &ask("Kabupaten mana?"));
    case.at("2026-11-09 9").does(
        &me(),
        &Command::Complete {
            reply: reply("Grobogan"),
        },
    );
    case.at("2026-11-10 9")
        .does(&national(), &assign("kab-grobogan"));
    case.at("2026-11-12 9")
        .does(&liaison(), &give_back("Ini jalan provinsi."));
    case.at("2026-11-12 15")
        .does(&coordinator(), &give_back("Benar, jalan provinsi."));
    case.at("2026-11-13 9")
        .does(&national(), &assign("prov-jateng"));
    case.at("2026-11-16 9").does(
        &coordinator(),
        &Command::Delegate {
            unit: Some(UnitId::parse("prov:bina-marga").unwrap()),
            zone: Zone::Wib,
        },
    );
    case.does(
        &coordinator(),
        &Command::Delegate {
            unit: None,
            zone: Zone::Wib,
        },
    );
    case.at("2026-11-17 9").does(&liaison(), &start());
    for thread in [Thread::Conversation, Thread::Internal] {
        let words = match thread {
            Thread::Internal => words("CATATAN-DALAM"),
            _ => words("Alat berat sudah di lokasi."),
        };
        case.at("2026-11-18 9")
            .does(&liaison(), &Command::AddNote { words, thread });
    }
    case.at("2026-11-18 10").does(
        &me(),
        &Command::AddInformation {
            reply: reply("Lubangnya bertambah."),
            is_thanks: false,
        },
    );
    let until = Date::parse("2026-12-01").unwrap();
    case.at("2026-11-19 9").does(
        &liaison(),
        &answer(Outcome::Planned { until }, "Dijadwalkan minggu depan."),
    );
    case.at("2026-11-20 9").does(&me(), &object());
    let basis = Line::parse("DPA 2026").unwrap();
    case.at("2026-11-23 9").does(
        &liaison(),
        &answer(Outcome::CannotDo { basis }, "Anggarannya tidak ada."),
    );
    case.at("2026-11-24 9").does(
        &me(),
        &Command::AddInformation {
            reply: reply("Tolong diusahakan."),
            is_thanks: false,
        },
    );
    case.at("2026-11-25 9").does(
        &liaison(),
        &answer(Outcome::Informed, "Diusulkan tahun depan."),
    );
    case.at("2026-11-26 9").does(
        &me(),
        &Command::AddInformation {
            reply: reply("Terima kasih."),
            is_thanks: true,
        },
    );
    case.at("2026-12-07 9").sweep().at("2026-12-11 9").sweep();
    case.at("2026-12-14 9").does(
        &me(),
        &Command::Reopen {
            words: words("Lubangnya kembali."),
        },
    );
    let on = Date::parse("2026-12-15").unwrap();
    case.at("2026-12-16 9")
        .does(&liaison(), &answer(Outcome::Done { on }, "Diaspal ulang."));
    let rating = Some(rating());
    case.at("2026-12-17 9")
        .does(&me(), &Command::Confirm { rating });
    case
}

/// Every state, and every way in or out of it.
fn cases() -> Vec<(&'static str, Case)> {
    let right_body = Line::parse("Pengadilan Negeri").unwrap();
    let mut cases = vec![
        ("received", received()),
        ("assigned", assigned()),
        ("asked", asked()),
        ("answered", answered()),
        ("merged", merged()),
        ("lapsed", lapsed()),
        ("neglected", neglected()),
        ("long", long()),
        (
            "out-of-scope",
            archived(RejectionReason::OutOfScope { right_body }),
        ),
        (
            "duplicate",
            archived(RejectionReason::Duplicate { of: lead_id() }),
        ),
        ("abusive", archived(RejectionReason::Abusive)),
    ];
    let mut unanswered = asked();
    unanswered
        .at("2026-11-19 9")
        .sweep()
        .at("2026-11-25 9")
        .sweep();
    cases.push(("incomplete", unanswered));
    let mut restored = archived(RejectionReason::TooGeneral);
    restored
        .at("2026-11-10 9")
        .does(&national(), &Command::Restore { words: None })
        .does(
            &me(),
            &Command::ClarifyPlace {
                region: None,
                zone: Zone::Wit,
            },
        );
    cases.push(("restored", restored));
    let mut withdrawn = assigned();
    withdrawn.does(
        &me(),
        &Command::Withdraw {
            words: Some(words("Sudah beres.")),
        },
    );
    cases.push(("withdrawn", withdrawn));
    let mut followed = merged();
    followed.at("2026-11-11 9").does(
        &clock(),
        &Command::FollowAnswer {
            answer: LeadAnswer {
                lead: lead_id(),
                holder: holder("prov-jateng", None),
                outcome: Outcome::Informed,
                words: words("Jawaban untuk semua."),
            },
        },
    );
    followed.does(&me(), &Command::Rate { rating: rating() });
    cases.push(("followed", followed));
    let mut unmerged = merged();
    unmerged
        .at("2026-11-11 9")
        .does(&national(), &Command::Unmerge {});
    unmerged.does(
        &national(),
        &Command::Reclassify {
            kind: Classification::SupervisoryComplaint,
        },
    );
    cases.push(("supervisory", unmerged));
    let mut thanked = answered();
    thanked.at("2026-11-16 9").does(
        &me(),
        &Command::AddInformation {
            reply: reply("Masih ada satu lubang."),
            is_thanks: false,
        },
    );
    cases.push(("held", thanked));
    let mut objected = answered();
    objected.at("2026-11-16 9").does(&me(), &object());
    objected.at("2026-12-01 9");
    cases.push(("objected", objected));
    cases
}

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
    // The table of holidays does not change here.
    let missing: Vec<_> = Event::KINDS
        .iter()
        .filter(|kind| !kinds.contains(**kind))
        .collect();
    assert_eq!(missing, [&"deadlines_recomputed"]);
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
            let (_, state) = html.split_once("<p class=\"state\">").unwrap();
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
        assert!(
            !case.public_page(Language::Indonesian).contains("<form"),
            "{name}"
        );
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

/// For eyes: `PAGES_DIR=… cargo test -p frontend pages_are_written`.
#[test]
fn pages_are_written() {
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
