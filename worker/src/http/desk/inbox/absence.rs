//! `/meja/pengganti`: who stands in while somebody is away.

use super::{field, fields, frame, page};
use crate::http::desk::{SignedIn, broken, see_other};
use crate::http::respond::failure;
use crate::http::{App, fresh_id};
use crate::ports::RepositoryError;
use crate::ports::desk::inbox::{Absence, AbsenceRepository, Colleague};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{Request, Response, StatusCode};
use domain::complaint::actor::Role;
use domain::complaint::words::{Line, OfficerId};
use domain::date::{Date, Timestamp, Zone};
use frontend::i18n::Language;
use frontend::pages::desk::absence::{
    AbsenceForm, AbsenceLine, AbsenceMistake, AbsencePage, render,
};
use frontend::pages::desk::inbox::day_of;

/// Longest absence, in days.
const MOST_DAYS: u32 = 92;
/// The word of the inspectorate in the table of roles.
const INSPECTORATE: &str = "inspectorate";

/// Whether they have a desk at an agency.
pub fn is_at_agency(signed_in: &SignedIn) -> bool {
    !agencies(signed_in).is_empty()
}

/// The agencies where they have a desk of their own that somebody can take over.
fn agencies(signed_in: &SignedIn) -> Vec<String> {
    let posts = signed_in.own.iter();
    let posts = posts.filter(|(role, _)| {
        matches!(
            role,
            Role::AgencyCoordinator | Role::LiaisonOfficer | Role::Inspectorate
        )
    });
    let agencies = posts.filter_map(|(_, post)| Some(post.as_ref()?.agency.as_str().to_owned()));
    let mut agencies: Vec<String> = agencies.collect();
    agencies.sort();
    agencies.dedup();
    agencies
}

/// What they know of the people around them.
struct Staff {
    people: Vec<Colleague>,
    absences: Vec<Absence>,
    /// Agencies they coordinate themselves.
    coordinated: Vec<String>,
    me: OfficerId,
}

impl Staff {
    async fn of(app: &App, signed_in: &SignedIn) -> Result<Self, RepositoryError> {
        let absences = app.complaints()?;
        let (people, absences) = absences.staff(&agencies(signed_in), app.now).await?;
        // Who stands in for a coordinator says for nobody that they are away.
        let posts = signed_in.own.iter();
        let coordinated = posts.filter(|(role, _)| *role == Role::AgencyCoordinator);
        let coordinated =
            coordinated.filter_map(|(_, post)| Some(post.as_ref()?.agency.as_str().to_owned()));
        Ok(Self {
            people,
            absences,
            coordinated: coordinated.collect(),
            me: signed_in.officer.id.clone(),
        })
    }

    /// Whether they may say it for this officer: themselves, or somebody of an agency they coordinate. An inspectorate
    /// speaks for itself.
    fn may_say_for(&self, officer: &OfficerId) -> bool {
        let posts = self.posts_of(officer);
        let is_coordinated = posts
            .iter()
            .any(|post| post.role != INSPECTORATE && self.coordinated.contains(&post.agency));
        !posts.is_empty() && (*officer == self.me || is_coordinated)
    }

    fn posts_of(&self, officer: &OfficerId) -> Vec<&Colleague> {
        let people = self.people.iter();
        people.filter(|person| person.id == *officer).collect()
    }

    /// Whether the second may have the desk of the first: the same rule as in the session's query.
    fn may_stand_in(&self, officer: &OfficerId, substitute: &OfficerId) -> bool {
        let own = self.posts_of(substitute);
        officer != substitute
            && self.posts_of(officer).iter().any(|post| {
                own.iter().any(|own| {
                    let is_alike = (own.role == INSPECTORATE) == (post.role == INSPECTORATE);
                    own.agency == post.agency && is_alike
                })
            })
    }

    fn names(&self, is_in: impl Fn(&OfficerId) -> bool) -> Vec<(String, String)> {
        let mut names: Vec<(String, String)> = Vec::new();
        for person in &self.people {
            let is_new = names.iter().all(|(id, _)| id != person.id.as_str());
            if is_new && is_in(&person.id) {
                names.push((person.id.as_str().to_owned(), person.name.clone()));
            }
        }
        names
    }
}

/// Shows who stands in for whom.
#[worker::send]
pub async fn show(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
) -> Response<Body> {
    let form = AbsenceForm {
        officer: signed_in.officer.id.as_str().to_owned(),
        ..AbsenceForm::default()
    };
    answer(&app, language, &signed_in, &form, &[]).await
}

/// Forms leave their address behind: reloading it leads back.
pub async fn to_absences(Extension(language): Extension<Language>) -> Response<Body> {
    see_other(&language.path("/meja/pengganti"))
}

async fn answer(
    app: &App,
    language: Language,
    signed_in: &SignedIn,
    form: &AbsenceForm,
    mistakes: &[AbsenceMistake],
) -> Response<Body> {
    let read = match app.reference().await {
        Ok(reference) => Staff::of(app, signed_in)
            .await
            .map(|staff| (reference, staff)),
        Err(error) => Err(error),
    };
    let (reference, staff) = match read {
        Ok(read) => read,
        Err(error) => return broken(language, "absence", &error),
    };
    let zone = super::zone_of(&reference, signed_in);
    let lines = staff.absences.iter().map(|absence| AbsenceLine {
        id: absence.id.clone(),
        officer: absence.officer_name.clone(),
        substitute: absence.substitute_name.clone(),
        from: day_of(absence.from, zone),
        until: day_of(Timestamp(absence.until.0.saturating_sub(1)), zone),
        reason: absence.reason.clone(),
        may_end: staff.may_say_for(&absence.officer),
    });
    let lines: Vec<_> = lines.collect();
    let rooms = signed_in.rooms();
    let title = language.desk().absence.title;
    let frame = frame(language, "/meja/pengganti", signed_in, &rooms, title);
    let may_stand_in = |substitute: &OfficerId| {
        let mut away = staff.people.iter().map(|person| &person.id);
        away.any(|away| staff.may_say_for(away) && staff.may_stand_in(away, substitute))
    };
    let shown = AbsencePage {
        lines: &lines,
        officers: &staff.names(|id| staff.may_say_for(id)),
        substitutes: &staff.names(may_stand_in),
        form,
        mistakes,
    };
    let status = match mistakes.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    page(status, render(&frame, &shown))
}

/// Keeps an absence.
#[worker::send]
pub async fn keep(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    request: Request<Body>,
) -> Response<Body> {
    let fields = match fields(request).await {
        Ok(fields) => fields,
        Err(reason) => return failure(language, reason),
    };
    let take = |name: &str| field(&fields, name).chars().take(300).collect::<String>();
    let form = AbsenceForm {
        officer: take("officer"),
        substitute: take("substitute"),
        from: take("from"),
        until: take("until"),
        reason: take("reason"),
    };
    match store(&app, &signed_in, &form).await {
        Ok(mistakes) if mistakes.is_empty() => see_other(&language.path("/meja/pengganti")),
        Ok(mistakes) => answer(&app, language, &signed_in, &form, &mistakes).await,
        Err(error) => broken(language, "absence", &error),
    }
}

async fn store(
    app: &App,
    signed_in: &SignedIn,
    form: &AbsenceForm,
) -> Result<Vec<AbsenceMistake>, RepositoryError> {
    let reference = app.reference().await?;
    let staff = Staff::of(app, signed_in).await?;
    let mut mistakes = Vec::new();
    let officer = OfficerId::parse(&form.officer).ok();
    let officer = officer.filter(|officer| staff.may_say_for(officer));
    if officer.is_none() {
        mistakes.push(AbsenceMistake::Officer);
    }
    let substitute = OfficerId::parse(&form.substitute).ok();
    let substitute = substitute.filter(|substitute| {
        let officer = officer.as_ref();
        officer.is_none_or(|officer| staff.may_stand_in(officer, substitute))
    });
    if substitute.is_none() {
        mistakes.push(AbsenceMistake::Substitute);
    }
    let zone = super::zone_of(&reference, signed_in);
    let days = days(&form.from, &form.until, app.now, zone);
    if days.is_none() {
        mistakes.push(AbsenceMistake::Days);
    }
    let reason = Line::parse(&form.reason).ok();
    if reason.is_none() {
        mistakes.push(AbsenceMistake::Reason);
    }
    let (Some(officer), Some(substitute), Some((from, until)), Some(reason)) =
        (officer, substitute, days, reason)
    else {
        return Ok(mistakes);
    };
    if !mistakes.is_empty() {
        return Ok(mistakes);
    }
    let absence = Absence {
        id: fresh_id()?,
        officer,
        officer_name: String::new(),
        substitute,
        substitute_name: String::new(),
        from,
        until,
        reason: reason.as_str().to_owned(),
    };
    let absences = app.complaints()?;
    absences
        .keep_absence(&absence, &staff.me, app.now)
        .await
        .map(|()| mistakes)
}

/// First and last day as instants: not in the past, not for ever.
fn days(from: &str, until: &str, now: Timestamp, zone: Zone) -> Option<(Timestamp, Timestamp)> {
    let (from, until) = (Date::parse(from).ok()?, Date::parse(until).ok()?);
    let today = day_of(now, zone);
    let is_right = today <= from && from <= until && until <= from.plus_days(MOST_DAYS);
    is_right.then(|| (from.at(0, zone), until.next().at(0, zone)))
}

/// Ends an absence now.
#[worker::send]
pub async fn end(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    id: Result<Path<String>, PathRejection>,
) -> Response<Body> {
    let id = id.map(|Path(id)| id).unwrap_or_default();
    match close(&app, &signed_in, &id).await {
        Ok(()) => see_other(&language.path("/meja/pengganti")),
        Err(error) => broken(language, "absence", &error),
    }
}

async fn close(app: &App, signed_in: &SignedIn, id: &str) -> Result<(), RepositoryError> {
    let staff = Staff::of(app, signed_in).await?;
    let found = staff.absences.iter().find(|absence| absence.id == id);
    match found {
        Some(absence) if staff.may_say_for(&absence.officer) => {
            app.complaints()?.end_absence(id, app.now).await
        }
        _ => Ok(()),
    }
}
