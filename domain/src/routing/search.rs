//! Words of public texts and of searches, brought to the same shapes, so that "jln rsk" finds "jalan rusak".
//!
//! A shape is a short key of ASCII letters and digits, whose first letter says what it is: `w` the word (everyday spellings
//! made formal), `r` a root it may have, `k` its consonants in order ("jmbtn"), `s` its consonants sorted, which forgives letters that
//! changed places. Nothing a reader types gets into a search in any other form.

mod near;
mod synonyms;
#[cfg(test)]
mod tests;

use super::words::{Lexicon, Token, each_form, fold, is_shortened, skeleton, tokens};
use near::near;
use std::collections::BTreeSet;
use synonyms::{AFTER_NAMES, BEFORE_NAMES, EVERYWHERE, FIRST_BEFORE_NAMES, SYNONYMS};

/// As much of a text as is indexed.
const MAX_TEXT_CHARS: usize = 6_000;
/// Most different words of one text.
const MAX_WORDS: usize = 400;
/// As much of a search as is read.
const MAX_TYPED_CHARS: usize = 100;
/// Most words of one search.
const MAX_SOUGHT: usize = 6;
/// Longer words differ in their first letters already.
const MAX_SHAPE_CHARS: usize = 24;
/// Shorter consonants say nothing alone.
const MIN_CONSONANTS: usize = 3;
/// The same for sorted ones, which are alike more often.
const MIN_SORTED: usize = 4;
/// Of the last word as many letters must be there for it to be the beginning of others.
const MIN_PREFIX: usize = 3;
/// Shorter roots are in too many words.
const MIN_ROOT: usize = 4;
/// Longest id or code.
const MAX_VALUE_CHARS: usize = 80;
/// Longest name that has synonyms, in words.
const MAX_NAME_WORDS: usize = 3;
/// Most roots of one word.
const MAX_ROOTS: usize = 10;

/// What to look for in place of one typed word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// One of these must be there; each is a list of shapes that stand together ("rs": rumah and sakit).
    pub exact: Vec<Vec<String>>,
    /// Or a word that begins so.
    pub prefix: Option<String>,
    /// Or, where nothing was found, one of these: likely misspellings.
    pub loose: Vec<String>,
    /// Or, where nothing was found again, one of these: a letter is wrong, missing or too much.
    pub near: Vec<String>,
}

/// What a list can be narrowed to, as a shape beside those of words: an index then finds both at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// A region or one it lies in.
    Region,
    /// A category or its topic.
    Category,
    /// An agency or what it is a part of.
    Agency,
    /// A state.
    State,
    /// Has support.
    Supported,
}

impl Facet {
    /// The shape of a value: begins with `f` and a letter of its own, and says every character of the value.
    pub fn shape(self, value: &str) -> String {
        let mut shape = String::from(match self {
            Self::Region => "fr",
            Self::Category => "fc",
            Self::Agency => "fa",
            Self::State => "fs",
            Self::Supported => "fd",
        });
        for letter in value.chars().take(MAX_VALUE_CHARS) {
            match letter {
                // `z` begins what is no letter or digit, so it says itself that way too.
                'a'..='y' | '0'..='9' => shape.push(letter),
                _ => shape.push_str(&format!("z{:x}z", letter as u32)),
            }
        }
        shape
    }
}

/// A topic of categories as searches see it. Making one costs as much as a long title does: it is made once and kept.
#[derive(Clone, Debug)]
pub struct Topic {
    facet: String,
    shapes: BTreeSet<String>,
}

impl Topic {
    /// A word that names the topic finds also what lies in it.
    pub fn widen(&self, sought: &mut [Sought]) {
        for sought in sought {
            let mut lists = sought.exact.iter();
            if lists.any(|list| list.iter().all(|shape| self.shapes.contains(shape))) {
                sought.exact.push(vec![self.facet.clone()]);
            }
        }
    }
}

/// Everyday spellings, ready for use; made once.
pub struct SearchWords(Lexicon);

impl Default for SearchWords {
    fn default() -> Self {
        Self(Lexicon::new())
    }
}

impl SearchWords {
    /// The shapes of a text, each once.
    pub fn shapes(&self, text: &str) -> BTreeSet<String> {
        let text: String = text.chars().take(MAX_TEXT_CHARS).collect();
        let mut words = BTreeSet::new();
        for token in tokens(&text) {
            words.insert(fold(&token.raw));
            words.extend(self.0.formal(&token.raw));
            if words.len() >= MAX_WORDS {
                break;
            }
        }
        let mut shapes = BTreeSet::new();
        for word in &words {
            let Some(word) = key(word) else { continue };
            shapes.extend(roots(&word));
            shapes.extend(loose(&word));
            shapes.insert(format!("w{word}"));
        }
        shapes
    }

    /// What a search looks for: all of these must be there. Empty where nothing was typed that is a word.
    pub fn sought(&self, typed: &str) -> Vec<Sought> {
        let typed: String = typed.chars().take(MAX_TYPED_CHARS).collect();
        let found = tokens(&typed);
        let mut kept: Vec<(usize, Option<Sought>)> = Vec::new();
        let mut at = 0;
        while let Some(rest) = found.get(at..).filter(|rest| !rest.is_empty()) {
            let name = self.name(rest);
            let length = name.as_ref().map_or(1, |(length, _)| *length);
            kept.push((at, name.map(|(_, sought)| sought)));
            at = at.saturating_add(length);
        }
        // What says the least goes first, as long as something stays.
        let is_filler = |at: usize| found.get(at).is_none_or(|token| self.says_nothing(token));
        drop_unless_all(&mut kept, |(at, name)| name.is_none() && is_filler(*at));
        let last_kept = kept.last().map_or(0, |(at, _)| *at);
        drop_unless_all(&mut kept, |(at, name)| {
            let token = found.get(*at).filter(|_| name.is_none());
            token.is_some_and(|token| is_about_a_name(&token.raw, *at == 0, *at == last_kept))
        });
        let last = found.len().saturating_sub(1);
        let mut sought: Vec<Sought> = Vec::new();
        for (at, name) in kept {
            if sought.len() >= MAX_SOUGHT {
                break;
            }
            let token = found.get(at);
            let word = || token.and_then(|token| self.sought_word(&token.raw, at == last));
            let wanted = name.or_else(word);
            sought.extend(wanted.filter(|wanted| !sought.contains(wanted)));
        }
        sought
    }

    /// A topic by its code, and its names in all languages.
    pub fn topic(&self, code: &str, names: &str) -> Topic {
        Topic {
            facet: Facet::Category.shape(code),
            shapes: self.shapes(names),
        }
    }

    fn says_nothing(&self, token: &Token) -> bool {
        let is_number = token.raw.chars().all(|letter| letter.is_ascii_digit());
        let formal = self.0.formal(&token.raw);
        let is_filler = |word: &String| self.0.is_filler(word) || is_in(EVERYWHERE, word);
        !is_number && formal.iter().all(is_filler)
    }

    /// A name of two words or more that has synonyms, where one begins: how long it is, and what to look for.
    fn name(&self, tokens: &[Token]) -> Option<(usize, Sought)> {
        let formal: Vec<Vec<String>> = tokens
            .iter()
            .take(MAX_NAME_WORDS)
            .map(|token| self.0.formal(&token.raw))
            .collect();
        let is_typed = |name: &str| {
            let words: Vec<String> = name.split('+').map(fold).collect();
            let is_there = formal
                .get(..words.len())
                .is_some_and(|typed| typed.concat() == words);
            (words.len() > 1 && is_there).then_some(words.len())
        };
        for group in SYNONYMS {
            let length = group.split(' ').find_map(is_typed);
            if let Some(length) = length {
                let exact = group.split(' ').map(synonym).collect();
                return Some((
                    length,
                    Sought {
                        exact,
                        prefix: None,
                        loose: Vec::new(),
                        near: Vec::new(),
                    },
                ));
            }
        }
        None
    }

    fn sought_word(&self, raw: &str, is_last: bool) -> Option<Sought> {
        let word = key(&fold(raw))?;
        let formal: Vec<String> = self
            .0
            .formal(raw)
            .iter()
            .filter_map(|word| key(word))
            .collect();
        let mut exact = vec![vec![format!("w{word}")]];
        let mut add = |shapes: Vec<String>| {
            if !shapes.is_empty() && !exact.contains(&shapes) {
                exact.push(shapes);
            }
        };
        add(formal.iter().map(|word| format!("w{word}")).collect());
        if let [only] = formal.as_slice() {
            roots(only).into_iter().for_each(|root| add(vec![root]));
            let is_member = |name: &str| [only, &word].contains(&&fold(name));
            let groups = SYNONYMS.iter();
            groups
                .filter(|group| group.split(' ').any(is_member))
                .flat_map(|group| group.split(' '))
                .for_each(|name| add(synonym(name)));
        }
        // A long word is a root of itself: whoever has the word has the root, and half as much is read.
        let known = exact.clone();
        let has_root = |shape: &String| {
            let root = shape.strip_prefix('w').map(|word| vec![format!("r{word}")]);
            root.is_some_and(|root| known.contains(&root))
        };
        exact.retain(|list| !matches!(list.as_slice(), [shape] if has_root(shape)));
        let consonants = consonants(&word);
        if is_shortened(&word) && consonants.len() >= MIN_CONSONANTS {
            exact.push(vec![format!("k{consonants}")]);
        }
        let prefix = (is_last && word.len() >= MIN_PREFIX).then(|| format!("w{word}"));
        Some(Sought {
            exact,
            prefix,
            loose: loose(&word),
            near: near(&word),
        })
    }
}

/// The shapes that stand together for a name of the table: of roots, which a word is of itself too.
fn synonym(name: &str) -> Vec<String> {
    let shape = |word: &str| {
        let word = fold(word);
        match word.len() >= MIN_ROOT {
            true => format!("r{word}"),
            false => format!("w{word}"),
        }
    };
    name.split('+').map(shape).collect()
}

/// A word that stands by the name of a place and says nothing more.
fn is_about_a_name(raw: &str, is_first: bool, is_last: bool) -> bool {
    is_in(AFTER_NAMES, raw)
        || (!is_last && is_in(BEFORE_NAMES, raw))
        || (is_first && !is_last && is_in(FIRST_BEFORE_NAMES, raw))
}

fn is_in(list: &str, wanted: &str) -> bool {
    list.split(' ').any(|word| word == wanted)
}

fn drop_unless_all<T>(all: &mut Vec<T>, says_nothing: impl Fn(&T) -> bool) {
    if !all.iter().all(&says_nothing) {
        all.retain(|one| !says_nothing(one));
    }
}

/// Letters and digits only; other scripts by their numbers.
fn key(word: &str) -> Option<String> {
    let mut key = String::new();
    for letter in word.chars().take(MAX_SHAPE_CHARS) {
        match letter.is_ascii_alphanumeric() {
            true => key.push(letter.to_ascii_lowercase()),
            false => key.push_str(&format!("x{:x}", letter as u32)),
        }
    }
    (!key.is_empty()).then_some(key)
}

fn loose(word: &str) -> Vec<String> {
    let consonants = consonants(word);
    let mut shapes = Vec::new();
    if word.chars().any(|letter| letter.is_ascii_digit()) {
        return shapes;
    }
    if consonants.len() >= MIN_CONSONANTS {
        shapes.push(format!("k{consonants}"));
    }
    if consonants.len() >= MIN_SORTED {
        let mut letters: Vec<char> = consonants.chars().collect();
        letters.sort_unstable();
        letters.dedup();
        shapes.push(format!("s{}", letters.into_iter().collect::<String>()));
    }
    shapes
}

/// Without vowels; what was typed twice counts once.
fn consonants(word: &str) -> String {
    let mut consonants = String::new();
    for letter in skeleton(word).chars() {
        if !consonants.ends_with(letter) {
            consonants.push(letter);
        }
    }
    consonants
}

/// The word and the roots it may have. Some are wrong, and few of those are words.
fn roots(word: &str) -> Vec<String> {
    let mut roots = Vec::new();
    each_form(word, false, &mut |form, _| {
        let root = format!("r{form}");
        if form.len() >= MIN_ROOT && roots.len() < MAX_ROOTS && !roots.contains(&root) {
            roots.push(root);
        }
    });
    roots
}
