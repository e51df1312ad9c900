//! The door: signing in, proving again who it is, coming in by a recovery code.

use super::frame::Frame;
use crate::components::field::TextField;
use crate::components::piece::{IntoPiece, Piece};
use crate::i18n::life::put;
use leptos::prelude::*;

/// Which door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nobody is signed in.
    SignIn,
    /// Who is signed in proves it again.
    StepUp {
        /// Whether they have a password.
        has_password: bool,
        /// Whether they have a passkey.
        has_passkey: bool,
    },
    /// Every other way is lost.
    Recovery,
}

/// What went wrong at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It was not right; never what of it.
    Wrong,
    /// The passkey was not right.
    Passkey,
    /// Not before so many seconds.
    Wait(i64),
}

/// The door and what was typed at it.
#[derive(Clone, Copy, Debug)]
pub struct Door<'a> {
    /// Which.
    pub kind: Kind,
    /// Where one goes from here.
    pub back: &'a str,
    /// The name that was typed.
    pub login: &'a str,
    /// What went wrong.
    pub problem: Option<Problem>,
    /// Whether passkeys can belong to this host.
    pub can_passkeys: bool,
}

/// The page.
pub fn render(frame: &Frame<'_>, door: Door<'_>) -> String {
    frame.render(|| {
        let texts = &frame.language.desk().accounts;
        let (lead, has_password, has_passkey) = match door.kind {
            Kind::SignIn => (texts.sign_in_lead, true, true),
            Kind::StepUp {
                has_password,
                has_passkey,
            } => (texts.step_up_lead, has_password, has_passkey),
            Kind::Recovery => (texts.recovery_lead, false, false),
        };
        let problem = door.problem.map(|problem| {
            let words = match problem {
                Problem::Wrong if door.kind == Kind::Recovery => texts.wrong_code.to_owned(),
                Problem::Wrong => texts.wrong.to_owned(),
                Problem::Passkey => texts.wrong_passkey.to_owned(),
                Problem::Wait(seconds) => put(
                    texts.wait,
                    &[&wait_words(texts.seconds, texts.minutes, seconds)],
                ),
            };
            view! { <div class="box bad" role="alert" tabindex="-1" autofocus><p>{words}</p></div> }
                .piece()
        });
        let passkey = (has_passkey && door.can_passkeys).then(|| passkey_form(frame, &door));
        let password = has_password.then(|| password_form(frame, &door));
        let recovery = (door.kind == Kind::Recovery).then(|| recovery_form(frame, &door));
        let lost = (door.kind == Kind::SignIn).then(|| {
            view! {
                <p><a href=frame.language.path("/meja/masuk/pemulihan")>{texts.lost}</a></p>
                <p class="soft">{texts.lost_all}</p>
            }
            .piece()
        });
        let other = (door.kind == Kind::Recovery).then(|| {
            view! { <p><a href=frame.language.path("/meja/masuk")>{texts.to_the_door}</a></p> }
                .piece()
        });
        view! {
            <div class="narrow">
                <h1>{frame.title.to_owned()}</h1>
                {problem}
                <p>{lead}</p>
                {passkey}
                {password}
                {recovery}
                {lost}
                {other}
            </div>
        }
    })
}

/// "12 seconds", "3 minutes".
pub fn wait_words(seconds_text: &str, minutes_text: &str, seconds: i64) -> String {
    match seconds {
        ..120 => put(seconds_text, &[&seconds.max(1).to_string()]),
        _ => put(
            minutes_text,
            &[&seconds.div_euclid(60).saturating_add(1).to_string()],
        ),
    }
}

fn action(door: &Door<'_>) -> &'static str {
    match door.kind {
        Kind::StepUp { .. } => "/meja/masuk/ulang",
        _ => "/meja/masuk",
    }
}

fn passkey_form(frame: &Frame<'_>, door: &Door<'_>) -> Piece {
    let texts = &frame.language.desk().accounts;
    let action = frame.language.path(action(door));
    // Shown by the script: without it there are no passkeys.
    view! {
        <form method="post" action=format!("{action}/kunci") data-passkey="get" data-challenge=format!("{action}/tantangan") hidden>
            <input type="hidden" name="ke" value=door.back.to_owned()/>
            <input type="hidden" name="answer"/>
            <div><button>{texts.use_passkey}</button></div>
            <p class="box bad" role="alert" hidden>{texts.passkey_failed}</p>
        </form>
    }
    .piece()
}

fn password_form(frame: &Frame<'_>, door: &Door<'_>) -> Piece {
    let texts = &frame.language.desk().accounts;
    let name = (door.kind == Kind::SignIn).then(|| {
        view! {
            <TextField id="login" kind="text" autocomplete="username" label=texts.login hint="" optional=""
                value=door.login.to_owned() error=None/>
        }
    });
    view! {
        <form method="post" action=frame.language.path(action(door)) accept-charset="utf-8" novalidate>
            <input type="hidden" name="ke" value=door.back.to_owned()/>
            {name}
            <TextField id="password" kind="password" autocomplete="current-password" label=texts.password hint=""
                optional="" value=String::new() error=None/>
            <TextField id="code" kind="text" autocomplete="one-time-code" label=texts.code hint=texts.code_hint
                optional="" value=String::new() error=None/>
            <div><button class="plain">{texts.use_password}</button></div>
        </form>
    }
    .piece()
}

fn recovery_form(frame: &Frame<'_>, door: &Door<'_>) -> Piece {
    let texts = &frame.language.desk().accounts;
    view! {
        <form method="post" action=frame.language.path("/meja/masuk/pemulihan") accept-charset="utf-8" novalidate>
            <TextField id="login" kind="text" autocomplete="username" label=texts.login hint="" optional=""
                value=door.login.to_owned() error=None/>
            <TextField id="code" kind="text" autocomplete="off" label=texts.recovery_code hint=texts.recovery_hint
                optional="" value=String::new() error=None/>
            <div><button>{texts.use_password}</button></div>
        </form>
    }
    .piece()
}
