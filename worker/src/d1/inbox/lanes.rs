//! Which lanes of `desk_entry` an officer walks through for a filter, and between which ends.
//!
//! Lanes make lists short; what may be read is decided by `scope` on every row all the same.

use super::NEVER_MS;
use super::statements::{BY_DUE, BY_FOLLOWERS, BY_RECEIPT, BY_SUPPORTERS, Walking};
use crate::ports::desk::inbox::{Asked, Cursor};
use crate::ports::life::Officer;
use domain::complaint::StateName;
use domain::complaint::actor::Role;
use domain::date::Zone;
use frontend::pages::desk::inbox::filter::{Due, Order};
use serde_json::{Value, json};

/// Entries a page looks at: some milliseconds.
const MOST_ENTRIES: u32 = 5_000;
/// The same where each case itself must be looked at.
const MOST_CASES: u32 = 400;

/// Everything this officer reads, of which numbers are told. No case is in two of them, but for an observer or the Ombudsman
/// who has a post besides.
pub fn all(officer: &Officer) -> Vec<String> {
    let mut lanes = Vec::new();
    for (role, post) in &officer.posts {
        let agency = post.as_ref().map(|post| post.agency.as_str());
        let unit = post.as_ref().and_then(|post| post.unit.as_ref());
        match (role, agency) {
            (Role::NationalAdmin, _) => return vec!["*".to_owned()],
            (Role::AgencyCoordinator, Some(agency)) => {
                lanes.extend([format!("a:{agency}"), format!("r:{agency}")]);
            }
            (Role::LiaisonOfficer, Some(agency)) => {
                let unit = unit.map_or("", |unit| unit.as_str());
                lanes.push(format!("u:{agency}/{unit}"));
            }
            (Role::Inspectorate, Some(agency)) => lanes.push(format!("s:{agency}")),
            (Role::Ombudsman, _) => lanes.push("o".to_owned()),
            (Role::Observer, _) => lanes.push("p".to_owned()),
            _ => {}
        }
    }
    let whole: Vec<String> = lanes
        .iter()
        .filter_map(|lane| lane.strip_prefix("a:").map(|agency| format!("u:{agency}/")))
        .collect();
    lanes.retain(|lane| !whole.iter().any(|agency| lane.starts_with(agency.as_str())));
    lanes.sort();
    lanes.dedup();
    lanes
}

/// The lanes in which a filter may find something: fewer where it names a holder, or asks for the officer's own turn.
pub fn of(officer: &Officer, asked: &Asked) -> Vec<String> {
    let filter = &asked.filter;
    let mut lanes = all(officer);
    if filter.is_mine {
        lanes.clear();
        for (role, post) in &officer.posts {
            let agency = post.as_ref().map(|post| post.agency.as_str());
            let unit = post.as_ref().and_then(|post| post.unit.as_ref());
            let unit = unit.map_or("", |unit| unit.as_str());
            lanes.extend(match (role, agency) {
                (Role::NationalAdmin, _) => Some("n".to_owned()),
                (Role::AgencyCoordinator, Some(agency)) => Some(format!("u:{agency}/")),
                (Role::LiaisonOfficer, Some(agency)) => Some(format!("u:{agency}/{unit}")),
                (Role::Inspectorate, Some(agency)) => Some(format!("s:{agency}")),
                _ => None,
            });
        }
        lanes.sort();
        lanes.dedup();
    } else if lanes == ["*"] {
        match filter
            .holder
            .as_deref()
            .map(|holder| (holder, holder.split_once('/')))
        {
            None => {}
            Some(("-", _)) => lanes = vec!["n".to_owned()],
            Some((holder, Some((agency, _)))) => {
                lanes = vec![format!("u:{holder}"), format!("s:{agency}")];
            }
            Some((agency, None)) => lanes = vec![format!("a:{agency}"), format!("s:{agency}")],
        }
    }
    lanes
}

/// The statements of its order.
pub fn walking(asked: &Asked) -> Walking {
    match asked.filter.order {
        Some(Order::Newest) => BY_RECEIPT,
        Some(Order::Followed) => BY_FOLLOWERS,
        Some(Order::Supported) => BY_SUPPORTERS,
        Some(Order::Due) | None => BY_DUE,
    }
}

/// Whether the filter asks for what entries do not say.
pub fn looks_at_cases(asked: &Asked) -> bool {
    let filter = &asked.filter;
    filter.search.is_some() || filter.flag.is_some()
}

/// Entries that one page looks at, at most.
pub fn entries(asked: &Asked) -> u32 {
    match looks_at_cases(asked) {
        true => MOST_CASES,
        false => MOST_ENTRIES,
    }
}

/// Where the walk begins, and where nothing can come any more.
pub fn ends(asked: &Asked, after: Option<&Cursor>) -> Value {
    match asked.filter.order {
        Some(Order::Newest) => {
            let before = asked.before.map_or(NEVER_MS, |before| before.0);
            let from = asked.from.map_or(0, |from| from.0);
            match after {
                Some(Cursor {
                    keys: [_, at, _],
                    id,
                }) => json!([0, at, 0, id, 0, from]),
                None => json!([0, before.saturating_neg(), 0, "", 0, from]),
            }
        }
        Some(Order::Followed | Order::Supported) => match after {
            Some(Cursor {
                keys: [people, at, _],
                id,
            }) => json!([people, at, 0, id]),
            None => json!([-NEVER_MS, 0, 0, ""]),
        },
        Some(Order::Due) | None => ends_by_due(asked, after),
    }
}

/// The same in the order of what is due, whichever the filter asks for: for counting.
pub fn ends_by_due(asked: &Asked, after: Option<&Cursor>) -> Value {
    let is_over = |state| matches!(state, StateName::Rejected | StateName::Closed);
    let horizon = asked.horizon;
    let latest =
        |at: &dyn Fn(Zone) -> i64| [Zone::Wib, Zone::Wita, Zone::Wit].map(at).into_iter().max();
    let (mut from, mut to) = match asked.filter.state {
        Some(state) if is_over(state) => ((1, -NEVER_MS), (1, NEVER_MS)),
        Some(_) => ((0, -NEVER_MS), (0, NEVER_MS)),
        None => ((0, -NEVER_MS), (1, NEVER_MS)),
    };
    let now = horizon.now.0.saturating_sub(1_000);
    match asked.filter.due {
        None => {}
        Some(Due::Late) => to = to.min((0, horizon.now.0)),
        Some(Due::Today) => {
            from = from.max((0, now));
            to = to.min((0, latest(&|zone| horizon.today(zone).0).unwrap_or(NEVER_MS)));
        }
        Some(Due::Week) => {
            from = from.max((0, now));
            to = to.min((0, latest(&|zone| horizon.week(zone).0).unwrap_or(NEVER_MS)));
        }
        Some(Due::Later) => {
            from = from.max((0, now));
            to = to.min((0, NEVER_MS));
        }
        Some(Due::Idle) => from = from.max((0, NEVER_MS.saturating_sub(1))),
    }
    let start = (from.0, from.1, -NEVER_MS, "");
    let start = match after {
        Some(Cursor {
            keys: [over, due, rank],
            id,
        }) => start.max((*over, *due, *rank, id.as_str())),
        None => start,
    };
    json!([start.0, start.1, start.2, start.3, to.0, to.1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::desk::inbox::Horizon;
    use domain::complaint::actor::Post;
    use domain::complaint::words::{AgencyId, OfficerId, UnitId};
    use domain::date::Timestamp;
    use frontend::pages::desk::inbox::filter::Filter;

    fn officer(posts: &[(Role, &str)]) -> Officer {
        let post = |(role, at): &(Role, &str)| {
            let (agency, unit) = at.split_once('/').unwrap_or((at, ""));
            let post = AgencyId::parse(agency).ok().map(|agency| Post {
                agency,
                unit: UnitId::parse(unit).ok(),
            });
            (*role, post)
        };
        Officer {
            id: OfficerId::parse("o-1").unwrap(),
            posts: posts.iter().map(post).collect(),
        }
    }

    fn asked(query: &str) -> Asked {
        let (filter, unknown) = Filter::parse(query.split_once('=').into_iter());
        assert!(unknown.is_empty());
        Asked {
            filter,
            regions: None,
            from: None,
            before: None,
            horizon: Horizon {
                now: Timestamp(1_795_537_800_000),
            },
        }
    }

    #[test]
    fn each_post_has_its_lanes_and_no_case_is_in_two_of_them() {
        use Role::*;
        type Posts<'a> = &'a [(Role, &'a str)];
        let table: [(Posts<'_>, &[&str]); 8] = [
            (&[(NationalAdmin, ""), (AgencyCoordinator, "kab-a")], &["*"]),
            (&[(AgencyCoordinator, "kab-a")], &["a:kab-a", "r:kab-a"]),
            (
                &[(LiaisonOfficer, "kab-a/kabkota:b")],
                &["u:kab-a/kabkota:b"],
            ),
            (&[(LiaisonOfficer, "kab-a")], &["u:kab-a/"]),
            (
                &[
                    (AgencyCoordinator, "kab-a"),
                    (LiaisonOfficer, "kab-a/kabkota:b"),
                    (LiaisonOfficer, "kab-c/kabkota:b"),
                ],
                &["a:kab-a", "r:kab-a", "u:kab-c/kabkota:b"],
            ),
            (&[(Inspectorate, "kab-a")], &["s:kab-a"]),
            (&[(Ombudsman, ""), (Observer, "")], &["o", "p"]),
            (&[(Custodian, "")], &[]),
        ];
        for (posts, lanes) in table {
            assert_eq!(all(&officer(posts)), lanes, "{posts:?}");
        }
    }

    #[test]
    fn a_filter_that_names_a_holder_takes_the_shorter_lane() {
        let admin = officer(&[(Role::NationalAdmin, "")]);
        let table: [(&str, &[&str]); 5] = [
            ("pemegang=-", &["n"]),
            ("pemegang=kab-a", &["a:kab-a", "s:kab-a"]),
            (
                "pemegang=kab-a/kabkota:b",
                &["u:kab-a/kabkota:b", "s:kab-a"],
            ),
            ("giliran=saya", &["n"]),
            ("status=closed", &["*"]),
        ];
        for (query, lanes) in table {
            assert_eq!(of(&admin, &asked(query)), lanes, "{query}");
        }
        let coordinator = officer(&[(Role::AgencyCoordinator, "kab-a")]);
        assert_eq!(of(&coordinator, &asked("giliran=saya")), ["u:kab-a/"]);
        assert_eq!(
            of(&coordinator, &asked("pemegang=kab-z")),
            ["a:kab-a", "r:kab-a"]
        );
    }

    #[test]
    fn a_walk_begins_where_the_filter_can_find_something() {
        let ends = |query: &str| ends(&asked(query), None);
        assert_eq!(ends("status=closed")[0], 1);
        assert_eq!(ends("status=assigned")[4], 0);
        assert_eq!(ends("tenggat=late")[5], 1_795_537_800_000_i64);
        assert_eq!(ends("tenggat=idle")[1], NEVER_MS - 1);
    }
}
