//! In-memory ports for tests of use cases. Time is a value; nothing here waits.

use crate::ports::geography::Polygons;
use crate::ports::{
    ComplaintRepository, NewComplaint, NoIdentityKey, ReceivedData, Reference, RepositoryError,
    SealedIdentity, StoredReceipt, TrackedComplaint, Vault,
};
use domain::calendar::WorkCalendar;
use domain::complaint::ComplaintId;
use domain::date::Timestamp;
use domain::geography::Located;
use domain::reference::ReferenceData;
use domain::routing::RoutingTable;
use domain::submission::{Identity, RawSubmission, Submission};
use domain::terms::{Term, Terms};
use domain::tracking_code::TrackingCode;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Runs a future that never waits for anything outside.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a fake port must not wait"),
    }
}

/// The first receipt of each id.
#[derive(Default)]
pub struct MemoryComplaints(RefCell<HashMap<String, (Timestamp, ReceivedData)>>);

impl MemoryComplaints {
    pub fn len(&self) -> usize {
        self.0.borrow().len()
    }
}

impl ComplaintRepository for MemoryComplaints {
    async fn insert(&self, new: &NewComplaint<'_>) -> Result<StoredReceipt, RepositoryError> {
        let mut rows = self.0.borrow_mut();
        let is_new = !rows.contains_key(new.id.as_str());
        let (received_at, received) = rows
            .entry(new.id.as_str().to_owned())
            .or_insert_with(|| (new.entry.at, new.received.clone()))
            .clone();
        Ok(StoredReceipt {
            is_new,
            received_at,
            received,
            files: Vec::new(),
        })
    }

    async fn by_code(
        &self,
        _: &TrackingCode,
        _: &str,
    ) -> Result<Option<TrackedComplaint>, RepositoryError> {
        Ok(None)
    }
}

/// Seals nothing.
pub struct FakeVault;

impl Vault for FakeVault {
    fn seal(&self, _: &ComplaintId, _: &Identity) -> Result<SealedIdentity, NoIdentityKey> {
        Err(NoIdentityKey)
    }
}

/// Says the same of every position.
pub struct FakePolygons(pub Result<Option<Located>, RepositoryError>);

impl Polygons for FakePolygons {
    async fn locate(&self, _: f64, _: f64) -> Result<Option<Located>, RepositoryError> {
        self.0.clone()
    }
}

/// No regions or agencies, no holidays, three working days for everything.
pub fn reference() -> Reference {
    Reference {
        table: RoutingTable::new(&ReferenceData::default()),
        calendar: WorkCalendar::default(),
        terms: Terms::new(vec![Term {
            rule: "verify_by".into(),
            report_type: "*".into(),
            value: 3,
            unit: "wd".into(),
            valid_from: "2019-01-01".into(),
            valid_to: None,
        }]),
        agencies: HashMap::new(),
        retired: HashSet::new(),
        local_terms: HashMap::new(),
        version: String::new(),
    }
}

/// A story without anything else.
pub fn submission(text: &str) -> Submission {
    let raw = RawSubmission {
        text: text.to_owned(),
        ..RawSubmission::default()
    };
    Submission::parse(raw, Timestamp(1_795_321_587_000), |_| true).unwrap()
}
