//! From a decision to what is stored: entries chained, texts salted.

use crate::digest::sha256_hex;
use crate::ports::Reference;
use crate::ports::life::{Change, Desk, Stored, Text};
use domain::complaint::actor::Post;
use domain::complaint::moment::{Limits, Moment, Periods, Staffing};
use domain::complaint::transition::{Effect, Transition};
use domain::date::Timestamp;
use domain::terms::Terms;
use std::borrow::Cow;

/// Half a SHA-256 is as much salt as anybody needs.
const SALT_CHARS: usize = 32;

/// Everything a decision is made with.
pub struct Now<'a> {
    reference: &'a Reference,
    terms: Cow<'a, Terms>,
    at: Timestamp,
    staffing: Staffing,
    secret: &'a str,
}

impl<'a> Now<'a> {
    /// `holder` is whose periods and desks count: who holds it, or will. `secret` is random, for the salts, and forgotten.
    pub fn new(
        reference: &'a Reference,
        holder: Option<&Post>,
        desks: &[Desk],
        secret: &'a str,
        at: Timestamp,
    ) -> Self {
        Self {
            reference,
            terms: reference.terms_of(holder.map(|post| &post.agency)),
            at,
            staffing: staffing(holder, desks),
            secret,
        }
    }

    /// Lends the moment to a decision.
    pub fn lend<T>(&self, decide: impl FnOnce(&Moment<'_>) -> T) -> T {
        let digest = |text: &str| digest(&salt(self.secret, text), text);
        decide(&Moment {
            now: self.at,
            periods: Periods {
                terms: &self.terms,
                calendar: &self.reference.calendar,
            },
            limits: Limits::default(),
            staffing: self.staffing,
            digest: &digest,
        })
    }

    /// Who is there to be told.
    pub fn staffing(&self) -> Staffing {
        self.staffing
    }

    /// The change that `transitions` make of `stored`.
    pub fn change(&self, stored: &Stored, transitions: Vec<Transition>) -> Change {
        let id = &stored.complaint.facts().id;
        let mut head = stored.head.clone();
        let mut entries = Vec::with_capacity(transitions.len());
        let mut texts = Vec::new();
        for transition in &transitions {
            let data = serde_json::to_string(&transition.recorded.data()).unwrap_or_default();
            let entry = transition.history_entry(data, head);
            head = sha256_hex(&entry.canonical(id));
            for effect in &transition.effects {
                let Effect::StoreMessage {
                    part,
                    thread,
                    words,
                } = effect
                else {
                    continue;
                };
                texts.push(Text {
                    seq: entry.seq,
                    part,
                    thread: *thread,
                    author: transition.recorded.by.role,
                    words: words.as_str().to_owned(),
                    salt: salt(self.secret, words.as_str()),
                    at: entry.at,
                });
            }
            entries.push((entry, head.clone()));
        }
        Change {
            from_seq: stored.complaint.facts().seq,
            transitions,
            entries,
            texts,
            sent: None,
            place: None,
            notices: Vec::new(),
            joins: None,
        }
    }
}

/// What history keeps of a text: anybody who has text and salt can check it (docs/ARCHITECTURE.md).
fn digest(salt: &str, text: &str) -> String {
    sha256_hex(&format!("{salt}\n{text}"))
}

/// Another one for every text, so that one can be erased alone.
fn salt(secret: &str, text: &str) -> String {
    let mut salt = sha256_hex(&format!("{secret}\n{text}"));
    salt.truncate(SALT_CHARS);
    salt
}

fn staffing(holder: Option<&Post>, desks: &[Desk]) -> Staffing {
    let has = |role: &str| desks.iter().any(|desk| desk.role == role);
    let unit = holder.and_then(|post| post.unit.as_ref());
    let unit = unit.map(|unit| unit.as_str());
    Staffing {
        holder: desks
            .iter()
            .any(|desk| desk.role == "liaison_officer" && desk.unit.as_deref() == unit),
        coordinator: has("agency_coordinator"),
        head: has("head_of_agency"),
        inspectorate: has("inspectorate"),
    }
}
