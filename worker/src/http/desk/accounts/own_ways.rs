//! `/meja/akun/…`: ways in that are added, changed and removed, each after a fresh proof.

use super::browser::{Browser, challenge as new_challenge};
use super::drafts::{self, PasswordForm};
use super::invitation::codes_page;
use super::own::{done, show_with};
use super::session::{Address, require_proof};
use super::{SignedIn, broken, json, page, render, see_other};
use crate::http::form::read;
use crate::http::respond::failure;
use crate::http::{App, track};
use crate::ports::RepositoryError;
use crate::ports::desk::accounts::{AccountRepository, NewWay, Ways};
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{Request, Response, StatusCode, Uri};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use frontend::i18n::Language;
use frontend::pages::desk::account::{self, Above};
use frontend::pages::desk::ways::Mistake;

type Here = (Extension<App>, Extension<Language>, Extension<SignedIn>);
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// To prove it again, and then to this page. Forms here hold nothing that took time to write.
fn proof(
    app: &App,
    language: Language,
    signed_in: &SignedIn,
    path: &'static str,
) -> Option<Response<Body>> {
    let path = language.path(path);
    let address = Address::of(&Uri::try_from(path).unwrap_or_default());
    require_proof(signed_in, app, &address)
}

/// Nothing to see by GET.
pub async fn to_account(Extension(language): Extension<Language>) -> Response<Body> {
    see_other(&language.path("/meja/akun"))
}

/// New recovery codes in the place of all others, shown once.
#[worker::send]
pub async fn new_codes(
    (Extension(app), Extension(language), Extension(signed_in)): Here,
) -> Response<Body> {
    if let Some(response) = proof(&app, language, &signed_in, "/meja/akun") {
        return response;
    }
    match make_codes(&app, &signed_in).await {
        Ok(codes) => codes_page(language, &codes, "/meja/akun"),
        Err(error) => broken(language, "recovery codes", &error),
    }
}

async fn make_codes(app: &App, signed_in: &SignedIn) -> Result<Vec<String>, RepositoryError> {
    let (codes, hashes) = drafts::codes()?;
    let officer = signed_in.officer.id.as_str();
    app.complaints()?
        .set_codes(officer, &hashes, app.now)
        .await?;
    Ok(codes)
}

/// The page that makes another passkey.
#[worker::send]
pub async fn show_passkey(
    (Extension(app), Extension(language), Extension(signed_in)): Here,
) -> Response<Body> {
    if let Some(response) = proof(&app, language, &signed_in, "/meja/akun/kunci") {
        return response;
    }
    passkey_page(StatusCode::OK, language, &signed_in, "", &[])
}

fn passkey_page(
    status: StatusCode,
    language: Language,
    signed_in: &SignedIn,
    name: &str,
    mistakes: &[Mistake],
) -> Response<Body> {
    let title = language.desk().accounts.add_passkey;
    let path = "/meja/akun/kunci";
    let html = render(language, path, title, Some(signed_in), |frame| {
        account::new_passkey(frame, name, mistakes)
    });
    page(status, html)
}

/// What an authenticator needs to make another passkey.
#[worker::send]
pub async fn challenge(
    (Extension(app), Extension(language), Extension(signed_in)): Here,
    request: Request<Body>,
) -> Response<Body> {
    let browser = Browser::of(&app, request.headers(), request.uri());
    match make_challenge(&app, &browser, &signed_in).await {
        Ok(challenge) => json(&challenge),
        Err(error) => broken(language, "challenge", &error),
    }
}

async fn make_challenge(
    app: &App,
    browser: &Browser,
    signed_in: &SignedIn,
) -> Result<serde_json::Value, RepositoryError> {
    let officer = signed_in.officer.id.as_str();
    let ways = app.complaints()?.ways(officer, app.now).await?;
    let mut challenge = new_challenge(app, browser, "register", officer).await?;
    let known: Vec<_> = ways.passkeys.into_iter().map(|key| key.id).collect();
    if let Some(challenge) = challenge.as_object_mut() {
        let user = URL_SAFE_NO_PAD.encode(officer);
        challenge.insert("user".into(), user.into());
        challenge.insert("name".into(), ways.login.into());
        challenge.insert("known".into(), known.into());
    }
    Ok(challenge)
}

/// Another passkey.
#[worker::send]
pub async fn add_passkey(
    (Extension(app), Extension(language), Extension(signed_in)): Here,
    request: Request<Body>,
) -> Response<Body> {
    if let Some(response) = proof(&app, language, &signed_in, "/meja/akun/kunci") {
        return response;
    }
    let browser = Browser::of(&app, request.headers(), request.uri());
    let mut form = match read(request).await {
        Ok(form) => form,
        Err(refused) => return failure(language, refused),
    };
    let typed = track::short(form.take("key_name"));
    let Some(name) = drafts::key_name(&typed) else {
        return passkey_page(INVALID, language, &signed_in, &typed, &[Mistake::KeyName]);
    };
    let answer = form.take("answer");
    match store_passkey(&app, &browser, &signed_in, &answer, &name).await {
        Ok(true) => added(language, &signed_in),
        Ok(false) | Err(RepositoryError::Conflict) => {
            passkey_page(INVALID, language, &signed_in, &typed, &[Mistake::Passkey])
        }
        Err(error) => broken(language, "passkey", &error),
    }
}

async fn store_passkey(
    app: &App,
    browser: &Browser,
    signed_in: &SignedIn,
    answer: &str,
    name: &str,
) -> Result<bool, RepositoryError> {
    let officer = signed_in.officer.id.as_str();
    let Some(key) = drafts::passkey(app, browser, answer, officer).await? else {
        return Ok(false);
    };
    let way = NewWay::Passkey(&key, name);
    let accounts = app.complaints()?;
    accounts
        .add_way(officer, &signed_in.session, &way, app.now)
        .await?;
    Ok(true)
}

/// Removes a passkey, unless it is the last way in.
#[worker::send]
pub async fn remove_passkey(
    (Extension(app), Extension(language), Extension(signed_in)): Here,
    request: Request<Body>,
) -> Response<Body> {
    if let Some(response) = proof(&app, language, &signed_in, "/meja/akun") {
        return response;
    }
    let browser = Browser::of(&app, request.headers(), request.uri());
    let mut form = match read(request).await {
        Ok(form) => form,
        Err(refused) => return failure(language, refused),
    };
    let id = form.take("id");
    match remove(&app, &signed_in, &id).await {
        Ok(true) => done(language, Ok(())),
        Ok(false) => show_with(&app, language, &browser, &signed_in, Above::LastWay).await,
        Err(error) => broken(language, "passkey", &error),
    }
}

/// Back to the account; after a recovery code to what else opens it, of which some may be in other hands.
fn added(language: Language, signed_in: &SignedIn) -> Response<Body> {
    match signed_in.is_recovery {
        true => see_other(&language.path("/meja/akun?pulih=1")),
        false => done(language, Ok(())),
    }
}

/// Removes the password, unless it is the last way in.
#[worker::send]
pub async fn remove_password(
    (Extension(app), Extension(language), Extension(signed_in)): Here,
    request: Request<Body>,
) -> Response<Body> {
    if let Some(response) = proof(&app, language, &signed_in, "/meja/akun") {
        return response;
    }
    let browser = Browser::of(&app, request.headers(), request.uri());
    match take_password(&app, &signed_in).await {
        Ok(true) => done(language, Ok(())),
        Ok(false) => show_with(&app, language, &browser, &signed_in, Above::LastWay).await,
        Err(error) => broken(language, "password", &error),
    }
}

async fn take_password(app: &App, signed_in: &SignedIn) -> Result<bool, RepositoryError> {
    let officer = signed_in.officer.id.as_str();
    // Sent twice, it is gone already.
    let is_removed = app.complaints()?.remove_password(officer).await?;
    Ok(is_removed || !ways(app, signed_in).await?.has_password)
}

async fn remove(app: &App, signed_in: &SignedIn, id: &str) -> Result<bool, RepositoryError> {
    let officer = signed_in.officer.id.as_str();
    let accounts = app.complaints()?;
    accounts.remove_passkey(officer, id, app.now).await
}

async fn ways(app: &App, signed_in: &SignedIn) -> Result<Ways, RepositoryError> {
    let officer = signed_in.officer.id.as_str();
    app.complaints()?.ways(officer, app.now).await
}

/// The page that sets a password and an app.
#[worker::send]
pub async fn show_password(
    (Extension(app), Extension(language), Extension(signed_in)): Here,
) -> Response<Body> {
    if let Some(response) = proof(&app, language, &signed_in, "/meja/akun/sandi") {
        return response;
    }
    match ways(&app, &signed_in).await {
        Ok(ways) => password_page(StatusCode::OK, &app, language, &signed_in, &ways, "", &[]),
        Err(error) => broken(language, "password", &error),
    }
}

fn password_page(
    status: StatusCode,
    app: &App,
    language: Language,
    signed_in: &SignedIn,
    ways: &Ways,
    draft: &str,
    mistakes: &[Mistake],
) -> Response<Body> {
    let secret = match drafts::secret(app, signed_in.officer.id.as_str(), &ways.login, draft) {
        Ok(secret) => secret,
        Err(error) => return broken(language, "password", &error),
    };
    let title = language.desk().accounts.password_title;
    let path = "/meja/akun/sandi";
    let html = render(language, path, title, Some(signed_in), |frame| {
        let has_password = ways.has_password && !signed_in.is_recovery;
        account::password(frame, has_password, &secret, mistakes)
    });
    page(status, html)
}

/// A new password; a new app too, if a code of it is given, or if there was none.
#[worker::send]
pub async fn set_password(
    (Extension(app), Extension(language), Extension(signed_in)): Here,
    request: Request<Body>,
) -> Response<Body> {
    if let Some(response) = proof(&app, language, &signed_in, "/meja/akun/sandi") {
        return response;
    }
    let mut form = match read(request).await {
        Ok(form) => form,
        Err(refused) => return failure(language, refused),
    };
    let form = PasswordForm::take(&mut form);
    let ways = match ways(&app, &signed_in).await {
        Ok(ways) => ways,
        Err(error) => return broken(language, "password", &error),
    };
    let officer = signed_in.officer.id.as_str();
    // Who came by a recovery code lost the app, too.
    let needs_app = !ways.has_password || signed_in.is_recovery;
    let mistakes = form.mistakes(&app, officer, &ways.login, needs_app);
    if !mistakes.is_empty() {
        return password_page(
            INVALID,
            &app,
            language,
            &signed_in,
            &ways,
            &form.draft,
            &mistakes,
        );
    }
    match store_password(&app, &signed_in, &form).await {
        Ok(()) => added(language, &signed_in),
        Err(error) => broken(language, "password", &error),
    }
}

async fn store_password(
    app: &App,
    signed_in: &SignedIn,
    form: &PasswordForm,
) -> Result<(), RepositoryError> {
    let officer = signed_in.officer.id.as_str();
    let accounts = app.complaints()?;
    let password = form.seal(app, officer, officer)?;
    match password.row() {
        Some(row) => {
            let way = NewWay::Password(row);
            accounts
                .add_way(officer, &signed_in.session, &way, app.now)
                .await?;
        }
        None => {
            accounts
                .change_password(officer, password.phc(), app.now)
                .await?;
        }
    }
    // Whoever knew the old password is out.
    accounts
        .end_others(officer, &signed_in.session, app.now)
        .await
}
