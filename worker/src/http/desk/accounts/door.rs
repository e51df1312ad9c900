//! `/meja/masuk`: signing in, proving it again, the last door.

use super::browser::{Beginning, Browser, challenge as new_challenge, flood, remember};
use super::{Maybe, SignedIn, broken, json, page, render, see_other, target};
use crate::http::form::{Form, read};
use crate::http::respond::failure;
use crate::http::{App, random, track};
use crate::ports::desk::accounts::{AccountRepository, Way};
use crate::use_cases::sign_in::{self, NotIn, Typed};
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{HeaderValue, Request, Response, StatusCode, Uri, header};
use domain::complaint::words::OfficerId;
use frontend::i18n::Language;
use frontend::pages::desk::door::{self, Door, Kind, Problem};

type Here = (Extension<App>, Extension<Language>);

/// The door.
#[worker::send]
pub async fn show(
    (Extension(app), Extension(language)): Here,
    signed_in: Maybe,
    uri: Uri,
    request: Request<Body>,
) -> Response<Body> {
    let back = track::query(&uri).take("ke");
    if signed_in.is_some() {
        return see_other(&target(language, &back));
    }
    let browser = Browser::of(&app, request.headers(), request.uri());
    answer(language, &browser, Kind::SignIn, &back, "", None)
}

/// The last door.
#[worker::send]
pub async fn show_recovery(
    (Extension(app), Extension(language)): Here,
    request: Request<Body>,
) -> Response<Body> {
    let browser = Browser::of(&app, request.headers(), request.uri());
    answer(language, &browser, Kind::Recovery, "", "", None)
}

/// By password and code.
#[worker::send]
pub async fn by_password(
    (Extension(app), Extension(language)): Here,
    request: Request<Body>,
) -> Response<Body> {
    let browser = Browser::of(&app, request.headers(), request.uri());
    let mut form = match read(request).await {
        Ok(form) => form,
        Err(refused) => return failure(language, refused),
    };
    let (back, login) = (form.take("ke"), track::short(form.take("login")));
    let who = try_password(&app, &browser, &login, &mut form).await;
    let done = match who {
        Ok(officer) => enter(&app, language, &browser, &officer, Way::Password, &back).await,
        Err(error) => Err(error),
    };
    done.unwrap_or_else(|error| {
        refuse(
            &app,
            language,
            &browser,
            Kind::SignIn,
            &back,
            &login,
            error,
            None,
        )
    })
}

pub(super) async fn try_password(
    app: &App,
    browser: &Browser,
    login: &str,
    form: &mut Form,
) -> Result<OfficerId, NotIn> {
    let (password, code) = (form.take("password"), form.take("code"));
    let typed = Typed {
        login,
        password: &password,
        code: &code,
    };
    let (accounts, vault) = (app.complaints()?, app.vault());
    let salt = random()?;
    sign_in::by_password(&accounts, &vault, browser.tried(), &typed, &salt, app.now).await
}

/// What a passkey is to sign.
#[worker::send]
pub async fn challenge(
    (Extension(app), Extension(language)): Here,
    request: Request<Body>,
) -> Response<Body> {
    if let Some(busy) = flood(&app, language, request.headers()).await {
        return busy;
    }
    let browser = Browser::of(&app, request.headers(), request.uri());
    match new_challenge(&app, &browser, "sign_in", "").await {
        Ok(challenge) => json(&challenge),
        Err(error) => broken(language, "challenge", &error),
    }
}

/// By passkey.
#[worker::send]
pub async fn by_passkey(
    (Extension(app), Extension(language)): Here,
    request: Request<Body>,
) -> Response<Body> {
    if let Some(busy) = flood(&app, language, request.headers()).await {
        return busy;
    }
    let browser = Browser::of(&app, request.headers(), request.uri());
    let mut form = match read(request).await {
        Ok(form) => form,
        Err(refused) => return failure(language, refused),
    };
    let (back, answer) = (form.take("ke"), form.take("answer"));
    let who = try_passkey(&app, &browser, &answer, "sign_in", "").await;
    let done = match who {
        Ok(officer) => enter(&app, language, &browser, &officer, Way::Passkey, &back).await,
        Err(error) => Err(error),
    };
    done.unwrap_or_else(|error| {
        refuse_passkey(&app, language, &browser, Kind::SignIn, &back, error, None)
    })
}

pub(super) async fn try_passkey(
    app: &App,
    browser: &Browser,
    answer: &str,
    purpose: &str,
    subject: &str,
) -> Result<OfficerId, NotIn> {
    if !browser.can_passkeys() {
        return Err(NotIn::Wrong);
    }
    let accounts = app.complaints()?;
    sign_in::by_passkey(
        &accounts,
        answer,
        browser.expected(),
        purpose,
        subject,
        app.now,
    )
    .await
}

/// By recovery code.
#[worker::send]
pub async fn by_code(
    (Extension(app), Extension(language)): Here,
    request: Request<Body>,
) -> Response<Body> {
    let browser = Browser::of(&app, request.headers(), request.uri());
    let mut form = match read(request).await {
        Ok(form) => form,
        Err(refused) => return failure(language, refused),
    };
    let (login, code) = (track::short(form.take("login")), form.take("code"));
    let done = try_code(&app, language, &browser, &login, &code).await;
    done.unwrap_or_else(|error| {
        refuse(
            &app,
            language,
            &browser,
            Kind::Recovery,
            "",
            &login,
            error,
            None,
        )
    })
}

async fn try_code(
    app: &App,
    language: Language,
    browser: &Browser,
    login: &str,
    code: &str,
) -> Result<Response<Body>, NotIn> {
    let accounts = app.complaints()?;
    let officer = sign_in::by_code(&accounts, browser.tried(), login, code, app.now).await?;
    let back = language.path("/meja/akun");
    enter(app, language, browser, &officer, Way::Recovery, &back).await
}

/// A new session, and on.
async fn enter(
    app: &App,
    language: Language,
    browser: &Browser,
    officer: &OfficerId,
    way: Way,
    back: &str,
) -> Result<Response<Body>, NotIn> {
    let beginning = Beginning::new(app)?;
    let row = beginning.row(browser, officer.as_str(), way);
    let accounts = app.complaints()?;
    accounts.begin(&row, app.now).await?;
    // Whose account was opened to somebody else meanwhile is told before anything else.
    let invitations = accounts
        .own_invitations(officer.as_str(), beginning.hash())
        .await?;
    let mut response = match invitations.iter().any(|invitation| invitation.is_news) {
        true => see_other(&language.path("/meja/akun")),
        false => see_other(&target(language, back)),
    };
    beginning.give(&mut response);
    remember(app, browser, officer.as_str(), &mut response).await?;
    Ok(response)
}

pub(super) fn refuse_passkey(
    app: &App,
    language: Language,
    browser: &Browser,
    kind: Kind,
    back: &str,
    error: NotIn,
    signed_in: Option<&SignedIn>,
) -> Response<Body> {
    match error {
        NotIn::Wrong => {
            let problem = Some(Problem::Passkey);
            answer_to(language, browser, kind, back, "", problem, signed_in)
        }
        error => refuse(app, language, browser, kind, back, "", error, signed_in),
    }
}

#[expect(clippy::too_many_arguments, reason = "what was typed comes back")]
pub(super) fn refuse(
    app: &App,
    language: Language,
    browser: &Browser,
    kind: Kind,
    back: &str,
    login: &str,
    error: NotIn,
    signed_in: Option<&SignedIn>,
) -> Response<Body> {
    let problem = match error {
        NotIn::Storage(error) => return broken(language, "sign in", &error),
        NotIn::Wrong => Problem::Wrong,
        NotIn::Wait(until) => {
            let millis = until.0.saturating_sub(app.now.0).max(0);
            Problem::Wait(millis.saturating_add(999).div_euclid(1000))
        }
    };
    answer_to(
        language,
        browser,
        kind,
        back,
        login,
        Some(problem),
        signed_in,
    )
}

fn answer(
    language: Language,
    browser: &Browser,
    kind: Kind,
    back: &str,
    login: &str,
    problem: Option<Problem>,
) -> Response<Body> {
    answer_to(language, browser, kind, back, login, problem, None)
}

pub(super) fn answer_to(
    language: Language,
    browser: &Browser,
    kind: Kind,
    back: &str,
    login: &str,
    problem: Option<Problem>,
    signed_in: Option<&SignedIn>,
) -> Response<Body> {
    let texts = &language.desk().accounts;
    let (path, title) = match kind {
        Kind::SignIn => ("/meja/masuk", texts.sign_in_title),
        Kind::StepUp { .. } => ("/meja/masuk/ulang", texts.step_up_title),
        Kind::Recovery => ("/meja/masuk/pemulihan", texts.recovery_title),
    };
    // A wrong address to go back to is dropped here already.
    let back = match super::session::is_return_target(back) {
        true => back,
        false => "",
    };
    let coded: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
    let path = match back {
        "" => path.to_owned(),
        _ => format!("{path}?ke={coded}"),
    };
    let status = match problem {
        None => StatusCode::OK,
        Some(Problem::Wait(_)) => StatusCode::TOO_MANY_REQUESTS,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let html = render(language, &path, title, signed_in, |frame| {
        let door = Door {
            kind,
            back,
            login,
            problem,
            can_passkeys: browser.can_passkeys(),
        };
        door::render(frame, door)
    });
    let mut response = page(status, html);
    if let Some(Problem::Wait(seconds)) = problem {
        let seconds = HeaderValue::from(seconds.unsigned_abs());
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}
