//! Static files of the deployment that Workers read themselves: the binding `ASSETS`.

use crate::ports::RepositoryError;
use crate::ports::geography::Polygons;
use domain::geography::{Located, cell_name, locate};
use worker::js_sys::{Function, Promise, Reflect, Uint8Array};
use worker::wasm_bindgen::{JsCast, JsValue};
use worker::wasm_bindgen_futures::JsFuture;
use worker::{Env, web_sys};

/// The address asset servers look at is the path alone.
const HOST: &str = "https://assets.invalid";

/// Polygons by cells (docs/decisions/0015).
pub struct Assets<'a>(pub &'a Env);

impl Assets<'_> {
    /// A file's content; none where there is no such file.
    async fn file(&self, path: &str) -> Result<Option<Vec<u8>>, RepositoryError> {
        let answer = self.fetch(path).await;
        let answer = answer.map_err(|error| unavailable(path, &error))?;
        match answer.status() {
            200 => {
                let bytes = async { JsFuture::from(answer.array_buffer()?).await };
                let bytes = bytes.await.map_err(|error| unavailable(path, &error))?;
                Ok(Some(Uint8Array::new(&bytes).to_vec()))
            }
            404 => Ok(None),
            status => Err(RepositoryError::Unavailable(format!("{path}: {status}"))),
        }
    }

    /// Through the binding itself: the crate's own way brings along bodies as streams.
    async fn fetch(&self, path: &str) -> Result<web_sys::Response, JsValue> {
        let server = Reflect::get(self.0, &"ASSETS".into())?;
        let fetch: Function = Reflect::get(&server, &"fetch".into())?.dyn_into()?;
        let asked = fetch.call1(&server, &format!("{HOST}{path}").into())?;
        JsFuture::from(Promise::from(asked)).await?.dyn_into()
    }
}

impl Assets<'_> {
    /// A region with its parts, to draw (`domain::geography::drawing`); none where there is no such map.
    pub async fn map(&self, region: &str) -> Result<Option<String>, RepositoryError> {
        self.text_of("map", region).await
    }

    /// The villages of a regency (`domain::geography::villages`); none where there is no such regency.
    pub async fn villages(&self, regency: &str) -> Result<Option<String>, RepositoryError> {
        self.text_of("village", regency).await
    }

    async fn text_of(&self, folder: &str, region: &str) -> Result<Option<String>, RepositoryError> {
        // It becomes a part of an address.
        let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.';
        if !region.bytes().all(is_sign) {
            return Ok(None);
        }
        let bytes = self.file(&format!("/geo/{folder}/{region}.txt")).await?;
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

fn unavailable(path: &str, error: &JsValue) -> RepositoryError {
    RepositoryError::Unavailable(format!("{path}: {error:?}"))
}
