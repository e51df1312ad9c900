//! JSON on its way in and out: bounded, read with a place for every mistake, answered with a digest.

use super::body::{self, Encoding, MAX_JSON_BYTES, NoBody};
use super::problem::Problem;
use super::respond::{Caching, text};
use api_types::complaint::BodyVersion;
use api_types::problem::ProblemKind;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use domain::complaint::ComplaintId;
use domain::submission::{Field, FieldError, FieldProblem};
use frontend::i18n::Language;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Whether this is JSON that can be unpacked.
pub fn check_headers(headers: &HeaderMap) -> Result<(), Problem> {
    let is_json = body::is_media_type(headers, "application/json");
    match is_json && body::encoding(headers) != Encoding::Unknown {
        true => Ok(()),
        false => Err(Problem::new(ProblemKind::UnsupportedMediaType)),
    }
}

/// The sender's id in the address.
pub fn id(language: Language, text: &str) -> Result<ComplaintId, Problem> {
    ComplaintId::parse(text).map_err(|_| {
        let error = FieldError {
            field: Field::Id,
            problem: FieldProblem::InvalidId,
        };
        Problem::fields(language, &[error])
    })
}

/// The version of a body; what is wrong with one of unknown version is said by the reader of the first.
pub fn version(language: Language, text: &str) -> Result<Version, Problem> {
    let version = serde_json::from_str::<BodyVersion>(text).unwrap_or_default();
    match version.v {
        None | Some(1) => Ok(Version::Json),
        Some(2) => Ok(Version::Form),
        Some(_) => {
            let (pointer, problem) = ("/v".to_owned(), FieldProblem::UnknownValue);
            Err(Problem::pointer(language, pointer, problem))
        }
    }
}

/// Every version of a body ever shipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 1: typed fields, what programs send.
    Json,
    /// 2: the form as it is, every value a string, what phones send.
    Form,
}

/// The bytes, unpacked, within their bound.
pub async fn read(request: Request<Body>) -> Result<Vec<u8>, Problem> {
    let encoding = body::encoding(request.headers());
    let bytes = body::read(request, MAX_JSON_BYTES).await;
    let bytes = bytes.and_then(|bytes| body::unpack(encoding, bytes, MAX_JSON_BYTES));
    bytes.map_err(|reason| match reason {
        NoBody::TooLarge => Problem::new(ProblemKind::TooLarge),
        NoBody::Broken => Problem::new(ProblemKind::UnreadableBody),
    })
}

/// The text of an object: serde would also read an array as the fields in order.
pub fn object(bytes: &[u8]) -> Result<&str, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let detail = format!("byte {} is not UTF-8", error.valid_up_to());
        Problem::with_detail(ProblemKind::UnreadableBody, detail)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().starts_with('{') {
        return Ok(text);
    }
    let detail = "the body must be a JSON object";
    Err(Problem::with_detail(ProblemKind::UnreadableBody, detail))
}

/// A receipt: 201 the first time. `Submission-Digest` binds it to the body of this request, as it was before it was
/// packed: only who read these very bytes can answer so, and no captive portal does.
pub fn receipt(is_new: bool, digest: &str, body: &impl Serialize) -> Response<Body> {
    let status = match is_new {
        true => StatusCode::CREATED,
        false => StatusCode::OK,
    };
    let body = serde_json::to_string(body).unwrap_or_default();
    let mut response = text(status, "application/json", Caching::Never, body);
    if let Ok(digest) = HeaderValue::try_from(digest) {
        response.headers_mut().insert("submission-digest", digest);
    }
    response
}

/// 200 with a body that nobody keeps.
pub fn plain(body: &impl Serialize) -> Response<Body> {
    let body = serde_json::to_string(body).unwrap_or_default();
    text(StatusCode::OK, "application/json", Caching::Never, body)
}

/// Reads an object; says where it is wrong.
pub fn parse<T: DeserializeOwned>(language: Language, text: &str) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let body: T = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let inner = error.inner();
        let place = format!("line {} column {}", inner.line(), inner.column());
        // A number where a word is expected is a mistake of syntax to serde.
        if !inner.is_data() && !is_json(text) {
            return Problem::with_detail(
                ProblemKind::UnreadableBody,
                format!("not JSON at {place}"),
            );
        }
        let message = inner.to_string();
        let pointer = pointer_of(&error.path().to_string());
        // Serde names these fields only in the message: "missing field `text` at line 1 column 2".
        let named = || {
            let name = message.split('`').nth(1).unwrap_or_default();
            match pointer.ends_with(&format!("/{name}")) {
                true => pointer.clone(),
                false => format!("{pointer}/{name}"),
            }
        };
        let (pointer, kind) = if message.starts_with("missing field") {
            (named(), FieldProblem::Required)
        } else if message.starts_with("unknown field") {
            // A field of another command stands nowhere in the type that was read.
            (named(), FieldProblem::UnknownField)
        } else if message.starts_with("unknown variant") {
            (pointer, FieldProblem::UnknownValue)
        } else if message.starts_with("duplicate field") {
            (named(), FieldProblem::DuplicateField)
        } else {
            (pointer, FieldProblem::WrongType)
        };
        Problem::pointer(language, pointer, kind)
    })?;
    reader.end().map_err(|_| {
        Problem::with_detail(
            ProblemKind::UnreadableBody,
            "something follows the JSON object",
        )
    })?;
    Ok(body)
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text).is_ok()
}

/// `reporter.phone` or `cc[1]` as a JSON pointer.
fn pointer_of(path: &str) -> String {
    if path == "." {
        return String::new();
    }
    let steps = path
        .split(['.', '['])
        .map(|step| step.trim_end_matches(']'))
        .filter(|step| !step.is_empty())
        .map(|step| step.replace('~', "~0").replace('/', "~1"));
    steps.map(|step| format!("/{step}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_follow_rfc_6901() {
        assert_eq!(pointer_of("."), "");
        assert_eq!(pointer_of("reporter.phone"), "/reporter/phone");
        assert_eq!(pointer_of("cc[1]"), "/cc/1");
    }
}
