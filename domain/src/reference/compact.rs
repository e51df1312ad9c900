//! The reference data that browsers get: all that routing reads of it, in a text made to be small after compression.
//!
//! `cargo xtask build` writes it from the same files that fill the database. What follows from something else is not
//! in it: codes follow from the order of the regions, regional governments from the names of their regions. What
//! routing never asks is not in it either: points, time zones, notes, urgency.
//!
//! First line [`HEADER`], then five tables with an empty line between them; one row a line, cells parted by tabs, empty
//! cells at the end left out:
//!
//! ```text
//! region    sign, "@3 " where the code jumps, name without its kind, aliases
//! agency    id, level, short name, name, region, "0" if not autonomous   (those that do not follow from a region)
//! unit      id, short name, name, national counterpart
//! category  code, name, English name, level, unit, provincial unit, national agency, keywords
//! rule      id, category, condition, value, level, type, target, priority, hints
//! ```
//!
//! The sign of a region is `=` province, `-` kabupaten, `+` kota, `!` kabupaten administrasi, `*` kota administrasi,
//! and nothing for a district. Regions stand in the order of their codes.

use thiserror::Error;

use super::{Agency, Category, ReferenceData, Region, RoutingRule, Unit};

/// What the text begins with; another number is another format.
pub const HEADER: &str = "satupintu reference 1";

/// Far more than there will ever be; what is longer is no file of ours.
const MAX_BYTES: usize = 2_000_000;

/// The text is not what `cargo xtask build` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("compact reference data: line {line} is not readable")]
pub struct InvalidReference {
    /// Counted from 1; 0 for the text as a whole.
    pub line: usize,
}

/// Reads the text. Nothing in it can make this panic; what is not understood is an error.
pub fn read(text: &str) -> Result<ReferenceData, InvalidReference> {
    let mut lines = text.lines();
    if text.len() > MAX_BYTES || lines.next() != Some(HEADER) {
        return Err(InvalidReference { line: 0 });
    }
    let mut data = ReferenceData::default();
    let mut above = Above::default();
    let mut table = 0;
    for (index, line) in lines.enumerate() {
        if line.is_empty() {
            table += 1;
            continue;
        }
        let mut cells = line.split('\t');
        let understood = match table {
            0 => above
                .region(&mut cells)
                .map(|region| data.regions.push(region)),
            1 => agency(&mut cells).map(|agency| data.agencies.push(agency)),
            2 => unit(&mut cells).map(|unit| data.units.push(unit)),
            3 => category(&mut cells).map(|category| data.categories.push(category)),
            4 => rule(&mut cells).map(|rule| data.rules.push(rule)),
            _ => None,
        };
        if understood.is_none() || cells.next().is_some() {
            return Err(InvalidReference { line: index + 2 });
        }
    }
    if table != 4 {
        return Err(InvalidReference { line: 0 });
    }
    let told: Vec<String> = data
        .agencies
        .iter()
        .filter_map(|a| a.region_code.clone())
        .collect();
    let governing = data
        .regions
        .iter()
        .filter(|region| region.level != "kecamatan" && !told.contains(&region.code));
    data.agencies.extend(governing.map(government));
    Ok(data)
}

/// Where the next region stands: the numbers of the last province, regency and district.
#[derive(Default)]
struct Above {
    numbers: [u16; 3],
}

impl Above {
    fn region<'a>(&mut self, cells: &mut impl Iterator<Item = &'a str>) -> Option<Region> {
        let line = cells.next()?;
        let (depth, kind, prefix) = match line.chars().next()? {
            '=' => (0, "provinsi", ""),
            '-' => (1, "kabupaten", "Kabupaten "),
            '+' => (1, "kota", "Kota "),
            '!' => (1, "kabupaten_administrasi", "Kabupaten Administrasi "),
            '*' => (1, "kota_administrasi", "Kota Administrasi "),
            _ => (2, "kecamatan", ""),
        };
        let line = if depth < 2 { line.get(1..)? } else { line };
        let (jump, name) = match line.strip_prefix('@') {
            Some(rest) => rest.split_once(' ')?,
            None => ("0", line),
        };
        let [province, regency, district] = &mut self.numbers;
        let number = match depth {
            0 => {
                (*regency, *district) = (0, 0);
                province
            }
            1 => {
                *district = 0;
                regency
            }
            _ => district,
        };
        *number = number.checked_add(1)?.checked_add(jump.parse().ok()?)?;
        // Codes have two digits at each level; there is no kabupaten outside of a province.
        let [province, regency, district] = self.numbers;
        let numbers = [province, regency, district];
        let numbers = numbers.get(..=depth)?;
        if name.is_empty() || numbers.iter().any(|number| !(1..100).contains(number)) {
            return None;
        }
        let mut code = String::new();
        for number in numbers {
            if !code.is_empty() {
                code.push('.');
            }
            for digit in [number / 10, number % 10] {
                code.push(char::from(b'0' + digit as u8));
            }
        }
        Some(Region {
            code,
            level: ["provinsi", "kabkota", "kecamatan"]
                .get(depth)
                .copied()?
                .to_owned(),
            kind: kind.to_owned(),
            name: [prefix, name].concat(),
            lat: None,
            lng: None,
            timezone: None,
            aliases: cells.next().unwrap_or_default().to_owned(),
        })
    }
}

/// `kab-musi-rawas`, "Pemkab Musi Rawas", "Pemerintah Kabupaten Musi Rawas".
fn government(region: &Region) -> Agency {
    let stem = region.stem();
    let (id, short, full) = match region.kind.as_str() {
        "provinsi" => ("prov-", "Pemprov ", "Pemerintah Provinsi "),
        "kota" => ("kota-", "Pemkot ", "Pemerintah "),
        _ => ("kab-", "Pemkab ", "Pemerintah "),
    };
    let mut id = id.to_owned();
    for letter in stem.chars() {
        if letter.is_ascii_alphanumeric() {
            id.push(letter.to_ascii_lowercase());
        } else if !id.ends_with('-') {
            id.push('-');
        }
    }
    Agency {
        id,
        level: region.level.clone(),
        short_name: [short, stem].concat(),
        name: [full, &region.name].concat(),
        parent_id: None,
        region_code: Some(region.code.clone()),
        aliases: String::new(),
        autonomous: 1,
    }
}

type Cells<'c, 'a> = &'c mut std::str::Split<'a, char>;

/// A cell that must say something.
fn filled(cells: Cells<'_, '_>) -> Option<String> {
    optional(cells.next())
}

fn optional(cell: Option<&str>) -> Option<String> {
    cell.filter(|cell| !cell.is_empty()).map(str::to_owned)
}

fn agency(cells: Cells<'_, '_>) -> Option<Agency> {
    Some(Agency {
        id: filled(cells)?,
        level: filled(cells)?,
        short_name: filled(cells)?,
        name: filled(cells)?,
        parent_id: None,
        region_code: optional(cells.next()),
        aliases: String::new(),
        autonomous: u8::from(cells.next() != Some("0")),
    })
}

fn unit(cells: Cells<'_, '_>) -> Option<Unit> {
    let id = filled(cells)?;
    Some(Unit {
        scope: id.split_once(':')?.0.to_owned(),
        id,
        short_name: filled(cells)?,
        name: filled(cells)?,
        aliases: String::new(),
        national_counterpart: optional(cells.next()),
    })
}

fn category(cells: Cells<'_, '_>) -> Option<Category> {
    let code = filled(cells)?;
    Some(Category {
        parent_code: code.split_once('-').map(|(parent, _)| parent.to_owned()),
        code,
        name_id: filled(cells)?,
        name_en: filled(cells)?,
        default_level: optional(cells.next()),
        kabkota_unit: optional(cells.next()),
        provinsi_unit: optional(cells.next()),
        national_agency: optional(cells.next()),
        urgency: None,
        default_privacy: None,
        keywords_formal: cells.next().unwrap_or_default().to_owned(),
        keywords_slang_sms: String::new(),
        keywords_regional: String::new(),
    })
}

fn rule(cells: Cells<'_, '_>) -> Option<RoutingRule> {
    Some(RoutingRule {
        id: filled(cells)?,
        category_code: filled(cells)?,
        condition: filled(cells)?,
        value: cells.next()?.to_owned(),
        target_level: cells.next()?.to_owned(),
        target_type: cells.next()?.to_owned(),
        target: cells.next()?.to_owned(),
        priority: cells.next()?.parse().ok()?,
        hints: cells.next().unwrap_or_default().to_owned(),
        note: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = "satupintu reference 1\n=@10 Aceh\tNAD\n-Aceh Selatan\nBakongan\n@1 2 x 11\n+@69 Banda Aceh\nBaiturrahman\n\npln\tbumn\tPLN\tPerusahaan Listrik Negara\n\nkabkota:dpupr\tDPUPR\tDinas PU\tkemenpu\n\nJLN\tJalan\tRoads\nJLN-01\tJalan rusak\tDamaged road\tbersama\tkabkota:dpupr\t\t\tjalan rusak;aspal\n\nR001\tJLN-01\troad_status\tnasional\tpusat\tvertikal\tvertikal:bbpjn\t10\tjalan nasional\n";

    #[test]
    fn codes_follow_from_order_and_governments_from_names() {
        let data = read(SMALL).unwrap();
        let regions: Vec<_> = data
            .regions
            .iter()
            .map(|r| (r.code.as_str(), r.name.as_str()))
            .collect();
        assert_eq!(
            regions,
            [
                ("11", "Aceh"),
                ("11.01", "Kabupaten Aceh Selatan"),
                ("11.01.01", "Bakongan"),
                ("11.01.03", "2 x 11"),
                ("11.71", "Kota Banda Aceh"),
                ("11.71.01", "Baiturrahman"),
            ]
        );
        let agencies: Vec<_> = data
            .agencies
            .iter()
            .map(|a| (a.id.as_str(), a.name.as_str()))
            .collect();
        assert_eq!(
            agencies,
            [
                ("pln", "Perusahaan Listrik Negara"),
                ("prov-aceh", "Pemerintah Provinsi Aceh"),
                ("kab-aceh-selatan", "Pemerintah Kabupaten Aceh Selatan"),
                ("kota-banda-aceh", "Pemerintah Kota Banda Aceh"),
            ]
        );
        assert_eq!(
            data.categories.last().unwrap().parent_code.as_deref(),
            Some("JLN")
        );
        assert_eq!(data.rules.first().unwrap().priority, 10);
    }

    #[test]
    fn broken_texts_are_errors_and_never_panics() {
        assert_eq!(read(""), Err(InvalidReference { line: 0 }));
        assert_eq!(
            read("satupintu reference 2\n"),
            Err(InvalidReference { line: 0 })
        );
        for (from, to, line) in [
            ("=@10", "=@x", 2),
            ("=@10", "=@65530", 2),
            ("=@10 Aceh", "=@98", 2),
            ("-Aceh", "é", 3),
            ("\t10\t", "\tten\t", 16),
            ("kabkota:dpupr\tDPUPR", "dpupr\tDPUPR", 11),
            ("jalan nasional", "jalan\tnasional", 16),
            ("pln\t", "\t", 9),
        ] {
            let broken = SMALL.replacen(from, to, 1);
            let error = read(&broken).err().map(|error| error.line);
            assert_eq!(error, (line > 0).then_some(line), "{from} → {to}");
        }
        for length in 0..SMALL.len() {
            let (head, tail) = SMALL.split_at(length);
            let _ = read(head);
            let _ = read(&[head, "\t", tail].concat());
        }
    }
}
