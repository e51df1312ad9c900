//! What a form about ways in holds and what is made of it: a secret for an app, a password, a passkey, recovery codes.

use super::browser::Browser;
use crate::digest::sha256_hex;
use crate::http::form::Form;
use crate::http::{App, random};
use crate::passkey::{NewPasskey, Registration};
use crate::password::{self, Weakness};
use crate::ports::desk::accounts::{AccountRepository, NewPassword};
use crate::ports::{RepositoryError, SealedIdentity};
use crate::totp;
use crate::use_cases::sign_in::{code_hash, hex, totp_subject};
use frontend::pages::desk::ways::{Mistake, Secret};

const CODES: usize = 10;
/// 80 bits each.
const CODE_BYTES: usize = 10;
const MOST_KEY_NAME_CHARS: usize = 60;
const MOST_DRAFT_BYTES: usize = 400;

/// No key to seal secrets with: nothing can be stored.
fn no_key() -> RepositoryError {
    RepositoryError::Unavailable("no identity key is configured".to_owned())
}

/// A secret for an app as it goes to the page: nothing is stored until a code proves that it arrived. `subject` is what
/// the form belongs to: the draft of another one does not open.
pub fn secret(
    app: &App,
    subject: &str,
    login: &str,
    draft: &str,
) -> Result<Secret, RepositoryError> {
    let (bytes, draft) = match open(app, subject, draft) {
        Some(bytes) => (bytes, draft.to_owned()),
        None => {
            let bytes: [u8; totp::SECRET_BYTES] = random()?;
            let sealed = app
                .vault()
                .encrypt(&format!("draft:{subject}"), &to_hex(&bytes))
                .map_err(|_| no_key())?;
            let draft = format!("{}.{}.{}", sealed.nonce, sealed.ciphertext, sealed.key_id);
            (bytes.to_vec(), draft)
        }
    };
    let address = totp::address(&bytes, login);
    let text = totp::base32(&bytes);
    let letters: Vec<char> = text.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    Ok(Secret {
        draft,
        text: groups.join(" "),
        picture: totp::picture(&address).unwrap_or_default(),
        address,
    })
}

fn open(app: &App, subject: &str, draft: &str) -> Option<Vec<u8>> {
    let mut parts = draft.splitn(3, '.');
    let (nonce, ciphertext, key_id) = (parts.next()?, parts.next()?, parts.next()?);
    let sealed = SealedIdentity {
        key_id: key_id.to_owned(),
        nonce: nonce.to_owned(),
        ciphertext: ciphertext.to_owned(),
    };
    let plain = app.vault().decrypt(&format!("draft:{subject}"), &sealed)?;
    hex(&plain)
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A password and an app's secret, ready to be stored.
pub struct Password {
    phc: String,
    totp: Option<(SealedIdentity, i64)>,
}

impl Password {
    /// The row; none where no app was confirmed.
    pub fn row(&self) -> Option<NewPassword<'_>> {
        let (totp, step) = self.totp.as_ref()?;
        Some(NewPassword {
            phc: &self.phc,
            totp,
            step: *step,
        })
    }

    /// The PHC string.
    pub fn phc(&self) -> &str {
        &self.phc
    }
}

/// What a form says about a password.
pub struct PasswordForm {
    password: String,
    repeat: String,
    code: String,
    /// The draft of the secret, as it came.
    pub draft: String,
}

impl PasswordForm {
    /// Takes the fields.
    pub fn take(form: &mut Form) -> Self {
        let draft = form.take("draft");
        Self {
            password: form.take("password"),
            repeat: form.take("repeat"),
            code: form.take("code").chars().take(20).collect(),
            draft: match draft.len() <= MOST_DRAFT_BYTES {
                true => draft,
                false => String::new(),
            },
        }
    }

    /// What is wrong with it, everything at once; where `needs_app` is false, an empty code leaves the app as it is.
    pub fn mistakes(&self, app: &App, subject: &str, login: &str, needs_app: bool) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        match password::check_new(&self.password, login) {
            Ok(()) => {}
            Err(Weakness::TooShort) => mistakes.push(Mistake::Short),
            Err(Weakness::TooLong) => mistakes.push(Mistake::Long),
            Err(Weakness::Obvious) => mistakes.push(Mistake::Obvious),
        }
        if self.password != self.repeat {
            mistakes.push(Mistake::Repeat);
        }
        let has_code = !self.code.trim().is_empty();
        if (needs_app || has_code) && self.step(app, subject).is_none() {
            mistakes.push(Mistake::Code);
        }
        mistakes
    }

    fn step(&self, app: &App, subject: &str) -> Option<(Vec<u8>, i64)> {
        let secret = open(app, subject, &self.draft)?;
        let step = totp::step_of(&secret, &self.code, app.now)?;
        Some((secret, step))
    }

    /// Hashes and seals; only after [`Self::mistakes`] found none.
    pub fn seal(
        &self,
        app: &App,
        subject: &str,
        officer: &str,
    ) -> Result<Password, RepositoryError> {
        let salt = random()?;
        let phc = password::hash(&self.password, &salt)
            .ok_or_else(|| RepositoryError::Unavailable("argon2".to_owned()))?;
        let totp = match self.step(app, subject) {
            None => None,
            Some((secret, step)) => {
                let subject = totp_subject(officer);
                let sealed = app.vault().encrypt(&subject, &to_hex(&secret));
                Some((sealed.map_err(|_| no_key())?, step))
            }
        };
        Ok(Password { phc, totp })
    }
}

/// The name its owner gives a passkey.
pub fn key_name(typed: &str) -> Option<String> {
    let name = typed.trim();
    let is_good = !name.is_empty()
        && name.chars().count() <= MOST_KEY_NAME_CHARS
        && !name.chars().any(char::is_control);
    is_good.then(|| name.to_owned())
}

/// The passkey in an answer, if it was made for this challenge on this host; spends the challenge first.
pub async fn passkey(
    app: &App,
    browser: &Browser,
    answer: &str,
    subject: &str,
) -> Result<Option<NewPasskey>, RepositoryError> {
    let Ok(registration) = Registration::read(answer) else {
        return Ok(None);
    };
    let Ok(challenge) = registration.challenge() else {
        return Ok(None);
    };
    let accounts = app.complaints()?;
    let is_ours = browser.can_passkeys()
        && accounts
            .spend(&sha256_hex(&challenge), "register", subject, app.now)
            .await?;
    match is_ours {
        true => Ok(registration.verify(browser.expected()).ok()),
        false => Ok(None),
    }
}

/// Ten new recovery codes, and what is stored of them.
pub fn codes() -> Result<(Vec<String>, Vec<String>), RepositoryError> {
    let mut codes = Vec::with_capacity(CODES);
    for _ in 0..CODES {
        let bytes: [u8; CODE_BYTES] = random()?;
        let letters: Vec<char> = totp::base32(&bytes).chars().collect();
        let groups: Vec<String> = letters
            .chunks(4)
            .map(|group| group.iter().collect())
            .collect();
        codes.push(groups.join("-"));
    }
    let hashes = codes.iter().map(|code| code_hash(code)).collect();
    Ok((codes, hashes))
}
