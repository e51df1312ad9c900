//! Noticing changes by asking for modification times: no daemon, works on every file system.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::build::walk;
use crate::place;

/// What goes into the two programs.
const WATCHED: [&str; 10] = [
    "domain/src",
    "domain/Cargo.toml",
    "api-types/src",
    "api-types/Cargo.toml",
    "frontend/src",
    "frontend/browser",
    "frontend/public",
    "frontend/Cargo.toml",
    "worker/src",
    "worker/Cargo.toml",
];

/// Every watched file with its time.
pub struct Snapshot(BTreeMap<PathBuf, SystemTime>);

impl Snapshot {
    /// Looks at all files now.
    pub fn take() -> Self {
        let mut times = BTreeMap::new();
        for watched in WATCHED {
            let path = place::root().join(watched);
            let files = if path.is_file() {
                vec![path]
            } else {
                walk(&path)
            };
            for file in files {
                if let Ok(time) = fs::metadata(&file).and_then(|data| data.modified()) {
                    times.insert(file, time);
                }
            }
        }
        Self(times)
    }

    /// A file that changed, appeared or went away.
    pub fn first_difference(&self, later: &Self) -> Option<String> {
        let changed = later
            .0
            .iter()
            .find(|(path, time)| self.0.get(*path) != Some(time));
        let gone = self.0.keys().find(|path| !later.0.contains_key(*path));
        changed
            .map(|(path, _)| path)
            .or(gone)
            .map(|path| place::shown(path))
    }
}
