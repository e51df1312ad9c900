//! The statements of the inbox. Each walks through one lane of `desk_entry` (migration 0018), in the order of the list, over a
//! bounded number of entries, and looks at the cases themselves only where what the entry says fits the filter.
//!
//! `?1` posts, `?2` the filter, `?3` where to begin and to end, `?4` how many rows, `?5` the lane, `?6` how many entries.

use crate::d1::rows::{redaction_of, title_of};
use crate::d1::scope::in_scope;

// Of the entries' cases those this officer sees, with the zone of their holder; observers see what is public and late.
macro_rules! seen {
    () => {
        concat!(
            "left join agency a on a.id = c.agency_id left join region z on z.code = a.region_code
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

// What only the case itself can say of the filter.
macro_rules! filtered {
    () => {
        concat!(
            " and (?2 ->> 'flag' is null or case ?2 ->> 'flag'
  when 'confidential' then c.visibility = 'confidential'
  when 'supervisory' then c.life ->> '$.facts.kind' = 'supervisory_complaint'
  when 'returned' then json_array_length(c.life, '$.facts.hops') > 0
  when 'reopened' then c.life ->> '$.facts.reopenings' > 0 end)
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

// What the entry alone says of the filter. `mine`: an officer's period runs; whose, the lane says.
macro_rules! fits {
    () => {
        "(?2 ->> 'state' is null or e.state = ?2 ->> 'state')
and (?2 ->> 'due' is null or ?2 ->> 'due' = case when e.is_over = 1 or e.due_key >= 9000000000000000 then 'idle'
  when e.due_key < ?2 ->> 'now' then 'late'
  when e.due_key <= ?2 ->> (case e.timezone
    when 'Asia/Makassar' then 'today_wita' when 'Asia/Jayapura' then 'today_wit' else 'today_wib' end) then 'today'
  when e.due_key <= ?2 ->> (case e.timezone
    when 'Asia/Makassar' then 'week_wita' when 'Asia/Jayapura' then 'week_wit' else 'week_wib' end) then 'week'
  else 'later' end)
and (?2 ->> 'nobody' is null or e.agency_id is null)
and (?2 ->> 'agency' is null or e.agency_id = ?2 ->> 'agency')
and (?2 ->> 'unit' is null or e.unit_id = ?2 ->> 'unit')
and (?2 ->> 'category' is null or e.category_code in (select ?2 ->> 'category'
  union all select k.code from category k where k.parent_code = ?2 ->> 'category'))
and (?2 ->> 'regions' is null or substr(e.region_code, 1, 2) in (select value from json_each(?2, '$.regions'))
  or substr(e.region_code, 1, 5) in (select value from json_each(?2, '$.regions'))
  or substr(e.region_code, 1, 8) in (select value from json_each(?2, '$.regions'))
  or e.region_code in (select value from json_each(?2, '$.regions')))
and (?2 ->> 'channel' is null or e.channel = ?2 ->> 'channel')
and (?2 ->> 'kind' is null or e.kind = ?2 ->> 'kind')
and (?2 ->> 'flag' is not 'supervisory' or e.kind = 'supervisory_complaint')
and (?2 ->> 'from' is null or e.received_at >= ?2 ->> 'from')
and (?2 ->> 'before' is null or e.received_at < ?2 ->> 'before')
and (?2 ->> 'mine' is null or (e.is_over = 0 and e.is_merged = 0 and e.due_key < 9000000000000000))
and (e.lane <> 'p' or e.due_key < ?2 ->> 'now')"
    };
}

macro_rules! by_due {
    () => {
        "desk_entry e
  where lane = ?5 and (is_over, due_key, rank_key, complaint_id) > (?3 ->> 0, ?3 ->> 1, ?3 ->> 2, ?3 ->> 3)
    and (is_over, due_key) <= (?3 ->> 4, ?3 ->> 5)
  order by is_over, due_key, rank_key, complaint_id"
    };
}

// Of one millisecond there are few.
macro_rules! by_receipt {
    () => {
        "desk_entry e
  where lane = ?5 and received_at <= 0 - (?3 ->> 1) and (received_at < 0 - (?3 ->> 1) or complaint_id > ?3 ->> 3)
    and received_at >= ?3 ->> 5
  order by received_at desc, complaint_id"
    };
}

macro_rules! by_followers {
    () => {
        "desk_entry e
  where lane = ?5 and (follower_key, received_at, complaint_id) > (?3 ->> 0, ?3 ->> 1, ?3 ->> 3)
  order by follower_key, received_at, complaint_id"
    };
}

macro_rules! by_supporters {
    () => {
        "desk_entry e
  where lane = ?5 and (support_key, received_at, complaint_id) > (?3 ->> 0, ?3 ->> 1, ?3 ->> 3)
  order by support_key, received_at, complaint_id"
    };
}

// The rows come as the walk gives them: a sort on top would wait for all of it. Who reads them sorts again.
macro_rules! select_rows {
    ($walk:expr, $k1:literal, $k2:literal, $k3:literal) => {
        concat!(
            "select c.id, c.tracking_code, c.seq, ",
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
  json_array_length(c.life, '$.facts.hops') as hops, c.life ->> '$.facts.reopenings' as reopenings, ",
            $k1, " as k1, ", $k2, " as k2, ", $k3, " as k3 from ",
            "(select * from ",
            $walk,
            " limit ?6) e cross join complaint c on c.id = e.complaint_id ",
            seen!(),
            " and ",
            fits!(),
            filtered!(),
            " limit ?4"
        )
    };
}

// Where a walk ended that did not come to the end of its lane.
macro_rules! walk_end {
    ($walk:expr, $k1:literal, $k2:literal, $k3:literal) => {
        concat!(
            "select ",
            $k1,
            " as k1, ",
            $k2,
            " as k2, ",
            $k3,
            " as k3, e.complaint_id as id from ",
            $walk,
            " limit 1 offset cast(?6 as integer) - 1"
        )
    };
}

/// The statements of an order.
pub struct Walking {
    /// The rows of a page.
    pub rows: &'static str,
    /// The last entry of a walk that was cut.
    pub end: &'static str,
}

/// What is due first.
pub const BY_DUE: Walking = Walking {
    rows: select_rows!(by_due!(), "e.is_over", "e.due_key", "e.rank_key"),
    end: walk_end!(by_due!(), "e.is_over", "e.due_key", "e.rank_key"),
};

/// What came last.
pub const BY_RECEIPT: Walking = Walking {
    rows: select_rows!(by_receipt!(), "0", "-e.received_at", "0"),
    end: walk_end!(by_receipt!(), "0", "-e.received_at", "0"),
};

/// What most people follow.
pub const BY_FOLLOWERS: Walking = Walking {
    rows: select_rows!(by_followers!(), "e.follower_key", "e.received_at", "0"),
    end: walk_end!(by_followers!(), "e.follower_key", "e.received_at", "0"),
};

/// What most people support.
pub const BY_SUPPORTERS: Walking = Walking {
    rows: select_rows!(by_supporters!(), "e.support_key", "e.received_at", "0"),
    end: walk_end!(by_supporters!(), "e.support_key", "e.received_at", "0"),
};

/// How many a filter finds that entries answer.
pub const COUNT_ENTRIES: &str = concat!(
    "select count(*) as count from (select 1 from (select * from ",
    by_due!(),
    " limit ?6) e where ",
    fits!(),
    " limit ?4)"
);

/// Of everything in these lanes, by state and clock.
pub const COUNT_ALL: &str = "
select a as state, case when due_key >= 9000000000000000 then 'idle'
  when due_key < ?2 ->> 'now' then 'late'
  when due_key <= ?2 ->> (case b
    when 'Asia/Makassar' then 'today_wita' when 'Asia/Jayapura' then 'today_wit' else 'today_wib' end) then 'today'
  when due_key <= ?2 ->> (case b
    when 'Asia/Makassar' then 'week_wita' when 'Asia/Jayapura' then 'week_wit' else 'week_wib' end) then 'week'
  else 'later' end as due, sum(cases) as count
from desk_count where lane in (select value from json_each(?1)) and what = 'clock' and (lane <> 'p' or due_key < ?2 ->> 'now')
group by 1, 2 limit 100";

/// Who holds something of these lanes.
pub const SELECT_HOLDERS: &str = "
select nullif(a, '') as agency_id, nullif(b, '') as unit_id, sum(cases) as count
from desk_count where lane in (select value from json_each(?1)) and what = 'holder'
group by a, b order by 3 desc limit 200";

/// About what they are.
pub const SELECT_CATEGORIES: &str = "
select a as category, sum(cases) as count
from desk_count where lane in (select value from json_each(?1)) and what = 'category'
group by 1 order by 1 limit 200";

/// Every statement with its name: their plans are looked at.
#[cfg(test)]
const READING: [(&str, &str); 12] = [
    ("rows by due", BY_DUE.rows),
    ("rows by receipt", BY_RECEIPT.rows),
    ("rows by followers", BY_FOLLOWERS.rows),
    ("rows by supporters", BY_SUPPORTERS.rows),
    ("end by due", BY_DUE.end),
    ("end by receipt", BY_RECEIPT.end),
    ("end by followers", BY_FOLLOWERS.end),
    ("end by supporters", BY_SUPPORTERS.end),
    ("count entries", COUNT_ENTRIES),
    ("count all", COUNT_ALL),
    ("holders", SELECT_HOLDERS),
    ("categories", SELECT_CATEGORIES),
];

#[cfg(test)]
mod tests;
