//! What becomes of a made-up case: decided by the domain, step by step, as far as its time has come.

mod case;

pub use case::{Case, Open};

use super::Error;
use super::chance::Chance;
use super::world::World;
use crate::digest::sha256_hex;
use crate::ports::ReceivedData;
use crate::ports::life::Stored;
use crate::use_cases::change::Now;
use domain::complaint::actor::{Actor, Holder, Reach, Role};
use domain::complaint::command::{Answer, Command, Lead};
use domain::complaint::state::{Desk, Outcome, Rating, RejectionReason, Solved};
use domain::complaint::words::{CategoryCode, Line, OfficerId, Words};
use domain::complaint::{
    Channel, Classification, Complaint, ComplaintId, Intake, ReportType, ReporterKind, Visibility,
};
use domain::date::{Timestamp, Zone};
use domain::deadline::Deadline;
use domain::history::{GENESIS_HASH, HistoryEntry};
use domain::routing::Place;
use domain::terms::Rule;
use domain::tracking_code::TrackingCode;

/// The age of the oldest case.
const OLDEST_DAYS: f64 = 1_500.0;
/// More and more are filed: half of all are younger than a third of that.
const GROWTH: f64 = 1.6;
/// Leads that others may follow.
const MOST_LEADS: usize = 40;
/// Sweeps until nothing is due.
const MOST_SWEEPS: usize = 12;

struct Story<'a> {
    world: &'a World<'a>,
    case: Case,
    secret: String,
}

/// The case number `made`.
pub fn case(
    world: &World<'_>,
    chance: &mut Chance,
    made: u32,
    leads: &mut Vec<Open>,
) -> Result<Case, Error> {
    let matter = world.matter(chance).ok_or("nothing to write about")?;
    let share = 1.0 - f64::from(made) / f64::from(world.cases);
    let age = (OLDEST_DAYS * share.powf(GROWTH) * 86_400_000.0) as i64;
    let received_at = Timestamp(world.now_ms - age - 60_000);
    let id = id_of(received_at, chance)?;
    let zone = world.reference.zone_of(matter.region.as_deref());
    let kind = match chance.below(20) {
        0 => ReportType::Aspiration,
        1 => ReportType::InformationRequest,
        _ => ReportType::Complaint,
    };
    let visibility = match chance.percent(30.0) {
        true => Visibility::Confidential,
        false => Visibility::Public,
    };
    let reporter = match chance.below(20) {
        0..=4 => ReporterKind::Unknown,
        5..=7 => ReporterKind::Sealed,
        _ => ReporterKind::Named,
    };
    let channels = [
        Channel::Web,
        Channel::App,
        Channel::WhatsApp,
        Channel::Sms,
        Channel::WalkIn,
        Channel::Phone,
    ];
    let channel = *chance.one_of(&channels).ok_or("channels")?;
    let now = Now::new(world.reference, None, &[], "", received_at);
    let verify = now.lend(|moment| {
        Deadline::start(
            Rule::VerifyBy,
            Classification::from(kind),
            zone,
            received_at,
            moment.periods,
        )
    });
    let verify_by = verify.due;
    let mut suggestion = matter.suggestion.clone();
    if let Some(region) = &matter.region {
        suggestion.place = Place::Known {
            region: region.clone(),
        };
    }
    let complaint = Complaint::receive(Intake {
        id: id.clone(),
        kind,
        visibility,
        reporter,
        is_reachable: reporter != ReporterKind::Unknown,
        received_at,
        desk: Desk::National,
        verify,
    });
    let received = ReceivedData {
        digest: chance.hex(64),
        verify_by,
        zone,
        suggestion: suggestion.clone(),
    };
    let entry = HistoryEntry {
        seq: 0,
        kind: "received",
        at: received_at,
        actor: "reporter",
        data: serde_json::to_string(&received)?,
        prev_hash: GENESIS_HASH.to_owned(),
    };
    let head = sha256_hex(&entry.canonical(&id));
    let next_due_at = now.lend(|moment| complaint.next_due_at(moment));
    let support = match chance.percent(5.0) {
        true => (1.0 / (chance.part() + 0.001)) as u32,
        false => 0,
    };
    let mut story = Story {
        world,
        secret: chance.hex(32),
        case: Case {
            stored: Stored {
                complaint,
                head: head.clone(),
                tracking_code: TrackingCode::of(&id),
                holds_key: false,
                suggestion,
                narrative: matter.story.clone(),
                redaction: None,
                place: matter.place.clone(),
                follower_count: 0,
                verify_by,
                next_due_at,
                changed_at: received_at,
            },
            id,
            digest: received.digest,
            key_hash: chance.hex(64),
            kind,
            visibility,
            reporter,
            channel,
            region: matter.region.clone(),
            point: matter.point,
            received_at,
            entries: vec![(entry, head)],
            texts: Vec::new(),
            notices: Vec::new(),
            support,
            has_identity: reporter != ReporterKind::Unknown,
            sealed: chance.hex(160),
        },
    };
    story.live(
        chance,
        &matter.category,
        &matter.holder,
        &matter.other,
        leads,
    )?;
    story.sweep(Timestamp(world.now_ms));
    Ok(story.case)
}

impl Story<'_> {
    /// Verified, sent, worked on, answered, closed; or something else.
    fn live(
        &mut self,
        chance: &mut Chance,
        category: &str,
        holder: &Holder,
        other: &Holder,
        leads: &mut Vec<Open>,
    ) -> Result<(), Error> {
        let officer = |role, reach| {
            let id = OfficerId::parse("scale").map_err(|_| "id")?;
            Ok::<_, Error>(Actor::officer(role, id, reach))
        };
        let national = officer(Role::NationalAdmin, Reach::Elsewhere)?;
        let coordinator = officer(Role::AgencyCoordinator, Reach::SameAgency)?;
        let liaison = officer(Role::LiaisonOfficer, Reach::Holder)?;
        let inspector = officer(Role::Inspectorate, Reach::SameAgency)?;
        let reporter = Actor::reporter();
        let words = |text: &str| Words::parse(text).map_err(|_| "words");
        let mut at = Timestamp(self.case.received_at.0 + chance.days(0.1, 4.0));
        if chance.percent(2.0) {
            let reason = RejectionReason::Abusive;
            self.does(
                at,
                &national,
                &Command::Reject {
                    reason,
                    sentence: words("Isi laporan tidak dapat diproses.")?,
                },
                None,
            );
            return Ok(());
        }
        if chance.percent(6.0) {
            let reason = RejectionReason::TooGeneral;
            self.does(
                at,
                &national,
                &Command::Reject {
                    reason,
                    sentence: words("Tempat dan kejadiannya tidak jelas.")?,
                },
                None,
            );
            return Ok(());
        }
        if chance.percent(4.0) {
            self.does(
                at,
                &national,
                &Command::AskReporter {
                    question: words("Di mana tepatnya?")?,
                },
                None,
            );
            if chance.percent(50.0) {
                return Ok(());
            }
        }
        if let Some(lead) = leads
            .iter()
            .find(|lead| lead.visibility == self.case.visibility)
            .filter(|_| chance.percent(3.0))
        {
            let lead = Lead {
                id: lead.id.clone(),
                state: lead.complaint.state().name(),
                visibility: lead.visibility,
                kind: lead.complaint.facts().kind,
                is_merged: false,
            };
            if self.does(
                at,
                &national,
                &Command::Merge {
                    lead,
                    own_followers: 0,
                },
                None,
            ) {
                return Ok(());
            }
        }
        let kind = match chance.percent(1.0) {
            true => Classification::SupervisoryComplaint,
            false => Classification::from(self.case.kind),
        };
        let entry = self
            .world
            .reference
            .table
            .category(category)
            .ok_or("category")?;
        let title = self
            .world
            .reference
            .heading(entry, self.case.region.as_deref());
        let assign = |to: &Holder| {
            Ok::<_, Error>(Command::Assign {
                kind,
                category: CategoryCode::parse(category).map_err(|_| "category")?,
                title: Line::parse(&title).map_err(|_| "title")?,
                to: to.clone(),
                cc: Vec::new(),
            })
        };
        let is_wrong = chance.percent(5.0) && kind != Classification::SupervisoryComplaint;
        let first = if is_wrong { other } else { holder };
        if !self.does(at, &national, &assign(first)?, Some(first)) {
            return Ok(());
        }
        if self.case.visibility == Visibility::Public
            && leads.len() < MOST_LEADS * 50
            && chance.percent(5.0)
        {
            if leads.len() >= MOST_LEADS {
                leads.remove(0);
            }
            leads.push(Open {
                id: self.case.id.clone(),
                visibility: self.case.visibility,
                complaint: self.case.stored.complaint.clone(),
            });
        }
        if chance.percent(10.0) {
            let redacted = words(&self.case.stored.narrative.replace(char::is_numeric, "█"))?;
            if self.does(
                at,
                &national,
                &Command::Redact {
                    words: redacted.clone(),
                },
                Some(first),
            ) {
                self.case.stored.redaction = Some(redacted.as_str().to_owned());
            }
        }
        if is_wrong {
            at = Timestamp(at.0 + chance.days(0.5, 6.0));
            self.does(
                at,
                &coordinator,
                &Command::Return {
                    reason: words("Bukan kewenangan kami.")?,
                    suggested: None,
                },
                Some(first),
            );
            at = Timestamp(at.0 + chance.days(0.5, 3.0));
            self.does(at, &national, &assign(holder)?, Some(holder));
        }
        let worker = match kind {
            Classification::SupervisoryComplaint => inspector,
            _ if holder.post.unit.is_some() => liaison,
            _ => coordinator,
        };
        if chance.percent(4.0) {
            // Nobody ever looks at it.
            return Ok(());
        }
        at = Timestamp(at.0 + chance.days(0.2, 6.0));
        self.does(
            at,
            &worker,
            &Command::Start {
                words: words("Tim kami memeriksa lokasi.")?,
            },
            Some(holder),
        );
        if chance.percent(4.0) {
            return Ok(());
        }
        for round in 0..2 {
            let length = if chance.percent(20.0) {
                chance.days(20.0, 120.0)
            } else {
                chance.days(1.0, 20.0)
            };
            at = Timestamp(at.0 + length);
            let answer = Answer {
                outcome: match chance.below(3) {
                    0 => Outcome::Informed,
                    _ => Outcome::Done {
                        on: at.local(Zone::Wib).0,
                    },
                },
                words: words(
                    "Terima kasih. Pekerjaan sudah diselesaikan oleh petugas kami di lapangan.",
                )?,
                evidence_files: 1,
                needs_evidence: false,
                is_unedited_template: false,
            };
            if !self.does(at, &worker, &Command::Answer { answer }, Some(holder)) {
                return Ok(());
            }
            if round == 0 && chance.percent(8.0) {
                at = Timestamp(at.0 + chance.days(0.5, 5.0));
                if self.does(
                    at,
                    &reporter,
                    &Command::Object {
                        words: words("Baru separuhnya.")?,
                    },
                    Some(holder),
                ) {
                    continue;
                }
            }
            break;
        }
        if chance.percent(35.0) {
            at = Timestamp(at.0 + chance.days(0.2, 6.0));
            let solved = [Solved::Yes, Solved::Partly, Solved::No];
            let rating = chance.percent(70.0).then(|| Rating {
                stars: 1 + chance.below(5) as u8,
                solved: *chance.one_of(&solved).unwrap_or(&Solved::Yes),
            });
            self.does(at, &reporter, &Command::Confirm { rating }, Some(holder));
        }
        Ok(())
    }

    /// Does it when its time has come and it is allowed.
    fn does(
        &mut self,
        at: Timestamp,
        actor: &Actor,
        command: &Command,
        holder: Option<&Holder>,
    ) -> bool {
        if at.0 > self.world.now_ms {
            return false;
        }
        self.sweep(at);
        let secret = self.secret.clone();
        let now = Now::new(
            self.world.reference,
            holder.map(|holder| &holder.post),
            &[],
            &secret,
            at,
        );
        match now.lend(|moment| self.case.stored.complaint.handle(actor, command, moment)) {
            Ok(transition) => {
                self.keep(&now, vec![transition]);
                true
            }
            Err(_) => false,
        }
    }

    /// What the clock would have done by then: at each moment at which something was due.
    fn sweep(&mut self, until: Timestamp) {
        for _ in 0..MOST_SWEEPS {
            let Some(due) = self.case.stored.next_due_at.filter(|due| due.0 <= until.0) else {
                return;
            };
            let secret = self.secret.clone();
            let holder = self.case.stored.complaint.held_by().cloned();
            let at = Timestamp(due.0.max(self.case.stored.changed_at.0) + 1_000);
            let now = Now::new(self.world.reference, holder.as_ref(), &[], &secret, at);
            let done = now.lend(|moment| self.case.stored.complaint.sweep(moment));
            match done.is_empty() {
                true => {
                    self.case.stored.next_due_at =
                        now.lend(|moment| self.case.stored.complaint.next_due_after(moment))
                }
                false => self.keep(&now, done),
            }
        }
    }

    fn keep(&mut self, now: &Now<'_>, transitions: Vec<domain::complaint::transition::Transition>) {
        let change = now.change(&self.case.stored, transitions);
        let stored = &mut self.case.stored;
        for transition in change.transitions {
            let at = transition.recorded.at;
            let seq = transition.complaint.facts().seq;
            stored.next_due_at = transition.next_due_at;
            stored.changed_at = at;
            stored.complaint = transition.complaint;
            let notices = transition.notices.into_iter();
            self.case
                .notices
                .extend(notices.map(|notice| (seq, at, notice)));
        }
        if let Some((_, head)) = change.entries.last() {
            stored.head = head.clone();
        }
        self.case.entries.extend(change.entries);
        self.case.texts.extend(change.texts);
    }
}

/// UUID version 7 of that moment.
fn id_of(at: Timestamp, chance: &mut Chance) -> Result<ComplaintId, Error> {
    let (high, low) = (chance.bits(), chance.bits());
    let text = format!(
        "{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}",
        (at.0 >> 16) & 0xffff_ffff,
        at.0 & 0xffff,
        high & 0xfff,
        0x8000 | (high >> 16 & 0x3fff),
        low & 0xffff_ffff_ffff
    );
    Ok(ComplaintId::parse(&text).map_err(|_| "complaint id")?)
}
