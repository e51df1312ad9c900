//! Copies what is public to where lists and searches read it. What the public page of a code shows to anybody is what is
//! copied, and nothing else: `PublicPage` comes from the same predicate as that page.
//!
//! May run late, twice, or at the same time as another run: the newest revision of a code wins (`Projection::publish`).

use crate::ports::open::{Due, Projection, PublicCase, PublicPage, Publication, PublicationSource};
use crate::ports::{Reference, RepositoryError};
use domain::complaint::state::{ClosedOutcome, ComplaintState};
use domain::date::Timestamp;
use domain::figures::{CaseFacts, Marks};
use domain::routing::search::{Facet, SearchWords};

/// Pages a step: a row weighs 2 to 8 KB with its shapes, and a bound value may weigh 2 MB.
const CHUNK: u32 = 100;
/// Longest beginning of a story in a list, in characters.
const MAX_EXCERPT_CHARS: usize = 200;
/// Keys a millisecond has; those of this century stay below 2^53, so that they are exact as doubles.
pub const KEYS_A_MS: i64 = 1_000;
/// About 100 m.
const POINT_DECIMALS: f64 = 1_000.0;
/// More tiers than any government has.
const MOST_TIERS: usize = 12;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Pages looked at.
    pub cases: u32,
    /// Of them not public any more, or never.
    pub gone: u32,
    /// Nothing is left that was due.
    pub is_complete: bool,
}

/// Publishes what is due, at most `chunks` times a hundred pages; the next run goes on.
pub async fn publish(
    source: &impl PublicationSource,
    projection: &impl Projection,
    reference: &Reference,
    chunks: u32,
    now: Timestamp,
) -> Result<Published, RepositoryError> {
    let mut published = Published::default();
    for _ in 0..chunks {
        let due = source.due(CHUNK).await?;
        if due.is_empty() {
            published.is_complete = true;
            break;
        }
        let seen: Vec<(String, i64)> = due
            .iter()
            .map(|due| (due.code.clone(), due.revision))
            .collect();
        let publications = publications(due, reference);
        published.cases += publications.len() as u32;
        let gone = publications.iter().filter(|one| one.is_gone == 1);
        published.gone += gone.count() as u32;
        projection.publish(&publications, now).await?;
        source.done(&seen).await?;
        if seen.len() < CHUNK as usize {
            published.is_complete = true;
            break;
        }
    }
    Ok(published)
}

/// Brings the names of the reference data along when they have changed.
pub async fn publish_names(
    projection: &impl Projection,
    reference: &Reference,
    now: Timestamp,
) -> Result<(), RepositoryError> {
    if projection.names_version().await? != reference.version {
        projection.name(reference, now).await?;
    }
    Ok(())
}

fn publications(due: Vec<Due>, reference: &Reference) -> Vec<Publication> {
    thread_local! {
        static WORDS: SearchWords = SearchWords::default();
    }
    let publication = |due: Due| {
        let case = due
            .page
            .and_then(|page| WORDS.with(|words| public_case(&due.code, page, reference, words)));
        Publication {
            tracking_code: due.code,
            revision: due.revision,
            is_gone: u8::from(case.is_none()),
            case,
        }
    };
    due.into_iter().map(publication).collect()
}

/// The row of a public page; none where its life says that nobody may read it, or that it is an examination of somebody.
pub fn public_case(
    code: &str,
    page: PublicPage,
    reference: &Reference,
    words: &SearchWords,
) -> Option<PublicCase> {
    let facts = page.life.facts();
    if !page.life.is_public() || facts.kind.is_supervisory() {
        return None;
    }
    let category = facts.category.as_ref()?.as_str().to_owned();
    let entry = reference.table.category(&category);
    let topic = entry.and_then(|entry| entry.parent.clone());
    let topic = topic.unwrap_or_else(|| category.clone());
    // Of a protected topic nothing is told that leads to the door: no point, no place in the reporter's words.
    let is_protected = reference.is_protected(&category);
    let post = page.life.held_by();
    let agency = post.map(|post| post.agency.as_str().to_owned());
    let unit = post.and_then(|post| post.unit.as_ref());
    let unit = unit.map(|unit| unit.as_str().to_owned());
    let (closed_at, outcome) = match page.life.state() {
        ComplaintState::Closed(closed) => (
            Some(closed.at.0),
            match closed.outcome {
                ClosedOutcome::Confirmed(_) => Some("confirmed".to_owned()),
                ClosedOutcome::Lapsed(_) => Some("lapsed".to_owned()),
                ClosedOutcome::Withdrawn => None,
            },
        ),
        _ => (None, None),
    };
    let region = page.region.as_deref();
    let path = region.map_or(String::new(), |code| reference.table.region_path(code));
    let place = match &page.place {
        Some(words) if path.is_empty() && !is_protected => one_line(words),
        _ => path.clone(),
    };
    let point = page.point.filter(|_| !is_protected && !page.is_redacted);
    let rounded = |degrees: f64| (degrees * POINT_DECIMALS).round() / POINT_DECIMALS;
    let marks = page.verified_at.map(|verified_at| Marks {
        verified_at,
        last_answer: page.last_answer_at,
    });
    let counted = marks.and_then(|marks| CaseFacts::of(&page.life, None, marks));
    let missed: Vec<&str> = facts
        .missed
        .iter()
        .map(|missed| missed.rule.as_str())
        .collect();
    let missed = match missed.is_empty() {
        true => String::new(),
        false => format!(" {} ", missed.join(" ")),
    };
    let title = page.title.as_deref().map(one_line).unwrap_or_default();
    let state = page.life.state().name();

    let names = agency.as_deref().map_or(String::new(), |agency| {
        reference.place_name(Some(agency), unit.as_deref())
    });
    let own_place = [&page.place, &page.landmark].map(|words| {
        let words = words.as_deref().filter(|_| !is_protected);
        words.unwrap_or_default()
    });
    let [place_words, landmark] = own_place;
    let texts = [
        title.as_str(),
        &page.story,
        place_words,
        landmark,
        &path,
        &names,
        entry.map_or("", |entry| entry.name_id.as_str()),
        entry.map_or("", |entry| entry.name_en.as_str()),
    ];
    let mut shapes = words.shapes(&texts.join("\n"));
    let mut add = |facet: Facet, value: &str| shapes.insert(facet.shape(value));
    for code in region_and_parents(region.unwrap_or_default()) {
        add(Facet::Region, code);
    }
    add(Facet::Category, &category);
    add(Facet::Category, &topic);
    add(Facet::State, state.as_str());
    if page.support_count > 0 {
        add(Facet::Supported, "");
    }
    for body in bodies(reference, agency.as_deref()) {
        add(Facet::Agency, body);
    }
    let shapes: Vec<String> = shapes.into_iter().collect();
    let part = |depth: usize| {
        let code = region_and_parents(region.unwrap_or_default()).nth(depth);
        code.map(str::to_owned)
    };
    Some(PublicCase {
        key: key_of(page.received_at, code),
        filed_at: page.received_at.0,
        kind: facts.kind.report_type().as_str().to_owned(),
        channel: page.channel,
        state: state.as_str().to_owned(),
        category_code: category,
        topic_code: topic,
        agency_id: agency,
        unit_id: unit,
        region_code: page.region.clone(),
        province: part(0),
        regency: part(1),
        district: part(2),
        place,
        lat: point.map(|(lat, _)| rounded(lat)),
        lon: point.map(|(_, lon)| rounded(lon)),
        title,
        excerpt: beginning(&page.story, MAX_EXCERPT_CHARS),
        support_count: page.support_count,
        follower_count: page.follower_count,
        is_follower: u8::from(facts.merged_into.is_some()),
        due_at: page.due_at.map(|at| at.0),
        verified_at: page.verified_at.map(|at| at.0),
        answered_at: page.answered_at.map(|at| at.0),
        closed_at,
        outcome,
        hops: facts.hops.len() as u32,
        objections: facts.objections,
        reopenings: facts.reopenings,
        missed,
        verified_in_time: counted.as_ref().and_then(|facts| facts.verified_in_time),
        replied_in_time: counted.as_ref().and_then(|facts| facts.replied_in_time),
        done_in_time: counted.as_ref().and_then(|facts| facts.done_in_time),
        stands_since: counted.and_then(|facts| facts.answered_at).map(|at| at.0),
        stars: facts.rating.map(|rating| rating.stars),
        solved: facts.rating.map(|rating| rating.solved.as_str().to_owned()),
        changed_at: page.changed_at.0,
        shapes: shapes.join(" "),
    })
}

/// The first key of a moment.
pub fn first_key(at: Timestamp) -> i64 {
    at.0.max(0).saturating_mul(KEYS_A_MS)
}

/// The moment of a key.
pub fn moment_of(key: i64) -> Timestamp {
    Timestamp(key / KEYS_A_MS)
}

/// Two of one millisecond get the same key once in a thousand times; then the second one moves (d1/public_cases.rs).
fn key_of(at: Timestamp, code: &str) -> i64 {
    let mixed = code.bytes().fold(7_u64, |mixed, byte| {
        mixed.wrapping_mul(31).wrapping_add(u64::from(byte))
    });
    let part = i64::try_from(mixed % KEYS_A_MS.unsigned_abs()).unwrap_or_default();
    first_key(at).saturating_add(part)
}

/// `33`, `33.15`, `33.15.09` of `33.15.09`.
fn region_and_parents(code: &str) -> impl Iterator<Item = &str> {
    let ends = code
        .char_indices()
        .filter(|(_, letter)| *letter == '.')
        .map(|(at, _)| at)
        .chain((!code.is_empty()).then_some(code.len()));
    ends.filter_map(|end| code.get(..end))
}

/// An agency and what it is a part of; governments that govern themselves are part of none.
fn bodies<'a>(reference: &'a Reference, agency: Option<&'a str>) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut next = agency;
    while let Some(agency) = next.filter(|_| found.len() < MOST_TIERS) {
        found.push(agency);
        let facts = reference.agencies.get(agency);
        let facts = facts.filter(|facts| !facts.is_autonomous);
        next = facts.and_then(|facts| facts.parent.as_deref());
    }
    found
}

fn one_line(text: &str) -> String {
    beginning(text, MAX_EXCERPT_CHARS)
}

/// At most so many characters of a text, on one line, ended between words.
fn beginning(text: &str, most: usize) -> String {
    let mut line = String::new();
    let mut chars = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count() + usize::from(chars > 0);
        if chars + more > most {
            if chars == 0 {
                line.extend(word.chars().take(most));
            }
            line.push('…');
            break;
        }
        if chars > 0 {
            line.push(' ');
        }
        line.push_str(word);
        chars += more;
    }
    line
}
