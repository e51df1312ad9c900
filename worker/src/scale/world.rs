//! What made-up cases are about: real regions, categories and agencies, and words as people use them.

use super::chance::{Chance, Skew};
use super::{Error, Options};
use crate::ports::Reference;
use domain::complaint::actor::Holder;
use domain::complaint::words::{AgencyId, UnitId};
use domain::routing::{Question, Suggestion};
use rusqlite::Connection;
use std::collections::HashMap;

/// Everything cases are drawn from.
pub struct World<'a> {
    /// Of the database.
    pub reference: &'a Reference,
    /// Nothing is younger.
    pub now_ms: i64,
    /// How many there will be.
    pub cases: u32,
    regencies: Vec<Regency>,
    regency_skew: Skew,
    categories: Vec<Topic>,
    category_skew: Skew,
    words: Vec<String>,
    word_skew: Skew,
    stories: Vec<(String, Suggestion)>,
    unit_nationals: Vec<Holder>,
}

struct Regency {
    code: String,
    point: Option<(f64, f64)>,
    districts: Vec<String>,
    government: Option<AgencyId>,
    province: Option<AgencyId>,
}

struct Topic {
    code: String,
    kabkota_unit: Option<String>,
    provinsi_unit: Option<String>,
    national_agency: Option<String>,
}

/// What one case is about.
pub struct Matter {
    /// The region, where it is known.
    pub region: Option<String>,
    /// A point in it.
    pub point: Option<(f64, f64)>,
    /// The category.
    pub category: String,
    /// Who is competent.
    pub holder: Holder,
    /// Another agency, for those who send it wrong.
    pub other: Holder,
    /// What was written.
    pub story: String,
    /// Where, in words.
    pub place: Option<String>,
    /// What routing said of the story it began with.
    pub suggestion: Suggestion,
}

impl<'a> World<'a> {
    pub fn new(
        reference: &'a Reference,
        database: &Connection,
        options: &Options<'_>,
    ) -> Result<Self, Error> {
        let mut districts: HashMap<&str, Vec<String>> = HashMap::new();
        for region in reference.table.regions() {
            if let Some(parent) = region
                .parent
                .as_deref()
                .filter(|_| region.level == "kecamatan")
            {
                districts
                    .entry(parent)
                    .or_default()
                    .push(region.code.clone());
            }
        }
        let mut governments = HashMap::new();
        for (id, facts) in &reference.agencies {
            if let (Some(region), true) = (&facts.region, facts.level != "pusat")
                && let Ok(id) = AgencyId::parse(id)
            {
                governments.insert(region.clone(), id);
            }
        }
        let mut populations: Vec<(String, i64)> = Vec::new();
        let mut statement = database.prepare(
            "select code, coalesce(population, 0) from region where level = 'kabkota' order by 2 desc, 1 limit 1000",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            populations.push((row.get(0)?, row.get(1)?));
        }
        let regencies: Vec<Regency> = populations
            .into_iter()
            .map(|(code, _)| Regency {
                point: reference
                    .table
                    .region(&code)
                    .and_then(|region| region.point),
                districts: districts.remove(code.as_str()).unwrap_or_default(),
                government: governments.get(&code).cloned(),
                province: code
                    .get(..2)
                    .and_then(|code| governments.get(code))
                    .cloned(),
                code,
            })
            .collect();
        let mut categories = Vec::new();
        let mut words = Vec::new();
        let mut statement = database.prepare(
            "select code, kabkota_unit, provinsi_unit, national_agency, name_id || ' ' || keywords_formal || ' '
               || keywords_slang_sms, depth from category where retired_at is null order by code limit 1000",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            words.push(row.get::<_, String>(4)?);
            if row.get::<_, i64>(5)? == 2 {
                categories.push(Topic {
                    code: row.get(0)?,
                    kabkota_unit: row.get(1)?,
                    provinsi_unit: row.get(2)?,
                    national_agency: row.get(3)?,
                });
            }
        }
        // In an order that has nothing to do with the alphabet, and the same every time.
        let mut chance = Chance::new(options.seed ^ 0x5eed);
        shuffle(&mut categories, &mut chance);
        let all = options.samples.join(" ") + " " + &words.join(" ");
        let mut counts: HashMap<&str, u32> = HashMap::new();
        let is_sign = |letter: char| !letter.is_alphanumeric();
        for word in all.split(is_sign).filter(|word| word.len() > 2) {
            *counts.entry(word).or_default() += 1;
        }
        let mut counted: Vec<(&str, u32)> = counts.into_iter().collect();
        counted.sort_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(right.0)));
        let mut words: Vec<String> = counted.iter().map(|(word, _)| (*word).to_owned()).collect();
        // A long tail: names of villages, streets and people that hardly anybody else writes.
        let names = reference.table.regions().iter();
        words.extend(
            names
                .filter(|region| region.level == "kecamatan")
                .map(|region| region.name.clone()),
        );
        let stories = options.samples.iter().map(|text| {
            let question = Question {
                text,
                place: None,
                region: None,
                point: None,
                within: None,
            };
            (text.clone(), reference.table.route(&question))
        });
        let stories: Vec<_> = stories.collect();
        let mut ids: Vec<&String> = reference.agencies.keys().collect();
        ids.sort();
        let nationals = ids.iter().filter(|id| {
            reference
                .agencies
                .get(**id)
                .is_some_and(|facts| facts.level == "pusat")
        });
        let unit_nationals: Vec<Holder> = nationals
            .filter_map(|id| reference.holder(&AgencyId::parse(id).ok()?, None))
            .collect();
        Ok(Self {
            reference,
            now_ms: options.now_ms,
            cases: options.cases,
            regency_skew: Skew::new(regencies.len(), 4.0, 0.9),
            category_skew: Skew::new(categories.len(), 3.0, 1.0),
            word_skew: Skew::new(words.len(), 2.7, 1.0),
            regencies,
            categories,
            words,
            stories,
            unit_nationals,
        })
    }

    /// What the next case is about.
    pub fn matter(&self, chance: &mut Chance) -> Option<Matter> {
        let regency = self.regencies.get(self.regency_skew.take(chance))?;
        let topic = self.categories.get(self.category_skew.take(chance))?;
        let (story, suggestion) = chance.one_of(&self.stories)?;
        let district = chance
            .one_of(&regency.districts)
            .filter(|_| chance_of(chance, 60.0));
        let region = match chance.percent(92.0) {
            true => Some(district.unwrap_or(&regency.code).clone()),
            false => None,
        };
        let unit =
            |unit: &Option<String>| unit.as_deref().and_then(|unit| UnitId::parse(unit).ok());
        let held = |agency: Option<&AgencyId>, of: &Option<String>| {
            let agency = agency?;
            let unit = unit(of);
            self.reference
                .holder(agency, unit.as_ref())
                .or_else(|| self.reference.holder(agency, None))
        };
        let national = || {
            let agency = AgencyId::parse(topic.national_agency.as_deref()?).ok()?;
            self.reference.holder(&agency, None)
        };
        let fallback = self.unit_nationals.first()?;
        let local = held(regency.government.as_ref(), &topic.kabkota_unit);
        let provincial = held(regency.province.as_ref(), &topic.provinsi_unit);
        let draw = chance.part();
        let holder = match () {
            () if draw < 0.72 => local.clone(),
            () if draw < 0.84 => provincial.clone(),
            () => national(),
        };
        let holder = holder
            .or_else(|| local.clone())
            .unwrap_or_else(|| fallback.clone());
        let other = provincial.filter(|other| *other != holder);
        let other = other.or_else(|| chance.one_of(&self.unit_nationals).cloned());
        let mut text = story.clone();
        for _ in 0..chance.below(40) {
            if let Some(word) = self.words.get(self.word_skew.take(chance)) {
                text.push(' ');
                text.push_str(word);
            }
        }
        let point = regency.point.filter(|_| chance.percent(50.0));
        Some(Matter {
            point: point.map(|(lat, lon)| (lat + chance.part() * 0.1, lon + chance.part() * 0.1)),
            place: region
                .as_deref()
                .map(|region| self.reference.table.region_path(region)),
            region,
            category: topic.code.clone(),
            other: other.unwrap_or_else(|| fallback.clone()),
            holder,
            story: text,
            suggestion: suggestion.clone(),
        })
    }
}

fn chance_of(chance: &mut Chance, percent: f64) -> bool {
    chance.percent(percent)
}

fn shuffle<T>(of: &mut [T], chance: &mut Chance) {
    for at in (1..of.len()).rev() {
        of.swap(at, chance.below(at + 1));
    }
}
