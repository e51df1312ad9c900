//! Lists of cases in D1: what an officer reads, filtered, counted, page by page.
//!
//! Every statement takes the officer's posts as `?1` and the filter as JSON in `?2`, so that it stays static.

mod columns;

use super::complaints::D1Complaints;
use super::lives::rows;
use super::rows::{redaction_of, title_of};
use super::scope::{in_scope, posts};
use super::{number, text, time};
use crate::ports::RepositoryError;
use crate::ports::desk::inbox::{
    Asked, Counted, Cursor, InboxRepository, Listing, Row, StandsInFor, View,
};
use crate::ports::life::Officer;
use columns::{CategoryRow, CountRow, CountedRow, HolderRow, ListedRow, StandsInRow, ViewRow};
use domain::complaint::words::OfficerId;
use domain::complaint::{Channel, Classification, StateName};
use domain::date::{Timestamp, Zone};
use frontend::pages::desk::inbox::filter::{Due, Order};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;

/// Most views of one officer.
const MOST_VIEWS: f64 = 30.0;
/// What the keys of a row without an end are compared with.
const NEVER_MS: i64 = 9_000_000_000_000_000;

// The cases this officer sees, with the zone of their holder; observers see what is public and late.
macro_rules! seen {
    () => {
        concat!(
            "from complaint c
left join agency a on a.id = c.agency_id left join region z on z.code = a.region_code
where (",
            in_scope!("?1"),
            " or (c.is_public = 1 and c.state not in ('rejected', 'closed') and c.due_at < ?2 ->> 'now'
    and exists (select 1 from json_each(?1) o where o.value ->> 'role' = 'observer')))"
        )
    };
}

// Which part of the clock a case is in.
macro_rules! due {
    () => {
        "case when c.due_at is null or c.state in ('rejected', 'closed') then 'idle'
  when c.due_at < ?2 ->> 'now' then 'late'
  when c.due_at <= ?2 ->> (case z.timezone
    when 'Asia/Makassar' then 'today_wita' when 'Asia/Jayapura' then 'today_wit' else 'today_wib' end) then 'today'
  when c.due_at <= ?2 ->> (case z.timezone
    when 'Asia/Makassar' then 'week_wita' when 'Asia/Jayapura' then 'week_wit' else 'week_wib' end) then 'week'
  else 'later' end"
    };
}

// What was masked is masked for whoever reads no more than the public: shown nowhere, found by no search.
macro_rules! story {
    () => {
        concat!(
            "iif((",
            in_scope!("?1"),
            "), c.narrative, coalesce(",
            redaction_of!("c.id"),
            ", c.narrative))"
        )
    };
}

macro_rules! unmasked {
    ($column:literal) => {
        concat!(
            "iif((",
            in_scope!("?1"),
            ") or ",
            redaction_of!("c.id"),
            " is null, ",
            $column,
            ", null)"
        )
    };
}

macro_rules! category {
    () => {
        "coalesce(c.category_code, c.suggestion ->> '$.categories[0].code')"
    };
}

// Every part of the filter that is given must hold. `mine`: an officer's period runs and this officer holds the case.
macro_rules! filtered {
    () => {
        concat!(
            " and (?2 ->> 'state' is null or c.state = ?2 ->> 'state')
and (?2 ->> 'due' is null or ?2 ->> 'due' = ",
            due!(),
            ")
and (?2 ->> 'nobody' is null or c.agency_id is null)
and (?2 ->> 'agency' is null or c.agency_id = ?2 ->> 'agency')
and (?2 ->> 'unit' is null or c.unit_id = ?2 ->> 'unit')
and (?2 ->> 'category' is null or ?2 ->> 'category' = ",
            category!(),
            "
  or ?2 ->> 'category' = (select k.parent_code from category k where k.code = ",
            category!(),
            "))
and (?2 ->> 'regions' is null or exists (select 1 from json_each(?2, '$.regions') r
  where c.region_code = r.value or substr(c.region_code, 1, length(r.value) + 1) = r.value || '.'))
and (?2 ->> 'channel' is null or c.channel = ?2 ->> 'channel')
and (?2 ->> 'kind' is null or coalesce(c.classification, c.kind) = ?2 ->> 'kind')
and (?2 ->> 'flag' is null or case ?2 ->> 'flag'
  when 'confidential' then c.visibility = 'confidential'
  when 'supervisory' then c.life ->> '$.facts.kind' = 'supervisory_complaint'
  when 'returned' then json_array_length(c.life, '$.facts.hops') > 0
  when 'reopened' then c.life ->> '$.facts.reopenings' > 0 end)
and (?2 ->> 'from' is null or c.received_at >= ?2 ->> 'from')
and (?2 ->> 'before' is null or c.received_at < ?2 ->> 'before')
and (?2 ->> 'mine' is null or (c.due_at is not null and c.merged_into is null
  and c.state not in ('rejected', 'closed') and exists (select 1 from json_each(?1) p where case p.value ->> 'role'
    when 'national_admin' then c.agency_id is null
    when 'agency_coordinator' then c.agency_id = p.value ->> 'agency' and c.unit_id is null
      and c.life ->> '$.facts.kind' <> 'supervisory_complaint'
    when 'liaison_officer' then c.agency_id = p.value ->> 'agency' and c.unit_id is p.value ->> 'unit'
      and c.life ->> '$.facts.kind' <> 'supervisory_complaint'
    when 'inspectorate' then c.agency_id = p.value ->> 'agency'
      and c.life ->> '$.facts.kind' = 'supervisory_complaint'
    else 0 end)))
and (?2 ->> 'search' is null or instr(lower(",
            story!(),
            "), ?2 ->> 'search') > 0
  or instr(lower(coalesce(",
            unmasked!("c.place"),
            ", '')), ?2 ->> 'search') > 0
  or instr(lower(coalesce(",
            unmasked!("c.landmark"),
            ", '')), ?2 ->> 'search') > 0
  or instr(lower(coalesce(",
            title_of!("c.id"),
            ", '')), ?2 ->> 'search') > 0
  or instr(c.tracking_code, ?2 ->> 'code') > 0)"
        )
    };
}

// Of cases with the same end the more supported stands first (docs/decisions/0018): more than any time between two receipts.
// `limit` comes after the cursor `?3`: the keys and the id of the last row, as a JSON array.
const SELECT_ROWS: &str = concat!(
    "select * from (select c.id, c.tracking_code, c.seq, ",
    title_of!("c.id"),
    " as title, substr(",
    story!(),
    ", 1, 300) as beginning, ",
    unmasked!("c.place"),
    " as place, c.region_code, ",
    category!(),
    " as category, c.category_code is not null as is_verified, c.state, c.classification, c.kind, c.due_at, ",
    due!(),
    " as due, z.timezone, c.received_at, c.agency_id, c.unit_id, c.follower_count, c.support_count,
  c.merged_into is not null as is_merged, c.channel, c.visibility = 'confidential' as is_confidential,
  json_array_length(c.life, '$.facts.hops') as hops, c.life ->> '$.facts.reopenings' as reopenings,
  case ?2 ->> 'order' when 'newest' then 0 when 'followed' then -c.follower_count
    when 'supported' then -c.support_count
    else c.state in ('rejected', 'closed') end as k1,
  case ?2 ->> 'order' when 'newest' then -c.received_at when 'followed' then c.received_at when 'supported' then c.received_at
    else coalesce(c.due_at, 9000000000000000) end as k2,
  case ?2 ->> 'order' when 'newest' then 0 when 'followed' then 0 when 'supported' then 0
    else c.received_at - min(c.support_count, 500) * 10000000000000 end as k3 ",
    seen!(),
    filtered!(),
    ") where ?3 is null or (k1, k2, k3, id) > (?3 ->> 0, ?3 ->> 1, ?3 ->> 2, ?3 ->> 3)
order by k1, k2, k3, id limit ?4"
);

const COUNT_FOUND: &str = concat!(
    "select count(*) as count ",
    seen!(),
    filtered!(),
    " limit 1"
);

const COUNT_ALL: &str = concat!(
    "select c.state, ",
    due!(),
    " as due, count(*) as count ",
    seen!(),
    " group by 1, 2 limit 100"
);

const SELECT_HOLDERS: &str = concat!(
    "select c.agency_id, c.unit_id, count(*) as count ",
    seen!(),
    " group by 1, 2 order by 3 desc limit 200"
);

const SELECT_CATEGORIES: &str = concat!(
    "select ",
    category!(),
    " as category, count(*) as count ",
    seen!(),
    " group by 1 order by 1 limit 200"
);

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

impl D1Complaints {
    fn rows_of(
        &self,
        values: &[JsValue; 2],
        after: Option<&Cursor>,
        limit: u32,
    ) -> Result<worker::D1PreparedStatement, RepositoryError> {
        let after = after.map(|cursor| {
            let [first, second, third] = cursor.keys;
            json!([first, second.min(NEVER_MS), third, cursor.id]).to_string()
        });
        let [posts, asked] = values;
        let values = [
            posts.clone(),
            asked.clone(),
            super::optional(after.as_deref()),
            number(Some(f64::from(limit))),
        ];
        self.bind(SELECT_ROWS, &values)
    }
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
        let results = self
            .batch(vec![
                // One more than shown: whether there is another page.
                self.rows_of(&values, after, limit.saturating_add(1))?,
                self.bind(COUNT_FOUND, &values)?,
                self.bind(COUNT_ALL, &values)?,
                self.bind(SELECT_HOLDERS, &values)?,
                self.bind(SELECT_CATEGORIES, &values)?,
                self.bind(SELECT_VIEWS, std::slice::from_ref(&id))?,
                self.bind(SELECT_STANDS_IN_FOR, &[id.clone(), now])?,
            ])
            .await?;
        let [listed, found, counts, holders, categories, views, stands_in] = results.as_slice()
        else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        let listed = rows::<ListedRow>(listed, "complaint")?.into_iter();
        let listed: Result<Vec<Row>, _> = listed.map(ListedRow::read).collect();
        let mut listed = listed?;
        let has_more = listed.len() > limit as usize;
        listed.truncate(limit as usize);
        let next = listed.last().filter(|_| has_more);
        let next = next.map(|row| row.cursor.clone());
        let found = rows::<CountRow>(found, "complaint")?;
        let counts = rows::<CountedRow>(counts, "complaint")?.into_iter();
        let counts = counts.filter_map(|row| {
            Some(Counted {
                state: StateName::parse(&row.state)?,
                due: Due::parse(&row.due)?,
                count: row.count,
            })
        });
        let holders = rows::<HolderRow>(holders, "complaint")?.into_iter();
        let categories = rows::<CategoryRow>(categories, "complaint")?.into_iter();
        let views = rows::<ViewRow>(views, "desk_view")?.into_iter();
        let stands_in = rows::<StandsInRow>(stands_in, "absence")?.into_iter();
        Ok(Listing {
            rows: listed,
            next,
            found: found.first().map_or(0, |row| row.count),
            counts: counts.collect(),
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
    ) -> Result<Vec<Row>, RepositoryError> {
        let values = [text(&posts(officer)), text(&asked_json(asked))];
        let results = self
            .batch(vec![self.rows_of(&values, after, limit)?])
            .await?;
        let result = results.first().ok_or(RepositoryError::Corrupt("batch"))?;
        let listed = rows::<ListedRow>(result, "complaint")?.into_iter();
        listed.map(ListedRow::read).collect()
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
