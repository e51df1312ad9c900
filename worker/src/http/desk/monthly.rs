//! `/meja/laporan-bulanan`: a month of one agency, for those who lead it, as a page to print and as a file.

use super::{SignedIn, broken, page};
use crate::d1::monthly::MOST_CASES;
use crate::http::App;
use crate::http::respond::{Caching, text};
use crate::ports::desk::monthly::MonthlyRepository;
use crate::ports::life::Officer;
use crate::ports::{Reference, RepositoryError};
use axum::Router;
use axum::body::Body;
use axum::extract::{Extension, RawQuery};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::routing::get;
use domain::complaint::actor::{Post, Role};
use domain::complaint::words::AgencyId;
use domain::date::Timestamp;
use domain::figures::Month;
use domain::figures::monthly::{Monthly, MonthlyCase};
use domain::spreadsheet::{MARK, line};
use frontend::i18n::Language;
use frontend::i18n::desk::inbox::state_words;
use frontend::pages::desk::frame::{Frame, Room};
use frontend::pages::desk::monthly::{
    Holds, MonthlyPage, PATH, Refusal, causes, refusal_words, render_refusal, title,
};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Longest query that is read.
const MOST_QUERY_BYTES: usize = 300;

/// The paths of these, below `/meja`.
pub fn routes() -> Router {
    Router::new()
        .route("/laporan-bulanan", get(show))
        .route("/laporan-bulanan.csv", get(download))
}

/// What was asked for, and may be.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    month: Month,
    /// Empty where a national admin has not said which.
    agency: String,
    is_free: bool,
    /// The roles in which this agency's month is read; a national admin's is of no agency.
    roles: Vec<Role>,
}

impl Asked {
    fn holds(&self) -> Holds {
        let has = |role| self.roles.contains(&role);
        match (has(Role::AgencyCoordinator), has(Role::Inspectorate)) {
            _ if self.is_free => Holds::Everything,
            (true, true) => Holds::Everything,
            (_, false) => Holds::NoSupervision,
            (false, true) => Holds::SupervisionOnly,
        }
    }

    /// Who reads: with the posts that lead this agency and no other, so that the report holds what it says.
    fn reader(&self, signed_in: &SignedIn) -> Result<Officer, RepositoryError> {
        let mut posts = Vec::new();
        for role in &self.roles {
            let agency = AgencyId::parse(&self.agency);
            let agency = agency.map_err(|_| RepositoryError::Corrupt("agency"))?;
            posts.push((*role, Some(Post { agency, unit: None })));
        }
        if self.is_free {
            posts.push((Role::NationalAdmin, None));
        }
        let id = signed_in.officer.id.clone();
        Ok(Officer { id, posts })
    }
}

/// Without an agency: the first that is theirs. Without a month: the last that is over. What was asked for and is not there
/// is refused: another agency's numbers under one's own name would be worse than none.
fn asked(
    signed_in: &SignedIn,
    query: Option<&str>,
    now: Timestamp,
    is_known: impl Fn(&str) -> bool,
) -> Result<Asked, Refusal> {
    if !signed_in.reads_months() {
        return Err(Refusal::Role);
    }
    let query = query.unwrap_or_default();
    if query.len() > MOST_QUERY_BYTES {
        return Err(Refusal::Month);
    }
    let pairs: BTreeMap<String, String> = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let is_free = signed_in.has(Role::NationalAdmin);
    let led = signed_in.leads();
    let wanted = pairs.get("instansi").map(|id| id.trim());
    let agency = match wanted.filter(|id| !id.is_empty()) {
        Some(wanted) => {
            let is_led = led.iter().any(|(_, agency)| agency.as_str() == wanted);
            let is_offered = is_led || (is_free && is_known(wanted));
            if !is_offered {
                return Err(Refusal::Agency);
            }
            wanted.to_owned()
        }
        None => {
            let first = led.first();
            first.map_or(String::new(), |(_, agency)| agency.as_str().to_owned())
        }
    };
    let last = Month::of(now);
    let month = match pairs.get("bulan").filter(|month| !month.is_empty()) {
        Some(month) => Month::parse(month).map_err(|_| Refusal::Month)?,
        None => last.back(1),
    };
    if month > last {
        return Err(Refusal::Month);
    }
    let roles = led.iter().filter(|(_, led)| led.as_str() == agency);
    Ok(Asked {
        month,
        roles: roles.map(|(role, _)| *role).collect(),
        agency,
        is_free,
    })
}

/// What is asked for, or the page that says why there is nothing.
async fn asked_or_page(
    app: &App,
    language: Language,
    signed_in: &SignedIn,
    query: Option<&str>,
) -> Result<(Asked, Rc<Reference>), Response<Body>> {
    let reference = app.reference().await;
    let reference = reference.map_err(|error| broken(language, "monthly report", &error))?;
    let is_known = |id: &str| reference.table.agency(id).is_some();
    match asked(signed_in, query, app.now, is_known) {
        Ok(asked) => Ok((asked, reference)),
        Err(why) => Err(refused(language, signed_in, why)),
    }
}

fn refused(language: Language, signed_in: &SignedIn, why: Refusal) -> Response<Body> {
    let rooms = signed_in.rooms();
    let frame = Frame {
        language,
        path: PATH,
        room: Room::Inbox,
        officer: Some(&signed_in.name),
        rooms: &rooms,
        title: refusal_words(language, why).0,
    };
    let status = match why {
        Refusal::Role => StatusCode::FORBIDDEN,
        Refusal::Agency | Refusal::Month => StatusCode::NOT_FOUND,
    };
    page(status, render_refusal(&frame, why))
}

#[worker::send]
async fn show(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    RawQuery(query): RawQuery,
) -> Response<Body> {
    let asked = asked_or_page(&app, language, &signed_in, query.as_deref()).await;
    let (asked, reference) = match asked {
        Ok(asked) => asked,
        Err(refused) => return refused,
    };
    let report = match report(&app, &signed_in, &asked, reference).await {
        Ok(report) => report,
        Err(error) => return broken(language, "monthly report", &error),
    };
    let Report {
        reference,
        now,
        before,
    } = report;
    let name = reference.table.agency(&asked.agency);
    let name = name.map_or("–", |agency| agency.name.as_str());
    let title = title(language, name, asked.month, asked.holds());
    let monthly = Monthly::of(&now, &before, depth(&reference, &asked.agency));
    let is_cut =
        |cases: &[MonthlyCase]| u32::try_from(cases.len()).is_ok_and(|count| count >= MOST_CASES);
    let path = format!("{PATH}?bulan={}&instansi={}", asked.month, asked.agency);
    let rooms = signed_in.rooms();
    let shown = MonthlyPage {
        frame: Frame {
            language,
            path: &path,
            room: Room::Inbox,
            officer: Some(&signed_in.name),
            rooms: &rooms,
            title: &title,
        },
        now: app.now,
        months: (asked.month, asked.month.back(1)),
        agency: (&asked.agency, name),
        is_free: asked.is_free,
        opens_cases: !signed_in.officer.posts.is_empty(),
        holds: asked.holds(),
        monthly: &monthly,
        cut_at: (is_cut(&now) || is_cut(&before)).then_some(MOST_CASES),
        names: &names(language, &reference, &monthly),
    };
    page(StatusCode::OK, shown.render())
}

#[worker::send]
async fn download(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    RawQuery(query): RawQuery,
) -> Response<Body> {
    let asked = asked_or_page(&app, language, &signed_in, query.as_deref()).await;
    let (asked, reference) = match asked {
        Ok(asked) => asked,
        Err(refused) => return refused,
    };
    let report = match report(&app, &signed_in, &asked, reference).await {
        Ok(report) => report,
        Err(error) => return broken(language, "monthly file", &error),
    };
    let mut response = text(
        StatusCode::OK,
        "text/csv; charset=utf-8; header=present",
        Caching::Never,
        file(language, &report),
    );
    let name = format!(
        "attachment; filename=\"satupintu-{}-{}.csv\"",
        asked.agency, asked.month
    );
    if let Ok(name) = HeaderValue::try_from(name) {
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

struct Report {
    reference: Rc<Reference>,
    now: Vec<MonthlyCase>,
    before: Vec<MonthlyCase>,
}

async fn report(
    app: &App,
    signed_in: &SignedIn,
    asked: &Asked,
    reference: Rc<Reference>,
) -> Result<Report, RepositoryError> {
    let reader = asked.reader(signed_in)?;
    let storage = app.complaints()?;
    let mut months = Vec::new();
    for month in [asked.month, asked.month.back(1)] {
        let stretch = month.starts_at().zip(month.next().starts_at());
        let cases = match stretch {
            Some(stretch) => {
                storage
                    .month(&reader, &asked.agency, stretch, app.now)
                    .await?
            }
            None => Vec::new(),
        };
        months.push(cases);
    }
    let before = months.pop().unwrap_or_default();
    let now = months.pop().unwrap_or_default();
    Ok(Report {
        reference,
        now,
        before,
    })
}

/// How far an agency tells regions apart: one step below its own.
fn depth(reference: &Reference, agency: &str) -> usize {
    let facts = reference.agencies.get(agency);
    let region = facts.and_then(|facts| facts.region.as_deref());
    region.map_or(1, |code| code.split('.').count().saturating_add(1))
}

fn names(language: Language, reference: &Reference, monthly: &Monthly) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for category in reference.table.categories() {
        let name = match language {
            Language::Indonesian => &category.name_id,
            Language::English => &category.name_en,
        };
        names.insert(category.code.clone(), name.clone());
    }
    let rises = monthly.regions.iter().map(|rise| rise.code.as_str());
    let heat = monthly.heat.keys().map(|(_, region)| region.as_str());
    for code in rises.chain(heat) {
        if let Some(region) = reference.table.region(code) {
            names.insert(code.to_owned(), region.name.clone());
        }
    }
    names
}

/// Every case of the month with what was late about it.
fn file(language: Language, report: &Report) -> String {
    let texts = &language.desk().monthly;
    let columns = &language.desk().inbox;
    let mut file = String::from(MARK);
    file += &line([
        texts.code,
        columns.received_on,
        columns.state,
        columns.due_on,
        texts.category_code,
        texts.category,
        texts.region,
        texts.causes,
    ]);
    for case in &report.now {
        let facts = case.facts.as_ref();
        let category = facts.map_or("", |facts| facts.category.as_str());
        let entry = report.reference.table.category(category);
        let name = entry.map_or("", |entry| match language {
            Language::Indonesian => entry.name_id.as_str(),
            Language::English => entry.name_en.as_str(),
        });
        let due_on = case.due_on.map_or(String::new(), |day| day.to_string());
        let region = facts.and_then(|facts| facts.region.as_deref());
        let region = region.map_or(String::new(), |code| {
            report.reference.table.region_path(code)
        });
        file += &line([
            case.code.as_str(),
            &case.received_on.to_string(),
            state_words(language, case.state),
            &due_on,
            category,
            name,
            &region,
            &causes(texts, case).join(", "),
        ]);
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::complaint::words::OfficerId;

    /// 3 December 2026.
    const NOW: Timestamp = Timestamp(1_796_266_800_000);

    fn somebody(posts: &[(Role, &str)], heads: &[&str]) -> SignedIn {
        let agency = |id: &str| AgencyId::parse(id).unwrap();
        let post = |id: &str| {
            (!id.is_empty()).then(|| Post {
                agency: agency(id),
                unit: None,
            })
        };
        let posts: Vec<_> = posts.iter().map(|(role, id)| (*role, post(id))).collect();
        SignedIn {
            officer: Officer {
                id: OfficerId::parse("o-me").unwrap(),
                posts: posts.clone(),
            },
            own: posts,
            heads: heads.iter().map(|id| agency(id)).collect(),
            name: String::new(),
            session: String::new(),
            proved_until: None,
            is_recovery: false,
        }
    }

    fn try_asking(who: &SignedIn, query: &str) -> Result<Asked, Refusal> {
        asked(who, Some(query), NOW, |id| id.starts_with("kab-"))
    }

    #[test]
    fn a_head_reads_the_month_of_their_agency_as_its_coordinator_does() {
        for who in [
            somebody(&[], &["kab-a"]),
            somebody(&[(Role::AgencyCoordinator, "kab-a")], &[]),
        ] {
            let asked = try_asking(&who, "").unwrap();
            assert_eq!(
                (asked.agency.as_str(), asked.month.to_string()),
                ("kab-a", "2026-11".into())
            );
            assert_eq!(asked.holds(), Holds::NoSupervision);
            let reader = asked.reader(&who).unwrap();
            assert_eq!(reader.posts.len(), 1);
            assert_eq!(reader.posts[0].0, Role::AgencyCoordinator);
        }
    }

    #[test]
    fn what_is_not_there_is_refused_and_never_replaced() {
        let head = somebody(&[], &["kab-a"]);
        let admin = somebody(&[(Role::NationalAdmin, "")], &[]);
        for (who, query, expected) in [
            (&head, "instansi=kab-b", Refusal::Agency),
            (&head, "instansi=%00", Refusal::Agency),
            (&admin, "instansi=unknown", Refusal::Agency),
            (&head, "bulan=2027-01", Refusal::Month),
            (&head, "bulan=2026-13", Refusal::Month),
            (&admin, "bulan=next", Refusal::Month),
            (
                &somebody(&[(Role::LiaisonOfficer, "kab-a")], &[]),
                "",
                Refusal::Role,
            ),
        ] {
            assert_eq!(try_asking(who, query).err(), Some(expected), "{query}");
        }
        let running = try_asking(&head, "bulan=2026-12&instansi=kab-a");
        assert!(running.is_ok());
        assert_eq!(
            try_asking(&admin, "instansi=kab-b").unwrap().agency,
            "kab-b"
        );
    }

    #[test]
    fn a_report_holds_what_its_reader_leads() {
        let of = |posts: &[(Role, &str)]| {
            let who = somebody(posts, &[]);
            try_asking(&who, "instansi=kab-a").unwrap().holds()
        };
        let (coordinator, inspectorate) = (
            (Role::AgencyCoordinator, "kab-a"),
            (Role::Inspectorate, "kab-a"),
        );
        assert_eq!(of(&[inspectorate]), Holds::SupervisionOnly);
        assert_eq!(of(&[coordinator, inspectorate]), Holds::Everything);
        assert_eq!(of(&[(Role::NationalAdmin, "")]), Holds::Everything);
        let elsewhere = (Role::Inspectorate, "kab-b");
        assert_eq!(of(&[coordinator, elsewhere]), Holds::NoSupervision);
    }
}
