//! An authenticator of our own: what it signs, and what is refused.

use super::*;
use p256::ecdsa::SigningKey;
use p256::ecdsa::signature::Signer;
use serde_json::json;

const OURS: Expected<'_> = Expected {
    origin: "https://lapor.example",
    rp_id: "lapor.example",
};
const PRESENT: u8 = 1;
const VERIFIED: u8 = 4;
const CHALLENGE: [u8; 16] = [9; 16];

struct Authenticator {
    key: SigningKey,
    rp_id: &'static str,
    origin: &'static str,
    flags: u8,
    count: u32,
}

impl Authenticator {
    fn new() -> Self {
        Self {
            key: SigningKey::from_slice(&[5; 32]).unwrap(),
            rp_id: "lapor.example",
            origin: "https://lapor.example",
            flags: PRESENT | VERIFIED,
            count: 1,
        }
    }

    fn client_data(&self, kind: &str) -> String {
        let challenge = URL_SAFE_NO_PAD.encode(CHALLENGE);
        // Chromium adds a key now and then, to keep servers from comparing texts.
        json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false, "more": "x"})
            .to_string()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(self.rp_id.as_bytes()).to_vec();
        data.push(flags);
        data.extend(self.count.to_be_bytes());
        data
    }

    fn register(&self) -> String {
        let point = self.key.verifying_key().to_encoded_point(false);
        let mut data = self.data(self.flags | 0x40);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend([3; 16]);
        // COSE: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
        data.extend([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
        data.extend(point.x().unwrap());
        data.extend([0x22, 0x58, 32]);
        data.extend(point.y().unwrap());
        let mut object = vec![0xa3];
        object.extend(b"\x63fmt\x64none\x67attStmt\xa0\x68authData\x58");
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        json!({
            "id": URL_SAFE_NO_PAD.encode([3; 16]),
            "client_data": URL_SAFE_NO_PAD.encode(self.client_data("webauthn.create")),
            "attestation": URL_SAFE_NO_PAD.encode(object),
        })
        .to_string()
    }

    fn sign(&self) -> String {
        let (client_data, data) = (self.client_data("webauthn.get"), self.data(self.flags));
        let signed = [data.as_slice(), &Sha256::digest(&client_data)].concat();
        let signature: Signature = self.key.sign(&signed);
        json!({
            "id": URL_SAFE_NO_PAD.encode([3; 16]),
            "client_data": URL_SAFE_NO_PAD.encode(&client_data),
            "authenticator_data": URL_SAFE_NO_PAD.encode(&data),
            "signature": URL_SAFE_NO_PAD.encode(signature.to_der()),
            "user": URL_SAFE_NO_PAD.encode("o-siti"),
        })
        .to_string()
    }
}

fn stored() -> StoredPasskey {
    let new = Authenticator::new().register();
    let new = Registration::read(&new).unwrap().verify(OURS).unwrap();
    StoredPasskey {
        algorithm: new.algorithm.to_owned(),
        public_key: new.public_key,
        sign_count: new.sign_count,
    }
}

#[test]
fn a_key_that_was_registered_signs_in() {
    let registration = Registration::read(&Authenticator::new().register()).unwrap();
    assert_eq!(
        registration.challenge().unwrap(),
        URL_SAFE_NO_PAD.encode(CHALLENGE)
    );
    let mut authenticator = Authenticator::new();
    authenticator.count = 2;
    let assertion = Assertion::read(&authenticator.sign()).unwrap();
    assert_eq!(
        assertion.challenge().unwrap(),
        URL_SAFE_NO_PAD.encode(CHALLENGE)
    );
    assert_eq!(assertion.officer().as_deref(), Some("o-siti"));
    assert_eq!(assertion.verify(&stored(), OURS), Ok(2));
}

#[test]
fn what_was_not_made_for_us_is_refused() {
    type Change = fn(&mut Authenticator);
    let cases: [(&str, Change, Refused); 7] = [
        (
            "origin",
            |it| it.origin = "https://lapor.example.evil.id",
            Refused::Origin,
        ),
        (
            "scheme",
            |it| it.origin = "http://lapor.example",
            Refused::Origin,
        ),
        ("host", |it| it.rp_id = "evil.id", Refused::Host),
        ("not seen", |it| it.flags = VERIFIED, Refused::Unreadable),
        ("not verified", |it| it.flags = PRESENT, Refused::Unverified),
        (
            "other key",
            |it| it.key = SigningKey::from_slice(&[6; 32]).unwrap(),
            Refused::Signature,
        ),
        ("copied", |it| it.count = 1, Refused::Counter),
    ];
    for (name, change, expected) in cases {
        let mut authenticator = Authenticator::new();
        authenticator.count = 2;
        change(&mut authenticator);
        let assertion = Assertion::read(&authenticator.sign()).unwrap();
        assert_eq!(assertion.verify(&stored(), OURS), Err(expected), "{name}");
    }
}

#[test]
fn a_new_key_must_come_from_us_too() {
    type Change = fn(&mut Authenticator);
    let cases: [(Change, Refused); 3] = [
        (|it| it.origin = "https://evil.id", Refused::Origin),
        (|it| it.rp_id = "evil.id", Refused::Host),
        (|it| it.flags = PRESENT, Refused::Unverified),
    ];
    for (change, expected) in cases {
        let mut authenticator = Authenticator::new();
        change(&mut authenticator);
        let registration = Registration::read(&authenticator.register()).unwrap();
        assert_eq!(registration.verify(OURS), Err(expected));
    }
}

#[test]
fn an_answer_of_one_kind_is_none_of_the_other() {
    let registration = Registration::read(&Authenticator::new().sign()).unwrap();
    assert_eq!(registration.challenge(), Err(Refused::Unreadable));
    let assertion = Assertion::read(&Authenticator::new().register()).unwrap();
    assert_eq!(assertion.challenge(), Err(Refused::Unreadable));
}

#[test]
fn nonsense_is_refused_and_breaks_nothing() {
    let good = Authenticator::new();
    let (register, sign) = (good.register(), good.sign());
    for text in [
        "",
        "{}",
        "[]",
        "null",
        r#"{"id":"","client_data":""}"#,
        r#"{"id":"AA==","client_data":"e30"}"#,
    ] {
        assert!(
            Registration::read(text).is_err()
                || Registration::read(text).unwrap().challenge().is_err()
        );
        assert!(
            Assertion::read(text).is_err() || Assertion::read(text).unwrap().challenge().is_err()
        );
    }
    for whole in [register, sign] {
        let value: serde_json::Value = serde_json::from_str(&whole).unwrap();
        for (name, field) in value.as_object().unwrap() {
            let field = field.as_str().unwrap();
            for end in 0..field.len() {
                let mut cut = value.clone();
                cut[name] = field.get(..end).unwrap().into();
                let cut = cut.to_string();
                if let Ok(registration) = Registration::read(&cut) {
                    let _ = (registration.challenge(), registration.verify(OURS));
                }
                if let Ok(assertion) = Assertion::read(&cut) {
                    let _ = (assertion.challenge(), assertion.verify(&stored(), OURS));
                }
            }
        }
    }
}
