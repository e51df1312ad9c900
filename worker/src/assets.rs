//! Static files of the deployment that Workers read themselves: the binding `ASSETS`.

use crate::ports::RepositoryError;
use crate::ports::geography::Polygons;
use domain::geography::{Located, cell_name, locate};
use worker::Env;

/// The address asset servers look at is the path alone.
const HOST: &str = "https://assets.invalid";

/// Polygons by cells (docs/decisions/0015).
pub struct Assets<'a>(pub &'a Env);

impl Assets<'_> {
    /// A file's content; none where there is no such file.
    async fn file(&self, path: &str) -> Result<Option<Vec<u8>>, RepositoryError> {
        let server = self.0.assets("ASSETS").map_err(unavailable)?;
        let answer = server.fetch(format!("{HOST}{path}"), None).await;
        let mut answer: worker::Response = answer.map_err(unavailable)?;
        match answer.status_code() {
            200 => answer.bytes().await.map(Some).map_err(unavailable),
            404 => Ok(None),
            status => Err(RepositoryError::Unavailable(format!("{path}: {status}"))),
        }
    }
}

impl Assets<'_> {
    /// A region with its parts, to draw (`domain::geography::drawing`); none where there is no such map.
    pub async fn map(&self, region: &str) -> Result<Option<String>, RepositoryError> {
        // It becomes a part of an address.
        let is_code = region.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
        if !is_code {
            return Ok(None);
        }
        let bytes = self.file(&format!("/geo/map/{region}.txt")).await?;
        Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
    }
}

impl Polygons for Assets<'_> {
    async fn locate(&self, lat: f64, lon: f64) -> Result<Option<Located>, RepositoryError> {
        let Some(name) = cell_name(lat, lon) else {
            return Ok(None);
        };
        match self.file(&format!("/geo/cell/{name}.bin")).await? {
            // Nothing but sea.
            None => Ok(None),
            Some(cell) => locate(&cell, lat, lon).map_err(|_| RepositoryError::Corrupt("polygons")),
        }
    }
}

fn unavailable(error: worker::Error) -> RepositoryError {
    RepositoryError::Unavailable(error.to_string())
}
