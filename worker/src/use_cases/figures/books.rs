//! What is kept of a count: a text for each page, or for a few of them.

use super::{NATION, TABLE_CSV, TABLE_JSON, agency_shelf, category_book, json, region_book, table};
use crate::ports::RepositoryError;
use crate::ports::figures::FigureNames;
use domain::figures::snapshot::{
    AgencyCard, AgencySheet, AgencyShelf, Book, Head, Named, SHELVES, Sheet, shelf_of,
};
use domain::figures::{Cell, Peers, Published, Subject, Tally};
use std::collections::{BTreeMap, HashMap};

/// Every text and its name, the nation's last.
pub fn of(
    tally: &Tally,
    names: &FigureNames,
    head: Head,
) -> Result<Vec<(String, String)>, RepositoryError> {
    let published = tally.published(head.last);
    let desk = Desk::of(&published, names, head);
    let mut texts = Vec::new();
    let provinces = names.regions.iter().map(|region| region.code.as_str());
    let provinces = provinces.filter(|code| !code.contains('.')).chain(["00"]);
    for province in provinces {
        texts.push((region_book(province), json(&desk.province(province))?));
    }
    let topics = names.categories.iter().map(|category| &category.code);
    for topic in topics.filter(|code| !code.contains('-')) {
        texts.push((category_book(topic), json(&desk.topic(topic))?));
    }
    for shelf in 0..SHELVES {
        texts.push((agency_shelf(shelf), json(&desk.shelf(shelf))?));
    }
    let rows: Vec<(&Subject, Named, &Published)> = published
        .iter()
        .map(|(subject, figures)| (subject, desk.name(subject), figures))
        .collect();
    texts.push((TABLE_CSV.to_owned(), table::csv(&rows, head)));
    texts.push((TABLE_JSON.to_owned(), table::json(&rows, head)?));
    texts.push((NATION.to_owned(), json(&desk.nation())?));
    Ok(texts)
}

struct Desk<'a> {
    published: &'a BTreeMap<Subject, Published>,
    named: HashMap<&'a str, &'a Named>,
    cards: HashMap<&'a str, &'a AgencyCard>,
    peers: HashMap<&'a str, Peers>,
    head: Head,
}

impl<'a> Desk<'a> {
    fn of(published: &'a BTreeMap<Subject, Published>, names: &'a FigureNames, head: Head) -> Self {
        let named = names.regions.iter().chain(&names.categories);
        let cards: HashMap<&str, &AgencyCard> = names
            .agencies
            .iter()
            .map(|card| (card.id.as_str(), card))
            .collect();
        let mut totals: HashMap<&str, Vec<Cell>> = HashMap::new();
        for (subject, figures) in published {
            if let Subject::Agency(id) = subject
                && let Some(card) = cards.get(id.as_str())
            {
                let kind = totals.entry(card.kind.as_str()).or_default();
                kind.push(figures.total);
            }
        }
        let peers = totals.into_iter();
        Self {
            published,
            named: named.map(|named| (named.code.as_str(), named)).collect(),
            cards,
            peers: peers
                .map(|(kind, totals)| (kind, Peers::of(&totals)))
                .collect(),
            head,
        }
    }

    fn name(&self, subject: &Subject) -> Named {
        let (_, code) = subject.parts();
        let plain = |name: &str| Named {
            code: code.to_owned(),
            id: name.to_owned(),
            en: name.to_owned(),
        };
        match subject {
            Subject::Nation => Named {
                code: String::new(),
                id: "Indonesia".to_owned(),
                en: "Indonesia".to_owned(),
            },
            Subject::Agency(id) => {
                let card = self.cards.get(id.as_str());
                plain(card.map_or(id, |card| card.name.as_str()))
            }
            Subject::Region(code) | Subject::Category(code) => {
                let named = self.named.get(code.as_str());
                named.map_or_else(|| plain(code), |named| (*named).clone())
            }
        }
    }

    fn sheet(&self, subject: &Subject) -> Sheet {
        let figures = self.published.get(subject).cloned();
        Sheet {
            name: self.name(subject),
            figures: figures.unwrap_or_else(Published::empty),
        }
    }

    /// Parts of one kind, without those nobody can be told about because they have no cases.
    fn parts(&self, above: &Subject, is_part: impl Fn(&Subject) -> bool) -> Vec<Sheet> {
        let subjects = self.published.keys();
        subjects
            .filter(|subject| is_part(subject) && subject.above().as_ref() == Some(above))
            .map(|subject| self.sheet(subject))
            .collect()
    }

    fn nation(&self) -> Book {
        let is_region = |subject: &Subject| matches!(subject, Subject::Region(_));
        let is_category = |subject: &Subject| matches!(subject, Subject::Category(_));
        Book {
            head: self.head,
            whole: self.sheet(&Subject::Nation),
            regions: self.parts(&Subject::Nation, is_region),
            categories: self.parts(&Subject::Nation, is_category),
            agencies: self.agencies(|card| card.region.is_none()),
        }
    }

    fn province(&self, code: &str) -> Book {
        let subject = Subject::Region(code.to_owned());
        let is_within = |region: &str| {
            let rest = region.strip_prefix(code);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        Book {
            head: self.head,
            whole: self.sheet(&subject),
            regions: self.parts(&subject, |_| true),
            categories: Vec::new(),
            agencies: self.agencies(|card| card.region.as_deref().is_some_and(is_within)),
        }
    }

    fn topic(&self, code: &str) -> Book {
        let subject = Subject::Category(code.to_owned());
        Book {
            head: self.head,
            whole: self.sheet(&subject),
            regions: Vec::new(),
            categories: self.parts(&subject, |_| true),
            agencies: Vec::new(),
        }
    }

    fn agencies(&self, is_wanted: impl Fn(&AgencyCard) -> bool) -> Vec<Sheet> {
        let mut found = self.parts(&Subject::Nation, |subject| match subject {
            Subject::Agency(id) => self
                .cards
                .get(id.as_str())
                .is_some_and(|card| is_wanted(card)),
            _ => false,
        });
        found.sort_by(|a, b| a.name.id.cmp(&b.name.id));
        found
    }

    fn shelf(&self, shelf: u32) -> AgencyShelf {
        let agencies = self.published.iter().filter_map(|(subject, figures)| {
            let Subject::Agency(id) = subject else {
                return None;
            };
            let card = self.cards.get(id.as_str())?;
            (shelf_of(id) == shelf).then(|| AgencySheet {
                card: (*card).clone(),
                figures: figures.clone(),
                peers: self
                    .peers
                    .get(card.kind.as_str())
                    .cloned()
                    .unwrap_or_default(),
            })
        });
        AgencyShelf {
            head: self.head,
            agencies: agencies.collect(),
        }
    }
}
