//! Every failure of the API, as `application/problem+json` (RFC 9457). Made only here.

use super::log_failure;
use super::mistake::Mistake;
use super::respond::{self, Caching};
use crate::ports::RepositoryError;
use api_types::problem::{FieldProblemBody, MEDIA_TYPE, ProblemBody, ProblemKind};
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use domain::submission::{Field, FieldError, FieldProblem};
use frontend::i18n::{Language, field_problem, mistake_words};

/// A failure on its way out.
pub struct Problem {
    kind: ProblemKind,
    // Boxed: a rare answer must not make every result large.
    body: Box<ProblemBody>,
}

impl Problem {
    /// With nothing more to say than its kind.
    pub fn new(kind: ProblemKind) -> Self {
        Self {
            kind,
            body: Box::new(ProblemBody::new(kind, None)),
        }
    }

    /// With a sentence about this request.
    pub fn with_detail(kind: ProblemKind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            body: Box::new(ProblemBody::new(kind, Some(detail.into()))),
        }
    }

    /// Fields to mend.
    pub fn fields(language: Language, errors: &[FieldError]) -> Self {
        let errors = errors.iter().map(|error| FieldProblemBody {
            pointer: error.field.pointer().to_owned(),
            code: error.problem.code().to_owned(),
            detail: field_problem(language, error.field, error.problem).to_owned(),
        });
        let mut problem = Self::new(ProblemKind::InvalidFields);
        problem.body.errors = errors.collect();
        problem
    }

    /// One place in the body that is not one of our fields, or of another type.
    pub fn pointer(language: Language, pointer: String, problem: FieldProblem) -> Self {
        let mut body = Self::new(ProblemKind::InvalidFields);
        body.body.errors.push(FieldProblemBody {
            pointer,
            code: problem.code().to_owned(),
            detail: field_problem(language, Field::Text, problem).to_owned(),
        });
        body
    }

    /// The storage did not do its part; logged here, once.
    pub fn unavailable(place: &str, error: &RepositoryError) -> Self {
        log_failure(place, error);
        Self::new(match error {
            RepositoryError::Conflict => ProblemKind::IdReused,
            RepositoryError::Corrupt(_) | RepositoryError::Refused(_) => ProblemKind::Internal,
            RepositoryError::Unavailable(_) => ProblemKind::Unavailable,
        })
    }

    /// Fields of a command to mend.
    pub fn mistake(language: Language, mistake: Mistake) -> Self {
        Self::mistake_of(ProblemKind::InvalidFields, language, mistake)
    }

    /// What to mend, or why it cannot be.
    pub fn mistake_of(kind: ProblemKind, language: Language, mistake: Mistake) -> Self {
        let mut problem = Self::new(kind);
        problem.body.errors.push(FieldProblemBody {
            pointer: mistake.pointer.to_owned(),
            code: mistake.code.to_owned(),
            detail: mistake_words(language, mistake.code).to_owned(),
        });
        problem
    }

    /// With extension members.
    pub fn of_body(kind: ProblemKind, body: ProblemBody) -> Self {
        let body = Box::new(body);
        Self { kind, body }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response<Body> {
        let body = serde_json::to_string(&*self.body).unwrap_or_default();
        let status =
            StatusCode::from_u16(self.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = respond::text(status, MEDIA_TYPE, Caching::Never, body);
        if self.kind == ProblemKind::Unauthorized {
            let scheme = HeaderValue::from_static("Bearer");
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, scheme);
        }
        if let Some(seconds) = self.kind.retry_after_s() {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
