//! Views: a filter under a name.

use super::list::{View as Shown, answer};
use super::{field, fields, filter_of, pairs, reads_lists};
use crate::http::desk::{SignedIn, broken, see_other};
use crate::http::respond::failure;
use crate::http::{App, fresh_id};
use crate::ports::RepositoryError;
use crate::ports::desk::inbox::{InboxRepository, View};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{Request, Response};
use domain::complaint::words::is_blank;
use frontend::i18n::Language;
use frontend::pages::desk::inbox::Wrong;
use frontend::pages::desk::inbox::filter::Filter;

/// Longest name, in characters.
const MOST_NAME_CHARS: usize = 60;

/// A name as it was typed: one line, not blank, not too long.
fn name(typed: &str) -> Option<&str> {
    let is_right = !is_blank(typed)
        && typed.chars().count() <= MOST_NAME_CHARS
        && !typed.chars().any(char::is_control);
    is_right.then_some(typed)
}

/// The filter of the form.
fn filter(fields: &[(String, String)]) -> Filter {
    filter_of(&pairs(field(fields, "saring").as_bytes())).0
}

/// Keeps a view.
#[worker::send]
pub async fn keep(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    request: Request<Body>,
) -> Response<Body> {
    let fields = match fields(request).await {
        Ok(fields) => fields,
        Err(reason) => return failure(language, reason),
    };
    let filter = filter(&fields);
    let typed = field(&fields, "nama");
    let wrong = match name(typed) {
        _ if !reads_lists(&signed_in) => None,
        None => Some(Wrong::ViewName(typed.to_owned())),
        Some(name) => match store(&app, &signed_in, name, &filter).await {
            Ok(true) => return see_other(&language.path(&filter.path())),
            Ok(false) => Some(Wrong::TooManyViews(typed.to_owned())),
            Err(error) => return broken(language, "view", &error),
        },
    };
    let shown = Shown {
        filter: &filter,
        unknown: &[],
        after: None,
        wrong,
    };
    answer(&app, language, &signed_in, &shown).await
}

async fn store(
    app: &App,
    signed_in: &SignedIn,
    name: &str,
    filter: &Filter,
) -> Result<bool, RepositoryError> {
    let view = View {
        id: fresh_id()?,
        name: name.to_owned(),
        query: filter.query(),
    };
    let inbox = app.complaints()?;
    inbox.keep_view(&signed_in.officer.id, &view, app.now).await
}

/// Renames a view or forgets it; only one's own.
#[worker::send]
pub async fn change(
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
    let filter = filter(&fields);
    let is_forgotten = field(&fields, "apa") == "forget";
    let typed = field(&fields, "nama");
    let named = name(typed);
    if named.is_none() && !is_forgotten {
        let shown = Shown {
            filter: &filter,
            unknown: &[],
            after: None,
            wrong: Some(Wrong::ViewName(typed.to_owned())),
        };
        return answer(&app, language, &signed_in, &shown).await;
    }
    let owner = &signed_in.officer.id;
    let done = match (app.complaints(), named) {
        (Err(error), _) => Err(error),
        (Ok(inbox), _) if is_forgotten => inbox.forget_view(owner, &id).await,
        (Ok(inbox), Some(name)) => inbox.rename_view(owner, &id, name).await,
        (Ok(_), None) => Ok(()),
    };
    match done {
        Ok(()) => see_other(&language.path(&filter.path())),
        Err(error) => broken(language, "view", &error),
    }
}
