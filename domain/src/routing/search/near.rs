//! Words with one letter wrong, missing or too much: what somebody may have meant.

use super::{MAX_SHAPE_CHARS, MIN_CONSONANTS, MIN_SORTED, consonants};

/// Shorter words are near too many others.
const MIN_CHARS: usize = 4;
/// Most shapes of one word: each is looked up.
const MOST: usize = 40;
const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];
/// Left out more often than others.
const LEFT_OUT: [char; 3] = ['n', 'm', 'r'];
/// Letters that sound alike or lie side by side on the keyboard; `fold` has joined others already.
const ALIKE: [(char, char); 22] = [
    ('g', 'k'),
    ('b', 'p'),
    ('d', 't'),
    ('m', 'n'),
    ('l', 'r'),
    ('c', 's'),
    ('c', 'k'),
    ('c', 'j'),
    ('j', 'y'),
    ('j', 's'),
    ('w', 'p'),
    ('b', 'n'),
    ('b', 'd'),
    ('d', 's'),
    ('d', 'r'),
    ('g', 'h'),
    ('g', 'j'),
    ('h', 'j'),
    ('j', 'k'),
    ('k', 'l'),
    ('r', 't'),
    ('n', 'h'),
];

/// Shapes of what is near a word: of its consonants, or of itself where those say too little.
pub(super) fn near(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let is_word = letters.iter().all(char::is_ascii_lowercase);
    if !is_word || !(MIN_CHARS..=MAX_SHAPE_CHARS).contains(&letters.len()) {
        return Vec::new();
    }
    let mut shapes: Vec<String> = Vec::new();
    let mut add = |kind: char, letters: &[char]| {
        let edited: String = letters.iter().collect();
        let shape = match kind {
            'k' => format!("k{}", consonants(&edited)),
            _ => format!("w{edited}"),
        };
        if shapes.len() < MOST && !shapes.contains(&shape) {
            shapes.push(shape);
        }
    };
    let firm: Vec<char> = consonants(word).chars().collect();
    if firm.len() >= MIN_CONSONANTS {
        exchanged(&firm, &alike, &mut |edited| add('k', edited));
        if firm.len() >= MIN_SORTED {
            shortened(&firm, &mut |edited| add('k', edited));
            lengthened(&firm, &LEFT_OUT, &mut |edited| add('k', edited));
        }
        return shapes;
    }
    lengthened(&letters, &VOWELS, &mut |edited| add('w', edited));
    let other = |letter: char| match VOWELS.contains(&letter) {
        true => VOWELS.to_vec(),
        false => alike(letter),
    };
    exchanged(&letters, &other, &mut |edited| add('w', edited));
    if letters.len() > MIN_CHARS {
        shortened(&letters, &mut |edited| add('w', edited));
    }
    shapes
}

fn alike(letter: char) -> Vec<char> {
    let other = |&(one, two): &(char, char)| match letter {
        _ if letter == one => Some(two),
        _ if letter == two => Some(one),
        _ => None,
    };
    ALIKE.iter().filter_map(other).collect()
}

fn exchanged(letters: &[char], others: &dyn Fn(char) -> Vec<char>, visit: &mut dyn FnMut(&[char])) {
    for at in 0..letters.len() {
        let mut edited = letters.to_vec();
        let Some(letter) = letters.get(at) else {
            continue;
        };
        for other in others(*letter) {
            if let Some(place) = edited.get_mut(at) {
                *place = other;
            }
            visit(&edited);
        }
    }
}

fn shortened(letters: &[char], visit: &mut dyn FnMut(&[char])) {
    for at in 0..letters.len() {
        let mut edited = letters.to_vec();
        edited.remove(at);
        visit(&edited);
    }
}

/// First letters are hardly ever left out.
fn lengthened(letters: &[char], others: &[char], visit: &mut dyn FnMut(&[char])) {
    for at in 1..=letters.len() {
        for other in others {
            let mut edited = letters.to_vec();
            edited.insert(at, *other);
            visit(&edited);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_near_what_was_meant_and_shapes_are_few() {
        for (typed, meant) in [
            ("grobokan", "kgrbgn"),
            ("jebatan", "kjmbtn"),
            ("jembartan", "kjmbtn"),
            ("tutp", "wtutup"),
        ] {
            let is_near = near(typed).iter().any(|shape| shape == meant);
            assert!(is_near, "{typed}: {:?}", near(typed));
        }
        let far = near("boda");
        assert!(!far.contains(&"wbata".to_owned()), "two letters: {far:?}");
        let long = "bcdghjklmnprstwybcdghjkl";
        assert!(near(long).len() <= MOST);
        for nothing in ["", "air", "b3b3", "ДОМА", &"a".repeat(99)] {
            assert!(near(nothing).is_empty(), "{nothing}");
        }
    }
}
