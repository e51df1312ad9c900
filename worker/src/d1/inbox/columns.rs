//! The rows of the inbox's statements.

use crate::ports::RepositoryError;
use crate::ports::desk::inbox::{Cursor, Row};
use domain::complaint::{Channel, Classification, ComplaintId, ReportType, StateName};
use domain::date::{Timestamp, Zone};
use frontend::pages::desk::inbox::filter::Due;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct ListedRow {
    pub id: String,
    pub tracking_code: String,
    pub seq: u32,
    pub title: Option<String>,
    pub beginning: String,
    pub place: Option<String>,
    pub region_code: Option<String>,
    pub category: Option<String>,
    pub is_verified: u8,
    pub state: String,
    pub classification: Option<String>,
    pub kind: String,
    pub due_at: Option<f64>,
    pub due: String,
    pub timezone: Option<String>,
    pub received_at: f64,
    pub agency_id: Option<String>,
    pub unit_id: Option<String>,
    pub follower_count: u32,
    pub support_count: u32,
    pub is_merged: u8,
    pub channel: String,
    pub is_confidential: u8,
    pub hops: Option<u32>,
    pub reopenings: Option<u32>,
    pub k1: f64,
    pub k2: f64,
    pub k3: f64,
}

impl ListedRow {
    pub fn read(self) -> Result<Row, RepositoryError> {
        let corrupt = || RepositoryError::Corrupt("complaint");
        Ok(Row {
            cursor: Cursor {
                keys: [self.k1 as i64, self.k2 as i64, self.k3 as i64],
                id: ComplaintId::parse(&self.id).map_err(|_| corrupt())?,
            },
            code: self.tracking_code,
            seq: self.seq,
            title: self.title,
            beginning: self.beginning,
            place: self.place,
            region: self.region_code,
            category: self.category,
            is_verified: self.is_verified == 1,
            state: StateName::parse(&self.state).ok_or_else(corrupt)?,
            classification: self
                .classification
                .as_deref()
                .and_then(Classification::parse),
            kind: ReportType::parse(&self.kind).ok_or_else(corrupt)?,
            due_at: self.due_at.map(|at| Timestamp(at as i64)),
            due: Due::parse(&self.due).ok_or_else(corrupt)?,
            zone: self.timezone.as_deref().map_or(Zone::Wib, Zone::of_iana),
            received_at: Timestamp(self.received_at as i64),
            agency: self.agency_id,
            unit: self.unit_id,
            follower_count: self.follower_count,
            support_count: self.support_count,
            is_merged: self.is_merged == 1,
            channel: Channel::parse(&self.channel),
            is_confidential: self.is_confidential == 1,
            hops: self.hops.unwrap_or_default(),
            reopenings: self.reopenings.unwrap_or_default(),
        })
    }
}

#[derive(Deserialize)]
pub struct EndRow {
    pub k1: f64,
    pub k2: f64,
    pub k3: f64,
    pub id: String,
}

impl EndRow {
    pub fn read(self) -> Result<Cursor, RepositoryError> {
        let id =
            ComplaintId::parse(&self.id).map_err(|_| RepositoryError::Corrupt("desk_entry"))?;
        Ok(Cursor {
            keys: [self.k1 as i64, self.k2 as i64, self.k3 as i64],
            id,
        })
    }
}

#[derive(Deserialize)]
pub struct CountRow {
    pub count: u32,
}

#[derive(Deserialize)]
pub struct CountedRow {
    pub state: String,
    pub due: String,
    pub count: u32,
}

#[derive(Deserialize)]
pub struct HolderRow {
    pub agency_id: Option<String>,
    pub unit_id: Option<String>,
}

#[derive(Deserialize)]
pub struct CategoryRow {
    pub category: Option<String>,
}

#[derive(Deserialize)]
pub struct ViewRow {
    pub id: String,
    pub name: String,
    pub query: String,
}

#[derive(Deserialize)]
pub struct StandsInRow {
    pub name: String,
    pub until_at: f64,
}
