//! Made-up cases as rows: of the record, and of what is public by the statements that publish.

use super::Error;
use super::fate::Case;
use crate::d1::public_cases::{PUBLISHING, names_of};
use crate::ports::Reference;
use crate::ports::open::{PublicPage, Publication};
use crate::use_cases::publish::public_case;
use domain::complaint::state::ComplaintState;
use domain::date::Timestamp;
use domain::routing::search::SearchWords;
use rusqlite::{Connection, Statement, params};
use serde_json::{Value, json};
use std::collections::HashMap;

/// Publications a statement takes, as in production.
const CHUNK: usize = 100;
/// Notices kept of a case: more are told in life than are worth their room here.
const MOST_NOTICES: usize = 4;
/// Left to be published, so that publishing can be measured.
const LEFT_DUE: u32 = 1_000;

const INSERT_COMPLAINT: &str = "
insert into complaint (id, tracking_code, digest, access_key_hash, kind, state, seq, narrative, place, region_code,
  lat, lon, visibility, reporter, channel, received_at, verify_by, suggestion, life, next_due_at, due_at,
  classification, category_code, is_public, merged_into, agency_id, unit_id, support_count)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24,
  ?25, ?26, ?27, ?28)";
const INSERT_EVENT: &str = "
insert into complaint_event (complaint_id, seq, kind, at, actor, data, prev_hash, hash)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
const INSERT_MESSAGE: &str = "
insert into message (complaint_id, seq, part, thread, author, text, salt, at)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
const INSERT_NOTICE: &str = "
insert into notification (id, complaint_id, event_seq, audience, agency_id, unit_id, template, facts, state, not_before,
  created_at)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'sent', ?9, ?9)";
const INSERT_IDENTITY: &str = "
insert into identity (complaint_id, key_id, nonce, ciphertext, created_at) values (?1, 'k1', ?2, ?3, ?4)";
const COUNT_FOLLOWER: &str =
    "update complaint set follower_count = follower_count + ?2 where id = ?1";
const COUNT_PUBLIC_FOLLOWER: &str =
    "update public_case set follower_count = follower_count + ?2 where tracking_code = ?1";

/// Writes cases into both databases.
pub struct Writer<'a> {
    database: &'a Connection,
    search: &'a Connection,
    reference: &'a Reference,
    complaint: Statement<'a>,
    event: Statement<'a>,
    message: Statement<'a>,
    notice: Statement<'a>,
    identity: Statement<'a>,
    publishing: Vec<Statement<'a>>,
    words: SearchWords,
    now: Timestamp,
    publications: Vec<Value>,
    followers: HashMap<String, u32>,
    codes: HashMap<String, String>,
    revision: i64,
}

impl<'a> Writer<'a> {
    pub fn begin(
        database: &'a Connection,
        search: &'a Connection,
        reference: &'a Reference,
        now: Timestamp,
    ) -> Result<Self, Error> {
        for (sql, rows) in names_of(reference) {
            search.execute(sql, params![json!(rows).to_string()])?;
        }
        search.execute(
            "update projection set reference_version = ?1 where id = 1",
            params![reference.version],
        )?;
        let writer = Self {
            database,
            search,
            reference,
            complaint: database.prepare(INSERT_COMPLAINT)?,
            event: database.prepare(INSERT_EVENT)?,
            message: database.prepare(INSERT_MESSAGE)?,
            notice: database.prepare(INSERT_NOTICE)?,
            identity: database.prepare(INSERT_IDENTITY)?,
            publishing: PUBLISHING
                .into_iter()
                .map(|sql| search.prepare(sql))
                .collect::<Result<_, _>>()?,
            words: SearchWords::default(),
            now,
            publications: Vec::new(),
            followers: HashMap::new(),
            codes: HashMap::new(),
            revision: 1,
        };
        writer.start()?;
        Ok(writer)
    }

    fn start(&self) -> Result<(), Error> {
        self.database.execute_batch("begin immediate")?;
        self.search.execute_batch("begin immediate")?;
        Ok(())
    }

    /// One case.
    pub fn write(&mut self, case: Case) -> Result<(), Error> {
        let stored = &case.stored;
        let life = &stored.complaint;
        let facts = life.facts();
        let id = case.id.as_str();
        let code = stored.tracking_code.compact();
        let post = life.held_by();
        let is_verified = facts.category.is_some();
        let due_at = match life.state().name().is_open() {
            true => life.officers_due_at().map(|at| at.0),
            false => None,
        };
        self.complaint.execute(params![
            id,
            code,
            case.digest,
            case.key_hash,
            case.kind.as_str(),
            life.state().name().as_str(),
            facts.seq,
            stored.narrative,
            stored.place,
            case.region,
            case.point.map(|point| point.0),
            case.point.map(|point| point.1),
            case.visibility.as_str(),
            case.reporter.as_str(),
            case.channel.as_str(),
            case.received_at.0,
            stored.verify_by.0,
            serde_json::to_string(&stored.suggestion)?,
            serde_json::to_string(life)?,
            stored.next_due_at.map(|at| at.0),
            due_at,
            is_verified.then(|| facts.kind.as_str()),
            facts.category.as_ref().map(|category| category.as_str()),
            u8::from(life.is_public()),
            facts.merged_into.as_ref().map(|lead| lead.as_str()),
            post.map(|post| post.agency.as_str()),
            post.and_then(|post| post.unit.as_ref())
                .map(|unit| unit.as_str()),
            // Only what is public can be supported.
            if life.is_public() { case.support } else { 0 },
        ])?;
        let event = &mut self.event;
        for (entry, hash) in &case.entries {
            event.execute(params![
                id,
                entry.seq,
                entry.kind,
                entry.at.0,
                entry.actor,
                entry.data,
                entry.prev_hash,
                hash
            ])?;
        }
        let message = &mut self.message;
        for said in &case.texts {
            let thread = json!(said.thread);
            let thread = thread.as_str().unwrap_or_default();
            message.execute(params![
                id,
                said.seq,
                said.part,
                thread,
                said.author.as_str(),
                said.words,
                said.salt,
                said.at.0
            ])?;
        }
        let notice = &mut self.notice;
        for (seq, at, told) in case.notices.iter().take(MOST_NOTICES) {
            let post = told.post.as_ref();
            notice.execute(params![
                told.key,
                id,
                seq,
                told.audience.as_str(),
                post.map(|post| post.agency.as_str()),
                post.and_then(|post| post.unit.as_ref())
                    .map(|unit| unit.as_str()),
                told.template.as_str(),
                serde_json::to_string(&told.facts)?,
                at.0
            ])?;
        }
        if case.has_identity {
            let identity = &mut self.identity;
            identity.execute(params![id, "nonce", case.sealed, case.received_at.0])?;
        }
        if let Some(lead) = &facts.merged_into {
            *self.followers.entry(lead.as_str().to_owned()).or_default() += 1;
        }
        if life.is_public() {
            self.publish(case, code)?;
        }
        Ok(())
    }

    fn publish(&mut self, case: Case, code: String) -> Result<(), Error> {
        let of = |kind: &'static str| {
            case.entries
                .iter()
                .filter(move |(entry, _)| entry.kind == kind)
        };
        let is_redacted = case.stored.redaction.is_some();
        let at = |entry: Option<&(domain::history::HistoryEntry, String)>| {
            entry.map(|(entry, _)| entry.at)
        };
        let title = case.texts.iter().rev().find(|text| text.part == "title");
        let open = !matches!(
            case.stored.complaint.state(),
            ComplaintState::Closed(_) | ComplaintState::Rejected(_)
        );
        let page = PublicPage {
            channel: case.channel.as_str().to_owned(),
            received_at: case.received_at,
            region: case.region.clone(),
            title: title.map(|title| title.words.clone()),
            story: case
                .stored
                .redaction
                .clone()
                .unwrap_or_else(|| case.stored.narrative.clone()),
            is_redacted,
            place: case.stored.place.clone().filter(|_| !is_redacted),
            landmark: None,
            point: case.point.filter(|_| !is_redacted),
            follower_count: 0,
            support_count: case.support,
            due_at: case.stored.complaint.officers_due_at().filter(|_| open),
            verified_at: at(of("assigned").next()),
            answered_at: at(of("answered").next()),
            last_answer_at: at(of("answered").next_back()),
            changed_at: case.stored.changed_at,
            life: case.stored.complaint,
        };
        if let Some(row) = public_case(&code, page, self.reference, &self.words) {
            self.codes.insert(case.id.as_str().to_owned(), code.clone());
            self.revision += 1;
            let publication = Publication {
                tracking_code: code,
                revision: self.revision,
                is_gone: 0,
                case: Some(row),
            };
            self.publications.push(json!(publication));
            if self.publications.len() >= CHUNK {
                self.flush()?;
            }
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Error> {
        let rows = json!(self.publications).to_string();
        self.publications.clear();
        for statement in &mut self.publishing {
            match statement.parameter_count() {
                2 => statement.execute(params![rows, self.now.0 as f64])?,
                _ => statement.execute(params![rows])?,
            };
        }
        Ok(())
    }

    /// What was written stays.
    pub fn commit(&mut self) -> Result<(), Error> {
        self.flush()?;
        // Ids of leads that nobody follows any more would fill the memory.
        if self.codes.len() > 200_000 {
            self.codes.retain(|id, _| self.followers.contains_key(id));
        }
        self.database.execute_batch("commit")?;
        self.search.execute_batch("commit")?;
        self.start()
    }

    /// Counts followers, and leaves a few pages to be published.
    pub fn finish(&mut self) -> Result<(), Error> {
        self.flush()?;
        for (lead, many) in &self.followers {
            self.database.execute(COUNT_FOLLOWER, params![lead, many])?;
            if let Some(code) = self.codes.get(lead) {
                self.search
                    .execute(COUNT_PUBLIC_FOLLOWER, params![code, many])?;
            }
        }
        self.database.execute(
            "delete from publication_due where rowid not in (select rowid from publication_due order by rowid desc limit ?1)",
            params![LEFT_DUE],
        )?;
        self.database.execute(
            "update publication_clock set revision = ?1",
            params![self.revision + 1],
        )?;
        self.database.execute(
            "update publication_due set revision = ?1",
            params![self.revision + 1],
        )?;
        self.database.execute_batch("commit")?;
        self.search.execute_batch("commit")?;
        for database in [self.database, self.search] {
            database.execute_batch("pragma wal_checkpoint(truncate)")?;
        }
        Ok(())
    }
}
