//! Words for what the domain names: periods, outcomes, reasons, kinds, messages that were sent.

use crate::i18n::Language;
use domain::complaint::Classification;
use domain::complaint::state::{RejectionReason, Solved};
use domain::notification::{Audience, Template};
use domain::terms::Rule;

/// Picks the Indonesian or the English words.
fn say(language: Language, id: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Indonesian => id,
        Language::English => en,
    }
}

/// A period, inside a sentence about its end.
pub fn rule_words(language: Language, rule: Rule) -> &'static str {
    match rule {
        Rule::VerifyBy => say(language, "pemeriksaan", "checking"),
        Rule::RespondBy => say(language, "tindak lanjut pertama", "the first follow-up"),
        Rule::ResolveBy => say(language, "jawaban", "the answer"),
        Rule::ReworkBy => say(language, "jawaban lanjutan", "another answer"),
        Rule::AnswerBy => say(language, "jawaban pelapor", "the reporter's answer"),
        Rule::ObjectBy => say(language, "keberatan", "objections"),
        Rule::ReopenBy => say(language, "membuka lagi", "reopening"),
        // Periods that are never a complaint's own deadline.
        Rule::RemindAnswer | Rule::RemindObjection | Rule::WarnBefore => {
            say(language, "pengingat", "a reminder")
        }
        Rule::PlanWithin => say(language, "janji", "a promise"),
        Rule::OmbudsmanOffer | Rule::EscalateHead | Rule::EscalateNational => {
            say(language, "pelaporan ke atas", "reporting upwards")
        }
    }
}

/// Somebody who was told, in a list.
pub fn audience_words(language: Language, audience: Audience) -> &'static str {
    match audience {
        Audience::Reporter => say(language, "pelapor", "the reporter"),
        Audience::Verifier => say(language, "petugas nasional", "the national officers"),
        Audience::Holder => say(language, "unit pemegang", "the unit that holds it"),
        Audience::Coordinator => say(language, "koordinator instansi", "the body's coordinator"),
        Audience::HeadOfAgency => say(language, "pimpinan instansi", "the head of the body"),
        Audience::Inspectorate => say(language, "inspektorat", "the inspectorate"),
        Audience::ReadingAlong => say(language, "instansi tembusan", "bodies that read along"),
        Audience::Ombudsman => say(language, "Ombudsman", "the Ombudsman"),
    }
}

/// Why a complaint was archived; without the full stop.
pub fn rejection_words(language: Language, reason: &RejectionReason) -> &'static str {
    match reason {
        RejectionReason::Incomplete => say(
            language,
            "pertanyaan tidak dijawab sampai batas waktu",
            "the question was not answered in time",
        ),
        RejectionReason::Unintelligible => say(
            language,
            "isi laporan tidak bisa dipahami",
            "the complaint could not be understood",
        ),
        RejectionReason::TooGeneral => say(
            language,
            "terlalu umum: layanan, tempat atau kejadiannya tidak jelas",
            "too general: no service, place or event can be told from it",
        ),
        RejectionReason::OutOfScope { .. } => say(
            language,
            "di luar urusan layanan pengaduan ini (misalnya perkara pengadilan, pidana, atau urusan pribadi)",
            "not a matter for this service (for example a court case, a crime, a private matter)",
        ),
        RejectionReason::NoCompetentAgency => say(
            language,
            "tidak ada instansi pemerintah yang berwenang",
            "no public body is in charge of this",
        ),
        RejectionReason::Duplicate { .. } => say(
            language,
            "hal yang sama sudah pernah dilaporkan oleh pelapor yang sama",
            "the same reporter had filed the same before",
        ),
        RejectionReason::Abusive => say(
            language,
            "isinya melanggar ketentuan (spam, SARA, atau kabar bohong)",
            "its content is against the rules (spam, hatred, or false news)",
        ),
        RejectionReason::EmergencyDiverted => say(
            language,
            "keadaan darurat: hubungi 112, polisi 110, medis 119",
            "an emergency: call 112, police 110, medical 119",
        ),
    }
}

/// What a complaint is.
pub fn classification_words(language: Language, kind: Classification) -> &'static str {
    match kind {
        Classification::Complaint => say(language, "pengaduan", "a complaint"),
        Classification::SupervisoryComplaint => say(
            language,
            "pengaduan untuk inspektorat (pelanggaran oleh aparat)",
            "a complaint for the inspectorate (misconduct of officials)",
        ),
        Classification::Aspiration => say(language, "aspirasi", "a proposal"),
        Classification::InformationRequest => say(
            language,
            "permintaan informasi",
            "a request for information",
        ),
    }
}

/// Whether the problem is gone.
pub fn solved_words(language: Language, solved: Solved) -> &'static str {
    match solved {
        Solved::Yes => say(language, "ya", "yes"),
        Solved::Partly => say(language, "sebagian", "partly"),
        Solved::No => say(language, "belum", "no"),
    }
}

/// What the reporter was told; none for messages that only officers get.
pub fn told_words(language: Language, template: Template) -> Option<&'static str> {
    Some(match template {
        Template::Assigned => say(
            language,
            "Diteruskan ke instansi",
            "Forwarded to a public body",
        ),
        Template::Question => say(
            language,
            "Ada pertanyaan untuk Anda",
            "There is a question for you",
        ),
        Template::Rejected => say(
            language,
            "Laporan diarsipkan, dengan alasannya",
            "Archived, with the reason",
        ),
        Template::RejectedIncomplete => say(
            language,
            "Diarsipkan karena pertanyaan belum dijawab; menjawab membukanya lagi",
            "Archived because the question was not answered; answering reopens it",
        ),
        Template::Restored => say(language, "Laporan diangkat kembali", "Taken up again"),
        Template::Merged => say(
            language,
            "Digabung dengan laporan lain",
            "Joined to another complaint",
        ),
        Template::Unmerged => say(language, "Tidak lagi digabung", "No longer joined"),
        Template::Delegated => say(language, "Diserahkan ke unit kerja", "Given to a unit"),
        Template::Returned => say(
            language,
            "Bukan wewenang instansi itu; sedang dialihkan",
            "That body is not in charge; it is being passed on",
        ),
        Template::RecoveryLink => say(
            language,
            "Tautan pribadi baru diminta",
            "A new private link was asked for",
        ),
        Template::Started => say(language, "Mulai dikerjakan", "Work has begun"),
        Template::Note => say(language, "Ada kabar dari petugas", "Progress was reported"),
        Template::Answered => say(
            language,
            "Sudah dijawab; mohon ditanggapi",
            "Answered; please reply",
        ),
        Template::Confirmed => say(
            language,
            "Ditutup: Anda menyatakan selesai",
            "Closed: you confirmed it",
        ),
        Template::Objected => say(
            language,
            "Keberatan Anda tercatat",
            "Your objection is on record",
        ),
        Template::Lapsed => say(language, "Ditutup otomatis", "Closed automatically"),
        Template::Withdrawn => say(language, "Laporan dicabut", "Withdrawn"),
        Template::Reopened => say(language, "Laporan dibuka lagi", "Reopened"),
        Template::Reclassified => say(language, "Jenis laporan diubah", "Its kind was changed"),
        Template::HandedOver => say(
            language,
            "Ombudsman ikut menangani",
            "The Ombudsman is involved",
        ),
        Template::RemindQuestion => say(
            language,
            "Pengingat: ada pertanyaan yang menunggu",
            "Reminder: a question is waiting",
        ),
        Template::RemindAnswer => say(
            language,
            "Pengingat: laporan segera ditutup otomatis",
            "Reminder: it closes by itself soon",
        ),
        Template::LateForReporter => say(
            language,
            "Batas waktu terlewat; Ombudsman boleh diminta",
            "A limit was missed; the Ombudsman may be asked",
        ),
        Template::OmbudsmanOffered => say(
            language,
            "Ombudsman boleh diminta ikut menangani",
            "The Ombudsman may be asked to step in",
        ),
        Template::DeadlinesMoved => say(language, "Batas waktu berubah", "Limits have moved"),
        Template::NewsOfLead => say(
            language,
            "Ada kabar dari laporan yang diikuti",
            "There is news of the complaint it follows",
        ),
        Template::Redacted => say(
            language,
            "Isi laporan untuk umum disamarkan sebagian",
            "What the public reads was partly masked",
        ),
        Template::Identity => say(
            language,
            "Identitas Anda yang disegel: lihat riwayat",
            "Your sealed identity: see what happened",
        ),
        Template::YoursNow
        | Template::ToVerify
        | Template::ReadAlong
        | Template::Completed
        | Template::ReporterWrote
        | Template::PlaceClarified
        | Template::DueSoon
        | Template::LimitMissed => return None,
    })
}
