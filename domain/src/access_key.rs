//! The capability that lets a reporter read and answer their own complaint, without an account.

use thiserror::Error;

/// 128 random bits as 22 characters of base64url (RFC 4648 section 5), minted by the sender or the server.
///
/// Only its SHA-256 is ever stored. `Debug` does not show it, so that it cannot end up in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessKey(String);

/// Not 22 characters of base64url.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("an access key is 22 characters of base64url")]
pub struct InvalidAccessKey;

impl AccessKey {
    /// Characters in a key.
    pub const LENGTH: usize = 22;

    /// Reads a key as it stands in a link or a body.
    pub fn parse(text: &str) -> Result<Self, InvalidAccessKey> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if text.len() == Self::LENGTH && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidAccessKey)
        }
    }

    /// Encodes 128 random bits.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        const ALPHABET: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let bits = u128::from_be_bytes(bytes);
        let encoded = (0..Self::LENGTH).map(|place| {
            // The last of the 22 characters carries two bits, then four zero bits.
            let symbol = if place == Self::LENGTH - 1 {
                (bits & 3) << 4
            } else {
                (bits >> (122 - 6 * place)) & 63
            };
            ALPHABET
                .get(symbol as usize)
                .map_or('A', |byte| char::from(*byte))
        });
        Self(encoded.collect())
    }

    /// The key itself, for the one who holds it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccessKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_bytes_become_base64url() {
        // RFC 4648 encodings, checked against another implementation.
        assert_eq!(
            AccessKey::from_random([0; 16]).as_str(),
            "AAAAAAAAAAAAAAAAAAAAAA"
        );
        assert_eq!(
            AccessKey::from_random([255; 16]).as_str(),
            "_____________________w"
        );
        let counting = std::array::from_fn(|i| i as u8);
        assert_eq!(
            AccessKey::from_random(counting).as_str(),
            "AAECAwQFBgcICQoLDA0ODw"
        );
    }

    #[test]
    fn other_texts_are_refused_and_keys_are_not_printed() {
        for wrong in [
            "",
            "short",
            "AAECAwQFBgcICQoLDA0OD=",
            "AAECAwQFBgcICQoLDA0ODw=",
        ] {
            assert_eq!(AccessKey::parse(wrong), Err(InvalidAccessKey), "{wrong}");
        }
        let key = AccessKey::parse("AAECAwQFBgcICQoLDA0ODw").unwrap();
        assert_eq!(format!("{key:?}"), "AccessKey(…)");
    }
}
