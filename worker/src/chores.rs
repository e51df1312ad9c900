//! What the citizens' Worker wakes and the officers' does: the jobs of the clock, and copying what has become public
//! (docs/decisions/0017). They carry code that no citizen needs. The addresses lead there by the service binding only: the
//! citizens' Worker hands over no address of this kind, and the officers' has none of its own.

use crate::d1::complaints::D1Complaints;
use crate::edge::{ask, rust_error};
use axum::body::Body;
use axum::http::{Method, Request};
use domain::date::Timestamp;
use worker::{Env, Error, Result};

const JOBS: &str = "/-/jobs";
const PUBLICATION: &str = "/-/publication";

/// What is to be done, at which time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chore {
    /// Every job of the clock, once.
    Jobs(Timestamp),
    /// What changes have made due, copied to where lists read it.
    Publication(Timestamp),
}

/// Which of them a request asks for.
pub fn asked(request: &Request<Body>) -> Option<Chore> {
    let uri = request.uri();
    if *request.method() != Method::POST {
        return None;
    }
    let now = || {
        let now = uri.query().and_then(|now| now.parse().ok());
        now.map_or_else(crate::http::now, Timestamp)
    };
    match uri.path() {
        JOBS => Some(Chore::Jobs(now())),
        PUBLICATION => Some(Chore::Publication(now())),
        _ => None,
    }
}

/// Has every job run once. What went wrong stands in `job_run`.
pub async fn run_jobs(env: &Env, now: Timestamp) {
    if let Err(error) = perform(env, JOBS, now).await {
        worker::console_error!("jobs: {error}");
    }
}

/// Has published what a citizen's change has made due, before whoever made it reads on. What fails here, Cron does.
pub async fn publish(env: &Env, now: Timestamp) {
    let done = async {
        let complaints = D1Complaints::new(env.d1("DB")?);
        let is_idle = complaints.due_is_empty().await.map_err(rust_error)?;
        match is_idle {
            true => Ok(()),
            false => perform(env, PUBLICATION, now).await,
        }
    };
    if let Err(error) = done.await {
        worker::console_error!("publish: {error}");
    }
}

async fn perform(env: &Env, address: &str, now: Timestamp) -> Result<()> {
    match ask(env, "DESK", address, now).await? {
        (204, _) => Ok(()),
        (status, _) => Err(Error::RustError(format!("{address} answers {status}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Chore, asked};
    use crate::http::Elsewhere;
    use axum::body::Body;
    use axum::http::Request;
    use domain::date::Timestamp;

    fn request(method: &str, url: &str) -> Request<Body> {
        let request = Request::builder().method(method).uri(url);
        request.body(Body::empty()).expect("a request")
    }

    #[test]
    fn a_chore_is_asked_for_by_post_with_its_time() {
        let asked = |method, url| asked(&request(method, url));
        let jobs = "https://desk/-/jobs?1700000000000";
        assert_eq!(
            asked("POST", jobs),
            Some(Chore::Jobs(Timestamp(1_700_000_000_000)))
        );
        let publication = "https://desk/-/publication?5";
        assert_eq!(
            asked("POST", publication),
            Some(Chore::Publication(Timestamp(5)))
        );
        assert_eq!(asked("GET", jobs), None);
        assert_eq!(asked("POST", "https://desk/meja/-/jobs?5"), None);
    }

    #[test]
    fn no_address_from_outside_leads_to_a_chore() {
        for url in [
            "https://a.id/-/jobs",
            "https://a.id/en/-/jobs",
            "https://a.id//-/jobs",
            "https://a.id/-/publication",
        ] {
            assert_eq!(Elsewhere::of(url), None, "{url}");
        }
    }
}
