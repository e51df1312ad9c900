//! `/meja/masuk/ulang`: who is signed in proves it again, for what is sealed and for administration.

use super::browser::{Beginning, Browser, challenge as new_challenge};
use super::door::{answer_to, refuse, refuse_passkey, try_passkey, try_password};
use super::{Maybe, SignedIn, broken, json, see_other, target};
use crate::http::form::Form;
use crate::http::form::read;
use crate::http::respond::failure;
use crate::http::{App, track};
use crate::ports::RepositoryError;
use crate::ports::desk::accounts::AccountRepository;
use crate::use_cases::sign_in::NotIn;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{Request, Response, Uri};
use frontend::i18n::Language;
use frontend::pages::desk::door::Kind;

type Here = (Extension<App>, Extension<Language>);

/// Asks again who it is.
#[worker::send]
pub async fn show(
    (Extension(app), Extension(language)): Here,
    signed_in: Maybe,
    uri: Uri,
    request: Request<Body>,
) -> Response<Body> {
    let back = track::query(&uri).take("ke");
    let Some(Extension(signed_in)) = signed_in else {
        return see_other(&language.path("/meja/masuk"));
    };
    let browser = Browser::of(&app, request.headers(), request.uri());
    match kind(&app, &signed_in).await {
        Ok(kind) => answer_to(language, &browser, kind, &back, "", None, Some(&signed_in)),
        Err(error) => broken(language, "step up", &error),
    }
}

async fn kind(app: &App, signed_in: &SignedIn) -> Result<Kind, RepositoryError> {
    let officer = signed_in.officer.id.as_str();
    let ways = app.complaints()?.ways(officer, app.now).await?;
    Ok(Kind::StepUp {
        has_password: ways.has_password,
        has_passkey: !ways.passkeys.is_empty(),
    })
}

/// What a passkey is to sign to prove it again.
#[worker::send]
pub async fn challenge(
    (Extension(app), Extension(language)): Here,
    signed_in: Maybe,
    request: Request<Body>,
) -> Response<Body> {
    let Some(Extension(signed_in)) = signed_in else {
        return see_other(&language.path("/meja/masuk"));
    };
    let browser = Browser::of(&app, request.headers(), request.uri());
    let subject = signed_in.officer.id.as_str();
    match new_challenge(&app, &browser, "step_up", subject).await {
        Ok(challenge) => json(&challenge),
        Err(error) => broken(language, "challenge", &error),
    }
}

/// Proves it again by passkey.
#[worker::send]
pub async fn by_passkey(
    (Extension(app), Extension(language)): Here,
    signed_in: Maybe,
    request: Request<Body>,
) -> Response<Body> {
    let Some(Extension(signed_in)) = signed_in else {
        return see_other(&language.path("/meja/masuk"));
    };
    let browser = Browser::of(&app, request.headers(), request.uri());
    let mut form = match read(request).await {
        Ok(form) => form,
        Err(refused) => return failure(language, refused),
    };
    let (back, answer) = (form.take("ke"), form.take("answer"));
    let subject = signed_in.officer.id.as_str();
    let who = try_passkey(&app, &browser, &answer, "step_up", subject).await;
    let done = match who {
        Ok(_) => renew(&app, language, &signed_in, &back).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(response) => response,
        Err(error) => match kind(&app, &signed_in).await {
            Ok(kind) => refuse_passkey(
                &app,
                language,
                &browser,
                kind,
                &back,
                error,
                Some(&signed_in),
            ),
            Err(error) => broken(language, "step up", &error),
        },
    }
}

/// Proves it again by password and code.
#[worker::send]
pub async fn by_password(
    (Extension(app), Extension(language)): Here,
    signed_in: Maybe,
    request: Request<Body>,
) -> Response<Body> {
    let Some(Extension(signed_in)) = signed_in else {
        return see_other(&language.path("/meja/masuk"));
    };
    let browser = Browser::of(&app, request.headers(), request.uri());
    let mut form = match read(request).await {
        Ok(form) => form,
        Err(refused) => return failure(language, refused),
    };
    let back = form.take("ke");
    match try_again(&app, language, &browser, &signed_in, &mut form, &back).await {
        Ok(response) => response,
        Err(error) => match kind(&app, &signed_in).await {
            Ok(kind) => refuse(
                &app,
                language,
                &browser,
                kind,
                &back,
                "",
                error,
                Some(&signed_in),
            ),
            Err(error) => broken(language, "step up", &error),
        },
    }
}

async fn try_again(
    app: &App,
    language: Language,
    browser: &Browser,
    signed_in: &SignedIn,
    form: &mut Form,
    back: &str,
) -> Result<Response<Body>, NotIn> {
    let officer = signed_in.officer.id.as_str();
    let login = app.complaints()?.ways(officer, app.now).await?.login;
    let who = try_password(app, browser, &login, form).await?;
    match who == signed_in.officer.id {
        true => renew(app, language, signed_in, back).await,
        false => Err(NotIn::Wrong),
    }
}

/// The same session under a new cookie, proved.
async fn renew(
    app: &App,
    language: Language,
    signed_in: &SignedIn,
    back: &str,
) -> Result<Response<Body>, NotIn> {
    let beginning = Beginning::new(app)?;
    let (hash, until) = (beginning.hash(), beginning.proved_until());
    let accounts = app.complaints()?;
    let is_renewed = accounts
        .renew(&signed_in.session, hash, until, app.now)
        .await?;
    let mut response = match is_renewed {
        true => see_other(&target(language, back)),
        false => return Ok(see_other(&language.path("/meja/masuk"))),
    };
    beginning.give(&mut response);
    Ok(response)
}
