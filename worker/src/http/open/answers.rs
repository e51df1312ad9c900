//! Answers that are kept: one depends on what is asked and on the generation of what is public, so those two are its tag and
//! its key at the edge (docs/decisions/0014).

use super::page;
use crate::edge::kept;
use crate::http::log_failure;
use crate::http::respond::{Caching, is_known, text};
use crate::ports::RepositoryError;
use crate::ports::open::PublicCases;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use frontend::assets::url_of;
use frontend::pages::open::frame::Sheet;

/// 64 bits tell the states of one answer apart.
const TAG_CHARS: usize = 16;

/// In which form something is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A page with these styles.
    Page(Sheet),
    /// Atom.
    Feed,
    /// For programs of other sites too.
    Json,
    /// For search engines.
    Sitemap,
}

impl Form {
    /// What a page looks like is a part of it. The names of scripts say what is in them: a deployment has others.
    fn looks(self) -> String {
        match self {
            Self::Page(sheet) => {
                let scripts =
                    ["outbox.js", "loader.js"].map(|name| url_of(name).unwrap_or_default());
                format!("{}\n{}", scripts.join("\n"), sheet.css())
            }
            Self::Feed => "atom".to_owned(),
            Self::Json => "json".to_owned(),
            Self::Sitemap => "sitemap".to_owned(),
        }
    }

    fn response(self, caching: Caching, body: String) -> Response<Body> {
        let content_type = match self {
            Self::Page(_) => return page(StatusCode::OK, caching, body),
            Self::Feed => "application/atom+xml; charset=utf-8",
            Self::Json => "application/json",
            Self::Sitemap => "application/xml; charset=utf-8",
        };
        text(StatusCode::OK, content_type, caching, body)
    }
}

/// What was asked.
pub struct Asked<'a> {
    /// The request's.
    pub headers: &'a HeaderMap,
    /// `https://host`.
    pub origin: &'a str,
    /// Path and parameters, with the language: one question has one address.
    pub address: String,
    /// The form of the answer.
    pub form: Form,
    /// Something of it cannot be used, so no answer is known.
    pub is_wrong: bool,
}

/// What was made of a question.
pub enum Made {
    /// The answer, until something of what is public changes.
    Whole(String),
    /// The same, without something that may be there the next time.
    Partial(String),
    /// Nothing to keep: what was asked cannot be used.
    Refused(Response<Body>),
}

impl Asked<'_> {
    /// The answer: nothing where the reader has it, what is kept, or what `make` makes.
    pub async fn answer(
        &self,
        cases: &impl PublicCases,
        make: impl AsyncFnOnce() -> Result<Made, RepositoryError>,
    ) -> Result<Response<Body>, RepositoryError> {
        let key = self.key(cases.generation().await?);
        let tag = format!("\"{key}\"");
        if !self.is_wrong {
            if is_known(self.headers, &tag) {
                return Ok(not_modified(&tag));
            }
            if let Some(text) = kept::find(&key).await {
                return Ok(self.tagged(text, &tag));
            }
        }
        let (text, is_whole) = match make().await? {
            Made::Whole(text) => (text, true),
            Made::Partial(text) => (text, false),
            Made::Refused(response) => return Ok(response),
        };
        if is_whole && let Err(error) = kept::keep(&key, &text).await {
            log_failure("not kept", &RepositoryError::Unavailable(error.to_string()));
        }
        Ok(self.tagged(text, &tag))
    }

    fn key(&self, generation: i64) -> String {
        let looks = self.form.looks();
        let all = format!("{generation}\n{}{}\n{looks}", self.origin, self.address);
        let mut key = crate::digest::sha256_hex(&all);
        key.truncate(TAG_CHARS);
        key
    }

    fn tagged(&self, text: String, tag: &str) -> Response<Body> {
        let mut response = self.form.response(Caching::List, text);
        put_tag(&mut response, tag);
        response
    }

    /// What was kept before the database went away: nobody else shall keep it.
    pub fn stale(&self, text: String) -> Response<Body> {
        self.form.response(Caching::Never, text)
    }
}

fn not_modified(tag: &str) -> Response<Body> {
    let mut response = text(
        StatusCode::NOT_MODIFIED,
        "text/plain",
        Caching::List,
        String::new(),
    );
    response.headers_mut().remove(header::CONTENT_TYPE);
    put_tag(&mut response, tag);
    response
}

/// Weak: what is packed on the way has the same one.
fn put_tag(response: &mut Response<Body>, tag: &str) {
    if let Ok(tag) = HeaderValue::try_from(format!("W/{tag}")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
}
