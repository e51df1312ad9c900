//! Workers KV, binding `CONFIG`: snapshots of what is public, for when the database they are made of is away. Stale by a
//! minute, and one write a second for each key: hints, never the truth.

use crate::ports::RepositoryError;
use crate::ports::figures::FigureStore;
use crate::ports::map::{Counted, MapOfCases, Within};
use crate::ports::open::{ListedCase, PublicCases, Wanted};
use domain::date::Timestamp;
use serde::{Deserialize, Serialize};
use worker::Env;

/// Key of the newest page of the list.
const NEWEST: &str = "list/newest";
/// Rows of it.
const NEWEST_ROWS: u32 = 20;

/// What was public, as it was: the newest cases, and how many each province had.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Newest {
    /// When.
    pub at: i64,
    /// Which state of the projection; the same one is not written again.
    pub generation: i64,
    /// The rows.
    pub cases: Vec<ListedCase>,
    /// Cases by code of province; none in snapshots from before maps had one.
    #[serde(default)]
    pub provinces: Option<Vec<(String, u32)>>,
}

/// Writes them, if they are others than what is there.
pub async fn keep_newest(
    env: &Env,
    projection: &(impl PublicCases + MapOfCases),
    now: Timestamp,
) -> Result<(), RepositoryError> {
    let generation = projection.generation().await?;
    let known = newest(env).await.ok().flatten();
    if known.is_some_and(|known| known.generation == generation) {
        return Ok(());
    }
    let wanted = Wanted {
        below_key: i64::MAX,
        ..Wanted::default()
    };
    let mut cases = projection.list(&wanted, NEWEST_ROWS).await?;
    cases.truncate(NEWEST_ROWS as usize);
    let all = Counted::All {
        topic: "",
        state: "",
    };
    let counts = projection.counts(Within::Nation, all).await?;
    let newest = Newest {
        at: now.0,
        generation,
        cases,
        provinces: Some(counts.regions),
    };
    put_json(env, NEWEST, &newest).await
}

/// The snapshot as it was kept.
pub async fn newest(env: &Env) -> Result<Option<Newest>, RepositoryError> {
    get_json(env, NEWEST).await
}

/// Keeps a snapshot.
pub async fn put_json(env: &Env, key: &str, value: &impl Serialize) -> Result<(), RepositoryError> {
    let text = serde_json::to_string(value).map_err(|_| RepositoryError::Corrupt("snapshot"))?;
    let store = env.kv("CONFIG").map_err(unavailable)?;
    let put = store.put(key, text).map_err(unavailable)?;
    put.execute().await.map_err(unavailable)
}

/// A snapshot, where there is one.
pub async fn get_json<T: for<'de> Deserialize<'de>>(
    env: &Env,
    key: &str,
) -> Result<Option<T>, RepositoryError> {
    let store = env.kv("CONFIG").map_err(unavailable)?;
    let text = store.get(key).text().await.map_err(unavailable)?;
    let value = text.map(|text| serde_json::from_str(&text));
    value
        .transpose()
        .map_err(|_| RepositoryError::Corrupt("snapshot"))
}

fn unavailable(error: impl std::fmt::Display) -> RepositoryError {
    RepositoryError::Unavailable(error.to_string())
}

/// Computed figures, under `figures/`.
pub struct KvFigures<'a>(pub &'a Env);

impl FigureStore for KvFigures<'_> {
    async fn get(&self, name: &str) -> Result<Option<String>, RepositoryError> {
        let store = self.0.kv("CONFIG").map_err(unavailable)?;
        let found = store.get(&format!("figures/{name}")).text().await;
        found.map_err(unavailable)
    }

    async fn put(&self, name: &str, text: String) -> Result<(), RepositoryError> {
        let store = self.0.kv("CONFIG").map_err(unavailable)?;
        let put = store.put(&format!("figures/{name}"), text);
        put.map_err(unavailable)?
            .execute()
            .await
            .map_err(unavailable)
    }
}
