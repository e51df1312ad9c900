//! Passkeys (Web Authentication Level 3): what an authenticator signed, checked against what we asked for.
//!
//! `webauthn_rp` reads the client data, the attestation and the authenticator data. The ceremonies are ours: the library's
//! own ones ask the system's clock, which a Worker does not have. Steps are numbered as in the specification, sections 7.1
//! (registration) and 7.2 (assertion). Attestation is not asked for: any authenticator an officer trusts may be used.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};
use rsa::pkcs1v15;
use rsa::{BigUint, RsaPublicKey};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use webauthn_rp::response::register::{AttestationObject, UncompressedPubKey};
use webauthn_rp::response::{CollectedClientData, Flag, auth};

/// Bytes of a challenge; 128 random bits is what the specification asks for (section 13.4.3).
pub const CHALLENGE_BYTES: usize = 16;
/// Longest answer of a browser that is read at all.
pub const MOST_ANSWER_BYTES: usize = 16 * 1024;
const MOST_ID_BYTES: usize = 1023;

/// What we expect.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The scheme, host and port of our pages.
    pub origin: &'a str,
    /// The host.
    pub rp_id: &'a str,
}

/// Why an answer is refused; for tests and the log, never for the reader: to them, it just was not right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not the shape of an answer.
    Unreadable,
    /// Made on a page of another site, or inside one.
    Origin,
    /// Made for another host.
    Host,
    /// The authenticator did not see its owner, or did not check who they are.
    Unverified,
    /// A kind of key we did not ask for.
    Algorithm,
    /// Not signed by this key.
    Signature,
    /// The counter went back: the key may have been copied.
    Counter,
}

/// A browser's answer, base64url inside.
#[derive(Deserialize)]
struct Answer {
    id: String,
    client_data: String,
    /// Of a new key.
    #[serde(default)]
    attestation: String,
    /// Of a known key.
    #[serde(default)]
    authenticator_data: String,
    #[serde(default)]
    signature: String,
    /// Whose key it is.
    #[serde(default)]
    user: String,
}

/// A key that was just made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPasskey {
    /// Its id, base64url.
    pub id: String,
    /// `es256` or `rs256`.
    pub algorithm: &'static str,
    /// As it is stored.
    pub public_key: String,
    /// Its counter.
    pub sign_count: u32,
}

/// A key as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPasskey {
    /// `es256` or `rs256`.
    pub algorithm: String,
    /// As it was stored.
    pub public_key: String,
    /// Its counter at the last time.
    pub sign_count: u32,
}

/// An answer with a new key, not checked yet.
pub struct Registration {
    answer: Answer,
    client_data: Vec<u8>,
}

/// An answer by a known key, not checked yet.
pub struct Assertion {
    answer: Answer,
    client_data: Vec<u8>,
}

fn decode(text: &str) -> Result<Vec<u8>, Refused> {
    URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| Refused::Unreadable)
}

fn answer(json: &str) -> Result<(Answer, Vec<u8>), Refused> {
    if json.len() > MOST_ANSWER_BYTES {
        return Err(Refused::Unreadable);
    }
    let answer: Answer = serde_json::from_str(json).map_err(|_| Refused::Unreadable)?;
    let id = decode(&answer.id)?;
    if id.is_empty() || id.len() > MOST_ID_BYTES {
        return Err(Refused::Unreadable);
    }
    let client_data = decode(&answer.client_data)?;
    Ok((answer, client_data))
}

/// Steps 7 to 12 of section 7.1, 10 to 14 of 7.2; the challenge is the caller's to spend.
fn check_origin(data: &CollectedClientData<'_>, expected: Expected<'_>) -> Result<(), Refused> {
    let is_ours =
        data.origin.0 == expected.origin && !data.cross_origin && data.top_origin.is_none();
    match is_ours {
        true => Ok(()),
        false => Err(Refused::Origin),
    }
}

/// Steps 14 to 17 of section 7.1, 15 to 18 of 7.2.
fn check_authenticator(
    rp_id_hash: &[u8],
    flags: Flag,
    expected: Expected<'_>,
) -> Result<(), Refused> {
    if rp_id_hash != Sha256::digest(expected.rp_id.as_bytes()).as_slice() {
        return Err(Refused::Host);
    }
    match flags.user_present && flags.user_verified {
        true => Ok(()),
        false => Err(Refused::Unverified),
    }
}

fn challenge_of(data: &CollectedClientData<'_>) -> String {
    // The library keeps the sixteen bytes as a little-endian number.
    URL_SAFE_NO_PAD.encode(data.challenge.0.to_le_bytes())
}

impl Registration {
    /// Reads an answer. Its challenge is read again by [`Self::challenge`].
    pub fn read(json: &str) -> Result<Self, Refused> {
        let (answer, client_data) = answer(json)?;
        Ok(Self {
            answer,
            client_data,
        })
    }

    fn data(&self) -> Result<CollectedClientData<'_>, Refused> {
        CollectedClientData::from_client_data_json_relaxed::<true>(&self.client_data)
            .map_err(|_| Refused::Unreadable)
    }

    /// The challenge it answers, base64url: the caller spends it before it believes anything.
    pub fn challenge(&self) -> Result<String, Refused> {
        self.data().map(|data| challenge_of(&data))
    }

    /// The key, if the answer was made on our page, for our host, by somebody whom the authenticator recognised.
    pub fn verify(&self, expected: Expected<'_>) -> Result<NewPasskey, Refused> {
        check_origin(&self.data()?, expected)?;
        let bytes = decode(&self.answer.attestation)?;
        let object =
            AttestationObject::try_from(bytes.as_slice()).map_err(|_| Refused::Unreadable)?;
        let data = object.auth_data();
        check_authenticator(data.rp_id_hash(), data.flags(), expected)?;
        let key = &data.attested_credential_data().credential_public_key;
        key.validate().map_err(|_| Refused::Algorithm)?;
        let (algorithm, public_key) = match key {
            UncompressedPubKey::P256(key) => {
                let point = [&[4], key.x(), key.y()].concat();
                ("es256", URL_SAFE_NO_PAD.encode(point))
            }
            UncompressedPubKey::Rsa(key) => {
                let exponent = key.e().to_be_bytes();
                let (n, e) = (
                    URL_SAFE_NO_PAD.encode(key.n()),
                    URL_SAFE_NO_PAD.encode(exponent),
                );
                ("rs256", format!("{n}.{e}"))
            }
            _ => return Err(Refused::Algorithm),
        };
        let id: &[u8] = data.attested_credential_data().credential_id.as_ref();
        Ok(NewPasskey {
            id: URL_SAFE_NO_PAD.encode(id),
            algorithm,
            public_key,
            sign_count: data.sign_count(),
        })
    }
}

impl Assertion {
    /// Reads an answer.
    pub fn read(json: &str) -> Result<Self, Refused> {
        let (answer, client_data) = answer(json)?;
        Ok(Self {
            answer,
            client_data,
        })
    }

    fn data(&self) -> Result<CollectedClientData<'_>, Refused> {
        CollectedClientData::from_client_data_json_relaxed::<false>(&self.client_data)
            .map_err(|_| Refused::Unreadable)
    }

    /// The challenge it answers, base64url.
    pub fn challenge(&self) -> Result<String, Refused> {
        self.data().map(|data| challenge_of(&data))
    }

    /// Which key it says it is.
    pub fn id(&self) -> &str {
        &self.answer.id
    }

    /// Whose key it says it is: an officer's id.
    pub fn officer(&self) -> Option<String> {
        String::from_utf8(decode(&self.answer.user).ok()?).ok()
    }

    /// The new counter, if this key signed the answer on our page, for our host, and recognised its owner.
    pub fn verify(&self, key: &StoredPasskey, expected: Expected<'_>) -> Result<u32, Refused> {
        check_origin(&self.data()?, expected)?;
        let bytes = decode(&self.answer.authenticator_data)?;
        let data =
            auth::AuthenticatorData::try_from(bytes.as_slice()).map_err(|_| Refused::Unreadable)?;
        check_authenticator(data.rp_id_hash(), data.flags(), expected)?;
        let signed = [bytes.as_slice(), &Sha256::digest(&self.client_data)].concat();
        check_signature(key, &signed, &decode(&self.answer.signature)?)?;
        // Step 22: passkeys that live on several devices do not count and stay at 0.
        let count = data.sign_count();
        match (count, key.sign_count) {
            (0, 0) => Ok(0),
            (count, before) if count > before => Ok(count),
            _ => Err(Refused::Counter),
        }
    }
}

fn check_signature(key: &StoredPasskey, signed: &[u8], signature: &[u8]) -> Result<(), Refused> {
    let is_right = match key.algorithm.as_str() {
        "es256" => {
            let point = decode(&key.public_key)?;
            let key = VerifyingKey::from_sec1_bytes(&point).map_err(|_| Refused::Algorithm)?;
            let signature = Signature::from_der(signature).map_err(|_| Refused::Signature)?;
            key.verify(signed, &signature).is_ok()
        }
        "rs256" => {
            let (n, e) = key.public_key.split_once('.').ok_or(Refused::Algorithm)?;
            let (n, e) = (
                BigUint::from_bytes_be(&decode(n)?),
                BigUint::from_bytes_be(&decode(e)?),
            );
            let key = RsaPublicKey::new(n, e).map_err(|_| Refused::Algorithm)?;
            let key = pkcs1v15::VerifyingKey::<Sha256>::new(key);
            let signature =
                pkcs1v15::Signature::try_from(signature).map_err(|_| Refused::Signature)?;
            key.verify(signed, &signature).is_ok()
        }
        _ => return Err(Refused::Algorithm),
    };
    match is_right {
        true => Ok(()),
        false => Err(Refused::Signature),
    }
}

#[cfg(test)]
mod tests;
