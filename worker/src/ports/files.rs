//! What files need from the storage: rows that say what is there, and a place for the bytes.

use super::RepositoryError;
use crate::ports::life::Officer;
use domain::attachment::{AttachmentState, Descriptor, FileDigest, MediaType};
use domain::complaint::actor::{Post, Role};
use domain::complaint::{Complaint, ComplaintId};
use domain::date::Timestamp;
use domain::tracking_code::TrackingCode;

/// Bytes by key: R2, or whatever a second host has.
pub trait FileStore {
    /// Keeps bytes under a key; the same again does no harm.
    async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), RepositoryError>;

    /// The bytes of a key.
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, RepositoryError>;

    /// Forgets keys; those that are not there do no harm.
    async fn delete(&self, keys: Vec<String>) -> Result<(), RepositoryError>;

    /// Some keys in order, after `after`, with the time they were put.
    async fn list(
        &self,
        after: &str,
        limit: u32,
    ) -> Result<Vec<(String, Timestamp)>, RepositoryError>;
}

/// Whose file it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// The reporter's.
    Reporter,
    /// An officer's, in a role, at a post.
    Officer(Role, Option<Post>),
}

/// A file as the rows describe it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Its name: the digest its sender announced.
    pub sha256: FileDigest,
    /// What it is.
    pub media: MediaType,
    /// How many bytes were announced.
    pub bytes: u32,
    /// How it is cut.
    pub part_bytes: u32,
    /// What became of it.
    pub state: AttachmentState,
    /// Why it was refused.
    pub reason: Option<String>,
    /// Parts that are there, in order.
    pub parts: Vec<u32>,
    /// What is kept, and how many bytes of it.
    pub kept: Option<(FileDigest, u32)>,
    /// Width and height as they are shown.
    pub size: Option<(u32, u32)>,
    /// How it must be turned.
    pub orientation: u8,
    /// The type of its small picture.
    pub thumbnail: Option<MediaType>,
    /// Whose it is.
    pub author: Author,
    /// When it was announced.
    pub announced_at: Timestamp,
    /// Why an officer keeps it from the public.
    pub hidden: Option<String>,
}

impl StoredFile {
    /// As it was announced.
    pub fn descriptor(&self) -> Descriptor {
        Descriptor {
            sha256: self.sha256.clone(),
            media: self.media,
            bytes: self.bytes,
            part_bytes: self.part_bytes,
        }
    }

    /// Whether every part is there.
    pub fn is_whole(&self) -> bool {
        self.parts.len() as u32 == self.descriptor().parts()
    }
}

/// Which complaint, and who wants to know: what they may not know leaves no database.
pub struct Asked<'a> {
    /// Its id or its code.
    pub name: CaseName<'a>,
    /// SHA-256 of the access key, or empty.
    pub key_hash: &'a str,
    /// The officer who asks.
    pub officer: Option<&'a Officer>,
}

/// Two names of one complaint.
pub enum CaseName<'a> {
    /// Its sender's.
    Id(&'a ComplaintId),
    /// Everybody's.
    Code(&'a TrackingCode),
}

/// A complaint's files, and how its reader stands to it.
pub struct CaseFiles {
    /// The complaint's id.
    pub id: ComplaintId,
    /// Its life.
    pub complaint: Complaint,
    /// When it was received.
    pub received_at: Timestamp,
    /// Its newest entry.
    pub changed_at: Timestamp,
    /// The access key is right.
    pub holds_key: bool,
    /// The officer reads it in full.
    pub is_in_scope: bool,
    /// All of them, oldest first.
    pub files: Vec<StoredFile>,
}

/// A file that is announced, or is there already.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// As announced.
    pub descriptor: Descriptor,
    /// What is kept of it, where its bytes are there already.
    pub kept: Option<Kept>,
}

/// What became of the bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Of what is kept.
    pub sha256: FileDigest,
    /// What it is.
    pub media: MediaType,
    /// How many bytes.
    pub bytes: u32,
    /// Width and height as coded.
    pub size: Option<(u32, u32)>,
    /// How it must be turned.
    pub orientation: u8,
}

/// Who announces a file.
#[derive(Clone, Copy)]
pub enum Announcer<'a> {
    /// The reporter.
    Reporter,
    /// An officer, in a role, at a post.
    Officer(&'a Officer, Role, Option<&'a Post>),
}

/// An announced file of which some complaint is known.
pub struct Pending {
    /// Of which complaint.
    pub complaint: ComplaintId,
    /// The file.
    pub file: StoredFile,
}

/// The rows of files.
pub trait AttachmentRepository {
    /// A complaint as far as somebody may know of it, with its files.
    async fn files(&self, asked: &Asked<'_>) -> Result<Option<CaseFiles>, RepositoryError>;

    /// Adds files that are not there yet, as many as there is room for.
    async fn announce(
        &self,
        id: &ComplaintId,
        files: &[NewFile],
        by: Announcer<'_>,
        at: Timestamp,
    ) -> Result<(), RepositoryError>;

    /// It comes in smaller parts from now on; those that are there are forgotten.
    async fn cut_anew(
        &self,
        id: &ComplaintId,
        file: &FileDigest,
        part_bytes: u32,
    ) -> Result<(), RepositoryError>;

    /// One part is there; gives the file as it is now.
    async fn took_part(
        &self,
        id: &ComplaintId,
        file: &FileDigest,
        n: u32,
        at: Timestamp,
    ) -> Result<Option<StoredFile>, RepositoryError>;

    /// The file is whole and kept; its parts are not needed any more.
    async fn keep(
        &self,
        id: &ComplaintId,
        file: &FileDigest,
        kept: &Kept,
        at: Timestamp,
    ) -> Result<Option<StoredFile>, RepositoryError>;

    /// The file is nothing that may be kept.
    async fn refuse(
        &self,
        id: &ComplaintId,
        file: &FileDigest,
        reason: &str,
    ) -> Result<(), RepositoryError>;

    /// Its parts are not there: all of them, or one.
    async fn lose_parts(
        &self,
        id: &ComplaintId,
        file: &FileDigest,
        n: Option<u32>,
    ) -> Result<(), RepositoryError>;

    /// Its small picture is there.
    async fn set_thumbnail(
        &self,
        id: &ComplaintId,
        file: &FileDigest,
        media: MediaType,
    ) -> Result<Option<StoredFile>, RepositoryError>;
}

/// What an officer does with a file that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// Keeps it from the public.
    Hide,
    /// Shows it to the public again.
    Show,
    /// Erases it; that it was there stays.
    Remove,
}

/// Files in the hands of officers. Scope is part of every statement, and each change is on record.
pub trait FileKeeper {
    /// Changes a file of a case in the officer's scope; whether there was something to change.
    async fn change_file(
        &self,
        id: &ComplaintId,
        file: &FileDigest,
        change: FileChange,
        officer: &Officer,
        reason: &str,
        at: Timestamp,
    ) -> Result<bool, RepositoryError>;
}

/// What the clock does with files.
pub trait FileSweepRepository {
    /// Files whose parts are all there, and that nobody put together.
    async fn whole_but_not_kept(&self, limit: u32) -> Result<Vec<Pending>, RepositoryError>;

    /// Forgets what was announced before `before` and never came; gives how many.
    async fn forget_late(&self, before: Timestamp, limit: u32) -> Result<u32, RepositoryError>;

    /// Which of these keys belong to no row.
    async fn orphans(&self, keys: &[String]) -> Result<Vec<String>, RepositoryError>;
}

/// Where the bytes of a part are.
pub fn part_key(id: &ComplaintId, file: &FileDigest, n: u32) -> String {
    format!("part/{id}/{}/{n}", file.as_str())
}

/// Where the bytes of a file are.
pub fn file_key(id: &ComplaintId, kept: &FileDigest) -> String {
    format!("file/{id}/{}", kept.as_str())
}

/// Where the bytes of a small picture are.
pub fn thumbnail_key(id: &ComplaintId, file: &FileDigest) -> String {
    format!("thumb/{id}/{}", file.as_str())
}
