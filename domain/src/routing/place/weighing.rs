//! Weighs the mentions of places against each other: who supports whom, what stays open.

use super::{Located, Mention};
use crate::routing::collections::sort_by;
use crate::routing::regions::Regions;
use crate::routing::words::plain;
use crate::routing::{Place, Reason};

/// Names further apart than this in weight are told apart.
const MARGIN: f32 = 0.55;

/// More candidates than this are no question to ask anybody.
const MAX_CANDIDATES: usize = 8;

/// One possible answer with its weight.
struct Hypothesis {
    home: usize,
    weight: f32,
    first: usize,
}

/// In the place field a bare name that one regency shares with districts elsewhere asks which of them is
/// meant. Gives the regency.
pub(super) fn admit_rivals(field: &mut [Mention], regions: &Regions<'_>) -> Option<usize> {
    let homes = |m: &Mention| -> Vec<usize> {
        let options = m.options.iter();
        options.map(|(region, _)| regions.home(*region)).collect()
    };
    let is_regency = |(region, _): &&(usize, f32)| regions.is_level(*region, "kabkota");
    let at = field.iter().position(|m| {
        m.bare && m.options.iter().filter(is_regency).count() == 1 && m.options.len() > 1
    })?;
    let key = field.get(at)?.key.clone();
    let own = homes(field.get(at)?);
    // Beside another regency it is a list of places, not a question of which.
    let elsewhere = field.iter().filter(|m| m.key != key).any(|m| {
        m.options.iter().any(|o| is_regency(&o)) && homes(m).iter().all(|home| !own.contains(home))
    });
    let (regency, weight) = *field.get(at)?.options.iter().find(is_regency)?;
    if elsewhere {
        return None;
    }
    for mention in field.iter_mut().filter(|m| m.key == key && m.bare) {
        for (region, own_weight) in &mut mention.options {
            if regions.is_level(*region, "kecamatan") && regions.home(*region) != regency {
                *own_weight = own_weight.max(weight - MARGIN / 2.0);
            }
        }
    }
    Some(regency)
}

/// Weighs all mentions together; nothing when none of them is worth an answer. `asked` is the regency that
/// [`admit_rivals`] gave.
pub(super) fn weigh(
    mentions: &[Mention],
    signs: f32,
    asked: Option<usize>,
    regions: &Regions<'_>,
) -> Option<Located> {
    let mut homes: Vec<usize> = mentions
        .iter()
        .flat_map(|m| m.options.iter().map(|(region, _)| regions.home(*region)))
        .collect();
    sort_by(&mut homes, usize::cmp);
    homes.dedup();
    let mut hypotheses: Vec<Hypothesis> = homes
        .iter()
        .map(|home| {
            let mut spoken: Vec<(&str, f32)> = Vec::new();
            let mut first = usize::MAX;
            for mention in mentions {
                let within = mention.options.iter().filter_map(|(region, weight)| {
                    if regions.home(*region) == *home {
                        Some(*weight)
                    } else {
                        let above = regions.at_level(*home, "provinsi") == Some(*region);
                        above.then_some(weight * 0.6)
                    }
                });
                let weight = within.fold(0.0, f32::max);
                if weight > 0.0 {
                    match spoken.iter_mut().find(|(key, _)| *key == mention.key) {
                        Some((_, best)) => *best = best.max(weight),
                        None => spoken.push((&mention.key, weight)),
                    }
                    first = first.min(mention.start);
                }
            }
            let shared = mentions.iter().any(|m| {
                m.kind.is_none()
                    && m.options
                        .iter()
                        .filter(|(region, _)| regions.is_level(*region, "kabkota"))
                        .count()
                        > 1
            });
            let mut weight: f32 = spoken.iter().map(|(_, weight)| weight).sum();
            if shared && regions.is_level(*home, "kabkota") {
                weight += if regions.is_kota(*home) {
                    signs.max(0.0)
                } else {
                    (-signs).max(0.0)
                };
            }
            Hypothesis {
                home: *home,
                weight,
                first,
            }
        })
        .collect();
    sort_by(&mut hypotheses, |a, b| {
        let kota = |h: &Hypothesis| !regions.is_kota(h.home);
        b.weight
            .total_cmp(&a.weight)
            .then_with(|| a.first.cmp(&b.first))
            .then_with(|| kota(a).cmp(&kota(b)))
            .then_with(|| a.home.cmp(&b.home))
    });
    let best = hypotheses.first().filter(|h| h.weight >= 0.3)?;
    // A province named beside one of its regencies is the same answer, less exact.
    let rivals: Vec<&Hypothesis> = hypotheses
        .iter()
        .filter(|h| h.weight > best.weight - MARGIN && h.weight >= 0.3)
        .filter(|h| h.home == best.home || regions.at_level(best.home, "provinsi") != Some(h.home))
        .collect();
    let words = words_for(best.home, mentions, regions);
    if rivals.len() > 1 {
        let asked = asked.filter(|regency| rivals.iter().any(|h| h.home == *regency));
        return Some(ambiguous(&rivals, mentions, words, asked, regions));
    }
    let region = finest(best.home, mentions, regions);
    let code = regions.code(region);
    let next = hypotheses
        .iter()
        .find(|h| h.home != best.home)
        .map_or(0.0, |h| h.weight);
    let plain_name = mentions
        .iter()
        .filter(|m| m.options.iter().any(|(r, _)| regions.home(*r) == best.home))
        .all(|m| m.options.len() == 1);
    let reason = if plain_name {
        Reason::PlaceNamed {
            words,
            region: code.clone(),
        }
    } else {
        Reason::PlaceInferred {
            words,
            region: code.clone(),
        }
    };
    let lead = ((best.weight - next) / 2.0).clamp(0.0, 1.0);
    let strength = (best.weight / 2.0).clamp(0.2, 1.0);
    Some(Located {
        place: Place::Known { region: code },
        region: Some(region),
        sureness: (0.55 + 0.25 * lead + 0.2 * strength).min(1.0),
        reasons: vec![reason],
        spans: Vec::new(),
    })
}

fn words_for(home: usize, mentions: &[Mention], regions: &Regions<'_>) -> String {
    let mut words: Vec<&str> = Vec::new();
    for mention in mentions {
        let speaks = mention
            .options
            .iter()
            .any(|(region, _)| regions.home(*region) == home);
        if speaks && !words.contains(&mention.words.as_str()) && words.len() < 4 {
            words.push(&mention.words);
        }
    }
    words.join(", ")
}

/// The district inside the regency that the words name, if exactly one stands out.
fn finest(home: usize, mentions: &[Mention], regions: &Regions<'_>) -> usize {
    let home_name = regions
        .get(home)
        .map(|r| plain(&r.name))
        .unwrap_or_default();
    let mut districts: Vec<(usize, f32)> = Vec::new();
    for mention in mentions {
        for (region, weight) in &mention.options {
            let own_name = home_name.ends_with(&mention.key);
            if regions.is_level(*region, "kecamatan")
                && regions.home(*region) == home
                && (!own_name || *weight > 1.5)
            {
                match districts.iter_mut().find(|(known, _)| known == region) {
                    Some((_, best)) => *best = best.max(*weight),
                    None => districts.push((*region, *weight)),
                }
            }
        }
    }
    sort_by(&mut districts, |a, b| b.1.total_cmp(&a.1));
    match districts.as_slice() {
        [(one, _)] => *one,
        [(one, best), (_, next), ..] if best - next > MARGIN => *one,
        _ => home,
    }
}

fn ambiguous(
    rivals: &[&Hypothesis],
    mentions: &[Mention],
    words: String,
    asked: Option<usize>,
    regions: &Regions<'_>,
) -> Located {
    // Shared names first as cities: more people mean the city.
    let mut homes: Vec<usize> = rivals.iter().map(|h| h.home).collect();
    if let Some(first) = rivals.iter().map(|h| h.first).min() {
        let same = rivals.iter().all(|h| h.first == first);
        if same {
            let rank = |home: &usize| (Some(*home) != asked, !regions.is_kota(*home), *home);
            sort_by(&mut homes, |a, b| rank(a).cmp(&rank(b)));
        }
    }
    if asked.is_some() {
        homes.truncate(MAX_CANDIDATES);
    }
    let candidates: Vec<String> = homes
        .iter()
        .map(|home| match asked {
            Some(regency) if regency == *home => *home,
            _ => finest(*home, mentions, regions),
        })
        .map(|region| regions.code(region))
        .collect();
    let reason = Reason::PlaceShared {
        words,
        regions: candidates.iter().take(MAX_CANDIDATES).cloned().collect(),
    };
    if candidates.len() > MAX_CANDIDATES {
        return Located {
            place: Place::Unknown,
            region: None,
            sureness: 0.0,
            reasons: vec![reason],
            spans: Vec::new(),
        };
    }
    let in_same_home = homes.first().copied();
    Located {
        place: Place::Ambiguous { candidates },
        region: in_same_home,
        sureness: 0.5,
        reasons: vec![reason],
        spans: Vec::new(),
    }
}
