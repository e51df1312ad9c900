//! Forms as browsers send them (`application/x-www-form-urlencoded`, WHATWG URL section 5).

use super::body::{self, Encoding, MAX_FORM_BYTES, NoBody};
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use frontend::pages::failure::Failure;
use percent_encoding::percent_decode;
use std::collections::HashMap;

/// The fields of a form, the first of each name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Form {
    fields: HashMap<String, String>,
    /// Some bytes were not UTF-8; they are replaced by U+FFFD so that the rest can be shown again.
    pub has_broken_text: bool,
}

impl Form {
    /// Reads a form. Never fails: what cannot be read is marked, not dropped.
    pub fn parse(bytes: &[u8]) -> Self {
        let is_utf8 = |pair: &[u8]| percent_decode(pair).decode_utf8().is_ok();
        let has_broken_text = !bytes.split(|byte| *byte == b'&').all(is_utf8);
        let mut fields = HashMap::new();
        for (name, value) in form_urlencoded::parse(bytes) {
            fields
                .entry(name.into_owned())
                .or_insert(value.into_owned());
        }
        Self {
            fields,
            has_broken_text,
        }
    }

    /// Adds a field that came on its own; the first of each name stays.
    pub fn put(&mut self, name: String, value: Vec<u8>) {
        let value = String::from_utf8(value).unwrap_or_else(|error| {
            self.has_broken_text = true;
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        });
        self.fields.entry(name).or_insert(value);
    }

    /// A field, left where it is; empty when absent.
    pub fn get(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// Takes a field out; empty when absent.
    pub fn take(&mut self, name: &str) -> String {
        self.find(name).unwrap_or_default()
    }

    /// Takes a field out, if it was sent.
    pub fn find(&mut self, name: &str) -> Option<String> {
        self.fields.remove(name)
    }

    /// Whether a box is ticked.
    pub fn is_ticked(&self, name: &str) -> bool {
        self.fields.get(name).is_some_and(|value| is_tick(value))
    }
}

/// Whether this is a form, and not packed; [`read`] looks by itself.
pub fn check_headers(headers: &HeaderMap) -> Result<(), Failure> {
    let is_form = body::is_media_type(headers, "application/x-www-form-urlencoded");
    match is_form && body::encoding(headers) == Encoding::Identity {
        true => Ok(()),
        false => Err(Failure::MediaType),
    }
}

/// The fields, if this is a form, within their bound.
pub async fn read(request: Request<Body>) -> Result<Form, Failure> {
    check_headers(request.headers())?;
    let bytes = body::read(request, MAX_FORM_BYTES).await;
    let bytes = bytes.map_err(|reason| match reason {
        NoBody::TooLarge => Failure::TooLarge,
        NoBody::Broken => Failure::Unreadable,
    })?;
    Ok(Form::parse(&bytes))
}

/// Whether this is what a ticked box sends.
pub fn is_tick(value: &str) -> bool {
    !matches!(value, "" | "0" | "off" | "false")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_forms_are_read() {
        let mut form = Form::parse(b"text=jalan+rusak%0D%0Ab%C3%BCtt&anonymous=1&text=again&empty");
        assert_eq!(form.take("text"), "jalan rusak\r\nb\u{fc}tt");
        assert!(form.is_ticked("anonymous") && !form.is_ticked("confidential"));
        assert!(!form.has_broken_text);
    }

    #[test]
    fn broken_bytes_are_marked_and_the_rest_is_kept() {
        for bytes in [b"text=ab%FFcd".as_slice(), b"text=ab\xffcd"] {
            let mut form = Form::parse(bytes);
            assert!(form.has_broken_text);
            assert_eq!(form.take("text"), "ab\u{fffd}cd");
        }
        assert!(!Form::parse(b"text=%EF%BF%BD%").has_broken_text);
    }
}
