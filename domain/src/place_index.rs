//! Regions as a citizen types them: suggestions for the last words of a field, and whether a field still names a region.

use crate::reference::{Region, stem};
use crate::routing::letters::is_in_word;
use crate::routing::words::plain;

/// More suggestions than this are a list to read, not a help.
pub const MAX_SUGGESTIONS: usize = 5;

/// Fewer letters fit too many regions.
const MIN_LETTERS: usize = 3;

/// The most words at the end of a text that are looked at: the longest names with their kinds and regencies.
const MAX_WORDS: usize = 8;

/// Words that belong to addresses; alone after other words they are not the beginning of a region's name.
const ADDRESS_WORDS: &str = "jalan jl jln gang gg dekat depan belakang samping seberang sebelah pasar sekolah masjid desa dusun \
kampung kelurahan perumahan rumah kantor toko jembatan sungai lapangan simpang pertigaan perempatan road street near market";

/// Regions, ready to be searched.
#[derive(Debug, Default)]
pub struct PlaceIndex {
    places: Vec<Place>,
    /// The last region and those it lies in, as positions in the list.
    open: Vec<usize>,
}

#[derive(Debug)]
struct Place {
    code: String,
    /// As it is shown: "Kec. Gubug".
    shown: String,
    /// The name's own words, each with a blank before it: " gubug".
    own: String,
    /// With which letters these words begin, one bit each; most places need no closer look.
    initials: u32,
    /// Where the region above stands in the list.
    above: Option<usize>,
    rank: u8,
}

/// What fits the end of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// Where the fitting words begin in the text, in bytes.
    pub from: usize,
    /// Codes and paths of regions, best first, at most [`MAX_SUGGESTIONS`].
    pub places: Vec<(String, String)>,
}

/// What a word before a name says about its level.
fn level_of(word: &str) -> Option<u8> {
    Some(match word {
        "kec" | "kecamatan" | "distrik" | "district" => 1,
        "kab" | "kabupaten" | "kota" | "kotamadya" | "regency" | "city" => 0,
        "prov" | "provinsi" | "propinsi" | "province" => 2,
        _ => return None,
    })
}

/// Every word with a blank before it, without case, diacritics and signs.
fn spaced(text: &str) -> String {
    let mut out = String::new();
    for (_, word) in words(text) {
        out.push(' ');
        out.push_str(&word);
    }
    out
}

/// Plain words with the byte where each begins.
fn words(text: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_in_word(letter) || letter == '\'', start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = text.get(from..at).map(plain).unwrap_or_default();
                if !word.is_empty() {
                    out.push((from, word));
                }
                start = None;
            }
            _ => {}
        }
    }
    out
}

impl PlaceIndex {
    /// Takes in a region. It stands after the one it lies in, in the order of codes.
    pub fn learn(&mut self, region: Region) {
        let lies_in = |above: &str| {
            let rest = region.code.strip_prefix(above);
            rest.is_some_and(|rest| rest.starts_with('.'))
        };
        while let Some(place) = self.open.last().and_then(|at| self.places.get(*at)) {
            if lies_in(&place.code) {
                break;
            }
            self.open.pop();
        }
        let above = self.open.last().copied();
        self.open.push(self.places.len());
        let own = spaced(stem(&region.level, &region.name));
        let (rank, kind) = match region.level.as_str() {
            "kabkota" => (0, ""),
            "kecamatan" => (1, "Kec. "),
            _ => (2, ""),
        };
        self.places.push(Place {
            initials: own.split(' ').map(initial).fold(0, |all, bit| all | bit),
            shown: [kind, &region.name].concat(),
            code: region.code,
            own,
            above,
            rank,
        });
    }

    /// "Kec. Gubug, Kabupaten Grobogan, Jawa Tengah"; nothing for an unknown code.
    pub fn path(&self, code: &str) -> Option<String> {
        let mut places = self.places.iter();
        Some(self.path_of(places.find(|place| place.code == code)?))
    }

    fn path_of(&self, place: &Place) -> String {
        let mut path = place.shown.clone();
        let mut above = place.above;
        while let Some(place) = above.and_then(|at| self.places.get(at)) {
            path.push_str(", ");
            path.push_str(&place.shown);
            above = place.above;
        }
        path
    }

    /// The regions that the last words of a text begin to name, by as many of its words as fit.
    pub fn matches(&self, text: &str) -> Matches {
        let words = words(text);
        for start in words.len().saturating_sub(MAX_WORDS)..words.len() {
            let tail = words.get(start..).unwrap_or_default();
            let said: Vec<&str> = tail
                .iter()
                .map(|(_, word)| word.as_str())
                .filter(|word| level_of(word).is_none())
                .collect();
            let letters: usize = said.iter().map(|word| word.len()).sum();
            let is_address = start > 0
                && matches!(said.as_slice(), [word] if ADDRESS_WORDS.split(' ').any(|known| known == *word));
            if letters < MIN_LETTERS || is_address {
                continue;
            }
            let level = tail.first().and_then(|(_, word)| level_of(word));
            let places = self.best(&said, level);
            if let (false, Some((from, _))) = (places.is_empty(), tail.first()) {
                return Matches {
                    from: *from,
                    places,
                };
            }
        }
        Matches::default()
    }

    fn best(&self, said: &[&str], level: Option<u8>) -> Vec<(String, String)> {
        let first = said.first().map_or(0, |word| initial(word));
        let mut best: Vec<((u8, u8, usize), &Place)> = Vec::new();
        for (index, place) in self.places.iter().enumerate() {
            if place.initials & first == 0 {
                continue;
            }
            let Some(score) = self.score(place, said) else {
                continue;
            };
            let other_level = u8::from(level.is_some_and(|level| level != place.rank));
            let key = (other_level * 4 + score, place.rank, index);
            let at = best.partition_point(|(other, _)| *other < key);
            if at < MAX_SUGGESTIONS {
                best.insert(at, (key, place));
                best.truncate(MAX_SUGGESTIONS);
            }
        }
        best.iter()
            .map(|(_, place)| (place.code.clone(), self.path_of(place)))
            .collect()
    }

    /// The lower the better; nothing where a word fits neither the name nor the regions above it.
    fn score(&self, name: &Place, said: &[&str]) -> Option<u8> {
        let (first, rest) = said.split_first()?;
        let at = begins_word(&name.own, first)?;
        let mut own_words = 1;
        let mut is_own = true;
        for word in rest {
            is_own = is_own && begins_word(&name.own, word).is_some();
            if is_own {
                own_words += 1;
                continue;
            }
            let mut above = name.above;
            loop {
                let region = self.places.get(above?)?;
                if begins_word(&region.own, word).is_some() {
                    break;
                }
                above = region.above;
            }
        }
        let spoken: usize = said.iter().take(own_words).map(|word| word.len() + 1).sum();
        Some(match at {
            0 if spoken == name.own.len() => 0,
            0 => 1,
            _ => 2,
        })
    }
}

/// The bit of a word's first letter.
fn initial(word: &str) -> u32 {
    word.bytes().next().map_or(0, |byte| 1 << (byte & 31))
}

/// Where a word of the name begins with these letters.
fn begins_word(own: &str, letters: &str) -> Option<usize> {
    let mut blanks = own.match_indices(' ').map(|(at, _)| at);
    blanks.find(|at| {
        own.get(at + 1..)
            .is_some_and(|rest| rest.starts_with(letters))
    })
}

/// Whether the text still has all words of the region's own name, in any case, in order.
pub fn names(text: &str, region: &str) -> bool {
    let mut said = spaced(text);
    said.push(' ');
    let mut name = spaced(region);
    name.push(' ');
    said.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::compact::RegionReader;

    fn index() -> PlaceIndex {
        let text = "=@10 Jawa Tengah\n-Grobogan\nGubug\nKota Pasar\n-Magelang\nSalam\n+@10 Magelang\nMagelang Utara\n=Jawa Timur\n-Malang\nGubugan\n2 x 11 Enam\n+Malang\nLowokwaru";
        let (mut reader, mut index) = (RegionReader::default(), PlaceIndex::default());
        for line in text.lines() {
            index.learn(reader.read(line).unwrap());
        }
        index
    }

    /// The text, what is left of it before the name, and the first suggestions.
    #[test]
    fn the_end_of_a_text_names_regions() {
        let index = index();
        for (typed, before, expected) in [
            ("gubug", "", "Gubug, Gubugan"),
            ("GÚBUG", "", "Gubug, Gubugan"),
            ("gub", "", "Gubug, Gubugan"),
            ("gu", "", ""),
            ("", "", ""),
            ("Jalan Pasar, gubug", "Jalan Pasar, ", "Gubug, Gubugan"),
            ("dekat pasar gubug grob", "dekat pasar ", "Gubug"),
            ("gubug jawa", "", "Gubug, Gubugan"),
            ("kec. gubug kab. grobogan", "", "Gubug"),
            ("kec. gubug, kabupaten grobogan, jawa tengah", "", "Gubug"),
            (
                "magelang",
                "",
                "Kabupaten Magelang, Kota Magelang, Magelang Utara",
            ),
            (
                "kec magelang",
                "",
                "Magelang Utara, Kabupaten Magelang, Kota Magelang",
            ),
            ("utara mag", "", "Magelang Utara"),
            ("pasar", "", "Kota Pasar"),
            ("dekat pasar", "", ""),
            ("x 11", "", "2 x 11 Enam"),
            ("tidak ada", "", ""),
            ("kab", "", ""),
        ] {
            let found = index.matches(typed);
            let names: Vec<&str> = found
                .places
                .iter()
                .map(|(_, path)| path.split(',').next().unwrap().trim_start_matches("Kec. "))
                .collect();
            assert_eq!(names.join(", "), expected, "{typed}");
            if !expected.is_empty() {
                assert_eq!(typed.get(..found.from), Some(before), "{typed}");
            }
        }
    }

    #[test]
    fn paths_go_up_to_the_province() {
        let index = index();
        let found = index.matches("kota pasar").places;
        let path = "Kec. Kota Pasar, Kabupaten Grobogan, Jawa Tengah";
        assert_eq!(found, [("11.01.02".to_owned(), path.to_owned())]);
        assert_eq!(index.path("11.01.02").as_deref(), Some(path));
        assert_eq!(index.path("99"), None);
    }

    #[test]
    fn a_text_names_a_region_as_long_as_its_words_stand_together() {
        for (text, region, expected) in [
            ("Jalan Pasar, Kec. Gubug, Kabupaten Grobogan", "Gubug", true),
            ("dekat PASAR gúbug.", "Gubug", true),
            ("gubugan", "Gubug", false),
            ("Gubu", "Gubug", false),
            ("Magelang sebelah Utara", "Magelang Utara", false),
            ("", "Gubug", false),
        ] {
            assert_eq!(names(text, region), expected, "{text}");
        }
    }
}
