//! Cases by place.

use super::columns::ListedRow;
use super::matching::matching;
use super::{D1PublicCases, columns};
use crate::d1::{repository_error, text};
use crate::ports::RepositoryError;
use crate::ports::map::{Counted, Counts, MapOfCases, MappedCase, Within};
use crate::ports::open::Wanted;
use serde::Deserialize;
use serde_json::json;

/// As many are looked at where no counts are kept: 5,000 rows by key take some ten milliseconds.
const MOST_COUNTED: u32 = 5_000;

const SELECT_COUNTS: &str = "
select region_code, sum(cases) as cases from region_count
where region_code in (select code from region_name where parent_code = ?1)
  and (?2 = '' or topic_code = ?2) and (?3 = '' or state = ?3)
group by region_code limit 700";

// By province, regency or district, as ?1 says.
macro_rules! counted_in {
    ($from:literal) => {
        concat!(
            "select case ?1 ->> 'level' when 'province' then c.province when 'regency' then c.regency
  else c.district end as region_code, count(*) as cases
from (",
            $from,
            ") c group by region_code limit 8000"
        )
    };
}

const COUNT_NEWEST: &str = counted_in!(
    "select province, regency, district from public_case
  where key >= ?1 ->> 'from' and key < ?1 ->> 'below' and is_follower = 0 order by key desc limit ?1 ->> 'rows'"
);

const COUNT_FOUND: &str = counted_in!(
    "select f.province, f.regency, f.district from case_word w join public_case f on f.key = w.rowid
  where w.case_word match ?2 and w.rowid >= ?1 ->> 'from' and w.rowid < ?1 ->> 'below' and f.is_follower = 0
  order by w.rowid desc limit ?1 ->> 'rows'"
);

const SELECT_MAPPED: &str = concat!(
    "select c.lat, c.lon, coalesce(n.is_sensitive, 1) as is_sensitive, coalesce(c.district, c.regency) as area, ",
    columns::listed_from!("case_word w join public_case c on c.key = w.rowid"),
    " where w.case_word match ?2 and w.rowid >= ?1 ->> 'from' and w.rowid < ?1 ->> 'below' and c.is_follower = 0
order by w.rowid desc limit ?1 ->> 'rows'"
);

/// Every statement here, with its name: tests look at their plans.
#[cfg(any(test, feature = "scale"))]
pub const READING: [(&str, &str); 4] = [
    ("counts", SELECT_COUNTS),
    ("newest by region", COUNT_NEWEST),
    ("found by region", COUNT_FOUND),
    ("mapped", SELECT_MAPPED),
];

#[derive(Deserialize)]
struct CountRow {
    region_code: Option<String>,
    cases: u32,
}

#[derive(Deserialize)]
struct PlaceRow {
    lat: Option<f64>,
    lon: Option<f64>,
    is_sensitive: u8,
    area: Option<String>,
}

fn bounds(wanted: &Wanted, level: &str, rows: u32) -> String {
    let (from, below) = (wanted.from_key, wanted.below_key);
    json!({ "level": level, "from": from, "below": below, "rows": rows }).to_string()
}

impl MapOfCases for D1PublicCases {
    async fn counts(
        &self,
        within: Within<'_>,
        counted: Counted<'_>,
    ) -> Result<Counts, RepositoryError> {
        let (parent, level) = match within {
            Within::Nation => ("", "province"),
            Within::Province(code) => (code, "regency"),
            Within::Regency(code) => (code, "district"),
        };
        let statement = match counted {
            Counted::All { topic, state } => {
                self.bind(SELECT_COUNTS, &[text(parent), text(topic), text(state)])?
            }
            Counted::Newest(wanted) => {
                let bounds = text(&bounds(wanted, level, MOST_COUNTED));
                match matching(wanted) {
                    None => self.bind(COUNT_NEWEST, &[bounds])?,
                    Some(found) => self.bind(COUNT_FOUND, &[bounds, text(&found)])?,
                }
            }
        };
        let result = statement.all().await;
        let result = result.map_err(|error| repository_error(&error))?;
        let rows = result.results::<CountRow>();
        let rows = rows.map_err(|_| RepositoryError::Corrupt("region_count"))?;
        let all: u32 = rows.iter().map(|row| row.cases).sum();
        let is_cut = matches!(counted, Counted::Newest(_)) && all >= MOST_COUNTED;
        let regions = rows.into_iter();
        Ok(Counts {
            regions: regions
                .filter_map(|row| Some((row.region_code?, row.cases)))
                .collect(),
            newest: is_cut.then_some(MOST_COUNTED),
        })
    }

    async fn newest(&self, wanted: &Wanted, rows: u32) -> Result<Vec<MappedCase>, RepositoryError> {
        let Some(found) = matching(wanted) else {
            return Ok(Vec::new());
        };
        let bounds = text(&bounds(wanted, "", rows));
        let statement = self.bind(SELECT_MAPPED, &[bounds, text(&found)])?;
        let result = statement.all().await;
        let result = result.map_err(|error| repository_error(&error))?;
        let corrupt = |_| RepositoryError::Corrupt("public_case");
        let places = result.results::<PlaceRow>().map_err(corrupt)?;
        let listed = result.results::<ListedRow>().map_err(corrupt)?;
        let mapped = places
            .into_iter()
            .zip(listed)
            .map(|(place, listed)| MappedCase {
                case: listed.read(),
                point: place.lat.zip(place.lon),
                is_sensitive: place.is_sensitive != 0,
                area: place.area,
            });
        Ok(mapped.collect())
    }
}
