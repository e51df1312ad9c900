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
