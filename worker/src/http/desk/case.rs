//! One complaint at the desk: what it is, what happened, what can be done. Who does not read it in full sees what everybody
//! may, or nothing: unknown and confidential answer alike.

mod choices;
mod content;
mod list;
mod refusal;
mod view;

use super::{SignedIn, broken, page, see_other};
use crate::http::attach::status_of;
use crate::http::commands::{NotDone, perform};
use crate::http::form;
use crate::http::mistake::Mistake;
use crate::http::respond::failure;
use crate::http::track::{query, segment, short};
use crate::http::view::{Supported, View};
use crate::http::{App, fresh_id};
use crate::ports::RepositoryError;
use crate::ports::desk::case::CaseRepository;
use crate::ports::life::VaultKeeper;
use crate::use_cases::act::{Acted, Claim, NotActed};
use crate::use_cases::find_desk::find_desks;
use crate::use_cases::find_duplicates::neighbourhood;
use crate::use_cases::track_complaint::track_complaint;
use api_types::command::{CommandBody, CommandContent};
use axum::Router;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{Request, Response, StatusCode, Uri};
use axum::routing::{get, post};
use choices::desk_value;
use content::content;
use domain::complaint::ComplaintId;
use domain::complaint::command::CommandName;
use domain::submission::Identity;
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;
use frontend::pages::desk::case::{CaseAnswer, CaseValues, not_found, recorded, reduced};
use frontend::pages::desk::frame::{Frame, Room};
use frontend::pages::desk::inbox::filter::encode;
use frontend::pages::failure::Failure;
use frontend::pages::track::FilesNotice;
pub(super) use list::list_of;
use refusal::refusal;
use view::{CaseView, may_know_reporter};

/// The paths of this room, below `/meja`.
pub fn routes() -> Router {
    Router::new()
        .route("/kasus/tercatat", get(show_recorded))
        .route("/kasus/{code}", get(show))
        .route("/kasus/{code}/tindakan", post(act).get(to_case))
        .route("/kasus/{code}/pelapor", post(show_reporter).get(to_case))
}

/// Who asks, and in which language.
struct Visit {
    app: App,
    language: Language,
    signed_in: SignedIn,
    /// The filter of the list the officer came from, as an address has it.
    list: String,
}

/// What a page answers.
#[derive(Default)]
struct Answering {
    values: CaseValues,
    answer: Option<CaseAnswer>,
    /// Id of the template to put into the form of the answer.
    template: String,
    /// The name of the reporter was asked for.
    asks_name: bool,
    /// What became of a form with files.
    files: Option<FilesNotice>,
}

impl Visit {
    /// The page of a case as far as this officer may read it.
    async fn page(
        &self,
        status: StatusCode,
        code: &TrackingCode,
        mut answering: Answering,
    ) -> Result<Response<Body>, RepositoryError> {
        let reference = self.app.reference().await?;
        let lives = self.app.complaints()?;
        let officer = &self.signed_in.officer;
        let Some(found) = lives.case(code, officer).await? else {
            return self.reduced(status, code, &answering.values).await;
        };
        let facts = found.stored.complaint.facts();
        let likely = found.stored.suggestion.categories.iter();
        let likely = likely.map(|likely| likely.code.as_str());
        let verified = facts.category.as_ref().map(|code| code.as_str());
        let categories: Vec<_> = likely.chain(verified).collect();
        let near = neighbourhood(&found, &categories);
        let file = lives.file(&found, officer, &near).await?;
        let chosen = file.templates.iter();
        let chosen = chosen.filter(|template| template.id == answering.template);
        for template in chosen {
            let written = answering.values.get("text").trim_end();
            let text = match written.is_empty() || written.ends_with(&template.body) {
                true => template.body.clone(),
                false => format!("{written}\n\n{}", template.body),
            };
            answering.values.set("text", text);
            answering.answer = Some(CaseAnswer::TemplatePut);
        }
        let claim = Claim::Officer(officer.clone());
        let may_know = answering.asks_name && may_know_reporter(&claim, &reference, &found);
        let identity: Option<Option<Identity>> = match may_know {
            true => {
                let sealed = lives
                    .named_reporter(&facts.id, officer, self.app.now)
                    .await?;
                let vault = self.app.vault();
                Some(sealed.and_then(|sealed| vault.open(&facts.id, &sealed)))
            }
            false => None,
        };
        let view = CaseView {
            language: self.language,
            app: &self.app,
            signed_in: &self.signed_in,
            reference: &reference,
            case: &found,
            file: &file,
            list: &self.list,
            notice: answering.files.take(),
        };
        let rendered = view.render(&answering.values, answering.answer, identity);
        Ok(page(status, rendered))
    }

    /// What everybody may read; unknown and confidential answer alike.
    async fn reduced(
        &self,
        status: StatusCode,
        code: &TrackingCode,
        values: &CaseValues,
    ) -> Result<Response<Body>, RepositoryError> {
        let reference = self.app.reference().await?;
        let complaints = self.app.complaints()?;
        let Some(complaint) = track_complaint(&complaints, code, None).await? else {
            return Ok(self.not_found(values));
        };
        let view = View {
            language: self.language,
            reference: &reference,
            code,
            key: None,
            has_wrong_key: false,
            complaint: &complaint,
            support: Supported::default(),
        };
        let path = format!("/meja/kasus/{code}");
        let rooms = self.signed_in.rooms();
        let frame = self.frame(&path, &rooms);
        let rendered = view
            .show(&self.app, None, |track| reduced(&frame, track, values))
            .await?;
        Ok(page(status, rendered))
    }

    fn not_found(&self, values: &CaseValues) -> Response<Body> {
        let rooms = self.signed_in.rooms();
        let rendered = not_found(&self.frame(&self.list_path(), &rooms), values);
        page(StatusCode::NOT_FOUND, rendered)
    }

    fn list_path(&self) -> String {
        match self.list.as_str() {
            "" => "/meja".to_owned(),
            list => format!("/meja?{list}"),
        }
    }

    fn frame<'a>(&'a self, path: &'a str, rooms: &'a [Room]) -> Frame<'a> {
        Frame {
            language: self.language,
            path,
            room: Room::Inbox,
            officer: Some(&self.signed_in.name),
            rooms,
            title: "",
        }
    }

    fn broken(&self, error: &RepositoryError) -> Response<Body> {
        broken(self.language, "case", error)
    }

    async fn answer(
        &self,
        status: StatusCode,
        code: &TrackingCode,
        answering: Answering,
    ) -> Response<Body> {
        let answered = self.page(status, code, answering).await;
        answered.unwrap_or_else(|error| self.broken(&error))
    }

    /// On with the page of the case; where it is not open to this officer any more, with a page that says what was done.
    async fn done(&self, code: &TrackingCode, command: CommandName) -> Response<Body> {
        let name = command.as_str();
        let found = match self.app.complaints() {
            Ok(lives) => lives.case(code, &self.signed_in.officer).await,
            Err(error) => Err(error),
        };
        let path = match found {
            Ok(Some(_)) => format!("/meja/kasus/{code}?selesai={name}"),
            Ok(None) => format!("/meja/kasus/tercatat?selesai={name}"),
            Err(error) => return self.broken(&error),
        };
        let path = match self.list.as_str() {
            "" => path,
            list => format!("{path}&dari={}", encode(list)),
        };
        see_other(&self.language.path(&path))
    }

    async fn send(&self, code: &TrackingCode, values: &CaseValues) -> Result<Acted, NotDone> {
        let mut content = content(values).map_err(NotDone::Mistake)?;
        if let CommandContent::Assign {
            title, category, ..
        } = &mut content
            && title.trim().is_empty()
        {
            *title = self.heading(code, category).await?;
        }
        let body = CommandBody {
            // Made from no entry there is: whoever made this form did not look at the case.
            expected_seq: Some(values.get("seq").trim().parse().unwrap_or(u32::MAX)),
            ..content.into()
        };
        let id = ComplaintId::parse(values.get("id").trim());
        let id = id.or_else(|_| ComplaintId::parse(&fresh_id().unwrap_or_default()));
        let id = id.map_err(|_| NotDone::Mistake(Mistake::new("/id", "required")))?;
        let claim = Claim::Officer(self.signed_in.officer.clone());
        perform(&self.app, code, &claim, id, &body).await
    }

    /// What a case is called where nobody has written anything better; empty for who does not read it.
    async fn heading(&self, code: &TrackingCode, category: &str) -> Result<String, NotDone> {
        let broken = |error| NotDone::NotActed(NotActed::Repository(error));
        let lives = self.app.complaints().map_err(broken)?;
        let reference = self.app.reference().await.map_err(broken)?;
        let found = lives.case(code, &self.signed_in.officer).await;
        let region = found.map_err(broken)?.and_then(|found| found.region);
        let category = reference.table.category(category);
        Ok(category.map_or(String::new(), |category| {
            reference.heading(category, region.as_deref())
        }))
    }

    /// Whether this officer has done it before: whoever gives a case away may send the same form twice.
    async fn was_sent(&self, code: &TrackingCode, id: &str) -> Result<bool, RepositoryError> {
        let Ok(id) = ComplaintId::parse(id.trim()) else {
            return Ok(false);
        };
        let lives = self.app.complaints()?;
        lives.was_sent(&id, code, &self.signed_in.officer.id).await
    }
}

/// The case; with desks or a template in the form, where the address asks for them.
#[worker::send]
async fn show(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    typed: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Response<Body> {
    let mut asked = query(&uri);
    let visit = Visit {
        app,
        language,
        signed_in,
        list: list_of(&asked.take("dari")),
    };
    let Ok(code) = TrackingCode::parse(&short(segment(typed))) else {
        return visit.not_found(&CaseValues::default());
    };
    let mut answering = Answering::default();
    let files = asked.take("berkas");
    let notice = match files.parse() {
        Ok(added @ 1..=20) => Some(FilesNotice {
            added,
            ..FilesNotice::default()
        }),
        _ => (files == "ubah").then(|| FilesNotice {
            done: Some(visit.language.desk().files.done),
            ..FilesNotice::default()
        }),
    };
    answering.files = notice;
    if let Some(done) = CommandName::parse(&asked.take("selesai")) {
        answering.answer = Some(CaseAnswer::Done(done));
    } else if let Some(typed) = asked.find("cari") {
        answering.values.set("command", "assign".to_owned());
        answering.values.set("cari", short(typed));
        answering.answer = visit.found(&mut answering.values).await;
    } else if let Some(template) = asked.find("contoh") {
        answering.values.set("command", "answer".to_owned());
        answering.template = template;
    }
    visit.answer(StatusCode::OK, &code, answering).await
}

impl Visit {
    /// Looks for desks; where there is one only, it is chosen.
    async fn found(&self, values: &mut CaseValues) -> Option<CaseAnswer> {
        let reference = self.app.reference().await.ok()?;
        let found = find_desks(&reference, values.get("cari"));
        if let [only] = found.as_slice() {
            values.set("desk", desk_value(only));
        }
        Some(CaseAnswer::Found(found.len()))
    }
}

/// Does what a form says; or searches, or puts a template in, and leaves the form as it is.
#[worker::send]
async fn act(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    typed: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    let mut visit = Visit {
        app,
        language,
        signed_in,
        list: String::new(),
    };
    let mut form = match form::read(request).await {
        Ok(form) => form,
        Err(reason) => return failure(language, reason),
    };
    visit.list = list_of(&form.take("dari"));
    let Ok(code) = TrackingCode::parse(&short(segment(typed))) else {
        return visit.not_found(&CaseValues::default());
    };
    let mut values = CaseValues::read(|name| form.take(name));
    // Words in the search field that nobody has looked for: Enter was pressed there, or the button forgotten.
    let (typed, searched) = (values.get("cari").trim(), form.take("dicari"));
    let is_unsearched = !typed.is_empty() && typed != searched.trim();
    match form.take("do").as_str() {
        does if does == "cari" || (does.is_empty() && is_unsearched) => {
            let answer = visit.found(&mut values).await;
            let answering = Answering {
                values,
                answer,
                ..Answering::default()
            };
            return visit.answer(StatusCode::OK, &code, answering).await;
        }
        "contoh" => {
            let answering = Answering {
                values,
                template: form.take("contoh"),
                ..Answering::default()
            };
            return visit.answer(StatusCode::OK, &code, answering).await;
        }
        _ => {}
    }
    let (status, answer) = match visit.send(&code, &values).await {
        Ok(acted) => return visit.done(&code, acted.name).await,
        Err(NotDone::NotActed(NotActed::Repository(error))) => return visit.broken(&error),
        Err(NotDone::NotActed(NotActed::NotFound | NotActed::WrongKey)) => {
            return match (
                visit.was_sent(&code, values.get("id")).await,
                values.command(),
            ) {
                (Ok(true), Some(command)) => visit.done(&code, command).await,
                (Ok(_), _) => visit.not_found(&values),
                (Err(error), _) => visit.broken(&error),
            };
        }
        Err(error) => refusal(language, &mut values, &error),
    };
    let answering = Answering {
        values,
        answer: Some(answer),
        ..Answering::default()
    };
    visit.answer(status, &code, answering).await
}

/// Name and contact of a named reporter, for whoever handles the case; each look is on record.
#[worker::send]
async fn show_reporter(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    typed: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Response<Body> {
    let visit = Visit {
        app,
        language,
        signed_in,
        list: list_of(&query(&uri).take("dari")),
    };
    let Ok(code) = TrackingCode::parse(&short(segment(typed))) else {
        return visit.not_found(&CaseValues::default());
    };
    let answering = Answering {
        asks_name: true,
        ..Answering::default()
    };
    visit.answer(StatusCode::OK, &code, answering).await
}

/// The address of an answer, opened by hand.
pub(super) async fn to_case(
    Extension(language): Extension<Language>,
    typed: Result<Path<String>, PathRejection>,
) -> Response<Body> {
    match TrackingCode::parse(&short(segment(typed))) {
        Ok(code) => see_other(&language.path(&format!("/meja/kasus/{code}"))),
        Err(_) => failure(language, Failure::NotFound),
    }
}

/// The page of a case after a form with files, of which some were not taken.
pub(super) async fn with_files(
    app: App,
    language: Language,
    signed_in: SignedIn,
    code: &TrackingCode,
    notice: FilesNotice,
) -> Response<Body> {
    let visit = Visit {
        app,
        language,
        signed_in,
        list: String::new(),
    };
    let status = status_of(&notice);
    let answering = Answering {
        files: Some(notice),
        ..Answering::default()
    };
    visit.answer(status, code, answering).await
}

/// What was done to a case that is not open to this officer any more; says nothing about it.
async fn show_recorded(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    uri: Uri,
) -> Response<Body> {
    let mut asked = query(&uri);
    let visit = Visit {
        app,
        language,
        signed_in,
        list: list_of(&asked.take("dari")),
    };
    let command = CommandName::parse(&asked.take("selesai"));
    let rooms = visit.signed_in.rooms();
    let path = visit.list_path();
    let frame = visit.frame(&path, &rooms);
    page(StatusCode::OK, recorded(&frame, command, &visit.list))
}
