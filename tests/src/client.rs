//! A plain HTTP client: what a phone, a program or an attacker can send.

use crate::System;
use serde_json::{Value, json};
use std::time::Duration;

/// An answer, whatever its status.
#[derive(Clone, Debug)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Header names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body as text.
    pub body: String,
}

impl Reply {
    /// A header's value; empty when absent.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(header, _)| header == name);
        found.map_or("", |(_, value)| value)
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.body))
    }

    /// The value of the first hidden field `name` of a page.
    pub fn hidden(&self, name: &str) -> String {
        let (_, rest) = self
            .body
            .split_once(&format!("name=\"{name}\" value=\""))
            .unwrap_or_else(|| panic!("no field {name}"));
        rest.split('"').next().unwrap_or_default().to_owned()
    }
}

impl System {
    /// Sends anything.
    pub fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Reply {
        self.try_send(method, path, headers, body).unwrap()
    }

    /// Sends anything over a network that may break.
    pub fn try_send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Result<Reply, ureq::Error> {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.origin()));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = match body {
            Some(bytes) => agent.run(request.body(bytes)?)?,
            None => agent.run(request.body(())?)?,
        };
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| {
                (
                    name.to_string(),
                    String::from_utf8_lossy(value.as_bytes()).into_owned(),
                )
            })
            .collect();
        let bytes = response.body_mut().read_to_vec()?;
        Ok(Reply {
            status: response.status().as_u16(),
            headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        })
    }

    /// The bytes of a file.
    pub fn bytes(&self, path: &str) -> Vec<u8> {
        let url = format!("{}{path}", self.origin());
        let mut response = ureq::get(url).call().unwrap();
        response.body_mut().read_to_vec().unwrap()
    }

    /// Files a complaint as a program would; the id is the sender's.
    pub fn put(&self, id: &str, body: &Value) -> Reply {
        self.try_put(id, body).unwrap()
    }

    /// Like [`System::put`], for tests in which the network may break.
    pub fn try_put(&self, id: &str, body: &Value) -> Result<Reply, ureq::Error> {
        self.try_send(
            "PUT",
            &api_types::paths::complaint(id),
            &[("content-type", "application/json")],
            Some(body.to_string().as_bytes()),
        )
    }

    /// Sends a form as a browser would.
    pub fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        self.post_form_with(path, &[], fields)
    }

    /// The same with more headers.
    pub fn post_form_with(
        &self,
        path: &str,
        more: &[(&str, &str)],
        fields: &[(&str, &str)],
    ) -> Reply {
        let encode = |text: &str| -> String {
            text.bytes()
                .map(|byte| match byte {
                    b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
                    other => format!("%{other:02X}"),
                })
                .collect()
        };
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        let mut headers = vec![("content-type", "application/x-www-form-urlencoded")];
        headers.extend(more);
        self.send("POST", path, &headers, Some(pairs.join("&").as_bytes()))
    }

    /// A fresh id.
    pub fn new_id() -> String {
        use uuid::{NoContext, Timestamp, Uuid};
        Uuid::new_v7(Timestamp::now(NoContext)).to_string()
    }
}

/// A plain body with this story.
pub fn submission(text: &str) -> Value {
    json!({ "text": text })
}
