//! The server: HTTP at the rim, use cases in the middle, Cloudflare behind ports. Three Workers are made of it, each
//! with its own entry crate: `worker/site` for citizens and programs, `worker/desk` for officers and the clock, `worker/open` for
//! what is public and only read (docs/decisions/0009, 0014, 0017).

mod assets;
mod chores;
mod d1;
mod digest;
mod edge;
mod http;
mod jobs;
mod kv;
mod passkey;
mod password;
mod ports;
mod r2;
#[cfg(feature = "scale")]
pub mod scale;
mod totp;
mod use_cases;
mod vault;

#[cfg(test)]
mod fakes;

use domain::date::Timestamp;
use worker::{Env, Response, Result, ScheduledEvent, web_sys};

/// A request of a citizen or a program; what others answer goes on to them.
pub async fn site(request: web_sys::Request, env: Env) -> Result<Response> {
    if let Some(elsewhere) = http::Elsewhere::of(&request.url()) {
        return edge::hand_over(request, &env, elsewhere.binding()).await;
    }
    let request = edge::request(request).await?;
    let change = http::change_in_public(&request, &env);
    let response = http::serve(request, env.clone()).await;
    if let Some(now) = change {
        chores::publish(&env, now).await;
    }
    edge::response(response).await
}

/// A request of an officer, or what the citizens' Worker does not do itself.
pub async fn desk(request: web_sys::Request, env: Env) -> Result<Response> {
    let request = edge::request(request).await?;
    if let Some(chore) = chores::asked(&request) {
        return edge::response(jobs::perform_chore(chore, &env).await).await;
    }
    let change = http::change_in_public(&request, &env);
    let response = http::desk::serve(request, env.clone()).await;
    if let Some(now) = change {
        jobs::publish_now(&env, now).await;
    }
    edge::response(response).await
}

/// A request for what is public.
pub async fn open(request: web_sys::Request, env: Env) -> Result<Response> {
    let request = edge::request(request).await?;
    edge::response(http::open::serve(request, env).await).await
}

/// What Cron wakes.
pub async fn clock(event: ScheduledEvent, env: Env) {
    let now = match http::is_clock_simulated(&env) {
        true => Timestamp(event.schedule() as i64),
        false => http::now(),
    };
    chores::run_jobs(&env, now).await;
}
