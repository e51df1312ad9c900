//! Every hot statement with many different values, tried on the files themselves: how long SQLite takes, and by what plan.

use super::chance::Chance;
use super::{Error, open};
use crate::d1::complaints::READING as TRACKING;
use crate::d1::figures::COUNTING;
use crate::d1::inbox::probe as inbox;
use crate::d1::public_cases::{READING, found_by, map_reading};
use crate::d1::publications::SELECT_DUE;
use crate::d1::sweeps::WALKING;
use crate::ports::life::Officer;
use crate::ports::open::Wanted;
use domain::complaint::actor::{Post, Role};
use domain::complaint::words::{AgencyId, OfficerId, UnitId};
use domain::date::Timestamp;
use domain::routing::search::{Facet, SearchWords};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde_json::json;
use std::path::Path;
use std::time::Instant;

/// Times each statement is tried, with other values each time.
const TRIES: usize = 200;
const DAY_MS: i64 = 86_400_000;
const KEYS_A_MS: i64 = 1_000;

/// What came of one question.
pub struct Probed {
    /// What is asked for.
    pub name: String,
    /// Milliseconds, of each try, in order of length.
    pub times: Vec<f64>,
    /// Lines of plans that read a whole table.
    pub scans: Vec<String>,
}

impl Probed {
    /// So many of a hundred tries take no longer.
    pub fn percentile(&self, percent: usize) -> f64 {
        let at = self.times.len().saturating_mul(percent) / 100;
        self.times
            .get(at.min(self.times.len().saturating_sub(1)))
            .copied()
            .unwrap_or_default()
    }
}

/// One try: statements that one page needs, one after the other, with their values.
type Try = Vec<(String, Vec<Value>)>;

/// What is drawn from the databases to ask for.
pub struct Drawn {
    pub codes: Vec<String>,
    pub regions: Vec<String>,
    pub categories: Vec<String>,
    pub agencies: Vec<String>,
    pub units: Vec<(String, String)>,
    keys: Vec<i64>,
    now: i64,
}

/// Tries everything.
pub fn probe(
    database: &Path,
    search: &Path,
    now_ms: i64,
    told: &mut dyn FnMut(&Probed),
) -> Result<Vec<Probed>, Error> {
    let (database, search) = (open(database)?, open(search)?);
    for each in [&database, &search] {
        // As workerd opens them; the machine's own cache is warm for both.
        each.execute_batch("pragma cache_size = -16000")?;
    }
    let drawn = Drawn::of(&database, &search, now_ms)?;
    let mut chance = Chance::new(7);
    let mut all = Vec::new();
    let mut add = |name: &str, connection: &Connection, tries: Vec<Try>| -> Result<(), Error> {
        let probed = tried(name, connection, &tries)?;
        told(&probed);
        all.push(probed);
        Ok(())
    };
    for (name, tries) in lists(&drawn, &mut chance) {
        add(&name, &search, tries)?;
    }
    for (name, tries) in maps(&drawn, &mut chance) {
        add(&name, &search, tries)?;
    }
    let facts = COUNTING.first().map_or("", |(_, sql)| sql);
    let facts = tries(|_| {
        vec![(
            facts.to_owned(),
            vec![
                drawn.key(&mut chance),
                Value::Real(9e15),
                Value::Real(2_000.0),
            ],
        )]
    });
    add("figures: one stretch of 2,000", &search, facts)?;
    let tracked = tries(|_| {
        let code = Value::Text(drawn.code(&mut chance));
        let of = |sql: &str| {
            (
                sql.to_owned(),
                vec![code.clone(), Value::Text(String::new())],
            )
        };
        TRACKING.iter().map(|(_, sql)| of(sql)).collect()
    });
    add("tracking /l/{code}", &database, tracked)?;
    let due = tries(|_| vec![(SELECT_DUE.to_owned(), vec![Value::Real(100.0)])]);
    add("publish: 100 pages due", &database, due)?;
    for (name, sql) in WALKING {
        let walked = tries(|at| {
            let first = match name {
                "sweep: 100 due" => Value::Real((drawn.now - DAY_MS + at as i64) as f64),
                _ => Value::Text(format!(
                    "{:08x}",
                    (drawn.now - chance.days(0.0, 1400.0)) >> 16
                )),
            };
            vec![(sql.to_owned(), vec![first, Value::Real(100.0)])]
        });
        add(name, &database, walked)?;
    }
    for (name, tries) in desks(&drawn, &mut chance)? {
        add(&name, &database, tries)?;
    }
    Ok(all)
}

fn tries(make: impl FnMut(usize) -> Try) -> Vec<Try> {
    (0..TRIES).map(make).collect()
}

fn tried(name: &str, connection: &Connection, tries: &[Try]) -> Result<Probed, Error> {
    let mut scans = Vec::new();
    let mut times = Vec::with_capacity(tries.len());
    for (at, one) in tries.iter().enumerate() {
        let mut all = 0.0;
        for (sql, values) in one {
            if at == 0 {
                scans.extend(scans_of(connection, sql, values)?);
            }
            let mut statement = connection.prepare(sql)?;
            let wanted = statement.parameter_count();
            let (start, waited) = (Instant::now(), waited_ms());
            let mut rows = statement.query(params_from_iter(values.iter().take(wanted)))?;
            while let Some(row) = rows.next()? {
                std::hint::black_box(row.get_ref(0)?);
            }
            all += start.elapsed().as_secs_f64() * 1e3 - (waited_ms() - waited);
        }
        times.push(all);
    }
    times.sort_by(f64::total_cmp);
    Ok(Probed {
        name: name.to_owned(),
        times,
        scans,
    })
}

/// How long this thread has waited for a core that others had; 0 where the system does not say. Others build and test on the
/// same machine, and a busy core is no property of a statement.
fn waited_ms() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told
        .split(' ')
        .nth(1)
        .and_then(|waited| waited.parse::<f64>().ok());
    nanoseconds.unwrap_or_default() / 1e6
}

/// Tables whose size grows with the cases.
const BIG: [&str; 12] = [
    "complaint",
    "complaint_event",
    "message",
    "notification",
    "identity",
    "publication_due",
    "public_case",
    "published",
    "desk_entry",
    "attachment",
    "command",
    "c",
];

fn scans_of(connection: &Connection, sql: &str, values: &[Value]) -> Result<Vec<String>, Error> {
    let mut statement = connection.prepare(&format!("explain query plan {sql}"))?;
    let wanted = statement.parameter_count();
    let mut rows = statement.query(params_from_iter(values.iter().take(wanted)))?;
    let mut scans = Vec::new();
    // A walk with a bound of its own is a co-routine or is made before it is read: what it gives is scanned.
    let mut bounded: Vec<String> = Vec::new();
    while let Some(row) = rows.next()? {
        let line: String = row.get(3)?;
        if let Some(name) = line
            .strip_prefix("CO-ROUTINE ")
            .or_else(|| line.strip_prefix("MATERIALIZE "))
        {
            bounded.push(name.to_owned());
        }
        if let Some(rest) = line.strip_prefix("SCAN ") {
            let table = rest.split(' ').next().unwrap_or_default();
            if BIG.contains(&table)
                && !rest.contains("VIRTUAL TABLE")
                && !bounded.iter().any(|name| name == table)
            {
                scans.push(line);
            }
        }
    }
    Ok(scans)
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

    fn code(&self, chance: &mut Chance) -> String {
        chance.one_of(&self.codes).cloned().unwrap_or_default()
    }

    fn key(&self, chance: &mut Chance) -> Value {
        Value::Integer(chance.one_of(&self.keys).copied().unwrap_or_default())
    }
}

/// Words people look for: frequent, rare, short for others, wrong, begun.
pub const SEARCHES: [(&str, &[&str]); 5] = [
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
        &["jal", "lam", "samp", "ban", "puske", "sekol", "air ma"],
    ),
    (
        "many words",
        &[
            "lampu jalan mati sudah lama gelap",
            "sampah menumpuk di pinggir jalan pasar",
            "air pdam tidak mengalir berhari hari",
        ],
    ),
];

fn lists(drawn: &Drawn, chance: &mut Chance) -> Vec<(String, Vec<Try>)> {
    let words = SearchWords::default();
    let statement = |name: &str| {
        READING
            .iter()
            .find(|(known, _)| *known == name)
            .map_or("", |(_, sql)| sql)
            .to_owned()
    };
    let (newest, found, supported) = (
        statement("newest"),
        statement("found"),
        statement("supported"),
    );
    let bounds = |wanted: &Wanted, after: i64| {
        let below = if wanted.below_key > 0 {
            wanted.below_key
        } else {
            i64::MAX
        };
        Value::Text(
            json!({"from": wanted.from_key, "below": below, "rows": 21, "support": u32::MAX, "after": after}).to_string(),
        )
    };
    let ask = |wanted: &Wanted| match found_by(wanted) {
        None => vec![(newest.clone(), vec![bounds(wanted, i64::MAX)])],
        Some(what) => {
            let sql = if wanted.by_support {
                &supported
            } else {
                &found
            };
            vec![(
                sql.clone(),
                vec![bounds(wanted, i64::MAX), Value::Text(what)],
            )]
        }
    };
    let mut all = Vec::new();
    all.push((
        "list: newest".to_owned(),
        tries(|_| ask(&Wanted::default())),
    ));
    let deep = |chance: &mut Chance| chance.one_of(&drawn.keys).copied().unwrap_or(1);
    all.push((
        "list: a deep page".to_owned(),
        tries(|_| {
            ask(&Wanted {
                below_key: deep(chance),
                ..Wanted::default()
            })
        }),
    ));
    for (name, typed) in SEARCHES {
        let sought = |chance: &mut Chance| {
            chance
                .one_of(typed)
                .map(|typed| words.sought(typed))
                .unwrap_or_default()
        };
        all.push((
            format!("search: {name}"),
            tries(|_| {
                ask(&Wanted {
                    words: sought(chance),
                    is_loose: name == "typo",
                    ..Wanted::default()
                })
            }),
        ));
        all.push((
            format!("search: {name}, in a region"),
            tries(|_| {
                let region = chance.one_of(&drawn.regions).cloned().unwrap_or_default();
                ask(&Wanted {
                    words: sought(chance),
                    is_loose: name == "typo",
                    facets: vec![Facet::Region.shape(&region)],
                    ..Wanted::default()
                })
            }),
        ));
    }
    let facets: [(&str, &[Facet]); 7] = [
        ("region", &[Facet::Region]),
        ("category", &[Facet::Category]),
        ("agency", &[Facet::Agency]),
        ("state", &[Facet::State]),
        ("region × category", &[Facet::Region, Facet::Category]),
        ("agency × state", &[Facet::Agency, Facet::State]),
        (
            "region × category × state",
            &[Facet::Region, Facet::Category, Facet::State],
        ),
    ];
    let states = ["assigned", "in_progress", "answered", "closed"].map(str::to_owned);
    let shape = |facet: Facet, chance: &mut Chance| {
        let values: &[String] = match facet {
            Facet::Region => &drawn.regions,
            Facet::Category => &drawn.categories,
            Facet::Agency => &drawn.agencies,
            _ => &states,
        };
        facet.shape(&chance.one_of(values).cloned().unwrap_or_default())
    };
    for (name, facets) in facets {
        all.push((
            format!("filter: {name}"),
            tries(|_| {
                let facets = facets.iter().map(|facet| shape(*facet, chance)).collect();
                ask(&Wanted {
                    facets,
                    ..Wanted::default()
                })
            }),
        ));
    }
    all.push((
        "filter: a week × region".to_owned(),
        tries(|_| {
            let from = drawn.now - chance.days(7.0, 1_400.0);
            ask(&Wanted {
                facets: vec![shape(Facet::Region, chance)],
                from_key: from * KEYS_A_MS,
                below_key: (from + 7 * DAY_MS) * KEYS_A_MS,
                ..Wanted::default()
            })
        }),
    ));
    all.push((
        "most supported".to_owned(),
        tries(|_| {
            ask(&Wanted {
                by_support: true,
                ..Wanted::default()
            })
        }),
    ));
    all.push((
        "most supported in a region".to_owned(),
        tries(|_| {
            ask(&Wanted {
                by_support: true,
                facets: vec![shape(Facet::Region, chance)],
                ..Wanted::default()
            })
        }),
    ));
    all
}

fn maps(drawn: &Drawn, chance: &mut Chance) -> Vec<(String, Vec<Try>)> {
    let statement = |name: &str| {
        map_reading()
            .iter()
            .find(|(known, _)| *known == name)
            .map_or("", |(_, sql)| sql)
            .to_owned()
    };
    let (counts, newest, found, mapped) = (
        statement("counts"),
        statement("newest by region"),
        statement("found by region"),
        statement("mapped"),
    );
    let bounds = |rows: u32| {
        Value::Text(
            json!({"level": "regency", "from": 0, "below": i64::MAX, "rows": rows}).to_string(),
        )
    };
    let region = |chance: &mut Chance| chance.one_of(&drawn.regions).cloned().unwrap_or_default();
    let text = |words: &str| Value::Text(words.to_owned());
    vec![
        (
            "map: the nation".to_owned(),
            tries(|_| vec![(counts.clone(), vec![text(""), text(""), text("")])]),
        ),
        (
            "map: a region".to_owned(),
            tries(|_| {
                vec![(
                    counts.clone(),
                    vec![Value::Text(region(chance)), text(""), text("closed")],
                )]
            }),
        ),
        (
            "map: newest 5,000".to_owned(),
            tries(|_| vec![(newest.clone(), vec![bounds(5_000)])]),
        ),
        (
            "map: 5,000 of a word".to_owned(),
            tries(|_| {
                let words = SearchWords::default().sought("jalan");
                let what = found_by(&Wanted {
                    words,
                    ..Wanted::default()
                })
                .unwrap_or_default();
                vec![(found.clone(), vec![bounds(5_000), Value::Text(what)])]
            }),
        ),
        (
            "map: 60 cases of a regency".to_owned(),
            tries(|_| {
                let facets = vec![Facet::Region.shape(&region(chance))];
                let what = found_by(&Wanted {
                    facets,
                    ..Wanted::default()
                })
                .unwrap_or_default();
                vec![(mapped.clone(), vec![bounds(60), Value::Text(what)])]
            }),
        ),
    ]
}

fn desks(drawn: &Drawn, chance: &mut Chance) -> Result<Vec<(String, Vec<Try>)>, Error> {
    let officer = |role, post| -> Result<Officer, Error> {
        Ok(Officer {
            id: OfficerId::parse("scale").map_err(|_| "id")?,
            posts: vec![(role, post)],
        })
    };
    let agency = |chance: &mut Chance| -> Result<Post, Error> {
        let id = chance
            .one_of(drawn.agencies.get(..20).unwrap_or(&drawn.agencies))
            .ok_or("agencies")?;
        Ok(Post {
            agency: AgencyId::parse(id).map_err(|_| "agency")?,
            unit: None,
        })
    };
    let admin = officer(Role::NationalAdmin, None)?;
    let coordinators = (0..20).map(|_| officer(Role::AgencyCoordinator, Some(agency(chance)?)));
    let coordinators = coordinators.collect::<Result<Vec<_>, Error>>()?;
    let liaisons = drawn.units.iter().take(40).map(|(agency, unit)| {
        let post = Post {
            agency: AgencyId::parse(agency).map_err(|_| "agency")?,
            unit: Some(UnitId::parse(unit).map_err(|_| "unit")?),
        };
        officer(Role::LiaisonOfficer, Some(post))
    });
    let liaisons = liaisons.collect::<Result<Vec<_>, Error>>()?;
    let observer = officer(Role::Observer, None)?;
    let queries = [
        ("everything", vec![String::new()]),
        ("late", vec!["tenggat=late".to_owned()]),
        (
            "by state",
            ["received", "assigned", "in_progress", "answered", "closed"]
                .map(|state| format!("status={state}"))
                .to_vec(),
        ),
        (
            "by category",
            drawn
                .categories
                .iter()
                .map(|code| format!("kategori={code}"))
                .collect(),
        ),
        (
            "by region",
            drawn
                .regions
                .iter()
                .map(|code| format!("wilayah={code}"))
                .collect(),
        ),
        (
            "by holder",
            drawn
                .agencies
                .iter()
                .map(|id| format!("pemegang={id}"))
                .collect(),
        ),
        ("newest", vec!["urut=newest".to_owned()]),
        ("most followed", vec!["urut=followed".to_owned()]),
        ("my turn", vec!["giliran=saya".to_owned()]),
        (
            "words",
            ["jalan rusak", "lampu", "sampah", "rancaekek"]
                .map(|words| format!("q={words}"))
                .to_vec(),
        ),
        (
            "flags",
            ["confidential", "returned", "reopened", "supervisory"]
                .map(|flag| format!("tanda={flag}"))
                .to_vec(),
        ),
    ];
    let mut all = Vec::new();
    for (role, officers) in [
        ("admin", std::slice::from_ref(&admin)),
        ("coordinator", coordinators.as_slice()),
        ("liaison", liaisons.as_slice()),
        ("observer", std::slice::from_ref(&observer)),
    ] {
        for (name, queries) in &queries {
            let mut made = Vec::with_capacity(TRIES);
            for at in 0..TRIES {
                let officer = officers.get(at % officers.len().max(1)).ok_or("officers")?;
                let query = chance.one_of(queries).ok_or("queries")?;
                made.push(inbox(officer, query, Timestamp(drawn.now)));
            }
            all.push((format!("inbox of {role}: {name}"), made));
        }
    }
    Ok(all)
}
