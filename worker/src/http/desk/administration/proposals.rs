//! Proposals with their effect, the changes they became, and the way back.

use super::{Visit, path_of, query_of, views};
use crate::http::desk::{SignedIn, page};
use crate::http::form;
use crate::http::respond::failure;
use crate::http::track::segment;
use crate::http::{App, fresh_id};
use crate::ports::desk::administration::{AdministrationRepository, ChangeSet, Draft, Snapshot};
use crate::use_cases::administer::{self, NotStored, effects, judged, opposite, propose};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{Request, Response, StatusCode, Uri};
use domain::date::Timestamp;
use domain::reference::table::{ANSWER_TEMPLATE, Table};
use frontend::i18n::Language;
use frontend::i18n::desk::administration::{fill, wrong_words};
use frontend::pages::desk::administration::{
    ChangeSetPage, ChangeView, HistoryPage, ProposalPage, TakenPage, table_path,
};

/// Changes of a page.
const PAGE_CHANGES: u32 = 30;

type Answer = Result<Response<Body>, Response<Body>>;

#[worker::send]
pub async fn preview(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    id: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Response<Body> {
    let id = segment(id);
    let shown = async {
        let visit = Visit::enter_page(app, language, signed_in, &uri).await?;
        let draft = draft(&visit, &id).await?;
        let seen = draft.base_version.clone();
        show(&visit, &draft, &seen, StatusCode::OK).await
    };
    match shown.await {
        Ok(response) | Err(response) => response,
    }
}

/// The visitor's own proposal. One that was stored already leads to what it became.
async fn draft(visit: &Visit, id: &str) -> Result<Draft, Response<Body>> {
    let administration = visit.app.complaints();
    let administration = administration.map_err(|error| visit.broken(&error))?;
    let officer = &visit.signed_in.officer.id;
    let stored = administration.change_set(id).await;
    if let Some(set) = stored.map_err(|error| visit.broken(&error))? {
        return Err(done(visit, &set));
    }
    let draft = administration.draft(officer, id).await;
    let draft = draft.map_err(|error| visit.broken(&error))?;
    draft.ok_or_else(|| visit.absent())
}

fn done(visit: &Visit, set: &ChangeSet) -> Response<Body> {
    match visit.reach.is_nation() {
        true => visit.to(&format!("/meja/atur/riwayat/{}?baru=1", set.id)),
        false => visit.to(&table_path(&ANSWER_TEMPLATE)),
    }
}

async fn show(visit: &Visit, draft: &Draft, seen: &str, status: StatusCode) -> Answer {
    let administration = visit.app.complaints();
    let administration = administration.map_err(|error| visit.broken(&error))?;
    let snapshot = administration.snapshot().await;
    let snapshot = snapshot.map_err(|error| visit.broken(&error))?;
    let table = may_see(visit, &snapshot, draft)?;
    let judged = judged(&snapshot, draft);
    let version = snapshot.version_of(table);
    let unseen = match version == seen {
        true => None,
        false => {
            let sets = administration.changes_since(seen, table).await;
            let sets = sets.map_err(|error| visit.broken(&error))?;
            Some(within_reach(
                visit,
                sets.into_iter()
                    .map(|set| views::change(visit.language, set)),
            ))
        }
    };
    let deserted = effects::deserted(&administration, &judged.differences).await;
    let deserted = deserted.map_err(|error| visit.broken(&error))?;
    let effects = effects::effects(
        &administration,
        &judged.differences,
        &judged.candidate,
        visit.app.now,
    )
    .await;
    let effects = effects.map_err(|error| visit.broken(&error))?;
    let path = format!("/meja/atur/usul/{}", draft.id);
    let differences = views::differences(&judged);
    let proposal = ProposalPage {
        frame: visit.frame(&path, visit.language.desk().administration.preview_title),
        id: &draft.id,
        table,
        version,
        reason: &draft.proposal.reason,
        differences: &differences,
        effects: &views::effects(effects),
        mistakes: &judged.mistakes,
        deserted: &deserted,
        unseen: unseen.as_deref(),
        needs_proof: visit.needs_proof,
    };
    Ok(page(status, proposal.render()))
}

/// The table of a proposal whose every row is within the visitor's reach: as proposed, and as stored under its key. That
/// was so when it was made, but posts may have changed since, and others may have taken the key: what they wrote under it
/// is neither shown nor overwritten.
fn may_see(
    visit: &Visit,
    snapshot: &Snapshot,
    draft: &Draft,
) -> Result<&'static Table, Response<Body>> {
    let mut tables = Vec::with_capacity(draft.proposal.rows.len());
    for row in &draft.proposal.rows {
        let table = Table::edited(&row.table).ok_or_else(|| visit.absent())?;
        visit.table(table.name)?;
        if !visit.holds(table, &row.cells) {
            return Err(visit.absent());
        }
        if !visit.may_put(snapshot, table, &row.cells) {
            return Err(taken(visit, table, &draft.id));
        }
        tables.push(table);
    }
    tables.first().copied().ok_or_else(|| visit.absent())
}

/// Changes of others, as far as the visitor may see their rows.
fn within_reach(visit: &Visit, changes: impl Iterator<Item = ChangeView>) -> Vec<ChangeView> {
    if visit.reach.is_nation() {
        return changes.collect();
    }
    let is_theirs = |cells: &[(String, String)]| {
        let agency = cells.iter().find(|(name, _)| name == "agency_id");
        agency.is_some_and(|(_, agency)| visit.reach.holds(Some(agency)))
    };
    let changes = changes.map(|mut change| {
        change
            .rows
            .retain(|row| is_theirs(&row.after) && row.before.as_deref().is_none_or(is_theirs));
        change
    });
    changes.filter(|change| !change.rows.is_empty()).collect()
}

/// A key became somebody else's.
fn taken(visit: &Visit, table: &'static Table, id: &str) -> Response<Body> {
    let texts = &visit.language.desk().administration;
    let path = format!("/meja/atur/usul/{id}");
    let taken = TakenPage {
        frame: visit.frame(&path, texts.preview_title),
        table,
        words: texts.key_taken,
    };
    page(StatusCode::CONFLICT, taken.render())
}

#[worker::send]
pub async fn confirm(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    id: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    let id = segment(id);
    let mut form = match form::read(request).await {
        Ok(form) => form,
        Err(reason) => return failure(language, reason),
    };
    let seen = form.take("versi");
    let confirmed = async {
        let visit = Visit::enter(app, language, signed_in).await?;
        let draft = draft(&visit, &id).await?;
        store(&visit, &draft, &seen).await
    };
    match confirmed.await {
        Ok(response) | Err(response) => response,
    }
}

async fn store(visit: &Visit, draft: &Draft, seen: &str) -> Answer {
    if visit.needs_proof {
        return show(visit, draft, seen, StatusCode::FORBIDDEN).await;
    }
    let administration = visit.app.complaints();
    let administration = administration.map_err(|error| visit.broken(&error))?;
    let snapshot = administration.snapshot().await;
    let snapshot = snapshot.map_err(|error| visit.broken(&error))?;
    may_see(visit, &snapshot, draft)?;
    let officer = &visit.signed_in.officer.id;
    let now = visit.app.now;
    match administer::confirm(&administration, officer, draft, seen, now).await {
        Ok(()) => match visit.reach.is_nation() {
            true => Ok(visit.to(&format!("/meja/atur/riwayat/{}?baru=1", draft.id))),
            false => Ok(visit.to(&table_path(&ANSWER_TEMPLATE))),
        },
        Err(NotStored::Unavailable(error)) => Err(visit.broken(&error)),
        Err(NotStored::Stale) => show(visit, draft, seen, StatusCode::CONFLICT).await,
        Err(_) => show(visit, draft, seen, StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

#[worker::send]
pub async fn history(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    uri: Uri,
) -> Response<Body> {
    let shown = async {
        let visit = Visit::enter_page(app, language, signed_in, &uri).await?;
        show_history(&visit, &uri).await
    };
    match shown.await {
        Ok(response) | Err(response) => response,
    }
}

async fn show_history(visit: &Visit, uri: &Uri) -> Answer {
    if !visit.reach.is_nation() {
        return Err(visit.absent());
    }
    let mut query = query_of(uri);
    let table = Table::edited(&query.take("tabel"));
    // `{time}_{id}` of the last one of the page before.
    let before = query.take("sebelum");
    let before = before
        .split_once('_')
        .and_then(|(at, id)| Some((Timestamp(at.parse().ok()?), id)));
    let administration = visit.app.complaints();
    let administration = administration.map_err(|error| visit.broken(&error))?;
    let sets = administration
        .change_sets(table.map(|table| table.name), before, PAGE_CHANGES)
        .await;
    let sets = sets.map_err(|error| visit.broken(&error))?;
    let is_full = sets.len() >= PAGE_CHANGES as usize;
    let older = sets.last().filter(|_| is_full).map(|last| {
        let table = table.map_or("", |table| table.name);
        let (at, id) = (last.at.0, &last.id);
        format!("/meja/atur/riwayat?tabel={table}&sebelum={at}_{id}")
    });
    let changes: Vec<_> = sets
        .into_iter()
        .map(|set| views::change(visit.language, set))
        .collect();
    let path = path_of(uri);
    let history = HistoryPage {
        frame: visit.frame(&path, visit.language.desk().administration.history),
        changes: &changes,
        table,
        older,
    };
    Ok(page(StatusCode::OK, history.render()))
}

#[worker::send]
pub async fn change(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    id: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Response<Body> {
    let id = segment(id);
    let shown = async {
        let visit = Visit::enter_page(app, language, signed_in, &uri).await?;
        let set = change_set(&visit, &id).await?;
        let is_new = query_of(&uri).is_ticked("baru");
        Ok(show_change(&visit, set, StatusCode::OK, is_new, None))
    };
    match shown.await {
        Ok(response) | Err(response) => response,
    }
}

async fn change_set(visit: &Visit, id: &str) -> Result<ChangeSet, Response<Body>> {
    if !visit.reach.is_nation() {
        return Err(visit.absent());
    }
    let administration = visit.app.complaints();
    let administration = administration.map_err(|error| visit.broken(&error))?;
    let set = administration.change_set(id).await;
    let set = set.map_err(|error| visit.broken(&error))?;
    set.ok_or_else(|| visit.absent())
}

fn show_change(
    visit: &Visit,
    set: ChangeSet,
    status: StatusCode,
    is_new: bool,
    problem: Option<&str>,
) -> Response<Body> {
    let path = format!("/meja/atur/riwayat/{}", set.id);
    let change = views::change(visit.language, set);
    let shown = ChangeSetPage {
        frame: visit.frame(&path, visit.language.desk().administration.history),
        change: &change,
        is_new,
        problem,
        needs_proof: visit.needs_proof,
    };
    page(status, shown.render())
}

#[worker::send]
pub async fn undo(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    id: Result<Path<String>, PathRejection>,
) -> Response<Body> {
    let id = segment(id);
    let proposed = async {
        let visit = Visit::enter(app, language, signed_in).await?;
        let set = change_set(&visit, &id).await?;
        propose_opposite(&visit, set).await
    };
    match proposed.await {
        Ok(response) | Err(response) => response,
    }
}

async fn propose_opposite(visit: &Visit, set: ChangeSet) -> Answer {
    let texts = &visit.language.desk().administration;
    let invalid = StatusCode::UNPROCESSABLE_ENTITY;
    if visit.needs_proof {
        return Err(show_change(visit, set, StatusCode::FORBIDDEN, false, None));
    }
    let reason = fill(texts.undo_reason, &[("reason", &set.reason)]);
    let reason: String = reason.chars().take(administer::MAX_REASON_CHARS).collect();
    let is_whole = set.rows.len() == set.row_count as usize && set.undone_by.is_none();
    let Some(proposal) = opposite(&set, reason).filter(|_| is_whole) else {
        return Err(visit.absent());
    };
    let administration = visit.app.complaints();
    let administration = administration.map_err(|error| visit.broken(&error))?;
    let snapshot = administration.snapshot().await;
    let snapshot = snapshot.map_err(|error| visit.broken(&error))?;
    let table = proposal.rows.first();
    let table = table.and_then(|row| Table::edited(&row.table));
    let table = table.ok_or_else(|| visit.absent())?;
    let draft = Draft {
        id: fresh_id().map_err(|error| visit.broken(&error))?,
        at: visit.app.now,
        base_version: snapshot.version_of(table).to_owned(),
        proposal,
    };
    let id = draft.id.clone();
    let officer = &visit.signed_in.officer.id;
    let problem = match propose(&administration, officer, &snapshot, draft, &[]).await {
        Ok(_) => return Ok(visit.to(&format!("/meja/atur/usul/{id}"))),
        Err(NotStored::Unavailable(error)) => return Err(visit.broken(&error)),
        Err(NotStored::Mistakes(mistakes)) => mistakes
            .iter()
            .take(3)
            .map(|mistake| {
                let words = wrong_words(visit.language, &mistake.wrong);
                format!("{}: {words}", mistake.key)
            })
            .collect::<Vec<_>>()
            .join(" "),
        Err(NotStored::NothingChanged) => texts.nothing_changed.to_owned(),
        Err(_) => texts.too_much.to_owned(),
    };
    Err(show_change(visit, set, invalid, false, Some(&problem)))
}
