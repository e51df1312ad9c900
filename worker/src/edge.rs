//! Between workerd and axum: only what handlers read, without streams where the length is known.
//!
//! The general conversion of the `worker` crate copies every header, opens an abort signal and turns every body into
//! a stream; in local workerd that costs more than all of our own work on a page.

pub mod kept;

use crate::http::MAX_BODY_BYTES;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, header};
use domain::date::Timestamp;
use wasm_bindgen::JsCast;
use worker::js_sys::{Function, Promise, Reflect, Uint8Array};
use worker::wasm_bindgen_futures::JsFuture;
use worker::{Env, Error, Headers, ResponseBuilder, Result, web_sys};

/// The headers that handlers read.
const READ: [HeaderName; 15] = [
    HeaderName::from_static("simulated-now"),
    header::AUTHORIZATION,
    header::IF_NONE_MATCH,
    header::RANGE,
    header::IF_RANGE,
    HeaderName::from_static("submission-age"),
    header::CONTENT_TYPE,
    header::CONTENT_LENGTH,
    header::CONTENT_ENCODING,
    header::ORIGIN,
    header::ACCEPT_LANGUAGE,
    HeaderName::from_static("sec-fetch-site"),
    HeaderName::from_static("cf-connecting-ip"),
    // Officers' sessions, and the name of their browser in the list of them.
    header::COOKIE,
    header::USER_AGENT,
];

/// A request as axum reads it. A body of known, allowed length is already there; any other stays a stream, which
/// the handler bounds.
pub async fn request(raw: web_sys::Request) -> Result<Request<Body>> {
    let mut headers = HeaderMap::with_capacity(READ.len());
    for name in READ {
        if let Some(value) = raw.headers().get(name.as_str())?
            && let Ok(value) = HeaderValue::from_str(&value)
        {
            headers.insert(name, value);
        }
    }
    let method = Method::from_bytes(raw.method().as_bytes()).map_err(rust_error)?;
    let body = match method {
        Method::GET | Method::HEAD => Body::empty(),
        _ => body(&raw, &headers).await?,
    };
    let mut request = Request::builder()
        .method(method)
        .uri(raw.url())
        .body(body)
        .map_err(rust_error)?;
    *request.headers_mut() = headers;
    Ok(request)
}

async fn body(raw: &web_sys::Request, headers: &HeaderMap) -> Result<Body> {
    let length = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse::<usize>().ok());
    match (length, raw.body()) {
        (Some(length), Some(_)) if length <= MAX_BODY_BYTES => {
            let buffer = JsFuture::from(raw.array_buffer()?).await?;
            Ok(Body::from(Uint8Array::new(&buffer).to_vec()))
        }
        (_, Some(stream)) => Ok(Body::new(worker::Body::new(stream))),
        (_, None) => Ok(Body::empty()),
    }
}

/// A response as workerd sends it, with its length: all of ours are whole texts.
pub async fn response(response: Response<Body>) -> Result<worker::Response> {
    let (parts, body) = response.into_parts();
    let headers = Headers::new();
    for (name, value) in &parts.headers {
        headers.append(name.as_str(), &String::from_utf8_lossy(value.as_bytes()))?;
    }
    let bytes = axum::body::to_bytes(body, usize::MAX)
        .await
        .map_err(rust_error)?;
    let builder = ResponseBuilder::new()
        .with_status(parts.status.as_u16())
        .with_headers(headers);
    Ok(match bytes.is_empty() {
        true => builder.empty(),
        false => builder.fixed(bytes.into()),
    })
}

/// Any error as one of a Worker.
pub fn rust_error(error: impl std::fmt::Display) -> Error {
    Error::RustError(error.to_string())
}

/// Lets the Worker behind a service binding answer.
pub async fn hand_over(
    request: web_sys::Request,
    env: &Env,
    binding: &str,
) -> Result<worker::Response> {
    // Through the binding itself: the crate's own way would copy every header and turn every body into a stream.
    let service = Reflect::get(env, &binding.into())?;
    let fetch: Function = Reflect::get(&service, &"fetch".into())?.dyn_into()?;
    let answer = JsFuture::from(Promise::from(fetch.call1(&service, &request)?)).await?;
    Ok(answer.dyn_into::<web_sys::Response>()?.into())
}

/// Asks the Worker of what is public a question by a form; gives its status and what it said.
pub async fn ask_open(env: &Env, path: &str, form: &str) -> Result<(u16, String)> {
    let headers = Headers::new();
    headers.set("content-type", "application/x-www-form-urlencoded")?;
    let mut init = worker::RequestInit::new();
    init.with_method(worker::Method::Post)
        .with_headers(headers)
        .with_body(Some(form.into()));
    answer_of(env, "OPEN", path, &init).await
}

/// Asks the Worker behind a service binding to do something at an address that only bindings lead to; gives its status and
/// what it said.
pub async fn ask(env: &Env, binding: &str, address: &str, now: Timestamp) -> Result<(u16, String)> {
    let mut init = worker::RequestInit::new();
    init.with_method(worker::Method::Post);
    answer_of(env, binding, &format!("{address}?{}", now.0), &init).await
}

async fn answer_of(
    env: &Env,
    binding: &str,
    path: &str,
    init: &worker::RequestInit,
) -> Result<(u16, String)> {
    let asked = worker::Request::new_with_init(&format!("https://binding{path}"), init)?;
    let mut answer = hand_over(Clone::clone(asked.inner()), env, binding).await?;
    Ok((answer.status_code(), answer.text().await?))
}
