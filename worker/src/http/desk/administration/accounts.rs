//! Officers: their roles, and whether they may come in.

use super::{Visit, path_of, query_of, reason_of};
use crate::digest::sha256_hex;
use crate::http::desk::{SignedIn, page};
use crate::http::form::{self, Form};
use crate::http::respond::failure;
use crate::http::track::segment;
use crate::http::{App, fresh_id};
use crate::ports::desk::administration::{Account, AccountChange, AccountRepository, Appointment};
use crate::ports::{Reference, RepositoryError};
use crate::use_cases::administer::accounts::{WrongAppointment, check, is_watching};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{Request, Response, StatusCode, Uri};
use domain::routing::AgencyEntry;
use frontend::i18n::Language;
use frontend::pages::desk::administration::{
    AccountForm, AccountLine, AccountsPage, Again, Held, Offered,
};

/// Accounts of a page; more are found by searching.
const PAGE_ACCOUNTS: u32 = 200;
const MOST_SEARCH_CHARS: usize = 100;
/// Roles of one account.
const MOST_ROLES: usize = 50;

type Answer = Result<Response<Body>, Response<Body>>;

#[worker::send]
pub async fn list(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    uri: Uri,
) -> Response<Body> {
    let shown = async {
        let visit = Visit::enter_page(app, language, signed_in, &uri).await?;
        show_list(&visit, &uri).await
    };
    match shown.await {
        Ok(response) | Err(response) => response,
    }
}

async fn show_list(visit: &Visit, uri: &Uri) -> Answer {
    let search = query_of(uri).take("cari");
    let search: String = search.trim().chars().take(MOST_SEARCH_CHARS).collect();
    let accounts = match visit.app.complaints() {
        Ok(accounts) => {
            let agencies = visit.reach.agencies();
            accounts.accounts(agencies, &search, PAGE_ACCOUNTS).await
        }
        Err(error) => Err(error),
    };
    let accounts = accounts.map_err(|error| visit.broken(&error))?;
    let lines: Vec<_> = accounts
        .iter()
        .map(|account| line(visit, account))
        .collect();
    let path = path_of(uri);
    let list = AccountsPage {
        frame: visit.frame(&path, visit.language.desk().administration.officers),
        accounts: &lines,
        search: &search,
        invite: Some("/meja/atur/undang"),
    };
    Ok(page(StatusCode::OK, list.render()))
}

fn line(visit: &Visit, account: &Account) -> AccountLine {
    let places = account.appointments.iter();
    let places = places.map(|held| visit.place(held.agency.as_deref(), held.unit.as_deref()));
    let held = account.appointments.iter().map(|appointment| Held {
        role: appointment.role.clone(),
        agency: appointment.agency.clone().unwrap_or_default(),
        unit: appointment.unit.clone().unwrap_or_default(),
    });
    AccountLine {
        id: account.id.clone(),
        name: account.name.clone(),
        is_active: account.is_active,
        seen_at: account.seen_at,
        held: held.collect(),
        places: places.collect(),
    }
}

/// An account they may see: one with a post within their reach.
pub async fn account(visit: &Visit, id: &str) -> Result<Account, Response<Body>> {
    let account = match visit.app.complaints() {
        Ok(accounts) => accounts.account(id).await,
        Err(error) => Err(error),
    };
    let account = account.map_err(|error| visit.broken(&error))?;
    let is_near = |account: &Account| {
        let mut held = account.appointments.iter();
        visit.reach.is_nation() || held.any(|held| visit.reach.holds(held.agency.as_deref()))
    };
    account.filter(is_near).ok_or_else(|| visit.absent())
}

/// What a form was begun on.
fn version(account: &Account) -> String {
    let held = serde_json::to_string(&account.appointments).unwrap_or_default();
    sha256_hex(&format!("{}\n{held}", account.is_active))
}

/// What the forms of an account say.
#[derive(Default)]
pub struct Written {
    kept: Vec<bool>,
    is_active: bool,
    more: Held,
    more_wrong: Option<&'static str>,
    reason: String,
    is_reason_wrong: bool,
    is_stored: bool,
    /// Why they are invited again.
    pub again_reason: String,
    /// That reason is missing.
    pub is_again_wrong: bool,
}

impl Written {
    /// As the account is.
    pub fn of(account: &Account) -> Self {
        Self {
            kept: vec![true; account.appointments.len()],
            is_active: account.is_active,
            ..Self::default()
        }
    }

    /// The page with what was written.
    pub fn show(
        &self,
        visit: &Visit,
        account: &Account,
        status: StatusCode,
        problem: Option<&str>,
    ) -> Response<Body> {
        let path = format!("/meja/atur/petugas/{}", account.id);
        let roles = visit.reach.roles();
        let me = &visit.signed_in.officer.id;
        let may_change = visit.reach.may_change(account, me);
        let again = match visit.reach.may_invite_again(account, me) {
            true => Again::May,
            false if visit.reach.is_nation() && is_watching(account) => Again::Watching,
            false => Again::No,
        };
        let form = AccountForm {
            frame: visit.frame(&path, visit.language.desk().administration.officers),
            account: &line(visit, account),
            kept: &self.kept,
            is_active: self.is_active,
            more: &self.more,
            offered: &offered(visit, &self.more.agency),
            more_wrong: self.more_wrong,
            roles: &roles,
            reason: &self.reason,
            is_reason_wrong: self.is_reason_wrong,
            version: &version(account),
            may_change,
            is_own: account.id == me.as_str(),
            again,
            again_reason: &self.again_reason,
            is_again_wrong: self.is_again_wrong,
            problem,
            is_stored: self.is_stored,
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
    id: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Response<Body> {
    let id = segment(id);
    let shown = async {
        let visit = Visit::enter_page(app, language, signed_in, &uri).await?;
        let account = account(&visit, &id).await?;
        let written = Written {
            is_stored: query_of(&uri).is_ticked("baru"),
            ..Written::of(&account)
        };
        Ok(written.show(&visit, &account, StatusCode::OK, None))
    };
    match shown.await {
        Ok(response) | Err(response) => response,
    }
}

#[worker::send]
pub async fn change(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    id: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    let id = segment(id);
    let form = match form::read(request).await {
        Ok(form) => form,
        Err(reason) => return failure(language, reason),
    };
    let changed = async {
        let visit = Visit::enter(app, language, signed_in).await?;
        let account = account(&visit, &id).await?;
        take_form(&visit, &account, form).await
    };
    match changed.await {
        Ok(response) | Err(response) => response,
    }
}

async fn take_form(visit: &Visit, account: &Account, mut form: Form) -> Answer {
    let texts = &visit.language.desk().administration;
    let mut written = read(account, &mut form);
    find_by_name(&visit.reference, &mut written.more);
    let may_change = visit.reach.may_change(account, &visit.signed_in.officer.id);
    if !may_change || visit.needs_proof {
        return Err(written.show(visit, account, StatusCode::FORBIDDEN, None));
    }
    if form.take("versi") != version(account) {
        let status = StatusCode::CONFLICT;
        return Err(written.show(visit, account, status, Some(texts.account_stale)));
    }
    let more = appointment_of(&written.more);
    if let Some(more) = &more {
        let checked = check(more, &visit.reach, &visit.reference);
        written.more_wrong = checked.err().map(name_of);
    }
    let reason = reason_of(&written.reason);
    written.is_reason_wrong = reason.is_none();
    let (None, Some(reason)) = (written.more_wrong, reason) else {
        let problem = match written.more_wrong {
            Some(wrong) => {
                frontend::i18n::desk::administration::wrong_appointment_words(visit.language, wrong)
            }
            None => texts.reason_wrong,
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Err(written.show(visit, account, status, Some(problem)));
    };
    let kept = account.appointments.iter().zip(&written.kept);
    let kept = kept.filter(|(_, is_kept)| **is_kept).map(|(held, _)| held);
    let mut appointments: Vec<Appointment> = kept.cloned().chain(more).collect();
    appointments.sort();
    appointments.dedup();
    let is_same = written.is_active == account.is_active && appointments == account.appointments;
    if is_same || appointments.len() > MOST_ROLES {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Err(written.show(visit, account, status, Some(texts.nothing_changed)));
    }
    let id = fresh_id().map_err(|error| visit.broken(&error))?;
    let change = AccountChange {
        id: &id,
        at: visit.app.now,
        by: &visit.signed_in.officer.id,
        reason: &reason,
        before: account,
        is_active: written.is_active,
        appointments: &appointments,
    };
    let stored = match visit.app.complaints() {
        Ok(accounts) => accounts.store_account(&change).await,
        Err(error) => Err(error),
    };
    match stored {
        Ok(()) if appointments.is_empty() && !visit.reach.is_nation() => {
            Ok(visit.to("/meja/atur/petugas"))
        }
        Ok(()) => Ok(visit.to(&format!("/meja/atur/petugas/{}?baru=1", account.id))),
        Err(RepositoryError::Conflict) => {
            let status = StatusCode::CONFLICT;
            Err(written.show(visit, account, status, Some(texts.account_stale)))
        }
        Err(RepositoryError::Refused(message)) if message.contains("reference_change.after") => {
            let status = StatusCode::CONFLICT;
            Err(written.show(visit, account, status, Some(texts.last_admin)))
        }
        Err(error) => Err(visit.broken(&error)),
    }
}

fn read(account: &Account, form: &mut Form) -> Written {
    let kept = 0..account.appointments.len();
    let kept = kept.map(|index| form.is_ticked(&format!("tetap-{index}")));
    Written {
        kept: kept.collect(),
        is_active: form.is_ticked("aktif"),
        more: Held {
            role: form.take("peran"),
            agency: form.take("instansi").trim().to_owned(),
            unit: form.take("unit").trim().to_owned(),
        },
        reason: form.take("alasan"),
        ..Written::default()
    }
}

/// Agencies that a field offers at most.
const MOST_OFFERED: usize = 20;

/// What the fields of a role offer: every unit, and the agencies whose name has what was typed.
pub fn offered(visit: &Visit, typed: &str) -> Offered {
    let routes = &visit.reference.table;
    let units = routes.units().iter();
    let found = agencies_named(&visit.reference, typed);
    Offered {
        agencies: found
            .into_iter()
            .take(MOST_OFFERED)
            .map(|entry| (entry.id.clone(), entry.name.clone()))
            .collect(),
        units: units
            .map(|unit| (unit.id.clone(), format!("{} ({})", unit.name, unit.scope)))
            .collect(),
    }
}

fn agencies_named<'a>(reference: &'a Reference, typed: &str) -> Vec<&'a AgencyEntry> {
    let typed = typed.trim().to_lowercase();
    if typed.chars().count() < 2 {
        return Vec::new();
    }
    let agencies = reference.table.agencies().iter();
    let has = |name: &str| name.to_lowercase().contains(&typed);
    agencies
        .filter(|entry| has(&entry.name) || has(&entry.short_name) || has(&entry.id))
        .collect()
}

/// Names instead of codes: taken where only one agency, and one unit of its level, is called so.
pub fn find_by_name(reference: &Reference, held: &mut Held) {
    let routes = &reference.table;
    if !held.agency.is_empty() && routes.agency(&held.agency).is_none() {
        let found = agencies_named(reference, &held.agency);
        let typed = held.agency.to_lowercase();
        let is_exact = |entry: &&&AgencyEntry| {
            entry.name.to_lowercase() == typed || entry.short_name.to_lowercase() == typed
        };
        let mut exact = found.iter().filter(is_exact);
        let only = match (exact.next(), exact.next(), found.as_slice()) {
            (Some(entry), None, _) => Some(*entry),
            (None, _, [entry]) => Some(*entry),
            _ => None,
        };
        if let Some(entry) = only {
            held.agency.clone_from(&entry.id);
        }
    }
    if !held.unit.is_empty() && routes.unit(&held.unit).is_none() {
        let level = routes
            .agency(&held.agency)
            .map(|entry| entry.level.as_str());
        let typed = held.unit.to_lowercase();
        let units = routes.units().iter().filter(|unit| {
            let is_called =
                unit.name.to_lowercase() == typed || unit.short_name.to_lowercase() == typed;
            is_called && level == Some(unit.scope.as_str())
        });
        if let [unit] = units.collect::<Vec<_>>().as_slice() {
            held.unit.clone_from(&unit.id);
        }
    }
}

/// What a form gives; none if it gives nothing.
pub fn appointment_of(held: &Held) -> Option<Appointment> {
    if *held == Held::default() {
        return None;
    }
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Some(Appointment {
        role: held.role.clone(),
        agency: some(&held.agency),
        unit: some(&held.unit),
    })
}

/// By which its words are found.
pub fn name_of(wrong: WrongAppointment) -> &'static str {
    match wrong {
        WrongAppointment::Role => "role",
        WrongAppointment::Place => "place",
        WrongAppointment::Agency => "agency",
        WrongAppointment::Beyond => "beyond",
    }
}
