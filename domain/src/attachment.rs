//! Photos, documents and voice notes that belong to a complaint: how they are announced, cut into parts, and what of
//! their bytes is kept.

pub mod clean;
mod exif;
mod jpeg;
mod mp4;
mod ogg;
mod pdf;
mod png;
mod webm;
mod webp;

use thiserror::Error;

/// Most files one reporter adds to one complaint.
pub const MAX_REPORTER_FILES: u32 = 5;
/// Most files officers add to one complaint, all together.
pub const MAX_OFFICER_FILES: u32 = 10;
/// Most parts of a file: putting it together asks the storage once a part (guide: R2 takes no small multipart uploads).
pub const MAX_PARTS: u32 = 40;
/// What a part may weigh: two for slow links, one for documents.
pub const PART_BYTES: [u32; 3] = [8192, 16_384, 65_536];
/// Why the public does not see what a reporter added to a case it reads already: nobody has looked at it. In the place of an
/// officer's reason.
pub const UNSEEN: &str = "unseen";
/// How long a late file is waited for, after it was announced and after the complaint was received.
pub const LATE_MS: i64 = 30 * 86_400_000;
/// Most bytes of a small picture.
pub const MAX_THUMBNAIL_BYTES: usize = 8192;
/// Longest side of a small picture.
pub const MAX_THUMBNAIL_SIDE: u32 = 320;
/// Most bytes of one file in a form without scripts, where no phone has shrunk it.
pub const MAX_FORM_FILE_BYTES: usize = 8 * 1024 * 1024;
/// Longest list of announced files that is looked at: ten of the longest descriptors.
const MAX_LIST_BYTES: usize = 2000;

/// What a file is, by its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    /// `image/jpeg`.
    Jpeg,
    /// `image/png`.
    Png,
    /// `image/webp`.
    Webp,
    /// `application/pdf`.
    Pdf,
    /// `audio/webm`, Opus.
    Webm,
    /// `audio/ogg`, Opus.
    Ogg,
    /// `audio/mp4`, AAC.
    Mp4,
}

/// What people call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentKind {
    /// A picture.
    Photo,
    /// A PDF.
    Document,
    /// A voice note of a minute.
    VoiceNote,
}

impl AttachmentKind {
    /// Most bytes of one that a phone sends.
    pub fn max_bytes(self) -> u32 {
        match self {
            Self::Photo => 600_000,
            Self::Document => 2_500_000,
            Self::VoiceNote => 400_000,
        }
    }
}

impl MediaType {
    /// Every type that is taken.
    pub const ALL: [Self; 7] = [
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Pdf,
        Self::Webm,
        Self::Ogg,
        Self::Mp4,
    ];

    /// A media type as browsers write it, with or without parameters (`audio/webm;codecs=opus`).
    pub fn parse(text: &str) -> Option<Self> {
        let essence = text.split(';').next().unwrap_or_default().trim();
        let mut all = Self::ALL.into_iter();
        all.find(|media| media.as_str().eq_ignore_ascii_case(essence))
    }

    /// The media type.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
            Self::Webm => "audio/webm",
            Self::Ogg => "audio/ogg",
            Self::Mp4 => "audio/mp4",
        }
    }

    /// The ending of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
            Self::Webm => "webm",
            Self::Ogg => "ogg",
            Self::Mp4 => "m4a",
        }
    }

    /// What people call it.
    pub fn kind(self) -> AttachmentKind {
        match self {
            Self::Jpeg | Self::Png | Self::Webp => AttachmentKind::Photo,
            Self::Pdf => AttachmentKind::Document,
            Self::Webm | Self::Ogg | Self::Mp4 => AttachmentKind::VoiceNote,
        }
    }
}

/// SHA-256 of a file, 64 lower-case hex digits: its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDigest(String);

impl FileDigest {
    /// Reads a digest; none where it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (text.len() == 64 && text.bytes().all(is_hex)).then(|| Self(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A file as its sender announces it. The size of the parts is chosen once, so that two attempts never cut differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Descriptor {
    /// Of the whole file.
    pub sha256: FileDigest,
    /// What it claims to be.
    pub media: MediaType,
    /// Its length.
    pub bytes: u32,
    /// The length of every part but the last.
    pub part_bytes: u32,
}

/// What is wrong with a descriptor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum InvalidDescriptor {
    /// Not 64 hex digits.
    #[error("a file is named by the SHA-256 of its bytes")]
    Digest,
    /// A type that is not taken.
    #[error("a file of this type is not taken")]
    Type,
    /// Empty, or more than one of its kind may weigh.
    #[error("a file of this size is not taken")]
    Bytes,
    /// Not a size of parts, or too many of them.
    #[error("parts of this size are not taken")]
    PartBytes,
}

impl Descriptor {
    /// Checks the fields of a descriptor.
    pub fn new(
        sha256: &str,
        media: &str,
        bytes: u64,
        part_bytes: u64,
    ) -> Result<Self, InvalidDescriptor> {
        let sha256 = FileDigest::parse(sha256).ok_or(InvalidDescriptor::Digest)?;
        let media = MediaType::parse(media).ok_or(InvalidDescriptor::Type)?;
        let bytes = u32::try_from(bytes).map_err(|_| InvalidDescriptor::Bytes)?;
        let part_bytes = u32::try_from(part_bytes).map_err(|_| InvalidDescriptor::PartBytes)?;
        if bytes == 0 || bytes > media.kind().max_bytes() {
            return Err(InvalidDescriptor::Bytes);
        }
        if !PART_BYTES.contains(&part_bytes) || bytes.div_ceil(part_bytes) > MAX_PARTS {
            return Err(InvalidDescriptor::PartBytes);
        }
        Ok(Self {
            sha256,
            media,
            bytes,
            part_bytes,
        })
    }

    /// `sha256:type:bytes:part_bytes`, as it stands in a form.
    pub fn parse(text: &str) -> Option<Self> {
        let mut pieces = text.split(':');
        let (sha256, media) = (pieces.next()?, pieces.next()?);
        let bytes = pieces.next()?.parse().ok()?;
        let part_bytes = pieces.next()?.parse().ok()?;
        match pieces.next() {
            None => Self::new(sha256, media, bytes, part_bytes).ok(),
            Some(_) => None,
        }
    }

    /// The files a form announces: what cannot be read, comes twice or is one too many is dropped, never the words.
    pub fn list(text: &str) -> Vec<Self> {
        let text = match text.len() <= MAX_LIST_BYTES {
            true => text,
            false => "",
        };
        Self::first(text.split_ascii_whitespace().filter_map(Self::parse))
    }

    /// The first few of those announced, each once.
    pub fn first(announced: impl Iterator<Item = Self>) -> Vec<Self> {
        let mut files: Vec<Self> = Vec::new();
        for file in announced {
            let is_known = files.iter().any(|known| known.sha256 == file.sha256);
            if !is_known && files.len() < MAX_REPORTER_FILES as usize {
                files.push(file);
            }
        }
        files
    }

    /// How many parts there are.
    pub fn parts(&self) -> u32 {
        self.bytes.div_ceil(self.part_bytes)
    }

    /// The length of part `n`; none if there is no such part.
    pub fn part_len(&self, n: u32) -> Option<u32> {
        let start = n.checked_mul(self.part_bytes)?;
        let left = self.bytes.checked_sub(start).filter(|left| *left > 0)?;
        Some(left.min(self.part_bytes))
    }
}

impl std::fmt::Display for Descriptor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (sha256, media) = (self.sha256.as_str(), self.media.as_str());
        write!(f, "{sha256}:{media}:{}:{}", self.bytes, self.part_bytes)
    }
}

/// What became of an announced file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentState {
    /// Its parts are on the way.
    Expected,
    /// Whole, checked and kept.
    Stored,
    /// Whole, and not what may be kept.
    Refused,
    /// Erased; that it was there stays.
    Removed,
}

impl AttachmentState {
    /// Reads the name of a state.
    pub fn parse(text: &str) -> Option<Self> {
        let all = [Self::Expected, Self::Stored, Self::Refused, Self::Removed];
        all.into_iter().find(|state| state.as_str() == text)
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Stored => "stored",
            Self::Refused => "refused",
            Self::Removed => "removed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn the_last_part_is_the_rest() {
        let file = Descriptor::new(DIGEST, "image/webp", 40_000, 16_384).unwrap();
        let lengths: Vec<_> = (0..4).map(|n| file.part_len(n)).collect();
        assert_eq!(lengths, [Some(16_384), Some(16_384), Some(7232), None]);
        assert_eq!(file.parts(), 3);
        assert_eq!(file.part_len(u32::MAX), None);
        let even = Descriptor::new(DIGEST, "image/webp", 32_768, 16_384).unwrap();
        assert_eq!((even.parts(), even.part_len(2)), (2, None));
    }

    #[test]
    fn what_a_descriptor_may_not_say() {
        use InvalidDescriptor::*;
        for (sha256, media, bytes, part_bytes, expected) in [
            ("abc", "image/png", 10, 8192, Digest),
            (&DIGEST.to_uppercase(), "image/png", 10, 8192, Digest),
            (DIGEST, "image/svg+xml", 10, 8192, Type),
            (DIGEST, "text/html", 10, 8192, Type),
            (DIGEST, "image/heic", 10, 8192, Type),
            (DIGEST, "image/png", 0, 8192, Bytes),
            (DIGEST, "image/png", 600_001, 65_536, Bytes),
            (DIGEST, "audio/webm", 400_001, 65_536, Bytes),
            (DIGEST, "image/png", 1 << 40, 65_536, Bytes),
            (DIGEST, "image/png", 10, 4096, PartBytes),
            (DIGEST, "image/png", 10, 0, PartBytes),
            (DIGEST, "application/pdf", 2_500_000, 16_384, PartBytes),
        ] {
            let read = Descriptor::new(sha256, media, bytes, part_bytes);
            assert_eq!(read, Err(expected), "{media} {bytes} {part_bytes}");
        }
        assert!(Descriptor::new(DIGEST, "audio/webm;codecs=opus", 9, 8192).is_ok());
    }

    #[test]
    fn a_form_announces_what_can_be_read() {
        let other = DIGEST.replace("ba", "cc");
        let list = format!(
            "{DIGEST}:image/jpeg:100:8192 broken  {other}:image/png:5:8192 {DIGEST}:image/png:5:8192 {DIGEST}:image/jpeg:100"
        );
        let files = Descriptor::list(&list);
        let shown: Vec<String> = files.iter().map(ToString::to_string).collect();
        assert_eq!(
            shown,
            [
                format!("{DIGEST}:image/jpeg:100:8192"),
                format!("{other}:image/png:5:8192")
            ]
        );
        assert_eq!(Descriptor::list(&"x ".repeat(5000)), []);
    }

    #[test]
    fn no_more_than_five() {
        let digest = |n: u8| format!("{n:02x}").repeat(32);
        let list: Vec<String> = (0..9)
            .map(|n| format!("{}:image/jpeg:1:8192", digest(n)))
            .collect();
        assert_eq!(Descriptor::list(&list.join(" ")).len(), 5);
    }
}
