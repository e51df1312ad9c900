//! Lists: which statement answers what is wanted, and with which values.

use super::columns;
use super::matching::{each_word, matching};
use crate::ports::open::{Reach, Wanted};
use serde_json::json;

/// Entries of the index that are read where a case has some of the words only, of all words together, newest first: a word that
/// is in every second case has a hundred thousand.
const MOST_READ: usize = 6_000;

// The keys of a list: everything, newest first.
const SELECT_NEWEST: &str = concat!(
    "select ",
    columns::listed!(),
    " where c.key >= ?1 ->> 'from' and c.key < ?1 ->> 'below' and c.is_follower = 0
order by c.key desc limit ?1 ->> 'rows'"
);

// What the index of shapes finds, newest first: it has its rows in the order of keys and stops where the page ends.
const SELECT_FOUND: &str = concat!(
    "select ",
    columns::listed_from!("case_word w join public_case c on c.key = w.rowid"),
    " where w.case_word match ?2 and w.rowid >= ?1 ->> 'from' and w.rowid < ?1 ->> 'below' and c.is_follower = 0
order by w.rowid desc limit ?1 ->> 'rows'"
);

// By support: of the newest few thousand that have any.
const SELECT_SUPPORTED: &str = concat!(
    "select ",
    columns::listed_from!(
        "(select f.* from case_word w join public_case f on f.key = w.rowid
  where w.case_word match ?2 and w.rowid >= ?1 ->> 'from' and w.rowid < ?1 ->> 'below'
  order by w.rowid desc limit 5000) c"
    ),
    " where c.is_follower = 0 and (c.support_count, c.key) < (?1 ->> 'support', ?1 ->> 'after')
order by c.support_count desc, c.key desc limit ?1 ->> 'rows'"
);

// The newest cases that have the most of the words, each a question of its own in ?2. One question for every choice of words
// would walk through the same entries for each of them: 150 ms in a million cases.
macro_rules! most_words {
    ($order:literal) => {
        concat!(
            "with found as materialized (
  select k.value as key, count(*) as words from json_each(?2) q, json_each((select json_group_array(w.rowid) from (
    select rowid from case_word where case_word match q.value and rowid >= ?1 ->> 'from' and rowid < ?1 ->> 'below'
    order by rowid desc limit ?1 ->> 'read') w)) k
  group by k.value having count(*) >= ?1 ->> 'least' order by words desc, key desc limit 500
)
select ",
            $crate::d1::public_cases::columns::listed_from!(
                "found f cross join public_case c on c.key = f.key"
            ),
            " where c.is_follower = 0 and f.words = (
    select max(o.words) from found o cross join public_case p on p.key = o.key where p.is_follower = 0)",
            $order
        )
    };
}

const SELECT_MOST_WORDS: &str = most_words!(
    "
order by c.key desc limit ?1 ->> 'rows'"
);

const SELECT_MOST_WORDS_SUPPORTED: &str = most_words!(
    " and (c.support_count, c.key) < (?1 ->> 'support', ?1 ->> 'after')
order by c.support_count desc, c.key desc limit ?1 ->> 'rows'"
);

/// Every statement here, with its name: tests look at their plans.
#[cfg(test)]
pub const READING: [(&str, &str); 5] = [
    ("newest", SELECT_NEWEST),
    ("found", SELECT_FOUND),
    ("supported", SELECT_SUPPORTED),
    ("most words", SELECT_MOST_WORDS),
    ("most words, supported", SELECT_MOST_WORDS_SUPPORTED),
];

/// A statement and its values, all of them text.
pub struct Question {
    /// The statement.
    pub sql: &'static str,
    /// Its values.
    pub values: Vec<String>,
}

/// What answers a page of so many rows, and one more that says that it goes on.
pub fn question(wanted: &Wanted, rows: u32) -> Question {
    // Bounds travel as JSON, where whole numbers stay whole: the full text takes no others.
    let after = wanted.after;
    let below = match (after, wanted.by_support) {
        (Some(after), false) => after.key.min(wanted.below_key),
        _ => wanted.below_key,
    };
    // Any of the words at all is a question that stops where the page ends.
    let least = match wanted.reach {
        Reach::Some(least) if least > 1 => least,
        _ => wanted.words.len(),
    };
    let bounds = json!({
        "from": wanted.from_key, "below": below, "rows": rows.saturating_add(1),
        "support": after.map_or(u32::MAX, |after| after.support),
        "after": after.map_or(i64::MAX, |after| after.key),
        "least": least, "read": MOST_READ / wanted.words.len().max(1),
    });
    let bounds = bounds.to_string();
    let is_counted = least < wanted.words.len();
    let what = match is_counted {
        true => Some(json!(each_word(wanted)).to_string()),
        false => matching(wanted),
    };
    let sql = match (&what, is_counted, wanted.by_support) {
        (None, ..) => SELECT_NEWEST,
        (_, false, false) => SELECT_FOUND,
        (_, false, true) => SELECT_SUPPORTED,
        (_, true, false) => SELECT_MOST_WORDS,
        (_, true, true) => SELECT_MOST_WORDS_SUPPORTED,
    };
    Question {
        sql,
        values: [bounds].into_iter().chain(what).collect(),
    }
}
