//! The reference data that browsers get: all that routing reads of it, in texts made to be small after compression.
//!
//! `cargo xtask build` writes it from the same files that fill the database. What follows from something else is not
//! in it: codes follow from the order of the regions, regional governments from the names of their regions. What
//! routing never asks is not in it either: points, time zones, notes, urgency.
//!
//! Two texts, because two programs read them: `regions.txt` for the place picker, and `routing.txt`, which needs the
//! regions too, for routing. Each has its name in the first line; then one row a line, cells parted by tabs, empty cells
//! at the end left out. `routing.txt` is four tables with an empty line between them:
//!
//! ```text
//! region    sign, "@3 " where the code jumps, name without its kind, aliases        (regions.txt)
//!
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

/// What the regions begin with; another number is another format.
pub const REGIONS_HEADER: &str = "satupintu regions 1";

/// What the rest begins with.
pub const ROUTING_HEADER: &str = "satupintu routing 1";

/// Far more than there will ever be; what is longer is no file of ours.
const MAX_BYTES: usize = 2_000_000;

/// The text is not what `cargo xtask build` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("compact reference data: line {line} is not readable")]
pub struct InvalidReference {
    /// Counted from 1; 0 for the text as a whole.
    pub line: usize,
}

/// The lines below a header, with their numbers in the file.
fn lines_below<'a>(
    text: &'a str,
    header: &str,
) -> Result<impl Iterator<Item = (usize, &'a str)>, InvalidReference> {
    let mut lines = text.lines();
    if text.len() > MAX_BYTES || lines.next() != Some(header) {
        return Err(InvalidReference { line: 0 });
    }
    Ok(lines.enumerate().map(|(index, line)| (index + 2, line)))
}

/// Reads both texts. Nothing in them can make this panic; what is not understood is an error.
pub fn read(regions: &str, routing: &str) -> Result<ReferenceData, InvalidReference> {
    let mut data = ReferenceData::default();
    let mut reader = RegionReader::default();
    for (line, text) in lines_below(regions, REGIONS_HEADER)? {
        let region = reader.read(text).ok_or(InvalidReference { line })?;
        data.regions.push(region);
    }
    let mut table = 0;
    for (line, text) in lines_below(routing, ROUTING_HEADER)? {
        if text.is_empty() {
            table += 1;
            continue;
        }
        let mut cells = text.split('\t');
        let understood = match table {
            0 => agency(&mut cells).map(|agency| data.agencies.push(agency)),
            1 => unit(&mut cells).map(|unit| data.units.push(unit)),
            2 => category(&mut cells).map(|category| data.categories.push(category)),
            3 => rule(&mut cells).map(|rule| data.rules.push(rule)),
            _ => None,
        };
        if understood.is_none() || cells.next().is_some() {
            return Err(InvalidReference { line });
        }
    }
    if table != 3 {
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

/// Reads regions line by line; knows where the next one stands.
#[derive(Debug, Default)]
pub struct RegionReader {
    /// Of the last province, regency and district.
    numbers: [u16; 3],
}

impl RegionReader {
    /// The region of this line, or nothing if it is not one.
    pub fn read(&mut self, line: &str) -> Option<Region> {
        let mut cells = line.split('\t');
        let line = cells.next()?;
        let aliases = cells.next().unwrap_or_default();
        if cells.next().is_some() {
            return None;
        }
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
            aliases: aliases.to_owned(),
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

    const REGIONS: &str = "satupintu regions 1\n=@10 Aceh\tNAD\n-Aceh Selatan\nBakongan\n@1 2 x 11\n+@69 Banda Aceh\nBaiturrahman\n";
    const ROUTING: &str = "satupintu routing 1\npln\tbumn\tPLN\tPerusahaan Listrik Negara\n\nkabkota:dpupr\tDPUPR\tDinas PU\tkemenpu\n\nJLN\tJalan\tRoads\nJLN-01\tJalan rusak\tDamaged road\tbersama\tkabkota:dpupr\t\t\tjalan rusak;aspal\n\nR001\tJLN-01\troad_status\tnasional\tpusat\tvertikal\tvertikal:bbpjn\t10\tjalan nasional\n";

    #[test]
    fn codes_follow_from_order_and_governments_from_names() {
        let data = read(REGIONS, ROUTING).unwrap();
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
        let nothing = Err(InvalidReference { line: 0 });
        assert_eq!(read("", ROUTING), nothing);
        assert_eq!(read(REGIONS, ""), nothing);
        assert_eq!(read("satupintu regions 2\n", ROUTING), nothing);
        assert_eq!(read(REGIONS, "satupintu routing 1\n"), nothing);
        for (from, to, line) in [
            ("=@10", "=@x", 2),
            ("=@10", "=@65530", 2),
            ("=@10 Aceh", "=@98", 2),
            ("NAD", "NAD\tNAD", 2),
            ("-Aceh", "é", 3),
            ("\t10\t", "\tten\t", 9),
            ("kabkota:dpupr\tDPUPR", "dpupr\tDPUPR", 4),
            ("jalan nasional", "jalan\tnasional", 9),
            ("pln\t", "\t", 2),
        ] {
            let broken = |text: &str| text.replacen(from, to, 1);
            let error = read(&broken(REGIONS), &broken(ROUTING)).err();
            assert_eq!(error.map(|error| error.line), Some(line), "{from} → {to}");
        }
        for length in 0..REGIONS.len() {
            let (head, tail) = REGIONS.split_at(length);
            let _ = read(head, ROUTING);
            let _ = read(&[head, "\t", tail].concat(), ROUTING);
        }
        for length in 0..ROUTING.len() {
            let (head, tail) = ROUTING.split_at(length);
            let _ = read(REGIONS, head);
            let _ = read(REGIONS, &[head, "\t", tail].concat());
        }
    }
}
