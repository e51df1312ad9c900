//! A story read against the vocabulary of keywords and hints: which words occur where, and how surely.

use super::collections::{Map, Set, sort_by};
use super::words::{
    Lexicon, Token, Word, each_form, is_shortened, is_shortening, skeleton, tokens,
};

/// A word of the vocabulary.
pub(super) type WordId = u32;

/// How many places of one word are looked at; bounds the work on repetitive texts.
const MAX_PLACES: usize = 64;

/// Every word that keywords and hints use.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub lexicon: Lexicon,
    ids: Map<String, WordId>,
    /// Root → words that may come from it, with the quality of that step in percent.
    forms: Map<String, Vec<(WordId, u32)>>,
    skeletons: Map<String, Vec<(WordId, String)>>,
    /// Nouns made with pe-…-an and ke-…-an, which often mean something else than their root.
    nouns: Set<WordId>,
}

/// One place where a word of the vocabulary stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hit {
    /// Distance counter, see [`Word::at`].
    pub at: u32,
    /// Index into [`Reading::words`].
    pub index: usize,
    /// 0 to 1.
    pub quality: f32,
    /// The word of the story belongs to its setting.
    pub setting: bool,
    /// It only says what is close by: "depan balai desa".
    pub nearby: bool,
}

/// A phrase found in a story.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// 0 to 1; below one for inflected, scattered, swapped or missing words.
    pub quality: f32,
    /// Where it starts.
    pub first: Hit,
}

/// A story, read.
#[derive(Debug)]
pub(super) struct Reading {
    pub tokens: Vec<Token>,
    pub words: Vec<Word>,
    pub hits: Map<WordId, Vec<Hit>>,
}

impl Vocabulary {
    pub(super) fn new() -> Self {
        Self {
            lexicon: Lexicon::new(),
            ids: Map::new(),
            forms: Map::new(),
            skeletons: Map::new(),
            nouns: Set::new(),
        }
    }

    /// The words of a keyword or hint, fillers left out, and how many fillers there were.
    pub(super) fn phrase(&mut self, text: &str) -> (Vec<WordId>, usize) {
        let words = self.lexicon.words(&tokens(text));
        let fillers = words.iter().filter(|w| w.filler).count();
        let ids = words
            .iter()
            .filter(|w| !w.filler)
            .map(|w| self.intern(&w.text))
            .collect();
        (ids, fillers)
    }

    fn intern(&mut self, word: &str) -> WordId {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = self.ids.len() as WordId;
        self.ids.insert(word.to_owned(), id);
        if word.ends_with("an") && (word.starts_with("pe") || word.starts_with("ke")) {
            self.nouns.insert(id);
        }
        let forms = &mut self.forms;
        each_form(word, false, &mut |form, quality| {
            forms.change(form.to_owned(), |words| {
                match words.iter_mut().find(|(known, _)| *known == id) {
                    Some((_, best)) => *best = quality.max(*best),
                    None => words.push((id, quality)),
                }
            });
        });
        if word.len() >= 4 && word.chars().all(|c| c.is_ascii_alphabetic()) {
            self.skeletons
                .change(skeleton(word), |words| words.push((id, word.to_owned())));
        }
        id
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The words that belong to the setting of a story.
    pub(super) fn settings(&self) -> Set<WordId> {
        self.ids
            .iter()
            .filter(|(word, _)| self.lexicon.is_setting(word))
            .map(|(_, id)| *id)
            .collect()
    }

    /// The words of the vocabulary a folded word may stand for.
    fn candidates(&self, word: &str) -> Vec<(WordId, u32)> {
        let mut out: Vec<(WordId, u32)> = Vec::new();
        let itself = self.ids.get(word);
        each_form(word, true, &mut |form, step| {
            for (id, quality) in self.forms.get(form).into_iter().flatten() {
                let quality = if itself == Some(id) {
                    100
                } else if step == 100 && self.nouns.contains(id) {
                    // "adil" is not "pengadilan", though "mencemari" is "pencemaran".
                    quality * 6 / 10
                } else {
                    step * quality / 100
                };
                match out.iter_mut().find(|(known, _)| known == id) {
                    Some((_, best)) => *best = quality.max(*best),
                    None => out.push((*id, quality)),
                }
            }
        });
        if out.is_empty() && is_shortened(word) {
            for (id, long) in self.skeletons.get(&skeleton(word)).into_iter().flatten() {
                if is_shortening(word, long) {
                    out.push((*id, 65));
                }
            }
        }
        out
    }

    /// Reads a story.
    pub(super) fn read(&self, text: &str) -> Reading {
        let tokens = tokens(text);
        let words = self.lexicon.words(&tokens);
        let mut seen: Map<&str, Vec<(WordId, u32)>> = Map::new();
        let mut hits: Map<WordId, Vec<Hit>> = Map::new();
        for (index, word) in words.iter().enumerate().filter(|(_, w)| !w.filler) {
            let nearby = is_nearby(&words, index);
            let setting = self.lexicon.is_setting(&word.text);
            if !seen.contains_key(word.text.as_str()) {
                seen.insert(word.text.as_str(), self.candidates(&word.text));
            }
            for (id, quality) in seen.get(word.text.as_str()).into_iter().flatten() {
                let hit = Hit {
                    at: word.at,
                    index,
                    quality: *quality as f32 / 100.0,
                    setting,
                    nearby,
                };
                hits.change(*id, |places: &mut Vec<Hit>| {
                    if places.len() < MAX_PLACES {
                        places.push(hit);
                    }
                });
            }
        }
        Reading {
            tokens,
            words,
            hits,
        }
    }
}

/// Words before a landmark or a fear: what they point to is not what the complaint is about.
/// Folded, like the words they are compared with.
const NEARBY: &str =
    "dekat depan belakang samping sebelah seberang takut kawatir kuatir arah menuju";

fn is_nearby(words: &[Word], index: usize) -> bool {
    let Some(here) = words.get(index) else {
        return false;
    };
    let before = words.iter().take(index).skip(index.saturating_sub(2));
    before
        .filter(|w| w.at + 2 >= here.at)
        .any(|w| NEARBY.split(' ').any(|marker| marker == w.text))
}

impl Reading {
    /// Takes tokens out of consideration: what names a place says nothing about the topic.
    pub(super) fn leave_out(&mut self, spans: &[(usize, usize)]) {
        let words = &self.words;
        let named = |hit: &Hit| {
            let token = words.get(hit.index).map_or(0, |word| word.token);
            spans
                .iter()
                .any(|(start, end)| (*start..*end).contains(&token))
        };
        for places in self.hits.values_mut() {
            places.retain(|hit| !named(hit));
        }
        self.hits.retain(|_, places| !places.is_empty());
    }

    /// The best hit of one word.
    pub(super) fn word(&self, id: WordId) -> Option<Hit> {
        let places = self.hits.get(&id)?;
        places
            .iter()
            .copied()
            .reduce(|a, b| if b.quality > a.quality { b } else { a })
    }

    /// A phrase in order, with gaps of at most `gap` words.
    pub(super) fn in_order(&self, phrase: &[WordId], gap: u32) -> Option<Found> {
        let (head, tail) = phrase.split_first()?;
        let mut best: Option<Found> = None;
        for start in self.hits.get(head)? {
            let (mut last, mut quality, mut skipped) = (start.at, start.quality, 0);
            let mut first = *start;
            let mut telling = !start.setting;
            let complete = tail.iter().all(|id| {
                let next = self.hits.get(id).and_then(|places| {
                    let from = places.partition_point(|hit| hit.at <= last);
                    places.get(from).filter(|hit| hit.at <= last + 1 + gap)
                });
                next.is_some_and(|hit| {
                    skipped += hit.at - last - 1;
                    last = hit.at;
                    quality += hit.quality;
                    first.nearby |= hit.nearby && !hit.setting;
                    telling |= !hit.setting;
                    true
                })
            });
            if complete {
                let scattered = match skipped {
                    0 => 1.0,
                    1 => 0.88,
                    2 => 0.78,
                    _ => 0.68,
                };
                let telling = if telling { 1.0 } else { 0.75 };
                let quality = quality / phrase.len() as f32 * scattered * telling;
                if best.as_ref().is_none_or(|b| quality > b.quality) {
                    best = Some(Found { quality, first });
                }
            }
        }
        best
    }

    /// A phrase as well as it can be found: in order; swapped nearby; or, of three words and more, all but one.
    pub(super) fn phrase(&self, phrase: &[WordId]) -> Option<Found> {
        if let [single] = phrase {
            return self.word(*single).map(|hit| Found {
                quality: hit.quality,
                first: hit,
            });
        }
        if let Some(found) = self.in_order(phrase, 3) {
            return Some(found);
        }
        let present = phrase
            .iter()
            .filter(|id| self.hits.contains_key(id))
            .count();
        let wanted = if phrase.len() >= 3 {
            phrase.len() - 1
        } else {
            phrase.len()
        };
        if present < wanted {
            return None;
        }
        let anchor = phrase
            .iter()
            .filter_map(|id| self.hits.get(id))
            .min_by_key(|places| places.len())?;
        let mut best: Option<Found> = None;
        for start in anchor {
            let near = |id: &WordId| {
                let places = self.hits.get(id)?;
                let from = places.partition_point(|hit| hit.at + 4 < start.at);
                places.get(from).filter(|hit| hit.at <= start.at + 4)
            };
            let mut found: Vec<&Hit> = phrase.iter().filter_map(near).collect();
            let sum: f32 = found.iter().map(|hit| hit.quality).sum();
            sort_by(&mut found, |a, b| a.index.cmp(&b.index));
            found.dedup_by_key(|hit| hit.index);
            if found.len() < wanted || found.iter().all(|hit| hit.setting) {
                continue;
            }
            // The more of the words only set the scene, the less their company means.
            let telling =
                found.iter().filter(|hit| !hit.setting).count() as f32 / found.len() as f32;
            let complete = if found.len() == phrase.len() {
                0.62
            } else {
                0.42
            };
            let quality = sum / phrase.len() as f32 * complete * (0.5 + 0.5 * telling);
            if best.as_ref().is_none_or(|b| quality > b.quality) {
                let mut first = *start;
                first.nearby = found.iter().any(|hit| hit.nearby && !hit.setting);
                best = Some(Found { quality, first });
            }
        }
        best
    }

    /// The token a hit came from.
    pub(super) fn token_of(&self, hit: Hit) -> Option<(usize, &Token)> {
        let word = self.words.get(hit.index)?;
        Some((word.token, self.tokens.get(word.token)?))
    }
}
