//! One's own account: roles, ways in, sessions.

use super::frame::Frame;
use super::ways::{Mistake, Secret, key_name, password_fields, secret_fields, summary};
use crate::components::piece::{IntoPiece, Piece};
use crate::components::words::visible;
use crate::i18n::Language;
use crate::i18n::dates::date_time_long;
use crate::i18n::life::put;
use domain::date::{Timestamp, Zone};
use leptos::prelude::*;

/// A passkey in the list.
#[derive(Clone, Debug)]
pub struct Passkey {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// A session in the list.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its id.
    pub id: String,
    /// What browser.
    pub device: String,
    /// Since when.
    pub created_at: Timestamp,
    /// The last request.
    pub seen_at: Timestamp,
    /// Whether it is this one.
    pub is_this: bool,
}

/// An invitation in the list.
#[derive(Clone, Debug)]
pub struct Invited {
    /// When.
    pub at: Timestamp,
    /// Who made it; none for the operator.
    pub by: Option<String>,
    /// When it was accepted.
    pub used_at: Option<Timestamp>,
    /// Since they signed in the time before.
    pub is_news: bool,
}

/// What stands above an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Above {
    /// Nothing.
    Nothing,
    /// Removing was refused: it is the last way in.
    LastWay,
    /// A way in was made after a recovery code: the others are looked at.
    Recovered,
}

/// An account.
#[derive(Clone, Debug)]
pub struct Account {
    /// How colleagues call them.
    pub name: String,
    /// The name they sign in with.
    pub login: String,
    /// Roles in words, with their agencies.
    pub roles: Vec<String>,
    /// Whether there is a monthly report for them.
    pub has_months: bool,
    /// Whether there is a password.
    pub has_password: bool,
    /// Passkeys.
    pub passkeys: Vec<Passkey>,
    /// Recovery codes that are left.
    pub codes: u32,
    /// Sessions.
    pub sessions: Vec<Session>,
    /// They came by a recovery code: a new way in comes first.
    pub is_recovery: bool,
    /// What just happened.
    pub above: Above,
    /// Invitations, newest first.
    pub invitations: Vec<Invited>,
    /// Whether passkeys can belong to this host.
    pub can_passkeys: bool,
}

/// The page.
pub fn render(frame: &Frame<'_>, account: &Account) -> String {
    let texts = &frame.language.desk().accounts;
    frame.render(|| {
        let notice = match (account.is_recovery, account.above) {
            (true, _) => Some(texts.recovery_first),
            (_, Above::LastWay) => Some(texts.last_way),
            (_, Above::Recovered) => Some(texts.recovered),
            (_, Above::Nothing) => None,
        };
        let warning =
            |words| view! { <div class="box bad" role="alert"><p>{words}</p></div> }.piece();
        let notice = notice.map(warning);
        let mut invited = account.invitations.iter();
        let news = invited.find(|invited| invited.is_news).map(|invited| {
            let facts = invitation_facts(frame.language, invited);
            view! {
                <div class="box bad" role="alert"><p>{texts.invited_again}</p><p>{facts}</p></div>
            }
            .piece()
        });
        let roles: Vec<_> = account
            .roles
            .iter()
            .map(|role| view! { <li>{role.clone()}</li> })
            .collect();
        let path = |path: &str| frame.language.path(path);
        let password = match account.has_password {
            true => texts.change_password,
            false => texts.add_password,
        };
        let months = (account.has_months && !account.is_recovery)
            .then(|| super::monthly::way(frame.language));
        let add = account
            .can_passkeys
            .then(|| view! { <a class="button" href=path("/meja/akun/kunci")>{texts.add_passkey}</a> }.piece());
        view! {
            <h1>{frame.title.to_owned()}</h1>
            {news}
            {notice}
            <dl class="facts">
                <div><dt>{texts.name}</dt><dd>{account.name.clone()}</dd></div>
                <div><dt>{texts.login}</dt><dd>{account.login.clone()}</dd></div>
                <div><dt>{texts.roles}</dt><dd><ul>{roles}</ul></dd></div>
            </dl>
            {months}
            <h2>{texts.ways}</h2>
            {passkeys(frame, account)}
            {account.has_password.then(|| remove_password(frame))}
            <p class="row">
                {add}
                <a class="button plain" href=path("/meja/akun/sandi")>{password}</a>
            </p>
            <p>{put(texts.codes_left, &[&account.codes.to_string()])}</p>
            <form method="post" action=path("/meja/akun/kode")>
                <div><button class="plain">{texts.new_codes}</button></div>
            </form>
            {invitations(frame, account)}
            <h2>{texts.sessions}</h2>
            {sessions(frame, account)}
            <div class="row">
                <form method="post" action=path("/meja/akun/sesi/lain")><button class="plain">{texts.end_others}</button></form>
                <form method="post" action=path("/meja/akun/keluar")><button>{texts.sign_out}</button></form>
            </div>
        }
    })
}

fn passkeys(frame: &Frame<'_>, account: &Account) -> Piece {
    let texts = &frame.language.desk().accounts;
    if account.passkeys.is_empty() {
        return view! { <p class="soft">{texts.no_passkeys}</p> }.piece();
    }
    let rows: Vec<_> = account
        .passkeys
        .iter()
        .map(|key| {
            let moment = |at| date_time_long(frame.language, at, Zone::Wib);
            let used = key.used_at.map_or(texts.never.to_owned(), moment);
            view! {
                <li class="card">
                    <b>{key.name.clone()}</b>
                    <p class="soft">{put(texts.key_facts, &[&moment(key.created_at), &used])}</p>
                    <form method="post" action=frame.language.path("/meja/akun/kunci/hapus")>
                        <input type="hidden" name="id" value=key.id.clone()/>
                        <div><button class="plain" aria-label=format!("{}: {}", texts.remove, key.name)>{texts.remove}</button></div>
                    </form>
                </li>
            }
        })
        .collect();
    view! { <ul class="cards">{rows}</ul> }.piece()
}

fn remove_password(frame: &Frame<'_>) -> Piece {
    let texts = &frame.language.desk().accounts;
    view! {
        <ul class="cards"><li class="card">
            <b>{texts.has_password}</b>
            <form method="post" action=frame.language.path("/meja/akun/sandi/hapus")>
                <div><button class="plain">{texts.remove_password}</button></div>
            </form>
        </li></ul>
    }
    .piece()
}

fn invitation_facts(language: Language, invited: &Invited) -> String {
    let texts = &language.desk().accounts;
    let moment = |at| date_time_long(language, at, Zone::Wib);
    let by = invited.by.as_deref().map(visible);
    let by = by.unwrap_or_else(|| texts.by_operator.to_owned());
    let became = match invited.used_at {
        Some(at) => put(texts.accepted, &[&moment(at)]),
        None => texts.not_accepted.to_owned(),
    };
    put(texts.invitation_facts, &[&moment(invited.at), &by, &became])
}

fn invitations(frame: &Frame<'_>, account: &Account) -> Option<Piece> {
    let language = frame.language;
    let rows: Vec<_> = account
        .invitations
        .iter()
        .map(|invited| view! { <li>{invitation_facts(language, invited)}</li> })
        .collect();
    let heading = language.desk().accounts.invitations;
    (!rows.is_empty()).then(|| view! { <h2>{heading}</h2><ul>{rows}</ul> }.piece())
}

fn sessions(frame: &Frame<'_>, account: &Account) -> Piece {
    let texts = &frame.language.desk().accounts;
    let rows: Vec<_> = account
        .sessions
        .iter()
        .map(|session| {
            let moment = |at| date_time_long(frame.language, at, Zone::Wib);
            let end = match session.is_this {
                true => view! { <p>{texts.this_one}</p> }.piece(),
                false => view! {
                    <form method="post" action=frame.language.path("/meja/akun/sesi")>
                        <input type="hidden" name="id" value=session.id.clone()/>
                        <div><button class="plain" aria-label=format!("{}: {}", texts.end, session.device)>{texts.end}</button></div>
                    </form>
                }
                .piece(),
            };
            view! {
                <li class="card">
                    <b>{session.device.clone()}</b>
                    <p class="soft">{put(texts.session_facts, &[&moment(session.created_at), &moment(session.seen_at)])}</p>
                    {end}
                </li>
            }
        })
        .collect();
    view! { <ul class="cards">{rows}</ul> }.piece()
}

/// A role in words.
pub fn role_words(language: Language, role: &str) -> &'static str {
    let texts = &language.desk().accounts;
    match role {
        "national_admin" => texts.national_admin,
        "agency_coordinator" => texts.agency_coordinator,
        "liaison_officer" => texts.liaison_officer,
        "inspectorate" => texts.inspectorate,
        "ombudsman" => texts.ombudsman,
        "channel_operator" => texts.channel_operator,
        "observer" => texts.observer,
        "custodian" => texts.custodian,
        "auditor" => texts.auditor,
        "head_of_agency" => texts.head_of_agency,
        _ => texts.other_role,
    }
}

/// The page that makes another passkey.
pub fn new_passkey(frame: &Frame<'_>, name: &str, mistakes: &[Mistake]) -> String {
    let texts = &frame.language.desk().accounts;
    frame.render(|| {
        let action = frame.language.path("/meja/akun/kunci");
        view! {
            <div class="narrow">
                <h1>{frame.title.to_owned()}</h1>
                {summary(texts, mistakes)}
                <p>{texts.passkey_lead}</p>
                <p class="box bad" data-passkey-none>{texts.needs_scripts}</p>
                <form method="post" action=action.clone() data-passkey="create" data-challenge=format!("{action}/tantangan") accept-charset="utf-8" novalidate hidden>
                    {key_name(texts, mistakes, name)}
                    <input type="hidden" name="answer"/>
                    <div><button>{texts.make_passkey}</button></div>
                    <p class="box bad" role="alert" hidden>{texts.passkey_failed}</p>
                </form>
                <p><a href=frame.language.path("/meja/akun")>{texts.back}</a></p>
            </div>
        }
    })
}

/// The page that sets a password, and an app if wanted or needed.
pub fn password(
    frame: &Frame<'_>,
    has_password: bool,
    secret: &Secret,
    mistakes: &[Mistake],
) -> String {
    let texts = &frame.language.desk().accounts;
    frame.render(|| {
        let app = secret_fields(texts, mistakes, secret);
        let app = match has_password {
            // The app that is there goes on unless a code of the new one is given.
            true => view! { <details open=mistakes.contains(&Mistake::Code)><summary>{texts.other_app}</summary>{app}</details> }.piece(),
            false => app,
        };
        view! {
            <div class="narrow">
                <h1>{frame.title.to_owned()}</h1>
                {summary(texts, mistakes)}
                <form method="post" action=frame.language.path("/meja/akun/sandi") accept-charset="utf-8" novalidate>
                    {password_fields(texts, mistakes)}
                    {app}
                    <div><button>{texts.save}</button></div>
                </form>
                <p><a href=frame.language.path("/meja/akun")>{texts.back}</a></p>
            </div>
        }
    })
}
