//! A first proposal for the public text of a complaint: what looks like a number or an address of somebody is masked.
//! A person decides; names, houses and everything else only a person can see.

/// Digits of a *Nik*, and of the number of a family card.
const NIK_DIGITS: usize = 16;
/// Digits of a telephone number, the country code among them.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 8..=15;
/// As many digits in a row are somebody's: an account, a customer, a card.
const LONG_DIGITS: usize = 10;

/// Nobody writes a number in more pieces. Bounds the work, like the next.
const MOST_GROUPS: usize = 8;
/// Longest address that is looked for.
const MAX_EMAIL_CHARS: usize = crate::email::MAX_EMAIL_CHARS;

/// What stands before the digits of a number plate (Perkap 7/2021, annex; *unverified*).
const PLATES: &[&str] = &[
    "A", "AA", "AB", "AD", "AE", "AG", "B", "BA", "BB", "BD", "BE", "BG", "BH", "BK", "BL", "BM",
    "BN", "BP", "D", "DA", "DB", "DC", "DD", "DE", "DG", "DH", "DK", "DL", "DM", "DN", "DP", "DR",
    "DT", "DW", "E", "EA", "EB", "ED", "F", "G", "H", "K", "KB", "KH", "KT", "KU", "L", "M", "N",
    "P", "PA", "PB", "R", "S", "T", "W", "Z",
];

/// The text with every telephone number, *Nik*, long number, e-mail address and number plate replaced by what it was, in
/// square brackets. Everything else stays as it is.
pub fn propose(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut before = None;
    while let Some(rest) = characters.get(at..).filter(|rest| !rest.is_empty()) {
        let found = match before.is_some_and(is_of_word) {
            true => None,
            false => email(rest).or_else(|| number(rest)).or_else(|| plate(rest)),
        };
        let length = match found {
            Some((mask, length)) => {
                out.push_str(mask);
                length
            }
            None => {
                out.extend(rest.first());
                1
            }
        };
        at += length;
        before = at
            .checked_sub(1)
            .and_then(|last| characters.get(last))
            .copied();
    }
    out
}

/// What a word goes on with: nothing is found in the middle of one.
fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '@' | '+')
}

type Found = Option<(&'static str, usize)>;

fn email(rest: &[char]) -> Found {
    let is_part =
        |character: &char| character.is_ascii_alphanumeric() || "._%+-@".contains(*character);
    let word: String = rest
        .iter()
        .copied()
        .take(MAX_EMAIL_CHARS)
        .take_while(is_part)
        .collect();
    let word = word.trim_end_matches(['.', '-', '+', '%', '_']);
    (word.contains('@') && crate::email::is_email(word)).then_some(("[e-mail]", word.len()))
}

/// Groups of digits with one or two signs between them, as telephone numbers are written.
fn number(rest: &[char]) -> Found {
    let is_separator =
        |character: char| matches!(character, ' ' | '\u{a0}' | '-' | '.' | '(' | ')' | '/');
    let first = *rest.first()?;
    if !first.is_ascii_digit() && first != '+' && first != '(' {
        return None;
    }
    // Ends of groups, and the digits so far.
    let mut groups: Vec<(usize, usize)> = Vec::new();
    let mut digits = String::new();
    let (mut in_group, mut gap) = (0, 0);
    for (place, character) in rest.iter().copied().enumerate() {
        if character.is_ascii_digit() {
            digits.push(character);
            (in_group, gap) = (in_group + 1, 0);
            if !rest.get(place + 1).is_some_and(char::is_ascii_digit) {
                groups.push((in_group, place + 1));
                in_group = 0;
                if groups.len() == MOST_GROUPS {
                    break;
                }
            }
        } else if place == 0 || (is_separator(character) && gap < 2) {
            gap += 1;
        } else {
            break;
        }
    }
    // A bracket belongs to the number where it encloses the area code, and nothing else of it.
    let encloses_area = |end: usize| groups.len() > 1 && rest.get(end) == Some(&')');
    if first == '(' && !groups.first().is_some_and(|(_, end)| encloses_area(*end)) {
        return None;
    }
    let is_free = |end: usize| !rest.get(end).is_some_and(|next| next.is_alphanumeric());
    // As many groups as still make one number; fewer, where more would be too long.
    for count in (1..=groups.len()).rev() {
        let taken = groups.get(..count)?;
        let (_, end) = *taken.last()?;
        let length = taken.iter().map(|(length, _)| length).sum::<usize>();
        let head: String = digits.chars().take(length).collect();
        if is_free(end)
            && let Some(mask) = kind_of(first, &head, taken)
        {
            return Some((mask, end));
        }
    }
    None
}

fn kind_of(first: char, digits: &str, groups: &[(usize, usize)]) -> Option<&'static str> {
    let is_international = first == '+' || digits.starts_with("62");
    let has_area = first == '(' && digits.starts_with('0');
    let is_mobile = digits.starts_with("08");
    let mut lengths = groups.iter().map(|(length, _)| *length);
    let begins_long = lengths
        .next()
        .is_some_and(|length| length >= 3 || is_international);
    // A date has short groups: 08-12-2026.
    let looks_spoken = begins_long && lengths.all(|length| length >= 2);
    let length = digits.len();
    if length == NIK_DIGITS && looks_spoken && first != '+' {
        Some("[NIK]")
    } else if (is_international || has_area || is_mobile)
        && looks_spoken
        && PHONE_DIGITS.contains(&length)
        && (groups.len() > 1 || length >= 9)
    {
        Some("[nomor telepon]")
    } else if groups.len() == 1 && length >= LONG_DIGITS {
        Some("[nomor]")
    } else {
        None
    }
}

/// `K 1234 AB`, `b1234xyz`.
fn plate(rest: &[char]) -> Found {
    let run = |from: usize, is_of: fn(&char) -> bool| {
        rest.iter()
            .skip(from)
            .take_while(|character| is_of(character))
            .count()
    };
    let space = |from: usize| run(from, |character| matches!(character, ' ' | '-')).min(1);
    let letters = |character: &char| character.is_ascii_alphabetic();
    let area = run(0, letters);
    let digits_at = area + space(area);
    let digits = run(digits_at, char::is_ascii_digit);
    let tail_at = digits_at + digits + space(digits_at + digits);
    let tail = run(tail_at, letters);
    let end = tail_at + tail;
    let name: String = rest.iter().take(area).collect();
    let is_upper = rest
        .iter()
        .take(end)
        .all(|character| !character.is_ascii_lowercase());
    let fewest = if is_upper { 2 } else { 3 };
    let is_plate = PLATES.contains(&name.to_ascii_uppercase().as_str())
        && (fewest..=4).contains(&digits)
        && (1..=3).contains(&tail)
        && !rest.get(end).is_some_and(|next| next.is_alphanumeric());
    is_plate.then_some(("[pelat nomor]", end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_somebody_is_masked() {
        for (text, expected) in [
            ("Hubungi 081234567890.", "Hubungi [nomor telepon]."),
            ("Hubungi 0812-3456-7890 ya", "Hubungi [nomor telepon] ya"),
            ("WA +62 812 3456 7890, malam", "WA [nomor telepon], malam"),
            ("WA 6281234567890", "WA [nomor telepon]"),
            ("Budi (081234567890) tahu", "Budi ([nomor telepon]) tahu"),
            ("Budi (0812 3456 7890)", "Budi ([nomor telepon])"),
            ("telp (021) 555 1234 atau", "telp [nomor telepon] atau"),
            ("0813 28 37 46 55", "[nomor telepon]"),
            ("NIK 3315042805900001 saya", "NIK [NIK] saya"),
            ("NIK 3315 0428 0590 0001", "NIK [NIK]"),
            ("rek 1234567890 BRI", "rek [nomor] BRI"),
            ("tulis ke siti.aminah@contoh.id.", "tulis ke [e-mail]."),
            ("mobil K 1234 AB menabrak", "mobil [pelat nomor] menabrak"),
            ("motor b1234xyz lewat", "motor [pelat nomor] lewat"),
            ("AD-12-X", "[pelat nomor]"),
            ("a@b.id,081234567890", "[e-mail],[nomor telepon]"),
        ] {
            assert_eq!(propose(text), expected, "{text}");
        }
    }

    #[test]
    fn what_belongs_to_nobody_stays() {
        for text in [
            "",
            "Jalan di RT 3 RW 05 rusak sejak 08-12-2026 10.30",
            "12/03/2026 pukul 08.30-10.00",
            "Rp 1.250.000 untuk 350 siswa",
            "KM 12 jalan nasional, SD Negeri 2 Gubug",
            "sejak tahun 2019 dan 2020",
            "di 3 kecamatan, dari 2000 warga",
            "kode 7K3F-9QXM-4T2B-C",
            "@akun dan harga 5@100",
            "ke-2 (dua) +1",
            "é\u{301}😀 1234",
        ] {
            assert_eq!(propose(text), text);
        }
    }

    #[test]
    fn no_text_is_too_odd() {
        let signs = ['0', '8', '+', '(', ' ', '-', '@', '.', 'a', 'B', 'é', '\n'];
        let mut state = 7_u64;
        for length in 0..200 {
            let text: String = (0..length)
                .map(|_| {
                    state = state
                        .wrapping_mul(6_364_136_223_846_793_005)
                        .wrapping_add(1);
                    signs[(state >> 40) as usize % signs.len()]
                })
                .collect();
            let masked = propose(&text);
            assert_eq!(propose(&masked), masked, "{text}");
        }
        let long = "0 ".repeat(5_000);
        assert_eq!(propose(&long), long);
    }
}
