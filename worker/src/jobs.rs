//! What Cron wakes: each job in its own run, each run a row of `job_run`. A run that dies leaves a row without an end,
//! and the next one goes on from what the database says.

use crate::d1::complaints::D1Complaints;
use crate::d1::jobs::{D1Jobs, JobReport};
use crate::ports::{Reference, RepositoryError};
use crate::use_cases::sweep::{Budget, Swept, recompute, sweep};
use domain::date::Timestamp;
use worker::Env;

/// 40 chunks of 100: about 600 of the 1,000 queries an invocation may make.
const BUDGET: Budget = Budget { chunks: 40 };

/// Runs every job once.
pub async fn run_all(env: &Env, now: Timestamp) {
    for job in [Job::Sweep, Job::Recompute] {
        if let Err(error) = run(job, env, now).await {
            worker::console_error!("job {}: {error}", job.name());
        }
    }
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

async fn run(job: Job, env: &Env, now: Timestamp) -> Result<(), RepositoryError> {
    let database = || {
        let database = env.d1("DB");
        database.map_err(|error| RepositoryError::Unavailable(error.to_string()))
    };
    let jobs = D1Jobs::new(database()?);
    // A cron that wakes an old isolate must not count by old tables.
    let version = crate::d1::reference::current_version(&database()?).await?;
    crate::d1::reference::note_version(&version);
    let reference = crate::d1::reference::reference(&database()?).await?;
    let lives = D1Complaints::new(database()?);
    let mut cursor = String::new();
    if job == Job::Recompute {
        match jobs.last(job.name()).await? {
            // Nothing has changed since everything was done.
            Some((done, true)) if done == reference.version => return Ok(()),
            Some((at, false)) => cursor = at,
            _ => {}
        }
    }
    let id = jobs.start(job.name(), now).await?;
    let done = perform(job, &lives, &reference, cursor, now).await;
    let (calls, queries) = lives.spent();
    let report = match done {
        Ok((swept, cursor)) => JobReport {
            cases: swept.cases,
            transitions: swept.transitions,
            is_complete: swept.is_complete,
            cursor,
            error: (swept.broken > 0).then(|| format!("{} rows do not parse", swept.broken)),
            calls,
            queries,
        },
        Err(error) => JobReport {
            error: Some(error.to_string()),
            calls,
            queries,
            ..JobReport::default()
        },
    };
    jobs.finish(id, crate::http::now(), &report).await
}

/// What was done, and the cursor to keep: after everything was recomputed that is the version it was done for.
async fn perform(
    job: Job,
    lives: &D1Complaints,
    reference: &Reference,
    cursor: String,
    now: Timestamp,
) -> Result<(Swept, String), RepositoryError> {
    let secrets = crate::http::fresh_secret;
    match job {
        Job::Sweep => {
            let swept = sweep(lives, reference, BUDGET, &secrets, now).await?;
            Ok((swept, String::new()))
        }
        Job::Recompute => {
            // A walk that another version interrupts starts again: "{version} {id}".
            let from = cursor.strip_prefix(&reference.version).unwrap_or_default();
            let (swept, at) =
                recompute(lives, reference, BUDGET, &secrets, from.trim(), now).await?;
            let cursor = match swept.is_complete {
                true => reference.version.clone(),
                false => format!("{} {at}", reference.version),
            };
            Ok((swept, cursor))
        }
    }
}
