//! A table's rows, and the form of one.

use super::{Visit, path_of, query_of, reason_of};
use crate::http::desk::{SignedIn, page};
use crate::http::form::{self, Form};
use crate::http::respond::failure;
use crate::http::track::segment;
use crate::http::{App, fresh_id};
use crate::ports::desk::administration::{
    AdministrationRepository, ChangeKind, Draft, Proposal, Proposed, Snapshot, StoredRow,
};
use crate::use_cases::administer::{NotStored, propose};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{Request, Response, StatusCode, Uri};
use domain::reference::check::weekday;
use domain::reference::rows::Mistake;
use domain::reference::table::{Kind, Table};
use frontend::i18n::Language;
use frontend::i18n::desk::administration::{column_label, table_label};
use frontend::pages::desk::administration::{ListPage, ListedRow, RowForm, row_path, table_path};
use std::collections::HashMap;

/// Rows of a page.
const PAGE_ROWS: usize = 50;
/// More characters are searched for by nobody.
const MOST_SEARCH_CHARS: usize = 100;

#[worker::send]
pub async fn list(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    name: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Response<Body> {
    let name = segment(name);
    match show_list(app, language, signed_in, &name, &uri).await {
        Ok(response) | Err(response) => response,
    }
}

async fn show_list(
    app: App,
    language: Language,
    signed_in: SignedIn,
    name: &str,
    uri: &Uri,
) -> Result<Response<Body>, Response<Body>> {
    let visit = Visit::enter_page(app, language, signed_in, uri).await?;
    let table = visit.table(name)?;
    let mut query = query_of(uri);
    let search: String = query
        .take("cari")
        .trim()
        .chars()
        .take(MOST_SEARCH_CHARS)
        .collect();
    let with_retired = query.is_ticked("lama");
    let wanted = query.take("halaman").parse::<usize>().unwrap_or(1);
    let stored = visit.app.complaints();
    let stored = match stored {
        Ok(administration) => administration.table(table).await,
        Err(error) => Err(error),
    };
    let stored = stored.map_err(|error| visit.broken(&error))?;
    let visible = stored.rows.iter().filter(|stored| {
        (with_retired || !stored.is_retired) && visit.holds(table, &stored.row.cells)
    });
    let visible: Vec<&StoredRow> = visible.collect();
    let needle = search.to_lowercase();
    let matches = |stored: &&&StoredRow| {
        let mut cells = stored.row.cells.iter();
        needle.is_empty() || cells.any(|cell| cell.to_lowercase().contains(&needle))
    };
    let found: Vec<&StoredRow> = visible.iter().filter(matches).copied().collect();
    let pages = found.len().div_ceil(PAGE_ROWS).max(1);
    let at = wanted.clamp(1, pages);
    let rows = found.iter().skip((at - 1) * PAGE_ROWS).take(PAGE_ROWS);
    let rows: Vec<_> = rows
        .map(|stored| ListedRow {
            row: &stored.row,
            is_retired: stored.is_retired,
        })
        .collect();
    let names = names(&visit, table, &rows);
    let path = path_of(uri);
    let list = ListPage {
        frame: visit.frame(&path, table_label(language, table)),
        table,
        rows: &rows,
        names: &names,
        counts: (found.len(), visible.len()),
        search: &search,
        with_retired,
        page: at,
        pages,
    };
    Ok(page(StatusCode::OK, list.render()))
}

#[worker::send]
pub async fn form(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    name: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Response<Body> {
    let name = segment(name);
    match show_form(app, language, signed_in, &name, &uri).await {
        Ok(response) | Err(response) => response,
    }
}

async fn show_form(
    app: App,
    language: Language,
    signed_in: SignedIn,
    name: &str,
    uri: &Uri,
) -> Result<Response<Body>, Response<Body>> {
    let visit = Visit::enter_page(app, language, signed_in, uri).await?;
    let table = visit.table(name)?;
    let key = query_of(uri).take("kunci");
    let snapshot = snapshot(&visit).await?;
    let stored = match key.as_str() {
        "" => None,
        key => Some(own_row(&visit, &snapshot, table, key)?),
    };
    let empty = vec![String::new(); table.columns.len()];
    let cells = stored.map_or(&empty, |stored| &stored.row.cells);
    let version = snapshot.version_of(table).to_owned();
    let written = Written {
        table,
        key: stored.map(|_| key),
        cells: cells.clone(),
        is_retired: stored.is_some_and(|stored| stored.is_retired),
        version,
        reason: String::new(),
    };
    Ok(page(
        StatusCode::OK,
        written.render(&visit, &[], None, false),
    ))
}

/// What the codes in these rows are called.
fn names(visit: &Visit, table: &Table, rows: &[ListedRow<'_>]) -> HashMap<String, String> {
    let routes = &visit.reference.table;
    let name_of = |column: &str, code: &str| match column {
        "category_code" => {
            let category = routes.category(code)?;
            Some(match visit.language {
                Language::Indonesian => category.name_id.clone(),
                Language::English => category.name_en.clone(),
            })
        }
        "agency_id" => Some(routes.agency(code)?.short_name.clone()),
        _ => match routes.unit(code) {
            Some(unit) => Some(unit.short_name.clone()),
            None => Some(routes.agency(code)?.short_name.clone()),
        },
    };
    let mut names = HashMap::new();
    for row in rows {
        for column in ["category_code", "agency_id", "target"] {
            let code = row.row.cell(table, column);
            if let Some(name) = name_of(column, code) {
                names.insert(code.to_owned(), name);
            }
        }
    }
    names
}

async fn snapshot(visit: &Visit) -> Result<Snapshot, Response<Body>> {
    let snapshot = match visit.app.complaints() {
        Ok(administration) => administration.snapshot().await,
        Err(error) => Err(error),
    };
    snapshot.map_err(|error| visit.broken(&error))
}

fn own_row<'a>(
    visit: &Visit,
    snapshot: &'a Snapshot,
    table: &Table,
    key: &str,
) -> Result<&'a StoredRow, Response<Body>> {
    let stored = snapshot.find(table, key);
    let stored = stored.filter(|stored| visit.holds(table, &stored.row.cells));
    stored.ok_or_else(|| visit.absent())
}

/// The form as it was filled.
struct Written {
    table: &'static Table,
    key: Option<String>,
    cells: Vec<String>,
    is_retired: bool,
    version: String,
    reason: String,
}

impl Written {
    fn render(
        &self,
        visit: &Visit,
        mistakes: &[Mistake],
        problem: Option<&str>,
        is_reason_wrong: bool,
    ) -> String {
        let path = match &self.key {
            Some(key) => row_path(self.table, key),
            None => format!("{}/baris", table_path(self.table)),
        };
        RowForm {
            frame: visit.frame(&path, table_label(visit.language, self.table)),
            table: self.table,
            key: self.key.as_deref(),
            cells: &self.cells,
            is_retired: self.is_retired,
            version: &self.version,
            reason: &self.reason,
            mistakes,
            problem,
            is_reason_wrong,
            needs_proof: visit.needs_proof,
        }
        .render()
    }
}

#[worker::send]
pub async fn change(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    name: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    let name = segment(name);
    let form = match form::read(request).await {
        Ok(form) => form,
        Err(reason) => return failure(language, reason),
    };
    match take_form(app, language, signed_in, &name, form).await {
        Ok(response) | Err(response) => response,
    }
}

async fn take_form(
    app: App,
    language: Language,
    signed_in: SignedIn,
    name: &str,
    mut form: Form,
) -> Result<Response<Body>, Response<Body>> {
    let visit = Visit::enter(app, language, signed_in).await?;
    let table = visit.table(name)?;
    let snapshot = snapshot(&visit).await?;
    let key = Some(form.take("kunci")).filter(|key| !key.is_empty());
    let stored = match &key {
        Some(key) => Some(own_row(&visit, &snapshot, table, key)?),
        None => None,
    };
    let asked = form.take("tindakan");
    let mut written = Written {
        table,
        cells: cells_of(table, stored, &mut form),
        is_retired: stored.is_some_and(|stored| stored.is_retired),
        version: form.take("versi"),
        reason: form.take("alasan"),
        key,
    };
    let texts = &language.desk().administration;
    let again = |written: &Written, status, mistakes: &[Mistake], problem: Option<&str>| {
        let is_reason_wrong = reason_of(&written.reason).is_none();
        page(
            status,
            written.render(&visit, mistakes, problem, is_reason_wrong),
        )
    };
    if visit.needs_proof {
        return Err(again(&written, StatusCode::FORBIDDEN, &[], None));
    }
    let invalid = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(reason) = reason_of(&written.reason) else {
        return Err(again(&written, invalid, &[], Some(texts.reason_wrong)));
    };
    let is_retired = match asked.as_str() {
        "nonaktif" => true,
        "berlaku" => false,
        _ => written.is_retired,
    };
    if let (true, Some(stored)) = (is_retired, stored) {
        // What is retired is not checked, so it stays what it was.
        written.cells.clone_from(&stored.row.cells);
    }
    let row = domain::reference::rows::Row {
        line: 0,
        cells: written.cells.clone(),
    };
    if stored.is_none() && snapshot.find(table, &row.key(table)).is_some() {
        return Err(again(&written, invalid, &[], Some(texts.key_taken)));
    }
    if !visit.holds(table, &written.cells) {
        let label = column_label(language, "agency_id");
        return Err(again(
            &written,
            invalid,
            &[],
            Some(&format!(
                "{label}: {}",
                frontend::i18n::desk::administration::wrong_appointment_words(language, "beyond")
            )),
        ));
    }
    let draft = Draft {
        id: fresh_id().map_err(|error| visit.broken(&error))?,
        at: visit.app.now,
        base_version: written.version.clone(),
        proposal: Proposal {
            kind: ChangeKind::Edit,
            undoes: None,
            reason,
            rows: vec![Proposed {
                table: table.name.to_owned(),
                cells: written.cells.clone(),
                is_retired,
            }],
        },
    };
    let id = draft.id.clone();
    let administration = visit.app.complaints();
    let administration = administration.map_err(|error| visit.broken(&error))?;
    let officer = &visit.signed_in.officer.id;
    // Line 1: the row of this form, as opposed to rows that are stored.
    match propose(&administration, officer, &snapshot, draft, &[1]).await {
        Ok(_) => Ok(visit.to(&format!("/meja/atur/usul/{id}"))),
        Err(NotStored::Mistakes(mistakes)) => Err(again(&written, invalid, &mistakes, None)),
        Err(NotStored::NothingChanged) => {
            Err(again(&written, invalid, &[], Some(texts.nothing_changed)))
        }
        Err(NotStored::Unavailable(error)) => Err(visit.broken(&error)),
        Err(_) => Err(again(&written, invalid, &[], Some(texts.too_much))),
    }
}

fn cells_of(table: &Table, stored: Option<&StoredRow>, form: &mut Form) -> Vec<String> {
    let mut cells: Vec<String> = Vec::with_capacity(table.columns.len());
    for (index, column) in table.columns.iter().enumerate() {
        let kept = stored.filter(|_| table.key.contains(&column.name));
        let kept = kept.and_then(|stored| stored.row.cells.get(index));
        let cell = match kept {
            Some(cell) => cell.clone(),
            None => form
                .take(column.name)
                .replace("\r\n", "\n")
                .trim()
                .to_owned(),
        };
        cells.push(cell);
    }
    for (index, column) in table.columns.iter().enumerate() {
        if column.kind == Kind::Ignored {
            let date = table
                .position("date")
                .and_then(|position| cells.get(position));
            let day = date.and_then(|date| weekday(date)).unwrap_or_default();
            if let Some(cell) = cells.get_mut(index) {
                day.clone_into(cell);
            }
        }
    }
    cells
}
