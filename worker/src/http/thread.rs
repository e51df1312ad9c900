//! `GET /api/v1/complaints/{tracking_code}/thread`: what happened and what was said, as far as the bearer may read.

use super::App;
use super::claim::claim;
use super::problem::Problem;
use super::respond::tagged;
use crate::ports::life::{LifeRepository, StoredEntry, Which};
use crate::use_cases::act::Claim;
use crate::use_cases::read_thread::{may_read, thread};
use api_types::complaint::{HistoryBody, MessageBody, ThreadBody};
use api_types::problem::ProblemKind;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{HeaderMap, Response};
use domain::tracking_code::TrackingCode;
use serde_json::Value;

/// Everything the bearer may read; without one, what the public may.
#[worker::send]
pub async fn get_thread(
    Extension(app): Extension<App>,
    typed: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response<Body>, Problem> {
    let unavailable = |error| Problem::unavailable("thread", &error);
    let not_found = || Problem::new(ProblemKind::NotFound);
    let typed = typed.map(|Path(code)| code).unwrap_or_default();
    let code = TrackingCode::parse(&typed).map_err(|_| not_found())?;
    let claim = claim(&app, &headers).await?;
    let claim = claim.unwrap_or(Claim::Reporter(String::new()));
    let reference = app.reference().await.map_err(unavailable)?;
    let lives = app.complaints().map_err(unavailable)?;
    let which = Which::Code(&code, claim.key_hash());
    let (stored, _) = lives.open(which, None).await.map_err(unavailable)?;
    let stored = stored.ok_or_else(not_found)?;
    let reading = may_read(&claim, &reference, &stored).ok_or_else(not_found)?;
    let thread = thread(&lives, &stored, reading)
        .await
        .map_err(unavailable)?;
    let messages = thread.texts.iter();
    let messages = messages.map(|text| MessageBody {
        seq: text.seq,
        part: text.part.clone(),
        thread: thread_name(text.thread).to_owned(),
        author: text.author.as_str().to_owned(),
        text: text.words.clone(),
        at: text.at.rfc3339(),
    });
    let body = ThreadBody {
        title: thread.title,
        narrative: reading.has_story.then(|| match &stored.redaction {
            Some(redaction) if !reading.has_all => redaction.clone(),
            _ => stored.narrative.clone(),
        }),
        redaction: stored.redaction.filter(|_| reading.has_story),
        history: thread.history.iter().map(history_body).collect(),
        messages: messages.collect(),
    };
    let body = serde_json::to_string(&body).unwrap_or_default();
    Ok(tagged(&headers, body))
}

fn thread_name(thread: domain::complaint::command::Thread) -> &'static str {
    use domain::complaint::command::Thread;
    match thread {
        Thread::Conversation => "conversation",
        Thread::Private => "private",
        Thread::Internal => "internal",
    }
}

/// Who and until when, out of what the entry says; never which officer.
fn history_body(entry: &StoredEntry) -> HistoryBody {
    let data: Value = serde_json::from_str(&entry.data).unwrap_or_default();
    let text = |path: &str| {
        let found = data.pointer(path).and_then(Value::as_str);
        found.map(str::to_owned)
    };
    // What this entry set: a return to the coordinator carries the agency's clock along.
    let due = [
        "/verify", "/respond", "/answer", "/object", "/rework", "/reopen",
    ]
    .iter()
    .find_map(|rule| data.pointer(&format!("{rule}/due")))
    .or(data.pointer("/verify_by"))
    .or(data.pointer("/due"))
    .and_then(Value::as_i64);
    HistoryBody {
        seq: entry.seq,
        kind: entry.kind.clone(),
        at: entry.at.rfc3339(),
        actor: entry.actor.clone(),
        agency: text("/to/agency")
            .or(text("/holder/agency"))
            .or(text("/agency")),
        unit: text("/to/unit").or(text("/holder/unit")).or(text("/unit")),
        due: due.map(|due| domain::date::Timestamp(due).rfc3339()),
        hash: entry.hash.clone(),
    }
}
