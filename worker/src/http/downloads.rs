//! `/berkas/{code}/{sha256}`: the bytes of a file, to whoever may see them. Absent and forbidden look the same.
//!
//! An own path, without cookies, sandboxed and never guessed at: what citizens send is shown, not run.

mod range;

use super::claim::of_key;
use super::respond::{failure, is_known};
use super::track::{query, segment, short};
use super::{App, log_failure};
use crate::ports::RepositoryError;
use crate::ports::files::{
    Asked, AttachmentRepository, CaseFiles, CaseName, FileStore, StoredFile, file_key,
    thumbnail_key,
};
use crate::ports::life::Officer;
use crate::r2::R2Files;
use axum::Router;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, Uri, header};
use axum::routing::get;
use domain::access_key::AccessKey;
use domain::attachment::clean::upright;
use domain::attachment::{AttachmentKind, AttachmentState, FileDigest, MediaType};
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;
use frontend::pages::failure::Failure;
use range::Wanted;

/// Nothing in such an answer loads, runs or frames anything.
const POLICY: &str = "default-src 'none'; sandbox";
/// Enough of a digest to tell two files apart.
const TAG_CHARS: usize = 24;

/// The paths of files for everybody and for reporters.
pub fn routes() -> Router {
    Router::new()
        .route("/berkas/{code}/{sha256}", get(show))
        .route("/berkas/{code}/{sha256}/kecil", get(show_small))
}

/// A file, or its small picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All of it.
    Whole,
    /// The small picture.
    Small,
}

type Segments = Result<Path<(String, String)>, PathRejection>;

#[worker::send]
async fn show(
    Extension(app): Extension<App>,
    path: Segments,
    headers: HeaderMap,
    uri: Uri,
) -> Response<Body> {
    let key = query(&uri).take("k");
    serve(&app, path, &headers, Which::Whole, &key, None).await
}

#[worker::send]
async fn show_small(
    Extension(app): Extension<App>,
    path: Segments,
    headers: HeaderMap,
    uri: Uri,
) -> Response<Body> {
    let key = query(&uri).take("k");
    serve(&app, path, &headers, Which::Small, &key, None).await
}

/// The bytes, for the bearer of `key`, for an officer, or for anybody.
pub async fn serve(
    app: &App,
    path: Segments,
    headers: &HeaderMap,
    which: Which,
    key: &str,
    officer: Option<&Officer>,
) -> Response<Body> {
    let language = Language::Indonesian;
    match find(app, path, headers, which, key, officer).await {
        Ok(Some(response)) => response,
        Ok(None) => failure(language, Failure::NotFound),
        Err(error) => {
            log_failure("download", &error);
            failure(language, Failure::Broken)
        }
    }
}

async fn find(
    app: &App,
    path: Segments,
    headers: &HeaderMap,
    which: Which,
    key: &str,
    officer: Option<&Officer>,
) -> Result<Option<Response<Body>>, RepositoryError> {
    let (code, sha256) = path.map(|Path(path)| path).unwrap_or_default();
    let code = TrackingCode::parse(&short(segment(Ok(Path(code)))));
    let (Ok(code), Some(sha256)) = (code, FileDigest::parse(&sha256)) else {
        return Ok(None);
    };
    let claim = AccessKey::parse(key).ok().map(|key| of_key(&key));
    let asked = Asked {
        name: CaseName::Code(&code),
        key_hash: claim.as_ref().map_or("", |claim| claim.key_hash()),
        officer,
    };
    let Some(case) = app.complaints()?.files(&asked).await? else {
        return Ok(None);
    };
    let mut files = case.files.iter();
    let number = files.position(|file| file.sha256 == sha256);
    let Some((number, file)) = number.zip(case.files.iter().find(|file| file.sha256 == sha256))
    else {
        return Ok(None);
    };
    let is_everybodys = case.complaint.is_public() && file.hidden.is_none();
    if !(is_everybodys || case.holds_key || case.is_in_scope) {
        return Ok(None);
    }
    let Some(found) = kept(&case, file, which) else {
        return Ok(None);
    };
    let tag = format!("\"{}\"", found.tag);
    let response = if is_known(headers, &tag) {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        let Some(bytes) = R2Files::new(&app.env)?.get(&found.key).await? else {
            return Err(RepositoryError::Corrupt("attachment"));
        };
        part_of(
            upright(bytes, found.media, found.orientation),
            headers,
            &tag,
        )
    };
    let name = format!("{code}-{}.{}", number + 1, found.media.extension());
    Ok(Some(with_headers(
        response,
        &found,
        &tag,
        &name,
        is_everybodys,
    )))
}

/// All of the bytes, or the part that was asked for.
fn part_of(mut bytes: Vec<u8>, headers: &HeaderMap, tag: &str) -> Response<Body> {
    let length = bytes.len();
    let (status, range) = match Wanted::of(headers, tag, length) {
        Wanted::All => return Response::new(Body::from(bytes)),
        Wanted::Nothing => {
            bytes.clear();
            (
                StatusCode::RANGE_NOT_SATISFIABLE,
                format!("bytes */{length}"),
            )
        }
        Wanted::Part(range) => {
            let (first, last) = (*range.start(), *range.end());
            bytes.truncate(last.saturating_add(1));
            bytes.drain(..first.min(bytes.len()));
            let range = format!("bytes {first}-{last}/{length}");
            (StatusCode::PARTIAL_CONTENT, range)
        }
    };
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    if let Ok(range) = HeaderValue::try_from(range) {
        response.headers_mut().insert(header::CONTENT_RANGE, range);
    }
    response
}

/// Where bytes are, and what they are.
struct Found {
    key: String,
    tag: String,
    media: MediaType,
    orientation: u8,
}

fn kept(case: &CaseFiles, file: &StoredFile, which: Which) -> Option<Found> {
    let is_stored = file.state == AttachmentState::Stored;
    let (sha256, _) = file.kept.as_ref().filter(|_| is_stored)?;
    let tag: String = sha256.as_str().chars().take(TAG_CHARS).collect();
    Some(match which {
        Which::Whole => Found {
            key: file_key(&case.id, sha256),
            tag,
            media: file.media,
            orientation: file.orientation,
        },
        Which::Small => Found {
            key: thumbnail_key(&case.id, &file.sha256),
            tag: format!("{tag}-kecil"),
            media: file.thumbnail?,
            orientation: 1,
        },
    })
}

fn with_headers(
    mut response: Response<Body>,
    found: &Found,
    tag: &str,
    name: &str,
    is_everybodys: bool,
) -> Response<Body> {
    let disposition = match found.media.kind() {
        AttachmentKind::Document => "attachment",
        AttachmentKind::Photo | AttachmentKind::VoiceNote => "inline",
    };
    // Hidden or erased later, it must not come out of anybody's store unasked; what is not everybody's is not kept at all.
    let caching = match is_everybodys {
        true => "public, no-cache",
        false => "private, no-store",
    };
    let headers = response.headers_mut();
    for (header, value) in [
        (header::CONTENT_TYPE, found.media.as_str()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, caching),
        (header::ACCEPT_RANGES, "bytes"),
    ] {
        headers.insert(header, HeaderValue::from_static(value));
    }
    let same_origin = HeaderValue::from_static("same-origin");
    headers.insert("cross-origin-resource-policy", same_origin);
    let disposition = format!("{disposition}; filename=\"{name}\"");
    for (header, value) in [
        (header::CONTENT_DISPOSITION, disposition.as_str()),
        (header::ETAG, tag),
    ] {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(header, value);
        }
    }
    response
}
