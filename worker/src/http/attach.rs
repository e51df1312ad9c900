//! `POST /l/{code}/berkas`: more files for a complaint, by a form without scripts. Officers attach theirs the same way.

use super::claim::of_key;
use super::respond::{Caching, failure, html};
use super::track::{broken, load, not_found, segment, short};
use super::uploads::{Upload, UploadedFile};
use super::view::{Supported, View};
use super::{App, body};
use crate::d1::complaints::D1Complaints;
use crate::ports::RepositoryError;
use crate::ports::files::{Announcer, Asked, AttachmentRepository, CaseFiles, CaseName};
use crate::r2::R2Files;
use crate::use_cases::files::{NotTaken, check_room, keep_whole};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{Request, Response, StatusCode};
use domain::access_key::AccessKey;
use domain::tracking_code::TrackingCode;
use frontend::i18n::{Language, mistake_words};
use frontend::pages::failure::Failure;
use frontend::pages::track::FilesNotice;

/// The page as it stands afterwards, and what became of each file.
#[worker::send]
pub async fn post_files(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    typed: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    if !body::is_media_type(request.headers(), "multipart/form-data") {
        return failure(language, Failure::MediaType);
    }
    if app.is_over_limit(request.headers()).await {
        return failure(language, Failure::Busy);
    }
    let mut upload = match Upload::of(request).await {
        Ok(upload) => upload,
        Err(reason) => return failure(language, reason),
    };
    let first = match upload.next_file().await {
        Ok(first) => first,
        Err(reason) => return failure(language, reason),
    };
    // The key stands before the files in our form.
    let key = AccessKey::parse(&upload.form.take("k"));
    let (Ok(code), Ok(key)) = (TrackingCode::parse(&short(segment(typed))), key) else {
        return failure(language, Failure::NotFound);
    };
    let claim = of_key(&key);
    let asked = Asked {
        name: CaseName::Code(&code),
        key_hash: claim.key_hash(),
        officer: None,
    };
    let rows = match app.complaints() {
        Ok(rows) => rows,
        Err(error) => return broken(language, "attach", &error),
    };
    let case = match rows.files(&asked).await {
        Ok(Some(case)) if case.holds_key => case,
        Ok(_) => return not_found(language, &code),
        Err(error) => return broken(language, "attach", &error),
    };
    let attaching = Attaching {
        app: &app,
        language,
        rows: &rows,
        case: &case,
        by: Announcer::Reporter,
    };
    let notice = match attaching.take(first, &mut upload).await {
        Ok(notice) => notice,
        Err(error) => return broken(language, "attach", &error),
    };
    let (reference, complaint) = match load(&app, &code, Some(&key)).await {
        Ok((reference, Some(complaint))) if complaint.holds_key => (reference, complaint),
        Ok(_) => return not_found(language, &code),
        Err(error) => return broken(language, "attach", &error),
    };
    let view = View {
        language,
        reference: &reference,
        code: &code,
        key: Some(&key),
        has_wrong_key: false,
        complaint: &complaint,
        support: Supported::default(),
    };
    let status = status_of(&notice);
    match view.render_with_files(&app, notice).await {
        Ok(page) => html(status, Caching::Never, page),
        Err(error) => broken(language, "attach", &error),
    }
}

/// What a form with files is answered with.
pub fn status_of(notice: &FilesNotice) -> StatusCode {
    match notice.is_good() {
        true => StatusCode::CREATED,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Somebody who adds files to a complaint that is open to them.
pub struct Attaching<'a> {
    pub app: &'a App,
    pub language: Language,
    pub rows: &'a D1Complaints,
    pub case: &'a CaseFiles,
    pub by: Announcer<'a>,
}

impl Attaching<'_> {
    /// Takes file after file: bytes first, then the row. What is refused is named.
    pub async fn take(
        &self,
        first: Option<UploadedFile>,
        upload: &mut Upload,
    ) -> Result<FilesNotice, RepositoryError> {
        let texts = self.language.attachments();
        let words = |code: &str| mistake_words(self.language, code);
        let mut notice = FilesNotice::default();
        let mut next = first;
        while let Some(file) = next {
            match self.keep(file.bytes, notice.added).await {
                Ok(()) => notice.added += 1,
                Err(NotTaken::Repository(error)) => return Err(error),
                Err(NotTaken::TooLate) => {
                    notice.problem = Some(texts.too_late);
                    return Ok(notice);
                }
                Err(NotTaken::Unacceptable(reason)) => {
                    notice.refused.push((file.name, words(reason.code())));
                }
                Err(_) => notice.refused.push((file.name, words("too_many_files"))),
            }
            next = match upload.next_file().await {
                Ok(next) => next,
                Err(_) => {
                    notice.refused.push((String::new(), words("damaged")));
                    None
                }
            };
        }
        if notice.added == 0 && notice.refused.is_empty() {
            notice.problem = Some(texts.nothing);
        }
        Ok(notice)
    }

    async fn keep(&self, bytes: Option<Vec<u8>>, added: usize) -> Result<(), NotTaken> {
        let now = self.app.now;
        check_room(self.case, &self.by, added, now)?;
        let bytes = bytes.ok_or(domain::attachment::clean::Unacceptable::Bytes)?;
        let store = R2Files::new(&self.app.env)?;
        let file = keep_whole(&store, &self.case.id, &bytes).await?;
        Ok(self
            .rows
            .announce(&self.case.id, &[file], self.by, now)
            .await?)
    }
}
