//! Passwords: argon2id (RFC 9106), one line of text a password (the PHC string format).

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// 19 MiB, twice, one lane: OWASP's floor, and what an isolate of 128 MB has room for.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const HASH_BYTES: usize = 32;
/// A stored line may ask for no more than this: a broken row must not stop the isolate.
const MOST_MEMORY_KIB: u32 = 64 * 1024;
const MOST_PASSES: u32 = 10;

/// Fewest characters of a password (NIST SP 800-63B asks for 8; this one opens people's complaints).
pub const FEWEST_CHARS: usize = 12;
/// More than this is not hashed at all.
pub const MOST_CHARS: usize = 200;

/// What everybody tries first; compared in lower case, without digits and signs at the ends.
const OBVIOUS: [&str; 16] = [
    "password",
    "passwordpassword",
    "katasandi",
    "katasandikatasandi",
    "rahasia",
    "rahasiarahasia",
    "satupintu",
    "satupintusatupintu",
    "qwertyuiop",
    "qwertyuiopasdf",
    "indonesia",
    "indonesiaraya",
    "administrator",
    "admin",
    "splapor",
    "bismillah",
];

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer than [`FEWEST_CHARS`].
    TooShort,
    /// More than [`MOST_CHARS`].
    TooLong,
    /// What everybody tries first.
    Obvious,
}

/// Whether a new password is good enough for an officer who signs in as `login`.
pub fn check_new(password: &str, login: &str) -> Result<(), Weakness> {
    let chars = password.chars().count();
    if chars > MOST_CHARS {
        return Err(Weakness::TooLong);
    }
    if chars < FEWEST_CHARS {
        return Err(Weakness::TooShort);
    }
    let folded = password.to_lowercase();
    let core = folded.trim_matches(|character: char| !character.is_alphabetic());
    let mut seen: Vec<char> = folded.chars().collect();
    seen.sort_unstable();
    seen.dedup();
    let is_obvious = core.is_empty()
        || seen.len() < 5
        || OBVIOUS.contains(&core)
        || (login.len() >= 4 && core == login);
    match is_obvious {
        true => Err(Weakness::Obvious),
        false => Ok(()),
    }
}

/// The line that is stored.
pub fn hash(password: &str, salt: &[u8; 16]) -> Option<String> {
    let hash = derive(password, salt, MEMORY_KIB, PASSES, LANES)?;
    Some(format!(
        "$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${}${}",
        STANDARD_NO_PAD.encode(salt),
        STANDARD_NO_PAD.encode(hash)
    ))
}

/// What a stored line says about a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Another one, or a line that cannot be read.
    Wrong,
    /// The right one.
    Right,
    /// The right one, hashed as it is not done any more: hash it again.
    RightButOld,
}

/// Compares in constant time. Takes as long for no line as for one: who asks learns nothing about what accounts there are.
pub fn verify(password: &str, line: Option<&str>) -> Verdict {
    if password.chars().count() > MOST_CHARS {
        return Verdict::Wrong;
    }
    let Some(stored) = line.and_then(Stored::parse) else {
        let _ = derive(password, &[0; 16], MEMORY_KIB, PASSES, LANES);
        return Verdict::Wrong;
    };
    let hash = derive(
        password,
        &stored.salt,
        stored.memory_kib,
        stored.passes,
        stored.lanes,
    );
    let Some(hash) = hash else {
        return Verdict::Wrong;
    };
    let is_right = is_same(&hash, &stored.hash);
    let is_current =
        (stored.memory_kib, stored.passes, stored.lanes) == (MEMORY_KIB, PASSES, LANES);
    match (is_right, is_current) {
        (false, _) => Verdict::Wrong,
        (true, true) => Verdict::Right,
        (true, false) => Verdict::RightButOld,
    }
}

/// Compares in constant time.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    let pairs = one.iter().zip(other);
    one.len() == other.len() && pairs.fold(0, |all, (one, other)| all | (one ^ other)) == 0
}

fn derive(
    password: &str,
    salt: &[u8],
    memory_kib: u32,
    passes: u32,
    lanes: u32,
) -> Option<[u8; HASH_BYTES]> {
    let params = Params::new(memory_kib, passes, lanes, Some(HASH_BYTES)).ok()?;
    let mut hash = [0; HASH_BYTES];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt, &mut hash)
        .ok()?;
    Some(hash)
}

struct Stored {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: Vec<u8>,
    hash: Vec<u8>,
}

impl Stored {
    fn parse(line: &str) -> Option<Self> {
        let rest = line.strip_prefix("$argon2id$v=19$")?;
        let mut parts = rest.split('$');
        let (costs, salt, hash) = (parts.next()?, parts.next()?, parts.next()?);
        let mut costs = costs.split(',');
        let mut cost = |name: &str| costs.next()?.strip_prefix(name)?.parse::<u32>().ok();
        let stored = Self {
            memory_kib: cost("m=")?,
            passes: cost("t=")?,
            lanes: cost("p=")?,
            salt: STANDARD_NO_PAD.decode(salt).ok()?,
            hash: STANDARD_NO_PAD.decode(hash).ok()?,
        };
        let is_bounded = stored.memory_kib <= MOST_MEMORY_KIB && stored.passes <= MOST_PASSES;
        (is_bounded && parts.next().is_none()).then_some(stored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_opens_its_own_line_and_no_other() {
        let line = hash("jalan berlubang lagi", &[7; 16]).unwrap();
        assert!(line.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_eq!(verify("jalan berlubang lagi", Some(&line)), Verdict::Right);
        assert_eq!(verify("jalan berlubang Lagi", Some(&line)), Verdict::Wrong);
        assert_eq!(verify("jalan berlubang lagi", None), Verdict::Wrong);
        assert_eq!(verify("x", Some("$argon2id$v=19$m=9,t=")), Verdict::Wrong);
    }

    #[test]
    fn an_older_line_still_opens_and_asks_to_be_renewed() {
        let salt = [1; 16];
        let old = derive("jalan berlubang lagi", &salt, 64, 1, 1).unwrap();
        let line = format!(
            "$argon2id$v=19$m=64,t=1,p=1${}${}",
            STANDARD_NO_PAD.encode(salt),
            STANDARD_NO_PAD.encode(old)
        );
        assert_eq!(
            verify("jalan berlubang lagi", Some(&line)),
            Verdict::RightButOld
        );
        let greedy = line.replace("m=64", "m=4000000");
        assert_eq!(
            verify("jalan berlubang lagi", Some(&greedy)),
            Verdict::Wrong
        );
    }

    #[test]
    fn what_everybody_tries_first_is_not_taken() {
        for (password, expected) in [
            ("sebelas cha", Err(Weakness::TooShort)),
            ("Password12345!", Err(Weakness::Obvious)),
            ("123456789012345", Err(Weakness::Obvious)),
            ("aaaaaaaaaaaaaaaa", Err(Weakness::Obvious)),
            ("siti.nurhaliza", Err(Weakness::Obvious)),
            ("pintu hijau di Gubug", Ok(())),
        ] {
            assert_eq!(
                check_new(password, "siti.nurhaliza"),
                expected,
                "{password}"
            );
        }
        let long = "jalan ".repeat(40);
        assert_eq!(check_new(&long, "siti"), Err(Weakness::TooLong));
    }
}
