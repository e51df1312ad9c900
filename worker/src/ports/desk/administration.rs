//! What administration needs from the storage: tables as rows of texts, proposals, changes with what was before.

use crate::ports::RepositoryError;
use domain::complaint::Complaint;
use domain::complaint::actor::Role;
use domain::complaint::words::OfficerId;
use domain::date::Timestamp;
use domain::reference::rows::{Known, Row, Rows};
use domain::reference::table::{ANSWER_TEMPLATE, Table};
use domain::tracking_code::TrackingCode;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A row with whether it still counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRow {
    /// The cells.
    pub row: Row,
    /// Kept for what refers to it, used for nothing new.
    pub is_retired: bool,
}

/// One table as it is stored.
#[derive(Clone, Debug)]
pub struct StoredTable {
    /// Which.
    pub table: &'static Table,
    /// By key.
    pub rows: Vec<StoredRow>,
}

/// Everything that is edited at the desk, at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Which moment: changes with every change of a table.
    pub version: String,
    /// The same for answer templates, which move no clock and change often.
    pub template_version: String,
    /// The tables.
    pub tables: Vec<StoredTable>,
    /// `region.code` of provinces, regencies and districts.
    pub regions: HashSet<String>,
}

impl Snapshot {
    /// One table.
    pub fn table(&self, table: &Table) -> Option<&StoredTable> {
        self.tables.iter().find(|stored| stored.table == table)
    }

    /// The version that guards a table.
    pub fn version_of(&self, table: &Table) -> &str {
        match table == &ANSWER_TEMPLATE {
            true => &self.template_version,
            false => &self.version,
        }
    }

    /// One row.
    pub fn find(&self, table: &Table, key: &str) -> Option<&StoredRow> {
        let rows = &self.table(table)?.rows;
        rows.iter().find(|stored| stored.row.key(table) == key)
    }

    /// What counts.
    pub fn active(&self) -> Vec<Rows> {
        let tables = self.tables.iter().map(|stored| Rows {
            table: stored.table,
            rows: stored
                .rows
                .iter()
                .filter(|stored| !stored.is_retired)
                .map(|stored| stored.row.clone())
                .collect(),
        });
        tables.collect()
    }

    /// What rows of these tables may refer to.
    pub fn known(&self, tables: &[Rows]) -> Known {
        Known {
            regions: self.regions.clone(),
            ..Known::of(tables)
        }
    }
}

/// How a change came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// One row in a form.
    Edit,
    /// A file.
    Import,
    /// The opposite of an earlier one.
    Undo,
    /// An account.
    Officer,
}

impl ChangeKind {
    /// The `kind` column.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Import => "import",
            Self::Undo => "undo",
            Self::Officer => "officer",
        }
    }
}

/// One row as it shall be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// `table.name`.
    pub table: String,
    /// Its cells.
    pub cells: Vec<String>,
    /// Whether it shall count no more.
    pub is_retired: bool,
}

/// What somebody proposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// How.
    pub kind: ChangeKind,
    /// Which change it takes back.
    pub undoes: Option<String>,
    /// Why, in their words.
    pub reason: String,
    /// Row by row.
    pub rows: Vec<Proposed>,
}

/// A proposal as stored.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Which; also the id of the change it becomes.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// The tables its author saw.
    pub base_version: String,
    /// What.
    pub proposal: Proposal,
}

/// One row of a change: what was, what is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedRow {
    /// `table.name`, or `officer`.
    pub table: String,
    /// Which row.
    pub key: String,
    /// An officer's name.
    pub name: Option<String>,
    /// JSON by column; none where there was no row.
    pub before: Option<String>,
    /// JSON by column.
    pub after: String,
}

/// A change to be stored, all of it or nothing.
pub struct NewChangeSet<'a> {
    /// Which.
    pub id: &'a str,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub officer: &'a OfficerId,
    /// How.
    pub kind: ChangeKind,
    /// Which change it takes back.
    pub undoes: Option<&'a str>,
    /// Why.
    pub reason: &'a str,
    /// The tables it was decided on: the lock.
    pub base_version: &'a str,
    /// Row by row, with what shall be stored.
    pub rows: &'a [(ChangedRow, &'static Table, Proposed)],
}

/// A change as stored.
#[derive(Clone, Debug)]
pub struct ChangeSet {
    /// Which.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// Who, for colleagues.
    pub officer: String,
    /// The `kind` column.
    pub kind: String,
    /// Why.
    pub reason: String,
    /// How many rows.
    pub row_count: u32,
    /// Which change took it back.
    pub undone_by: Option<String>,
    /// The first of them.
    pub rows: Vec<ChangedRow>,
}

/// An open complaint, for counting what would move.
pub struct OpenComplaint {
    /// For people.
    pub code: TrackingCode,
    /// Its life.
    pub complaint: Complaint,
}

/// A stretch of a walk through open complaints.
pub struct OpenStretch {
    /// Those that could be read.
    pub complaints: Vec<OpenComplaint>,
    /// Where the walk goes on; none at its end.
    pub last: Option<String>,
}

/// Administration.
pub trait AdministrationRepository {
    /// Everything, at one moment.
    async fn snapshot(&self) -> Result<Snapshot, RepositoryError>;

    /// One table.
    async fn table(&self, table: &'static Table) -> Result<StoredTable, RepositoryError>;

    /// How many rows count in each table, and how many officers are active.
    async fn sizes(&self) -> Result<Vec<(String, u32)>, RepositoryError>;

    /// Keeps a proposal for a day.
    async fn put_draft(&self, officer: &OfficerId, draft: &Draft) -> Result<(), RepositoryError>;

    /// Somebody's own proposal.
    async fn draft(&self, officer: &OfficerId, id: &str) -> Result<Option<Draft>, RepositoryError>;

    /// Stores a change in one batch; [`RepositoryError::Conflict`] when the tables are not any more what it was decided
    /// on, or it is stored already.
    async fn store_changes(&self, new: &NewChangeSet<'_>) -> Result<(), RepositoryError>;

    /// Changes before `cursor` (time and id), newest first, with their first rows; of one table, if asked.
    async fn change_sets(
        &self,
        table: Option<&str>,
        before: Option<(Timestamp, &str)>,
        limit: u32,
    ) -> Result<Vec<ChangeSet>, RepositoryError>;

    /// One change with all its rows.
    async fn change_set(&self, id: &str) -> Result<Option<ChangeSet>, RepositoryError>;

    /// Changes of tables like this one after they were called `version`, newest first: what somebody did not see.
    async fn changes_since(
        &self,
        version: &str,
        table: &Table,
    ) -> Result<Vec<ChangeSet>, RepositoryError>;

    /// Open complaints after `cursor`, by id.
    async fn open_stretch(&self, cursor: &str, limit: u32) -> Result<OpenStretch, RepositoryError>;

    /// Open complaints at each of these agencies, units or categories, by the name of that table.
    async fn waiting(
        &self,
        table: &str,
        keys: &[String],
    ) -> Result<Vec<(String, u32)>, RepositoryError>;
}

/// A role somebody has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Appointment {
    /// The `role` column.
    pub role: String,
    /// Where; none is the whole nation.
    pub agency: Option<String>,
    /// Which unit.
    pub unit: Option<String>,
}

/// An account as administrators see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Which.
    pub id: String,
    /// How colleagues call them.
    pub name: String,
    /// Whether they may come in.
    pub is_active: bool,
    /// Their last request.
    pub seen_at: Option<Timestamp>,
    /// What they are.
    pub appointments: Vec<Appointment>,
}

/// What an account becomes.
pub struct AccountChange<'a> {
    /// Id of the change.
    pub id: &'a str,
    /// When.
    pub at: Timestamp,
    /// Who changes.
    pub by: &'a OfficerId,
    /// Why.
    pub reason: &'a str,
    /// As it was when this was decided: the lock.
    pub before: &'a Account,
    /// Whether they may come in.
    pub is_active: bool,
    /// What they are from now on.
    pub appointments: &'a [Appointment],
}

/// An account that is to be.
pub struct NewAccount<'a> {
    /// Which; of its history entry too.
    pub id: &'a str,
    /// How colleagues call them.
    pub name: &'a str,
    /// When.
    pub at: Timestamp,
    /// Who makes it.
    pub by: &'a OfficerId,
    /// Why.
    pub reason: &'a str,
    /// What they are.
    pub appointment: &'a Appointment,
}

/// A link for somebody who has an account already: who opens it makes a new way in, and every old one ends.
pub struct NewLink<'a> {
    /// Id of its entry in history.
    pub id: &'a str,
    /// When.
    pub at: Timestamp,
    /// Who makes it.
    pub by: &'a OfficerId,
    /// As what.
    pub role: Role,
    /// Why.
    pub reason: &'a str,
    /// The account as it was when this was decided: the lock.
    pub before: &'a Account,
    /// SHA-256 of its token.
    pub hash: &'a str,
    /// Until when it counts.
    pub expires_at: Timestamp,
}

/// Accounts of officers.
pub trait AccountRepository {
    /// Accounts with a post in one of these agencies (none: all), whose name or post contains `search`, by name.
    async fn accounts(
        &self,
        agencies: Option<&[String]>,
        search: &str,
        limit: u32,
    ) -> Result<Vec<Account>, RepositoryError>;

    /// One account.
    async fn account(&self, id: &str) -> Result<Option<Account>, RepositoryError>;

    /// Stores an account that nobody can use before they are invited.
    async fn create_account(&self, new: &NewAccount<'_>) -> Result<(), RepositoryError>;

    /// Stores rights, history and the end of that officer's sessions in one batch. [`RepositoryError::Conflict`] when the
    /// account has changed since, [`RepositoryError::Refused`] when no active national admin would be left.
    async fn store_account(&self, change: &AccountChange<'_>) -> Result<(), RepositoryError>;

    /// Stores the link, history and a row of the access log in one batch. [`RepositoryError::Conflict`] when the account has
    /// changed since.
    async fn invite_again(&self, link: &NewLink<'_>) -> Result<(), RepositoryError>;
}
