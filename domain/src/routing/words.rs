//! Words as people type them, brought to one shape: tokens, everyday spellings, light stemming.
//!
//! The same functions read keywords and stories, so both meet in the middle. Nothing here knows topics.

mod affixes;
mod lexicon;

pub(super) use affixes::each_form;

use super::collections::{Map, Set};
use super::letters::{is_capital, is_in_word, is_letter, lower};

/// Stories are at most 10,000 characters; what is longer is cut here, so that work stays bounded.
const READ_CHARS: usize = 12_000;

/// Longest word that is looked at; longer ones are noise.
const WORD_CHARS: usize = 40;

/// One word of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    /// As typed.
    pub surface: String,
    /// Lower case, no diacritics; what place names are compared with.
    pub raw: String,
    /// First letter is a capital, the rest is not.
    pub capital: bool,
    /// All capitals, two letters or more.
    pub upper: bool,
    /// A comma, full stop or line end stands before it.
    pub after_break: bool,
    /// A sentence starts here.
    pub starts_sentence: bool,
}

/// Splits a text into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut chunk = String::new();
    let (mut brk, mut sentence) = (true, true);
    let mut flush = |chunk: &mut String, brk: &mut bool, sentence: &mut bool| {
        if chunk.is_empty() {
            return;
        }
        for part in parts(chunk) {
            let raw = plain(&part);
            if raw.is_empty() || raw.chars().count() > WORD_CHARS {
                continue;
            }
            let mut chars = part.chars();
            let first_upper = chars.next().is_some_and(is_capital);
            let rest_lower = chars.clone().all(|c| !is_capital(c));
            let small = |c| is_letter(c) && !is_capital(c);
            let rest_upper = chars.clone().all(|c| !small(c)) && chars.next().is_some();
            out.push(Token {
                surface: part,
                raw,
                capital: first_upper && rest_lower,
                upper: first_upper && rest_upper,
                after_break: *brk,
                starts_sentence: *sentence,
            });
            *brk = false;
            *sentence = false;
        }
        chunk.clear();
    };
    for c in text.chars().take(READ_CHARS) {
        if is_in_word(c) {
            chunk.push(c);
        } else if matches!(c, '\'' | '’' | '`' | '\u{301}') {
            // Inside a word: Jum'at, ma'af.
        } else {
            let abbreviated = c == '.' && is_abbreviation(&chunk);
            flush(&mut chunk, &mut brk, &mut sentence);
            if abbreviated {
                // "Kab. Bekasi": the name goes on.
            } else if matches!(c, '.' | '!' | '?' | '\n' | ';' | ':') {
                sentence = true;
                brk = true;
            } else if matches!(c, ',' | '(' | ')' | '/' | '"') {
                brk = true;
            }
        }
    }
    flush(&mut chunk, &mut brk, &mut sentence);
    out
}

/// Address words that are written with a full stop.
fn is_abbreviation(chunk: &str) -> bool {
    const KNOWN: &[&str] = &[
        "kab", "kec", "kel", "ds", "dsn", "prov", "jl", "jln", "gg", "kota", "no", "bpk", "yth",
        "dr", "h", "hj", "kp",
    ];
    chunk.len() <= 4 && KNOWN.contains(&chunk.to_ascii_lowercase().as_str())
}

/// Emergency numbers; other numbers say nothing.
const HOTLINES: &[&str] = &[
    "110", "112", "113", "115", "117", "118", "119", "123", "129",
];

/// Separates digits from letters: "300rb" is two words, "bolong2" one, "B3" one.
fn parts(chunk: &str) -> Vec<String> {
    if !chunk.chars().any(|c| c.is_ascii_digit()) {
        return vec![chunk.to_owned()];
    }
    if let Some((head, tail)) = chunk.split_once('2') {
        let letters = |s: &str| s.chars().all(is_letter);
        if head.chars().count() >= 3 && letters(head) && letters(tail) {
            return vec![format!("{head}{tail}")];
        }
    }
    if chunk.chars().count() <= 3 && chunk.chars().next().is_some_and(is_letter) {
        return vec![chunk.to_owned()];
    }
    let mut out: Vec<String> = Vec::new();
    let mut last: Option<bool> = None;
    for c in chunk.chars() {
        let digit = c.is_ascii_digit();
        match out.last_mut() {
            Some(part) if last == Some(digit) => part.push(c),
            _ => out.push(c.to_string()),
        }
        last = Some(digit);
    }
    out
}

/// Lower case letters and digits without diacritics.
pub(crate) fn plain(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars().map(narrow).map(lower) {
        let folded = match c {
            'à'..='å' | 'ā' | 'ă' => 'a',
            'è'..='ë' | 'ē' | 'ĕ' | 'ě' => 'e',
            'ì'..='ï' | 'ī' => 'i',
            'ò'..='ö' | 'ō' => 'o',
            'ù'..='ü' | 'ū' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            other => other,
        };
        if is_in_word(folded) {
            out.push(folded);
        }
    }
    out
}

/// Letters and digits of East Asian keyboards, as wide as a square, are those of ASCII.
fn narrow(c: char) -> char {
    let ascii = (c as u32).checked_sub(0xfee0).and_then(char::from_u32);
    let is_wide = matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    ascii.filter(|_| is_wide).unwrap_or(c)
}

/// The key under which spellings of one word meet: f/v/p, z/s, th/t, doubled letters, final ai/e and au/o.
pub(super) fn fold(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    let mut run = 0;
    let short = raw.chars().count() <= 3;
    while let Some(c) = chars.next() {
        let folded = match c {
            'f' | 'v' => 'p',
            'z' => 's',
            'q' => 'k',
            'x' if !short => {
                push_squeezed(&mut out, 'k', &mut run, short);
                's'
            }
            'h' if !short && out.ends_with(['t', 'd', 'k']) && chars.peek().is_some() => continue,
            'y' if !short && out.ends_with('s') => continue,
            'c' if chars.peek() == Some(&'k') => continue,
            other => other,
        };
        push_squeezed(&mut out, folded, &mut run, short);
    }
    if out.len() >= 4 {
        for (ending, sound) in [("ai", "e"), ("au", "o")] {
            if let Some(head) = out.strip_suffix(ending) {
                out = format!("{head}{sound}");
                break;
            }
        }
    }
    out
}

fn push_squeezed(out: &mut String, c: char, run: &mut usize, short: bool) {
    if out.ends_with(c) && is_letter(c) {
        *run += 1;
        if !short || *run >= 2 {
            return;
        }
    } else {
        *run = 0;
    }
    out.push(c);
}

/// Everyday spellings, fillers and settings, folded.
#[derive(Debug)]
pub(super) struct Lexicon {
    spellings: Map<String, Vec<String>>,
    fillers: Set<String>,
    settings: Set<String>,
}

impl Lexicon {
    pub(super) fn new() -> Self {
        let mut spellings: Map<String, Vec<String>> = Map::new();
        for (formal, variants) in lexicon::SPELLINGS {
            let words: Vec<String> = formal.split_ascii_whitespace().map(fold).collect();
            for variant in variants.split_ascii_whitespace() {
                let variant = fold(variant);
                if !spellings.contains_key(&variant) {
                    spellings.insert(variant, words.clone());
                }
            }
        }
        let set = |list: &str| list.split_ascii_whitespace().map(fold).collect();
        Self {
            spellings,
            fillers: set(lexicon::FILLERS),
            settings: set(lexicon::SETTINGS),
        }
    }

    pub(super) fn is_filler(&self, word: &str) -> bool {
        let number = word.chars().all(|c| c.is_ascii_digit()) && !HOTLINES.contains(&word);
        number || self.fillers.contains(word)
    }

    pub(super) fn is_setting(&self, word: &str) -> bool {
        self.settings.contains(word)
    }

    /// The formal, folded words a raw word stands for; usually itself.
    pub(super) fn formal(&self, raw: &str) -> Vec<String> {
        let word = fold(raw);
        if let Some(words) = self.spellings.get(&word) {
            return words.clone();
        }
        // "jalannya", "dalane": a spelling with an ending.
        for ending in ["nya", "ne", "na", "e"] {
            if let Some(head) = word.strip_suffix(ending)
                && head.len() >= 4
                && let Some(words) = self.spellings.get(head)
            {
                return words.clone();
            }
        }
        vec![word]
    }

    /// A text as formal words, fillers included, reduplication collapsed.
    pub(super) fn words(&self, tokens: &[Token]) -> Vec<Word> {
        let mut out: Vec<Word> = Vec::with_capacity(tokens.len());
        let mut at = 0;
        for (index, token) in tokens.iter().enumerate() {
            if token.starts_sentence {
                at += 3;
            } else if token.after_break {
                at += 1;
            }
            for text in self.formal(&token.raw) {
                if out
                    .last()
                    .is_some_and(|w| w.text == text && w.text.len() > 2)
                {
                    continue;
                }
                let filler = self.is_filler(&text);
                if !filler {
                    at += 1;
                }
                out.push(Word {
                    text,
                    at,
                    token: index,
                    filler,
                });
            }
        }
        out
    }
}

/// A formal word and where it stands, counted in words that mean something.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// Folded.
    pub text: String,
    /// Distance counter: neighbours differ by one, sentences by more.
    pub at: u32,
    /// Index of the token it came from.
    pub token: usize,
    /// Says nothing about the topic.
    pub filler: bool,
}

/// Consonants only: "jmbtn" for jembatan.
pub(super) fn skeleton(word: &str) -> String {
    word.chars()
        .filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u'))
        .collect()
}

/// Whether a token looks like a word with its vowels dropped.
pub(super) fn is_shortened(word: &str) -> bool {
    let consonants = skeleton(word).len();
    let vowels = word.len().saturating_sub(consonants);
    word.is_ascii()
        && word.len() >= 3
        && consonants >= 3
        && word.chars().all(|c| c.is_ascii_alphabetic())
        && (vowels == 0 || consonants >= vowels * 3 || starts_unpronounceable(word))
}

fn starts_unpronounceable(word: &str) -> bool {
    let mut chars = word.chars();
    let (Some(a), Some(b)) = (chars.next(), chars.next()) else {
        return false;
    };
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let liquid = matches!(b, 'r' | 'l' | 'w');
    !vowel(a)
        && !vowel(b)
        && !liquid
        && !matches!((a, b), ('n', 'g') | ('n', 'y') | ('s', _) | ('k', 'h'))
}

/// Whether `short` is `long` with letters left out.
pub(super) fn is_shortening(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    short.len() < long.len()
        && short.chars().next() == long.chars().next()
        && short.chars().all(|c| letters.any(|l| l == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formal(text: &str) -> String {
        let words = Lexicon::new().words(&tokens(text));
        words
            .into_iter()
            .map(|w| w.text)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn messages_become_formal_words() {
        for (typed, read) in [
            ("Jln RSK parahhh, bolong2!", "jalan rusak parah lubang"),
            ("aer pdam ga ngalir 300rb", "air pdam tidak mengalir 300 rb"),
            ("gorong-gorong got buntu", "gorong got mampet"),
            ("limbah B3 jum'at", "limbah b3 jumat"),
            ("dalane peteng", "jalan gelap"),
        ] {
            assert_eq!(formal(typed), fold_all(read), "{typed}");
        }
    }

    fn fold_all(text: &str) -> String {
        text.split(' ').map(fold).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn roots_are_found_inside_words() {
        for (word, root) in [
            ("menumpuk", "tumpuk"),
            ("numpuk", "tumpuk"),
            ("pungutan", "pungut"),
            ("dicabutin", "cabut"),
            ("memperbaiki", "baik"),
            ("nyampah", "sampah"),
            ("dateng", "datang"),
            ("ilang", "hilang"),
            ("penyelewengan", "seleweng"),
        ] {
            let mut found = false;
            each_form(word, true, &mut |form, _| found |= form == root);
            assert!(found, "{word} → {root}");
        }
    }

    #[test]
    fn dropped_vowels_are_recognised() {
        for (short, long, is) in [
            ("jmbtn", "jembatan", true),
            ("smph", "sampah", true),
            ("rsk", "risau", false),
            ("tiang", "tatang", false),
        ] {
            let read = is_shortened(short)
                && skeleton(short) == skeleton(long)
                && is_shortening(short, long);
            assert_eq!(read, is, "{short} → {long}");
        }
    }
}
