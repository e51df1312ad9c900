//! Identities, sealed with AES-256-GCM under a key from the secret `IDENTITY_KEYS`.

use crate::ports::life::VaultKeeper;
use crate::ports::{NoIdentityKey, SealedIdentity, Vault};
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::complaint::ComplaintId;
use domain::phone::PhoneNumber;
use domain::submission::Identity;
use serde::Deserialize;
use serde_json::json;

/// Seals with the first key of `IDENTITY_KEYS`, a comma-separated list of `key-id:base64-of-32-bytes`; older keys
/// follow and only open.
pub struct IdentityVault {
    keys: Vec<(String, Aes256Gcm)>,
}

#[derive(Deserialize)]
struct Plain {
    name: Option<String>,
    phone: Option<String>,
    email: Option<String>,
}

impl IdentityVault {
    /// From the secret's text; a missing or broken first key gives a vault that refuses to seal.
    pub fn new(keys: &str) -> Self {
        let read = |key: &str| {
            let (key_id, encoded) = key.trim().split_once(':')?;
            let key = STANDARD.decode(encoded).ok()?;
            let cipher = Aes256Gcm::new_from_slice(&key).ok()?;
            Some((key_id.to_owned(), cipher))
        };
        let mut keys = keys.split(',').map(read);
        // Never an old key in the place of a broken new one.
        let keys = match keys.next() {
            Some(Some(first)) => std::iter::once(first).chain(keys.flatten()).collect(),
            _ => Vec::new(),
        };
        Self { keys }
    }

    /// Seals any text, bound to what it belongs to.
    pub fn encrypt(&self, subject: &str, plain: &str) -> Result<SealedIdentity, NoIdentityKey> {
        let (key_id, cipher) = self.keys.first().ok_or(NoIdentityKey)?;
        let mut nonce = [0; 12];
        getrandom::fill(&mut nonce).map_err(|_| NoIdentityKey)?;
        let payload = Payload {
            msg: plain.as_bytes(),
            aad: subject.as_bytes(),
        };
        let ciphertext = cipher
            .encrypt(Nonce::from_slice(&nonce), payload)
            .map_err(|_| NoIdentityKey)?;
        Ok(SealedIdentity {
            key_id: key_id.clone(),
            nonce: STANDARD.encode(nonce),
            ciphertext: STANDARD.encode(ciphertext),
        })
    }

    /// Opens what was sealed for the same subject.
    pub fn decrypt(&self, subject: &str, sealed: &SealedIdentity) -> Option<String> {
        let mut keys = self.keys.iter();
        let (_, cipher) = keys.find(|(key_id, _)| *key_id == sealed.key_id)?;
        let nonce: [u8; 12] = STANDARD.decode(&sealed.nonce).ok()?.try_into().ok()?;
        let ciphertext = STANDARD.decode(&sealed.ciphertext).ok()?;
        let payload = Payload {
            msg: &ciphertext,
            aad: subject.as_bytes(),
        };
        let plain = cipher.decrypt(Nonce::from_slice(&nonce), payload).ok()?;
        String::from_utf8(plain).ok()
    }
}

impl Vault for IdentityVault {
    fn seal(&self, id: &ComplaintId, identity: &Identity) -> Result<SealedIdentity, NoIdentityKey> {
        let plain = json!({
            "name": identity.name,
            "phone": identity.phone.as_ref().map(PhoneNumber::as_str),
            "email": identity.email,
        });
        self.encrypt(id.as_str(), &plain.to_string())
    }
}

impl VaultKeeper for IdentityVault {
    fn open(&self, id: &ComplaintId, sealed: &SealedIdentity) -> Option<Identity> {
        let plain: Plain = serde_json::from_str(&self.decrypt(id.as_str(), sealed)?).ok()?;
        Some(Identity {
            name: plain.name,
            phone: plain
                .phone
                .and_then(|phone| PhoneNumber::parse(&phone).ok()),
            email: plain.email,
        })
    }

    fn seal_text(&self, id: &ComplaintId, text: &str) -> Result<SealedIdentity, NoIdentityKey> {
        self.encrypt(id.as_str(), text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; 32] = [7; 32];

    fn vault() -> IdentityVault {
        IdentityVault::new(&format!("k1:{},k0:x", STANDARD.encode(KEY)))
    }

    fn seal(id: &ComplaintId) -> SealedIdentity {
        vault().seal(id, &identity()).unwrap()
    }

    fn identity() -> Identity {
        Identity {
            name: Some("Siti".into()),
            phone: PhoneNumber::parse("081234567890").ok(),
            email: None,
        }
    }

    #[test]
    fn a_sealed_identity_opens_only_for_its_own_complaint() {
        let id = ComplaintId::parse("019ab3c4-d5e6-7f01-8123-456789abcdef").unwrap();
        let other = ComplaintId::parse("019ab3c4-d5e6-7f01-8123-456789abcde0").unwrap();
        let sealed = seal(&id);
        assert_eq!(sealed.key_id, "k1");
        assert_eq!(vault().open(&id, &sealed), Some(identity()));
        assert_eq!(vault().open(&other, &sealed), None);
        let old = STANDARD.encode([9; 32]);
        let turned = IdentityVault::new(&format!("k2:{old},k1:{}", STANDARD.encode(KEY)));
        assert_eq!(
            turned.open(&id, &sealed),
            Some(identity()),
            "older keys open"
        );
        assert_eq!(turned.seal(&id, &identity()).unwrap().key_id, "k2");
        assert_ne!(sealed, seal(&id), "every sealing has its own nonce");
    }

    #[test]
    fn without_a_key_nothing_is_sealed() {
        let id = ComplaintId::parse("019ab3c4-d5e6-7f01-8123-456789abcdef").unwrap();
        for keys in ["", "k1", "k1:kurz", "k1:AAAA"] {
            let sealed = IdentityVault::new(keys).seal(&id, &Identity::default());
            assert_eq!(sealed, Err(NoIdentityKey), "{keys}");
        }
    }
}
