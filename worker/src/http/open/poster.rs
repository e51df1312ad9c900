//! `/poster`: chosen by region and office, shown as large as its paper.

use super::list::content::named;
use super::{REGENCY, page};
use crate::assets::Assets;
use crate::d1::public_cases::D1PublicCases;
use crate::http::respond::{Caching, failure, html_with, policy_for};
use crate::http::track::{broken, segment};
use crate::http::{App, origin_of};
use crate::ports::RepositoryError;
use crate::ports::open::{Choices, Chosen, PublicCases};
use axum::Router;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{HeaderValue, Response, StatusCode, Uri};
use axum::routing::get;
use domain::geography::villages;
use frontend::i18n::Language;
use frontend::pages::failure::Failure;
use frontend::pages::open::list::Named;
use frontend::pages::open::poster::{Paper, PosterPage, PosterSheet};

/// Longest code or id that is looked at.
const MOST_ID_BYTES: usize = 80;
/// Lengths of the codes of a district and a village.
const DISTRICT: usize = 8;
const VILLAGE: usize = 13;

/// Posters and where they are chosen.
pub fn routes() -> Router {
    Router::new()
        .route("/poster", get(choose))
        .route("/poster/{office}", get(sizes))
        .route("/poster/{office}/{paper}", get(sheet))
}

/// An office with its place.
struct Office {
    named: Named,
    place: String,
    region_path: Vec<Named>,
}

#[worker::send]
async fn choose(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    uri: Uri,
) -> Response<Body> {
    let query = uri.query().unwrap_or_default().as_bytes();
    let mut pairs = form_urlencoded::parse(query).take(10);
    let region = pairs.find(|(name, _)| name == "wilayah");
    let region = region
        .map(|(_, code)| code.into_owned())
        .unwrap_or_default();
    match chosen_page(&app, language, &origin_of(&uri), &region).await {
        Ok(Some(text)) => page(StatusCode::OK, Caching::Short, text),
        Ok(None) => failure(language, Failure::NotFound),
        Err(error) => broken(language, "poster", &error),
    }
}

#[worker::send]
async fn sizes(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    office: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Response<Body> {
    match find(&app, language, &segment(office)).await {
        Ok(Some(office)) => {
            let text = PosterPage {
                language,
                origin: &origin_of(&uri),
                region_path: &office.region_path,
                regions: &[],
                offices: &[],
                national: &[],
                office: Some(&office.named),
            }
            .render();
            page(StatusCode::OK, Caching::Short, text)
        }
        Ok(None) => failure(language, Failure::NotFound),
        Err(error) => broken(language, "poster", &error),
    }
}

#[worker::send]
async fn sheet(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    path: Result<Path<(String, String)>, PathRejection>,
    uri: Uri,
) -> Response<Body> {
    let (office, paper) = path.map(|Path(path)| path).unwrap_or_default();
    let Some(paper) = Paper::parse(&paper) else {
        return failure(language, Failure::NotFound);
    };
    match find(&app, language, &office).await {
        Ok(Some(found)) => {
            let text = PosterSheet {
                language,
                origin: &origin_of(&uri),
                office: &found.named.code,
                name: &found.named.name,
                place: &found.place,
                paper,
            }
            .render();
            html_with(policy(), StatusCode::OK, Caching::Short, text)
        }
        Ok(None) => failure(language, Failure::NotFound),
        Err(error) => broken(language, "poster", &error),
    }
}

fn policy() -> HeaderValue {
    thread_local! {
        static POLICY: HeaderValue = policy_for(Paper::ALL.iter().map(|paper| paper.css()));
    }
    POLICY.with(HeaderValue::clone)
}

async fn choices(app: &App, region: &str, agency: &str) -> Result<Choices, RepositoryError> {
    let chosen = Chosen {
        region,
        category: "",
        agency,
    };
    D1PublicCases::of(&app.env)?.choices(chosen).await
}

/// The offices of a region; none where there is no such region.
async fn chosen_page(
    app: &App,
    language: Language,
    origin: &str,
    region: &str,
) -> Result<Option<String>, RepositoryError> {
    if region.len() > DISTRICT {
        return Ok(None);
    }
    let found = choices(app, region, "").await?;
    let all = |list: &[crate::ports::open::Named]| -> Vec<Named> {
        list.iter().map(|one| named(language, one)).collect()
    };
    let region_path = all(&found.region_path);
    let is_known = region.is_empty() || region_path.iter().any(|known| known.code == region);
    if !is_known {
        return Ok(None);
    }
    let mut offices = all(&found.agencies);
    if region.len() == DISTRICT {
        offices.extend(villages_of(app, region).await?);
    }
    let national = match region.is_empty() {
        true => all(&D1PublicCases::of(&app.env)?.national_agencies().await?),
        false => Vec::new(),
    };
    let page = PosterPage {
        language,
        origin,
        region_path: &region_path,
        regions: &all(&found.regions),
        offices: &offices,
        national: &national,
        office: None,
    };
    Ok(Some(page.render()))
}

/// The villages of a district.
async fn villages_of(app: &App, district: &str) -> Result<Vec<Named>, RepositoryError> {
    let Some(regency) = district.get(..REGENCY) else {
        return Ok(Vec::new());
    };
    let text = Assets(&app.env).villages(regency).await?;
    let found = villages(text.as_deref().unwrap_or_default());
    let here = found.filter(|(code, _)| {
        let rest = code.strip_prefix(district);
        rest.is_some_and(|rest| rest.starts_with('.'))
    });
    let named = here.map(|(code, name)| Named {
        code: code.to_owned(),
        name: name.to_owned(),
    });
    Ok(named.collect())
}

/// An agency by its id, or a village by its code.
async fn find(
    app: &App,
    language: Language,
    office: &str,
) -> Result<Option<Office>, RepositoryError> {
    if office.is_empty() || office.len() > MOST_ID_BYTES {
        return Ok(None);
    }
    let district = office.get(..DISTRICT).filter(|_| office.len() == VILLAGE);
    if let Some(district) = district.filter(|_| office.starts_with(|c: char| c.is_ascii_digit())) {
        let villages = villages_of(app, district).await?;
        let Some(village) = villages.into_iter().find(|village| village.code == office) else {
            return Ok(None);
        };
        let above = choices(app, district, "").await?.region_path;
        let region_path: Vec<Named> = above.iter().map(|one| named(language, one)).collect();
        let names =
            region_path
                .iter()
                .rev()
                .take(2)
                .map(|region| match region.code.len() == DISTRICT {
                    true => format!("Kec. {}", region.name),
                    false => region.name.clone(),
                });
        return Ok(Some(Office {
            named: village,
            place: names.collect::<Vec<_>>().join(", "),
            region_path,
        }));
    }
    let found = choices(app, "", office).await?.agencies;
    let agency = found.iter().find(|agency| agency.code == office);
    Ok(agency.map(|agency| Office {
        named: named(language, agency),
        place: String::new(),
        region_path: Vec::new(),
    }))
}
