//! From rows of files to what a page shows of them.

use crate::ports::files::{Author, StoredFile};
use domain::attachment::AttachmentState;
use domain::complaint::actor::Post;
use domain::tracking_code::TrackingCode;
use frontend::pages::track::FileView;

/// Who looks, and where they find the bytes.
pub enum Looking<'a> {
    /// Anybody.
    Public,
    /// The bearer of the key.
    Reporter(&'a str),
    /// An officer who reads the case in full.
    Officer,
}

/// What this reader sees of them; `name` says who a post is.
pub fn views(
    files: &[StoredFile],
    code: &TrackingCode,
    looking: &Looking<'_>,
    name: &dyn Fn(&Post) -> String,
    nation: &str,
) -> Vec<FileView> {
    let is_public = matches!(looking, Looking::Public);
    let seen = files.iter().enumerate().filter(|(_, file)| {
        let is_there = matches!(
            file.state,
            AttachmentState::Stored | AttachmentState::Removed
        );
        !is_public || (is_there && file.hidden.is_none())
    });
    let folder = match looking {
        Looking::Officer => "/meja/berkas",
        _ => "/berkas",
    };
    let key = match looking {
        Looking::Reporter(key) => format!("?k={key}"),
        _ => String::new(),
    };
    let views = seen.map(|(index, file)| {
        let path = format!("{folder}/{code}/{}", file.sha256.as_str());
        FileView {
            href: format!("{path}{key}"),
            number: number(files, index),
            thumbnail: file.thumbnail.map(|_| format!("{path}/kecil{key}")),
            media: file.media,
            state: file.state,
            bytes: file.kept.as_ref().map_or(file.bytes, |(_, bytes)| *bytes),
            size: file.size,
            officers: match &file.author {
                Author::Reporter => None,
                Author::Officer(_, post) => Some(post.as_ref().map_or(nation.to_owned(), name)),
            },
            hidden: file.hidden.clone(),
        }
    });
    views.collect()
}

/// The how manieth of its kind a file is among those of its side, whatever became of the others.
fn number(files: &[StoredFile], index: usize) -> usize {
    let alike = |file: &StoredFile| (file.author == Author::Reporter, file.media.kind());
    let wanted = files.get(index).map(alike);
    let so_far = files.iter().take(index.saturating_add(1));
    so_far.filter(|file| Some(alike(file)) == wanted).count()
}
