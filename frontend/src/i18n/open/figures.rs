//! `/statistik`, `/instansi/{id}` and the page that says how figures are made.

use domain::figures::Measure;

mod en;
mod id;

pub(super) use en::EN;
pub(super) use id::ID;

/// Texts; `{n}` and other names in braces are filled in.
pub struct FiguresTexts {
    /// Title of the nation's page.
    pub title: &'static str,
    /// Under it, and for search engines.
    pub about: &'static str,
    /// Name of the whole.
    pub nation: &'static str,
    /// Title of a region's or category's page.
    pub title_of: &'static str,
    /// When counted; `{at}`.
    pub counted: &'static str,
    /// Which months a total covers; `{from}`, `{to}`.
    pub covers: &'static str,
    /// The running month is not over.
    pub running: &'static str,
    /// Counted so long ago that something must be wrong; `{at}`.
    pub old: &'static str,
    /// Nothing was counted yet.
    pub uncounted_title: &'static str,
    /// What to do then.
    pub uncounted: &'static str,
    /// No public cases.
    pub empty: &'static str,
    /// A region and a category were asked for: there are no such figures.
    pub both_title: &'static str,
    /// What to do then.
    pub both: &'static str,
    /// The whole subject is hidden.
    pub concealed: &'static str,
    /// Heading of the figures.
    pub summary: &'static str,
    /// Cases.
    pub received: &'static str,
    /// Its explanation.
    pub received_about: &'static str,
    /// Median.
    pub median: &'static str,
    /// Its explanation.
    pub median_about: &'static str,
    /// `{n}` days.
    pub days: &'static str,
    /// Rating.
    pub rating: &'static str,
    /// `{n}` of 5.
    pub stars: &'static str,
    /// From `{n}` ratings.
    pub from_ratings: &'static str,
    /// Of `{n}` cases.
    pub of_cases: &'static str,
    /// At most `{n}`.
    pub at_most: &'static str,
    /// At least `{n}`.
    pub at_least: &'static str,
    /// Fewer than five cases.
    pub few: &'static str,
    /// In a narrow cell.
    pub few_short: &'static str,
    /// In a narrow cell of counts.
    pub hidden_short: &'static str,
    /// What [`Self::few_short`] and [`Self::hidden_short`] mean.
    pub legend: &'static str,
    /// Closed by silence, beside confirmed.
    pub lapsed: &'static str,
    /// Its explanation.
    pub lapsed_about: &'static str,
    /// Each measure: name, explanation, heading of a narrow column.
    pub measures: [(&'static str, &'static str, &'static str); 7],
    /// Heading of the trend.
    pub trend: &'static str,
    /// Title of the bars; `{name}`.
    pub bars: &'static str,
    /// What the bars show, in a sentence; `{most}`, `{month}`.
    pub bars_about: &'static str,
    /// The same without any number to tell.
    pub bars_hidden: &'static str,
    /// Title of the lines; `{name}`.
    pub lines: &'static str,
    /// What the lines are.
    pub lines_about: &'static str,
    /// Heading of the column of months.
    pub month: &'static str,
    /// Heading of the narrow column of cases.
    pub cases_short: &'static str,
    /// Heading of the narrow column of medians.
    pub median_short: &'static str,
    /// Caption of the months' table; `{name}`.
    pub months_table: &'static str,
    /// Marks the running month.
    pub running_short: &'static str,
    /// Heading of the table of regions.
    pub regions: &'static str,
    /// Heading of its first column.
    pub region: &'static str,
    /// Heading of the table of categories.
    pub categories: &'static str,
    /// Heading of its first column.
    pub category: &'static str,
    /// Heading of the table of agencies.
    pub agencies: &'static str,
    /// Heading of its first column.
    pub agency: &'static str,
    /// Why tables are in the order of codes.
    pub no_ranking: &'static str,
    /// A place or category that is not known that exactly.
    pub unknown: &'static str,
    /// Cases no agency holds.
    pub nobody: &'static str,
    /// Link to the cases.
    pub see_cases: &'static str,
    /// Link to the methods.
    pub how: &'static str,
    /// Link to the data.
    pub data: &'static str,
    /// Link up.
    pub back: &'static str,
    /// Heading of the comparison.
    pub compared: &'static str,
    /// What it is compared with; `{kind}`.
    pub compared_about: &'static str,
    /// Not enough agencies of the kind.
    pub alone: &'static str,
    /// Title of the comparison's picture; `{name}`.
    pub compared_chart: &'static str,
    /// What the picture shows.
    pub compared_key: &'static str,
    /// Caption of the comparison's table.
    pub compared_table: &'static str,
    /// Column.
    pub measure: &'static str,
    /// Column.
    pub here: &'static str,
    /// Column.
    pub middle_half: &'static str,
    /// `{low}` to `{high}`, of `{n}` agencies.
    pub range: &'static str,
    /// Link to the posters of the agency.
    pub poster: &'static str,
    /// Heading.
    pub what_for: &'static str,
    /// The agency is of the centre; `{kind}`.
    pub for_centre: &'static str,
    /// It governs a region; `{kind}`, `{region}`.
    pub for_region: &'static str,
    /// Kinds of agencies.
    pub kinds: &'static [(&'static str, &'static str)],
    /// Any other kind.
    pub other_kind: &'static str,
    /// Scrollable tables, for who uses a keyboard.
    pub scroll: &'static str,
    /// Three-letter names of months.
    pub months: [&'static str; 12],
    /// The methods page.
    pub method: &'static super::super::Article,
}

impl FiguresTexts {
    /// Name, explanation and narrow heading of a measure.
    pub fn measure(&self, measure: Measure) -> (&'static str, &'static str, &'static str) {
        let place = Measure::ALL.iter().position(|other| *other == measure);
        place
            .and_then(|place| self.measures.get(place))
            .copied()
            .unwrap_or_default()
    }

    /// What an agency of this kind is called.
    pub fn kind(&self, kind: &str) -> &'static str {
        let mut kinds = self.kinds.iter();
        let found = kinds.find(|(name, _)| *name == kind);
        found.map_or(self.other_kind, |(_, words)| words)
    }
}
