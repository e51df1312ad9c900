//! Lists of cases in D1: what an officer reads, filtered, counted, page by page.
//!
//! Statements stay static: the officer's posts and the filter are JSON. No page counts or sorts what it does not show
//! (docs/decisions/0019).

mod columns;
mod lanes;
pub mod statements;

use super::complaints::D1Complaints;
use super::lives::rows;
use super::scope::posts;
use super::{number, text, time};
use crate::ports::RepositoryError;
use crate::ports::desk::inbox::{
    Asked, Counted, Cursor, InboxRepository, Listing, Row, StandsInFor, Stretch, View,
};
use crate::ports::life::Officer;
use columns::{
    CategoryRow, CountRow, CountedRow, EndRow, HolderRow, ListedRow, StandsInRow, ViewRow,
};
use domain::complaint::words::OfficerId;
use domain::complaint::{Channel, Classification, StateName};
use domain::date::{Timestamp, Zone};
use frontend::pages::desk::inbox::filter::{Due, Filter, Order};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;

/// Most views of one officer.
const MOST_VIEWS: f64 = 30.0;
/// A filter is counted up to here; beyond it the page says "more than".
const MOST_FOUND: u32 = 1_000;
/// Walks of a stretch through one lane: the platform lets an invocation ask a thousand times, a walk asks twice, and a file is
/// ten stretches.
const MOST_WALKS: usize = 45;
/// What the keys of a row without an end are compared with.
const NEVER_MS: i64 = 9_000_000_000_000_000;

const SELECT_VIEWS: &str =
    "select id, name, query from desk_view where officer_id = ?1 order by created_at, id limit 30";

const SELECT_STANDS_IN_FOR: &str = "
select o.name, a.until_at from absence a join officer o on o.id = a.officer_id and o.is_active = 1
where a.substitute_id = ?1 and a.from_at <= ?2 and a.until_at > ?2 and a.ended_at is null
order by a.until_at, o.name limit 20";

const INSERT_VIEW: &str = "
insert into desk_view (id, officer_id, name, query, created_at)
select ?1, ?2, ?3, ?4, ?5 where (select count(*) from desk_view where officer_id = ?2) < ?6
returning id";

const RENAME_VIEW: &str = "update desk_view set name = ?3 where id = ?1 and officer_id = ?2";
const DELETE_VIEW: &str = "delete from desk_view where id = ?1 and officer_id = ?2";

/// The filter as the statements read it.
fn asked_json(asked: &Asked) -> String {
    let filter = &asked.filter;
    let (mut agency, mut unit, mut nobody) = (None, None, None);
    match filter.holder.as_deref() {
        None => {}
        Some("-") => nobody = Some(1),
        Some(holder) => match holder.split_once('/') {
            Some((of, at)) => (agency, unit) = (Some(of), Some(at)),
            None => agency = Some(holder),
        },
    }
    let horizon = asked.horizon;
    let search = filter
        .search
        .as_deref()
        .map(|words| words.to_ascii_lowercase());
    json!({
        "state": filter.state.map(StateName::as_str),
        "due": filter.due.map(Due::as_str),
        "agency": agency, "unit": unit, "nobody": nobody,
        "category": filter.category,
        "regions": asked.regions,
        "channel": filter.channel.map(Channel::as_str),
        "kind": filter.kind.map(Classification::as_str),
        "flag": filter.flag.map(|flag| flag.as_str()),
        "from": asked.from.map(|at| at.0), "before": asked.before.map(|at| at.0),
        "mine": filter.is_mine.then_some(1),
        "search": search,
        "code": filter.search.as_deref().and_then(part_of_code),
        "order": filter.order.map(Order::as_str),
        // A period ends with its last second (`Deadline::is_missed`).
        "now": horizon.now.0.saturating_sub(999),
        "today_wib": horizon.today(Zone::Wib).0, "week_wib": horizon.week(Zone::Wib).0,
        "today_wita": horizon.today(Zone::Wita).0, "week_wita": horizon.week(Zone::Wita).0,
        "today_wit": horizon.today(Zone::Wit).0, "week_wit": horizon.week(Zone::Wit).0,
    })
    .to_string()
}

/// What somebody typed as it would stand in a stored code; none if it cannot be part of one.
fn part_of_code(typed: &str) -> Option<String> {
    let is_right = typed
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"- ".contains(&byte));
    let letters = typed.bytes().filter(u8::is_ascii_alphanumeric);
    let part: String = letters
        .map(|byte| match byte.to_ascii_uppercase() {
            b'O' => '0',
            b'I' | b'L' => '1',
            other => char::from(other),
        })
        .collect();
    (is_right && (3..=13).contains(&part.len())).then_some(part)
}

/// A page out of several lanes.
struct Page {
    rows: Vec<Row>,
    next: Option<Cursor>,
}

/// The rows of all lanes in one order, each case once, as far as every lane was walked through.
fn page(lanes: Vec<(Vec<Row>, Option<Cursor>)>, limit: usize) -> Page {
    fn place(cursor: &Cursor) -> ([i64; 3], &str) {
        (cursor.keys, cursor.id.as_str())
    }
    let mut walked: Option<Cursor> = None;
    let mut rows = Vec::new();
    for (listed, end) in lanes {
        // A lane that gave more than a page was not walked farther than that.
        let end = match listed.len() > limit {
            true => None,
            false => end,
        };
        if let Some(end) = end
            && walked
                .as_ref()
                .is_none_or(|walked| place(&end) < place(walked))
        {
            walked = Some(end);
        }
        rows.extend(listed);
    }
    rows.sort_by(|left: &Row, right: &Row| place(&left.cursor).cmp(&place(&right.cursor)));
    rows.dedup_by(|left, right| left.cursor == right.cursor);
    if let Some(walked) = &walked {
        rows.retain(|row| place(&row.cursor) <= place(walked));
    }
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    let next = match has_more {
        true => rows.last().map(|row| row.cursor.clone()),
        false => walked,
    };
    Page { rows, next }
}

impl D1Complaints {
    /// For each lane: its rows, one more than shown, and where its walk was cut.
    fn walks(
        &self,
        values: &[JsValue; 2],
        lanes: &[String],
        asked: &Asked,
        after: Option<&Cursor>,
        limit: u32,
    ) -> Result<Vec<worker::D1PreparedStatement>, RepositoryError> {
        let walking = lanes::walking(asked);
        let sql = [walking.rows, walking.end];
        let ends = lanes::ends(asked, after);
        self.along(values, lanes, lanes::entries(asked), sql, &ends, limit)
    }

    /// For each lane: how many of its entries fit, and where looking at them was cut.
    fn count(
        &self,
        values: &[JsValue; 2],
        lanes: &[String],
        asked: &Asked,
    ) -> Result<Vec<worker::D1PreparedStatement>, RepositoryError> {
        let sql = [statements::COUNT_ENTRIES, statements::BY_DUE.end];
        let ends = lanes::ends_by_due(asked, None);
        self.along(values, lanes, lanes::entries(asked), sql, &ends, MOST_FOUND)
    }

    /// Two statements a lane: what looks at `entries` of it for `limit` rows and one more, and the last entry of those.
    fn along(
        &self,
        [posts, asked]: &[JsValue; 2],
        lanes: &[String],
        entries: u32,
        [look, end]: [&str; 2],
        ends: &Value,
        limit: u32,
    ) -> Result<Vec<worker::D1PreparedStatement>, RepositoryError> {
        let ends = ends.to_string();
        let mut all = Vec::new();
        for lane in lanes {
            let values = |rows: u32| {
                [
                    posts.clone(),
                    asked.clone(),
                    text(&ends),
                    number(Some(f64::from(rows))),
                    text(lane),
                    number(Some(f64::from(entries))),
                ]
            };
            all.push(self.bind(look, &values(limit.saturating_add(1)))?);
            all.push(self.bind(end, &values(entries.saturating_sub(1)))?);
        }
        Ok(all)
    }
}

/// What [`D1Complaints::walks`] brought.
fn walked(results: &[worker::D1Result], limit: u32) -> Result<Page, RepositoryError> {
    let lanes = results.chunks(2).map(|lane| {
        let [listed, end] = lane else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        let listed = rows::<ListedRow>(listed, "complaint")?.into_iter();
        let listed: Result<Vec<Row>, _> = listed.map(ListedRow::read).collect();
        let end = rows::<EndRow>(end, "desk_entry")?.into_iter().next();
        Ok((listed?, end.map(EndRow::read).transpose()?))
    });
    let lanes: Result<Vec<_>, _> = lanes.collect();
    Ok(page(lanes?, limit as usize))
}

/// Whether the numbers of all cases say how many the filter finds.
fn is_counted(asked: &Asked) -> bool {
    let of_counts = Filter {
        state: asked.filter.state,
        due: asked.filter.due,
        order: asked.filter.order,
        ..Filter::default()
    };
    asked.filter == of_counts
}

impl InboxRepository for D1Complaints {
    async fn listing(
        &self,
        officer: &Officer,
        asked: &Asked,
        after: Option<&Cursor>,
        limit: u32,
    ) -> Result<Listing, RepositoryError> {
        let values = [text(&posts(officer)), text(&asked_json(asked))];
        let id = text(officer.id.as_str());
        let now = time(asked.horizon.now);
        let lanes = lanes::of(officer, asked);
        let every = [
            text(&json!(lanes::all(officer)).to_string()),
            values[1].clone(),
        ];
        let mut batch = vec![
            self.bind(statements::COUNT_ALL, &every)?,
            self.bind(statements::SELECT_HOLDERS, &every[..1])?,
            self.bind(statements::SELECT_CATEGORIES, &every[..1])?,
            self.bind(SELECT_VIEWS, std::slice::from_ref(&id))?,
            self.bind(SELECT_STANDS_IN_FOR, &[id.clone(), now])?,
        ];
        batch.extend(self.walks(&values, &lanes, asked, after, limit)?);
        if !is_counted(asked) && !lanes::looks_at_cases(asked) {
            batch.extend(self.count(&values, &lanes, asked)?);
        }
        let results = self.batch(batch).await?;
        let [counts, holders, categories, views, stands_in, more @ ..] = results.as_slice() else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        let (walks, found) = more
            .split_at_checked(lanes.len().saturating_mul(2))
            .ok_or(RepositoryError::Corrupt("batch"))?;
        let page = walked(walks, limit)?;
        let counts = rows::<CountedRow>(counts, "complaint")?.into_iter();
        let counts: Vec<Counted> = counts
            .filter_map(|row| {
                Some(Counted {
                    state: StateName::parse(&row.state)?,
                    due: Due::parse(&row.due)?,
                    count: row.count,
                })
            })
            .collect();
        let (found, is_more) = match is_counted(asked) {
            true => {
                let filter = &asked.filter;
                let fits = counts.iter().filter(|counted| {
                    filter.state.is_none_or(|state| state == counted.state)
                        && filter.due.is_none_or(|due| due == counted.due)
                });
                (fits.map(|counted| counted.count).sum(), false)
            }
            // To look at the cases once is enough: what the page shows has been found, and there may be more.
            false if lanes::looks_at_cases(asked) => {
                let shown = u32::try_from(page.rows.len()).unwrap_or(u32::MAX);
                (shown, page.next.is_some() || after.is_some())
            }
            false => {
                let (mut all, mut is_cut) = (0_u32, false);
                for lane in found.chunks(2) {
                    let [counted, end] = lane else {
                        return Err(RepositoryError::Corrupt("batch"));
                    };
                    let counted = rows::<CountRow>(counted, "complaint")?;
                    all = all.saturating_add(counted.first().map_or(0, |row| row.count));
                    is_cut |= !rows::<EndRow>(end, "desk_entry")?.is_empty();
                }
                (all.min(MOST_FOUND), is_cut || all > MOST_FOUND)
            }
        };
        let holders = rows::<HolderRow>(holders, "complaint")?.into_iter();
        let categories = rows::<CategoryRow>(categories, "complaint")?.into_iter();
        let views = rows::<ViewRow>(views, "desk_view")?.into_iter();
        let stands_in = rows::<StandsInRow>(stands_in, "absence")?.into_iter();
        Ok(Listing {
            rows: page.rows,
            next: page.next,
            found,
            is_more,
            counts,
            holders: holders.map(|row| (row.agency_id, row.unit_id)).collect(),
            categories: categories.filter_map(|row| row.category).collect(),
            views: views
                .map(|row| View {
                    id: row.id,
                    name: row.name,
                    query: row.query,
                })
                .collect(),
            stands_in_for: stands_in
                .map(|row| StandsInFor {
                    name: row.name,
                    until: Timestamp(row.until_at as i64),
                })
                .collect(),
        })
    }

    async fn stretch(
        &self,
        officer: &Officer,
        asked: &Asked,
        after: Option<&Cursor>,
        limit: u32,
    ) -> Result<Stretch, RepositoryError> {
        let values = [text(&posts(officer)), text(&asked_json(asked))];
        let lanes = lanes::of(officer, asked);
        let mut after = after.cloned();
        let mut found = Vec::new();
        // Each walk begins where the last one was cut.
        for _ in 0..(MOST_WALKS / lanes.len().max(1)).max(1) {
            let left = limit.saturating_sub(u32::try_from(found.len()).unwrap_or(u32::MAX));
            let results = self
                .batch(self.walks(&values, &lanes, asked, after.as_ref(), left)?)
                .await?;
            let page = walked(&results, left)?;
            found.extend(page.rows);
            after = page.next;
            if after.is_none() || found.len() >= limit as usize {
                break;
            }
        }
        Ok(Stretch {
            rows: found,
            next: after,
        })
    }

    async fn keep_view(
        &self,
        officer: &OfficerId,
        view: &View,
        now: Timestamp,
    ) -> Result<bool, RepositoryError> {
        let values = [
            text(&view.id),
            text(officer.as_str()),
            text(&view.name),
            text(&view.query),
            time(now),
            number(Some(MOST_VIEWS)),
        ];
        let result = self.all(INSERT_VIEW, &values).await?;
        Ok(!rows::<Value>(&result, "desk_view")?.is_empty())
    }

    async fn rename_view(
        &self,
        officer: &OfficerId,
        id: &str,
        name: &str,
    ) -> Result<(), RepositoryError> {
        let values = [text(id), text(officer.as_str()), text(name)];
        self.all(RENAME_VIEW, &values).await.map(|_| ())
    }

    async fn forget_view(&self, officer: &OfficerId, id: &str) -> Result<(), RepositoryError> {
        let values = [text(id), text(officer.as_str())];
        self.all(DELETE_VIEW, &values).await.map(|_| ())
    }
}

/// The statements of one page with their values, as [`InboxRepository::listing`] asks them: for those who measure it.
#[cfg(feature = "scale")]
pub fn probe(
    officer: &Officer,
    query: &str,
    now: Timestamp,
) -> Vec<(String, Vec<rusqlite::types::Value>)> {
    use rusqlite::types::Value as Bound;
    let pairs = query.split_once('=').into_iter();
    let (filter, _) = Filter::parse(pairs);
    let asked = Asked {
        regions: filter.region.clone().map(|region| vec![region]),
        from: None,
        before: None,
        horizon: crate::ports::desk::inbox::Horizon { now },
        filter,
    };
    let bound = |text: String| Bound::Text(text);
    let number = |number: u32| Bound::Real(f64::from(number));
    let (posts, json) = (bound(posts(officer)), bound(asked_json(&asked)));
    let every = bound(json!(lanes::all(officer)).to_string());
    let mut all = vec![
        (
            statements::COUNT_ALL.to_owned(),
            vec![every.clone(), json.clone()],
        ),
        (statements::SELECT_HOLDERS.to_owned(), vec![every.clone()]),
        (statements::SELECT_CATEGORIES.to_owned(), vec![every]),
    ];
    let entries = lanes::entries(&asked);
    let walking = lanes::walking(&asked);
    for lane in lanes::of(officer, &asked) {
        let mut add = |sql: &str, ends: &Value, rows: u32| {
            let ends = bound(ends.to_string());
            let values = vec![
                posts.clone(),
                json.clone(),
                ends,
                number(rows),
                bound(lane.clone()),
                number(entries),
            ];
            all.push((sql.to_owned(), values));
        };
        let ends = lanes::ends(&asked, None);
        add(walking.rows, &ends, 51);
        add(walking.end, &ends, entries.saturating_sub(1));
        if !is_counted(&asked) && !lanes::looks_at_cases(&asked) {
            let ends = lanes::ends_by_due(&asked, None);
            add(
                statements::COUNT_ENTRIES,
                &ends,
                MOST_FOUND.saturating_add(1),
            );
            add(statements::BY_DUE.end, &ends, entries.saturating_sub(1));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::part_of_code;

    #[test]
    fn only_what_may_stand_in_a_code_is_looked_for_there() {
        assert_eq!(part_of_code("7k3f-9qxm"), Some("7K3F9QXM".to_owned()));
        assert_eq!(part_of_code("oil"), Some("011".to_owned()));
        for other in ["7k", "jalan, rusak", "lampu jalan mati", "é12"] {
            assert_eq!(part_of_code(other), None, "{other}");
        }
    }
}
