//! Accounts of officers: the tables `invitation`, `officer_password`, `passkey`, `passkey_challenge`, `recovery_code`,
//! `known_device`, `sign_in_attempt`, and what is written to `session`.

mod records;
mod statements;

use super::complaints::D1Complaints;
use super::lives::rows;
use super::{number, optional, text, time};
use crate::passkey::StoredPasskey;
use crate::ports::desk::accounts::{
    AccountRepository, Invitation, NewInvitation, NewPassword, NewSession, NewWay, OwnInvitation,
    PasskeyRow, PasswordAccount, SessionRow, Ways,
};
use crate::ports::{RepositoryError, SealedIdentity};
use domain::complaint::words::OfficerId;
use domain::date::Timestamp;
use records::*;
use serde::Deserialize;
use statements::*;
use worker::{D1PreparedStatement, D1Result};

fn at(millis: f64) -> Timestamp {
    Timestamp(millis as i64)
}

fn officer(id: &str) -> Result<OfficerId, RepositoryError> {
    OfficerId::parse(id).map_err(|_| RepositoryError::Corrupt("officer"))
}

/// Rows that a statement changed.
fn changes(result: &D1Result) -> usize {
    let meta = result.meta().ok().flatten();
    meta.and_then(|meta| meta.changes).unwrap_or_default()
}

fn json(codes: &[String]) -> Result<String, RepositoryError> {
    serde_json::to_string(codes).map_err(|_| RepositoryError::Corrupt("recovery_code"))
}

impl D1Complaints {
    async fn has_changed(
        &self,
        sql: &str,
        values: &[wasm_bindgen::JsValue],
    ) -> Result<bool, RepositoryError> {
        Ok(changes(&self.all(sql, values).await?) > 0)
    }

    async fn first<T: for<'de> Deserialize<'de>>(
        &self,
        sql: &str,
        values: &[wasm_bindgen::JsValue],
        table: &'static str,
    ) -> Result<Option<T>, RepositoryError> {
        Ok(rows::<T>(&self.all(sql, values).await?, table)?
            .into_iter()
            .next())
    }

    fn begin_session(
        &self,
        session: &NewSession<'_>,
        now: Timestamp,
    ) -> Result<D1PreparedStatement, RepositoryError> {
        let is_recovery = session.way == crate::ports::desk::accounts::Way::Recovery;
        let values = [
            text(session.hash),
            text(session.officer),
            time(now),
            time(session.idle_until),
            time(session.expires_at),
            time(session.proved_until),
            text(session.device),
            number(Some(f64::from(u8::from(is_recovery)))),
            text(session.way.as_str()),
        ];
        self.bind(INSERT_SESSION, &values)
    }

    fn add(
        &self,
        officer: &str,
        way: &NewWay<'_>,
        now: Timestamp,
    ) -> Result<D1PreparedStatement, RepositoryError> {
        match way {
            NewWay::Passkey(key, name) => {
                let values = [
                    text(&key.id),
                    text(officer),
                    text(name),
                    text(key.algorithm),
                    text(&key.public_key),
                    number(Some(f64::from(key.sign_count))),
                    time(now),
                ];
                self.bind(INSERT_PASSKEY, &values)
            }
            NewWay::Password(NewPassword { phc, totp, step }) => {
                let values = [
                    text(officer),
                    text(phc),
                    text(&totp.key_id),
                    text(&totp.nonce),
                    text(&totp.ciphertext),
                    number(Some(*step as f64)),
                    time(now),
                ];
                self.bind(UPSERT_PASSWORD, &values)
            }
        }
    }
}

impl AccountRepository for D1Complaints {
    async fn invite(&self, new: &NewInvitation<'_>, now: Timestamp) -> Result<(), RepositoryError> {
        let values = [
            text(new.hash),
            text(new.officer),
            optional(new.by),
            time(now),
            time(new.expires_at),
        ];
        self.all(INSERT_INVITATION, &values).await.map(|_| ())
    }

    async fn invitation(
        &self,
        hash: &str,
        now: Timestamp,
    ) -> Result<Option<Invitation>, RepositoryError> {
        let row: Option<InvitationRow> = self
            .first(SELECT_INVITATION, &[text(hash), time(now)], "invitation")
            .await?;
        let read = |row: InvitationRow| {
            Ok(Invitation {
                officer: officer(&row.id)?,
                name: row.name,
                login: row.login,
            })
        };
        row.map(read).transpose()
    }

    async fn accept(
        &self,
        hash: &str,
        login: &str,
        way: &NewWay<'_>,
        codes: &[String],
        session: &NewSession<'_>,
        now: Timestamp,
    ) -> Result<bool, RepositoryError> {
        let who = session.officer;
        // The first statement stops the whole batch when the invitation does not count (trigger `invitation_is_spent`).
        let statements = vec![
            self.bind(SPEND_INVITATION, &[text(hash), time(now), text(who)])?,
            // Whatever opened the account before opens it no more.
            self.bind(REVOKE_TOKENS, &[text(who), time(now)])?,
            self.bind(DELETE_PASSWORD, &[text(who)])?,
            self.bind(REMOVE_PASSKEYS, &[text(who), time(now)])?,
            self.bind(SET_LOGIN, &[text(who), text(login)])?,
            self.add(who, way, now)?,
            self.bind(DELETE_CODES, &[text(who)])?,
            self.bind(INSERT_CODES, &[text(who), time(now), text(&json(codes)?)])?,
            self.bind(END_OTHERS, &[text(who), text(""), time(now)])?,
            self.bind(SPEND_OTHER_INVITATIONS, &[text(who), time(now)])?,
            self.begin_session(session, now)?,
        ];
        match self.batch(statements).await {
            Ok(_) => Ok(true),
            Err(RepositoryError::Refused(why)) if why.contains("E_INVITATION_SPENT") => Ok(false),
            Err(error) => Err(error),
        }
    }

    async fn password_of(&self, login: &str) -> Result<Option<PasswordAccount>, RepositoryError> {
        let row: Option<PasswordRow> = self
            .first(SELECT_PASSWORD, &[text(login)], "officer_password")
            .await?;
        let read = |row: PasswordRow| {
            Ok(PasswordAccount {
                officer: officer(&row.officer_id)?,
                phc: row.phc,
                totp: SealedIdentity {
                    key_id: row.totp_key_id,
                    nonce: row.totp_nonce,
                    ciphertext: row.totp_ciphertext,
                },
            })
        };
        row.map(read).transpose()
    }

    async fn take_step(&self, officer: &str, step: i64) -> Result<bool, RepositoryError> {
        let step = number(Some(step as f64));
        self.has_changed(TAKE_STEP, &[text(officer), step]).await
    }

    async fn rehash(&self, officer: &str, phc: &str, old: &str) -> Result<(), RepositoryError> {
        let values = [text(officer), text(phc), text(old)];
        self.all(REHASH, &values).await.map(|_| ())
    }

    async fn passkey(
        &self,
        id: &str,
    ) -> Result<Option<(OfficerId, StoredPasskey)>, RepositoryError> {
        let row: Option<KeyRow> = self.first(SELECT_PASSKEY, &[text(id)], "passkey").await?;
        let read = |row: KeyRow| {
            let key = StoredPasskey {
                algorithm: row.algorithm,
                public_key: row.public_key,
                sign_count: row.sign_count as u32,
            };
            Ok((officer(&row.officer_id)?, key))
        };
        row.map(read).transpose()
    }

    async fn use_passkey(
        &self,
        id: &str,
        before: u32,
        count: u32,
        now: Timestamp,
    ) -> Result<bool, RepositoryError> {
        let counts = [before, count].map(|count| number(Some(f64::from(count))));
        let [before, count] = counts;
        self.has_changed(USE_PASSKEY, &[text(id), before, count, time(now)])
            .await
    }

    async fn note_copy(&self, officer: &OfficerId, now: Timestamp) -> Result<(), RepositoryError> {
        let values = [time(now), text(officer.as_str())];
        self.all(INSERT_COPY, &values).await.map(|_| ())
    }

    async fn ask(
        &self,
        hash: &str,
        purpose: &str,
        subject: &str,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<(), RepositoryError> {
        let values = [text(hash), text(purpose), text(subject), time(until)];
        let statements = vec![
            self.bind(DELETE_OLD_CHALLENGES, &[time(now)])?,
            self.bind(INSERT_CHALLENGE, &values)?,
        ];
        self.batch(statements).await.map(|_| ())
    }

    async fn spend(
        &self,
        hash: &str,
        purpose: &str,
        subject: &str,
        now: Timestamp,
    ) -> Result<bool, RepositoryError> {
        let values = [text(hash), text(purpose), text(subject), time(now)];
        self.has_changed(SPEND_CHALLENGE, &values).await
    }

    async fn take_code(
        &self,
        login: &str,
        hash: &str,
        now: Timestamp,
    ) -> Result<Option<OfficerId>, RepositoryError> {
        let values = [text(login), text(hash), time(now)];
        let row: Option<OfficerRow> = self.first(TAKE_CODE, &values, "recovery_code").await?;
        row.map(|row| officer(&row.officer_id)).transpose()
    }

    async fn attempt(
        &self,
        key: &str,
        free: u32,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, RepositoryError> {
        let values = [text(key), number(Some(f64::from(free))), time(now)];
        let statements = vec![
            self.bind(DELETE_OLD_ATTEMPTS, &[time(now)])?,
            self.bind(COUNT_ATTEMPT, &values)?,
            self.bind(SELECT_WAIT, &[text(key)])?,
        ];
        let results = self.batch(statements).await?;
        let [_, counted, wait] = results.as_slice() else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        if changes(counted) > 0 {
            return Ok(None);
        }
        let row = rows::<UntilRow>(wait, "sign_in_attempt")?
            .into_iter()
            .next();
        Ok(row.map(|row| at(row.wait_until)))
    }

    async fn forgive(&self, key: &str) -> Result<(), RepositoryError> {
        self.all(FORGIVE, &[text(key)]).await.map(|_| ())
    }

    async fn refund(&self, key: &str) -> Result<(), RepositoryError> {
        self.all(REFUND, &[text(key)]).await.map(|_| ())
    }

    async fn begin(&self, session: &NewSession<'_>, now: Timestamp) -> Result<(), RepositoryError> {
        let mut statements = vec![self.begin_session(session, now)?];
        if let Some(before) = session.before {
            statements.push(self.bind(END_ANY, &[text(before), time(now)])?);
        }
        self.batch(statements).await.map(|_| ())
    }

    async fn renew(
        &self,
        old: &str,
        new: &str,
        proved_until: Timestamp,
        now: Timestamp,
    ) -> Result<bool, RepositoryError> {
        let statements = vec![
            self.bind(
                COPY_SESSION,
                &[text(old), text(new), time(proved_until), time(now)],
            )?,
            self.bind(END_ANY, &[text(old), time(now)])?,
        ];
        let results = self.batch(statements).await?;
        Ok(results.first().is_some_and(|copied| changes(copied) > 0))
    }

    async fn ways(&self, officer: &str, now: Timestamp) -> Result<Ways, RepositoryError> {
        let results = self
            .batch(vec![
                self.bind(SELECT_ACCOUNT, &[text(officer)])?,
                self.bind(SELECT_PASSKEYS, &[text(officer)])?,
                self.bind(SELECT_SESSIONS, &[text(officer), time(now)])?,
            ])
            .await?;
        let [account, passkeys, sessions] = results.as_slice() else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        let account = rows::<AccountRow>(account, "officer")?.into_iter().next();
        let account = account.ok_or(RepositoryError::Corrupt("officer"))?;
        let passkeys = rows::<OwnKeyRow>(passkeys, "passkey")?.into_iter();
        let sessions = rows::<OwnSessionRow>(sessions, "session")?.into_iter();
        Ok(Ways {
            login: account.login.unwrap_or_default(),
            has_password: account.has_password > 0.0,
            codes: account.codes as u32,
            passkeys: passkeys
                .map(|row| PasskeyRow {
                    id: row.id,
                    name: row.name,
                    created_at: at(row.created_at),
                    used_at: row.used_at.map(at),
                })
                .collect(),
            sessions: sessions
                .map(|row| SessionRow {
                    hash: row.hash,
                    device: row.device,
                    created_at: at(row.created_at),
                    seen_at: at(row.seen_at),
                })
                .collect(),
        })
    }

    async fn own_invitations(
        &self,
        officer: &str,
        session: &str,
    ) -> Result<Vec<OwnInvitation>, RepositoryError> {
        let result = self
            .all(SELECT_INVITATIONS, &[text(officer), text(session)])
            .await?;
        let found = rows::<OwnInvitationRow>(&result, "invitation")?.into_iter();
        let found = found.map(|row| OwnInvitation {
            at: at(row.created_at),
            by: row.by_name,
            used_at: row.used_at.map(at),
            is_news: row.is_news != 0.0,
        });
        Ok(found.collect())
    }

    async fn add_way(
        &self,
        officer: &str,
        session: &str,
        way: &NewWay<'_>,
        now: Timestamp,
    ) -> Result<(), RepositoryError> {
        let statements = vec![
            self.add(officer, way, now)?,
            self.bind(
                END_OTHERS_OF_RECOVERY,
                &[text(officer), text(session), time(now)],
            )?,
            self.bind(IS_IN, &[text(session)])?,
        ];
        self.batch(statements).await.map(|_| ())
    }

    async fn change_password(
        &self,
        officer: &str,
        phc: &str,
        now: Timestamp,
    ) -> Result<(), RepositoryError> {
        let values = [text(officer), text(phc), time(now)];
        self.all(CHANGE_PASSWORD, &values).await.map(|_| ())
    }

    async fn remove_password(&self, officer: &str) -> Result<bool, RepositoryError> {
        self.has_changed(REMOVE_PASSWORD, &[text(officer)]).await
    }

    async fn remove_passkey(
        &self,
        officer: &str,
        id: &str,
        now: Timestamp,
    ) -> Result<bool, RepositoryError> {
        self.has_changed(REMOVE_PASSKEY, &[text(officer), text(id), time(now)])
            .await
    }

    async fn set_codes(
        &self,
        officer: &str,
        codes: &[String],
        now: Timestamp,
    ) -> Result<(), RepositoryError> {
        let values = [text(officer), time(now), text(&json(codes)?)];
        let statements = vec![
            self.bind(DELETE_CODES, &[text(officer)])?,
            self.bind(INSERT_CODES, &values)?,
        ];
        self.batch(statements).await.map(|_| ())
    }

    async fn end(&self, officer: &str, hash: &str, now: Timestamp) -> Result<(), RepositoryError> {
        let values = [text(officer), text(hash), time(now)];
        self.all(END_ONE, &values).await.map(|_| ())
    }

    async fn end_others(
        &self,
        officer: &str,
        kept: &str,
        now: Timestamp,
    ) -> Result<(), RepositoryError> {
        let values = [text(officer), text(kept), time(now)];
        self.all(END_OTHERS, &values).await.map(|_| ())
    }

    async fn is_known_device(&self, hash: &str, login: &str) -> Result<bool, RepositoryError> {
        let row: Option<OfficerRow> = self
            .first(SELECT_DEVICE, &[text(hash), text(login)], "known_device")
            .await?;
        Ok(row.is_some())
    }

    async fn remember_device(
        &self,
        hash: &str,
        officer: &str,
        now: Timestamp,
    ) -> Result<(), RepositoryError> {
        let values = [text(hash), text(officer), time(now)];
        self.all(UPSERT_DEVICE, &values).await.map(|_| ())
    }
}
