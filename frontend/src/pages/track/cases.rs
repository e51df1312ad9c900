//! For tests: complaints in every state, by every way in and out of it.

use super::fixture::*;
use domain::complaint::actor::{Reach, Role};
use domain::complaint::command::{Command, Lead, LeadAnswer, Thread};
use domain::complaint::state::{Outcome, RejectionReason};
use domain::complaint::words::{AgencyId, Line, UnitId};
use domain::complaint::{Classification, ComplaintId, ReporterKind, StateName, Visibility};
use domain::date::{Date, Zone};

fn received() -> Case {
    Case::received("2026-11-06 10")
}

pub fn assigned() -> Case {
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

pub fn answered() -> Case {
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
        lead: Lead {
            id: lead_id(),
            state: StateName::InProgress,
            visibility: Visibility::Public,
            kind: Classification::Complaint,
            is_merged: false,
        },
        own_followers: 0,
    }
}

pub fn merged() -> Case {
    let mut case = assigned();
    case.at("2026-11-10 10").does(&national(), &merge());
    case
}

fn archived(reason: RejectionReason) -> Case {
    let mut case = received();
    case.at("2026-11-09 10").does(&national(), &reject(reason));
    case
}

pub fn lapsed() -> Case {
    let mut case = answered();
    case.at("2026-11-25 9").sweep().at("2026-11-30 9").sweep();
    case
}

/// Overdue at every rung, offered to the Ombudsman, given to it.
pub fn neglected() -> Case {
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
pub fn long() -> Case {
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
pub fn cases() -> Vec<(&'static str, Case)> {
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
    let mut sealed = Case::received_from(ReporterKind::Sealed, "2026-11-09 9");
    let custodian = officer(Role::Custodian, Reach::Elsewhere);
    sealed
        .does(&national(), &assign("kab-grobogan"))
        .does(
            &national(),
            &Command::Redact {
                words: words("[disamarkan]"),
            },
        )
        .does(&liaison(), &Command::RequestIdentity {})
        .does(&custodian, &Command::DecideIdentity { grants: false })
        .does(&liaison(), &Command::RequestIdentity {})
        .does(&custodian, &Command::DecideIdentity { grants: true })
        .does(&liaison(), &Command::OpenIdentity {});
    cases.push(("sealed", sealed));
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
    let mut moved = assigned();
    moved.at("2026-11-10 9").close("2026-11-12");
    cases.push(("moved", moved));
    cases
}
