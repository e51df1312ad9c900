//! The officers' Worker: `/meja`. It has no address of its own; the citizens' Worker hands requests over to it. What it
//! does stands in the library `satupintu_worker`.

use worker::{Context, Env, Response, Result, event, web_sys};

/// Every request below `/meja` and `/en/meja`.
#[event(fetch)]
async fn fetch(request: web_sys::Request, env: Env, _context: Context) -> Result<Response> {
    satupintu_worker::desk(request, env).await
}
