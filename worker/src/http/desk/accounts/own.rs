//! `/meja/akun`: one's own account and sessions.

use super::browser::{Browser, forget};
use super::{SignedIn, broken, page, render, see_other};
use crate::http::App;
use crate::http::form::read;
use crate::http::respond::failure;
use crate::http::track::query;
use crate::ports::desk::accounts::AccountRepository;
use crate::ports::{Reference, RepositoryError};
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{Request, Response, StatusCode};
use domain::complaint::words::UnitId;
use frontend::i18n::Language;
use frontend::pages::desk::account::{self, Above, Account, Invited, Passkey, Session};

type Here = (Extension<App>, Extension<Language>, Extension<SignedIn>);

/// The page.
#[worker::send]
pub async fn show(
    (Extension(app), Extension(language), Extension(signed_in)): Here,
    request: Request<Body>,
) -> Response<Body> {
    let browser = Browser::of(&app, request.headers(), request.uri());
    let above = match query(request.uri()).is_ticked("pulih") {
        true => Above::Recovered,
        false => Above::Nothing,
    };
    show_with(&app, language, &browser, &signed_in, above).await
}

/// The page, after something was done.
pub async fn show_with(
    app: &App,
    language: Language,
    browser: &Browser,
    signed_in: &SignedIn,
    above: Above,
) -> Response<Body> {
    let account = match load(app, language, browser, signed_in, above).await {
        Ok(account) => account,
        Err(error) => return broken(language, "account", &error),
    };
    let title = language.desk().accounts.account_title;
    let status = match above {
        Above::LastWay => StatusCode::CONFLICT,
        Above::Nothing | Above::Recovered => StatusCode::OK,
    };
    let html = render(language, "/meja/akun", title, Some(signed_in), |frame| {
        account::render(frame, &account)
    });
    page(status, html)
}

async fn load(
    app: &App,
    language: Language,
    browser: &Browser,
    signed_in: &SignedIn,
    above: Above,
) -> Result<Account, RepositoryError> {
    let officer = signed_in.officer.id.as_str();
    let reference = app.reference().await?;
    let accounts = app.complaints()?;
    let ways = accounts.ways(officer, app.now).await?;
    let invitations = accounts
        .own_invitations(officer, &signed_in.session)
        .await?
        .into_iter()
        .map(|row| Invited {
            at: row.at,
            by: row.by,
            used_at: row.used_at,
            is_news: row.is_news,
        });
    let passkeys = ways.passkeys.into_iter().map(|row| Passkey {
        id: row.id,
        name: row.name,
        created_at: row.created_at,
        used_at: row.used_at,
    });
    let sessions = ways.sessions.into_iter().map(|row| Session {
        is_this: row.hash == signed_in.session,
        id: row.hash,
        device: row.device,
        created_at: row.created_at,
        seen_at: row.seen_at,
    });
    Ok(Account {
        name: signed_in.name.clone(),
        login: ways.login,
        roles: roles(language, signed_in, &reference),
        has_months: signed_in.reads_months(),
        has_password: ways.has_password,
        passkeys: passkeys.collect(),
        codes: ways.codes,
        sessions: sessions.collect(),
        is_recovery: signed_in.is_recovery,
        above,
        invitations: invitations.collect(),
        can_passkeys: browser.can_passkeys(),
    })
}

fn roles(language: Language, signed_in: &SignedIn, reference: &Reference) -> Vec<String> {
    let standing_in = language.desk().accounts.standing_in;
    let heads = signed_in.heads.iter().map(|agency| {
        let words = account::role_words(language, "head_of_agency");
        let place = reference.place_name(Some(agency.as_str()), None);
        format!("{words} – {place}")
    });
    let posts = signed_in.officer.posts.iter();
    posts
        .map(|held| {
            let (role, post) = held;
            let words = account::role_words(language, role.as_str());
            let Some(post) = post else {
                return words.to_owned();
            };
            let unit = post.unit.as_ref().map(UnitId::as_str);
            let place = reference.place_name(Some(post.agency.as_str()), unit);
            match signed_in.own.contains(held) {
                true => format!("{words} – {place}"),
                false => format!("{words} – {place} ({standing_in})"),
            }
        })
        .chain(heads)
        .collect()
}

/// Ends one session.
#[worker::send]
pub async fn end(
    (Extension(app), Extension(language), Extension(signed_in)): Here,
    request: Request<Body>,
) -> Response<Body> {
    let mut form = match read(request).await {
        Ok(form) => form,
        Err(refused) => return failure(language, refused),
    };
    let id = form.take("id");
    let is_hash = id.len() == 64 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hash {
        return see_other(&language.path("/meja/akun"));
    }
    done(language, end_one(&app, &signed_in, &id).await)
}

async fn end_one(app: &App, signed_in: &SignedIn, hash: &str) -> Result<(), RepositoryError> {
    let officer = signed_in.officer.id.as_str();
    app.complaints()?.end(officer, hash, app.now).await
}

/// Ends every session but this one.
#[worker::send]
pub async fn end_others(
    (Extension(app), Extension(language), Extension(signed_in)): Here,
) -> Response<Body> {
    done(language, end_all_others(&app, &signed_in).await)
}

async fn end_all_others(app: &App, signed_in: &SignedIn) -> Result<(), RepositoryError> {
    let officer = signed_in.officer.id.as_str();
    let accounts = app.complaints()?;
    accounts
        .end_others(officer, &signed_in.session, app.now)
        .await
}

/// Ends this session.
#[worker::send]
pub async fn sign_out(
    (Extension(app), Extension(language), Extension(signed_in)): Here,
) -> Response<Body> {
    match end_one(&app, &signed_in, &signed_in.session).await {
        Ok(()) => {
            let mut response = see_other(&language.path("/meja/masuk"));
            forget(&mut response);
            response
        }
        Err(error) => broken(language, "sign out", &error),
    }
}

/// Back to the account.
pub fn done(language: Language, done: Result<(), RepositoryError>) -> Response<Body> {
    match done {
        Ok(()) => see_other(&language.path("/meja/akun")),
        Err(error) => broken(language, "account", &error),
    }
}
