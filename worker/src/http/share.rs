//! `POST /bagikan`: what another app shares with the installed one. The service worker makes a draft of it on the
//! phone; this is for the time when there is none, so that the words are not lost.

use super::body::{self, MAX_FORM_BYTES};
use super::pages::form_with;
use super::respond::failure;
use super::track::see_other;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart};
use axum::http::{Request, Response, header};
use frontend::i18n::Language;
use frontend::pages::complaint_form::FormValues;
use frontend::pages::failure::Failure;

/// The text fields of the share target in `manifest.webmanifest`.
const TEXTS: [&str; 3] = ["title", "text", "url"];

/// The form with the shared words in it. A shared picture cannot be kept without the service worker.
#[worker::send]
pub async fn share(request: Request<Body>) -> Response<Body> {
    let language = Language::Indonesian;
    if !body::is_media_type(request.headers(), "multipart/form-data") {
        return failure(language, Failure::MediaType);
    }
    let content_type = request.headers().get(header::CONTENT_TYPE).cloned();
    // Pictures come after the words and are not needed: what does not fit is cut off.
    let Ok(bytes) = body::read_beginning(request, MAX_FORM_BYTES).await else {
        return failure(language, Failure::Unreadable);
    };
    let mut request = Request::new(Body::from(Bytes::from(bytes)));
    if let Some(content_type) = content_type {
        request
            .headers_mut()
            .insert(header::CONTENT_TYPE, content_type);
    }
    let Ok(mut parts) = Multipart::from_request(request, &()).await else {
        return failure(language, Failure::Unreadable);
    };
    let mut lines = Vec::new();
    while let Ok(Some(part)) = parts.next_field().await {
        let is_text = part.name().is_some_and(|name| TEXTS.contains(&name));
        // Phones share UTF-8. `Field::text` would ask for everything a browser can decode, a tenth of the Worker.
        let Ok(bytes) = part.bytes().await else {
            break;
        };
        let text = String::from_utf8_lossy(&bytes);
        if is_text && !text.trim().is_empty() {
            lines.push(text.into_owned());
        }
    }
    let values = FormValues {
        text: lines.join("\n").replace('\0', ""),
        ..FormValues::default()
    };
    form_with(language, values)
}

/// The same address, opened by hand.
pub async fn to_form() -> Response<Body> {
    see_other("/lapor")
}
