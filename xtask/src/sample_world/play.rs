//! Plays the sample world through the door that everybody uses: HTTP, in the order of time, the clock woken every
//! morning. So every row is what the real system makes of it.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::calendar::{at, day_of};
use super::officers::Tokens;
use super::plan::{Bearer, Event, FIRST, Group, Request};
use crate::run::{Context, Outcome, say};

const THREADS: usize = 4;
/// A sweep of a world takes longer than a page.
const LIMIT: Duration = Duration::from_secs(120);

/// Plays everything up to `now`.
pub fn play(origin: &str, groups: &[Group], tokens: &Tokens, now: i64) -> Outcome {
    let stage = Stage {
        origin,
        tokens,
        codes: Mutex::default(),
    };
    let times = groups
        .iter()
        .flat_map(|group| &group.events)
        .map(|event| event.at);
    let mut from = times.min().unwrap_or(now);
    let agent = agent();
    let mut sent = 0;
    for day in day_of(from)..=day_of(now) {
        // Five past eight: whatever ended at midnight and whoever is reminded at eight is due.
        let until = at(day, 8, 5).min(now);
        sent += stage.send_between(groups, from, until)?;
        stage.sweep(&agent, until)?;
        from = from.max(until);
    }
    sent += stage.send_between(groups, from, now)?;
    stage.sweep(&agent, now)?;
    say(&format!("  {sent} requests"));
    Ok(())
}

struct Stage<'a> {
    origin: &'a str,
    tokens: &'a Tokens,
    /// Tracking codes by group and case.
    codes: Mutex<HashMap<(usize, usize), String>>,
}

impl Stage<'_> {
    /// Everything of a stretch of time: groups beside each other, each in its own order.
    fn send_between(&self, groups: &[Group], from: i64, until: i64) -> Outcome<usize> {
        let busy: Vec<(usize, &Group, Vec<&Event>)> = groups
            .iter()
            .enumerate()
            .map(|(index, group)| {
                let events = group.events.iter();
                let events = events.filter(|event| event.at >= from && event.at < until);
                (index, group, events.collect::<Vec<_>>())
            })
            .filter(|(.., events)| !events.is_empty())
            .collect();
        let next = AtomicUsize::new(0);
        let work = || -> Outcome<usize> {
            let agent = agent();
            let mut sent = 0;
            while let Some((index, group, events)) = busy.get(next.fetch_add(1, Ordering::Relaxed))
            {
                for event in events {
                    self.send(&agent, *index, event)
                        .map_err(|error| format!("`{}`: {error}", group.fate))?;
                    sent += 1;
                }
            }
            Ok(sent)
        };
        thread::scope(|scope| {
            let threads: Vec<_> = (0..THREADS.min(busy.len()))
                .map(|_| scope.spawn(work))
                .collect();
            let mut sent = 0;
            for thread in threads {
                sent += thread
                    .join()
                    .map_err(|_| "a thread has panicked".to_owned())??;
            }
            Ok(sent)
        })
    }

    fn send(&self, agent: &ureq::Agent, group: usize, event: &Event) -> Outcome {
        let code = |case: usize| -> Outcome<String> {
            let codes = self.codes.lock().map_err(|_| "codes")?;
            codes
                .get(&(group, case))
                .cloned()
                .ok_or_else(|| "not filed yet".to_owned())
        };
        match &event.request {
            Request::File { body } => {
                let path = format!("/api/v1/complaints/{}", event.id);
                let receipt = self.put(agent, &path, event.at, None, body)?;
                let code = receipt.get("tracking_code").and_then(Value::as_str);
                let code = code.ok_or("a receipt without tracking code")?;
                let mut codes = self.codes.lock().map_err(|_| "codes")?;
                codes.insert((group, event.case), code.to_owned());
            }
            Request::Command { who, body } => {
                let path = format!(
                    "/api/v1/complaints/{}/commands/{}",
                    code(event.case)?,
                    event.id
                );
                let bearer = match who {
                    Bearer::Officer(key) => self.tokens.of(key),
                    Bearer::Key(key) => key.clone(),
                };
                let mut body = body.clone();
                for value in body
                    .as_object_mut()
                    .into_iter()
                    .flat_map(|fields| fields.values_mut())
                {
                    if value == FIRST {
                        *value = code(0)?.into();
                    }
                }
                self.put(agent, &path, event.at, Some(&bearer), &body)?;
            }
        }
        Ok(())
    }

    fn put(
        &self,
        agent: &ureq::Agent,
        path: &str,
        at: i64,
        bearer: Option<&str>,
        body: &Value,
    ) -> Outcome<Value> {
        let mut request = agent
            .put(format!("{}{path}", self.origin))
            .header("content-type", "application/json")
            .header("simulated-now", at.to_string());
        if let Some(bearer) = bearer {
            request = request.header("authorization", format!("Bearer {bearer}"));
        }
        let mut response = request.send(body.to_string()).context("no answer")?;
        let text = response.body_mut().read_to_string().context("answer")?;
        match response.status().as_u16() {
            201 => serde_json::from_str(&text).context("receipt"),
            status => Err(format!("{status} for {body}: {}", text.trim())),
        }
    }

    fn sweep(&self, agent: &ureq::Agent, now: i64) -> Outcome {
        let url = format!("{}/cdn-cgi/handler/scheduled?time={now}", self.origin);
        let response = agent.get(&url).call().context("sweep")?;
        match response.status().is_success() {
            true => Ok(()),
            false => Err(format!("the sweep answered {}", response.status())),
        }
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .timeout_global(Some(LIMIT))
        .http_status_as_error(false)
        .build()
        .into()
}
