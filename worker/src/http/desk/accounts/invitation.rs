//! `/meja/undangan/{token}`: an invited officer makes the first way in, or a new one after losing all.

use super::browser::{Beginning, Browser, challenge as new_challenge, flood, remember};
use super::drafts::{self, PasswordForm};
use super::{Segment, broken, json, page, render};
use crate::digest::sha256_hex;
use crate::http::form::read;
use crate::http::respond::failure;
use crate::http::{App, track};
use crate::ports::RepositoryError;
use crate::ports::desk::accounts::{AccountRepository, Invitation, NewWay, Way};
use crate::use_cases::sign_in;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{Request, Response, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use frontend::i18n::Language;
use frontend::pages::desk::ways::{self, Mistake};

type Here = (Extension<App>, Extension<Language>);
const TOKEN_CHARS: usize = 64;

/// One visit: what the address stands for, and the browser.
struct Visit {
    app: App,
    language: Language,
    browser: Browser,
    token: String,
    hash: String,
    invitation: Invitation,
}

impl Visit {
    async fn find(
        app: App,
        language: Language,
        segment: Segment,
        request: &Request<Body>,
    ) -> Result<Self, Response<Body>> {
        let token = track::segment(segment);
        let is_token =
            token.len() == TOKEN_CHARS && token.bytes().all(|byte| byte.is_ascii_hexdigit());
        let hash = sha256_hex(&token);
        let browser = Browser::of(&app, request.headers(), request.uri());
        let found = match is_token {
            true => look_up(&app, &hash).await,
            false => Ok(None),
        };
        match found {
            Ok(Some(invitation)) => Ok(Self {
                app,
                language,
                browser,
                token,
                hash,
                invitation,
            }),
            Ok(None) => Err(spent(language)),
            Err(error) => Err(broken(language, "invitation", &error)),
        }
    }

    fn officer(&self) -> &str {
        self.invitation.officer.as_str()
    }

    fn show(
        &self,
        status: StatusCode,
        login: &str,
        key_name: &str,
        draft: &str,
        mistakes: &[Mistake],
    ) -> Response<Body> {
        let login_for_app = sign_in::login(login).unwrap_or_default();
        let secret = match drafts::secret(&self.app, &self.hash, &login_for_app, draft) {
            Ok(secret) => secret,
            Err(error) => return broken(self.language, "invitation", &error),
        };
        let path = format!("/meja/undangan/{}", self.token);
        let title = self.language.desk().accounts.invitation_title;
        let html = render(self.language, &path, title, None, |frame| {
            let page = ways::Invitation {
                path: &path,
                name: &self.invitation.name,
                login,
                key_name,
                secret: &secret,
                mistakes,
                can_passkeys: self.browser.can_passkeys(),
            };
            ways::invitation(frame, page)
        });
        page(status, html)
    }

    /// All of it or nothing; then the codes, once.
    async fn accept(
        &self,
        login: &str,
        way: &NewWay<'_>,
    ) -> Result<Response<Body>, RepositoryError> {
        let (codes, hashes) = drafts::codes()?;
        let beginning = Beginning::new(&self.app)?;
        let session = beginning.row(&self.browser, self.officer(), Way::Invitation);
        let accounts = self.app.complaints()?;
        let is_done = accounts
            .accept(&self.hash, login, way, &hashes, &session, self.app.now)
            .await?;
        if !is_done {
            return Ok(spent(self.language));
        }
        // Who had an account before sees there who made the link, and when.
        let next = match self.invitation.login {
            Some(_) => "/meja/akun",
            None => "/meja",
        };
        let mut response = codes_page(self.language, &codes, next);
        beginning.give(&mut response);
        remember(&self.app, &self.browser, self.officer(), &mut response).await?;
        Ok(response)
    }
}

async fn look_up(app: &App, hash: &str) -> Result<Option<Invitation>, RepositoryError> {
    app.complaints()?.invitation(hash, app.now).await
}

fn spent(language: Language) -> Response<Body> {
    let title = language.desk().accounts.spent_title;
    page(
        StatusCode::NOT_FOUND,
        render(language, "/meja/masuk", title, None, ways::spent),
    )
}

/// Recovery codes, shown once.
pub fn codes_page(language: Language, codes: &[String], next: &str) -> Response<Body> {
    let title = language.desk().accounts.codes_title;
    let next = language.path(next);
    let html = render(language, "/meja/akun", title, None, |frame| {
        ways::codes(frame, codes, &next)
    });
    page(StatusCode::OK, html)
}

/// The page. Looking at it spends nothing: previews of messengers open links too.
#[worker::send]
pub async fn show(
    (Extension(app), Extension(language)): Here,
    segment: Segment,
    request: Request<Body>,
) -> Response<Body> {
    match Visit::find(app, language, segment, &request).await {
        Ok(visit) => {
            let login = visit.invitation.login.clone().unwrap_or_default();
            visit.show(StatusCode::OK, &login, "", "", &[])
        }
        Err(response) => response,
    }
}

/// Password and code.
#[worker::send]
pub async fn by_password(
    (Extension(app), Extension(language)): Here,
    segment: Segment,
    request: Request<Body>,
) -> Response<Body> {
    let visit = match Visit::find(app, language, segment, &request).await {
        Ok(visit) => visit,
        Err(response) => return response,
    };
    let mut form = match read(request).await {
        Ok(form) => form,
        Err(refused) => return failure(language, refused),
    };
    let typed = track::short(form.take("login"));
    let login = sign_in::login(&typed);
    let form = PasswordForm::take(&mut form);
    let mut mistakes: Vec<Mistake> = login
        .is_none()
        .then_some(Mistake::Login)
        .into_iter()
        .collect();
    let login = login.unwrap_or_default();
    mistakes.extend(form.mistakes(&visit.app, &visit.hash, &login, true));
    let invalid = StatusCode::UNPROCESSABLE_ENTITY;
    if !mistakes.is_empty() {
        return visit.show(invalid, &typed, "", &form.draft, &mistakes);
    }
    let password = form.seal(&visit.app, &visit.hash, visit.officer());
    let row = password.as_ref().map(|password| password.row());
    let done = match row {
        Ok(Some(row)) => visit.accept(&login, &NewWay::Password(row)).await,
        Ok(None) => return visit.show(invalid, &typed, "", &form.draft, &[Mistake::Code]),
        Err(error) => Err(error.clone()),
    };
    match done {
        Ok(response) => response,
        Err(RepositoryError::Conflict) => {
            visit.show(invalid, &typed, "", &form.draft, &[Mistake::LoginTaken])
        }
        Err(error) => broken(language, "invitation", &error),
    }
}

/// What an authenticator needs to make a passkey.
#[worker::send]
pub async fn challenge(
    (Extension(app), Extension(language)): Here,
    segment: Segment,
    request: Request<Body>,
) -> Response<Body> {
    if let Some(busy) = flood(&app, language, request.headers()).await {
        return busy;
    }
    let visit = match Visit::find(app, language, segment, &request).await {
        Ok(visit) => visit,
        Err(response) => return response,
    };
    let made = new_challenge(&visit.app, &visit.browser, "register", visit.officer()).await;
    match made {
        Ok(mut challenge) => {
            if let Some(challenge) = challenge.as_object_mut() {
                let user = URL_SAFE_NO_PAD.encode(visit.officer());
                challenge.insert("user".into(), user.into());
                challenge.insert("name".into(), visit.invitation.name.clone().into());
            }
            json(&challenge)
        }
        Err(error) => broken(language, "challenge", &error),
    }
}

/// A passkey.
#[worker::send]
pub async fn by_passkey(
    (Extension(app), Extension(language)): Here,
    segment: Segment,
    request: Request<Body>,
) -> Response<Body> {
    let visit = match Visit::find(app, language, segment, &request).await {
        Ok(visit) => visit,
        Err(response) => return response,
    };
    let mut form = match read(request).await {
        Ok(form) => form,
        Err(refused) => return failure(language, refused),
    };
    let (typed, key_typed) = (
        track::short(form.take("login")),
        track::short(form.take("key_name")),
    );
    let (login, name) = (sign_in::login(&typed), drafts::key_name(&key_typed));
    let mut mistakes = Vec::new();
    if login.is_none() {
        mistakes.push(Mistake::Login);
    }
    if name.is_none() {
        mistakes.push(Mistake::KeyName);
    }
    let invalid = StatusCode::UNPROCESSABLE_ENTITY;
    let (Some(login), Some(name)) = (login, name) else {
        return visit.show(invalid, &typed, &key_typed, "", &mistakes);
    };
    let answer = form.take("answer");
    let made = drafts::passkey(&visit.app, &visit.browser, &answer, visit.officer()).await;
    let done = match &made {
        Ok(Some(key)) => visit.accept(&login, &NewWay::Passkey(key, &name)).await,
        Ok(None) => return visit.show(invalid, &typed, &key_typed, "", &[Mistake::Passkey]),
        Err(error) => Err(error.clone()),
    };
    match done {
        Ok(response) => response,
        Err(RepositoryError::Conflict) => visit.show(
            invalid,
            &typed,
            &key_typed,
            "",
            &[Mistake::LoginTaken, Mistake::Passkey],
        ),
        Err(error) => broken(language, "invitation", &error),
    }
}
