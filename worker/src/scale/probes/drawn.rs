//! What is asked for: codes, places, topics and holders that exist, and words that people type.

use super::super::Error;
use super::super::chance::Chance;
use rusqlite::Connection;
use rusqlite::types::Value;

/// What is drawn from the databases to ask for.
pub struct Drawn {
    pub codes: Vec<String>,
    pub regions: Vec<String>,
    pub categories: Vec<String>,
    pub agencies: Vec<String>,
    pub units: Vec<(String, String)>,
    pub keys: Vec<i64>,
    pub now: i64,
}

impl Drawn {
    pub fn of(database: &Connection, search: &Connection, now: i64) -> Result<Self, Error> {
        let texts = |connection: &Connection, sql: &str| -> Result<Vec<String>, Error> {
            let mut statement = connection.prepare(sql)?;
            let rows = statement.query_map([], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        let many: i64 =
            search.query_row("select count(*) from public_case", [], |row| row.get(0))?;
        let step = (many / 1_000).max(1);
        let mut statement = search.prepare(
            "select key, tracking_code from (select key, tracking_code, row_number() over (order by key) as n from public_case)
             where n % ?1 = 0",
        )?;
        let rows = statement.query_map([step], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })?;
        let drawn: Vec<(i64, String)> = rows.collect::<Result<_, _>>()?;
        let mut statement = database.prepare(
            "select a, b from desk_count where lane = '*' and what = 'holder' and a <> '' and b <> '' order by cases desc limit 200",
        )?;
        let units = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Self {
            units: units.collect::<Result<_, _>>()?,
            keys: drawn.iter().map(|(key, _)| *key).collect(),
            codes: drawn.into_iter().map(|(_, code)| code).collect(),
            regions: texts(
                search,
                "select region_code from region_count where length(region_code) <= 5 group by 1 order by sum(cases) desc limit 300",
            )?,
            categories: texts(
                search,
                "select code from category_name order by code limit 300",
            )?,
            agencies: texts(
                database,
                "select a from desk_count where lane = '*' and what = 'holder' and a <> '' group by a order by sum(cases) desc limit 200",
            )?,
            now,
        })
    }

    pub fn code(&self, chance: &mut Chance) -> String {
        chance.one_of(&self.codes).cloned().unwrap_or_default()
    }

    pub fn key(&self, chance: &mut Chance) -> Value {
        Value::Integer(chance.one_of(&self.keys).copied().unwrap_or_default())
    }
}

/// Words people look for: frequent, rare, short for others, wrong, begun.
pub const SEARCHES: [(&str, &[&str]); 6] = [
    (
        "common",
        &[
            "jalan",
            "rusak",
            "jln rsk",
            "lampu mati",
            "sampah",
            "air",
            "jalan berlubang",
            "banjir",
            "pelayanan",
            "kesehatan",
        ],
    ),
    (
        "rare",
        &[
            "kubangan kerbau",
            "jembatan gantung silo",
            "ijazah paket",
            "vaksin rabies",
            "rancaekek",
            "amplas medan",
        ],
    ),
    (
        "typo",
        &[
            "jaln rusk",
            "lmpu",
            "sampha",
            "banjr",
            "jembatn",
            "pelayann",
            "brelubang",
        ],
    ),
    (
        "prefix",
        &[
            "jal", "lam", "samp", "ban", "puske", "sekol", "air ma", "pelayan", "berluban",
        ],
    ),
    (
        "many words",
        &[
            "lampu jalan mati sudah lama gelap",
            "sampah menumpuk di pinggir jalan pasar",
            "air pdam tidak mengalir berhari hari",
        ],
    ),
    (
        "some words",
        &[
            "lampu jalan rusak zirafah",
            "sampah pasar bau xilofon",
            "puskesmas antre kuartet",
        ],
    ),
];
