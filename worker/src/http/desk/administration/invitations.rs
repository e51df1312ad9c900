//! New officers, and the links that let them in.

use super::accounts::{
    Written as AccountWritten, account, appointment_of, find_by_name, name_of, offered,
};
use super::{Visit, reason_of};
use crate::digest::sha256_hex;
use crate::http::desk::{SignedIn, page};
use crate::http::form::{self, Form};
use crate::http::respond::failure;
use crate::http::track::segment;
use crate::http::{App, fresh_id, fresh_token, origin_of};
use crate::ports::RepositoryError;
use crate::ports::desk::administration::{Account, AccountRepository, NewAccount, NewLink};
use crate::use_cases::administer::accounts::{WrongAppointment, check};
use crate::use_cases::invite::{end_of, invite as invite_officer};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{Request, Response, StatusCode, Uri};
use domain::complaint::ComplaintId;
use domain::complaint::actor::Role;
use domain::complaint::words::Line;
use frontend::i18n::Language;
use frontend::pages::desk::administration::{Held, InvitationForm, LinkPage};

/// How long a link counts.
const DAYS: u8 = 7;

type Answer = Result<Response<Body>, Response<Body>>;

#[derive(Default)]
struct Written {
    id: String,
    name: String,
    is_name_wrong: bool,
    held: Held,
    held_wrong: Option<&'static str>,
    reason: String,
    is_reason_wrong: bool,
}

impl Written {
    fn show(&self, visit: &Visit, status: StatusCode) -> Response<Body> {
        let texts = &visit.language.desk().administration;
        let form = InvitationForm {
            frame: visit.frame("/meja/atur/undang", texts.invite),
            id: &self.id,
            name: &self.name,
            is_name_wrong: self.is_name_wrong,
            held: &self.held,
            offered: &offered(visit, &self.held.agency),
            held_wrong: self.held_wrong,
            roles: &visit.reach.roles(),
            reason: &self.reason,
            is_reason_wrong: self.is_reason_wrong,
            needs_proof: visit.needs_proof,
        };
        page(status, form.render())
    }
}

#[worker::send]
pub async fn form(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    uri: Uri,
) -> Response<Body> {
    match Visit::enter_page(app, language, signed_in, &uri).await {
        Ok(visit) => match fresh_id() {
            Ok(id) => {
                let blank = Written::default();
                Written { id, ..blank }.show(&visit, StatusCode::OK)
            }
            Err(error) => visit.broken(&error),
        },
        Err(response) => response,
    }
}

#[worker::send]
pub async fn invite(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    request: Request<Body>,
) -> Response<Body> {
    let origin = origin_of(request.uri());
    let form = match form::read(request).await {
        Ok(form) => form,
        Err(reason) => return failure(language, reason),
    };
    let invited = async {
        let visit = Visit::enter(app, language, signed_in).await?;
        take_form(&visit, form, &origin).await
    };
    match invited.await {
        Ok(response) | Err(response) => response,
    }
}

async fn take_form(visit: &Visit, mut form: Form, origin: &str) -> Answer {
    let given = ComplaintId::parse(&form.take("id"));
    let mut written = Written {
        // A form that lost its id still invites somebody.
        id: match given {
            Ok(id) => id.as_str().to_owned(),
            Err(_) => fresh_id().map_err(|error| visit.broken(&error))?,
        },
        name: form.take("nama"),
        held: Held {
            role: form.take("peran"),
            agency: form.take("instansi").trim().to_owned(),
            unit: form.take("unit").trim().to_owned(),
        },
        reason: form.take("alasan"),
        ..Written::default()
    };
    if visit.needs_proof {
        return Err(written.show(visit, StatusCode::FORBIDDEN));
    }
    let reference = &visit.reference;
    find_by_name(reference, &mut written.held);
    let name = Line::parse(&written.name);
    written.is_name_wrong = name.is_err();
    let appointment = appointment_of(&written.held);
    let checked = match &appointment {
        Some(appointment) => check(appointment, &visit.reach, reference),
        None => Err(WrongAppointment::Role),
    };
    written.held_wrong = checked.err().map(name_of);
    let reason = reason_of(&written.reason);
    written.is_reason_wrong = reason.is_none();
    let (Ok(name), Some(appointment), Some(reason), None) =
        (name, appointment, reason, written.held_wrong)
    else {
        return Err(written.show(visit, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let new = NewAccount {
        id: &written.id,
        name: name.as_str(),
        at: visit.app.now,
        by: &visit.signed_in.officer.id,
        reason: &reason,
        appointment: &appointment,
    };
    let accounts = visit.app.complaints();
    let accounts = accounts.map_err(|error| visit.broken(&error))?;
    match accounts.create_account(&new).await {
        Ok(()) => link(visit, &written.id, name.as_str(), origin).await,
        // Sent twice: they exist. The link was in the first answer; another one takes a reason, on their page.
        Err(RepositoryError::Conflict) => {
            let invited = account(visit, &written.id).await?;
            let twice = visit.language.desk().administration.invited_twice;
            let shown = AccountWritten::of(&invited);
            Err(shown.show(visit, &invited, StatusCode::CONFLICT, Some(twice)))
        }
        Err(error) => Err(visit.broken(&error)),
    }
}

#[worker::send]
pub async fn again(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    id: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    let id = segment(id);
    let origin = origin_of(request.uri());
    let form = match form::read(request).await {
        Ok(form) => form,
        Err(reason) => return failure(language, reason),
    };
    let invited = async {
        let visit = Visit::enter(app, language, signed_in).await?;
        let account = account(&visit, &id).await?;
        take_again(&visit, &account, form, &origin).await
    };
    match invited.await {
        Ok(response) | Err(response) => response,
    }
}

/// Whoever has the link has the account: it takes a reason, stays in history, and its owner and the auditor are told.
async fn take_again(visit: &Visit, account: &Account, mut form: Form, origin: &str) -> Answer {
    let me = &visit.signed_in.officer.id;
    let mut written = AccountWritten::of(account);
    written.again_reason = form.take("alasan");
    let reason = reason_of(&written.again_reason);
    written.is_again_wrong = reason.is_none();
    if !visit.reach.may_invite_again(account, me) || visit.needs_proof {
        return Err(written.show(visit, account, StatusCode::FORBIDDEN, None));
    }
    let Some(reason) = reason else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let wrong = visit.language.desk().administration.reason_wrong;
        return Err(written.show(visit, account, status, Some(wrong)));
    };
    let token = fresh_token().map_err(|error| visit.broken(&error))?;
    let link = NewLink {
        id: &fresh_id().map_err(|error| visit.broken(&error))?,
        at: visit.app.now,
        by: me,
        role: match visit.reach.is_nation() {
            true => Role::NationalAdmin,
            false => Role::AgencyCoordinator,
        },
        reason: &reason,
        before: account,
        hash: &sha256_hex(&token),
        expires_at: end_of(DAYS, visit.app.now),
    };
    let stored = match visit.app.complaints() {
        Ok(accounts) => accounts.invite_again(&link).await,
        Err(error) => Err(error),
    };
    match stored {
        Ok(()) => Ok(show_link(visit, &account.name, &token, origin)),
        Err(RepositoryError::Conflict) => {
            let stale = visit.language.desk().administration.account_stale;
            Err(written.show(visit, account, StatusCode::CONFLICT, Some(stale)))
        }
        Err(error) => Err(visit.broken(&error)),
    }
}

/// A link for one use; only its digest is kept.
async fn link(visit: &Visit, officer: &str, name: &str, origin: &str) -> Answer {
    let token = fresh_token().map_err(|error| visit.broken(&error))?;
    let accounts = visit.app.complaints();
    let accounts = accounts.map_err(|error| visit.broken(&error))?;
    let by = Some(visit.signed_in.officer.id.as_str());
    let invited = invite_officer(&accounts, officer, by, &token, DAYS, visit.app.now).await;
    invited.map_err(|error| visit.broken(&error))?;
    Ok(show_link(visit, name, &token, origin))
}

fn show_link(visit: &Visit, name: &str, token: &str, origin: &str) -> Response<Body> {
    let texts = &visit.language.desk().administration;
    let path = visit.language.path(&format!("/meja/undangan/{token}"));
    let shown = LinkPage {
        frame: visit.frame("/meja/atur/petugas", texts.link_title),
        name,
        link: &format!("{origin}{path}"),
    };
    page(StatusCode::CREATED, shown.render())
}
