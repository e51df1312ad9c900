//! What a list shows: from the projection's rows to the page's.

#[cfg(test)]
mod tests;

use crate::kv::Newest;
use crate::ports::RepositoryError;
use crate::ports::open::{
    Choices, Chosen, ListedCase, Named as StoredName, Place, PublicCases, Reach, Wanted,
};
use crate::use_cases::publish::first_key;
use domain::complaint::StateName;
use domain::date::{Timestamp, Zone};
use domain::routing::search::{Facet, SearchWords, Sought, Topic};
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;
use frontend::pages::open::list::filter::{Cursor, Filter, Order, Wrong};
use frontend::pages::open::list::{Likeness, ListPage, Named, Offered, Row, feed};
use std::cell::RefCell;

/// Rows a page.
const ROWS: u32 = 20;

/// Who looks, and when.
pub struct Seen<'a> {
    /// Language.
    pub language: Language,
    /// `https://host`.
    pub origin: &'a str,
    /// Now.
    pub now: Timestamp,
}

/// Everything a list shows.
pub struct Content {
    filter: Filter,
    /// What of the address could not be used.
    pub wrong: Vec<Wrong>,
    choices: Choices,
    /// The rows.
    pub cases: Vec<ListedCase>,
    /// Where it goes on.
    pub next: Option<Filter>,
    /// How far from what was typed they are.
    pub reach: Reach,
    /// Something matches, but nobody supports it.
    has_unsupported: bool,
    stale_since: Option<Timestamp>,
}

impl Content {
    /// Loads what a filter asks for. What it names and does not exist is left out.
    pub async fn load(
        projection: &impl PublicCases,
        mut filter: Filter,
        mut wrong: Vec<Wrong>,
    ) -> Result<Self, RepositoryError> {
        // Whoever types a code wants that one: its link says nothing of whether it exists.
        let is_searched = filter.code().is_none();
        // Nearly always everything that is named exists, and no topic has another name since the last search.
        let likely = is_searched.then(|| likely(&filter));
        let (choices, found) = match &likely {
            Some(likely) => {
                let both = projection.choices_and_list(chosen(&filter), likely, ROWS);
                let (choices, found) = both.await?;
                (choices, Some(found))
            }
            None => (projection.choices(chosen(&filter)).await?, None),
        };
        check(&choices, &mut filter, &mut wrong);
        let mut wanted = wanted(&filter, &choices);
        let found = found.filter(|_| likely.as_ref() == Some(&wanted));
        let mut cases = match is_searched {
            false => Vec::new(),
            true => look(projection, &mut wanted, ROWS, found).await?,
        };
        let mut has_unsupported = false;
        if cases.is_empty() && wanted.by_support && is_searched {
            let mut all = Wanted {
                by_support: false,
                after: None,
                ..wanted.clone()
            };
            has_unsupported = !look(projection, &mut all, 1, None).await?.is_empty();
        }
        let goes_on = cases.len() > ROWS as usize;
        cases.truncate(ROWS as usize);
        let last = cases.last().filter(|_| goes_on);
        let next = last.map(|last| Filter {
            after: Some(Cursor {
                support: (filter.order == Order::Supported).then_some(last.support_count),
                key: last.key,
            }),
            ..filter.clone()
        });
        Ok(Self {
            filter,
            wrong,
            choices,
            cases,
            next,
            reach: wanted.reach,
            has_unsupported,
            stale_since: None,
        })
    }

    /// What was newest when it was kept.
    pub fn stale(filter: &Filter, newest: Newest) -> Self {
        Self {
            filter: filter.clone(),
            wrong: Vec::new(),
            choices: Choices::default(),
            cases: newest.cases,
            next: None,
            reach: Reach::Exact,
            has_unsupported: false,
            stale_since: Some(Timestamp(newest.at)),
        }
    }

    /// As a page.
    pub fn page(&self, seen: &Seen<'_>) -> String {
        self.show(seen, |page| page.render())
    }

    /// As a feed.
    pub fn feed(&self, seen: &Seen<'_>) -> String {
        let changed: Vec<Timestamp> = self
            .cases
            .iter()
            .map(|case| Timestamp(case.changed_at))
            .collect();
        let newest = changed.iter().max().copied().unwrap_or(Timestamp(0));
        self.show(seen, |page| feed::render(page, newest, &changed))
    }

    fn show(&self, seen: &Seen<'_>, render: impl FnOnce(&ListPage<'_>) -> String) -> String {
        let language = seen.language;
        let rows: Vec<Row> = self.cases.iter().map(|case| row(seen, case)).collect();
        let offered = offered(language, &self.choices);
        render(&ListPage {
            language,
            origin: seen.origin,
            filter: &self.filter,
            wrong: &self.wrong,
            offered: &offered,
            rows: &rows,
            next: self.next.clone(),
            likeness: match self.reach {
                Reach::Exact => Likeness::Exact,
                Reach::Near => Likeness::Spelling,
                Reach::Some(_) => Likeness::SomeWords,
            },
            has_unsupported: self.has_unsupported,
            stale_since: self.stale_since,
        })
    }
}

/// Everything that was typed; where there is none of it, what is spelled alike; where there is none of that, most of the words.
/// Each is a question to the index of a million cases, and a misspelt word is forty of them: of more than two words no spellings
/// are asked for, since a wrong one among them may be missing anyway. The first may have been asked for already.
async fn look(
    projection: &impl PublicCases,
    wanted: &mut Wanted,
    rows: u32,
    mut found: Option<Vec<ListedCase>>,
) -> Result<Vec<ListedCase>, RepositoryError> {
    let words = wanted.words.len();
    let mut tries = vec![Reach::Exact];
    tries.extend((1..=2).contains(&words).then_some(Reach::Near));
    tries.extend((words > 1).then_some(Reach::Some(words.div_ceil(2))));
    for reach in tries {
        wanted.reach = reach;
        let cases = match found.take() {
            Some(found) => found,
            None => projection.list(wanted, rows).await?,
        };
        if !cases.is_empty() {
            return Ok(cases);
        }
    }
    wanted.reach = Reach::Exact;
    Ok(Vec::new())
}

/// What may be chosen. What the filter names and does not exist is left out of it.
pub async fn known_choices(
    projection: &impl PublicCases,
    filter: &mut Filter,
    wrong: &mut Vec<Wrong>,
) -> Result<Choices, RepositoryError> {
    let choices = projection.choices(chosen(filter)).await?;
    check(&choices, filter, wrong);
    Ok(choices)
}

fn chosen(filter: &Filter) -> Chosen<'_> {
    Chosen {
        region: &filter.region,
        category: &filter.category,
        agency: &filter.agency,
    }
}

fn check(choices: &Choices, filter: &mut Filter, wrong: &mut Vec<Wrong>) {
    let mut check = |code: &mut String, known: &[StoredName], problem: Wrong| {
        if !code.is_empty() && !known.iter().any(|named| named.code == *code) {
            code.clear();
            wrong.push(problem);
        }
    };
    check(&mut filter.region, &choices.region_path, Wrong::Region);
    check(&mut filter.category, &choices.categories, Wrong::Category);
    check(&mut filter.agency, &choices.agencies, Wrong::Agency);
    if !filter.search.is_empty() && sought(&filter.search).is_empty() {
        filter.search.clear();
        wrong.push(Wrong::Words);
    }
}

thread_local! {
    static WORDS: SearchWords = SearchWords::default();
    // Of the names they were made of: those change with the reference data alone.
    static TOPICS: RefCell<(Vec<StoredName>, Vec<Topic>)> = RefCell::default();
}

fn sought(typed: &str) -> Vec<Sought> {
    match typed.is_empty() {
        true => Vec::new(),
        false => WORDS.with(|words| words.sought(typed)),
    }
}

/// Makes the shapes of the topics anew where their names have changed.
fn learn(categories: &[StoredName]) {
    let is_topic = |named: &&StoredName| named.parent.is_empty();
    TOPICS.with_borrow_mut(|(made_of, topics)| {
        if !categories.iter().filter(is_topic).eq(made_of.iter()) {
            *made_of = categories.iter().filter(is_topic).cloned().collect();
            let topic = |named: &StoredName| {
                let names = format!("{}\n{}", named.name, named.name_en);
                WORDS.with(|words| words.topic(&named.code, &names))
            };
            *topics = made_of.iter().map(topic).collect();
        }
    });
}

/// The filter, ready for the index. Words that name a topic find what lies in it. Days are those of the capital.
pub fn wanted(filter: &Filter, choices: &Choices) -> Wanted {
    if !filter.search.is_empty() {
        learn(&choices.categories);
    }
    likely(filter)
}

/// The same with the topics of the last search.
fn likely(filter: &Filter) -> Wanted {
    let mut words = sought(&filter.search);
    TOPICS.with_borrow(|(_, topics)| {
        topics.iter().for_each(|topic| topic.widen(&mut words));
    });
    let state = filter.state.map_or("", StateName::as_str);
    let facets = [
        (Facet::Region, filter.region.as_str()),
        (Facet::Category, &filter.category),
        (Facet::Agency, &filter.agency),
        (Facet::State, state),
    ];
    let facets = facets.into_iter().filter(|(_, value)| !value.is_empty());
    let start = |day: domain::date::Date| first_key(day.at(0, Zone::Wib));
    Wanted {
        words,
        facets: facets.map(|(facet, value)| facet.shape(value)).collect(),
        reach: Reach::Exact,
        by_support: filter.order == Order::Supported,
        from_key: filter.from.map_or(0, start),
        below_key: filter.until.map_or(i64::MAX, |day| start(day.next())),
        after: filter.after.map(|after| Place {
            support: after.support.unwrap_or_default(),
            key: after.key,
        }),
    }
}

/// A row as the page shows it.
pub fn row(seen: &Seen<'_>, case: &ListedCase) -> Row {
    let state = StateName::parse(&case.state);
    let code = TrackingCode::parse(&case.tracking_code);
    let agency = case.agency_id.clone().zip(case.agency.clone());
    let category = match seen.language {
        Language::Indonesian => &case.category_id,
        Language::English => &case.category_en,
    };
    let is_late = case.due_at.is_some_and(|due| due < seen.now.0);
    Row {
        code: code.map_or(case.tracking_code.clone(), |code| code.to_string()),
        title: case.title.clone(),
        excerpt: case.excerpt.clone(),
        place: case.place.clone(),
        category: category.clone().unwrap_or(case.category_code.clone()),
        agency: agency.map(|(code, name)| Named { code, name }),
        state,
        is_late: is_late && state.is_some_and(StateName::is_open),
        filed_at: Timestamp(case.filed_at),
        support_count: case.support_count,
        follower_count: case.follower_count,
    }
}

/// What the form offers, in one language.
pub fn offered(language: Language, choices: &Choices) -> Offered {
    let names = |stored: &[StoredName]| stored.iter().map(|one| named(language, one)).collect();
    // Each topic, and below the chosen one its categories.
    let mut categories = Vec::new();
    let all = &choices.categories;
    for topic in all.iter().filter(|topic| topic.parent.is_empty()) {
        categories.push(named(language, topic));
        for category in all.iter().filter(|category| category.parent == topic.code) {
            let Named { code, name } = named(language, category);
            let name = format!("\u{2013} {name}");
            categories.push(Named { code, name });
        }
    }
    Offered {
        region_path: names(&choices.region_path),
        regions: names(&choices.regions),
        categories,
        agencies: names(&choices.agencies),
    }
}

/// A name in one language.
pub fn named(language: Language, stored: &StoredName) -> Named {
    let name = match language {
        Language::Indonesian => &stored.name,
        Language::English => &stored.name_en,
    };
    Named {
        code: stored.code.clone(),
        name: name.clone(),
    }
}
