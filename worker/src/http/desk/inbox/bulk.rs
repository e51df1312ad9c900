//! Work on many cases: chosen in the list, written, looked at, confirmed.

mod written;

use super::list::{View as Shown, answer as show_list, choices};
use super::{asked, category_name, field, fields, filter_of, frame, page, pairs, reads_lists};
use crate::http::desk::{SignedIn, broken, see_other};
use crate::http::respond::failure;
use crate::http::{App, fresh_id, fresh_secret};
use crate::ports::desk::inbox::{
    BulkCommand, BulkRepository, InboxRepository, Item, ItemOutcome, Job,
};
use crate::ports::life::Stored;
use crate::ports::{Reference, RepositoryError};
use crate::use_cases::act::Claim;
use crate::use_cases::bulk::{Bulk, perform, preview};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{Request, Response, StatusCode};
use domain::complaint::ComplaintId;
use domain::complaint::sight::Sight;
use domain::complaint::words::Line as Heading;
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;
use frontend::i18n::life::put;
use frontend::pages::desk::bulk::{BulkPage, Fate, Line, Phase, render};
use frontend::pages::desk::inbox::{BulkChoice, Wrong};
use frontend::pages::failure::Failure;
use std::collections::HashMap;
use written::Written;

/// Most cases at once.
const MOST_CASES: usize = 300;

fn choice_of(command: BulkCommand) -> BulkChoice {
    match command {
        BulkCommand::Assign => BulkChoice::Assign,
        BulkCommand::Delegate => BulkChoice::Delegate,
        BulkCommand::Answer => BulkChoice::Answer,
    }
}

/// From the list: the rows that were ticked, or everything the filter finds.
#[worker::send]
pub async fn begin(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    request: Request<Body>,
) -> Response<Body> {
    let fields = match fields(request).await {
        Ok(fields) => fields,
        Err(reason) => return failure(language, reason),
    };
    let (filter, _) = filter_of(&pairs(field(&fields, "saring").as_bytes()));
    let command = BulkCommand::parse(field(&fields, "apa"));
    let command = command.filter(|command| choices(&signed_in).contains(&choice_of(*command)));
    let Some(command) = command.filter(|_| reads_lists(&signed_in)) else {
        return see_other(&language.path(&filter.path()));
    };
    let wrong = match chosen(&app, &signed_in, command, &filter, &fields).await {
        Ok(Ok(id)) => return see_other(&language.path(&format!("/meja/massal/{id}"))),
        Ok(Err(wrong)) => wrong,
        Err(error) => return broken(language, "bulk", &error),
    };
    let shown = Shown {
        filter: &filter,
        unknown: &[],
        after: None,
        wrong: Some(wrong),
    };
    show_list(&app, language, &signed_in, &shown).await
}

async fn chosen(
    app: &App,
    signed_in: &SignedIn,
    command: BulkCommand,
    filter: &frontend::pages::desk::inbox::filter::Filter,
    fields: &[(String, String)],
) -> Result<Result<ComplaintId, Wrong>, RepositoryError> {
    let storage = app.complaints()?;
    let officer = &signed_in.officer;
    let mut cases: Vec<(ComplaintId, u32)> = Vec::new();
    if field(fields, "semua") == "1" {
        let reference = app.reference().await?;
        let asked = asked(app, &reference, signed_in, filter);
        let limit = u32::try_from(MOST_CASES).unwrap_or(u32::MAX);
        let all = storage
            .stretch(officer, &asked, None, limit.saturating_add(1))
            .await?;
        cases.extend(all.rows.into_iter().map(|row| (row.cursor.id, row.seq)));
    } else {
        let ticked = fields.iter().filter(|(name, _)| name == "c");
        let ticked = ticked.filter_map(|(_, value)| {
            let (code, seq) = value.split_once(':')?;
            Some((TrackingCode::parse(code).ok()?.compact(), seq.parse().ok()?))
        });
        let ticked: Vec<(String, u32)> = ticked.take(MOST_CASES.saturating_add(1)).collect();
        let codes: Vec<String> = ticked.iter().map(|(code, _)| code.clone()).collect();
        let named = storage.named(officer, &codes).await?;
        let mut named: HashMap<String, ComplaintId> = named.into_iter().collect();
        for (code, seq) in ticked {
            cases.extend(named.remove(&code).map(|id| (id, seq)));
        }
    }
    if cases.is_empty() {
        return Ok(Err(Wrong::NonePicked));
    }
    if cases.len() > MOST_CASES {
        return Ok(Err(Wrong::TooManyPicked));
    }
    let mut items = Vec::with_capacity(cases.len());
    for (position, (complaint, seq)) in (0..).zip(cases) {
        items.push(Item {
            position,
            complaint,
            seq,
            command: new_id()?,
            title: None,
            outcome: ItemOutcome::Waiting,
            reason: None,
        });
    }
    let job = Job {
        id: new_id()?,
        command,
        wish: String::new(),
        is_confirmed: false,
        items,
    };
    match storage.begin(officer, &job, app.now).await? {
        0 => Ok(Err(Wrong::NonePicked)),
        _ => Ok(Ok(job.id)),
    }
}

fn new_id() -> Result<ComplaintId, RepositoryError> {
    ComplaintId::parse(&fresh_id()?).map_err(|_| RepositoryError::Corrupt("id"))
}

/// How far it is.
#[worker::send]
pub async fn show(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    id: Result<Path<String>, PathRejection>,
) -> Response<Body> {
    let id = id.map(|Path(id)| id).unwrap_or_default();
    let job = match find(&app, &signed_in, &id).await {
        Ok(Some(job)) => job,
        Ok(None) => return failure(language, Failure::NotFound),
        Err(error) => return broken(language, "bulk", &error),
    };
    let written = Written::read(&job.wish);
    let given = Given {
        written: &written,
        mistakes: &[],
        wrong_titles: &[],
    };
    answer(&app, language, &signed_in, &job, &given).await
}

async fn find(app: &App, signed_in: &SignedIn, id: &str) -> Result<Option<Job>, RepositoryError> {
    let Ok(id) = ComplaintId::parse(id) else {
        return Ok(None);
    };
    app.complaints()?.job(&signed_in.officer.id, &id).await
}

/// One step: what was written, headings, the yes.
#[worker::send]
pub async fn go(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    id: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    let fields = match fields(request).await {
        Ok(fields) => fields,
        Err(reason) => return failure(language, reason),
    };
    let id = id.map(|Path(id)| id).unwrap_or_default();
    let mut job = match find(&app, &signed_in, &id).await {
        Ok(Some(job)) => job,
        Ok(None) => return failure(language, Failure::NotFound),
        Err(error) => return broken(language, "bulk", &error),
    };
    let back = || see_other(&language.path(&format!("/meja/massal/{}", job.id)));
    let step = field(&fields, "langkah");
    if step == "preview" && !job.is_confirmed {
        let written = Written::of_form(&fields);
        let mistakes = written.mistakes(job.command);
        if !mistakes.is_empty() {
            let given = Given {
                written: &written,
                mistakes: &mistakes,
                wrong_titles: &[],
            };
            job.wish = String::new();
            return answer(&app, language, &signed_in, &job, &given).await;
        }
        return match set_wish(&app, &job, &written.stored(), &[]).await {
            Ok(()) => back(),
            Err(error) => broken(language, "bulk", &error),
        };
    }
    let written = Written::read(&job.wish);
    let mut titles = Vec::new();
    let mut wrong_titles = Vec::new();
    if !job.is_confirmed {
        for item in &mut job.items {
            let typed = field(&fields, &format!("t-{}", item.position)).to_owned();
            if typed.is_empty() {
                continue;
            }
            if Heading::parse(&typed).is_err() {
                wrong_titles.push(item.position);
            }
            titles.push((item.position, typed.clone()));
            item.title = Some(typed);
        }
    }
    if !wrong_titles.is_empty() {
        let given = Given {
            written: &written,
            mistakes: &[("title", "invalid_text")],
            wrong_titles: &wrong_titles,
        };
        return answer(&app, language, &signed_in, &job, &given).await;
    }
    let done = match step {
        "titles" => set_wish(&app, &job, &job.wish, &titles).await,
        "confirm" => confirm(&app, &signed_in, &mut job, &written, &titles).await,
        "go_on" if job.is_confirmed => go_on(&app, &signed_in, &job, &written).await,
        _ => Ok(()),
    };
    match done {
        Ok(()) => see_other(&language.path(&format!("/meja/massal/{}", job.id))),
        Err(error) => broken(language, "bulk", &error),
    }
}

async fn set_wish(
    app: &App,
    job: &Job,
    wish: &str,
    titles: &[(u32, String)],
) -> Result<(), RepositoryError> {
    app.complaints()?.set_wish(&job.id, wish, titles).await
}

async fn confirm(
    app: &App,
    signed_in: &SignedIn,
    job: &mut Job,
    written: &Written,
    titles: &[(u32, String)],
) -> Result<(), RepositoryError> {
    if job.wish.is_empty() {
        return Ok(());
    }
    if !job.is_confirmed {
        set_wish(app, job, &job.wish, titles).await?;
        app.complaints()?.confirm(&job.id, app.now).await?;
    }
    go_on(app, signed_in, job, written).await
}

async fn go_on(
    app: &App,
    signed_in: &SignedIn,
    job: &Job,
    written: &Written,
) -> Result<(), RepositoryError> {
    let reference = app.reference().await?;
    let storage = app.complaints()?;
    let claim = Claim::Officer(signed_in.officer.clone());
    let wishes =
        |item: &Item, stored: &Stored| written.wished(job.command, item, stored, &reference);
    let bulk = Bulk {
        claim: &claim,
        reference: &reference,
        wishes: &wishes,
        secrets: &fresh_secret,
        now: app.now,
    };
    perform(&storage, &bulk, job).await.map(|_| ())
}

/// What was typed, and what is wrong with it.
struct Given<'a> {
    written: &'a Written,
    mistakes: &'a [(&'static str, &'static str)],
    wrong_titles: &'a [u32],
}

async fn answer(
    app: &App,
    language: Language,
    signed_in: &SignedIn,
    job: &Job,
    given: &Given<'_>,
) -> Response<Body> {
    match html(app, language, signed_in, job, given).await {
        Ok(html) if given.mistakes.is_empty() => page(StatusCode::OK, html),
        Ok(html) => page(StatusCode::UNPROCESSABLE_ENTITY, html),
        Err(error) => broken(language, "bulk", &error),
    }
}

async fn html(
    app: &App,
    language: Language,
    signed_in: &SignedIn,
    job: &Job,
    given: &Given<'_>,
) -> Result<String, RepositoryError> {
    let reference = app.reference().await?;
    let storage = app.complaints()?;
    let claim = Claim::Officer(signed_in.officer.clone());
    let wishes =
        |item: &Item, stored: &Stored| given.written.wished(job.command, item, stored, &reference);
    let bulk = Bulk {
        claim: &claim,
        reference: &reference,
        wishes: &wishes,
        secrets: &fresh_secret,
        now: app.now,
    };
    let mut lines = Vec::new();
    if job.is_confirmed || !job.wish.is_empty() {
        let fates = preview(&storage, &bulk, &job.items).await?;
        for (item, (fate, stored)) in job.items.iter().zip(fates) {
            let (outcome, reason) = match job.is_confirmed {
                true => (item.outcome, item.reason.clone()),
                false => (fate.1, fate.2),
            };
            // What one may not read any more is not shown either.
            let stored = stored.filter(|stored| claim.sight(&reference, stored) == Sight::Full);
            lines.push(Line {
                position: item.position,
                code: stored
                    .as_ref()
                    .map_or(String::new(), |stored| stored.tracking_code.to_string()),
                beginning: stored.as_ref().map_or(String::new(), |stored| {
                    written::first_words(&stored.narrative)
                }),
                what: stored.as_ref().map_or(String::new(), |stored| {
                    what(&reference, language, given.written, job.command, stored)
                }),
                heading: match (job.command, &stored) {
                    (BulkCommand::Assign, Some(stored)) => {
                        let category = given.written.category_of(stored).unwrap_or_default();
                        Some(written::heading(item, &category, stored, &reference))
                    }
                    _ => None,
                },
                has_wrong_heading: given.wrong_titles.contains(&item.position),
                fate: match outcome {
                    ItemOutcome::Waiting => Fate::Waiting,
                    ItemOutcome::Done => Fate::Done,
                    ItemOutcome::Refused => Fate::Refused,
                    ItemOutcome::Changed => Fate::Changed,
                },
                reason,
            });
        }
    }
    let phase = match (job.is_confirmed, job.wish.is_empty()) {
        (true, _) => Phase::Results(&lines),
        (false, true) => Phase::Writing,
        (false, false) => Phase::Preview(&lines),
    };
    let rooms = signed_in.rooms();
    let path = format!("/meja/massal/{}", job.id);
    let frame = frame(
        language,
        &path,
        signed_in,
        &rooms,
        language.desk().inbox.title,
    );
    let categories = reference.table.categories().iter();
    let categories: Vec<_> = categories
        .map(|entry| {
            (
                entry.code.clone(),
                category_name(&reference, language, &entry.code),
            )
        })
        .collect();
    Ok(render(
        &frame,
        &BulkPage {
            id: job.id.as_str(),
            command: choice_of(job.command),
            count: job.items.len(),
            form: &given.written.form(),
            mistakes: given.mistakes,
            agencies: &agencies(&reference, signed_in),
            units: &units(&reference, signed_in),
            categories: &categories,
            phase,
        },
    ))
}

/// What would be done, with names.
fn what(
    reference: &Reference,
    language: Language,
    written: &Written,
    command: BulkCommand,
    stored: &Stored,
) -> String {
    match command {
        BulkCommand::Assign => {
            let (agency, unit) = match written.to(stored) {
                Some(to) => to,
                None => return String::new(),
            };
            let to = reference.place_name(Some(&agency), unit.as_deref());
            let category = written.category_of(stored).unwrap_or_default();
            let category = category_name(reference, language, &category);
            match written.is_as_suggested() {
                // How sure the program is: nobody looks at each of them.
                true => {
                    let sure = language.desk().case.routing.confidence;
                    let sure = put(sure, &[&stored.suggestion.confidence.to_string()]);
                    format!("{to} · {category} · {sure}")
                }
                false => format!("{to} · {category}"),
            }
        }
        BulkCommand::Delegate => {
            let agency = stored.complaint.held_by().map(|post| post.agency.as_str());
            reference.place_name(agency, written.unit())
        }
        BulkCommand::Answer => language.desk().bulk.answer.to_owned(),
    }
}

/// Agencies an officer may assign to: any for the nation, one's own for coordinators.
fn agencies(reference: &Reference, signed_in: &SignedIn) -> Vec<(String, String)> {
    use domain::complaint::actor::Role;
    let is_own = |id: &str| {
        let mut posts = signed_in.officer.posts.iter();
        posts.any(|(_, post)| post.as_ref().is_some_and(|post| post.agency.as_str() == id))
    };
    let is_national = signed_in.has(Role::NationalAdmin);
    let entries = reference.table.agencies().iter();
    let mut names: Vec<_> = entries
        .filter(|entry| is_national || is_own(&entry.id))
        .filter(|entry| reference.is_open(&entry.id))
        .map(|entry| (entry.id.clone(), entry.name.clone()))
        .collect();
    names.sort_by(|left, right| left.1.cmp(&right.1));
    names
}

/// Units there are at these agencies.
fn units(reference: &Reference, signed_in: &SignedIn) -> Vec<(String, String)> {
    use domain::complaint::actor::Role;
    use domain::complaint::words::UnitId;
    let is_national = signed_in.has(Role::NationalAdmin);
    let posts = &signed_in.officer.posts;
    let is_theirs = |unit: &str| {
        let unit = UnitId::parse(unit).ok();
        posts.iter().any(|(_, post)| {
            let post = post.as_ref();
            post.is_some_and(|post| reference.holder(&post.agency, unit.as_ref()).is_some())
        })
    };
    let entries = reference.table.units().iter();
    let mut names: Vec<_> = entries
        .filter(|entry| is_national || is_theirs(&entry.id))
        .filter(|entry| reference.is_open(&entry.id))
        .map(|entry| {
            (
                entry.id.clone(),
                format!("{} – {}", entry.short_name, entry.name),
            )
        })
        .collect();
    names.sort_by(|left, right| left.1.cmp(&right.1));
    names
}
