//! Answers kept at the edge (Cache API). A key says everything an answer depends on, the state of the data too: so nothing is
//! ever taken back, and nothing old is ever found.

use worker::{Cache, Headers, Method, Request, ResponseBuilder, Result};

/// An hour: longer than most states of the data last.
const KEPT: &str = "public, max-age=3600";
/// Not an address of anybody (RFC 2606).
const ORIGIN: &str = "https://kept.invalid/";

/// The text under a key.
pub async fn find(key: &str) -> Option<String> {
    let request = Request::new(&format!("{ORIGIN}{key}"), Method::Get).ok()?;
    let mut found = Cache::default().get(&request, false).await.ok()??;
    found.text().await.ok()
}

/// Keeps a text.
pub async fn keep(key: &str, text: &str) -> Result<()> {
    let headers = Headers::new();
    headers.set("cache-control", KEPT)?;
    let response = ResponseBuilder::new()
        .with_headers(headers)
        .fixed(text.as_bytes().to_vec());
    let request = Request::new(&format!("{ORIGIN}{key}"), Method::Get)?;
    Cache::default().put(&request, response).await
}
