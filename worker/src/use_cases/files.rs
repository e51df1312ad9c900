//! Files of a complaint: announced with its words or later, taken part by part, put together, checked, kept.
//!
//! Every step may be repeated, and the program may be killed between any two: bytes are written before the row that says
//! they are there, and deleted after the row that says they are not needed.

use crate::digest::sha256_hex_of;
use crate::ports::RepositoryError;
use crate::ports::files::{
    Announcer, AttachmentRepository, Author, CaseFiles, FileStore, FileSweepRepository, Kept,
    NewFile, StoredFile, file_key, part_key, thumbnail_key,
};
use domain::attachment::clean::{Clean, Unacceptable, clean};
use domain::attachment::{
    AttachmentState, Descriptor, FileDigest, LATE_MS, MAX_OFFICER_FILES, MAX_REPORTER_FILES,
    MAX_THUMBNAIL_BYTES, MAX_THUMBNAIL_SIDE, MediaType, PART_BYTES,
};
use domain::complaint::{ComplaintId, StateName};
use domain::date::Timestamp;
use thiserror::Error;

/// Bytes without a row are left alone for this long: their row may be on its way.
const ORPHAN_MS: i64 = 86_400_000;
/// Keys that one look of the sweep takes.
const KEYS_A_LOOK: u32 = 500;
/// Files that one run puts together, and rows it forgets.
const FILES_A_RUN: u32 = 20;
const LATE_A_RUN: u32 = 200;

/// Why a file, or a part of one, was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotTaken {
    /// Nobody announced it, or the complaint is not theirs.
    #[error("no such file")]
    NotFound,
    /// Too long after the complaint.
    #[error("too late for files")]
    TooLate,
    /// It has as many files as it may.
    #[error("no room for more files")]
    Full,
    /// There is no such part, or it has another length.
    #[error("not the part that was announced")]
    WrongPart,
    /// All parts together are not what was announced; they were dropped.
    #[error("the parts do not make the file that was announced")]
    WrongDigest,
    /// Not what may be kept.
    #[error(transparent)]
    Unacceptable(#[from] Unacceptable),
    /// The storage failed.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
}

/// Announces a late file; the same twice does no harm. Announced once more in smaller parts, it is cut anew: over a line
/// that dies within every part nothing would ever arrive.
pub async fn announce_late(
    rows: &impl AttachmentRepository,
    case: &CaseFiles,
    file: Descriptor,
    by: Announcer<'_>,
    now: Timestamp,
) -> Result<(), NotTaken> {
    if let Ok(known) = find(case, &file.sha256) {
        check_author(known, &by)?;
        let is_finer = file.part_bytes < known.part_bytes && file.bytes == known.bytes;
        if is_finer && known.state == AttachmentState::Expected {
            rows.cut_anew(&case.id, &file.sha256, file.part_bytes)
                .await?;
        }
        return Ok(());
    }
    check_room(case, &by, 0, now)?;
    let new = NewFile {
        descriptor: file,
        kept: None,
    };
    Ok(rows.announce(&case.id, &[new], by, now).await?)
}

/// Whether there is time and room for one more, after `added` of this request.
pub fn check_room(
    case: &CaseFiles,
    by: &Announcer<'_>,
    added: usize,
    now: Timestamp,
) -> Result<(), NotTaken> {
    let is_reporter = matches!(by, Announcer::Reporter);
    let is_over = matches!(
        case.complaint.state().name(),
        StateName::Closed | StateName::Rejected
    );
    let since = match (is_reporter, is_over) {
        (true, _) => case.received_at,
        (false, true) => case.changed_at,
        (false, false) => now,
    };
    if now.0.saturating_sub(since.0) > LATE_MS {
        return Err(NotTaken::TooLate);
    }
    // What was refused takes no place.
    let theirs = case.files.iter().filter(|file| {
        file.state != AttachmentState::Refused
            && is_reporter == matches!(file.author, Author::Reporter)
    });
    let most = match is_reporter {
        true => MAX_REPORTER_FILES,
        false => MAX_OFFICER_FILES,
    };
    match theirs.count() + added < most as usize {
        true => Ok(()),
        false => Err(NotTaken::Full),
    }
}

/// Whoever announced a file sends it: nobody else's bytes become part of it.
fn check_author(file: &StoredFile, by: &Announcer<'_>) -> Result<(), NotTaken> {
    let is_theirs = match (&file.author, by) {
        (Author::Reporter, Announcer::Reporter) => true,
        (Author::Officer(role, post), Announcer::Officer(_, as_role, at)) => {
            role == as_role && post.as_ref() == *at
        }
        _ => false,
    };
    is_theirs.then_some(()).ok_or(NotTaken::NotFound)
}

/// A file on its way, and who sends it.
pub struct Sent<'a> {
    /// Of which complaint.
    pub case: &'a CaseFiles,
    /// Its name.
    pub sha256: &'a FileDigest,
    /// By whom.
    pub by: &'a Announcer<'a>,
}

impl<'a> Sent<'a> {
    /// The file as it was announced, by them.
    fn file(&self) -> Result<&'a StoredFile, NotTaken> {
        let file = find(self.case, self.sha256)?;
        check_author(file, self.by)?;
        Ok(file)
    }
}

/// Takes one part; puts the file together when it was the last one missing. Whether this made it whole comes along.
pub async fn take_part(
    rows: &impl AttachmentRepository,
    store: &impl FileStore,
    sent: &Sent<'_>,
    n: u32,
    bytes: Vec<u8>,
    now: Timestamp,
) -> Result<(StoredFile, bool), NotTaken> {
    let (file, case, sha256) = (sent.file()?, sent.case, sent.sha256);
    match file.state {
        AttachmentState::Expected => {}
        AttachmentState::Refused => return Err(refusal(file)),
        AttachmentState::Stored | AttachmentState::Removed => return Ok((file.clone(), false)),
    }
    let expected = file.descriptor().part_len(n);
    if expected.is_none_or(|length| length as usize != bytes.len()) {
        return Err(NotTaken::WrongPart);
    }
    let file = match file.parts.contains(&n) {
        // Create-once: what came first is looked at when all are there.
        true => file.clone(),
        false => {
            store.put(&part_key(&case.id, sha256, n), bytes).await?;
            let file = rows.took_part(&case.id, sha256, n, now).await?;
            file.ok_or(NotTaken::NotFound)?
        }
    };
    put_together(rows, store, &case.id, file, now).await
}

/// Puts a file together if all of it is there: also what a kill left lying between its last part and its row.
pub async fn put_together(
    rows: &impl AttachmentRepository,
    store: &impl FileStore,
    id: &ComplaintId,
    file: StoredFile,
    now: Timestamp,
) -> Result<(StoredFile, bool), NotTaken> {
    if file.state != AttachmentState::Expected || !file.is_whole() {
        return Ok((file, false));
    }
    let sha256 = &file.sha256;
    let parts = file.descriptor().parts();
    let keys = || (0..parts).map(|n| part_key(id, sha256, n)).collect();
    let mut whole = Vec::with_capacity(file.bytes as usize);
    for n in 0..parts {
        match store.get(&part_key(id, sha256, n)).await? {
            Some(part) => whole.extend_from_slice(&part),
            None => {
                // Another request was faster, or the bytes are lost: ask for them again.
                rows.lose_parts(id, sha256, Some(n)).await?;
                let mut lost = file.clone();
                lost.parts.retain(|part| *part != n);
                return Ok((lost, false));
            }
        }
    }
    if sha256_hex_of(&whole) != sha256.as_str() {
        rows.lose_parts(id, sha256, None).await?;
        store.delete(keys()).await?;
        return Err(NotTaken::WrongDigest);
    }
    let cleaned = clean(&whole).and_then(|cleaned| match cleaned.media == file.media {
        true => Ok(cleaned),
        false => Err(Unacceptable::Type),
    });
    drop(whole);
    let cleaned = match cleaned {
        Ok(cleaned) => cleaned,
        Err(reason) => {
            rows.refuse(id, sha256, reason.code()).await?;
            store.delete(keys()).await?;
            return Err(NotTaken::Unacceptable(reason));
        }
    };
    let kept = keep_bytes(store, id, cleaned).await?;
    let stored = rows.keep(id, sha256, &kept, now).await?;
    store.delete(keys()).await?;
    stored
        .map(|stored| (stored, true))
        .ok_or(NotTaken::NotFound)
}

/// Keeps a file that came in one piece, from a form without scripts: its bytes before its row. It is named by what is kept
/// of it, so that the same photo sent again is the same file.
pub async fn keep_whole(
    store: &impl FileStore,
    id: &ComplaintId,
    bytes: &[u8],
) -> Result<NewFile, NotTaken> {
    let cleaned = clean(bytes)?;
    let kept = keep_bytes(store, id, cleaned).await?;
    Ok(NewFile {
        descriptor: Descriptor {
            sha256: kept.sha256.clone(),
            media: kept.media,
            bytes: kept.bytes,
            part_bytes: PART_BYTES.into_iter().max().unwrap_or(u32::MAX),
        },
        kept: Some(kept),
    })
}

async fn keep_bytes(
    store: &impl FileStore,
    id: &ComplaintId,
    cleaned: Clean,
) -> Result<Kept, NotTaken> {
    let digest = FileDigest::parse(&sha256_hex_of(&cleaned.bytes));
    let sha256 = digest.ok_or(RepositoryError::Corrupt("digest"))?;
    let kept = Kept {
        media: cleaned.media,
        bytes: u32::try_from(cleaned.bytes.len()).map_err(|_| Unacceptable::Bytes)?,
        size: cleaned.size,
        orientation: cleaned.orientation,
        sha256,
    };
    store
        .put(&file_key(id, &kept.sha256), cleaned.bytes)
        .await?;
    Ok(kept)
}

/// Takes the small picture that a phone made of its photo: from whoever sent that, and once, so that what was looked at
/// stays.
pub async fn take_thumbnail(
    rows: &impl AttachmentRepository,
    store: &impl FileStore,
    sent: &Sent<'_>,
    bytes: &[u8],
) -> Result<StoredFile, NotTaken> {
    let (file, case, sha256) = (sent.file()?, sent.case, sent.sha256);
    if file.thumbnail.is_some() {
        return Ok(file.clone());
    }
    match file.state {
        AttachmentState::Expected | AttachmentState::Stored => {}
        AttachmentState::Refused => return Err(refusal(file)),
        AttachmentState::Removed => return Ok(file.clone()),
    }
    if bytes.len() > MAX_THUMBNAIL_BYTES {
        return Err(NotTaken::Unacceptable(Unacceptable::Bytes));
    }
    let cleaned = clean(bytes)?;
    let is_small = cleaned
        .size
        .is_some_and(|(width, height)| width <= MAX_THUMBNAIL_SIDE && height <= MAX_THUMBNAIL_SIDE);
    if !is_small || !matches!(cleaned.media, MediaType::Jpeg | MediaType::Webp) {
        let reason = match cleaned.size {
            Some(_) if !is_small => Unacceptable::Bytes,
            _ => Unacceptable::Type,
        };
        return Err(NotTaken::Unacceptable(reason));
    }
    let (media, key) = (cleaned.media, thumbnail_key(&case.id, sha256));
    store.put(&key, cleaned.bytes).await?;
    let file = rows.set_thumbnail(&case.id, sha256, media).await?;
    file.ok_or(NotTaken::NotFound)
}

/// Forgets the bytes of a file whose row says that it is gone; another file that is the same picture keeps them.
pub async fn forget(
    store: &impl FileStore,
    case: &CaseFiles,
    sha256: &FileDigest,
) -> Result<(), RepositoryError> {
    let kept = |file: &StoredFile| file.kept.as_ref().map(|(kept, _)| kept.clone());
    let is_kept = |file: &&StoredFile| file.state == AttachmentState::Stored;
    let gone = case.files.iter().find(|file| file.sha256 == *sha256);
    let mut keys = vec![thumbnail_key(&case.id, sha256)];
    if let Some(gone) = gone.and_then(kept) {
        let others = case.files.iter().filter(is_kept);
        let others = others.filter(|file| file.sha256 != *sha256);
        if !others.filter_map(kept).any(|kept| kept == gone) {
            keys.push(file_key(&case.id, &gone));
        }
    }
    store.delete(keys).await
}

fn find<'a>(case: &'a CaseFiles, sha256: &FileDigest) -> Result<&'a StoredFile, NotTaken> {
    let mut files = case.files.iter();
    let file = files.find(|file| file.sha256 == *sha256);
    file.ok_or(NotTaken::NotFound)
}

fn refusal(file: &StoredFile) -> NotTaken {
    let all = [
        Unacceptable::Damaged,
        Unacceptable::Pixels,
        Unacceptable::Bytes,
    ];
    let reason = file.reason.as_deref().unwrap_or_default();
    let found = all.into_iter().find(|known| known.code() == reason);
    NotTaken::Unacceptable(found.unwrap_or(Unacceptable::Type))
}

/// What a run of the sweep did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SweptFiles {
    /// Files put together.
    pub kept: u32,
    /// Rows and keys forgotten.
    pub forgotten: u32,
    /// The key after which the next run goes on; empty at the end.
    pub cursor: String,
}

/// Puts together what a kill left lying, forgets what never came, and collects bytes that belong to no row: some of each.
pub async fn sweep_files<R: AttachmentRepository + FileSweepRepository>(
    rows: &R,
    store: &impl FileStore,
    cursor: &str,
    now: Timestamp,
) -> Result<SweptFiles, RepositoryError> {
    let mut swept = SweptFiles::default();
    for pending in rows.whole_but_not_kept(FILES_A_RUN).await? {
        match put_together(rows, store, &pending.complaint, pending.file, now).await {
            Ok((_, is_kept)) => swept.kept += u32::from(is_kept),
            Err(NotTaken::Repository(error)) => return Err(error),
            // Refused or dropped: that is settled too.
            Err(_) => {}
        }
    }
    let before = Timestamp(now.0.saturating_sub(LATE_MS));
    swept.forgotten += rows.forget_late(before, LATE_A_RUN).await?;
    let found = store.list(cursor, KEYS_A_LOOK).await?;
    if found.len() as u32 == KEYS_A_LOOK {
        swept.cursor = found.last().map_or(String::new(), |(key, _)| key.clone());
    }
    let young = now.0.saturating_sub(ORPHAN_MS);
    let old: Vec<String> = found
        .into_iter()
        .filter(|(_, put_at)| put_at.0 < young)
        .map(|(key, _)| key)
        .collect();
    if !old.is_empty() {
        let orphans = rows.orphans(&old).await?;
        swept.forgotten += orphans.len() as u32;
        store.delete(orphans).await?;
    }
    Ok(swept)
}

#[cfg(test)]
mod tests;
