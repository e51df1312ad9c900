//! Words of public texts and of searches, brought to the same shapes, so that "jln rsk" finds "jalan rusak".
//!
//! A shape is a short key of ASCII letters and digits, whose first letter says what it is: `w` the word (everyday spellings
//! made formal), `r` a root it may have, `k` its consonants in order ("jmbtn"), `s` its consonants sorted, which forgives letters that
//! changed places. Nothing a reader types gets into a search in any other form.

use super::words::{Lexicon, each_form, fold, is_shortened, skeleton, tokens};
use std::collections::BTreeSet;

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
        let is_filler = |raw: &str| {
            let formal = self.0.formal(raw);
            let is_number = raw.chars().all(|letter| letter.is_ascii_digit());
            !is_number && formal.iter().all(|word| self.0.is_filler(word))
        };
        let all_fillers = found.iter().all(|token| is_filler(&token.raw));
        let last = found.len().saturating_sub(1);
        let mut sought: Vec<Sought> = Vec::new();
        for (index, token) in found.iter().enumerate() {
            if sought.len() >= MAX_SOUGHT || (!all_fillers && is_filler(&token.raw)) {
                continue;
            }
            let wanted = self.sought_word(&token.raw, index == last);
            sought.extend(wanted.filter(|wanted| !sought.contains(wanted)));
        }
        sought
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
        }
        let consonants = consonants(&word);
        if is_shortened(&word) && consonants.len() >= MIN_CONSONANTS {
            add(vec![format!("k{consonants}")]);
        }
        let prefix = (is_last && word.len() >= MIN_PREFIX).then(|| format!("w{word}"));
        Some(Sought {
            exact,
            prefix,
            loose: loose(&word),
        })
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a search finds a text; the second says whether only as a misspelling.
    fn found(typed: &str, text: &str) -> (bool, bool) {
        let words = SearchWords::default();
        let shapes = words.shapes(text);
        let sought = words.sought(typed);
        let has = |sought: &Sought| {
            let starts = |prefix: &String| shapes.iter().any(|shape| shape.starts_with(prefix));
            let mut lists = sought.exact.iter();
            lists.any(|list| list.iter().all(|shape| shapes.contains(shape)))
                || sought.prefix.as_ref().is_some_and(starts)
        };
        let is_like = |sought: &Sought| {
            has(sought) || sought.loose.iter().any(|shape| shapes.contains(shape))
        };
        let is_exact = !sought.is_empty() && sought.iter().all(has);
        let is_loose = !sought.is_empty() && sought.iter().all(is_like);
        (is_exact, is_loose && !is_exact)
    }

    #[test]
    fn real_spellings_find_what_is_meant() {
        let text = "Jalan rusak parah di depan SDN 2 Purwodadi, banyak lubang. Lampu penerangan mati, jembatan kerusakannya berat. Banjir.";
        for typed in [
            "jalan rusak",
            "jln rsk",
            "JLN. RSK",
            "jl rusak",
            "Jalan RUSAK parah!!!",
            "rusak jalan",
            "jalanan berlubang",
            "lobang",
            "purwod",
            "jmbtn",
            "kerusakan jembatan",
            "lampu mti",
            "jalàn",
            "SDN 2",
        ] {
            assert_eq!(found(typed, text), (true, false), "{typed}");
        }
        for typed in ["bajnir", "jalan ruskak", "jembattan purwadadi"] {
            assert!(found(typed, text).0 || found(typed, text).1, "{typed}");
        }
        for typed in ["sampah", "jalan sampah", "banjar", "pohon tumbang"] {
            assert!(!found(typed, text).0, "{typed}");
        }
    }

    #[test]
    fn a_short_name_for_two_words_finds_both() {
        assert!(found("rs", "antre di rumah sakit").0);
        assert!(!found("rs", "rumah kosong").0);
    }

    #[test]
    fn nothing_typed_gets_out_but_letters_and_digits() {
        let words = SearchWords::default();
        let typed = "\" OR w* NEAR(a b) -x ^y {col}: \0 ' ; drop ДОМ 路 \u{202e}\u{1f600} %";
        for sought in words.sought(typed) {
            let all = sought
                .exact
                .concat()
                .into_iter()
                .chain(sought.prefix)
                .chain(sought.loose);
            for shape in all {
                assert!(
                    shape.chars().all(|letter| letter.is_ascii_alphanumeric()),
                    "{shape}"
                );
            }
        }
    }

    #[test]
    fn two_values_never_have_one_shape() {
        let values = ["a-b", "ab", "A-b", "az2dzb", "33.15", "3315", ""];
        let shapes: BTreeSet<String> = values
            .iter()
            .map(|value| Facet::Agency.shape(value))
            .collect();
        assert_eq!(shapes.len(), values.len());
        let is_plain = |shape: &String| shape.bytes().all(|byte| byte.is_ascii_alphanumeric());
        assert!(shapes.iter().all(is_plain), "{shapes:?}");
    }

    #[test]
    fn searches_and_texts_are_bounded() {
        let words = SearchWords::default();
        assert!(words.sought(&"kata lain ".repeat(10_000)).len() <= MAX_SOUGHT);
        let long: String = (0..5_000).map(|n| format!("kata{n}x ")).collect();
        assert!(words.shapes(&long).len() <= (3 + MAX_ROOTS) * MAX_WORDS);
        assert!(words.sought("").is_empty());
        assert!(words.sought("... !!! ").is_empty());
        assert!(words.sought(&"a".repeat(50)).is_empty());
    }
}
