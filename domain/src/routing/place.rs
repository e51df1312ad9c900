//! Which place: finds region names in the words and weighs them together.
//!
//! Every name is a set of possible regions. Names that lie inside each other support each other
//! ("wlingi blitar" is Kabupaten Blitar because Wlingi is there). What cannot be told apart stays
//! ambiguous: asking the citizen is better than a wrong desk.

mod matching;
mod names;
mod weighing;

use crate::reference::{Region, list};

use super::collections::{Map, sort_by};
use super::regions::Regions;
use super::words::{Token, plain, tokens};
use super::{Place, Reason};
use names::{LANDMARKS, Prefix, Signs, kind_sign};
use weighing::{admit_rivals, weigh};

/// A story that names more places is a list; the rest would not make the answer any clearer.
const MAX_MENTIONS: usize = 48;

/// Region names, indexed without spaces.
#[derive(Debug)]
pub(super) struct Gazetteer {
    names: Map<String, Name>,
    signs: Signs,
}

#[derive(Debug, Default)]
struct Name {
    bearers: Vec<Bearer>,
    everyday: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Bearer {
    region: usize,
    source: Source,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Official,
    Alias,
    /// The town that several districts of one regency are quarters of.
    Town,
}

/// A name found in the words.
#[derive(Debug)]
struct Mention {
    words: String,
    key: String,
    start: usize,
    end: usize,
    options: Vec<(usize, f32)>,
    /// Counts only beside the region it lies in.
    needs_support: bool,
    /// Kota (true) or Kabupaten (false) right after or before the name.
    kind: Option<bool>,
    /// No word before it says what it is.
    bare: bool,
}

/// What was found out about the place.
#[derive(Debug)]
pub(super) struct Located {
    pub place: Place,
    /// The region to route with: the known one, or the most probable candidate.
    pub region: Option<usize>,
    /// 0 to 1.
    pub sureness: f32,
    pub reasons: Vec<Reason>,
    /// Tokens of the story that name places.
    pub spans: Vec<(usize, usize)>,
}

fn split(name: &str) -> Vec<String> {
    tokens(name).into_iter().map(|t| t.raw).collect()
}

fn add(
    names: &mut Map<String, Name>,
    words: &[String],
    region: usize,
    source: Source,
    signs: &Signs,
) {
    let key: String = words.concat();
    if key.is_empty() {
        return;
    }
    let is_everyday = match source {
        Source::Alias => signs.is_risky_alias(&key),
        _ => signs.is_everyday(words),
    };
    names.change(key, |name| {
        name.everyday |= is_everyday;
        if !name.bearers.iter().any(|b| b.region == region) {
            name.bearers.push(Bearer { region, source });
        }
    });
}

impl Gazetteer {
    pub(super) fn new(rows: &[Region], regions: &Regions<'_>) -> Self {
        let signs = Signs::new();
        let mut names: Map<String, Name> = Map::new();
        let mut towns: Map<Vec<String>, Vec<usize>> = Map::new();
        for row in rows {
            let Some(index) = regions.by_code.get(&row.code).copied() else {
                continue;
            };
            let words = split(row.stem());
            add(&mut names, &words, index, Source::Official, &signs);
            if let Some((last, town)) = words.split_last()
                && row.level == "kecamatan"
                && !town.is_empty()
                && signs.is_quarter(last)
            {
                towns.change(town.to_vec(), |homes| homes.push(regions.home(index)));
            }
        }
        let given = rows
            .iter()
            .flat_map(|row| list(&row.aliases).map(move |alias| (alias, row)));
        for (alias, row) in given {
            let Some(index) = regions.by_code.get(&row.code).copied() else {
                continue;
            };
            add(&mut names, &split(alias), index, Source::Alias, &signs);
        }
        for (town, mut homes) in towns {
            sort_by(&mut homes, usize::cmp);
            homes.dedup();
            // "Bandar Dua" makes no town of Bandar where other districts are called just that.
            let exact = names.get(&town.concat()).map(|name| &name.bearers);
            if let [home] = homes.as_slice()
                && !exact.is_some_and(|b| b.iter().any(|b| regions.home(b.region) != *home))
            {
                add(&mut names, &town, *home, Source::Town, &signs);
            }
        }
        Self { names, signs }
    }

    /// Decides the place from the story and the place field.
    pub(super) fn locate(
        &self,
        story: &[Token],
        field: &[Token],
        regions: &Regions<'_>,
    ) -> Located {
        let mut mentions = self.mentions(field, true, regions);
        let asked = admit_rivals(&mut mentions, regions);
        let offset = field.len() + 100;
        for mut mention in self.mentions(story, false, regions) {
            mention.start += offset;
            mention.end += offset;
            mentions.push(mention);
        }
        support_neighbours(&mut mentions, regions);
        mentions.retain(|m| !m.needs_support && !m.options.is_empty());
        let signs = kind_signs(story, field);
        let mut located = weigh(&mentions, signs, asked, regions)
            .unwrap_or_else(|| landmark(story, field, regions));
        let in_story =
            |m: &Mention| Some((m.start.checked_sub(offset)?, m.end.checked_sub(offset)?));
        let spoken = mentions
            .iter()
            .filter(|m| m.options.iter().any(|(_, weight)| *weight >= 1.0));
        located.spans = spoken.filter_map(in_story).collect();
        located
    }

    fn mentions(&self, tokens: &[Token], in_field: bool, regions: &Regions<'_>) -> Vec<Mention> {
        let mut out = Vec::new();
        let shouting = tokens.iter().filter(|t| t.upper).count() * 2 > tokens.len();
        let mut start = 0;
        while start < tokens.len() && out.len() < MAX_MENTIONS {
            let longest = self.meant(tokens, start, regions);
            let Some((end, key, name)) = longest else {
                start += 1;
                continue;
            };
            let mention =
                self.mention(tokens, (start, end), key, name, in_field, shouting, regions);
            // An everyday word may also be the first word of a real name: look again one further.
            start = if mention.needs_support {
                start + 1
            } else {
                end
            };
            out.push(mention);
        }
        out
    }

    #[allow(clippy::too_many_arguments)] // One call site; the parts belong together only here.
    fn mention(
        &self,
        tokens: &[Token],
        (start, end): (usize, usize),
        key: String,
        name: &Name,
        in_field: bool,
        shouting: bool,
        regions: &Regions<'_>,
    ) -> Mention {
        let before = self.prefixes_before(tokens, start);
        let has = |prefix| before.contains(&prefix);
        let kind = if has(Prefix::Kota) {
            Some(true)
        } else if has(Prefix::Kabupaten) {
            Some(false)
        } else {
            self.kind_after(tokens, end)
        };
        let shared = name
            .bearers
            .iter()
            .filter(|b| regions.is_level(b.region, "kabkota"))
            .count();
        let mut options: Vec<(usize, f32)> = Vec::new();
        for bearer in &name.bearers {
            let Some(entry) = regions.get(bearer.region) else {
                continue;
            };
            let kota = regions.is_kota(bearer.region);
            let mut weight: f32 = match (entry.level.as_str(), bearer.source) {
                ("kecamatan", _) if shared > 0 => 0.4,
                ("kecamatan", _) => 1.5,
                ("provinsi", _) => 1.0,
                (_, Source::Official) => 2.0,
                (_, Source::Alias) if key.len() <= 3 => 1.4,
                (_, Source::Alias) => 1.8,
                (_, Source::Town) => 1.2,
            };
            weight *= match (entry.level.as_str(), kind) {
                ("kabkota", Some(said)) => {
                    if said == kota {
                        1.3
                    } else {
                        0.2
                    }
                }
                (_, Some(_)) => 0.3,
                _ => 1.0,
            };
            weight *= match entry.level.as_str() {
                "kecamatan" if has(Prefix::District) => {
                    if shared > 0 {
                        5.0
                    } else {
                        1.4
                    }
                }
                "kecamatan" if has(Prefix::Village) => 0.5,
                "provinsi" if has(Prefix::Province) => 2.2,
                _ if has(Prefix::District) || has(Prefix::Province) => 0.2,
                _ if has(Prefix::Village) => 0.3,
                _ => 1.0,
            };
            if has(Prefix::Bearer) {
                weight *= 0.35;
            }
            if has(Prefix::From) || has(Prefix::Towards) {
                weight -= 0.5;
            } else if has(Prefix::At) || has(Prefix::To) {
                weight += 0.15;
            }
            if in_field {
                weight *= 1.8;
            }
            if weight > 0.1 {
                options.push((bearer.region, weight));
            }
        }
        let named = kind.is_some() || has(Prefix::District);
        let written_as_name = !shouting
            && (has(Prefix::At) || has(Prefix::Village))
            && tokens.iter().take(end).skip(start).all(|t| t.capital);
        let plain_key = plain(&key);
        // "sebelah barat pasar" is a direction; "Barat" as the whole answer is a district.
        let placed = in_field && (tokens.len() == end - start || !self.signs.is_quarter(&key));
        Mention {
            words: tokens
                .iter()
                .take(end)
                .skip(start)
                .map(|t| t.surface.as_str())
                .collect::<Vec<_>>()
                .join(" "),
            key: plain_key,
            start,
            end,
            options,
            needs_support: name.everyday && !placed && !named && !written_as_name,
            kind,
            bare: kind.is_none() && !before.iter().any(|prefix| prefix.is_telling()),
        }
    }

    /// What stands before a name: the nearest prefix, and the one before that.
    fn prefixes_before(&self, tokens: &[Token], start: usize) -> Vec<Prefix> {
        let mut out = Vec::new();
        let mut at = start;
        let mut steps = 0;
        while at > 0 && steps < 3 {
            if tokens.get(at).is_some_and(|t| t.starts_sentence) {
                break;
            }
            at -= 1;
            steps += 1;
            let Some(raw) = tokens.get(at).map(|t| t.raw.as_str()) else {
                break;
            };
            if matches!(raw, "administrasi" | "adm" | "raya") && out.is_empty() {
                continue;
            }
            match self.signs.prefix(raw) {
                Some(prefix) => out.push(prefix),
                None => break,
            }
        }
        out
    }

    /// "malang kota", "bandung kab": the kind may follow the name, if no other name comes next.
    fn kind_after(&self, tokens: &[Token], end: usize) -> Option<bool> {
        let token = tokens.get(end).filter(|t| !t.after_break)?;
        let kota = match token.raw.as_str() {
            "kota" => true,
            "kab" | "kabupaten" => false,
            _ => return None,
        };
        if self
            .longest(tokens, end + 1)
            .is_some_and(|(_, _, name)| !name.everyday)
        {
            None
        } else {
            Some(kota)
        }
    }
}

/// An everyday name beside the region it lies in is meant as a name: "Sumber Cirebon".
fn support_neighbours(mentions: &mut [Mention], regions: &Regions<'_>) {
    let sure: Vec<(usize, usize, Vec<usize>)> = mentions
        .iter()
        .filter(|m| !m.needs_support)
        .map(|m| {
            (
                m.start,
                m.end,
                m.options.iter().map(|(region, _)| *region).collect(),
            )
        })
        .collect();
    for mention in mentions.iter_mut().filter(|m| m.needs_support) {
        let beside = sure.iter().filter(|(start, end, _)| {
            (*start >= mention.end && *start <= mention.end + 1)
                || (*end <= mention.start && *end + 1 >= mention.start)
        });
        let homes: Vec<usize> = beside
            .flat_map(|(_, _, regions)| regions.iter().copied())
            .collect();
        mention.options.retain(|(region, _)| {
            regions
                .at_level(*region, "kabkota")
                .is_some_and(|home| home != *region && homes.contains(&home))
        });
        mention.needs_support = mention.options.is_empty();
    }
}

/// Words in the text that speak for a Kota (positive) or a Kabupaten (negative).
fn kind_signs(story: &[Token], field: &[Token]) -> f32 {
    let mut seen: Vec<&str> = Vec::new();
    let mut sum = 0.0;
    for token in story.iter().chain(field) {
        if let Some((kota, weight)) = kind_sign(&token.raw)
            && !seen.contains(&token.raw.as_str())
        {
            seen.push(&token.raw);
            sum += if kota { weight } else { -weight };
        }
    }
    sum
}

fn landmark(story: &[Token], field: &[Token], regions: &Regions<'_>) -> Located {
    let found = story.iter().chain(field).find_map(|token| {
        let (_, code) = LANDMARKS.iter().find(|(word, _)| *word == token.raw)?;
        Some((token.surface.clone(), regions.by_code.get(*code).copied()?))
    });
    match found {
        Some((words, region)) => {
            let code = regions.code(region);
            Located {
                place: Place::Known {
                    region: code.clone(),
                },
                region: Some(region),
                sureness: 0.6,
                reasons: vec![Reason::PlaceInferred {
                    words,
                    region: code,
                }],
                spans: Vec::new(),
            }
        }
        None => Located {
            place: Place::Unknown,
            region: None,
            sureness: 0.0,
            reasons: Vec::new(),
            spans: Vec::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn official_names_lose_their_kind() {
        let row = |name: &str| Region {
            code: "33.15".into(),
            level: "kabkota".into(),
            kind: "kabupaten".into(),
            name: name.into(),
            lat: None,
            lng: None,
            timezone: None,
            aliases: String::new(),
        };
        for (name, expected) in [
            ("Kabupaten Grobogan", "Grobogan"),
            ("Kota Administrasi Jakarta Selatan", "Jakarta Selatan"),
            ("Kabupaten Kotawaringin Timur", "Kotawaringin Timur"),
        ] {
            assert_eq!(row(name).stem(), expected);
        }
    }
}
