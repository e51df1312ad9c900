//! `/api/v1/complaints/{id}/files`: files in parts, over any network.

use super::body::{self, NoBody};
use super::claim::claim;
use super::mistake::Mistake;
use super::problem::Problem;
use super::{App, json, language_of_header};
use crate::d1::complaints::D1Complaints;
use crate::digest::sha256_base64url;
use crate::ports::files::{
    Announcer, Asked, AttachmentRepository, CaseFiles, CaseName, NewFile, StoredFile,
};
use crate::ports::life::Officer;
use crate::r2::R2Files;
use crate::use_cases::act::Claim;
use crate::use_cases::files::{
    NotTaken, Sent, announce_late, put_together, take_part, take_thumbnail,
};
use api_types::file::{AnnounceBody, FileBody, FileDescriptorBody, FilesBody};
use api_types::problem::{NotAllowedReason, ProblemBody, ProblemKind};
use axum::Router;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{HeaderMap, Request, Response};
use axum::routing::{get, put};
use domain::attachment::clean::Unacceptable;
use domain::attachment::{
    AttachmentState, Descriptor, FileDigest, MAX_THUMBNAIL_BYTES, PART_BYTES,
};
use domain::complaint::ComplaintId;
use domain::complaint::actor::{Post, Role};
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;
use serde_json::Value;

/// The paths of files.
pub fn routes() -> Router {
    Router::new()
        .route("/api/v1/complaints/{id}/files", get(list))
        .route(
            "/api/v1/complaints/{id}/files/{sha256}",
            get(show).put(announce),
        )
        .route(
            "/api/v1/complaints/{id}/files/{sha256}/thumbnail",
            put(put_thumbnail),
        )
        .route("/api/v1/complaints/{id}/files/{sha256}/{n}", put(put_part))
}

/// Files as a program announces them with its complaint: what cannot be understood is dropped.
pub fn announced(files: Option<&Value>) -> Vec<NewFile> {
    let files = files.and_then(Value::as_array).into_iter().flatten();
    new_files(Descriptor::first(files.filter_map(|file| {
        let body: FileDescriptorBody = serde_json::from_value(file.clone()).ok()?;
        let (sha256, media) = (&body.sha256, &body.media_type);
        Descriptor::new(sha256, media, body.bytes, body.part_bytes).ok()
    })))
}

/// Files as a form announces them.
pub fn announced_in_form(files: &str) -> Vec<NewFile> {
    new_files(Descriptor::list(files))
}

fn new_files(files: Vec<Descriptor>) -> Vec<NewFile> {
    let files = files.into_iter();
    files
        .map(|descriptor| NewFile {
            descriptor,
            kept: None,
        })
        .collect()
}

/// Somebody who asks about the files of a complaint, and what they found.
struct Visit {
    language: Language,
    app: App,
    claim: Claim,
    case: CaseFiles,
    rows: D1Complaints,
}

impl Visit {
    /// Whoever may neither read nor add files is told nothing.
    async fn of(app: App, headers: &HeaderMap, name: &str) -> Result<Self, Problem> {
        let not_found = || Problem::new(ProblemKind::NotFound);
        let language = language_of_header(headers);
        let (id, code) = (ComplaintId::parse(name), TrackingCode::parse(name));
        let named = match (&id, &code) {
            (Ok(id), _) => CaseName::Id(id),
            (_, Ok(code)) => CaseName::Code(code),
            _ => return Err(not_found()),
        };
        let claim = claim(&app, headers).await?;
        let claim = claim.ok_or_else(|| Problem::new(ProblemKind::Unauthorized))?;
        let rows = app.complaints().map_err(unavailable)?;
        let asked = Asked {
            name: named,
            key_hash: claim.key_hash(),
            officer: match &claim {
                Claim::Officer(officer) => Some(officer),
                Claim::Reporter(_) => None,
            },
        };
        let case = rows.files(&asked).await.map_err(unavailable)?;
        let case = case.filter(|case| case.holds_key || case.is_in_scope);
        let case = case.ok_or_else(not_found)?;
        Ok(Self {
            language,
            app,
            claim,
            case,
            rows,
        })
    }

    fn file(&self, sha256: &FileDigest) -> Result<&StoredFile, Problem> {
        let mut files = self.case.files.iter();
        let file = files.find(|file| file.sha256 == *sha256);
        file.ok_or_else(|| Problem::new(ProblemKind::NotFound))
    }

    fn announcer(&self) -> Result<Announcer<'_>, Problem> {
        match &self.claim {
            Claim::Reporter(_) => Ok(Announcer::Reporter),
            Claim::Officer(officer) => {
                let post = attaching(officer, &self.case);
                let (role, post) = post.ok_or_else(|| Problem::new(ProblemKind::NotYours))?;
                Ok(Announcer::Officer(officer, role, post))
            }
        }
    }

    fn problem(&self, error: NotTaken) -> Problem {
        let not_allowed = |reason| {
            let facts = self.case.complaint.facts();
            let state = self.case.complaint.state().name().as_str();
            let body = ProblemBody::not_allowed(reason, state, facts.seq, Vec::new());
            Problem::of_body(ProblemKind::NotAllowed, body)
        };
        match error {
            NotTaken::NotFound => Problem::new(ProblemKind::NotFound),
            NotTaken::TooLate => not_allowed(NotAllowedReason::TooLate),
            NotTaken::Full => not_allowed(NotAllowedReason::LimitReached),
            NotTaken::WrongPart => self.mistake("wrong_part"),
            NotTaken::WrongDigest => Problem::new(ProblemKind::WrongDigest),
            NotTaken::Unacceptable(reason) => self.unacceptable(reason),
            NotTaken::Repository(error) => unavailable(error),
        }
    }

    fn mistake(&self, code: &'static str) -> Problem {
        Problem::mistake(self.language, Mistake::new("", code))
    }

    fn unacceptable(&self, reason: Unacceptable) -> Problem {
        let mistake = Mistake::new("", reason.code());
        Problem::mistake_of(ProblemKind::WrongType, self.language, mistake)
    }

    /// What a kill left lying between the last part and the row is put together by whoever asks.
    async fn settled(&self, file: StoredFile) -> Result<(StoredFile, bool), Problem> {
        if file.state != AttachmentState::Expected || !file.is_whole() {
            return Ok((file, false));
        }
        let store = R2Files::new(&self.app.env).map_err(unavailable)?;
        let done = put_together(&self.rows, &store, &self.case.id, file, self.app.now).await;
        done.map_err(|error| self.problem(error))
    }
}

/// As what an officer attaches files to a case in their scope: at the post that holds it, else at their first one. Whoever
/// only reads attaches nothing.
pub fn attaching<'a>(officer: &'a Officer, case: &CaseFiles) -> Option<(Role, Option<&'a Post>)> {
    let holder = case.complaint.held_by().map(|post| &post.agency);
    let posts = || {
        let posts = officer.posts.iter();
        posts.filter(|(role, _)| is_attaching(*role))
    };
    let is_holders = |post: &Option<Post>| post.as_ref().map(|post| &post.agency) == holder;
    let found = posts().find(|(_, post)| post.is_some() && is_holders(post));
    let (role, post) = found.or_else(|| posts().next())?;
    case.is_in_scope.then_some((*role, post.as_ref()))
}

/// Whether somebody in this role attaches evidence to the cases in their scope.
pub fn is_attaching(role: Role) -> bool {
    matches!(
        role,
        Role::NationalAdmin | Role::AgencyCoordinator | Role::LiaisonOfficer | Role::Inspectorate
    )
}

type Segments<T> = Result<Path<T>, PathRejection>;

/// Every file of a complaint.
#[worker::send]
async fn list(
    Extension(app): Extension<App>,
    path: Segments<String>,
    headers: HeaderMap,
) -> Result<Response<Body>, Problem> {
    let id = path.map(|Path(id)| id).unwrap_or_default();
    let visit = Visit::of(app, &headers, &id).await?;
    let mut files = Vec::new();
    for file in visit.case.files.clone() {
        let known = file.clone();
        // One that is refused now is shown as such the next time.
        let file = visit.settled(file).await.map_or(known, |(file, _)| file);
        files.push(file_body(&file));
    }
    Ok(json::plain(&FilesBody { files }))
}

/// One file, and how much of it is there.
#[worker::send]
async fn show(
    Extension(app): Extension<App>,
    path: Segments<(String, String)>,
    headers: HeaderMap,
) -> Result<Response<Body>, Problem> {
    let (id, sha256) = path.map(|Path(path)| path).unwrap_or_default();
    let sha256 = digest(&sha256)?;
    let visit = Visit::of(app, &headers, &id).await?;
    let file = visit.file(&sha256)?.clone();
    let (file, _) = visit.settled(file).await?;
    Ok(json::plain(&file_body(&file)))
}

/// Announces a late file.
#[worker::send]
async fn announce(
    Extension(app): Extension<App>,
    path: Segments<(String, String)>,
    request: Request<Body>,
) -> Result<Response<Body>, Problem> {
    json::check_headers(request.headers())?;
    let headers = request.headers().clone();
    let (id, sha256) = path.map(|Path(path)| path).unwrap_or_default();
    let sha256 = digest(&sha256)?;
    let bytes = json::read(request).await?;
    let visit = Visit::of(app, &headers, &id).await?;
    let body: AnnounceBody = json::parse(visit.language, json::object(&bytes)?)?;
    let (name, media) = (sha256.as_str(), &body.media_type);
    let file = Descriptor::new(name, media, body.bytes, body.part_bytes);
    let file = file.map_err(|_| visit.mistake("invalid_file"))?;
    let is_new = visit.file(&sha256).is_err();
    let by = visit.announcer()?;
    let done = announce_late(&visit.rows, &visit.case, file, by, visit.app.now).await;
    done.map_err(|error| visit.problem(error))?;
    // Read again: of two that came at the same moment the last may have found no room.
    let digest = sha256_base64url(&bytes);
    let visit = Visit::of(visit.app, &headers, &id).await?;
    let Ok(file) = visit.file(&sha256) else {
        return Err(visit.problem(NotTaken::Full));
    };
    Ok(json::receipt(is_new, &digest, &file_body(file)))
}

/// One part. 201 when it made the file whole.
#[worker::send]
async fn put_part(
    Extension(app): Extension<App>,
    path: Segments<(String, String, String)>,
    request: Request<Body>,
) -> Result<Response<Body>, Problem> {
    let (id, sha256, n) = path.map(|Path(path)| path).unwrap_or_default();
    let sha256 = digest(&sha256)?;
    let n: u32 = n.parse().map_err(|_| Problem::new(ProblemKind::NotFound))?;
    let headers = request.headers().clone();
    let most = PART_BYTES.into_iter().max().unwrap_or_default();
    let bytes = raw(request, "application/octet-stream", most as usize).await?;
    let visit = Visit::of(app, &headers, &id).await?;
    let store = R2Files::new(&visit.app.env).map_err(unavailable)?;
    let digest = sha256_base64url(&bytes);
    let now = visit.app.now;
    let sent = Sent {
        case: &visit.case,
        sha256: &sha256,
        by: &visit.announcer()?,
    };
    let taken = take_part(&visit.rows, &store, &sent, n, bytes, now).await;
    let (file, is_whole) = taken.map_err(|error| visit.problem(error))?;
    Ok(json::receipt(is_whole, &digest, &file_body(&file)))
}

/// The phone's own small picture.
#[worker::send]
async fn put_thumbnail(
    Extension(app): Extension<App>,
    path: Segments<(String, String)>,
    request: Request<Body>,
) -> Result<Response<Body>, Problem> {
    let (id, sha256) = path.map(|Path(path)| path).unwrap_or_default();
    let sha256 = digest(&sha256)?;
    let headers = request.headers().clone();
    let bytes = raw(request, "image/", MAX_THUMBNAIL_BYTES).await?;
    let visit = Visit::of(app, &headers, &id).await?;
    let store = R2Files::new(&visit.app.env).map_err(unavailable)?;
    let sent = Sent {
        case: &visit.case,
        sha256: &sha256,
        by: &visit.announcer()?,
    };
    let taken = take_thumbnail(&visit.rows, &store, &sent, &bytes).await;
    let file = taken.map_err(|error| visit.problem(error))?;
    Ok(json::receipt(
        false,
        &sha256_base64url(&bytes),
        &file_body(&file),
    ))
}

/// Bytes as they are, of a type that begins so.
async fn raw(request: Request<Body>, media: &str, limit: usize) -> Result<Vec<u8>, Problem> {
    let content_type = super::header_text(request.headers(), "content-type");
    let is_media = content_type.is_some_and(|found| found.to_ascii_lowercase().starts_with(media));
    if !is_media || body::encoding(request.headers()) != body::Encoding::Identity {
        return Err(Problem::new(ProblemKind::UnsupportedMediaType));
    }
    let bytes = body::read(request, limit).await;
    bytes.map_err(|reason| match reason {
        NoBody::TooLarge => Problem::new(ProblemKind::TooLarge),
        NoBody::Broken => Problem::new(ProblemKind::UnreadableBody),
    })
}

fn digest(text: &str) -> Result<FileDigest, Problem> {
    FileDigest::parse(text).ok_or_else(|| Problem::new(ProblemKind::NotFound))
}

fn unavailable(error: crate::ports::RepositoryError) -> Problem {
    Problem::unavailable("files", &error)
}

fn file_body(file: &StoredFile) -> FileBody {
    let is_stored = file.state == AttachmentState::Stored;
    FileBody {
        sha256: file.sha256.as_str().to_owned(),
        media_type: file.media.as_str().to_owned(),
        bytes: file.bytes,
        part_bytes: file.part_bytes,
        state: file.state.as_str().to_owned(),
        parts: file.parts.clone(),
        has_thumbnail: file.thumbnail.is_some(),
        stored_sha256: file
            .kept
            .as_ref()
            .filter(|_| is_stored)
            .map(|(sha256, _)| sha256.as_str().to_owned()),
        reason: file.reason.clone(),
    }
}
