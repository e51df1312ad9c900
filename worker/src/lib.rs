//! The server: HTTP at the rim, use cases in the middle, Cloudflare behind ports.

mod d1;
mod digest;
mod edge;
mod http;
mod ports;
mod use_cases;
mod vault;

#[cfg(test)]
mod fakes;

use worker::{Context, Env, Response, Result, event, web_sys};

/// Every request that is not a static file.
#[event(fetch)]
async fn fetch(request: web_sys::Request, env: Env, _context: Context) -> Result<Response> {
    let request = edge::request(request).await?;
    edge::response(http::serve(request, env).await).await
}
