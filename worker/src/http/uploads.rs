//! Forms with files (`multipart/form-data`, RFC 7578), read as a stream: words are kept in memory, files one after the other.

use super::body::MAX_FORM_BYTES;
use super::form::Form;
use axum::body::Body;
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart};
use axum::http::Request;
use domain::attachment::MAX_FORM_FILE_BYTES;
use frontend::pages::failure::Failure;

/// Most bytes of all files of one form.
pub const MAX_UPLOAD_BYTES: usize = 30 * 1024 * 1024;
/// What is read of a form before the connection is given up: answering while the sender is writing breaks it, and they
/// never learn why.
const DRAINED_BYTES: usize = 64 * 1024 * 1024;
/// More fields than any form of ours has.
const MOST_FIELDS: usize = 80;
/// As much of a file's name as is shown again.
const NAME_CHARS: usize = 60;

/// A form that is being read.
pub struct Upload {
    parts: Multipart,
    /// The words so far.
    pub form: Form,
    words: usize,
    files: usize,
    fields: usize,
}

/// A file of a form.
pub struct UploadedFile {
    /// Its name on the sender's machine: for the sender's eyes only.
    pub name: String,
    /// Its bytes; none where there are too many.
    pub bytes: Option<Vec<u8>>,
}

/// For the routes that take such forms: the bounds are here, not in axum's two megabytes.
pub fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(DRAINED_BYTES)
}

impl Upload {
    /// Begins to read.
    pub async fn of(request: Request<Body>) -> Result<Self, Failure> {
        let parts = Multipart::from_request(request, &()).await;
        Ok(Self {
            parts: parts.map_err(|_| Failure::Unreadable)?,
            form: Form::default(),
            words: 0,
            files: 0,
            fields: 0,
        })
    }

    /// The next file; the words before it are in the form by then. None at the end. What breaks off has its words still.
    pub async fn next_file(&mut self) -> Result<Option<UploadedFile>, Failure> {
        while let Some(field) = next(&mut self.parts).await? {
            self.fields += 1;
            if self.fields > MOST_FIELDS {
                return Err(Failure::TooLarge);
            }
            let name = field.name().unwrap_or_default().to_owned();
            let Some(file_name) = field.file_name().map(shown) else {
                let room = MAX_FORM_BYTES.saturating_sub(self.words);
                let words = read(field, room).await?.ok_or(Failure::TooLarge)?;
                self.words += words.len();
                self.form.put(name, words);
                continue;
            };
            let room = MAX_UPLOAD_BYTES.saturating_sub(self.files);
            let bytes = read(field, room.min(MAX_FORM_FILE_BYTES)).await?;
            self.files += bytes.as_ref().map_or(0, Vec::len);
            // An empty field for files sends one without a name.
            if bytes.as_ref().is_some_and(Vec::is_empty) && file_name.is_empty() {
                continue;
            }
            return Ok(Some(UploadedFile {
                name: file_name,
                bytes,
            }));
        }
        Ok(None)
    }
}

async fn next(parts: &mut Multipart) -> Result<Option<Field<'_>>, Failure> {
    parts.next_field().await.map_err(|_| Failure::Unreadable)
}

/// A field to its end; none where it has more bytes than `limit`.
async fn read(mut field: Field<'_>, limit: usize) -> Result<Option<Vec<u8>>, Failure> {
    let (mut bytes, mut is_within) = (Vec::new(), true);
    while let Some(chunk) = field.chunk().await.map_err(|_| Failure::Unreadable)? {
        is_within &= bytes.len() + chunk.len() <= limit;
        match is_within {
            true => bytes.extend_from_slice(&chunk),
            false => bytes = Vec::new(),
        }
    }
    Ok(is_within.then_some(bytes))
}

/// The last step of a path, short, without what cannot be shown.
fn shown(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown = name.chars().filter(|character| !character.is_control());
    shown.take(NAME_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fakes::block_on;

    fn request(parts: &[(&str, Option<&str>, &[u8])]) -> Request<Body> {
        let mut body = Vec::new();
        for (name, file, content) in parts {
            let file = file.map_or(String::new(), |file| format!("; filename=\"{file}\""));
            let head =
                format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--x--\r\n");
        Request::builder()
            .header("content-type", "multipart/form-data; boundary=x")
            .extension(())
            .body(Body::from(body))
            .unwrap()
    }

    #[test]
    fn words_and_files_come_one_after_the_other() {
        let request = request(&[
            ("text", None, "jalan\r\nrusak".as_bytes()),
            ("photo", Some(""), b""),
            ("photo", Some("C:\\fakepath\\lubang.jpg"), b"bytes"),
            ("text", None, b"again"),
            ("broken", None, b"\xff"),
        ]);
        block_on(async {
            let mut upload = Upload::of(request).await.ok().unwrap();
            let file = upload.next_file().await.ok().unwrap().unwrap();
            assert_eq!(
                (file.name.as_str(), file.bytes),
                ("lubang.jpg", Some(b"bytes".to_vec()))
            );
            assert!(!upload.form.has_broken_text);
            assert!(upload.next_file().await.ok().unwrap().is_none());
            assert_eq!(upload.form.take("text"), "jalan\r\nrusak");
            assert!(upload.form.has_broken_text);
        });
    }

    #[test]
    fn a_form_that_breaks_off_keeps_its_words() {
        let whole = request(&[
            ("text", None, b"jalan"),
            ("photo", Some("a.jpg"), b"0123456789"),
        ]);
        block_on(async {
            let bytes = axum::body::to_bytes(whole.into_body(), 10_000)
                .await
                .unwrap();
            let cut = Request::builder()
                .header("content-type", "multipart/form-data; boundary=x")
                .body(Body::from(bytes.slice(..bytes.len() - 14)))
                .unwrap();
            let mut upload = Upload::of(cut).await.ok().unwrap();
            assert!(upload.next_file().await.is_err());
            assert_eq!(upload.form.take("text"), "jalan");
        });
    }
}
