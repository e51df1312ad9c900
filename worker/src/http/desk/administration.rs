//! What national admins and coordinators change: agencies, units, categories, rules, terms, holidays, templates, officers.
//!
//! A form or a file becomes a proposal, a proposal is shown with its effect, and only then stored.

mod accounts;
mod import;
mod invitations;
mod proposals;
mod tables;
mod views;

use super::{SignedIn, broken, page, see_other};
use crate::http::form::Form;
use crate::http::respond::failure;
use crate::http::{App, not_found};
use crate::ports::desk::administration::{AdministrationRepository, Snapshot};
use crate::ports::{Reference, RepositoryError};
use crate::use_cases::administer::accounts::Reach;
use axum::Router;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{Method, Response, StatusCode, Uri};
use axum::routing::{get, post};
use domain::reference::table::{ANSWER_TEMPLATE, EDITED, Table};
use frontend::i18n::Language;
use frontend::pages::desk::administration::OverviewPage;
use frontend::pages::desk::frame::{Frame, Room};
use frontend::pages::failure::Failure;
use std::rc::Rc;

/// The paths of this room, below `/meja`.
pub fn routes() -> Router {
    Router::new()
        .route("/atur", get(overview))
        .route("/atur/tabel/{table}", get(tables::list))
        .route(
            "/atur/tabel/{table}/baris",
            get(tables::form).post(tables::change),
        )
        .route("/atur/tabel/{table}/ekspor.csv", get(import::export))
        .route(
            "/atur/tabel/{table}/impor",
            get(import::form).post(import::import),
        )
        .route(
            "/atur/usul/{id}",
            get(proposals::preview).post(proposals::confirm),
        )
        .route("/atur/riwayat", get(proposals::history))
        .route(
            "/atur/riwayat/{id}",
            get(proposals::change).post(proposals::undo),
        )
        .route("/atur/petugas", get(accounts::list))
        .route(
            "/atur/petugas/{id}",
            get(accounts::form).post(accounts::change),
        )
        .route(
            "/atur/petugas/{id}/undangan",
            post(invitations::again).get(nowhere),
        )
        .route(
            "/atur/undang",
            get(invitations::form).post(invitations::invite),
        )
        .route("/atur/{*rest}", post(nowhere).get(nowhere))
}

async fn nowhere(method: Method, uri: Uri) -> Response<Body> {
    not_found(method, uri).await
}

/// Somebody who may be in this room, and what they may do there.
struct Visit {
    app: App,
    language: Language,
    signed_in: SignedIn,
    reach: Reach,
    reference: Rc<Reference>,
    rooms: Vec<Room>,
    /// They must prove who they are before anything is changed.
    needs_proof: bool,
}

impl Visit {
    /// Whoever has no business here learns nothing of what is here.
    async fn enter(
        app: App,
        language: Language,
        signed_in: SignedIn,
    ) -> Result<Self, Response<Body>> {
        let reference = app.reference().await;
        let reference = reference.map_err(|error| broken(language, "administration", &error))?;
        let Some(reach) = Reach::of(&signed_in, &reference) else {
            return Err(failure(language, Failure::NotFound));
        };
        Ok(Self {
            needs_proof: !signed_in.is_proved(app.now),
            rooms: signed_in.rooms(),
            app,
            language,
            signed_in,
            reach,
            reference,
        })
    }

    /// The same for a page: before anything is written, they prove who they are.
    async fn enter_page(
        app: App,
        language: Language,
        signed_in: SignedIn,
        uri: &Uri,
    ) -> Result<Self, Response<Body>> {
        let visit = Self::enter(app, language, signed_in).await?;
        if !visit.needs_proof {
            return Ok(visit);
        }
        let path = language.path(&path_of(uri));
        let coded: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
        let door = language.path("/meja/masuk/ulang");
        Err(see_other(&format!("{door}?ke={coded}")))
    }

    fn frame<'a>(&'a self, path: &'a str, title: &'a str) -> Frame<'a> {
        Frame {
            language: self.language,
            path,
            room: Room::Administration,
            officer: Some(&self.signed_in.name),
            rooms: &self.rooms,
            title,
        }
    }

    /// The tables they may change.
    fn tables(&self) -> Vec<&'static Table> {
        match self.reach.is_nation() {
            true => EDITED.to_vec(),
            false => vec![&ANSWER_TEMPLATE],
        }
    }

    fn table(&self, name: &str) -> Result<&'static Table, Response<Body>> {
        let mut tables = self.tables().into_iter();
        let table = tables.find(|table| table.name == name);
        table.ok_or_else(|| self.absent())
    }

    /// Whether a row of a table is theirs to see and change.
    fn holds(&self, table: &Table, cells: &[String]) -> bool {
        if self.reach.is_nation() {
            return true;
        }
        let agency = table
            .position("agency_id")
            .and_then(|position| cells.get(position));
        agency.is_some_and(|agency| self.reach.holds(Some(agency)))
    }

    /// Whether a row they propose is theirs, and the row that it would replace as well.
    fn may_put(&self, snapshot: &Snapshot, table: &Table, cells: &[String]) -> bool {
        if self.reach.is_nation() {
            return true;
        }
        let row = domain::reference::rows::Row {
            line: 0,
            cells: cells.to_vec(),
        };
        let stored = snapshot.find(table, &row.key(table));
        self.holds(table, cells) && stored.is_none_or(|stored| self.holds(table, &stored.row.cells))
    }

    /// What people call an agency, with one of its units.
    fn place(&self, agency: Option<&str>, unit: Option<&str>) -> String {
        self.reference.place_name(agency, unit)
    }

    fn absent(&self) -> Response<Body> {
        failure(self.language, Failure::NotFound)
    }

    fn broken(&self, error: &RepositoryError) -> Response<Body> {
        broken(self.language, "administration", error)
    }

    fn to(&self, path: &str) -> Response<Body> {
        see_other(&self.language.path(path))
    }
}

/// The address of a page without the prefix of its language.
fn path_of(uri: &Uri) -> String {
    let path = uri.path_and_query().map_or("", |path| path.as_str());
    format!("/meja{path}")
}

/// What stands behind the `?`.
fn query_of(uri: &Uri) -> Form {
    Form::parse(uri.query().unwrap_or_default().as_bytes())
}

/// A reason as it was written; none if it says nothing or too much.
fn reason_of(text: &str) -> Option<String> {
    let text = text.trim();
    let is_right = !domain::complaint::words::is_blank(text)
        && text.chars().count() <= crate::use_cases::administer::MAX_REASON_CHARS
        && !text.chars().any(char::is_control);
    is_right.then(|| text.to_owned())
}

#[worker::send]
async fn overview(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    uri: Uri,
) -> Response<Body> {
    let visit = match Visit::enter_page(app, language, signed_in, &uri).await {
        Ok(visit) => visit,
        Err(response) => return response,
    };
    let sizes = match visit.app.complaints() {
        Ok(administration) => administration.sizes().await,
        Err(error) => Err(error),
    };
    let sizes = match sizes {
        Ok(sizes) => sizes,
        Err(error) => return visit.broken(&error),
    };
    let size = |name: &str| {
        let found = sizes.iter().find(|(named, _)| named == name);
        found.map_or(0, |(_, size)| *size)
    };
    let tables: Vec<_> = visit
        .tables()
        .into_iter()
        .map(|table| (table, size(table.name)))
        .collect();
    let overview = OverviewPage {
        frame: visit.frame("/meja/atur", language.desk().administration.title),
        tables: &tables,
        officers: visit.reach.is_nation().then(|| size("officer")),
        is_nation: visit.reach.is_nation(),
    };
    page(StatusCode::OK, overview.render())
}
