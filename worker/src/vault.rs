//! Identities, sealed with AES-256-GCM under a key from the secret `IDENTITY_KEYS`.

use crate::ports::{NoIdentityKey, SealedIdentity, Vault};
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::complaint::ComplaintId;
use domain::phone::PhoneNumber;
use domain::submission::Identity;
use serde_json::json;

/// Seals with the first key of `IDENTITY_KEYS`, a comma-separated list of `key-id:base64-of-32-bytes`; older keys
/// follow and only open.
pub struct IdentityVault {
    key_id: String,
    cipher: Option<Aes256Gcm>,
}

impl IdentityVault {
    /// From the secret's text; a missing or broken one gives a vault that refuses to seal.
    pub fn new(keys: &str) -> Self {
        let first = keys.split(',').next().unwrap_or_default().trim();
        let (key_id, encoded) = first.split_once(':').unwrap_or_default();
        let cipher = STANDARD
            .decode(encoded)
            .ok()
            .and_then(|key| Aes256Gcm::new_from_slice(&key).ok());
        Self {
            key_id: key_id.to_owned(),
            cipher,
        }
    }
}

impl Vault for IdentityVault {
    fn seal(&self, id: &ComplaintId, identity: &Identity) -> Result<SealedIdentity, NoIdentityKey> {
        let cipher = self.cipher.as_ref().ok_or(NoIdentityKey)?;
        let mut nonce = [0; 12];
        getrandom::fill(&mut nonce).map_err(|_| NoIdentityKey)?;
        let plain = json!({
            "name": identity.name,
            "phone": identity.phone.as_ref().map(PhoneNumber::as_str),
            "email": identity.email,
        })
        .to_string();
        let payload = Payload {
            msg: plain.as_bytes(),
            aad: id.as_str().as_bytes(),
        };
        let ciphertext = cipher
            .encrypt(Nonce::from_slice(&nonce), payload)
            .map_err(|_| NoIdentityKey)?;
        Ok(SealedIdentity {
            key_id: self.key_id.clone(),
            nonce: STANDARD.encode(nonce),
            ciphertext: STANDARD.encode(ciphertext),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; 32] = [7; 32];

    fn seal(id: &ComplaintId) -> SealedIdentity {
        let identity = Identity {
            name: Some("Siti".into()),
            phone: PhoneNumber::parse("081234567890").ok(),
            email: None,
        };
        let vault = IdentityVault::new(&format!("k1:{},k0:x", STANDARD.encode(KEY)));
        vault.seal(id, &identity).unwrap()
    }

    fn open(sealed: &SealedIdentity, id: &ComplaintId) -> Option<String> {
        let nonce = STANDARD.decode(&sealed.nonce).unwrap();
        let ciphertext = STANDARD.decode(&sealed.ciphertext).unwrap();
        let payload = Payload {
            msg: &ciphertext,
            aad: id.as_str().as_bytes(),
        };
        let cipher = Aes256Gcm::new_from_slice(&KEY).unwrap();
        let plain = cipher.decrypt(Nonce::from_slice(&nonce), payload).ok()?;
        String::from_utf8(plain).ok()
    }

    #[test]
    fn a_sealed_identity_opens_only_for_its_own_complaint() {
        let id = ComplaintId::parse("019ab3c4-d5e6-7f01-8123-456789abcdef").unwrap();
        let other = ComplaintId::parse("019ab3c4-d5e6-7f01-8123-456789abcde0").unwrap();
        let sealed = seal(&id);
        assert_eq!(sealed.key_id, "k1");
        assert_eq!(
            open(&sealed, &id).as_deref(),
            Some(r#"{"email":null,"name":"Siti","phone":"+6281234567890"}"#)
        );
        assert_eq!(open(&sealed, &other), None);
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
