//! What the inbox needs from the storage.

use crate::ports::RepositoryError;
use crate::ports::life::{Officer, Repeated, Stored};
use domain::complaint::words::OfficerId;
use domain::complaint::{Channel, Classification, ComplaintId, ReportType, StateName};
use domain::date::{Timestamp, Zone};
use frontend::pages::desk::inbox::filter::{Due, Filter};

/// The ends of today and of this week, by the clock on the wall of each zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizon {
    /// Now.
    pub now: Timestamp,
}

impl Horizon {
    /// The last instant of today in `zone`.
    pub fn today(self, zone: Zone) -> Timestamp {
        let day = self.now.local(zone).0;
        Timestamp(day.next().at(0, zone).0.saturating_sub(1))
    }

    /// The last instant of this week's Sunday in `zone`.
    pub fn week(self, zone: Zone) -> Timestamp {
        let day = self.now.local(zone).0;
        let left = 6_u32.saturating_sub(day.weekday());
        let sunday = day.plus_days(left);
        Timestamp(sunday.next().at(0, zone).0.saturating_sub(1))
    }
}

/// A filter that is ready for a query: regions are codes, days are instants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The filter.
    pub filter: Filter,
    /// Codes of regions, each with everything in it; none where the filter names none.
    pub regions: Option<Vec<String>>,
    /// Received at this instant or later.
    pub from: Option<Timestamp>,
    /// Received before this instant.
    pub before: Option<Timestamp>,
    /// Today and this week.
    pub horizon: Horizon,
}

/// Where a page begins: after the row with these keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Sorting keys of the last row.
    pub keys: [i64; 3],
    /// Its id.
    pub id: ComplaintId,
}

impl Cursor {
    /// As the address has it.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > 120 {
            return None;
        }
        let mut parts = text.splitn(4, '_');
        let mut key = || parts.next()?.parse::<i64>().ok();
        let keys = [key()?, key()?, key()?];
        let id = ComplaintId::parse(parts.next()?).ok()?;
        Some(Self { keys, id })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [first, second, third] = self.keys;
        write!(f, "{first}_{second}_{third}_{}", self.id)
    }
}

/// One case in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where the next page would begin.
    pub cursor: Cursor,
    /// Its public code, as stored.
    pub code: String,
    /// The newest entry.
    pub seq: u32,
    /// The heading an officer gave it.
    pub title: Option<String>,
    /// The beginning of the story.
    pub beginning: String,
    /// Where, in words.
    pub place: Option<String>,
    /// Where, by code.
    pub region: Option<String>,
    /// About what: verified, or suggested.
    pub category: Option<String>,
    /// It was verified.
    pub is_verified: bool,
    /// Where it stands.
    pub state: StateName,
    /// What it is; none until verified.
    pub classification: Option<Classification>,
    /// What the citizen called it.
    pub kind: ReportType,
    /// When the holder must have acted.
    pub due_at: Option<Timestamp>,
    /// Which part of the clock that is.
    pub due: Due,
    /// Zone of the holder.
    pub zone: Zone,
    /// Server time of receipt.
    pub received_at: Timestamp,
    /// Who holds it.
    pub agency: Option<String>,
    /// Which unit.
    pub unit: Option<String>,
    /// How many follow it.
    pub follower_count: u32,
    /// How many support it.
    pub support_count: u32,
    /// It follows another.
    pub is_merged: bool,
    /// The road it came by.
    pub channel: Option<Channel>,
    /// Rahasia.
    pub is_confidential: bool,
    /// How often it was returned.
    pub hops: u32,
    /// How often it was reopened.
    pub reopenings: u32,
}

/// A number beside a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Where they stand.
    pub state: StateName,
    /// When they are due.
    pub due: Due,
    /// How many.
    pub count: u32,
}

/// A filter that was kept under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Which.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// As the address has it.
    pub query: String,
}

/// Somebody this officer stands in for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandsInFor {
    /// Their name.
    pub name: String,
    /// Until when.
    pub until: Timestamp,
}

/// Everything one page of the inbox shows.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Listing {
    /// The rows of this page.
    pub rows: Vec<Row>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
    /// How many the filter finds, as far as was counted.
    pub found: u32,
    /// There may be more of them than that.
    pub is_more: bool,
    /// Of everything this officer sees, by state and clock.
    pub counts: Vec<Counted>,
    /// Who holds something: agency and unit.
    pub holders: Vec<(Option<String>, Option<String>)>,
    /// About what.
    pub categories: Vec<String>,
    /// The officer's own views.
    pub views: Vec<View>,
    /// Whose posts they have beside their own.
    pub stands_in_for: Vec<StandsInFor>,
}

/// Rows alone.
pub struct Stretch {
    /// As many as were asked for, or fewer.
    pub rows: Vec<Row>,
    /// Where to look on; none when nothing more can be found.
    pub next: Option<Cursor>,
}

/// Lists of cases.
pub trait InboxRepository {
    /// One page, with the numbers around it.
    async fn listing(
        &self,
        officer: &Officer,
        asked: &Asked,
        after: Option<&Cursor>,
        limit: u32,
    ) -> Result<Listing, RepositoryError>;

    /// Rows alone, for a file or for what is done to many; the walk goes on where one page would end.
    async fn stretch(
        &self,
        officer: &Officer,
        asked: &Asked,
        after: Option<&Cursor>,
        limit: u32,
    ) -> Result<Stretch, RepositoryError>;

    /// Keeps a view; false when the officer has as many as may be.
    async fn keep_view(
        &self,
        officer: &OfficerId,
        view: &View,
        now: Timestamp,
    ) -> Result<bool, RepositoryError>;

    /// Gives a view another name.
    async fn rename_view(
        &self,
        officer: &OfficerId,
        id: &str,
        name: &str,
    ) -> Result<(), RepositoryError>;

    /// Forgets a view.
    async fn forget_view(&self, officer: &OfficerId, id: &str) -> Result<(), RepositoryError>;
}

/// What somebody does to many cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkCommand {
    /// Verify and send.
    Assign,
    /// Give to a unit.
    Delegate,
    /// Answer.
    Answer,
}

impl BulkCommand {
    /// As stored and in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Assign => "assign",
            Self::Delegate => "delegate",
            Self::Answer => "answer",
        }
    }

    /// Reads it.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "assign" => Some(Self::Assign),
            "delegate" => Some(Self::Delegate),
            "answer" => Some(Self::Answer),
            _ => None,
        }
    }
}

/// What became of one case of many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemOutcome {
    /// Nothing yet.
    Waiting,
    /// Done.
    Done,
    /// Refused.
    Refused,
    /// Somebody else was faster.
    Changed,
}

impl ItemOutcome {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Changed => "changed",
        }
    }

    /// Reads it.
    pub fn parse(name: &str) -> Option<Self> {
        let all = [Self::Waiting, Self::Done, Self::Refused, Self::Changed];
        all.into_iter().find(|outcome| outcome.as_str() == name)
    }
}

/// One case of many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its place in the list.
    pub position: u32,
    /// Which complaint.
    pub complaint: ComplaintId,
    /// The entry the officer saw last.
    pub seq: u32,
    /// Under which id the command is sent.
    pub command: ComplaintId,
    /// A heading of its own.
    pub title: Option<String>,
    /// What became of it.
    pub outcome: ItemOutcome,
    /// Why not: a stable code.
    pub reason: Option<String>,
}

/// Work on many cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Which.
    pub id: ComplaintId,
    /// What is done to each.
    pub command: BulkCommand,
    /// What the officer wrote, as JSON; empty until then.
    pub wish: String,
    /// They looked at it and said yes.
    pub is_confirmed: bool,
    /// The cases, in order.
    pub items: Vec<Item>,
}

/// Work on many cases at once.
pub trait BulkRepository {
    /// Begins; every case must be one this officer reads in full. Gives how many there are.
    async fn begin(
        &self,
        officer: &Officer,
        job: &Job,
        now: Timestamp,
    ) -> Result<u32, RepositoryError>;

    /// Their ids and newest entries, for codes; only what this officer reads in full.
    async fn named(
        &self,
        officer: &Officer,
        codes: &[String],
    ) -> Result<Vec<(String, ComplaintId)>, RepositoryError>;

    /// A job of this officer.
    async fn job(
        &self,
        officer: &OfficerId,
        id: &ComplaintId,
    ) -> Result<Option<Job>, RepositoryError>;

    /// What the officer wrote.
    async fn set_wish(
        &self,
        id: &ComplaintId,
        wish: &str,
        titles: &[(u32, String)],
    ) -> Result<(), RepositoryError>;

    /// They said yes.
    async fn confirm(&self, id: &ComplaintId, now: Timestamp) -> Result<(), RepositoryError>;

    /// What became of these.
    async fn note(
        &self,
        id: &ComplaintId,
        outcomes: &[(u32, ItemOutcome, Option<String>)],
    ) -> Result<(), RepositoryError>;

    /// Many complaints, and which of these commands were stored before.
    async fn open_many(
        &self,
        ids: &[ComplaintId],
        commands: &[ComplaintId],
    ) -> Result<(Vec<Stored>, Vec<Repeated>), RepositoryError>;
}

/// Somebody is away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Which.
    pub id: String,
    /// Who.
    pub officer: OfficerId,
    /// Their name.
    pub officer_name: String,
    /// Who stands in.
    pub substitute: OfficerId,
    /// Their name.
    pub substitute_name: String,
    /// From.
    pub from: Timestamp,
    /// Until.
    pub until: Timestamp,
    /// Why, in few words.
    pub reason: String,
}

/// Somebody at an agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Which account.
    pub id: OfficerId,
    /// Their name.
    pub name: String,
    /// At which agency.
    pub agency: String,
    /// As what.
    pub role: String,
}

/// Who stands in for whom.
pub trait AbsenceRepository {
    /// Everybody with a post at one of these agencies, and the absences of theirs that are not over.
    async fn staff(
        &self,
        agencies: &[String],
        now: Timestamp,
    ) -> Result<(Vec<Colleague>, Vec<Absence>), RepositoryError>;

    /// Keeps an absence.
    async fn keep_absence(
        &self,
        absence: &Absence,
        set_by: &OfficerId,
        now: Timestamp,
    ) -> Result<(), RepositoryError>;

    /// Ends one now.
    async fn end_absence(&self, id: &str, now: Timestamp) -> Result<(), RepositoryError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_and_this_week_end_by_the_holders_clock() {
        // Tuesday 24 November 2026, 23:30 in WIB: already Wednesday in WITA and WIT.
        let horizon = Horizon {
            now: Timestamp(1_795_537_800_000),
        };
        let shown = |at: Timestamp| at.rfc3339();
        assert_eq!(shown(horizon.now), "2026-11-24T16:30:00Z");
        assert_eq!(shown(horizon.today(Zone::Wib)), "2026-11-24T16:59:59Z");
        assert_eq!(shown(horizon.today(Zone::Wita)), "2026-11-25T15:59:59Z");
        assert_eq!(shown(horizon.today(Zone::Wit)), "2026-11-25T14:59:59Z");
        assert_eq!(shown(horizon.week(Zone::Wib)), "2026-11-29T16:59:59Z");
        assert_eq!(shown(horizon.week(Zone::Wit)), "2026-11-29T14:59:59Z");
    }

    #[test]
    fn a_cursor_is_read_back_and_nothing_else_is_one() {
        let cursor = Cursor {
            keys: [0, -5, 1_795_305_600_000],
            id: ComplaintId::parse("019ab3c4-d5e6-7f01-8123-456789abcdef").unwrap(),
        };
        assert_eq!(Cursor::parse(&cursor.to_string()), Some(cursor));
        for wrong in [
            "",
            "1_2_3",
            "1_2_3_x",
            "a_2_3_019ab3c4-d5e6-7f01-8123-456789abcdef",
            &"1".repeat(500),
        ] {
            assert_eq!(Cursor::parse(wrong), None, "{wrong}");
        }
    }
}
