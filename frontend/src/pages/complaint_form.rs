//! The complaint form, on `/lapor` and on the home page.

use crate::components::field::{Choice, FieldHead, TextField, described_by};
use crate::components::piece::{IntoPiece, Piece};
use crate::components::text_area::TextArea;
use crate::components::words::visible;
use crate::document::{Document, Styles};
use crate::i18n::life::put;
use crate::i18n::{Language, field_problem};
use crate::islands::{Cost, PlacePicker, Position, ReadAloud, Recipient, StoryCounter};
use domain::submission::{Field, FieldError};
use leptos::prelude::*;

/// Where the form goes. Not the address it stands on: a POST drops the browser's copy of its own address, and
/// Back would come to a new form with a new id (docs/decisions/0004).
const SUBMIT_PATH: &str = "/lapor?kirim";

/// Where the outbox sends the same words, followed by the id.
const OUTBOX_PATH: &str = "/api/v1/complaints/";

/// Everything the form sends, as the citizen left it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormValues {
    /// Minted by the server for the form without scripts.
    pub id: String,
    /// Likewise.
    pub access_key: String,
    /// The story.
    pub text: String,
    /// Where, in words.
    pub place: String,
    /// What stands close by.
    pub landmark: String,
    /// Region code, chosen with scripts.
    pub region: String,
    /// Latitude, from the phone.
    pub lat: String,
    /// Longitude, from the phone.
    pub lon: String,
    /// Radius of the position, metres.
    pub accuracy_m: String,
    /// `complaint`, `aspiration` or `information_request`.
    pub kind: String,
    /// The day, as typed.
    pub occurred_on: String,
    /// Name.
    pub name: String,
    /// Telephone number, as typed.
    pub phone: String,
    /// E-mail address, as typed.
    pub email: String,
    /// Code of a complaint about the same matter, chosen with scripts, to join it.
    pub joins: String,
    /// The files a phone announces, as `frontend/browser/files/descriptor.js` writes them.
    pub files: String,
    /// *Anonim*.
    pub anonymous: bool,
    /// *Rahasia*.
    pub confidential: bool,
    /// Files of a form that came back, which the server has kept: `sha256:orientation`, with blanks between them.
    pub kept: String,
    /// Files that were not kept, each by its name and with why; not sent.
    pub refused: Vec<(String, &'static str)>,
}

/// What the page says above the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The id was used for other words: these are not sent yet.
    IdReused,
    /// The storage is away: these are not sent yet.
    Unavailable,
    /// Too many from one network: these are not sent yet.
    Busy,
}

/// A form page.
pub struct FormPage<'a> {
    /// Language.
    pub language: Language,
    /// Whether it stands on the home page.
    pub is_home: bool,
    /// What stands in the fields.
    pub values: &'a FormValues,
    /// What to mend.
    pub errors: &'a [FieldError],
    /// What to say above it.
    pub notice: Option<Notice>,
}

impl FormPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let texts = self.language.texts();
        let path = if self.is_home { "/" } else { "/lapor" };
        let (title, description) = if self.is_home {
            (texts.home.title, texts.home.description)
        } else {
            (texts.form.title, texts.home.description)
        };
        let has_problem =
            !self.errors.is_empty() || !self.values.refused.is_empty() || self.notice.is_some();
        let title = match has_problem {
            true => format!("{}: {title}", texts.form.error_mark),
            false => title.to_owned(),
        };
        let document = Document {
            language: self.language,
            path: Some(path),
            title: &title,
            description: (!has_problem).then_some(description),
            styles: Styles::Form,
            address: None,
        };
        document.render(|| {
            let form = &texts.form;
            let (title, lead) = if self.is_home {
                (texts.home.title, texts.home.lead)
            } else {
                (form.title, form.lead)
            };
            view! {
                <h1>{title}</h1>
                {self.summary()}
                <p>{lead}</p>
                <p class="box">{form.emergency}" "<b><a href="tel:112">{form.emergency_call}</a></b></p>
                {self.form()}
                {self.saved()}
            }
        })
    }

    /// What takes the place of the form once the phone has stored it; `outbox.js` fills the first `<b>` and the first
    /// link, and says which state holds.
    fn saved(&self) -> impl IntoView + use<> {
        let texts = &self.language.texts().outbox;
        view! {
            <section id="saved" class="card" hidden tabindex="-1" aria-live="polite">
                <h2 class="queued">{texts.saved}</h2>
                <h2 class="sent">{texts.sent}</h2>
                <h2 class="unsaved">{texts.unsaved}</h2>
                <p class="unsaved">{texts.unsaved_hint}</p>
                <p class="soft">{texts.code}<br/><b class="code"></b></p>
                <p class="queued fresh">{texts.sending}" "<span class="synced">{texts.may_close}</span></p>
                <p class="queued waits synced">{texts.waits}</p>
                <p class="queued waits alone">{texts.waits_open}</p>
                <p class="row">
                    <a class="button sent" href=self.language.path("/l/")>{texts.receipt}</a>
                    <a class="button plain" href=self.language.path("/kirim")>{texts.title}</a>
                </p>
            </section>
        }
    }

    fn error(&self, field: Field) -> Option<&'static str> {
        let error = self.errors.iter().find(|error| error.field == field)?;
        Some(field_problem(self.language, field, error.problem))
    }

    fn summary(&self) -> Option<Piece> {
        let texts = &self.language.texts().form;
        if let Some(notice) = self.notice {
            let words = match notice {
                Notice::IdReused => texts.id_reused,
                Notice::Unavailable => texts.unavailable,
                Notice::Busy => texts.busy,
            };
            return Some(
                view! { <div class="box bad" role="alert" tabindex="-1" autofocus><p>{words}</p></div> }.piece(),
            );
        }
        if self.errors.is_empty() && self.values.refused.is_empty() {
            return None;
        }
        // In the order of the fields on the page.
        let mut errors: Vec<_> = self.errors.iter().collect();
        errors.sort_by_key(|error| {
            CONTROLS
                .iter()
                .position(|id| *id == control_id(error.field))
        });
        let items: Vec<_> = errors
            .into_iter()
            .map(|error| {
                let words = field_problem(self.language, error.field, error.problem);
                view! { <li><a href=format!("#{}", control_id(error.field))>{words}</a></li> }
            })
            .collect();
        let refused = self.values.refused.iter();
        let refused: Vec<_> = refused
            .map(|(name, why)| view! { <li><a href="#photo"><bdi>{visible(name)}</bdi>{": "}{*why}</a></li> })
            .collect();
        Some(
            view! {
                <div class="box bad" role="alert" tabindex="-1" autofocus><p><b>{texts.errors_title}</b></p><ul>{items}{refused}</ul></div>
            }
            .piece(),
        )
    }

    fn form(&self) -> impl IntoView + use<> {
        let texts = &self.language.texts().form;
        let shared = &self.language.texts().outbox;
        let optional = self.language.texts().frame.optional;
        let values = self.values.clone();
        let kind_is =
            |kind: &str| values.kind == kind || (values.kind.is_empty() && kind == "complaint");
        let kinds = [
            ("complaint", "kind-c", texts.kind_complaint),
            ("aspiration", "kind-a", texts.kind_aspiration),
            ("information_request", "kind-i", texts.kind_information),
        ]
        .map(|(value, id, label)| {
            view! { <Choice id kind="radio" name="kind" value label hint="" checked=kind_is(value)/> }
        });
        // A closed drawer must not hide an answer or an error.
        let drawer_open = !kind_is("complaint")
            || !values.occurred_on.is_empty()
            || self.error(Field::OccurredOn).is_some();
        let text_error = self.error(Field::Text);
        let has_text_error = text_error.is_some();
        // A region that was refused would be refused again, and without scripts nobody could take it out.
        let has_region = self.error(Field::Region).is_none();
        let hidden = [
            ("region", Some(values.region).filter(|_| has_region)),
            ("lat", Some(values.lat)),
            ("lon", Some(values.lon)),
            ("accuracy_m", Some(values.accuracy_m)),
            ("joins", Some(values.joins)),
        ]
        .map(|(name, value)| {
            let value = value.filter(|value| !value.is_empty());
            view! { <input type="hidden" name=name value=value/> }
        });
        let kept_count = values.kept.split_ascii_whitespace().count();
        let kept = (kept_count > 0).then(|| {
            let words = put(self.language.attachments().kept, &[&kept_count.to_string()]);
            view! {
                <input type="hidden" name="kept" value=values.kept/>
                <p class="box">{words}</p>
            }
        });
        view! {
            <form
                method="post"
                enctype="multipart/form-data"
                action=self.language.path(SUBMIT_PATH)
                accept-charset="utf-8"
                novalidate
                data-outbox=OUTBOX_PATH
                data-late=self.language.texts().outbox.late
            >
                <input type="hidden" name="id" value=values.id/>
                <input type="hidden" name="access_key" value=values.access_key/>
                {kept}
                <p id="shared" class="box" hidden>{shared.photos}</p>
                <div>
                    <FieldHead id="text" label=texts.text hint=texts.text_hint optional="" error=text_error/>
                    <TextArea
                        id="text"
                        name="text"
                        text=values.text
                        rows=6
                        required=true
                        described_by=described_by("text", true, has_text_error).unwrap_or_default()
                        invalid=has_text_error
                    />
                    <StoryCounter/>
                </div>
                {hidden}
                <div>
                <TextField
                    id="place"
                    kind="text"
                    autocomplete="off"
                    label=texts.place
                    hint=texts.place_hint
                    optional
                    value=values.place
                    error=self.error(Field::Place).or(self.error(Field::Region))
                />
                <div id="place-k"><PlacePicker/><Position/></div>
                </div>
                <TextField
                    id="landmark"
                    kind="text"
                    autocomplete="off"
                    label=texts.landmark
                    hint=texts.landmark_hint
                    optional
                    value=values.landmark
                    error=self.error(Field::Landmark)
                />
                <Recipient/>
                {photo_step(self.language, values.files)}
                <fieldset>
                    <legend>{texts.contact}<span class="o">" "{optional}</span><span class="h">{texts.contact_hint}</span></legend>
                    <TextField id="phone" kind="tel" autocomplete="tel" label=texts.phone hint=texts.phone_hint optional="" value=values.phone error=self.error(Field::Phone)/>
                    <TextField id="email" kind="email" autocomplete="email" label=texts.email hint="" optional="" value=values.email error=self.error(Field::Email)/>
                    <TextField id="name" kind="text" autocomplete="name" label=texts.name hint="" optional="" value=values.name error=self.error(Field::Name)/>
                </fieldset>
                <fieldset>
                    <legend>{texts.protection}</legend>
                    <Choice
                        id="anonymous"
                        kind="checkbox"
                        name="anonymous"
                        value="1"
                        label=texts.anonymous
                        hint=texts.anonymous_hint
                        checked=values.anonymous
                    />
                    <Choice
                        id="confidential"
                        kind="checkbox"
                        name="confidential"
                        value="1"
                        label=texts.confidential
                        hint=texts.confidential_hint
                        checked=values.confidential
                    />
                </fieldset>
                <details open=drawer_open>
                    <summary>{texts.more}" "<span class="o">{optional}</span></summary>
                    <TextField id="occurred_on" kind="text" autocomplete="off" label=texts.occurred_on hint=texts.occurred_on_hint optional="" value=values.occurred_on error=self.error(Field::OccurredOn)/>
                    <fieldset><legend>{texts.kind}</legend>{kinds}</fieldset>
                </details>
                <button>{texts.submit}</button>
                <p class="soft">{texts.promise}" "<Cost/></p>
                <ReadAloud/>
            </form>
        }
    }
}

/// What may be attached: what `frontend/browser/photos.js` takes in, and the server too.
const ACCEPT: &str = "image/jpeg,image/png,image/webp,application/pdf,audio/*";

/// Photos and other files. Without scripts the browser's own field; with them buttons, and `frontend/browser/photos.js`
/// adds what is attached.
fn photo_step(language: Language, files: String) -> impl IntoView {
    let texts = language.photos();
    let optional = language.texts().frame.optional;
    view! {
        <fieldset>
            <legend>{texts.title}<span class="o">" "{optional}</span><span class="h">{texts.hint}</span></legend>
            <noscript>
                <p class="h" id="photo-h">{texts.plain}</p>
                <input id="photo" type="file" name="photo" multiple accept=ACCEPT aria-label=texts.title aria-describedby="photo-h"/>
            </noscript>
            <input type="hidden" name="files" value=(!files.is_empty()).then_some(files)/>
            <div
                id="photo-picker"
                data-accept=ACCEPT
                data-remove=texts.remove
                data-place=texts.place
                data-told=texts.told
                data-untold=texts.untold
                data-sharp=texts.sharp
                data-wifi=texts.wifi
                data-busy=texts.busy
                data-total=texts.total
                data-photo=texts.photo
                data-voice=texts.voice
                data-document=texts.document
                data-record=texts.record
                data-stop=texts.stop
                data-no_microphone=texts.no_microphone
                data-too_many=texts.too_many
                data-too_large=texts.too_large
                data-unreadable=texts.unreadable
                data-wrong=texts.wrong
                data-heic=texts.heic
                data-full=texts.full
                data-dropped=texts.dropped
                data-offline=texts.offline
            >
                <p class="row" hidden>
                    <button type="button" class="plain" data-pick="environment">{texts.take}</button>
                    <button type="button" class="plain" data-pick="">{texts.choose}</button>
                </p>
                <p role="status"></p>
            </div>
        </fieldset>
    }
}

const CONTROLS: [&str; 8] = [
    "text",
    "place",
    "landmark",
    "phone",
    "email",
    "name",
    "occurred_on",
    "kind-c",
];

fn control_id(field: Field) -> &'static str {
    match field {
        Field::Place | Field::Region => "place",
        Field::Landmark => "landmark",
        Field::OccurredOn => "occurred_on",
        Field::Name => "name",
        Field::Phone => "phone",
        Field::Email => "email",
        Field::Kind => "kind-c",
        _ => "text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::submission::FieldProblem;

    fn page(values: &FormValues, errors: &[FieldError]) -> String {
        FormPage {
            language: Language::Indonesian,
            is_home: false,
            values,
            errors,
            notice: None,
        }
        .render()
    }

    #[test]
    fn words_come_back_as_text() {
        let values = FormValues {
            text: "</textarea><script>alert(1)</script> & \"".into(),
            place: "\"><b>".into(),
            ..FormValues::default()
        };
        let html = page(&values, &[]);
        assert!(
            html.contains("\n&lt;/textarea>&lt;script>alert(1)&lt;/script> &amp; \"</textarea>")
        );
        assert!(!html.contains("<script>alert"));
        assert!(!html.contains("\"><b>"));
    }

    #[test]
    fn what_scripts_filled_in_comes_back_unless_it_was_refused() {
        let values = FormValues {
            landmark: "seberang SPBU".into(),
            region: "33.15.17".into(),
            lat: "-7.05123".into(),
            ..FormValues::default()
        };
        let html = page(&values, &[]);
        for part in [
            "name=\"landmark\" type=\"text\" autocomplete=\"off\" value=\"seberang SPBU\"",
            "<input type=\"hidden\" name=\"region\" value=\"33.15.17\">",
            "<input type=\"hidden\" name=\"lat\" value=\"-7.05123\">",
            "<input type=\"hidden\" name=\"lon\">",
        ] {
            assert!(html.contains(part), "{part}");
        }
        let refused = FieldError {
            field: Field::Region,
            problem: FieldProblem::UnknownRegion,
        };
        let html = page(&values, &[refused]);
        assert!(html.contains("<input type=\"hidden\" name=\"region\">"));
        assert!(html.contains("href=\"#place\"") && html.contains("id=\"place-e\""));
    }

    #[test]
    fn errors_stand_on_top_and_beside_the_field() {
        let errors = [FieldError {
            field: Field::OccurredOn,
            problem: FieldProblem::InvalidDate,
        }];
        let html = page(&FormValues::default(), &errors);
        assert_eq!(html.matches("Tanggal ini tidak kami kenali").count(), 2);
        assert!(html.contains("href=\"#occurred_on\""));
        assert!(html.contains("aria-describedby=\"occurred_on-h occurred_on-e\""));
        assert!(html.contains("<details open"));
    }
}
