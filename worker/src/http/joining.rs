//! Joining another complaint (docs/decisions/0018): while filing, after the words are safe and never a reason to refuse them;
//! afterwards, from a page with those that may be about the same matter.

use super::claim::of_key;
use super::commands::perform;
use super::respond::{Caching, failure, html};
use super::track::{broken, load, not_found, query, see_other, segment, short};
use super::{App, fresh_id, log_failure};
use crate::ports::{RepositoryError, TrackedComplaint};
use crate::use_cases::act::offered;
use crate::use_cases::submit_complaint::Receipt;
use api_types::command::CommandContent;
use api_types::similar::SimilarCases;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{Response, StatusCode, Uri};
use domain::access_key::AccessKey;
use domain::complaint::ComplaintId;
use domain::complaint::actor::Actor;
use domain::complaint::command::CommandName;
use domain::routing::Place;
use domain::tracking_code::TrackingCode;
use form_urlencoded::Serializer;
use frontend::i18n::Language;
use frontend::pages::failure::Failure;
use frontend::pages::similar::{SimilarPage, SimilarView};

/// Longest code that is looked at.
const MAX_CODE_CHARS: usize = 40;

/// Whether the complaint that was just stored joined the one it names; none where it names none. The complaint's own id is the
/// command's: sent again it joins nothing again.
pub async fn join(
    app: &App,
    id: &ComplaintId,
    receipt: &Receipt,
    key: Option<&AccessKey>,
    joins: &str,
) -> Option<bool> {
    let typed: String = joins.trim().chars().take(MAX_CODE_CHARS).collect();
    let lead = TrackingCode::parse(&typed).ok()?;
    let key = key.or(receipt.made_key.as_ref())?;
    let lead = lead.to_string();
    let body = CommandContent::Join { lead }.into();
    let code = &receipt.tracking_code;
    let done = perform(app, code, &of_key(key), id.clone(), &body).await;
    Some(done.is_ok())
}

/// Open complaints like this one, for the bearer of its key; a complaint that can join none is shown itself.
#[worker::send]
pub async fn candidates(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    typed: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Response<Body> {
    let key = AccessKey::parse(&query(&uri).take("k"));
    let (Ok(code), Ok(key)) = (TrackingCode::parse(&short(segment(typed))), key) else {
        return failure(language, Failure::NotFound);
    };
    let (reference, complaint) = match load(&app, &code, Some(&key)).await {
        Ok((reference, Some(complaint))) if complaint.holds_key => (reference, complaint),
        Ok(_) => return not_found(language, &code),
        Err(error) => return broken(language, "similar", &error),
    };
    let place = &complaint.suggestion.place;
    let allowed = offered(
        &reference,
        &complaint.life,
        place,
        &Actor::reporter(),
        app.now,
    );
    if !allowed.contains(&CommandName::Join) || complaint.life.facts().merged_into.is_some() {
        return see_other(&language.path(&format!("/l/{code}?k={}", key.as_str())));
    }
    // Without an answer the page says that there is none; the complaint goes its own way.
    let cases = similar(&app, language, &code, &complaint).await;
    let cases = cases.unwrap_or_else(|error| {
        log_failure("similar", &error);
        Vec::new()
    });
    let page = SimilarPage {
        language,
        tracking_code: &code.to_string(),
        access_key: key.as_str(),
        cases: &cases,
    };
    html(StatusCode::OK, Caching::Never, page.render())
}

/// Asks the Worker of what is public, by its binding: the words leave no trace on the way.
async fn similar(
    app: &App,
    language: Language,
    own: &TrackingCode,
    complaint: &TrackedComplaint,
) -> Result<Vec<SimilarView>, RepositoryError> {
    let unavailable = |error: String| RepositoryError::Unavailable(error);
    let region = match (&complaint.region, &complaint.suggestion.place) {
        (Some(region), _) | (None, Place::Known { region }) => region.as_str(),
        _ => "",
    };
    let asked = Serializer::new(String::new())
        .append_pair("text", &complaint.narrative)
        .append_pair("place", complaint.place.as_deref().unwrap_or_default())
        .append_pair("region", region)
        .finish();
    let path = language.path("/laporan/serupa");
    let answer = crate::edge::ask_open(&app.env, &path, &asked).await;
    let (status, answer) = answer.map_err(|error| unavailable(error.to_string()))?;
    if status != 200 {
        return Err(unavailable(format!("status {status}")));
    }
    let found: SimilarCases = serde_json::from_str(&answer)
        .map_err(|_| unavailable("an answer that does not parse".to_owned()))?;
    let own = own.to_string();
    let others = found.cases.into_iter().filter(|case| case.code != own);
    others
        .map(|case| {
            Ok(SimilarView {
                code: case.code,
                href: case.href,
                title: case.title,
                place: case.place,
                why: case.why,
                command_id: fresh_id()?,
            })
        })
        .collect()
}
