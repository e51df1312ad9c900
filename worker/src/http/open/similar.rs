//! `POST /laporan/serupa`: open cases about what somebody is just writing. The words come in the body, without a cookie, and
//! stay nowhere: not in an address, a log or a cache.

use crate::assets::Assets;
use crate::d1::public_cases::D1PublicCases;
use crate::http::form::{self, Form};
use crate::http::respond::{Caching, text};
use crate::http::{App, log_failure};
use crate::ports::RepositoryError;
use crate::ports::geography::Polygons;
use crate::use_cases::find_duplicates::Nearness;
use crate::use_cases::find_similar::{Draft, Similar, find_similar};
use api_types::similar::{SimilarCase, SimilarCases};
use axum::Router;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{Request, Response, StatusCode};
use axum::routing::post;
use domain::routing::search::SearchWords;
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;

/// Without the prefix of a language.
pub const PATH: &str = "/laporan/serupa";
/// As much of a story as is compared.
const MAX_TEXT_CHARS: usize = 1_000;
const MAX_PLACE_CHARS: usize = 200;
/// A code of the deepest region: `33.15.09.2001`.
const MAX_REGION_CHARS: usize = 13;
/// Longest heading.
const MAX_TITLE_CHARS: usize = 120;

/// The question.
pub fn routes() -> Router {
    Router::new().route(PATH, post(find))
}

#[worker::send]
async fn find(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    request: Request<Body>,
) -> Response<Body> {
    let json = |status, body| text(status, "application/json", Caching::Never, body);
    let none = || String::from("{}");
    if app.is_over_limit(request.headers()).await {
        return json(StatusCode::TOO_MANY_REQUESTS, none());
    }
    let Ok(form) = form::read(request).await else {
        return json(StatusCode::BAD_REQUEST, none());
    };
    match answer(&app, language, form).await {
        Ok(found) => json(
            StatusCode::OK,
            serde_json::to_string(&found).unwrap_or_else(|_| none()),
        ),
        Err(error) => {
            log_failure("similar", &error);
            json(StatusCode::SERVICE_UNAVAILABLE, none())
        }
    }
}

async fn answer(
    app: &App,
    language: Language,
    mut form: Form,
) -> Result<SimilarCases, RepositoryError> {
    thread_local! {
        static WORDS: std::rc::Rc<SearchWords> = std::rc::Rc::default();
    }
    let short = |words: String, most: usize| words.chars().take(most).collect::<String>();
    let story = short(form.take("text"), MAX_TEXT_CHARS);
    let place = short(form.take("place"), MAX_PLACE_CHARS);
    let number = |words: String, most: f64| {
        let number: f64 = short(words, MAX_PLACE_CHARS).trim().parse().ok()?;
        (number.abs() <= most).then_some(number)
    };
    let point = number(form.take("lat"), 90.0).zip(number(form.take("lon"), 180.0));
    let mut region = Some(form.take("region")).filter(|code| is_code(code));
    if let (None, Some((lat, lon))) = (&region, point) {
        let located = Assets(&app.env).locate(lat, lon).await;
        // Without polygons the words of the place must do.
        region = located.ok().flatten().map(|located| located.region);
    }
    let draft = Draft {
        text: &story,
        place: &place,
        region: region.as_deref(),
        point,
    };
    let words = WORDS.with(std::rc::Rc::clone);
    let cases = D1PublicCases::of(&app.env)?;
    let found = find_similar(&cases, &words, &draft, app.now).await?;
    let texts = language.joining();
    Ok(SimilarCases {
        title: texts.title.to_owned(),
        lead: texts.lead.to_owned(),
        join: texts.join.to_owned(),
        dismiss: texts.dismiss.to_owned(),
        chosen: texts.chosen.to_owned(),
        cases: found
            .iter()
            .filter_map(|similar| shown(language, similar))
            .collect(),
    })
}

/// `33`, `33.15`, `33.15.09`: what no region has finds nothing.
fn is_code(code: &str) -> bool {
    let is_right = |letter: char| letter.is_ascii_digit() || letter == '.';
    code.len() >= 2 && code.len() <= MAX_REGION_CHARS && code.chars().all(is_right)
}

fn shown(language: Language, similar: &Similar) -> Option<SimilarCase> {
    let texts = language.joining();
    let case = &similar.found.case;
    let code = TrackingCode::parse(&case.tracking_code).ok()?;
    let title = match case.title.is_empty() {
        true => &case.excerpt,
        false => &case.title,
    };
    let mut why: Vec<String> = Vec::new();
    match similar.nearness {
        Nearness::Metres(metres) => {
            // Points are rounded to about this.
            let metres = metres.div_ceil(100).max(1).saturating_mul(100);
            why.push(texts.metres.replace("{0}", &metres.to_string()));
        }
        Nearness::District => why.push(texts.district.to_owned()),
        Nearness::Regency => {}
    }
    if !similar.likeness.shared.is_empty() {
        why.push(
            texts
                .words
                .replace("{0}", &similar.likeness.shared.join(", ")),
        );
    }
    Some(SimilarCase {
        code: code.to_string(),
        href: language.path(&format!("/l/{code}")),
        title: title.chars().take(MAX_TITLE_CHARS).collect(),
        place: case.place.clone(),
        why: why.join("; "),
    })
}

#[cfg(test)]
mod tests {
    use super::is_code;

    #[test]
    fn only_codes_are_looked_for_as_regions() {
        for right in ["33", "33.15", "33.15.09.2001"] {
            assert!(is_code(right), "{right}");
        }
        for wrong in ["", "3", "33.15.09.2001.1", "33'15", "é3.15"] {
            assert!(!is_code(wrong), "{wrong}");
        }
    }
}
