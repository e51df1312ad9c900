//! A program that is killed between any two steps: in memory, at every one of them.

use super::*;
use crate::fakes::block_on;
use crate::fakes::reference;
use crate::ports::files::{Asked, Author};
use domain::complaint::moment::Periods;
use domain::complaint::state::Desk;
use domain::complaint::{Classification, Complaint, Intake, ReportType, ReporterKind, Visibility};
use domain::date::Zone;
use domain::deadline::Deadline;
use domain::terms::Rule;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

const NOW: Timestamp = Timestamp(1_795_321_587_000);

/// Rows and bytes; the step whose number comes up fails, before or after it is done.
#[derive(Default)]
struct World {
    bytes: RefCell<BTreeMap<String, Vec<u8>>>,
    file: RefCell<Option<StoredFile>>,
    parts: RefCell<BTreeSet<u32>>,
    steps: Cell<usize>,
    dies_at: Option<(usize, bool)>,
}

impl World {
    fn step<T>(&self, work: impl FnOnce() -> T) -> Result<T, RepositoryError> {
        let step = self.steps.get();
        self.steps.set(step + 1);
        let dead = || RepositoryError::Unavailable("killed".to_owned());
        match self.dies_at {
            Some((at, false)) if at == step => Err(dead()),
            Some((at, true)) if at == step => {
                work();
                Err(dead())
            }
            _ => Ok(work()),
        }
    }

    fn row(&self) -> Option<StoredFile> {
        let mut file = self.file.borrow().clone()?;
        file.parts = self.parts.borrow().iter().copied().collect();
        Some(file)
    }
}

impl FileStore for World {
    async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), RepositoryError> {
        self.step(|| {
            self.bytes.borrow_mut().insert(key.to_owned(), bytes);
        })
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, RepositoryError> {
        self.step(|| self.bytes.borrow().get(key).cloned())
    }

    async fn delete(&self, keys: Vec<String>) -> Result<(), RepositoryError> {
        self.step(|| self.bytes.borrow_mut().retain(|key, _| !keys.contains(key)))
    }

    async fn list(&self, _: &str, _: u32) -> Result<Vec<(String, Timestamp)>, RepositoryError> {
        Ok(Vec::new())
    }
}

impl AttachmentRepository for World {
    async fn files(&self, _: &Asked<'_>) -> Result<Option<CaseFiles>, RepositoryError> {
        Ok(None)
    }

    async fn announce(
        &self,
        _: &ComplaintId,
        _: &[NewFile],
        _: Announcer<'_>,
        _: Timestamp,
    ) -> Result<(), RepositoryError> {
        Ok(())
    }

    async fn cut_anew(
        &self,
        _: &ComplaintId,
        _: &FileDigest,
        part_bytes: u32,
    ) -> Result<(), RepositoryError> {
        self.step(|| {
            if let Some(file) = self.file.borrow_mut().as_mut() {
                file.part_bytes = part_bytes;
            }
            self.parts.borrow_mut().clear();
        })
    }

    async fn took_part(
        &self,
        _: &ComplaintId,
        _: &FileDigest,
        n: u32,
        _: Timestamp,
    ) -> Result<Option<StoredFile>, RepositoryError> {
        self.step(|| {
            self.parts.borrow_mut().insert(n);
        })?;
        Ok(self.row())
    }

    async fn keep(
        &self,
        _: &ComplaintId,
        _: &FileDigest,
        kept: &Kept,
        _: Timestamp,
    ) -> Result<Option<StoredFile>, RepositoryError> {
        self.step(|| {
            if let Some(file) = self.file.borrow_mut().as_mut() {
                file.state = AttachmentState::Stored;
                file.kept = Some((kept.sha256.clone(), kept.bytes));
            }
            self.parts.borrow_mut().clear();
        })?;
        Ok(self.row())
    }

    async fn refuse(
        &self,
        _: &ComplaintId,
        _: &FileDigest,
        reason: &str,
    ) -> Result<(), RepositoryError> {
        self.step(|| {
            if let Some(file) = self.file.borrow_mut().as_mut() {
                file.state = AttachmentState::Refused;
                file.reason = Some(reason.to_owned());
            }
            self.parts.borrow_mut().clear();
        })
    }

    async fn lose_parts(
        &self,
        _: &ComplaintId,
        _: &FileDigest,
        n: Option<u32>,
    ) -> Result<(), RepositoryError> {
        self.step(|| {
            self.parts
                .borrow_mut()
                .retain(|part| n.is_some_and(|n| n != *part))
        })
    }

    async fn set_thumbnail(
        &self,
        _: &ComplaintId,
        _: &FileDigest,
        _: MediaType,
    ) -> Result<Option<StoredFile>, RepositoryError> {
        Ok(self.row())
    }
}

/// A small PDF of three parts.
fn document() -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.resize(20_000, b'x');
    bytes.extend_from_slice(b"%%EOF\n");
    bytes
}

fn announced(bytes: &[u8], media: MediaType) -> StoredFile {
    StoredFile {
        sha256: FileDigest::parse(&sha256_hex_of(bytes)).unwrap(),
        media,
        bytes: bytes.len() as u32,
        part_bytes: 8192,
        state: AttachmentState::Expected,
        reason: None,
        parts: Vec::new(),
        kept: None,
        size: None,
        orientation: 1,
        thumbnail: None,
        author: Author::Reporter,
        announced_at: NOW,
        hidden: None,
    }
}

fn id() -> ComplaintId {
    ComplaintId::parse("019ab3c4-d5e6-7f01-8123-456789abcdef").unwrap()
}

fn fixture() -> Complaint {
    let reference = reference();
    let periods = Periods {
        terms: &reference.terms,
        calendar: &reference.calendar,
    };
    let kind = Classification::from(ReportType::Complaint);
    Complaint::receive(Intake {
        id: id(),
        kind: ReportType::Complaint,
        visibility: Visibility::Public,
        reporter: ReporterKind::Unknown,
        is_reachable: false,
        received_at: NOW,
        desk: Desk::National,
        verify: Deadline::start(Rule::VerifyBy, kind, Zone::Wib, NOW, periods),
    })
}

/// A phone that sends what is missing until the file is settled, and meets the death once.
fn send(world: &mut World, bytes: &[u8]) -> Result<StoredFile, NotTaken> {
    for _ in 0..10 {
        let file = world.row().unwrap();
        let missing = (0..file.descriptor().parts()).find(|n| !file.parts.contains(n));
        let case = CaseFiles {
            id: id(),
            complaint: fixture(),
            received_at: NOW,
            changed_at: NOW,
            holds_key: true,
            is_in_scope: false,
            files: vec![file.clone()],
        };
        let n = missing.unwrap_or(0);
        let part = bytes.chunks(8192).nth(n as usize).unwrap().to_vec();
        let sent = Sent {
            case: &case,
            sha256: &file.sha256,
            by: &Announcer::Reporter,
        };
        let taken = take_part(&*world, &*world, &sent, n, part, NOW);
        match block_on(taken) {
            Ok((file, _)) if file.state == AttachmentState::Stored => return Ok(file),
            Ok(_) => {}
            Err(NotTaken::Repository(_)) => world.dies_at = None,
            Err(NotTaken::WrongDigest) => {}
            Err(other) => return Err(other),
        }
    }
    panic!("never settled");
}

#[test]
fn killed_at_any_step_the_file_is_whole_in_the_end_and_nothing_else_is_left() {
    let bytes = document();
    let mut undisturbed = World::default();
    *undisturbed.file.borrow_mut() = Some(announced(&bytes, MediaType::Pdf));
    send(&mut undisturbed, &bytes).unwrap();
    let steps = undisturbed.steps.get();
    let expected = undisturbed.bytes.borrow().clone();
    assert_eq!(expected.len(), 1);
    for at in 0..steps {
        for is_done in [false, true] {
            let mut world = World {
                dies_at: Some((at, is_done)),
                ..World::default()
            };
            *world.file.borrow_mut() = Some(announced(&bytes, MediaType::Pdf));
            let file = send(&mut world, &bytes).unwrap();
            assert_eq!(file.state, AttachmentState::Stored, "{at} {is_done}");
            let files = world.bytes.borrow();
            let kept = files.iter().filter(|(key, _)| key.starts_with("file/"));
            assert!(kept.eq(expected.iter()), "{at} {is_done}");
            // The last step deletes parts that have no row any more: if it never came, they are the sweep's.
            let is_clean = files.len() == 1;
            assert!(is_clean || at + 2 >= steps, "{at} {is_done}");
            assert!(world.parts.borrow().is_empty(), "{at} {is_done}");
        }
    }
}

#[test]
fn what_is_not_a_pdf_is_refused_however_often_it_dies() {
    let bytes = vec![b'x'; 20_000];
    for at in 0..16 {
        let mut world = World {
            dies_at: Some((at, true)),
            ..World::default()
        };
        *world.file.borrow_mut() = Some(announced(&bytes, MediaType::Pdf));
        let refused = send(&mut world, &bytes).unwrap_err();
        assert_eq!(refused, NotTaken::Unacceptable(Unacceptable::Type));
        assert_eq!(world.row().unwrap().state, AttachmentState::Refused);
    }
}
