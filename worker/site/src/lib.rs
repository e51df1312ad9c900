//! The citizens' Worker: pages, API, clock. What it does stands in the library `satupintu_worker`.

use worker::{Context, Env, Response, Result, ScheduleContext, ScheduledEvent, event, web_sys};

/// Every request that is not a static file.
#[event(fetch)]
async fn fetch(request: web_sys::Request, env: Env, _context: Context) -> Result<Response> {
    satupintu_worker::site(request, env).await
}

/// Deadlines: every few minutes, as wrangler.toml says. What went wrong stands in `job_run`.
#[event(scheduled)]
async fn scheduled(event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    satupintu_worker::clock(event, env).await;
}
