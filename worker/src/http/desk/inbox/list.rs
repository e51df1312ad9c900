//! The list: `/meja`.

use super::{ROWS, asked, category_name, field, filter_of, frame, page, pairs_of, reads_lists};
use crate::http::App;
use crate::http::desk::{SignedIn, broken, see_other};
use crate::ports::desk::inbox::{Cursor, InboxRepository, Listing, Row as Stored};
use crate::ports::{Reference, RepositoryError};
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{Response, StatusCode, Uri};
use domain::complaint::Classification;
use domain::complaint::actor::Role;
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;
use frontend::pages::desk::frame::Room;
use frontend::pages::desk::inbox::filter::{Due, Filter, Flag};
use frontend::pages::desk::inbox::{
    BulkChoice, InboxPage, Row, Tab, Wrong, day_of, render, render_without_list,
};

/// Longest beginning of a story in a list, in characters.
const MOST_BEGINNING_CHARS: usize = 160;

/// Shows one page of the list.
#[worker::send]
pub async fn show(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    uri: Uri,
) -> Response<Body> {
    let pairs = pairs_of(&uri);
    if !reads_lists(&signed_in) {
        // Who reads no lists begins in their own room.
        let room = signed_in.rooms().first().copied();
        return see_other(&language.path(room.unwrap_or(Room::Account).path()));
    }
    let (filter, unknown) = filter_of(&pairs);
    let after = Cursor::parse(field(&pairs, "lewat"));
    let view = View {
        filter: &filter,
        unknown: &unknown,
        after: after.as_ref(),
        wrong: None,
    };
    answer(&app, language, &signed_in, &view).await
}

/// Forms leave their address behind: reloading it leads back.
pub async fn to_inbox(Extension(language): Extension<Language>) -> Response<Body> {
    see_other(&language.path("/meja"))
}

/// What is to be shown.
pub struct View<'a> {
    /// Which cases.
    pub filter: &'a Filter,
    /// What of the address is not known.
    pub unknown: &'a [String],
    /// Where the page begins.
    pub after: Option<&'a Cursor>,
    /// What was wrong with a form.
    pub wrong: Option<Wrong>,
}

/// The page, or why there is none.
pub async fn answer(
    app: &App,
    language: Language,
    signed_in: &SignedIn,
    view: &View<'_>,
) -> Response<Body> {
    if !reads_lists(signed_in) {
        let rooms = signed_in.rooms();
        let title = language.desk().inbox.no_list_title;
        let frame = frame(language, "/meja", signed_in, &rooms, title);
        return page(
            StatusCode::FORBIDDEN,
            render_without_list(&frame, rooms.first().copied(), signed_in.reads_months()),
        );
    }
    let status = match view.wrong {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    match html(app, language, signed_in, view).await {
        Ok(html) => page(status, html),
        Err(error) => broken(language, "inbox", &error),
    }
}

async fn html(
    app: &App,
    language: Language,
    signed_in: &SignedIn,
    view: &View<'_>,
) -> Result<String, RepositoryError> {
    let reference = app.reference().await?;
    let inbox = app.complaints()?;
    let asked = asked(app, &reference, signed_in, view.filter);
    let listing = inbox
        .listing(&signed_in.officer, &asked, view.after, ROWS)
        .await?;
    let rows = listing.rows.iter();
    let rows: Vec<Row> = rows
        .map(|row| shown(app, &reference, language, row))
        .collect();
    let texts = &language.desk().inbox;
    let holders = holders(&reference, texts.national_desk, &listing);
    let categories = listing.categories.iter();
    let categories: Vec<_> = categories
        .map(|code| (code.clone(), category_name(&reference, language, code)))
        .collect();
    let provinces = reference.table.regions().iter();
    let provinces: Vec<String> = provinces
        .filter(|region| region.level == "provinsi")
        .map(|region| region.name.clone())
        .collect();
    let tabs = listing.views.iter().map(|view| Tab {
        id: view.id.clone(),
        name: view.name.clone(),
        query: view.query.clone(),
    });
    let tabs: Vec<_> = tabs.collect();
    let zone = super::zone_of(&reference, signed_in);
    let stands_in_for = listing.stands_in_for.iter();
    let stands_in_for: Vec<_> = stands_in_for
        .map(|absence| {
            let last = domain::date::Timestamp(absence.until.0.saturating_sub(1));
            (absence.name.clone(), day_of(last, zone))
        })
        .collect();
    let counts = listing.counts.iter();
    let counts: Vec<_> = counts
        .map(|counted| (counted.state, counted.due, counted.count))
        .collect();
    let next = listing.next.as_ref().map(ToString::to_string);
    let rooms = signed_in.rooms();
    let path = view.filter.path();
    let frame = frame(language, &path, signed_in, &rooms, texts.title);
    let page = InboxPage {
        filter: view.filter,
        unknown: view.unknown,
        rows: &rows,
        next: next.as_deref(),
        is_later_page: view.after.is_some(),
        found: listing.found,
        is_more: listing.is_more,
        counts: &counts,
        holders: &holders,
        categories: &categories,
        provinces: &provinces,
        tabs: &tabs,
        stands_in_for: &stands_in_for,
        bulk: choices(signed_in),
        has_absences: super::absence::is_at_agency(signed_in),
        has_months: signed_in.reads_months(),
        wrong: view.wrong.clone(),
    };
    Ok(render(&frame, &page))
}

/// What this officer's roles may do to many cases.
pub fn choices(signed_in: &SignedIn) -> &'static [BulkChoice] {
    let any = |roles: &[Role]| roles.iter().any(|role| signed_in.has(*role));
    if any(&[Role::AgencyCoordinator, Role::Inspectorate]) {
        &[BulkChoice::Assign, BulkChoice::Delegate, BulkChoice::Answer]
    } else if any(&[Role::NationalAdmin]) && any(&[Role::LiaisonOfficer]) {
        &[BulkChoice::Assign, BulkChoice::Answer]
    } else if any(&[Role::NationalAdmin]) {
        &[BulkChoice::Assign]
    } else if any(&[Role::LiaisonOfficer]) {
        &[BulkChoice::Answer]
    } else {
        &[]
    }
}

fn holders(
    reference: &Reference,
    national: &'static str,
    listing: &Listing,
) -> Vec<(String, String)> {
    let mut choices = Vec::new();
    for (agency, unit) in &listing.holders {
        let Some(agency) = agency else {
            choices.push(("-".to_owned(), national.to_owned()));
            continue;
        };
        let name = |unit| reference.place_name(Some(agency), unit);
        if !choices.iter().any(|(value, _)| value == agency) {
            choices.push((agency.clone(), name(None)));
        }
        if let Some(unit) = unit {
            choices.push((format!("{agency}/{unit}"), name(Some(unit))));
        }
    }
    choices.sort_by(|left, right| left.1.cmp(&right.1));
    choices
}

/// The public code as people write it.
pub fn code_of(stored: &str) -> String {
    TrackingCode::parse(stored).map_or(stored.to_owned(), |code| code.to_string())
}

/// A heading, or the first words of the story in one line.
pub fn heading(row: &Stored) -> String {
    let text = row.title.as_deref().unwrap_or(&row.beginning);
    let line: Vec<&str> = text.split_whitespace().collect();
    line.join(" ").chars().take(MOST_BEGINNING_CHARS).collect()
}

/// A row with names instead of ids.
pub fn shown(app: &App, reference: &Reference, language: Language, row: &Stored) -> Row {
    let flags = [
        (row.is_confidential, Flag::Confidential),
        (
            row.classification
                .is_some_and(Classification::is_supervisory),
            Flag::Supervisory,
        ),
        (row.hops > 0, Flag::Returned),
        (row.reopenings > 0, Flag::Reopened),
    ];
    let due_on = row.due_at.map(|at| day_of(at, row.zone));
    let late_days = match (row.due, due_on) {
        (Due::Late, Some(due_on)) => {
            let today = day_of(app.now, row.zone);
            reference
                .calendar
                .working_days_between(due_on, today.next())
        }
        _ => 0,
    };
    let region = row.region.as_deref();
    let region = region.map(|code| reference.table.region_path(code));
    let place = region.filter(|path| !path.is_empty());
    Row {
        code: code_of(&row.code),
        seq: row.seq,
        title: heading(row),
        place: place.or(row.place.clone()).unwrap_or_default(),
        category: row.category.as_deref().map_or(String::new(), |code| {
            category_name(reference, language, code)
        }),
        is_verified: row.is_verified,
        state: row.state,
        kind: row.classification.unwrap_or(row.kind.into()),
        due: row.due,
        due_on,
        late_days,
        received_on: day_of(row.received_at, row.zone),
        holder: reference.place_name(row.agency.as_deref(), row.unit.as_deref()),
        follower_count: row.follower_count,
        support_count: row.support_count,
        is_merged: row.is_merged,
        channel: row.channel,
        flags: flags
            .into_iter()
            .filter_map(|(is, flag)| is.then_some(flag))
            .collect(),
    }
}
