//! What Cron wakes: each job in its own run, each run a row of `job_run`. A run that dies leaves a row without an end,
//! and the next one goes on from what the database says.

use crate::chores::Chore;
use crate::d1::complaints::D1Complaints;
use crate::d1::jobs::{D1Jobs, JobReport};
use crate::d1::public_cases::D1PublicCases;
use crate::edge::ask;
use crate::http::open::COUNTING;
use crate::ports::RepositoryError;
use crate::r2::R2Files;
use crate::use_cases::files::sweep_files;
use crate::use_cases::publish::{publish, publish_names};
use crate::use_cases::support::KEEP_NETWORK_MS;
use crate::use_cases::sweep::{Budget, Swept, recompute, sweep};
use axum::body::Body;
use axum::http::{Response, StatusCode};
use domain::date::Timestamp;
use worker::{D1Database, Env};

/// 40 chunks of 100 for each job that sweeps. They and `publish` share the 1,000 queries of an invocation; what is left over is for `job_run`
/// and the reference data.
const BUDGET: Budget = Budget {
    chunks: 40,
    queries: 940,
};

/// Does what the citizens' Worker asks for. What went wrong stands in `job_run` and the log.
pub async fn perform_chore(chore: Chore, env: &Env) -> Response<Body> {
    match chore {
        Chore::Jobs(now) => run_all(env, now).await,
        Chore::Publication(now) => publish_now(env, now).await,
    }
    let mut done = Response::new(Body::empty());
    *done.status_mut() = StatusCode::NO_CONTENT;
    done
}

/// Runs every job once.
async fn run_all(env: &Env, now: Timestamp) {
    let lives = match database(env) {
        Ok(database) => D1Complaints::new(database),
        Err(error) => return worker::console_error!("jobs: {error}"),
    };
    for job in [Job::Sweep, Job::Recompute] {
        if let Err(error) = run(job, env, &lives, now).await {
            worker::console_error!("job {}: {error}", job.name());
        }
    }
    if let Err(error) = run_publish(env, &lives, now).await {
        worker::console_error!("job {PUBLISH}: {error}");
    }
    if let Err(error) = run_figures(env, now).await {
        worker::console_error!("job {FIGURES}: {error}");
    }
    if let Err(error) = run_files(env, &lives, now).await {
        worker::console_error!("job {FILES}: {error}");
    }
    let before = Timestamp(now.0.saturating_sub(KEEP_NETWORK_MS));
    if let Err(error) = lives.forget_networks(before, MOST_NETWORKS).await {
        worker::console_error!("networks of supports: {error}");
    }
}

/// Networks of supports that one run forgets at most; the next one goes on.
const MOST_NETWORKS: u32 = 5_000;

/// The job that counts public cases. The Worker of what is public does it: what citizens are served by carries none of it.
const FIGURES: &str = "figures";

#[derive(Default, serde::Deserialize)]
struct Counted {
    cases: u32,
    kept: u32,
    is_complete: bool,
    cursor: String,
}

async fn run_figures(env: &Env, now: Timestamp) -> Result<(), RepositoryError> {
    let jobs = D1Jobs::new(database(env)?);
    let id = jobs.start(FIGURES, now).await?;
    let mut report = JobReport::default();
    match ask(env, "OPEN", COUNTING, now).await {
        Ok((200, answer)) => {
            let counted: Counted = serde_json::from_str(&answer).unwrap_or_default();
            report.cases = counted.cases;
            report.transitions = counted.kept;
            report.is_complete = counted.is_complete;
            report.cursor = counted.cursor;
        }
        Ok((_, error)) => report.error = Some(error),
        Err(error) => report.error = Some(error.to_string()),
    }
    jobs.finish(id, crate::http::now(), &report).await
}

/// The job that copies what is public to where lists read it.
const PUBLISH: &str = "publish";
/// Most of its chunks in one run; each is read, written and ticked off in ten statements.
const PUBLISH_CHUNKS: u32 = 100;
const PUBLISH_QUERIES_OF_CHUNK: u32 = 10;
/// Chunks right after a change.
const PUBLISH_CHUNKS_NOW: u32 = 1;

/// Publishes what a change has made due, before whoever made it reads on. What fails here, Cron does.
pub async fn publish_now(env: &Env, now: Timestamp) {
    let done = async {
        let lives = D1Complaints::new(database(env)?);
        if lives.due_is_empty().await? {
            return Ok(());
        }
        let reference = crate::d1::reference::reference(&database(env)?).await?;
        let projection = D1PublicCases::of(env)?;
        let published = publish(&lives, &projection, &reference, PUBLISH_CHUNKS_NOW, now).await?;
        if published.gone > 0 {
            keep_snapshot(env, &projection, now).await?;
        }
        Ok::<(), RepositoryError>(())
    };
    if let Err(error) = done.await {
        worker::console_error!("publish: {error}");
    }
}

async fn run_publish(
    env: &Env,
    rows: &D1Complaints,
    now: Timestamp,
) -> Result<(), RepositoryError> {
    let jobs = D1Jobs::new(database(env)?);
    let id = jobs.start(PUBLISH, now).await?;
    let before = rows.spent();
    let left = BUDGET.queries.saturating_sub(before.1) / PUBLISH_QUERIES_OF_CHUNK;
    let done = async {
        let reference = crate::d1::reference::reference(&database(env)?).await?;
        let projection = D1PublicCases::of(env)?;
        publish_names(&projection, &reference, now).await?;
        let chunks = left.clamp(1, PUBLISH_CHUNKS);
        let published = publish(rows, &projection, &reference, chunks, now).await?;
        keep_snapshot(env, &projection, now).await?;
        Ok::<_, RepositoryError>(published)
    };
    let done = done.await;
    let (calls, queries) = rows.spent();
    let mut report = JobReport {
        calls: calls - before.0,
        queries: queries - before.1,
        ..JobReport::default()
    };
    match done {
        Ok(published) => {
            report.cases = published.cases;
            report.transitions = published.cases - published.gone;
            report.is_complete = published.is_complete;
        }
        Err(error) => report.error = Some(error.to_string()),
    }
    jobs.finish(id, crate::http::now(), &report).await
}

/// What a list shows while the projection is away: its newest page, with the time. Written only when it is another one.
async fn keep_snapshot(
    env: &Env,
    projection: &D1PublicCases,
    now: Timestamp,
) -> Result<(), RepositoryError> {
    crate::kv::keep_newest(env, projection, now).await
}

/// The job that looks after files; it walks through all keys, some in each run.
const FILES: &str = "files";

async fn run_files(env: &Env, rows: &D1Complaints, now: Timestamp) -> Result<(), RepositoryError> {
    let jobs = D1Jobs::new(database(env)?);
    let cursor = jobs.last(FILES).await?.map_or(String::new(), |(at, _)| at);
    let id = jobs.start(FILES, now).await?;
    let before = rows.spent();
    let swept = match R2Files::new(env) {
        Ok(store) => sweep_files(rows, &store, &cursor, now).await,
        Err(error) => Err(error),
    };
    let (calls, queries) = rows.spent();
    let mut report = JobReport {
        calls: calls - before.0,
        queries: queries - before.1,
        ..JobReport::default()
    };
    match swept {
        Ok(swept) => {
            report.cases = swept.kept;
            report.transitions = swept.forgotten;
            report.is_complete = swept.cursor.is_empty();
            report.cursor = swept.cursor;
        }
        Err(error) => {
            report.cursor = cursor;
            report.error = Some(error.to_string());
        }
    }
    jobs.finish(id, crate::http::now(), &report).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Job {
    Sweep,
    Recompute,
}

impl Job {
    fn name(self) -> &'static str {
        match self {
            Self::Sweep => "sweep",
            Self::Recompute => "recompute",
        }
    }
}

fn database(env: &Env) -> Result<D1Database, RepositoryError> {
    let database = env.d1("DB");
    database.map_err(|error| RepositoryError::Unavailable(error.to_string()))
}

async fn run(
    job: Job,
    env: &Env,
    lives: &D1Complaints,
    now: Timestamp,
) -> Result<(), RepositoryError> {
    let jobs = D1Jobs::new(database(env)?);
    // A cron that wakes an old isolate must not count by old tables.
    let version = crate::d1::reference::current_version(&database(env)?).await?;
    crate::d1::reference::note_version(&version);
    let mut cursor = String::new();
    if job == Job::Recompute {
        match jobs.last(job.name()).await? {
            // Nothing has changed since everything was done.
            Some((done, true)) if done == version => return Ok(()),
            // A walk that another version interrupts starts again: "{version} {id}".
            Some((at, false)) => match at.split_once(' ') {
                Some((walked, id)) if walked == version => cursor = id.to_owned(),
                _ => {}
            },
            _ => {}
        }
    }
    let id = jobs.start(job.name(), now).await?;
    let before = lives.spent();
    let done = perform(job, env, lives, &version, &mut cursor, now).await;
    let (calls, queries) = lives.spent();
    let mut report = JobReport {
        calls: calls - before.0,
        queries: queries - before.1,
        ..JobReport::default()
    };
    match done {
        Ok(swept) => {
            report.cases = swept.cases;
            report.transitions = swept.transitions;
            report.is_complete = swept.is_complete;
            report.error = (swept.broken > 0).then(|| format!("{} rows are broken", swept.broken));
        }
        Err(error) => report.error = Some(error.to_string()),
    }
    if job == Job::Recompute {
        report.cursor = match report.is_complete {
            true => version,
            false => format!("{version} {cursor}"),
        };
    }
    jobs.finish(id, crate::http::now(), &report).await
}

async fn perform(
    job: Job,
    env: &Env,
    lives: &D1Complaints,
    version: &str,
    cursor: &mut String,
    now: Timestamp,
) -> Result<Swept, RepositoryError> {
    // Without terms every period would be over at once.
    if version.is_empty() {
        return Err(RepositoryError::Corrupt("reference_version"));
    }
    let reference = crate::d1::reference::reference(&database(env)?).await?;
    if reference.version != version {
        let changing = "reference data is being loaded".to_owned();
        return Err(RepositoryError::Unavailable(changing));
    }
    let secrets = crate::http::fresh_secret;
    match job {
        Job::Sweep => sweep(lives, &reference, BUDGET, &secrets, now).await,
        Job::Recompute => recompute(lives, &reference, BUDGET, &secrets, cursor, now).await,
    }
}
