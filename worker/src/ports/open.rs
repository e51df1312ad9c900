//! What is public: a projection of the complaints, made from them and never the only copy (docs/decisions/0014).

use super::{Reference, RepositoryError};
use domain::complaint::Complaint;
use domain::date::Timestamp;
use domain::routing::search::Sought;
use serde::{Deserialize, Serialize};

/// A code whose public page has changed.
#[derive(Debug)]
pub struct Due {
    /// Its compact code.
    pub code: String,
    /// Which change of all; grows.
    pub revision: i64,
    /// What the public page of that code is made of; none where there is no public complaint.
    pub page: Option<PublicPage>,
}

/// What anybody may read of a complaint, as the public page shows it.
#[derive(Debug)]
pub struct PublicPage {
    /// Its life.
    pub life: Complaint,
    /// The road it came by.
    pub channel: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// The region.
    pub region: Option<String>,
    /// The heading that an officer gave.
    pub title: Option<String>,
    /// The story, or what the public reads instead.
    pub story: String,
    /// Something of it was masked: then neither words nor a point say where.
    pub is_redacted: bool,
    /// Where, in the citizen's words.
    pub place: Option<String>,
    /// What stands close by.
    pub landmark: Option<String>,
    /// Latitude and longitude.
    pub point: Option<(f64, f64)>,
    /// How many follow it.
    pub follower_count: u32,
    /// How many support it.
    pub support_count: u32,
    /// The nearest end of a running period of an officer.
    pub due_at: Option<Timestamp>,
    /// First assigned.
    pub verified_at: Option<Timestamp>,
    /// First answered.
    pub answered_at: Option<Timestamp>,
    /// Last answered.
    pub last_answer_at: Option<Timestamp>,
    /// Newest entry.
    pub changed_at: Timestamp,
}

/// A row of the projection: the columns of `public_case` by name, but for the code.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PublicCase {
    /// Its place in time; unique.
    pub key: i64,
    /// When it was received.
    pub filed_at: i64,
    /// Complaint, aspiration or question.
    pub kind: String,
    /// The road it came by.
    pub channel: String,
    /// Where it stands.
    pub state: String,
    /// What about.
    pub category_code: String,
    /// The top-level category.
    pub topic_code: String,
    /// Who holds it.
    pub agency_id: Option<String>,
    /// Which unit of them.
    pub unit_id: Option<String>,
    /// The deepest region that is known.
    pub region_code: Option<String>,
    /// The province of it.
    pub province: Option<String>,
    /// The regency or city of it.
    pub regency: Option<String>,
    /// The district of it.
    pub district: Option<String>,
    /// Where, in words.
    pub place: String,
    /// Where it is shown, rounded.
    pub lat: Option<f64>,
    /// Where it is shown, rounded.
    pub lon: Option<f64>,
    /// The heading an officer gave; may be empty.
    pub title: String,
    /// The beginning of the public text.
    pub excerpt: String,
    /// How many support it.
    pub support_count: u32,
    /// How many follow it.
    pub follower_count: u32,
    /// It follows another, which stands for it.
    pub is_follower: u8,
    /// The nearest end of a running period of an officer.
    pub due_at: Option<i64>,
    /// First assigned.
    pub verified_at: Option<i64>,
    /// First answered.
    pub answered_at: Option<i64>,
    /// When it was over.
    pub closed_at: Option<i64>,
    /// How it ended.
    pub outcome: Option<String>,
    /// How often it was returned.
    pub hops: u32,
    /// How often the reporter disagreed.
    pub objections: u32,
    /// How often it was reopened.
    pub reopenings: u32,
    /// Rules of terms whose limit was missed, a blank around each.
    pub missed: String,
    /// Whether it was verified in time (`domain::figures::CaseFacts`).
    pub verified_in_time: Option<bool>,
    /// Whether the agency began in time.
    pub replied_in_time: Option<bool>,
    /// Whether it was done in time.
    pub done_in_time: Option<bool>,
    /// Since when the answer stands.
    pub stands_since: Option<i64>,
    /// What the reporter thinks, 1 to 5.
    pub stars: Option<u8>,
    /// Whether their trouble is gone.
    pub solved: Option<String>,
    /// Newest entry.
    pub changed_at: i64,
    /// What searches and filters find it by, blank separated.
    pub shapes: String,
}

/// What becomes of a code.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Publication {
    /// The compact code.
    pub tracking_code: String,
    /// Which change of all.
    pub revision: i64,
    /// Nothing of it is public.
    pub is_gone: u8,
    /// What is.
    #[serde(flatten)]
    pub case: Option<PublicCase>,
}

/// Which pages have changed.
pub trait PublicationSource {
    /// What has waited longest.
    async fn due(&self, most: u32) -> Result<Vec<Due>, RepositoryError>;

    /// These were published: they wait no longer, unless they changed again.
    async fn done(&self, published: &[(String, i64)]) -> Result<(), RepositoryError>;
}

/// The projection, to write.
pub trait Projection {
    /// Puts what is newer than what is there in its place, all of it or nothing, and takes away what is gone.
    async fn publish(
        &self,
        publications: &[Publication],
        now: Timestamp,
    ) -> Result<(), RepositoryError>;

    /// Of which reference data it has the names.
    async fn names_version(&self) -> Result<String, RepositoryError>;

    /// Replaces the names.
    async fn name(&self, reference: &Reference, now: Timestamp) -> Result<(), RepositoryError>;
}

/// What a list is narrowed to, ready for the index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words that were typed: all of them must be there, unless `reach` says otherwise.
    pub words: Vec<Sought>,
    /// And all of these: shapes of filters.
    pub facets: Vec<String>,
    /// How much like them.
    pub reach: Reach,
    /// Most supported first instead of newest.
    pub by_support: bool,
    /// Keys from here.
    pub from_key: i64,
    /// Keys below this.
    pub below_key: i64,
    /// Only what comes after this in the order.
    pub after: Option<Place>,
}

/// How far from what was typed something may be that is shown for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// All words, as they are spelled.
    #[default]
    Exact,
    /// All words, of which likely misspellings count too: letters changed places, one is wrong, missing or too much.
    Near,
    /// As they are spelled, the most of them that any case has, and at least so many.
    Some(usize),
}

/// A place in a list: the row that was shown last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its support; counts only where the list is ordered by it.
    pub support: u32,
    /// Its key.
    pub key: i64,
}

/// A row of a list, with names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListedCase {
    /// Its compact code.
    pub tracking_code: String,
    /// Its place in time.
    pub key: i64,
    /// When it was received.
    pub filed_at: i64,
    /// Newest entry.
    pub changed_at: i64,
    /// Where it stands.
    pub state: String,
    /// What about.
    pub category_code: String,
    /// The name of that in Indonesian.
    pub category_id: Option<String>,
    /// The name of that in English.
    pub category_en: Option<String>,
    /// Who holds it.
    pub agency_id: Option<String>,
    /// Their name.
    pub agency: Option<String>,
    /// The deepest region that is known.
    pub region_code: Option<String>,
    /// Where, in words.
    pub place: String,
    /// The heading an officer gave; may be empty.
    pub title: String,
    /// The beginning of the public text.
    pub excerpt: String,
    /// How many support it.
    pub support_count: u32,
    /// How many follow it.
    pub follower_count: u32,
    /// The nearest end of a running period of an officer.
    pub due_at: Option<i64>,
}

/// A code and its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Code or id.
    pub code: String,
    /// In Indonesian.
    pub name: String,
    /// In English, where that is another.
    pub name_en: String,
    /// What it lies in; empty at the top.
    pub parent: String,
}

/// What the form of a list offers.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The chosen region and those it lies in, the largest first.
    pub region_path: Vec<Named>,
    /// The regions within.
    pub regions: Vec<Named>,
    /// Topics, and the categories of the chosen one.
    pub categories: Vec<Named>,
    /// Agencies of the chosen region, and the chosen one.
    pub agencies: Vec<Named>,
}

/// What was chosen, by code.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chosen<'a> {
    /// The region.
    pub region: &'a str,
    /// The category.
    pub category: &'a str,
    /// The agency.
    pub agency: &'a str,
}

/// The projection, to read.
pub trait PublicCases {
    /// Changes with every change of what is public.
    async fn generation(&self) -> Result<i64, RepositoryError>;

    /// A page of a list, one row more than `rows` where it goes on.
    async fn list(&self, wanted: &Wanted, rows: u32) -> Result<Vec<ListedCase>, RepositoryError>;

    /// One of the cases, by its compact code; a follower too.
    async fn one(&self, code: &str) -> Result<Option<ListedCase>, RepositoryError>;

    /// What the form offers.
    async fn choices(&self, chosen: Chosen<'_>) -> Result<Choices, RepositoryError>;

    /// What the form offers and a page of a list, asked for at once: each question is a way to the database and back.
    async fn choices_and_list(
        &self,
        chosen: Chosen<'_>,
        wanted: &Wanted,
        rows: u32,
    ) -> Result<(Choices, Vec<ListedCase>), RepositoryError>;
}
