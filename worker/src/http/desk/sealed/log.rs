//! The auditor: who looked at what. Reading it leaves a row as well.

use super::frame;
use crate::http::App;
use crate::http::desk::{SignedIn, broken, page};
use crate::http::respond::{Caching, failure, text};
use crate::http::track::{query, short};
use crate::ports::RepositoryError;
use crate::ports::desk::sealed::{
    Access, AccessLogRepository, LogFilter, LogRow, SealedRepository,
};
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{HeaderValue, Response, StatusCode, Uri, header};
use domain::complaint::actor::Role;
use domain::date::{Date, Timestamp, Zone};
use domain::spreadsheet::{self, MARK};
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;
use frontend::i18n::desk::sealed::{actor_words, deed_words};
use frontend::pages::desk::sealed::log::{LogLine, LogPage, LogValues};
use frontend::pages::failure::Failure;

/// Rows of one page.
const PAGE_ROWS: u32 = 50;
/// Rows of one file; the address takes `sebelum` for the next.
const FILE_ROWS: u32 = 5000;
const DAY_MS: i64 = 86_400_000;

struct Asked {
    values: LogValues,
    filter: LogFilter,
    mistakes: Vec<(&'static str, &'static str)>,
}

/// What the address asks for; what is wrong in it is said and does not filter.
fn asked(language: Language, uri: &Uri) -> Asked {
    let mut fields = query(uri);
    let mut take = |name: &str| short(fields.take(name)).trim().to_owned();
    let values = LogValues {
        code: take("kode"),
        officer: take("petugas"),
        what: take("jenis"),
        from: take("dari"),
        to: take("sampai"),
    };
    let before = take("sebelum").parse().ok();
    let texts = &language.desk().sealed;
    let mut mistakes = Vec::new();
    let code = TrackingCode::parse(&values.code).ok();
    if code.is_none() && !values.code.is_empty() {
        mistakes.push(("kode", texts.invalid_code));
    }
    let mut day = |id: &'static str, typed: &str, after: i64| {
        let day = Date::parse(typed).ok();
        if day.is_none() && !typed.is_empty() {
            mistakes.push((id, texts.invalid_date));
        }
        day.map(|day| Timestamp(day.at(0, Zone::Wib).0.saturating_add(after)))
    };
    let from = day("dari", &values.from, 0);
    let to = day("sampai", &values.to, DAY_MS);
    let filter = LogFilter {
        code,
        officer: Some(values.officer.clone()).filter(|officer| !officer.is_empty()),
        what: Some(values.what.clone()).filter(|what| !what.is_empty()),
        from,
        to,
        before,
    };
    Asked {
        values,
        filter,
        mistakes,
    }
}

async fn read(
    app: &App,
    signed_in: &SignedIn,
    filter: &LogFilter,
    limit: u32,
    what: &'static str,
) -> Result<Vec<LogRow>, RepositoryError> {
    let repository = app.complaints()?;
    let access = Access {
        complaint: None,
        officer: &signed_in.officer.id,
        role: Role::Auditor,
        what,
        at: app.now,
    };
    // First: nobody reads without a trace.
    repository.log(&access).await?;
    repository.log_rows(filter, limit).await
}

/// The address of these rows, with or without a cursor.
fn address(path: &str, values: &LogValues, before: Option<u32>) -> String {
    let mut fields = form_urlencoded::Serializer::new(String::new());
    let pairs = [
        ("kode", &values.code),
        ("petugas", &values.officer),
        ("jenis", &values.what),
        ("dari", &values.from),
        ("sampai", &values.to),
    ];
    for (name, value) in pairs {
        if !value.is_empty() {
            fields.append_pair(name, value);
        }
    }
    if let Some(before) = before {
        fields.append_pair("sebelum", &before.to_string());
    }
    match fields.finish() {
        fields if fields.is_empty() => path.to_owned(),
        fields => format!("{path}?{fields}"),
    }
}

/// The page.
#[worker::send]
pub async fn show(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    uri: Uri,
) -> Response<Body> {
    if !signed_in.owns(Role::Auditor) {
        return failure(language, Failure::NotFound);
    }
    let Asked {
        values,
        filter,
        mistakes,
    } = asked(language, &uri);
    let rows = read(&app, &signed_in, &filter, PAGE_ROWS + 1, "log_read").await;
    let mut rows = match rows {
        Ok(rows) => rows,
        Err(error) => return broken(language, "access log", &error),
    };
    let has_more = rows.len() > PAGE_ROWS as usize;
    rows.truncate(PAGE_ROWS as usize);
    let path = "/meja/segel/catatan";
    let cursor = rows.last().filter(|_| has_more).map(|row| row.id);
    let older = cursor.map(|cursor| address(path, &values, Some(cursor)));
    let newest = filter.before.map(|_| address(path, &values, None));
    let lines: Vec<_> = rows.into_iter().map(line).collect();
    let here = address(path, &values, filter.before);
    let rooms = signed_in.rooms();
    let title = language.desk().sealed.log_title;
    let status = match mistakes.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let log = LogPage {
        frame: frame(language, &signed_in, &rooms, &here, title),
        values: &values,
        rows: &lines,
        older: older.as_deref(),
        newest: newest.as_deref(),
        csv: &address("/meja/segel/catatan.csv", &values, filter.before),
        mistakes: &mistakes,
    };
    page(status, log.render())
}

fn line(row: LogRow) -> LogLine {
    LogLine {
        at: row.at,
        actor: row.actor,
        officer: row.officer,
        what: row.what,
        code: row.code.map(|code| code.to_string()),
        subject: row.subject,
    }
}

/// The same rows as a file.
#[worker::send]
pub async fn download(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    uri: Uri,
) -> Response<Body> {
    if !signed_in.owns(Role::Auditor) {
        return failure(language, Failure::NotFound);
    }
    let Asked {
        filter, mistakes, ..
    } = asked(language, &uri);
    if !mistakes.is_empty() {
        return failure(language, Failure::Unreadable);
    }
    let rows = match read(&app, &signed_in, &filter, FILE_ROWS, "log_exported").await {
        Ok(rows) => rows,
        Err(error) => return broken(language, "access log", &error),
    };
    let mut file = format!(
        "{MARK}no,waktu,sebagai,petugas_id,petugas,perbuatan,laporan,tentang_petugas_id,tentang_petugas
"
    );
    for row in rows {
        let (id, name) = row.officer.unwrap_or_default();
        let code = row.code.map(|code| code.to_string()).unwrap_or_default();
        let (about_id, about) = row.subject.unwrap_or_default();
        let (number, deed) = (row.id.to_string(), deed_words(language, &row.what));
        let actor = actor_words(language, &row.actor);
        let at = row.at.rfc3339();
        let cells = [
            &number, &at, &actor, &id, &name, &deed, &code, &about_id, &about,
        ];
        file.push_str(&spreadsheet::line(cells.map(String::as_str)));
    }
    let mut response = text(
        StatusCode::OK,
        "text/csv; charset=utf-8",
        Caching::Never,
        file,
    );
    response.headers_mut().insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"catatan-akses.csv\""),
    );
    response
}
