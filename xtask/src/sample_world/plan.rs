//! When everything happens in the sample world: each kind of life, laid on the calendar. Pure; the same for one day and
//! one number of cases.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use uuid::Builder;

use super::calendar::{Calendar, at, day_of, text_of_day};
use super::chance::Chance;
use super::fates::{Act, FATES, Fate, How, Source, Step, To, Who, Why, counts};
use super::stories::{National, Story, desk_elsewhere};
use crate::run::Outcome;

const SEED: u64 = 0x5a7u64 << 16 | 2026;
/// Not even the last step is less old than this.
const MINUTE_MS: i64 = 60_000;

/// Cases about one matter, and what happens to them, in order.
pub struct Group {
    /// Kind of life, for whoever reads an error.
    pub fate: &'static str,
    /// What happens.
    pub events: Vec<Event>,
}

/// One request.
pub struct Event {
    /// Epoch milliseconds.
    pub at: i64,
    /// Which case of the group.
    pub case: usize,
    /// Path of the id.
    pub id: String,
    /// What is sent.
    pub request: Request,
}

/// What is sent.
pub enum Request {
    /// The complaint.
    File {
        /// Body.
        body: Value,
    },
    /// A command.
    Command {
        /// Key of an officer, or the reporter's access key.
        who: Bearer,
        /// Body; `"@first"` in it stands for the tracking code of the group's first case.
        body: Value,
    },
}

/// Who sends a command.
pub enum Bearer {
    /// An officer.
    Officer(&'static str),
    /// Whoever has this access key.
    Key(String),
}

/// In a body: the tracking code of the first case of its group.
pub const FIRST: &str = "@first";

/// Lays out about so many cases, as they are to stand at `now`.
pub fn plan(cases: usize, now: i64) -> Outcome<Vec<Group>> {
    let mut planner = Planner {
        chance: Chance::new(SEED),
        calendar: Calendar::read()?,
        national: National::read()?,
        now,
    };
    let mut groups = Vec::new();
    for (fate, count) in FATES.iter().zip(counts(cases)) {
        for _ in 0..count {
            let group = planner.group(fate);
            groups.push(group.ok_or_else(|| format!("no story for `{}`", fate.name))?);
        }
    }
    Ok(groups)
}

struct Planner {
    chance: Chance,
    calendar: Calendar,
    national: National,
    now: i64,
}

impl Planner {
    fn group(&mut self, fate: &'static Fate) -> Option<Group> {
        let mut story = match fate.source {
            Source::Local => Story::local(&mut self.chance)?,
            Source::National(kind) => self.national.one_of(kind, &mut self.chance)?,
        };
        // One matter has one visibility, and a confidential case where nobody asked would spoil the others.
        story.is_confidential |= fate.is_confidential;
        let today = day_of(self.now);
        let age = self.chance.between(fate.age.0, fate.age.1);
        let first_day = self.calendar.before(today, age);
        let first_at = at(
            first_day,
            self.chance.between(6, 8),
            self.chance.between(0, 59),
        );
        let mut events = Vec::new();
        for case in 0..fate.cases() {
            let steps = if case == 0 { fate.steps } else { fate.others.1 };
            let told = Told {
                story: &story,
                case,
                is_reachable: !self.chance.is_one_in(4),
            };
            events.extend(self.life(&told, first_at, steps));
        }
        events.sort_by_key(|event| event.at);
        Some(Group {
            fate: fate.name,
            events,
        })
    }

    /// The filing and every step of one case.
    fn life(&mut self, told: &Told<'_>, first_at: i64, steps: &[Step]) -> Vec<Event> {
        let key = BASE64_URL_SAFE_NO_PAD.encode(self.chance.bytes::<16>());
        let case = i64::try_from(told.case).unwrap_or(0);
        let filed_at = self.not_after_now(first_at + case * 5 * MINUTE_MS, steps.len());
        let mut events = vec![Event {
            at: filed_at,
            case: told.case,
            id: self.id(filed_at),
            request: Request::File {
                body: told.body(&key, &mut self.chance),
            },
        }];
        let mut last = filed_at;
        for (index, (days, who, act)) in steps.iter().enumerate() {
            let day = self.calendar.after(day_of(first_at), *days);
            let hours = match who {
                Who::Reporter => (17, 20),
                _ => (9, 14),
            };
            let hour = self.chance.between(hours.0, hours.1);
            let minute = self.chance.between(0, 59);
            let time = at(day, hour, minute) + case * 5 * MINUTE_MS;
            let time = self.not_after_now(time.max(last + MINUTE_MS), steps.len() - 1 - index);
            last = time;
            let (bearer, body) = told.command(*who, *act, &key, day_of(time));
            events.push(Event {
                at: time,
                case: told.case,
                id: self.id(time),
                request: Request::Command { who: bearer, body },
            });
        }
        events
    }

    /// Nothing happens after now, and what follows in one life still follows.
    fn not_after_now(&self, time: i64, steps_to_come: usize) -> i64 {
        let to_come = i64::try_from(steps_to_come).unwrap_or(0) + 1;
        time.min(self.now - to_come * MINUTE_MS)
    }

    fn id(&mut self, at_ms: i64) -> String {
        let millis = u64::try_from(at_ms).unwrap_or(0);
        let id = Builder::from_unix_timestamp_millis(millis, &self.chance.bytes::<10>());
        id.into_uuid().to_string()
    }
}

/// A story, as one of its reporters tells it.
struct Told<'a> {
    story: &'a Story,
    case: usize,
    is_reachable: bool,
}

impl Told<'_> {
    fn body(&self, key: &str, chance: &mut Chance) -> Value {
        let story = self.story;
        const OPENINGS: [&str; 5] = [
            "",
            "Sama seperti tetangga: ",
            "Ikut melaporkan. ",
            "Mohon perhatian. ",
            "Saya juga warga sini. ",
        ];
        let opening = OPENINGS.get(self.case % OPENINGS.len()).unwrap_or(&"");
        let mut body = json!({
            "text": format!("{opening}{}", story.text),
            "kind": story.kind,
            "channel": story.channel,
            "anonymous": story.is_anonymous,
            "confidential": story.is_confidential,
            "access_key": key,
        });
        let mut add = |name: &str, value: &str| {
            if !value.is_empty()
                && let Some(fields) = body.as_object_mut()
            {
                fields.insert(name.into(), value.into());
            }
        };
        add("place", &story.place);
        add("landmark", &story.landmark);
        if self.is_reachable
            && let Some(fields) = body.as_object_mut()
        {
            // Nobody's: the numbers are never given out, `example` is reserved (RFC 2606).
            let number = chance.between(100, 999);
            let reporter = json!({
                "name": format!("Warga Contoh {number}"),
                "email": format!("warga{number}@contoh.example"),
            });
            fields.insert("reporter".into(), reporter);
        }
        body
    }

    fn command(&self, who: Who, act: Act, key: &str, day: i64) -> (Bearer, Value) {
        let story = self.story;
        let elsewhere = desk_elsewhere(&story.agency);
        let here = story.desk.unwrap_or(elsewhere);
        let bearer = match who {
            Who::Reporter => Bearer::Key(key.to_owned()),
            Who::Admin => Bearer::Officer("admin"),
            Who::Coordinator => Bearer::Officer(here.coordinator),
            Who::Liaison => Bearer::Officer(here.liaison),
            Who::Inspector => Bearer::Officer(here.inspector),
            Who::OtherCoordinator => Bearer::Officer(elsewhere.coordinator),
            Who::OtherLiaison => Bearer::Officer(elsewhere.liaison),
        };
        let assign = |kind: &str, agency: &str, unit: Option<&str>| {
            json!({
                "command": "assign", "kind": kind, "category": story.category, "title": story.title,
                "agency": agency, "unit": unit,
            })
        };
        let body = match act {
            Act::Assign(To::Unit) => assign(&story.kind, &story.agency, story.unit.as_deref()),
            Act::Assign(To::Agency) => assign(&story.kind, &story.agency, None),
            Act::Assign(To::Other) => assign(&story.kind, elsewhere.agency, Some(elsewhere.unit)),
            Act::AssignSupervisory => assign("supervisory_complaint", &story.agency, None),
            Act::Misconduct => json!({"command": "reclassify", "kind": "supervisory_complaint"}),
            Act::Delegate => json!({"command": "delegate", "unit": story.unit}),
            Act::Return => json!({
                "command": "return", "text": "Lokasinya bukan kewenangan unit kami.", "suggested": story.agency,
            }),
            Act::ReturnToNation => json!({
                "command": "return", "text": "Bukan wewenang pemerintah kami.", "suggested": story.agency,
            }),
            Act::Ask => json!({
                "command": "ask_reporter", "question": "Mohon sebutkan lokasi yang tepat: nama jalan, RT/RW atau patokan terdekat.",
            }),
            Act::Complete => {
                json!({"command": "complete", "text": "Persisnya di sebelah pos ronda RT 02 RW 04."})
            }
            Act::Start => json!({"command": "start", "text": story.start}),
            Act::Note => json!({
                "command": "add_note", "thread": "conversation", "text": "Tim sudah ke lokasi; bahan sedang disiapkan.",
            }),
            Act::InternalNote => json!({
                "command": "add_note", "thread": "internal", "text": "Mohon dipantau supaya tidak lewat tenggat.",
            }),
            Act::Answer(how) => self.answer(how, day),
            Act::Confirm => {
                json!({"command": "confirm", "stars": 3 + day.rem_euclid(3), "solved": "yes"})
            }
            Act::Object => {
                json!({"command": "object", "text": "Sebagian belum dikerjakan, mohon dilihat lagi."})
            }
            Act::Message => {
                json!({"command": "add_information", "text": "Tadi pagi keadaannya masih sama."})
            }
            Act::Thanks => {
                json!({"command": "add_information", "text": "Terima kasih, sudah beres.", "thanks": true})
            }
            Act::Reopen => {
                json!({"command": "reopen", "text": "Setelah hujan kemarin rusak lagi di tempat yang sama."})
            }
            Act::Withdraw => {
                json!({"command": "withdraw", "text": "Sudah diselesaikan bersama warga."})
            }
            Act::Reject(why) => reject(why),
            Act::Restore => {
                json!({"command": "restore", "text": "Setelah dibaca ulang, laporan ini dapat ditangani."})
            }
            Act::Merge => json!({"command": "merge", "lead": FIRST}),
            Act::Unmerge => json!({"command": "unmerge"}),
            Act::HandOver => {
                json!({"command": "hand_over", "with_identity": self.is_reachable && !story.is_anonymous})
            }
        };
        (bearer, body)
    }

    fn answer(&self, how: How, day: i64) -> Value {
        let text = &self.story.answer;
        match how {
            How::Done => {
                json!({"command": "answer", "outcome": "done", "on": text_of_day(day), "text": text})
            }
            How::Planned => json!({
                "command": "answer", "outcome": "planned", "until": text_of_day(day + 60),
                "text": "Pekerjaan sudah masuk rencana dan dimulai setelah pengadaan bahan selesai.",
            }),
            How::CannotDo => json!({
                "command": "answer", "outcome": "cannot_do", "basis": "Anggaran tahun berjalan sudah habis dipakai",
                "text": "Tahun ini belum bisa dikerjakan; usulan kami masukkan ke musrenbang tahun depan.",
            }),
            How::Informed => json!({
                "command": "answer", "outcome": "informed", "text": "Penjelasan kami: pekerjaan itu sudah masuk kontrak yang berjalan dan selesai bulan depan.",
            }),
        }
    }
}

fn reject(why: Why) -> Value {
    let (reason, sentence) = match why {
        Why::Unintelligible => (
            "unintelligible",
            "Kami belum bisa memahami isi laporan; silakan tulis lagi dengan lebih lengkap.",
        ),
        Why::TooGeneral => (
            "too_general",
            "Sebutkan layanan, tempat dan kejadiannya supaya bisa kami teruskan.",
        ),
        Why::OutOfScope => (
            "out_of_scope",
            "Perkara perdata antarwarga diselesaikan melalui pengadilan.",
        ),
        Why::NoCompetentAgency => (
            "no_competent_agency",
            "Tidak ada instansi yang berwenang atas urusan pribadi ini.",
        ),
        Why::Duplicate => (
            "duplicate",
            "Laporan yang sama sudah Anda kirim dan sedang ditangani.",
        ),
        Why::Abusive => ("abusive", "Pesan ini bukan pengaduan pelayanan publik."),
        Why::Emergency => (
            "emergency_diverted",
            "Keadaan darurat: sudah kami teruskan ke 112.",
        ),
    };
    let mut body = json!({"command": "reject", "reason": reason, "sentence": sentence});
    let more = match why {
        Why::OutOfScope => Some(("right_body", "Pengadilan Negeri setempat")),
        Why::Duplicate => Some(("duplicate_of", FIRST)),
        _ => None,
    };
    if let (Some((name, value)), Some(fields)) = (more, body.as_object_mut()) {
        fields.insert(name.into(), value.into());
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_924_800_000;

    #[test]
    fn everything_is_over_by_now_and_in_order() {
        for group in plan(300, NOW).unwrap() {
            assert!(
                group.events.is_sorted_by_key(|event| event.at),
                "{}",
                group.fate
            );
            for event in &group.events {
                assert!(
                    event.at < NOW && event.at > NOW - 75 * 86_400_000,
                    "{}",
                    group.fate
                );
            }
            // Whoever follows comes after the first.
            assert_eq!(group.events.first().unwrap().case, 0, "{}", group.fate);
        }
    }

    #[test]
    fn the_same_day_gives_the_same_world() {
        let ids = || -> Vec<String> {
            let groups = plan(60, NOW).unwrap().into_iter();
            groups
                .flat_map(|group| group.events)
                .map(|event| event.id)
                .collect()
        };
        assert_eq!(ids(), ids());
    }
}
