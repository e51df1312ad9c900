//! What came with a form: words, and perhaps files that no phone has shrunk. Their bytes are kept before anything is
//! decided; without a row they are forgotten after a day.

use crate::http::form::Form;
use crate::http::uploads::Upload;
use crate::http::{App, fresh_id};
use crate::ports::RepositoryError;
use crate::ports::files::{FileStore, NewFile, file_key};
use crate::r2::R2Files;
use crate::use_cases::files::{NotTaken, keep_whole};
use axum::body::Body;
use axum::http::Request;
use domain::attachment::{FileDigest, MAX_REPORTER_FILES};
use domain::complaint::ComplaintId;
use frontend::i18n::{Language, mistake_words};
use frontend::pages::complaint_form::FormValues;
use frontend::pages::failure::Failure;

/// Words and files.
#[derive(Default)]
pub struct Brought {
    /// The words.
    pub form: Form,
    /// Files that are kept.
    pub files: Vec<NewFile>,
    /// The form broke off: whatever comes after may be missing, also that it is confidential.
    pub is_cut: bool,
    /// The storage failed.
    pub error: Option<RepositoryError>,
    /// Under which id they are kept.
    id: Option<ComplaintId>,
    refused: Vec<(String, &'static str)>,
}

/// Reads a form with files; keeps none where there are too many requests already.
pub async fn read(app: &App, request: Request<Body>, is_kept: bool) -> Result<Brought, Failure> {
    let mut upload = Upload::of(request).await?;
    let mut brought = Brought::default();
    loop {
        let file = match upload.next_file().await {
            Ok(Some(file)) => file,
            Ok(None) => break,
            // It broke off: the words before are not lost.
            Err(reason) if upload.form.get("text").is_empty() => return Err(reason),
            Err(_) => {
                brought.refused.push((String::new(), "damaged"));
                brought.is_cut = true;
                break;
            }
        };
        if !is_kept || brought.error.is_some() {
            continue;
        }
        let room = MAX_REPORTER_FILES as usize;
        let kept = match file.bytes {
            None => Err("too_large"),
            Some(_) if brought.files.len() >= room => Err("too_many_files"),
            Some(bytes) => {
                let id = brought.id_for(&upload.form);
                match keep(app, id, &bytes).await {
                    Ok(kept) => Ok(kept),
                    Err(NotTaken::Unacceptable(reason)) => Err(reason.code()),
                    Err(NotTaken::Repository(error)) => {
                        brought.error = Some(error);
                        continue;
                    }
                    Err(_) => Err("lost_file"),
                }
            }
        };
        match kept {
            Ok(kept) => brought.add(kept),
            Err(code) => brought.refused.push((file.name, code)),
        }
    }
    brought.form = upload.form;
    Ok(brought)
}

async fn keep(
    app: &App,
    id: Result<ComplaintId, RepositoryError>,
    bytes: &[u8],
) -> Result<NewFile, NotTaken> {
    keep_whole(&R2Files::new(&app.env)?, &id?, bytes).await
}

/// Files that were kept under another id, and must be chosen again.
pub fn lost(language: Language, kept: &str) -> Vec<(String, &'static str)> {
    let kept = kept.split_ascii_whitespace();
    kept.map(|_| (String::new(), mistake_words(language, "lost_file")))
        .collect()
}

impl Brought {
    /// Words alone.
    pub fn words(form: Form) -> Self {
        Self {
            form,
            ..Self::default()
        }
    }

    /// The id of the form; one of ours, for good, where it has none before its files.
    fn id_for(&mut self, form: &Form) -> Result<ComplaintId, RepositoryError> {
        if let Some(id) = &self.id {
            return Ok(id.clone());
        }
        let id = match ComplaintId::parse(form.get("id")) {
            Ok(id) => id,
            Err(_) => ComplaintId::parse(&fresh_id()?)
                .map_err(|_| RepositoryError::Unavailable("no id could be made".to_owned()))?,
        };
        Ok(self.id.insert(id).clone())
    }

    fn add(&mut self, file: NewFile) {
        let sha256 = &file.descriptor.sha256;
        let mut known = self.files.iter();
        if !known.any(|known| known.descriptor.sha256 == *sha256) {
            self.files.push(file);
        }
    }

    /// Finds the files that came with this form the time before. Their bytes are looked at again: whoever wrote the field
    /// could have written anything.
    pub async fn find_kept(
        &mut self,
        app: &App,
        values: &mut FormValues,
    ) -> Result<(), RepositoryError> {
        if let Some(id) = &self.id {
            values.id = id.to_string();
        }
        let kept = std::mem::take(&mut values.kept);
        let kept = kept.split_ascii_whitespace().filter_map(read_kept);
        let kept: Vec<_> = kept.take(MAX_REPORTER_FILES as usize).collect();
        if kept.is_empty() {
            return Ok(());
        }
        let store = R2Files::new(&app.env)?;
        for (sha256, orientation) in kept {
            let found = match ComplaintId::parse(&values.id) {
                Ok(id) => match store.get(&file_key(&id, &sha256)).await? {
                    Some(bytes) => keep_whole(&store, &id, &bytes).await.ok(),
                    None => None,
                },
                Err(_) => None,
            };
            let room = self.files.len() < MAX_REPORTER_FILES as usize;
            match found {
                Some(mut file) if room => {
                    if let Some(kept) = &mut file.kept {
                        kept.orientation = orientation;
                    }
                    self.add(file);
                }
                Some(_) => self.refused.push((String::new(), "too_many_files")),
                None => self.refused.push((String::new(), "lost_file")),
            }
        }
        Ok(())
    }

    /// The files as the form carries them if it comes back.
    pub fn kept(&self) -> String {
        let files = self.files.iter().filter_map(|file| file.kept.as_ref());
        let kept: Vec<String> = files
            .map(|kept| format!("{}:{}", kept.sha256.as_str(), kept.orientation))
            .collect();
        kept.join(" ")
    }

    /// What was not kept, and why.
    pub fn refused_in(&self, language: Language) -> Vec<(String, &'static str)> {
        let refused = self.refused.iter();
        refused
            .map(|(name, code)| (name.clone(), mistake_words(language, code)))
            .collect()
    }
}

fn read_kept(text: &str) -> Option<(FileDigest, u8)> {
    let (sha256, orientation) = text.split_once(':')?;
    let orientation = orientation.parse().ok()?;
    let sha256 = FileDigest::parse(sha256)?;
    (1..=8)
        .contains(&orientation)
        .then_some((sha256, orientation))
}
