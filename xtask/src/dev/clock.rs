//! Deadlines on this machine: what Cron does in production, while the server runs.

use std::thread;
use std::time::{Duration, Instant};

use crate::run::say;

/// Five times as often as in production: whoever develops does not wait.
const EVERY: Duration = Duration::from_secs(60);
/// A sweep of a full database takes longer than a page.
const LIMIT: Duration = Duration::from_secs(50);

/// Wakes the jobs of a local server.
pub struct Clock {
    url: String,
    next: Instant,
}

impl Clock {
    /// For the server at `address`; first rings at once.
    pub fn new(address: &str) -> Self {
        Self {
            url: format!("{address}/cdn-cgi/handler/scheduled"),
            next: Instant::now(),
        }
    }

    /// Rings when it is time, and waits for nobody.
    pub fn tick(&mut self) {
        if !self.is_time(Instant::now()) {
            return;
        }
        let url = self.url.clone();
        thread::spawn(move || {
            let agent: ureq::Agent = ureq::Agent::config_builder()
                .timeout_global(Some(LIMIT))
                .build()
                .into();
            if let Err(error) = agent.get(&url).call() {
                say(&format!("the clock could not be woken: {error}"));
            }
        });
    }

    fn is_time(&mut self, now: Instant) -> bool {
        let is_time = now >= self.next;
        if is_time {
            self.next = now + EVERY;
        }
        is_time
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_rings_at_once_and_then_every_minute() {
        let mut clock = Clock::new("http://localhost:1");
        let start = Instant::now();
        assert!(clock.is_time(start));
        assert!(!clock.is_time(start + EVERY - Duration::from_secs(1)));
        assert!(clock.is_time(start + EVERY * 3));
        assert!(!clock.is_time(start + EVERY * 3));
    }
}
