//! Roots inside Indonesian words: affixes taken off, melted nasals given back, colloquial sounds undone.

const SUFFIXES: &[&str] = &[
    "nya", "lah", "kah", "ku", "mu", "kan", "an", "in", "i", "keun", "ake", "ne", "na", "ke", "e",
    "no",
];
const PREFIXES: &[&str] = &[
    "diper", "memper", "keber", "di", "ke", "se", "ber", "be", "ter", "te", "per", "pe", "ka",
    "dike",
];
/// Prefixes that melt into the root, and what they may have swallowed.
const NASALS: &[(&str, &[&str])] = &[
    ("menge", &[""]),
    ("penge", &[""]),
    ("nge", &[""]),
    ("meng", &["", "k"]),
    ("peng", &["", "k"]),
    ("ng", &["", "k"]),
    ("meny", &["s", "c"]),
    ("peny", &["s", "c"]),
    ("ny", &["s", "c"]),
    ("mem", &["", "p"]),
    ("pem", &["", "p"]),
    ("men", &["", "t"]),
    ("pen", &["", "t"]),
    ("me", &[""]),
    ("m", &["", "p"]),
    ("n", &["", "t"]),
];
/// Roots of three letters that are worth finding inside longer words.
const SHORT_ROOTS: &[&str] = &[
    "bau", "isi", "uji", "cat", "air", "gas", "las", "jam", "api", "tes",
];

fn is_root(word: &str) -> bool {
    word.len() >= 4 || SHORT_ROOTS.contains(&word)
}

/// Calls `visit` with the word and every root it may come from, with a quality in percent. Over-generous
/// on purpose: only roots that are in a vocabulary matter. `colloquial` adds sound shifts.
pub(in crate::routing) fn each_form(
    word: &str,
    colloquial: bool,
    visit: &mut dyn FnMut(&str, u32),
) {
    visit(word, 100);
    if word.len() < 4 || !word.is_ascii() {
        return;
    }
    if colloquial {
        sound_alikes(word, 92, visit);
    }
    each_prefix(word, colloquial, visit);
    for suffix in SUFFIXES {
        let Some(head) = word.strip_suffix(suffix).filter(|head| is_root(head)) else {
            continue;
        };
        visit(head, 88);
        if colloquial {
            sound_alikes(head, 82, visit);
        }
        each_prefix(head, colloquial, visit);
        // "kelurahannya", "dicairkannya": two endings.
        for inner in ["kan", "an", "i"] {
            if let Some(root) = head.strip_suffix(inner).filter(|root| is_root(root)) {
                visit(root, 84);
                each_prefix(root, colloquial, visit);
            }
        }
    }
}

fn each_prefix(word: &str, colloquial: bool, visit: &mut dyn FnMut(&str, u32)) {
    for prefix in PREFIXES {
        if let Some(root) = word.strip_prefix(prefix).filter(|root| is_root(root)) {
            visit(root, 86);
            if colloquial {
                sound_alikes(root, 80, visit);
            }
        }
    }
    for (prefix, swallowed) in NASALS {
        let Some(rest) = word.strip_prefix(prefix) else {
            continue;
        };
        let vowel = rest.starts_with(['a', 'e', 'i', 'o', 'u']);
        for first in *swallowed {
            if first.is_empty() {
                // Before a vowel only "ng" leaves the root whole: "pemulangan" is of pulang, not of ulang.
                if is_root(rest) && !(vowel && prefix.ends_with(['m', 'n'])) {
                    visit(rest, 86);
                }
            } else if vowel && rest.len() >= 3 {
                visit(&format!("{first}{rest}"), 85);
            }
        }
    }
}

/// Colloquial sound shifts: dateng for datang, ilang for hilang.
fn sound_alikes(word: &str, quality: u32, visit: &mut dyn FnMut(&str, u32)) {
    if word.len() < 4 {
        return;
    }
    if word.starts_with(['a', 'i', 'u', 'e', 'o']) {
        visit(&format!("h{word}"), quality);
    }
    if let Some((head, tail)) = word.rsplit_once('e')
        && !tail.is_empty()
        && head.len() >= 2
        && tail.len() <= 2
        && !tail.contains(['a', 'i', 'u', 'e', 'o'])
    {
        visit(&format!("{head}a{tail}"), quality);
    }
}
