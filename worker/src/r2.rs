//! R2 behind the port: the binding `FILES`.

use crate::ports::RepositoryError;
use crate::ports::files::FileStore;
use domain::date::Timestamp;
use worker::{Bucket, Env};

/// Bytes of files, parts and small pictures.
pub struct R2Files(Bucket);

impl R2Files {
    /// Over the binding.
    pub fn new(env: &Env) -> Result<Self, RepositoryError> {
        env.bucket("FILES").map(Self).map_err(unavailable)
    }
}

impl FileStore for R2Files {
    async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), RepositoryError> {
        let put = self.0.put(key, bytes).execute().await;
        put.map(|_| ()).map_err(unavailable)
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, RepositoryError> {
        let found = self.0.get(key).execute().await.map_err(unavailable)?;
        let Some(body) = found.as_ref().and_then(|object| object.body()) else {
            return Ok(None);
        };
        body.bytes().await.map(Some).map_err(unavailable)
    }

    async fn delete(&self, keys: Vec<String>) -> Result<(), RepositoryError> {
        if keys.is_empty() {
            return Ok(());
        }
        self.0.delete_multiple(keys).await.map_err(unavailable)
    }

    async fn list(
        &self,
        after: &str,
        limit: u32,
    ) -> Result<Vec<(String, Timestamp)>, RepositoryError> {
        let list = self.0.list().limit(limit);
        let list = match after {
            "" => list,
            after => list.start_after(after),
        };
        let found = list.execute().await.map_err(unavailable)?;
        let found = found.objects().into_iter();
        let found = found.map(|object| {
            let put = i64::try_from(object.uploaded().as_millis());
            (object.key(), Timestamp(put.unwrap_or(i64::MAX)))
        });
        Ok(found.collect())
    }
}

fn unavailable(error: worker::Error) -> RepositoryError {
    RepositoryError::Unavailable(error.to_string())
}
