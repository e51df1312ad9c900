//! The Worker of what is public and only read: `/laporan`, its feeds, statistics, posters. It has no address of its own; the
//! citizens' Worker hands requests over to it. It binds no database with personal data (docs/decisions/0014). What it does
//! stands in the library `satupintu_worker`.

use worker::{Context, Env, Response, Result, event, web_sys};

/// Every request for a public list, page of figures or file of open data.
#[event(fetch)]
async fn fetch(request: web_sys::Request, env: Env, _context: Context) -> Result<Response> {
    satupintu_worker::open(request, env).await
}
