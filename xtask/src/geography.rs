//! build/geo: our polygons as the Workers read them. `domain::geography` explains both formats and reads them.
//!
//! - `geo/cell/{cell}.bin`: the districts of a cell of one degree, for positions.
//! - `geo/map/{region}.txt`: a region with its parts as outlines, for maps.
//! - `geo/village/{regency}.txt`: the villages of a regency, for posters.
//!
//! Made again only when the polygons, the names or this code changed: it takes seconds.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::build::{digest, walk};
use crate::run::{Context, Outcome, read_bytes, say, step, write_if_changed};
use crate::{place, reference};

mod cells;
mod drawings;
mod topology;

use topology::Topology;

/// Raised whenever this code makes other files of the same data.
const EDITION: u32 = 3;

/// Path below build/assets → content.
type Files = BTreeMap<String, Vec<u8>>;

/// What is deployed beside the other assets.
pub fn files() -> Outcome<Files> {
    let data = reference::data_dir();
    let content = |name: &str| read_bytes(&data.join(name));
    let (districts, regencies) = (
        content("kecamatan.topo.json")?,
        content("kabkota.topo.json")?,
    );
    let (names, villages) = (content("regions.csv")?, content("villages.csv")?);
    let digests = [&districts, &regencies, &names, &villages].map(digest);
    let key = format!("{EDITION}\n{}\n", digests.join("\n"));
    let (folder, stamp) = (folder(), folder().join("stamp"));
    if fs::read_to_string(&stamp).is_ok_and(|seen| seen == key) {
        return kept();
    }
    step("polygons for positions and maps", || {
        let names = names_of(&names)?;
        let districts = Topology::parse(&districts).context("kecamatan.topo.json")?;
        let regencies = Topology::parse(&regencies).context("kabkota.topo.json")?;
        let mut files = Files::new();
        for (name, content) in cells::cells(&districts) {
            files.insert(format!("geo/cell/{name}.bin"), content);
        }
        let cells = files.len();
        for (name, text) in drawings::drawings(&regencies, &districts, &names)? {
            files.insert(format!("geo/map/{name}.txt"), text.into_bytes());
        }
        for (regency, text) in villages_of(&villages)? {
            files.insert(format!("geo/village/{regency}.txt"), text.into_bytes());
        }
        say(&format!(
            "  {cells} cells, {} maps and lists of villages, {} kB",
            files.len() - cells,
            files.values().map(Vec::len).sum::<usize>() / 1000
        ));
        if folder.exists() {
            fs::remove_dir_all(&folder).context(folder.display())?;
        }
        for (name, content) in &files {
            write_if_changed(&place::build_dir().join(name), content)?;
        }
        write_if_changed(&stamp, key)?;
        Ok(files)
    })
}

fn folder() -> PathBuf {
    place::build_dir().join("geo")
}

fn kept() -> Outcome<Files> {
    let root = place::build_dir();
    let paths = walk(&folder()).into_iter();
    let paths = paths.filter(|path| path.file_name().is_some_and(|name| name != "stamp"));
    paths
        .map(|path| {
            let name = path.strip_prefix(&root).context("polygons")?;
            Ok((name.to_string_lossy().into_owned(), read_bytes(&path)?))
        })
        .collect()
}

/// Code of a regency → its villages.
fn villages_of(csv: &[u8]) -> Outcome<BTreeMap<String, String>> {
    let mut regencies: BTreeMap<String, String> = BTreeMap::new();
    for row in csv::Reader::from_reader(csv).records() {
        let row = row.context("villages.csv")?;
        let (Some(code), Some(name), Some(kind)) = (row.get(0), row.get(1), row.get(2)) else {
            return Err("villages.csv: no columns code, name and kind".to_owned());
        };
        let kind = match kind {
            "kelurahan" => "Kelurahan",
            "desa_adat" => "Desa Adat",
            _ => "Desa",
        };
        let regency: Vec<&str> = code.split('.').take(2).collect();
        let text = regencies.entry(regency.join(".")).or_default();
        text.push_str(&format!("{code}\t{kind} {name}\n"));
    }
    Ok(regencies)
}

/// Code → name.
fn names_of(csv: &[u8]) -> Outcome<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv);
    let headers = reader.headers().context("regions.csv")?.clone();
    let column = |name: &str| headers.iter().position(|header| header == name);
    let (Some(code), Some(name)) = (column("code"), column("name")) else {
        return Err("regions.csv: no columns code and name".to_owned());
    };
    let mut names = BTreeMap::new();
    for row in reader.records() {
        let row = row.context("regions.csv")?;
        if let (Some(code), Some(name)) = (row.get(code), row.get(name)) {
            names.insert(code.to_owned(), name.to_owned());
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests;
