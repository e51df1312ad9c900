//! `POST /lapor`: the same use case as the API, for a form without scripts. Nothing typed is ever lost.

mod brought;

use super::body;
use super::files::announced_in_form;
use super::form::{self, Form};
use super::respond::{Caching, failure, html};
use super::track::{load, receipt_page, see_other};
use super::{App, fresh_id, fresh_key, joining, log_failure, origin_of, parse_submission};
use crate::assets::Assets;
use crate::d1::attachments::WithFiles;
use crate::ports::files::NewFile;
use crate::ports::{Reference, RepositoryError};
use crate::use_cases::submit_complaint::{Filing, NotReceived, submit_complaint};
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{HeaderValue, Request, Response, StatusCode, header};
use brought::Brought;
use domain::access_key::AccessKey;
use domain::attachment::MAX_REPORTER_FILES;
use domain::complaint::ComplaintId;
use domain::submission::{Field, FieldError, FieldProblem, RawSubmission};
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;
use frontend::pages::complaint_form::{FormPage, FormValues, Notice};
use frontend::pages::failure::Failure;
use frontend::pages::receipt::{BroughtFiles, ReceiptPage};
use std::rc::Rc;

/// The receipt (201, and 200 for every repetition), or the form again with everything still in it.
#[worker::send]
pub async fn post_form(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    request: Request<Body>,
) -> Response<Body> {
    let has_files = body::is_media_type(request.headers(), "multipart/form-data");
    if !has_files && let Err(reason) = form::check_headers(request.headers()) {
        return failure(language, reason);
    }
    let is_over_limit = app.is_over_limit(request.headers()).await;
    let origin = origin_of(request.uri());
    let brought = match has_files {
        true => brought::read(&app, request, !is_over_limit).await,
        false => form::read(request).await.map(Brought::words),
    };
    let mut brought = match brought {
        Ok(brought) => brought,
        Err(reason) => return failure(language, reason),
    };
    let mut values = form_values(&mut brought.form);
    if let Err(error) = brought.find_kept(&app, &mut values).await {
        brought.error = Some(error);
    }
    values.kept = brought.kept();
    values.refused = brought.refused_in(language);
    if let Some(error) = brought.error {
        log_failure("post form", &error);
        let status = StatusCode::SERVICE_UNAVAILABLE;
        return form_again(language, status, values, &[], Some(Notice::Unavailable));
    }
    if is_over_limit {
        let status = StatusCode::TOO_MANY_REQUESTS;
        let mut response = form_again(language, status, values, &[], Some(Notice::Busy));
        let wait = HeaderValue::from_static("60");
        response.headers_mut().insert(header::RETRY_AFTER, wait);
        return response;
    }
    let has_broken_text = brought.form.has_broken_text;
    let mut files = brought.files;
    // What the phone keeps follows after its words.
    files.extend(announced_in_form(&values.files));
    files.truncate(MAX_REPORTER_FILES as usize);
    // Words do not wait for files: what is not kept is named on the receipt, and may follow.
    let received = match brought.is_cut {
        false => receive(&app, &values, has_broken_text, &files).await,
        true => Err(NotFiled::Invalid(Vec::new())),
    };
    let brought = BroughtFiles {
        kept: files.iter().filter(|file| file.kept.is_some()).count(),
        refused: values.refused.clone(),
    };
    match received {
        // A repeated form shows how the complaint stands now: the question about the place may be answered.
        Ok((_, receipt)) if !receipt.is_new => {
            let code = &receipt.tracking_code;
            receipt_as_it_stands(&app, language, &origin, code, &values, brought).await
        }
        Ok((reference, receipt)) => {
            let page = ReceiptPage {
                language,
                origin: &origin,
                tracking_code: &receipt.tracking_code.to_string(),
                access_key: receipt
                    .made_key
                    .as_ref()
                    .map(AccessKey::as_str)
                    .or(Some(values.access_key.as_str()).filter(|key| !key.is_empty())),
                is_anonymous: values.anonymous,
                is_confidential: values.confidential,
                received_at: receipt.received_at,
                verify_by: receipt.received.verify_by,
                zone: receipt.received.zone,
                holder: None,
                suggestion: &receipt.received.suggestion,
                table: &reference.table,
                answer: None,
                joined: receipt.joined,
                brought,
            };
            html(StatusCode::CREATED, Caching::Never, page.render())
        }
        Err(NotFiled::Invalid(errors)) => form_again(
            language,
            StatusCode::UNPROCESSABLE_ENTITY,
            values,
            &errors,
            None,
        ),
        Err(NotFiled::IdReused) => {
            // A fresh id and key, so that the same button files these words as a complaint of their own.
            let values = FormValues {
                id: fresh_id().unwrap_or_default(),
                access_key: fresh_key()
                    .map(|key| key.as_str().to_owned())
                    .unwrap_or_default(),
                // What is kept belongs to the id before.
                refused: brought::lost(language, &values.kept),
                kept: String::new(),
                ..values
            };
            form_again(
                language,
                StatusCode::CONFLICT,
                values,
                &[],
                Some(Notice::IdReused),
            )
        }
        Err(NotFiled::Unavailable(error)) => {
            log_failure("post form", &error);
            form_again(
                language,
                StatusCode::SERVICE_UNAVAILABLE,
                values,
                &[],
                Some(Notice::Unavailable),
            )
        }
    }
}

async fn receipt_as_it_stands(
    app: &App,
    language: Language,
    origin: &str,
    code: &TrackingCode,
    values: &FormValues,
    brought: BroughtFiles,
) -> Response<Body> {
    let Ok(key) = AccessKey::parse(&values.access_key) else {
        // Filed without a key of its own: nothing private can be shown again.
        return see_other(&language.path(&format!("/l/{code}")));
    };
    match load(app, code, Some(&key)).await {
        Ok((reference, Some(complaint))) => {
            let shown = code.to_string();
            let page = receipt_page(language, origin, &reference, &shown, &key, &complaint);
            let page = ReceiptPage { brought, ..page };
            html(StatusCode::OK, Caching::Never, page.render())
        }
        Ok((_, None)) => failure(language, Failure::NotFound),
        Err(error) => {
            log_failure("receipt", &error);
            failure(language, Failure::Broken)
        }
    }
}

enum NotFiled {
    Invalid(Vec<FieldError>),
    IdReused,
    Unavailable(RepositoryError),
}

impl From<RepositoryError> for NotFiled {
    fn from(error: RepositoryError) -> Self {
        Self::Unavailable(error)
    }
}

async fn receive(
    app: &App,
    values: &FormValues,
    has_broken_text: bool,
    files: &[NewFile],
) -> Result<(Rc<Reference>, crate::use_cases::submit_complaint::Receipt), NotFiled> {
    let reference = app.reference().await?;
    let mut submission = parse_submission(raw_submission(values, &reference), &reference, app.now);
    if has_broken_text {
        let broken = FieldError {
            field: Field::Text,
            problem: FieldProblem::InvalidUtf8,
        };
        let mut errors = submission.err().unwrap_or_default();
        errors.insert(0, broken);
        submission = Err(errors);
    }
    let submission = submission.map_err(NotFiled::Invalid)?;
    // A form whose hidden id was lost or broken is still a complaint: it gets a new one.
    let id = match ComplaintId::parse(&values.id) {
        Ok(id) => id,
        Err(_) => ComplaintId::parse(&fresh_id()?)
            .map_err(|_| RepositoryError::Unavailable("no id could be made".to_owned()))?,
    };
    let complaints = app.complaints()?;
    let mut receipt = submit_complaint(
        &WithFiles::new(&complaints, files),
        &app.vault(),
        &Assets(&app.env),
        &reference,
        Filing {
            id: &id,
            submission: &submission,
            fresh_key: fresh_key()?,
            now: app.now,
        },
    )
    .await
    .map_err(|error| match error {
        NotReceived::IdReused => NotFiled::IdReused,
        NotReceived::NoIdentityKey(_) => {
            NotFiled::Unavailable(RepositoryError::Unavailable(error.to_string()))
        }
        NotReceived::Repository(error) => NotFiled::Unavailable(error),
    })?;
    let key = submission.access_key.as_ref();
    receipt.joined = joining::join(app, &id, &receipt, key, &values.joins).await;
    Ok((reference, receipt))
}

fn form_again(
    language: Language,
    status: StatusCode,
    values: FormValues,
    errors: &[FieldError],
    notice: Option<Notice>,
) -> Response<Body> {
    // A character no storage keeps would be refused again and again: it is taken out, the rest stays.
    let without_nul = |text: String| text.replace('\0', "");
    let values = FormValues {
        text: without_nul(values.text),
        place: without_nul(values.place),
        name: without_nul(values.name),
        phone: without_nul(values.phone),
        email: without_nul(values.email),
        occurred_on: without_nul(values.occurred_on),
        ..values
    };
    let page = FormPage {
        language,
        is_home: false,
        values: &values,
        errors,
        notice,
    };
    html(status, Caching::Never, page.render())
}

fn form_values(form: &mut Form) -> FormValues {
    FormValues {
        anonymous: form.is_ticked("anonymous"),
        confidential: form.is_ticked("confidential"),
        id: form.take("id"),
        access_key: form.take("access_key"),
        text: form.take("text"),
        place: form.take("place"),
        // A landmark with U+0000, which no storage keeps, is no reason to refuse the words.
        landmark: form.take("landmark").replace('\0', ""),
        region: form.take("region"),
        lat: form.take("lat"),
        lon: form.take("lon"),
        accuracy_m: form.take("accuracy_m"),
        kind: form.take("kind"),
        occurred_on: form.take("occurred_on"),
        name: form.take("name"),
        phone: form.take("phone"),
        email: form.take("email"),
        joins: form.take("joins"),
        files: form.take("files"),
        kept: form.take("kept"),
        refused: Vec::new(),
    }
}

/// The form as a submission.
pub fn raw_submission(values: &FormValues, reference: &Reference) -> RawSubmission {
    let key = AccessKey::parse(&values.access_key).ok();
    // Nobody typed these and nobody can mend them: what cannot be read, or is no region any more, is dropped, the
    // words are not.
    let region = reference.table.region(values.region.trim());
    let number = |text: &str, low: f64, high: f64| {
        let number = text.trim().parse::<f64>().ok()?;
        (low..=high).contains(&number).then_some(number)
    };
    let point = number(&values.lat, -90.0, 90.0).zip(number(&values.lon, -180.0, 180.0));
    let radius = number(&values.accuracy_m, 0.0, 20_000_000.0);
    RawSubmission {
        text: values.text.clone(),
        kind: Some(values.kind.clone()),
        place: Some(values.place.clone()),
        landmark: Some(values.landmark.clone()),
        region: region.map(|_| values.region.trim().to_owned()),
        lat: point.map(|(lat, _)| lat),
        lon: point.map(|(_, lon)| lon),
        accuracy_m: radius.filter(|_| point.is_some()),
        occurred_on: Some(values.occurred_on.clone()),
        anonymous: values.anonymous,
        confidential: values.confidential,
        name: Some(values.name.clone()),
        phone: Some(values.phone.clone()),
        email: Some(values.email.clone()),
        // A key nobody typed cannot be mended by the citizen: a broken one is replaced.
        access_key: key.map(|key| key.as_str().to_owned()),
        ..RawSubmission::default()
    }
}
