//! Addresses to ask for, and officers to ask as.

use super::chance::Chance;
use super::probes::{Drawn, SEARCHES};
use super::{Error, open};
use crate::digest::sha256_hex;
use domain::tracking_code::TrackingCode;
use rusqlite::params;
use std::path::Path;

/// Pages of one kind.
pub struct Asked {
    /// Which.
    pub name: String,
    /// A page of the same Worker that asks no database for cases.
    pub floor: String,
    /// Whose.
    pub cookie: Option<String>,
    /// Addresses, each another one.
    pub paths: Vec<String>,
}

/// So many addresses of every kind; puts officers into the database.
pub fn pages(database: &Path, search: &Path, tries: usize) -> Result<Vec<Asked>, Error> {
    let (database, search) = (open(database)?, open(search)?);
    let drawn = Drawn::of(&database, &search, 0)?;
    let mut chance = Chance::new(11);
    let mut all = Vec::new();
    let mut add = |name: &str,
                   floor: &str,
                   cookie: Option<&String>,
                   path: &mut dyn FnMut(&mut Chance) -> String| {
        all.push(Asked {
            name: name.to_owned(),
            floor: floor.to_owned(),
            cookie: cookie.cloned(),
            paths: (0..tries).map(|_| path(&mut chance)).collect(),
        });
    };
    let one = |of: &[String], chance: &mut Chance| chance.one_of(of).cloned().unwrap_or_default();
    let open_floor = "/poster";
    // A page of its own each time: what the edge keeps is not measured.
    let period = |chance: &mut Chance| {
        format!(
            "sampai=20{}-{:02}-{:02}",
            23 + chance.below(3),
            1 + chance.below(12),
            1 + chance.below(28)
        )
    };
    add("/laporan", open_floor, None, &mut |chance| {
        format!("/laporan?{}", period(chance))
    });
    for (name, typed) in SEARCHES {
        add(
            &format!("/laporan?q= {name}"),
            open_floor,
            None,
            &mut |chance| {
                let typed = chance
                    .one_of(typed)
                    .map_or("", |typed| typed)
                    .replace(' ', "+");
                format!("/laporan?q={typed}&wilayah={}", one(&drawn.regions, chance))
            },
        );
    }
    add(
        "/laporan by region and category",
        open_floor,
        None,
        &mut |chance| {
            format!(
                "/laporan?wilayah={}&kategori={}",
                one(&drawn.regions, chance),
                one(&drawn.categories, chance)
            )
        },
    );
    add("/laporan most supported", open_floor, None, &mut |chance| {
        format!(
            "/laporan?urut=dukungan&wilayah={}",
            one(&drawn.regions, chance)
        )
    });
    add("/laporan.atom", open_floor, None, &mut |chance| {
        format!("/laporan.atom?wilayah={}", one(&drawn.regions, chance))
    });
    add(
        "/api/v1/public-complaints",
        open_floor,
        None,
        &mut |chance| {
            format!(
                "/api/v1/public-complaints?wilayah={}&{}",
                one(&drawn.regions, chance),
                period(chance)
            )
        },
    );
    add("/peta", open_floor, None, &mut |chance| {
        format!("/peta?wilayah={}", one(&drawn.regions, chance))
    });
    add("/statistik", open_floor, None, &mut |_| {
        "/statistik".to_owned()
    });
    add("/instansi/{id}", open_floor, None, &mut |chance| {
        format!("/instansi/{}", one(&drawn.agencies, chance))
    });
    // Of copies no code is a right one.
    let codes = drawn.codes.iter();
    let codes = codes.filter_map(|code| TrackingCode::parse(code).ok());
    let codes: Vec<String> = codes.map(|code| code.to_string()).collect();
    add("/l/{code}", "/privasi", None, &mut |chance| {
        format!("/l/{}", one(&codes, chance))
    });
    let (agency, unit) = drawn.units.first().cloned().unwrap_or_default();
    let big = drawn.agencies.first().cloned().unwrap_or_default();
    for (name, role, agency, unit) in [
        ("admin", "national_admin", None, None),
        ("coordinator", "agency_coordinator", Some(&big), None),
        ("liaison", "liaison_officer", Some(&agency), Some(&unit)),
    ] {
        let id = format!("scale-{name}");
        let cookie = sha256_hex(&id);
        database.execute(
            "insert or ignore into officer (id, name, created_at) values (?1, ?1, 0)",
            params![id],
        )?;
        database.execute(
            "delete from officer_role where officer_id = ?1",
            params![id],
        )?;
        database.execute(
            "insert into officer_role (officer_id, role, agency_id, unit_id) values (?1, ?2, ?3, ?4)",
            params![id, role, agency, unit],
        )?;
        database.execute("delete from session where officer_id = ?1", params![id])?;
        database.execute(
            "insert into session (hash, officer_id, created_at, seen_at, idle_until, expires_at)
             values (?1, ?2, 0, 9999999999999, 9999999999999, 9999999999999)",
            params![sha256_hex(&cookie), id],
        )?;
        let desk_floor = "/meja/akun";
        let cookie = Some(&cookie);
        add(&format!("/meja of {name}"), desk_floor, cookie, &mut |_| {
            "/meja".to_owned()
        });
        add(
            &format!("/meja of {name}, by state"),
            desk_floor,
            cookie,
            &mut |chance| {
                format!(
                    "/meja?status={}",
                    one(
                        &["received", "assigned", "answered", "closed"].map(str::to_owned),
                        chance
                    )
                )
            },
        );
        add(
            &format!("/meja of {name}, by category"),
            desk_floor,
            cookie,
            &mut |chance| format!("/meja?kategori={}", one(&drawn.categories, chance)),
        );
        add(
            &format!("/meja of {name}, words"),
            desk_floor,
            cookie,
            &mut |chance| {
                format!(
                    "/meja?q={}",
                    one(
                        &["jalan", "lampu", "rancaekek", "sampah"].map(str::to_owned),
                        chance
                    )
                )
            },
        );
    }
    Ok(all)
}
