//! The server: HTTP at the rim, use cases in the middle, Cloudflare behind ports.

mod d1;
mod digest;
mod edge;
mod http;
mod jobs;
mod ports;
mod use_cases;
mod vault;

#[cfg(test)]
mod fakes;

use domain::date::Timestamp;
use worker::{Context, Env, Response, Result, ScheduleContext, ScheduledEvent, event, web_sys};

/// Every request that is not a static file.
#[event(fetch)]
async fn fetch(request: web_sys::Request, env: Env, _context: Context) -> Result<Response> {
    let request = edge::request(request).await?;
    edge::response(http::serve(request, env).await).await
}

/// Deadlines: every few minutes, as wrangler.toml says. What went wrong stands in `job_run`.
#[event(scheduled)]
async fn scheduled(event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    let now = match http::is_clock_simulated(&env) {
        true => Timestamp(event.schedule() as i64),
        false => http::now(),
    };
    jobs::run_all(&env, now).await;
}
