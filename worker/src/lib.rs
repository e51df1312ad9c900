//! The server: HTTP at the rim, use cases in the middle, Cloudflare behind ports.

mod d1;
mod digest;
mod http;
mod ports;
mod use_cases;
mod vault;

#[cfg(test)]
mod fakes;

use axum::body::Body;
use worker::{Context, Env, HttpRequest, event};

/// Every request that is not a static file.
#[event(fetch)]
async fn fetch(
    request: HttpRequest,
    env: Env,
    _context: Context,
) -> worker::Result<axum::http::Response<Body>> {
    Ok(http::serve(request.map(Body::new), env).await)
}
