//! Who it is: by password and code, by passkey, by recovery code. Whatever is wrong, the answer is the same and takes the
//! same time; whatever goes wrong often makes the next attempt wait, never for ever, and never for a passkey.

use crate::digest::sha256_hex;
use crate::passkey::{Assertion, Expected, Refused};
use crate::password::{self, Verdict};
use crate::ports::RepositoryError;
use crate::ports::desk::accounts::{AccountRepository, PasswordAccount};
use crate::totp;
use crate::vault::IdentityVault;
use domain::complaint::words::OfficerId;
use domain::date::Timestamp;

/// Wrong attempts in a row that cost no time: fingers slip.
const FREE: u32 = 5;
/// The same for a network, in which a whole office may sit.
const FREE_OF_NETWORK: u32 = 30;
/// Longest name that is looked up.
const MOST_LOGIN_CHARS: usize = 100;
const FEWEST_LOGIN_CHARS: usize = 3;

/// Where somebody tries to come in, as hashes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Browser<'a> {
    /// Of the cookie of a browser that was here before.
    pub device: Option<&'a str>,
    /// Of the network; none in local development.
    pub network: Option<&'a str>,
}

/// Why somebody is not let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotIn {
    /// It was not right; never what of it.
    Wrong,
    /// Too many wrong attempts: not before this.
    Wait(Timestamp),
    /// Our fault.
    Storage(RepositoryError),
}

impl From<RepositoryError> for NotIn {
    fn from(error: RepositoryError) -> Self {
        Self::Storage(error)
    }
}

impl From<Refused> for NotIn {
    fn from(_: Refused) -> Self {
        Self::Wrong
    }
}

/// A name to sign in with, as it is kept: lower case, letters, digits and a few signs; none if it cannot be one.
pub fn login(typed: &str) -> Option<String> {
    let folded = typed.trim().to_lowercase();
    let chars = folded.chars().count();
    let is_good = folded.chars().all(|character| {
        character.is_ascii_lowercase() || character.is_ascii_digit() || "._-@+".contains(character)
    });
    ((FEWEST_LOGIN_CHARS..=MOST_LOGIN_CHARS).contains(&chars) && is_good).then_some(folded)
}

/// What an authenticator's secret is sealed to.
pub fn totp_subject(officer: &str) -> String {
    format!("totp:{officer}")
}

/// What somebody typed.
pub struct Typed<'a> {
    /// Their name.
    pub login: &'a str,
    /// Their password.
    pub password: &'a str,
    /// Six digits.
    pub code: &'a str,
}

/// By password and code.
pub async fn by_password(
    accounts: &impl AccountRepository,
    vault: &IdentityVault,
    browser: Browser<'_>,
    typed: &Typed<'_>,
    salt: &[u8; 16],
    now: Timestamp,
) -> Result<OfficerId, NotIn> {
    let name: String = typed.login.trim().to_lowercase();
    let name: String = name.chars().take(MOST_LOGIN_CHARS).collect();
    let count = Count::begin(accounts, browser, "account", &name, now).await?;
    let account = accounts.password_of(&name).await?;
    let line = account.as_ref().map(|account| account.phc.as_str());
    let verdict = password::verify(typed.password, line);
    let account = account.ok_or(NotIn::Wrong)?;
    let step = step(vault, &account, typed.code, now);
    let (Verdict::Right | Verdict::RightButOld, Some(step)) = (verdict, step) else {
        return Err(NotIn::Wrong);
    };
    if !accounts.take_step(account.officer.as_str(), step).await? {
        return Err(NotIn::Wrong);
    }
    if verdict == Verdict::RightButOld
        && let Some(phc) = password::hash(typed.password, salt)
    {
        let officer = account.officer.as_str();
        accounts.rehash(officer, &phc, &account.phc).await?;
    }
    count.forgive(accounts).await?;
    Ok(account.officer)
}

fn step(
    vault: &IdentityVault,
    account: &PasswordAccount,
    code: &str,
    now: Timestamp,
) -> Option<i64> {
    let subject = totp_subject(account.officer.as_str());
    let secret = vault.decrypt(&subject, &account.totp)?;
    totp::step_of(&hex(&secret)?, code, now)
}

/// Bytes as hex, as a secret is sealed.
pub fn hex(text: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let byte = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    rest.is_empty()
        .then(|| pairs.iter().map(byte).collect::<Option<Vec<u8>>>())?
}

/// By passkey: the challenge is spent before anything is believed. `subject` is whom it was made for.
pub async fn by_passkey(
    accounts: &impl AccountRepository,
    answer: &str,
    expected: Expected<'_>,
    purpose: &str,
    subject: &str,
    now: Timestamp,
) -> Result<OfficerId, NotIn> {
    let assertion = Assertion::read(answer)?;
    let challenge = sha256_hex(&assertion.challenge()?);
    if !accounts.spend(&challenge, purpose, subject, now).await? {
        return Err(NotIn::Wrong);
    }
    let found = accounts.passkey(assertion.id()).await?;
    let (officer, key) = found.ok_or(NotIn::Wrong)?;
    let is_theirs = assertion.officer().as_deref() == Some(officer.as_str())
        && (subject.is_empty() || subject == officer.as_str());
    let verified = assertion.verify(&key, expected);
    // Two authenticators with one key: it is not opened, and the auditor is told.
    if is_theirs && verified == Err(Refused::Counter) {
        accounts.note_copy(&officer, now).await?;
    }
    let count = verified?;
    let id = assertion.id();
    if !is_theirs || !accounts.use_passkey(id, key.sign_count, count, now).await? {
        return Err(NotIn::Wrong);
    }
    Ok(officer)
}

/// By recovery code.
pub async fn by_code(
    accounts: &impl AccountRepository,
    browser: Browser<'_>,
    login: &str,
    code: &str,
    now: Timestamp,
) -> Result<OfficerId, NotIn> {
    let name: String = login.trim().to_lowercase();
    let name: String = name.chars().take(MOST_LOGIN_CHARS).collect();
    let count = Count::begin(accounts, browser, "recovery", &name, now).await?;
    let officer = accounts.take_code(&name, &code_hash(code), now).await?;
    let officer = officer.ok_or(NotIn::Wrong)?;
    count.forgive(accounts).await?;
    Ok(officer)
}

/// SHA-256 of a recovery code as it is stored, however it was typed.
pub fn code_hash(code: &str) -> String {
    let plain = code.chars().filter(char::is_ascii_alphanumeric).take(64);
    let plain: String = plain
        .map(|character| character.to_ascii_uppercase())
        .collect();
    sha256_hex(&format!("recovery:{plain}"))
}

/// Attempts under the keys that count for this one.
struct Count {
    account: String,
    network: Option<String>,
}

impl Count {
    async fn begin(
        accounts: &impl AccountRepository,
        browser: Browser<'_>,
        kind: &str,
        name: &str,
        now: Timestamp,
    ) -> Result<Self, NotIn> {
        let known = match browser.device {
            Some(device) if accounts.is_known_device(device, name).await? => Some(device),
            _ => None,
        };
        // A browser that was here before is counted by itself: strangers cannot lock its owner out.
        let count = match known {
            Some(device) => Self {
                account: format!("{kind}:device:{device}"),
                network: None,
            },
            None => Self {
                account: format!("{kind}:name:{}", sha256_hex(name)),
                network: browser.network.map(|network| format!("network:{network}")),
            },
        };
        let account = accounts.attempt(&count.account, FREE, now).await?;
        let network = match &count.network {
            Some(network) => accounts.attempt(network, FREE_OF_NETWORK, now).await?,
            None => None,
        };
        match account.max(network) {
            Some(until) => Err(NotIn::Wait(until)),
            None => Ok(count),
        }
    }

    async fn forgive(&self, accounts: &impl AccountRepository) -> Result<(), RepositoryError> {
        if let Some(network) = &self.network {
            accounts.refund(network).await?;
        }
        accounts.forgive(&self.account).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded_and_plain() {
        for (typed, expected) in [
            (" Siti.N@Gubug.go.id ", Some("siti.n@gubug.go.id")),
            ("ab", None),
            ("siti nurhaliza", None),
            ("s\u{131}ti", None),
            ("siti'--", None),
        ] {
            assert_eq!(login(typed).as_deref(), expected, "{typed}");
        }
        assert_eq!(login(&"x".repeat(101)), None);
    }

    #[test]
    fn a_recovery_code_is_the_same_however_it_is_typed() {
        assert_eq!(code_hash("ABCD-EFGH"), code_hash(" abcd efgh "));
        assert_ne!(code_hash("ABCD-EFGH"), code_hash("ABCD-EFGI"));
    }

    #[test]
    fn hex_is_read_or_it_is_none() {
        assert_eq!(hex("00ff"), Some(vec![0, 255]));
        for wrong in ["0", "0g", "\u{e9}"] {
            assert_eq!(hex(wrong), None);
        }
    }
}
