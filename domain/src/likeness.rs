//! How alike two stories are: what makes an officer look whether they are about the same matter.

use std::collections::BTreeSet;

/// As much of a story as is compared.
const MAX_CHARS: usize = 1000;
/// Shorter words say little.
const MIN_WORD_CHARS: usize = 4;
/// Most words that are named as a reason.
const MAX_SHARED: usize = 5;
/// Words of every complaint: they make nothing alike.
const COMMON: &[&str] = &[
    "yang",
    "dengan",
    "untuk",
    "dari",
    "pada",
    "sudah",
    "belum",
    "tidak",
    "akan",
    "juga",
    "agar",
    "karena",
    "saya",
    "kami",
    "kita",
    "mohon",
    "tolong",
    "harap",
    "segera",
    "sangat",
    "sekali",
    "lagi",
    "masih",
    "sejak",
    "sampai",
    "telah",
    "oleh",
    "atau",
    "dalam",
    "seperti",
    "lebih",
    "bapak",
    "terima",
    "kasih",
    "lapor",
    "laporan",
    "bisa",
    "tapi",
    "banyak",
    "orang",
    "warga",
    "depan",
    "dekat",
    "ketika",
    "kalau",
    "pihak",
    "terkait",
    "sering",
    "setiap",
    "hari",
    "tahun",
    "bulan",
    "minggu",
    "desa",
    "kecamatan",
    "kabupaten",
    "kota",
    "kelurahan",
];

/// What two stories share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// Of all word trigrams of both, how many are in both; 0 to 100.
    pub percent: u8,
    /// Words in both, the longest first.
    pub shared: Vec<String>,
}

/// Compares the letter trigrams of the words (Dice's coefficient): endings, prefixes and slips of the finger do not hide
/// that two words are the same one.
pub fn likeness(one: &str, other: &str) -> Likeness {
    let (one, other) = (words(one), words(other));
    let (mine, theirs) = (trigrams(&one), trigrams(&other));
    let both = mine.intersection(&theirs).count();
    let all = mine.len() + theirs.len();
    let percent = (both * 200).checked_div(all).unwrap_or(0).min(100);
    let mut shared: Vec<_> = one.intersection(&other).cloned().collect();
    shared.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    shared.truncate(MAX_SHARED);
    Likeness {
        percent: u8::try_from(percent).unwrap_or(100),
        shared,
    }
}

fn words(text: &str) -> BTreeSet<String> {
    let text: String = text.chars().take(MAX_CHARS).collect();
    let text = text.to_lowercase();
    let words = text.split(|character: char| !character.is_alphanumeric());
    words
        .filter(|word| word.chars().count() >= MIN_WORD_CHARS && !COMMON.contains(word))
        .map(str::to_owned)
        .collect()
}

fn trigrams(words: &BTreeSet<String>) -> BTreeSet<[char; 3]> {
    let mut found = BTreeSet::new();
    for word in words {
        let letters: Vec<char> = word.chars().collect();
        for three in letters.windows(3) {
            if let [a, b, c] = *three {
                found.insert([a, b, c]);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROAD: &str =
        "Jalan berlubang besar di depan Pasar Gubug, sudah tiga bulan, banyak motor jatuh.";

    fn percent(other: &str) -> u8 {
        likeness(ROAD, other).percent
    }

    #[test]
    fn the_same_matter_in_other_words_is_more_alike_than_another_matter() {
        let same = percent(
            "Lubang di jalan dpn pasar gubug besar sekali, kemarin pengendara motor terjatuh",
        );
        let near = percent("Sampah menumpuk di belakang Pasar Gubug, baunya menyengat");
        let other = percent("KTP elektronik saya tidak kunjung dicetak di kantor Dukcapil");
        assert!(same >= 40, "{same}");
        assert!((10..same).contains(&near), "{near}");
        assert!(other < 15, "{other}");
    }

    #[test]
    fn it_works_both_ways_and_knows_itself() {
        let other = "Aspal jalan pasar gubug rusak";
        assert_eq!(likeness(ROAD, other).percent, likeness(other, ROAD).percent);
        assert_eq!(percent(ROAD), 100);
        assert_eq!(likeness("", "").percent, 0);
        assert_eq!(likeness("😀 ab", ROAD).percent, 0);
    }

    #[test]
    fn the_reason_names_words_that_say_something() {
        let shared = likeness(
            ROAD,
            "Mohon perbaikan: pasar gubug, jalan berlubang di depan.",
        )
        .shared;
        assert_eq!(shared, ["berlubang", "gubug", "jalan", "pasar"]);
    }
}
