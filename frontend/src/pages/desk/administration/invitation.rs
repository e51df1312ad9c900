//! A new officer, and the link that lets them in.

use super::accounts::{Held, Offered};
use super::{back_to, notice, proof};
use crate::components::field::described_by;
use crate::components::piece::IntoPiece;
use crate::components::words::visible;
use crate::i18n::desk::administration::{fill, role_label, wrong_appointment_words};
use crate::pages::desk::frame::Frame;
use leptos::prelude::*;

/// The form of a new officer.
pub struct InvitationForm<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// Whom sending this form makes: the same, however often it is sent.
    pub id: &'a str,
    /// Their name, so far.
    pub name: &'a str,
    /// The name is missing.
    pub is_name_wrong: bool,
    /// What they shall be.
    pub held: &'a Held,
    /// What its fields offer.
    pub offered: &'a Offered,
    /// What is wrong with that.
    pub held_wrong: Option<&'static str>,
    /// Roles that may be given.
    pub roles: &'a [&'static str],
    /// Why, so far.
    pub reason: &'a str,
    /// The reason is missing.
    pub is_reason_wrong: bool,
    /// They must prove who they are first.
    pub needs_proof: bool,
}

impl InvitationForm<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        self.frame.render(|| {
            let options: Vec<_> = self
                .roles
                .iter()
                .map(|role| {
                    let is_chosen = self.held.role == *role;
                    view! { <option value=*role selected=is_chosen>{role_label(language, role)}</option> }
                })
                .collect();
            let role_error = self.held_wrong.map(|wrong| wrong_appointment_words(language, wrong));
            let name_error = self.is_name_wrong.then_some(texts.name_wrong);
            let reason_error = self.is_reason_wrong.then_some(texts.reason_wrong);
            let summary = [("nama", name_error), ("peran", role_error), ("alasan", reason_error)];
            let summary: Vec<_> = summary
                .into_iter()
                .filter_map(|(id, error)| {
                    error.map(|error| view! { <li><a href=format!("#{id}")>{error}</a></li> }.piece())
                })
                .collect();
            let summary = (!summary.is_empty()).then(|| {
                view! { <div class="box bad" role="alert" id="salah"><ul>{summary}</ul></div> }
            });
            let line = |id: &'static str, label: &'static str, hint: &'static str, error: Option<&'static str>, value: &str| {
                let described = described_by(id, !hint.is_empty(), error.is_some());
                let error = error.map(|error| view! { <span class="e" id=format!("{id}-e")>{error}</span> });
                let invalid = error.as_ref().map(|_| "true");
                let list = match id {
                    "instansi" => Some("agencies"),
                    "unit" => Some("units"),
                    _ => None,
                };
                let agency = (id == "instansi").then_some("");
                view! {
                    <div>
                        <label for=id>{label}</label>
                        <span class="h" id=format!("{id}-h")>{hint}</span>
                        {error}
                        <input id=id name=id maxlength="500" list=list data-agency=agency autocomplete="off" value=value.to_owned() aria-describedby=described aria-invalid=invalid/>
                    </div>
                }
                .piece()
            };
            let wrong_role = role_error.map(|error| view! { <span class="e" id="peran-e">{error}</span> });
            view! {
                {back_to(language, "/meja/atur/petugas", texts.officers)}
                <h1>{texts.invite}</h1>
                <p class="soft">{texts.invite_note}</p>
                {self.needs_proof.then(|| proof(language))}
                {summary}
                <form class="adm-form" method="post" action=language.path("/meja/atur/undang")>
                    <input type="hidden" name="id" value=self.id.to_owned()/>
                    {line("nama", texts.name, texts.name_hint, name_error, self.name)}
                    <div>
                        <label for="peran">{texts.role}</label>{wrong_role}
                        <select id="peran" name="peran" aria-invalid=role_error.map(|_| "true") aria-describedby=role_error.map(|_| "peran-e")>
                            <option value="">{texts.none}</option>{options}
                        </select>
                    </div>
                    {line("instansi", texts.agency, texts.agency_hint, None, &self.held.agency)}
                    {line("unit", texts.unit, texts.unit_hint, None, &self.held.unit)}
                    {self.offered.lists()}
                    {line("alasan", texts.reason, texts.reason_hint, reason_error, self.reason)}
                    <div class="row"><button>{texts.invite_button}</button></div>
                </form>
            }
        })
    }
}

/// The link, shown once.
pub struct LinkPage<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// Whom it lets in.
    pub name: &'a str,
    /// The whole address.
    pub link: &'a str,
}

impl LinkPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        self.frame.render(|| {
            let name = visible(self.name);
            view! {
                {back_to(language, "/meja/atur/petugas", texts.officers)}
                <h1>{texts.link_title}</h1>
                {notice(&fill(texts.link_note, &[("name", &name)]), false)}
                <p><code class="adm-code" id="tautan">{self.link.to_owned()}</code></p>
            }
        })
    }
}
