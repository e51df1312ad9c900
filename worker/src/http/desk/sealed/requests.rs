//! Those who handle a case: asking for an identity, and seeing it once.

use super::{frame, id_or_fresh, may_ask, proof_address, to_proof, views};
use crate::http::desk::{SignedIn, broken, page, see_other};
use crate::http::respond::failure;
use crate::http::track::{query, segment, short};
use crate::http::{App, form, fresh_id, fresh_secret};
use crate::ports::RepositoryError;
use crate::ports::desk::sealed::SealedRepository;
use crate::ports::life::{LifeRepository, Which};
use crate::use_cases::act::Claim;
use crate::use_cases::release_identity::{Asking, Desk, NotReleased, is_live};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{Request, Response, StatusCode, Uri};
use domain::complaint::actor::Role;
use domain::complaint::command::CommandName;
use domain::complaint::transition::TransitionError;
use domain::complaint::words::{Line, MAX_WORDS_CHARS, Words};
use domain::complaint::{ComplaintId, ReporterKind};
use domain::phone::PhoneNumber;
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;
use frontend::pages::desk::sealed::ask::{self, AskPage, AskState, AskValues, IdentityView};
use frontend::pages::desk::sealed::list::ListPage;
use frontend::pages::failure::Failure;

/// A reason that says less says nothing.
const FEWEST_REASON_CHARS: usize = 20;

type Mistakes = Vec<(&'static str, &'static str)>;

/// `/meja/segel`.
#[worker::send]
pub async fn list(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    uri: Uri,
) -> Response<Body> {
    let (is_custodian, is_auditor) = (
        signed_in.owns(Role::Custodian),
        signed_in.owns(Role::Auditor),
    );
    if !is_custodian && !may_ask(&signed_in) {
        return match is_auditor {
            true => see_other(&language.path("/meja/segel/catatan")),
            false => failure(language, Failure::NotFound),
        };
    }
    let typed = may_ask(&signed_in).then(|| short(query(&uri).take("kode")));
    let typed = typed.filter(|typed| !typed.trim().is_empty());
    if let Some(code) = typed
        .as_deref()
        .and_then(|typed| TrackingCode::parse(typed).ok())
    {
        return see_other(&language.path(&format!("/meja/segel/{code}")));
    }
    let loaded = async {
        let repository = app.complaints()?;
        let custody = match is_custodian {
            true => Some((repository.waiting().await?, repository.decided().await?)),
            false => None,
        };
        let own = match may_ask(&signed_in) {
            true => Some(repository.requests_by(&signed_in.officer.id, None).await?),
            false => None,
        };
        Ok::<_, RepositoryError>((custody, own))
    };
    let (custody, own) = match loaded.await {
        Ok(loaded) => loaded,
        Err(error) => return broken(language, "sealed list", &error),
    };
    let custody = custody.map(|(waiting, decided)| {
        (
            views(&waiting, &signed_in, app.now),
            views(&decided, &signed_in, app.now),
        )
    });
    let own = own.map(|own| views(&own, &signed_in, app.now));
    let rooms = signed_in.rooms();
    let title = language.desk().sealed.title;
    let status = match typed {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let list = ListPage {
        frame: frame(language, &signed_in, &rooms, "/meja/segel", title),
        custody: custody
            .as_ref()
            .map(|(waiting, decided)| (waiting.as_slice(), decided.as_slice())),
        own: own.as_deref(),
        has_log: is_auditor,
        typed: typed.as_deref(),
    };
    page(status, list.render())
}

/// `/meja/segel/{code}`.
#[worker::send]
pub async fn show(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    typed: Result<Path<String>, PathRejection>,
) -> Response<Body> {
    let Ok(code) = TrackingCode::parse(&short(segment(typed))) else {
        return failure(language, Failure::NotFound);
    };
    case(&app, language, &signed_in, &code, None, Vec::new()).await
}

/// The page of one case; with what was written and what was wrong with it.
async fn case(
    app: &App,
    language: Language,
    signed_in: &SignedIn,
    code: &TrackingCode,
    values: Option<AskValues>,
    mistakes: Mistakes,
) -> Response<Body> {
    let loaded = async {
        let repository = app.complaints()?;
        let Some(id) = repository.in_scope(code, &signed_in.officer).await? else {
            return Ok(None);
        };
        let reference = app.reference().await?;
        let (stored, _) = repository.open(Which::Id(&id), None).await?;
        let own = repository
            .requests_by(&signed_in.officer.id, Some(&id))
            .await?;
        let ids = (fresh_id()?, fresh_id()?);
        Ok::<_, RepositoryError>(stored.map(|stored| (reference, stored, own, ids)))
    };
    let (reference, stored, own, (ask_id, open_id)) = match loaded.await {
        Ok(Some(loaded)) => loaded,
        Ok(None) => return failure(language, Failure::NotFound),
        Err(error) => return broken(language, "sealed case", &error),
    };
    let claim = Claim::Officer(signed_in.officer.clone());
    let permitted = claim
        .actors(&reference, &stored.complaint)
        .iter()
        .map(|(actor, _)| stored.complaint.permit(actor, CommandName::RequestIdentity))
        .reduce(Result::or)
        .unwrap_or(Err(TransitionError::NotYours {
            role: Role::Observer,
            command: CommandName::RequestIdentity,
        }));
    let requests = views(&own, signed_in, app.now);
    let mut live = own.iter().zip(&requests);
    let live = live.find(|(request, _)| is_live(request, app.now));
    let is_proved = signed_in.is_proved(app.now);
    let state = match (stored.complaint.facts().reporter, permitted) {
        (ReporterKind::Named, _) => AskState::NothingSealed,
        (ReporterKind::Unknown, _) => AskState::NothingKnown,
        (ReporterKind::Sealed, Err(TransitionError::NotYours { .. })) => AskState::NotYours,
        (ReporterKind::Sealed, Err(_)) => AskState::Over,
        (ReporterKind::Sealed, Ok(())) => match live {
            None => AskState::May,
            Some((request, _)) if request.decision.is_none() => AskState::Waits,
            Some((_, view)) => AskState::Released(view, is_proved),
        },
    };
    let status = match (state, mistakes.is_empty(), values.is_some()) {
        (AskState::NotYours, ..) => StatusCode::FORBIDDEN,
        (_, true, _) => StatusCode::OK,
        (_, false, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (_, false, false) => StatusCode::CONFLICT,
    };
    let values = values.unwrap_or(AskValues {
        id: ask_id,
        ..AskValues::default()
    });
    let path = format!("/meja/segel/{code}");
    let rooms = signed_in.rooms();
    let title = language.desk().sealed.ask_title;
    let shown = AskPage {
        frame: frame(language, signed_in, &rooms, &path, title),
        code: &code.to_string(),
        state,
        requests: &requests,
        values: &values,
        mistakes: &mistakes,
        open_id: &open_id,
        prove: &proof_address(language, &path),
    };
    page(status, shown.render())
}

/// Takes a request.
#[worker::send]
pub async fn ask(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    typed: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    let mut form = match form::read(request).await {
        Ok(form) => form,
        Err(reason) => return failure(language, reason),
    };
    let Ok(code) = TrackingCode::parse(&short(segment(typed))) else {
        return failure(language, Failure::NotFound);
    };
    let texts = &language.desk().sealed;
    let id = match id_or_fresh(&form.take("id")) {
        Ok(id) => id,
        Err(error) => return broken(language, "sealed ask", &error),
    };
    let mut values = AskValues {
        id: id.to_string(),
        basis: form.take("basis"),
        reason: form.take("reason"),
    };
    let basis = Line::parse(&values.basis);
    let reason = Words::parse(&values.reason);
    let reason = reason
        .ok()
        .filter(|reason| reason.as_str().chars().count() >= FEWEST_REASON_CHARS);
    let (Ok(basis), Some(reason)) = (&basis, &reason) else {
        let mut mistakes = Mistakes::new();
        if basis.is_err() {
            mistakes.push(("basis", texts.basis_missing));
        }
        if reason.is_none() {
            let is_long = values.reason.chars().count() > MAX_WORDS_CHARS;
            let words = match is_long {
                true => texts.too_long,
                false => texts.reason_short,
            };
            mistakes.push(("reason", words));
        }
        return case(&app, language, &signed_in, &code, Some(values), mistakes).await;
    };
    let asked = async {
        let (repository, reference) = (app.complaints()?, app.reference().await?);
        let desk = Desk {
            repository: &repository,
            reference: &reference,
            officer: &signed_in.officer,
            secret: &fresh_secret()?,
            now: app.now,
        };
        let id = &id;
        desk.ask(&code, &Asking { id, basis, reason }).await
    };
    match asked.await {
        Ok(()) => see_other(&language.path(&format!("/meja/segel/{code}"))),
        Err(NotReleased::NotFound) => failure(language, Failure::NotFound),
        Err(error) => {
            if error == NotReleased::IdReused {
                values.id = fresh_id().unwrap_or_default();
            }
            let Some(words) = words_of(language, &error) else {
                return broken_of(language, "sealed ask", error);
            };
            let mistakes = vec![("", words)];
            case(&app, language, &signed_in, &code, Some(values), mistakes).await
        }
    }
}

/// The address of the answer, opened by hand.
pub async fn to_case(
    Extension(language): Extension<Language>,
    typed: Result<Path<String>, PathRejection>,
) -> Response<Body> {
    match TrackingCode::parse(&short(segment(typed))) {
        Ok(code) => see_other(&language.path(&format!("/meja/segel/{code}"))),
        Err(_) => failure(language, Failure::NotFound),
    }
}

/// Opens what was released. The answer is the only place where it is ever shown.
#[worker::send]
pub async fn open(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    typed: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    let mut form = match form::read(request).await {
        Ok(form) => form,
        Err(reason) => return failure(language, reason),
    };
    let Ok(code) = TrackingCode::parse(&short(segment(typed))) else {
        return failure(language, Failure::NotFound);
    };
    let path = format!("/meja/segel/{code}");
    if !signed_in.is_proved(app.now) {
        return match may_ask(&signed_in) {
            true => to_proof(language, &path),
            false => failure(language, Failure::NotFound),
        };
    }
    let (Ok(request), Ok(id)) = (
        ComplaintId::parse(&form.take("request")),
        ComplaintId::parse(&form.take("id")),
    ) else {
        return failure(language, Failure::NotFound);
    };
    let opened = async {
        let (repository, reference) = (app.complaints()?, app.reference().await?);
        let desk = Desk {
            repository: &repository,
            reference: &reference,
            officer: &signed_in.officer,
            secret: &fresh_secret()?,
            now: app.now,
        };
        desk.open(&app.vault(), &code, &request, &id).await
    };
    match opened.await {
        Ok(identity) => {
            let rooms = signed_in.rooms();
            let title = language.desk().sealed.identity_title;
            let frame = frame(language, &signed_in, &rooms, &path, title);
            let shown = IdentityView {
                name: identity.name,
                phone: identity
                    .phone
                    .as_ref()
                    .map(|phone| PhoneNumber::as_str(phone).to_owned()),
                email: identity.email,
            };
            page(
                StatusCode::OK,
                ask::identity(&frame, &code.to_string(), &shown),
            )
        }
        Err(NotReleased::NotFound) => failure(language, Failure::NotFound),
        Err(error) => match words_of(language, &error) {
            Some(words) => {
                let mistakes = vec![("", words)];
                case(&app, language, &signed_in, &code, None, mistakes).await
            }
            None => broken_of(language, "sealed open", error),
        },
    }
}

/// Why nothing was done, in the officer's words; none if that is our fault.
pub fn words_of(language: Language, error: &NotReleased) -> Option<&'static str> {
    let texts = &language.desk().sealed;
    Some(match error {
        NotReleased::IdReused => texts.id_reused,
        NotReleased::AlreadyAsked => texts.already_asked,
        NotReleased::OwnRequest => texts.four_eyes,
        NotReleased::AlreadyDecided => texts.already_decided,
        NotReleased::NotGranted => texts.not_granted,
        NotReleased::Expired => texts.expired,
        NotReleased::AlreadyOpened => texts.already_opened,
        NotReleased::Refused(TransitionError::NotYours { .. }) => texts.not_yours,
        NotReleased::Refused(_) => texts.refused_now,
        NotReleased::Repository(RepositoryError::Conflict) => texts.busy,
        NotReleased::NotFound | NotReleased::Repository(_) => return None,
    })
}

/// Our fault.
pub fn broken_of(language: Language, place: &'static str, error: NotReleased) -> Response<Body> {
    match error {
        NotReleased::Repository(error) => broken(language, place, &error),
        _ => failure(language, Failure::NotFound),
    }
}
