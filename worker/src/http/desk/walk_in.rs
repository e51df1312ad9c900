//! What was said or written at the counter, on the phone, in the box: `/meja/loket`, and its paper form.

mod api;
mod entry;
mod shell;

use super::{SignedIn, page, see_other};
use crate::http::form;
use crate::http::respond::failure;
use crate::http::{App, fresh_id, fresh_key, log_failure, origin_of};
use crate::ports::desk::walk_in::WalkInRepository;
use crate::ports::{Reference, RepositoryError};
use axum::Router;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{Request, Response, StatusCode, Uri};
use axum::routing::{get, put};
use domain::access_key::AccessKey;
use domain::date::Zone;
use entry::{NotStored, Wrong, store};
use frontend::i18n::Language;
use frontend::pages::desk::frame::{Frame, Room};
use frontend::pages::desk::walk_in::{self, EntryValues, Notice, Slip, WalkInPage};
use frontend::pages::failure::Failure;

/// The paths of this room, below `/meja`.
pub fn routes() -> Router {
    Router::new()
        .route("/loket", get(show).post(keep))
        .route("/loket/{id}", put(api::put_entry).get(to_screen))
        .route("/formulir", get(paper))
        .route("/sw.js", get(shell::service_worker))
}

/// Whether they may key in for others.
fn may_enter(signed_in: &SignedIn) -> bool {
    signed_in.rooms().contains(&Room::WalkIn)
}

/// The empty form; with `?kosong`, the one for the time without a network, in which there is nobody's id.
#[worker::send]
async fn show(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    uri: Uri,
) -> Response<Body> {
    let screen = Screen::of(language, &signed_in);
    if !may_enter(&signed_in) {
        return screen.forbidden();
    }
    if uri.query() == Some("kosong") {
        return page(StatusCode::OK, shell::render(language));
    }
    let values = match screen.blank(&app, None).await {
        Ok(values) => values,
        Err(error) => return super::broken(language, "walk-in", &error),
    };
    screen
        .show(&app, StatusCode::OK, &values, &[], None, None)
        .await
}

/// Stores what the form says: its receipt (201, and 200 for every repetition) above an empty form, or the form again with
/// everything still in it.
#[worker::send]
async fn keep(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    request: Request<Body>,
) -> Response<Body> {
    let screen = Screen::of(language, &signed_in);
    if !may_enter(&signed_in) {
        return screen.forbidden();
    }
    let origin = origin_of(request.uri());
    let mut form = match form::read(request).await {
        Ok(form) => form,
        Err(reason) => return failure(language, reason),
    };
    let values = entry::form_values(&mut form);
    let stored = store(&app, &signed_in.officer, &values, form.has_broken_text).await;
    let stored = match stored {
        Ok(stored) => stored,
        Err(error) => return screen.again(&app, &error, values).await,
    };
    let slip_language = values.language(language);
    let key = stored.key(&values);
    let code = stored.receipt.tracking_code.to_string();
    let steps = &stored.steps;
    let slip = Slip {
        language: slip_language,
        origin: &origin,
        code: &code,
        access_key: key.as_ref().map(AccessKey::as_str),
        values: &values,
        said: stored.said_words(&values, slip_language),
        received_at: steps.received_at(slip_language),
        verify_by: steps.verify_by(slip_language),
        respond_by: steps.respond_by(slip_language),
        resolve_by: steps.resolve_by(slip_language),
    };
    let status = match stored.receipt.is_new {
        true => StatusCode::CREATED,
        false => StatusCode::OK,
    };
    let next = match screen.blank(&app, Some(&values)).await {
        Ok(next) => next,
        Err(error) => return super::broken(language, "walk-in", &error),
    };
    screen
        .show(&app, status, &next, &[], None, Some(&slip))
        .await
}

/// The address of an entry, opened by hand.
async fn to_screen(Extension(language): Extension<Language>) -> Response<Body> {
    see_other(&language.path(walk_in::PATH))
}

/// The paper form.
async fn paper(
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    uri: Uri,
) -> Response<Body> {
    let screen = Screen::of(language, &signed_in);
    if !may_enter(&signed_in) {
        return screen.forbidden();
    }
    let frame = Frame {
        path: walk_in::paper::PATH,
        title: language.desk().paper.title,
        ..screen.frame()
    };
    let shown = walk_in::paper::render(&frame, &origin_of(&uri));
    page(StatusCode::OK, shown)
}

/// The screen for one officer.
struct Screen<'a> {
    language: Language,
    signed_in: &'a SignedIn,
    rooms: Vec<Room>,
}

impl<'a> Screen<'a> {
    fn of(language: Language, signed_in: &'a SignedIn) -> Self {
        Self {
            language,
            signed_in,
            rooms: signed_in.rooms(),
        }
    }

    fn frame(&self) -> Frame<'_> {
        Frame {
            language: self.language,
            path: walk_in::PATH,
            room: Room::WalkIn,
            officer: Some(&self.signed_in.name),
            rooms: &self.rooms,
            title: self.language.desk().walk_in.title,
        }
    }

    fn forbidden(&self) -> Response<Body> {
        page(StatusCode::FORBIDDEN, walk_in::forbidden(&self.frame()))
    }

    /// An empty form for the next entry: channel and day stay, because one entry of a box follows another.
    async fn blank(
        &self,
        app: &App,
        last: Option<&EntryValues>,
    ) -> Result<EntryValues, RepositoryError> {
        let zone = match last.and_then(|last| entry::zone_named(&last.zone)) {
            Some(zone) => zone,
            None => self.zone(&*app.reference().await?),
        };
        let (today, millis) = app.now.local(zone);
        let today = today.to_string();
        let minutes = millis / 60_000;
        let clock = format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let fresh = EntryValues {
            id: fresh_id()?,
            access_key: fresh_key()?.as_str().to_owned(),
            zone: zone.abbreviation().to_owned(),
            said_on: today.clone(),
            said_time: clock.clone(),
            receipt_language: self.language.tag().to_owned(),
            ..EntryValues::default()
        };
        let Some(last) = last else {
            return Ok(fresh);
        };
        let is_now = last.said_on == today && !last.said_time.is_empty();
        Ok(EntryValues {
            channel: last.channel.clone(),
            said_on: last.said_on.clone(),
            said_time: match is_now {
                true => clock,
                false => last.said_time.clone(),
            },
            receipt_language: last.receipt_language.clone(),
            ..fresh
        })
    }

    /// The zone of the office; the capital's for officers of the nation.
    fn zone(&self, reference: &Reference) -> Zone {
        let posts = self.signed_in.officer.posts.iter();
        let mut agencies = posts.filter_map(|(_, post)| post.as_ref());
        let holder = agencies.find_map(|post| reference.holder(&post.agency, None));
        holder.map_or(Zone::Wib, |holder| holder.zone)
    }

    async fn show(
        &self,
        app: &App,
        status: StatusCode,
        values: &EntryValues,
        wrong: &[Wrong],
        notice: Option<Notice>,
        slip: Option<&Slip<'_>>,
    ) -> Response<Body> {
        let mistakes: Vec<_> = wrong
            .iter()
            .map(|wrong| wrong.mistake(self.language))
            .collect();
        let shown = WalkInPage {
            frame: self.frame(),
            officer: Some(self.signed_in.officer.id.as_str()),
            values,
            mistakes: &mistakes,
            notice,
            slip,
            count: self.count(app, values).await,
        };
        page(status, shown.render())
    }

    /// Entries of today; not worth losing a form for.
    async fn count(&self, app: &App, values: &EntryValues) -> Option<u32> {
        let zone = entry::zone_named(&values.zone).unwrap_or(Zone::Wib);
        let midnight = app.now.local(zone).0.at(0, zone);
        let complaints = app.complaints().ok()?;
        let count = complaints
            .keyed_since(&self.signed_in.officer.id, midnight)
            .await;
        count.map_err(|error| log_failure("walk-in", &error)).ok()
    }

    async fn again(&self, app: &App, error: &NotStored, values: EntryValues) -> Response<Body> {
        let values = entry::without_nul(values);
        match error {
            NotStored::Invalid(wrong) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                self.show(app, status, &values, wrong, None, None).await
            }
            NotStored::IdReused => {
                let (Ok(id), Ok(key)) = (fresh_id(), fresh_key()) else {
                    return failure(self.language, Failure::Broken);
                };
                let values = EntryValues {
                    id,
                    access_key: key.as_str().to_owned(),
                    ..values
                };
                let notice = Some(Notice::IdReused);
                self.show(app, StatusCode::CONFLICT, &values, &[], notice, None)
                    .await
            }
            NotStored::Unavailable(error) => {
                log_failure("walk-in", error);
                let status = StatusCode::SERVICE_UNAVAILABLE;
                let notice = Some(Notice::Unavailable);
                self.show(app, status, &values, &[], notice, None).await
            }
        }
    }
}
