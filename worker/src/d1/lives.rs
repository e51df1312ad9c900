//! The lives of complaints in D1: one batch a change, however many complaints it is about.

use super::complaints::D1Complaints;
use super::rows::{EventRow, LifeRow, RepeatedRow, TextRow, select_life};
use super::{text, time};
use crate::d1::reference::note_version;
use crate::ports::RepositoryError;
use crate::ports::life::{
    Change, Desk, LifeRepository, Repeated, Stored, StoredEntry, StoredText, SweepRepository, Told,
    Which,
};
use domain::complaint::ComplaintId;
use domain::complaint::state::ComplaintState;
use domain::complaint::transition::Effect;
use domain::date::Timestamp;
use domain::notification::{Audience, Notice, Template, is_news_for_followers};
use serde::Deserialize;
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use worker::{D1PreparedStatement, D1Result};

/// The platform binds 2 MB; locally it would bind more.
const MOST_BOUND_BYTES: usize = 1_900_000;

const SELECT_BY_CODE: &str = select_life!(
    "c.access_key_hash = ?2",
    "where c.tracking_code = ?1 order by c.access_key_hash = ?2 desc, c.received_at, c.id limit 1"
);
const SELECT_BY_ID: &str = select_life!("0", "where c.id = ?1");
const SELECT_COMMAND: &str =
    "select complaint_id, digest, name, seq, state, due_at, at from command where id = ?1";

const SELECT_VERSION: &str =
    "select coalesce(max(version), '') as text from reference_version where id = 1";

const SELECT_HISTORY: &str = "
select seq, kind, at, actor, data, hash from complaint_event where complaint_id = ?1 order by seq limit 2000";

const SELECT_TEXTS: &str = "
select seq, part, thread, author, text, at from message where complaint_id = ?1 order by seq, part limit 2000";

const SELECT_TOLD: &str = "
select template, created_at as at from notification where complaint_id = ?1 and audience = 'reporter'
order by created_at, event_seq limit 500";

const SELECT_TEMPLATES: &str = "
select body as text from answer_template where agency_id is null or agency_id = ?1 order by id limit 500";

const COUNT_EVIDENCE: &str = "
select min(count(*), 100) as n from attachment
where complaint_id = ?1 and author <> 'reporter' and state = 'stored' and hidden_at is null";

// Each statement takes an array, so that a change of a hundred complaints costs as many statements as one.
const INSERT_EVENTS: &str = "
insert into complaint_event (complaint_id, seq, kind, at, actor, data, prev_hash, hash)
select j.value ->> 'id', j.value ->> 'seq', j.value ->> 'kind', j.value ->> 'at', j.value ->> 'actor',
  j.value ->> 'data', j.value ->> 'prev_hash', j.value ->> 'hash'
from json_each(?1) j";

// Whoever follows a lead may have been woken by it since: then the clock looks at once, whatever its own periods say.
const UPDATE_COMPLAINTS: &str = "
update complaint set seq = j.value ->> 'seq', state = j.value ->> 'state', life = j.value ->> 'life',
  visibility = j.value ->> 'visibility', classification = j.value ->> 'classification',
  category_code = j.value ->> 'category', is_public = j.value ->> 'is_public',
  merged_into = j.value ->> 'merged_into', agency_id = j.value ->> 'agency', unit_id = j.value ->> 'unit',
  next_due_at = case
    when j.value ->> 'merged_into' is not null and j.value ->> 'state' in ('received', 'assigned', 'in_progress')
      and complaint.next_due_at < coalesce(j.value ->> 'next_due_at', 9e15)
    then complaint.next_due_at else j.value ->> 'next_due_at' end,
  due_at = j.value ->> 'due_at',
  verify_by = coalesce(j.value ->> 'verify_by', verify_by)
from json_each(?1) j
where complaint.id = j.value ->> 'id' and complaint.seq = j.value ->> 'from_seq'";

const INSERT_TEXTS: &str = "
insert into message (complaint_id, seq, part, thread, author, text, salt, at)
select j.value ->> 'id', j.value ->> 'seq', j.value ->> 'part', j.value ->> 'thread', j.value ->> 'author',
  j.value ->> 'text', j.value ->> 'salt', j.value ->> 'at'
from json_each(?1) j";

// A notice is planned again when a sweep runs again: the first one stays.
const INSERT_NOTICES: &str = "
insert into notification (id, complaint_id, event_seq, audience, agency_id, unit_id, template, facts, state,
  not_before, created_at)
select j.value ->> 'key', j.value ->> 'id', j.value ->> 'seq', j.value ->> 'audience', j.value ->> 'agency',
  j.value ->> 'unit', j.value ->> 'template', j.value ->> 'facts', 'pending', j.value ->> 'at', j.value ->> 'at'
from json_each(?1) j where true
on conflict (id) do nothing";

// `notification::plan_for_follower`, for however many there are.
const INSERT_NEWS_FOR_FOLLOWERS: &str = "
insert into notification (id, complaint_id, event_seq, audience, template, facts, state, not_before, created_at)
select f.id || '/' || (j.value ->> 'id') || '/' || (j.value ->> 'seq'), f.id, f.seq, ?2, ?3,
  json_object('is_discreet', json(iif(f.visibility = 'confidential', 'true', 'false'))), 'pending',
  j.value ->> 'at', j.value ->> 'at'
from json_each(?1) j join complaint f on f.merged_into = j.value ->> 'id'
where f.life ->> '$.facts.is_reachable'
on conflict (id) do nothing";

const INSERT_COMMANDS: &str = "
insert into command (id, complaint_id, digest, name, seq, state, due_at, at)
select j.value ->> 'command', j.value ->> 'id', j.value ->> 'digest', j.value ->> 'name', j.value ->> 'seq',
  j.value ->> 'state', j.value ->> 'due_at', j.value ->> 'at'
from json_each(?1) j";

// A sweep may release many of one lead at once; `update … from` would count one of them.
const COUNT_FOLLOWERS: &str = "
update complaint set follower_count = max(0, follower_count + j.by)
from (select value ->> 'lead' as lead, sum(value ->> 'by') as by from json_each(?1) group by 1) j
where complaint.id = j.lead";

// The clock looks at once at who follows these.
const WAKE_FOLLOWERS: &str = "
update complaint set next_due_at = ?2 where merged_into in (select value from json_each(?1))";

const UPDATE_PLACES: &str = "
update complaint set region_code = j.value ->> 'region', suggestion = j.value ->> 'suggestion'
from json_each(?1) j where complaint.id = j.value ->> 'id'";

// Nothing is locked but the complaint itself; what else a decision rests on is looked at again. Where it has changed, its
// first entry is stored a second time, which fails and rolls everything back.
const REFUSE_CHANGED: &str = "
insert into complaint_event
select e.* from json_each(?1) j join complaint c on c.id = j.value ->> 'id'
join complaint_event e on e.complaint_id = c.id and e.seq = 0
where c.seq <> j.value ->> 'seq' or (c.follower_count > 0 and j.value ->> 'leads_nobody')";

#[derive(Deserialize)]
struct OneText {
    text: String,
}

#[derive(Deserialize)]
struct Count {
    n: u16,
}

#[derive(Deserialize)]
struct ToldRow {
    template: String,
    at: f64,
}

impl LifeRepository for D1Complaints {
    async fn open(
        &self,
        which: Which<'_>,
        command: Option<&ComplaintId>,
    ) -> Result<(Option<Stored>, Option<Repeated>), RepositoryError> {
        let complaint = match which {
            Which::Code(code, key) => {
                self.bind(SELECT_BY_CODE, &[text(&code.compact()), text(key)])?
            }
            Which::Id(id) => self.bind(SELECT_BY_ID, &[text(id.as_str())])?,
        };
        let command = command.map_or("", ComplaintId::as_str);
        let results = self
            .batch(vec![
                complaint,
                self.bind(SELECT_COMMAND, &[text(command)])?,
                self.bind(SELECT_VERSION, &[])?,
            ])
            .await?;
        let [complaint, command, version] = results.as_slice() else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        // Or this isolate would go on counting by holidays of yesterday.
        if let Some(row) = rows::<OneText>(version, "reference_version")?.first() {
            note_version(&row.text);
        }
        let stored = rows::<LifeRow>(complaint, "complaint")?.into_iter().next();
        let repeated = rows::<RepeatedRow>(command, "command")?.into_iter().next();
        Ok((
            stored.map(LifeRow::read).transpose()?,
            repeated.map(RepeatedRow::read).transpose()?,
        ))
    }

    async fn history(&self, id: &ComplaintId) -> Result<Vec<StoredEntry>, RepositoryError> {
        let result = self.all(SELECT_HISTORY, &[text(id.as_str())]).await?;
        let rows = rows::<EventRow>(&result, "complaint_event")?;
        Ok(rows.into_iter().map(EventRow::read).collect())
    }

    async fn texts(&self, id: &ComplaintId) -> Result<Vec<StoredText>, RepositoryError> {
        let result = self.all(SELECT_TEXTS, &[text(id.as_str())]).await?;
        let rows = rows::<TextRow>(&result, "message")?;
        rows.into_iter().map(TextRow::read).collect()
    }

    async fn conversation(
        &self,
        id: &ComplaintId,
    ) -> Result<(Vec<StoredText>, Vec<Told>), RepositoryError> {
        let id = text(id.as_str());
        let statements = vec![
            self.bind(SELECT_TEXTS, std::slice::from_ref(&id))?,
            self.bind(SELECT_TOLD, std::slice::from_ref(&id))?,
        ];
        let results = self.batch(statements).await?;
        let [texts, told] = results.as_slice() else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        let texts = rows::<TextRow>(texts, "message")?.into_iter();
        let texts: Result<Vec<_>, _> = texts.map(TextRow::read).collect();
        let told = rows::<ToldRow>(told, "notification")?.into_iter();
        let told = told.map(|row| (row.template, Timestamp(row.at as i64)));
        Ok((texts?, told.collect()))
    }

    async fn answer_templates(&self, agency: &str) -> Result<Vec<String>, RepositoryError> {
        let result = self.all(SELECT_TEMPLATES, &[text(agency)]).await?;
        let rows = rows::<OneText>(&result, "answer_template")?;
        Ok(rows.into_iter().map(|row| row.text).collect())
    }

    async fn evidence_files(&self, id: &ComplaintId) -> Result<u16, RepositoryError> {
        let result = self.all(COUNT_EVIDENCE, &[text(id.as_str())]).await?;
        let counted = rows::<Count>(&result, "attachment")?.into_iter().next();
        Ok(counted.map_or(0, |row| row.n))
    }

    async fn desks(&self, agency: &str) -> Result<Vec<Desk>, RepositoryError> {
        let desks = self.desks_of(&[agency.to_owned()]).await?;
        Ok(desks.into_iter().map(|(_, desk)| desk).collect())
    }

    async fn store(&self, changes: &[Change]) -> Result<(), RepositoryError> {
        let statements = self.statements(&Rows::of(changes))?;
        self.batch(statements).await.map(|_| ())
    }
}

impl D1Complaints {
    /// One statement a kind of row; none for kinds without rows. Entries first: their key is the lock, and a lost race
    /// ends there and rolls everything back.
    pub(super) fn statements(
        &self,
        rows: &Rows,
    ) -> Result<Vec<D1PreparedStatement>, RepositoryError> {
        let mut statements = Vec::new();
        let mut add = |sql: &str, rows: &[Value], more: &[JsValue]| {
            if rows.is_empty() {
                return Ok(());
            }
            let rows = json!(rows).to_string();
            if rows.len() > MOST_BOUND_BYTES {
                return Err(RepositoryError::Refused(format!(
                    "{} bytes at once",
                    rows.len()
                )));
            }
            let mut values = vec![text(&rows)];
            values.extend_from_slice(more);
            statements.push(self.bind(sql, &values)?);
            Ok::<(), RepositoryError>(())
        };
        add(REFUSE_CHANGED, &rows.unchanged, &[])?;
        add(INSERT_EVENTS, &rows.events, &[])?;
        add(UPDATE_COMPLAINTS, &rows.complaints, &[])?;
        add(INSERT_TEXTS, &rows.texts, &[])?;
        add(INSERT_COMMANDS, &rows.commands, &[])?;
        add(INSERT_NOTICES, &rows.notices, &[])?;
        let (reporter, news) = (Audience::Reporter, Template::NewsOfLead);
        let news = [text(reporter.as_str()), text(news.as_str())];
        add(INSERT_NEWS_FOR_FOLLOWERS, &rows.news, &news)?;
        add(COUNT_FOLLOWERS, &rows.counts, &[])?;
        add(UPDATE_PLACES, &rows.places, &[])?;
        add(WAKE_FOLLOWERS, &rows.woken, &[time(Timestamp(rows.at))])?;
        Ok(statements)
    }

    pub(super) async fn all(
        &self,
        sql: &str,
        values: &[JsValue],
    ) -> Result<D1Result, RepositoryError> {
        let results = self.batch(vec![self.bind(sql, values)?]).await?;
        let mut results = results.into_iter();
        results.next().ok_or(RepositoryError::Corrupt("batch"))
    }
}

/// Rows of a set of changes, as JSON.
#[derive(Default)]
pub(super) struct Rows {
    at: i64,
    unchanged: Vec<Value>,
    events: Vec<Value>,
    complaints: Vec<Value>,
    texts: Vec<Value>,
    commands: Vec<Value>,
    notices: Vec<Value>,
    news: Vec<Value>,
    counts: Vec<Value>,
    places: Vec<Value>,
    woken: Vec<Value>,
}

impl Rows {
    pub(super) fn of(changes: &[Change]) -> Self {
        let mut rows = Self::default();
        for change in changes {
            rows.add(change);
        }
        rows
    }

    fn add(&mut self, change: &Change) {
        let Some(last) = change.transitions.last() else {
            return;
        };
        let id = &last.complaint.facts().id;
        let seq = last.complaint.facts().seq;
        self.at = last.recorded.at.0;
        self.complaints.push(complaint_row(change.from_seq, last));
        for (entry, hash) in &change.entries {
            self.events.push(json!({
                "id": id, "seq": entry.seq, "kind": entry.kind, "at": entry.at.0, "actor": entry.actor,
                "data": entry.data, "prev_hash": entry.prev_hash, "hash": hash,
            }));
        }
        for said in &change.texts {
            self.texts.push(json!({
                "id": id, "seq": said.seq, "part": said.part, "thread": said.thread,
                "author": said.author.as_str(), "text": said.words, "salt": said.salt, "at": said.at.0,
            }));
        }
        if let Some(sent) = &change.sent {
            self.commands.push(json!({
                "command": sent.id, "id": id, "digest": sent.digest, "name": sent.name.as_str(), "seq": seq,
                "state": last.complaint.state().name(), "due_at": last.complaint.next_end().map(|at| at.0),
                "at": self.at,
            }));
        }
        if let Some((lead, lead_seq)) = &change.joins {
            self.unchanged.extend([
                json!({ "id": lead, "seq": lead_seq, "leads_nobody": 0 }),
                json!({ "id": id, "seq": change.from_seq, "leads_nobody": 1 }),
            ]);
        }
        if let Some((region, suggestion)) = &change.place {
            let suggestion = serde_json::to_string(suggestion).unwrap_or_default();
            let row = json!({ "id": id, "region": region, "suggestion": suggestion });
            self.places.push(row);
        }
        for (other, seq, notice) in &change.notices {
            self.notices
                .push(notice_row(other, *seq, last.recorded.at, notice));
        }
        for transition in &change.transitions {
            let (seq, at) = (transition.complaint.facts().seq, transition.recorded.at);
            for notice in &transition.notices {
                self.notices.push(notice_row(id, seq, at, notice));
            }
            if is_news_for_followers(transition) {
                self.news.push(json!({ "id": id, "seq": seq, "at": at.0 }));
            }
            for effect in &transition.effects {
                match effect {
                    Effect::CountFollower { lead, joins } => {
                        let by = if *joins { 1 } else { -1 };
                        self.counts.push(json!({ "lead": lead, "by": by }));
                    }
                    Effect::AnswerFollowers | Effect::ReleaseFollowers => {
                        self.woken.push(json!(id));
                    }
                    _ => {}
                }
            }
        }
    }
}

fn complaint_row(from_seq: u32, last: &domain::complaint::transition::Transition) -> Value {
    let complaint = &last.complaint;
    let facts = complaint.facts();
    let post = complaint.held_by();
    let verify = complaint.deadlines().into_iter();
    let verify = verify.filter(|deadline| deadline.rule == domain::terms::Rule::VerifyBy);
    let due = complaint.officers_due_at();
    // The lead may have been answered meanwhile: the clock looks at once at who follows and waits.
    let is_open = complaint.state().name().is_open();
    let waits = is_open && !matches!(complaint.state(), ComplaintState::Answered(_));
    let next_due_at = match waits && facts.merged_into.is_some() {
        true => Some(last.recorded.at),
        false => last.next_due_at,
    };
    json!({
        "id": facts.id, "from_seq": from_seq, "seq": facts.seq, "state": complaint.state().name(),
        "life": serde_json::to_string(complaint).unwrap_or_default(),
        "visibility": facts.visibility, "classification": facts.category.as_ref().map(|_| facts.kind),
        "category": facts.category, "is_public": u8::from(complaint.is_public()),
        "merged_into": facts.merged_into,
        "agency": post.map(|post| post.agency.as_str()),
        "unit": post.and_then(|post| post.unit.as_ref()).map(|unit| unit.as_str()),
        "next_due_at": next_due_at.map(|at| at.0),
        "due_at": due.map(|at| at.0),
        "verify_by": verify.map(|deadline| deadline.due.0).next(),
    })
}

fn notice_row(id: &ComplaintId, seq: u32, at: Timestamp, notice: &Notice) -> Value {
    let post = notice.post.as_ref();
    json!({
        "key": notice.key, "id": id, "seq": seq, "audience": notice.audience.as_str(),
        "agency": post.map(|post| post.agency.as_str()),
        "unit": post.and_then(|post| post.unit.as_ref()).map(|unit| unit.as_str()),
        "template": notice.template.as_str(),
        "facts": serde_json::to_string(&notice.facts).unwrap_or_default(), "at": at.0,
    })
}

pub(super) fn rows<T: for<'de> Deserialize<'de>>(
    result: &D1Result,
    table: &'static str,
) -> Result<Vec<T>, RepositoryError> {
    result
        .results::<T>()
        .map_err(|_| RepositoryError::Corrupt(table))
}
