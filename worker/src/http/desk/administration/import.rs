//! Tables as files: out, and in again.

use super::{Visit, path_of, reason_of};
use crate::http::body::{self, NoBody};
use crate::http::desk::{SignedIn, page};
use crate::http::respond::{Caching, failure, text};
use crate::http::track::segment;
use crate::http::{App, fresh_id};
use crate::ports::desk::administration::{
    AdministrationRepository, ChangeKind, Draft, Proposal, Snapshot, StoredTable,
};
use crate::use_cases::administer::csv::{self, MAX_CSV_BYTES};
use crate::use_cases::administer::{NotStored, propose};
use axum::body::{Body, Bytes};
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, FromRequest, Multipart, Path};
use axum::http::{HeaderValue, Request, Response, StatusCode, Uri, header};
use domain::reference::rows::Mistake;
use domain::reference::table::Table;
use frontend::i18n::Language;
use frontend::i18n::desk::administration::table_label;
use frontend::pages::desk::administration::{ImportPage, table_path};
use frontend::pages::failure::Failure;

/// A file with the frame of a form around it. Below the limit of axum's own reader.
const MAX_BODY_BYTES: usize = 2 * 1024 * 1024;
/// A pasted text comes back with the page; a page of more is of no use.
const SHOWN_PASTE_BYTES: usize = 1_000_000;

#[worker::send]
pub async fn export(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    name: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Response<Body> {
    let name = segment(name);
    match send_file(app, language, signed_in, &name, &uri).await {
        Ok(response) | Err(response) => response,
    }
}

async fn send_file(
    app: App,
    language: Language,
    signed_in: SignedIn,
    name: &str,
    uri: &Uri,
) -> Result<Response<Body>, Response<Body>> {
    let visit = Visit::enter_page(app, language, signed_in, uri).await?;
    let table = visit.table(name)?;
    let stored = match visit.app.complaints() {
        Ok(administration) => administration.table(table).await,
        Err(error) => Err(error),
    };
    let mut stored = stored.map_err(|error| visit.broken(&error))?;
    stored.rows.retain(|row| visit.holds(table, &row.row.cells));
    let file = String::from_utf8(csv::export(&stored)).unwrap_or_default();
    let mut response = text(
        StatusCode::OK,
        "text/csv; charset=utf-8",
        Caching::Never,
        file,
    );
    let disposition = format!("attachment; filename=\"{}\"", table.file);
    if let Ok(disposition) = HeaderValue::try_from(disposition) {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
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
    let snapshot = snapshot(&visit).await?;
    let upload = Upload {
        version: snapshot.version_of(table).to_owned(),
        ..Upload::default()
    };
    Ok(page(
        StatusCode::OK,
        upload.render(&visit, table, &path_of(uri), &[], None),
    ))
}

async fn snapshot(visit: &Visit) -> Result<Snapshot, Response<Body>> {
    let snapshot = match visit.app.complaints() {
        Ok(administration) => administration.snapshot().await,
        Err(error) => Err(error),
    };
    snapshot.map_err(|error| visit.broken(&error))
}

/// What was sent.
#[derive(Default)]
struct Upload {
    file: Bytes,
    pasted: Bytes,
    is_whole: bool,
    reason: String,
    version: String,
}

impl Upload {
    /// Reads a form with a file. What it cannot be is told apart from what is too large.
    async fn read(request: Request<Body>) -> Result<Self, Failure> {
        let (parts, body) = request.into_parts();
        if !body::is_media_type(&parts.headers, "multipart/form-data") {
            return Err(Failure::MediaType);
        }
        // Bounded before anything is parsed.
        let bytes = body::read(Request::new(body), MAX_BODY_BYTES).await;
        let bytes = bytes.map_err(|reason| match reason {
            NoBody::TooLarge => Failure::TooLarge,
            NoBody::Broken => Failure::Unreadable,
        })?;
        let request = Request::from_parts(parts, Body::from(bytes));
        let multipart = Multipart::from_request(request, &()).await;
        let mut multipart = multipart.map_err(|_| Failure::Unreadable)?;
        let mut upload = Self::default();
        while let Some(field) = multipart
            .next_field()
            .await
            .map_err(|_| Failure::Unreadable)?
        {
            let name = field.name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(|_| Failure::Unreadable)?;
            let words = || String::from_utf8_lossy(&bytes).into_owned();
            match name.as_str() {
                "berkas" => upload.file = bytes,
                "isi" => upload.pasted = bytes,
                "cara" => upload.is_whole = words() == "seluruh",
                "alasan" => upload.reason = words(),
                "versi" => upload.version = words(),
                _ => {}
            }
        }
        Ok(upload)
    }

    fn content(&self) -> &[u8] {
        match self.file.is_empty() {
            true => &self.pasted,
            false => &self.file,
        }
    }

    fn render(
        &self,
        visit: &Visit,
        table: &'static Table,
        path: &str,
        mistakes: &[Mistake],
        problem: Option<&str>,
    ) -> String {
        let pasted = match self.pasted.len() <= SHOWN_PASTE_BYTES {
            true => String::from_utf8_lossy(&self.pasted),
            false => String::new().into(),
        };
        ImportPage {
            frame: visit.frame(path, table_label(visit.language, table)),
            table,
            version: &self.version,
            pasted: &pasted,
            is_whole: self.is_whole,
            reason: &self.reason,
            mistakes,
            problem,
            needs_proof: visit.needs_proof,
        }
        .render()
    }
}

#[worker::send]
pub async fn import(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    name: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    let name = segment(name);
    match take_file(app, language, signed_in, &name, request).await {
        Ok(response) | Err(response) => response,
    }
}

async fn take_file(
    app: App,
    language: Language,
    signed_in: SignedIn,
    name: &str,
    request: Request<Body>,
) -> Result<Response<Body>, Response<Body>> {
    let visit = Visit::enter(app, language, signed_in).await?;
    let table = visit.table(name)?;
    let texts = &language.desk().administration;
    let path = format!("{}/impor", table_path(table));
    let read = Upload::read(request).await;
    let again = |upload: &Upload, status, mistakes: &[Mistake], problem: Option<&str>| {
        let body = upload.render(&visit, table, &path, mistakes, problem);
        page(status, body)
    };
    let snapshot = snapshot(&visit).await?;
    let mut upload = match read {
        Ok(upload) => upload,
        Err(Failure::TooLarge) => {
            let status = StatusCode::PAYLOAD_TOO_LARGE;
            let upload = Upload {
                version: snapshot.version_of(table).to_owned(),
                ..Upload::default()
            };
            return Err(again(&upload, status, &[], Some(texts.file_too_large)));
        }
        Err(reason) => return Err(failure(language, reason)),
    };
    if upload.version.is_empty() {
        upload.version = snapshot.version_of(table).to_owned();
    }
    let invalid = StatusCode::UNPROCESSABLE_ENTITY;
    if visit.needs_proof {
        return Err(again(&upload, StatusCode::FORBIDDEN, &[], None));
    }
    if upload.content().len() > MAX_CSV_BYTES {
        let status = StatusCode::PAYLOAD_TOO_LARGE;
        return Err(again(&upload, status, &[], Some(texts.file_too_large)));
    }
    if upload.content().is_empty() {
        return Err(again(&upload, invalid, &[], Some(texts.no_file)));
    }
    let Some(reason) = reason_of(&upload.reason) else {
        return Err(again(&upload, invalid, &[], Some(texts.reason_wrong)));
    };
    let imported = csv::import(table, upload.content());
    let own = own_rows(&visit, &snapshot, table);
    let proposed = csv::proposed(&own, imported.rows, upload.is_whole);
    let (rows, lines): (Vec<_>, Vec<u64>) = proposed.into_iter().unzip();
    if !rows
        .iter()
        .all(|row| visit.may_put(&snapshot, table, &row.cells))
    {
        let words =
            frontend::i18n::desk::administration::wrong_appointment_words(language, "beyond");
        return Err(again(&upload, invalid, &[], Some(words)));
    }
    let judged = {
        let numbered: Vec<_> = rows.iter().cloned().zip(lines.iter().copied()).collect();
        crate::use_cases::administer::judge(&snapshot, &numbered)
    };
    let mut mistakes = imported.mistakes;
    mistakes.extend(judged.mistakes);
    mistakes.sort_by_key(|mistake| (mistake.line == 0, mistake.line));
    if !mistakes.is_empty() {
        return Err(again(&upload, invalid, &mistakes, None));
    }
    let draft = Draft {
        id: fresh_id().map_err(|error| visit.broken(&error))?,
        at: visit.app.now,
        base_version: upload.version.clone(),
        proposal: Proposal {
            kind: ChangeKind::Import,
            undoes: None,
            reason,
            rows,
        },
    };
    let id = draft.id.clone();
    let administration = visit.app.complaints();
    let administration = administration.map_err(|error| visit.broken(&error))?;
    let officer = &visit.signed_in.officer.id;
    match propose(&administration, officer, &snapshot, draft, &lines).await {
        Ok(_) => Ok(visit.to(&format!("/meja/atur/usul/{id}"))),
        Err(NotStored::Mistakes(mistakes)) => Err(again(&upload, invalid, &mistakes, None)),
        Err(NotStored::NothingChanged) => {
            Err(again(&upload, invalid, &[], Some(texts.nothing_changed)))
        }
        Err(NotStored::Unavailable(error)) => Err(visit.broken(&error)),
        Err(_) => Err(again(&upload, invalid, &[], Some(texts.too_much))),
    }
}

/// The rows that a file of theirs speaks of.
fn own_rows(visit: &Visit, snapshot: &Snapshot, table: &'static Table) -> StoredTable {
    let stored = snapshot.table(table);
    let rows = stored.into_iter().flat_map(|stored| &stored.rows);
    let rows = rows.filter(|stored| visit.holds(table, &stored.row.cells));
    StoredTable {
        table,
        rows: rows.cloned().collect(),
    }
}
