//! `/meja/berikutnya`: from one case on to the next of the list it was opened from.

use super::{ROWS, asked, field, filter_of, pairs, pairs_of, reads_lists};
use crate::http::App;
use crate::http::desk::case::list_of;
use crate::http::desk::{SignedIn, broken, see_other};
use crate::ports::RepositoryError;
use crate::ports::desk::inbox::InboxRepository;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{Response, Uri};
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;
use frontend::pages::desk::inbox::filter::Filter;

/// On to the case after `sudah` in the list `dari`; to its first one where that has left it; to the list where none is left.
#[worker::send]
pub async fn show(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    uri: Uri,
) -> Response<Body> {
    let asked = pairs_of(&uri);
    let list = list_of(field(&asked, "dari"));
    let (filter, _) = filter_of(&pairs(list.as_bytes()));
    let done = TrackingCode::parse(field(&asked, "sudah")).ok();
    let found = match reads_lists(&signed_in) {
        true => after(&app, &signed_in, &filter, done.as_ref()).await,
        false => Ok(None),
    };
    match found {
        Ok(Some(code)) => see_other(&language.path(&filter.case_path(&code))),
        Ok(None) => see_other(&language.path(&filter.path())),
        Err(error) => broken(language, "inbox", &error),
    }
}

async fn after(
    app: &App,
    signed_in: &SignedIn,
    filter: &Filter,
    done: Option<&TrackingCode>,
) -> Result<Option<String>, RepositoryError> {
    let reference = app.reference().await?;
    let inbox = app.complaints()?;
    let asked = asked(app, &reference, signed_in, filter);
    let officer = &signed_in.officer;
    let listing = inbox.stretch(officer, &asked, None, ROWS).await?;
    let done = done.map(TrackingCode::compact);
    let is_done = |code: &String| Some(code) == done.as_ref();
    let mut rows = listing.rows.into_iter().map(|row| row.code);
    let first = rows.next();
    let next = match first {
        Some(first) if !is_done(&first) => match rows.any(|code| is_done(&code)) {
            true => rows.next(),
            false => Some(first),
        },
        _ => rows.next(),
    };
    let code = next.and_then(|code| TrackingCode::parse(&code).ok());
    Ok(code.map(|code| code.to_string()))
}
