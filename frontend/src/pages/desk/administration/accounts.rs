//! Officers: who has which role where.

use super::{back_to, coded, notice, proof};
use crate::components::piece::{IntoPiece, Piece};
use crate::components::words::visible;
use crate::i18n::Language;
use crate::i18n::date_time_long;
use crate::i18n::desk::administration::{fill, role_label, wrong_appointment_words};
use crate::pages::desk::frame::Frame;
use domain::date::{Timestamp, Zone};
use leptos::prelude::*;

/// A role somebody has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// The `role` column.
    pub role: String,
    /// Where; empty is the whole nation.
    pub agency: String,
    /// Which unit, or empty.
    pub unit: String,
}

/// What fields for an agency and a unit offer: id and name of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// Agencies with what was typed in their name; a script offers others while somebody types.
    pub agencies: Vec<(String, String)>,
    /// All units.
    pub units: Vec<(String, String)>,
}

impl Offered {
    /// The lists behind the fields: the browser's own, so they work without scripts.
    pub fn lists(&self) -> Piece {
        let options = |rows: &[(String, String)]| {
            let rows = rows.iter().cloned();
            rows.map(|(id, name)| view! { <option value=id>{name}</option> }.piece())
                .collect::<Vec<_>>()
        };
        view! {
            <datalist id="agencies">{options(&self.agencies)}</datalist>
            <datalist id="units">{options(&self.units)}</datalist>
        }
        .piece()
    }
}

/// An officer in the list.
pub struct AccountLine {
    /// Which account.
    pub id: String,
    /// How colleagues call them.
    pub name: String,
    /// Whether they may come in.
    pub is_active: bool,
    /// Their last request.
    pub seen_at: Option<Timestamp>,
    /// What they are.
    pub held: Vec<Held>,
    /// Where that is, in words; as many as `held`.
    pub places: Vec<String>,
}

/// The list of officers.
pub struct AccountsPage<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// By name.
    pub accounts: &'a [AccountLine],
    /// What was searched.
    pub search: &'a str,
    /// Where an invitation is made; none if that is not possible here.
    pub invite: Option<&'a str>,
}

impl AccountsPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        self.frame.render(|| {
            let lines: Vec<_> = self
                .accounts
                .iter()
                .map(|account| line(language, account))
                .collect();
            let nothing = lines.is_empty().then(|| view! { <p>{texts.nothing}</p> });
            let search = (!self.search.is_empty()).then(|| self.search.to_owned());
            let invite = self.invite.map(|path| {
                view! { <div class="row"><a class="button" href=language.path(path)>{texts.invite}</a></div> }
            });
            view! {
                {back_to(language, "/meja/atur", texts.title)}
                <h1>{texts.officers}</h1>
                {invite}
                <form class="adm-search" method="get" action=language.path("/meja/atur/petugas") role="search">
                    <div><label for="cari">{texts.search}</label><input id="cari" name="cari" type="search" value=search/></div>
                    <button class="plain">{texts.search_button}</button>
                </form>
                {nothing}
                <ul class="adm-rows">{lines}</ul>
            }
        })
    }
}

fn line(language: Language, account: &AccountLine) -> Piece {
    let texts = &language.desk().administration;
    let roles: Vec<String> = account
        .held
        .iter()
        .zip(&account.places)
        .map(|(held, place)| words_of(language, held, place))
        .collect();
    let roles = match roles.is_empty() {
        true => texts.no_role.to_owned(),
        false => roles.join("; "),
    };
    let inactive = (!account.is_active).then(|| view! { <strong>{texts.inactive}</strong> });
    view! {
        <li>
            <a href=language.path(&format!("/meja/atur/petugas/{}", coded(&account.id)))>{visible(&account.name)}</a>
            <span>{roles}</span>
            <span class="soft">{seen(language, account.seen_at)}</span>
            {inactive}
        </li>
    }
    .piece()
}

fn seen(language: Language, at: Option<Timestamp>) -> String {
    let texts = &language.desk().administration;
    match at {
        Some(at) => fill(
            texts.seen,
            &[("at", &date_time_long(language, at, Zone::Wib))],
        ),
        None => texts.never_seen.to_owned(),
    }
}

fn words_of(language: Language, held: &Held, place: &str) -> String {
    let role = role_label(language, &held.role);
    match place {
        "" => role.to_owned(),
        place => format!("{role} – {place}"),
    }
}

/// One account, being changed.
pub struct AccountForm<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// Which.
    pub account: &'a AccountLine,
    /// Which of its roles stay, and whether it may come in, as the form says.
    pub kept: &'a [bool],
    /// Whether the form says that they may come in.
    pub is_active: bool,
    /// A further role.
    pub more: &'a Held,
    /// What its fields offer.
    pub offered: &'a Offered,
    /// What is wrong with that: see `wrong_appointment_words`.
    pub more_wrong: Option<&'static str>,
    /// Roles that may be given.
    pub roles: &'a [&'static str],
    /// Why, so far.
    pub reason: &'a str,
    /// The reason is missing.
    pub is_reason_wrong: bool,
    /// The account as this was begun on.
    pub version: &'a str,
    /// Whether this officer may change it.
    pub may_change: bool,
    /// Whether it is their own, which nobody changes.
    pub is_own: bool,
    /// Whether, and why not, they may invite it again.
    pub again: Again,
    /// Why, so far.
    pub again_reason: &'a str,
    /// That reason is missing.
    pub is_again_wrong: bool,
    /// What stands in the way.
    pub problem: Option<&'a str>,
    /// It was stored just now.
    pub is_stored: bool,
    /// They must prove who they are first.
    pub needs_proof: bool,
}

/// Whether somebody may be invited again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// Yes, with a reason.
    May,
    /// They watch over administrators: only the operator invites them again.
    Watching,
    /// No.
    No,
}

impl AccountForm<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        self.frame.render(|| {
            let account = self.account;
            let state = match account.is_active {
                true => texts.active,
                false => texts.inactive,
            };
            let held: Vec<_> = account
                .held
                .iter()
                .zip(&account.places)
                .map(|(held, place)| view! { <li>{words_of(language, held, place)}</li> })
                .collect();
            let again = match self.again {
                Again::May => Some(self.again_form()),
                Again::Watching => {
                    Some(view! { <p class="box">{texts.invite_again_operator}</p> }.piece())
                }
                Again::No => None,
            };
            let why = match self.is_own {
                true => texts.own_account,
                false => texts.read_only,
            };
            let body = match self.may_change {
                true => self.form(),
                false => view! { <ul>{held}</ul><p class="box">{why}</p> }.piece(),
            };
            view! {
                {back_to(language, "/meja/atur/petugas", texts.officers)}
                <h1>{visible(&account.name)}</h1>
                <p>{state}" · "{seen(language, account.seen_at)}</p>
                {self.is_stored.then(|| notice(texts.rights_stored, false))}
                {self.needs_proof.then(|| proof(language))}
                {self.problem.map(|words| notice(words, true))}
                {body}
                {again}
            }
        })
    }

    fn again_form(&self) -> Piece {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        let path = format!("/meja/atur/petugas/{}/undangan", coded(&self.account.id));
        let error = self
            .is_again_wrong
            .then(|| view! { <span class="e" id="sebab-e">{texts.reason_wrong}</span> });
        let described = match self.is_again_wrong {
            true => "sebab-h sebab-e",
            false => "sebab-h",
        };
        view! {
            <form class="adm-form" method="post" action=language.path(&path)>
                <h2>{texts.invite_again}</h2>
                <p class="soft">{texts.invite_again_note}</p>
                <div>
                    <label for="sebab">{texts.reason}</label>
                    <span class="h" id="sebab-h">{texts.invite_again_hint}</span>
                    {error}
                    <input id="sebab" name="alasan" maxlength="500" required value=self.again_reason.to_owned()
                        aria-describedby=described aria-invalid=self.is_again_wrong.then_some("true")/>
                </div>
                <div class="row"><button class="plain">{texts.invite_again}</button></div>
            </form>
        }
        .piece()
    }

    fn form(&self) -> Piece {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        let account = self.account;
        let kept: Vec<_> = account
            .held
            .iter()
            .zip(&account.places)
            .zip(self.kept)
            .enumerate()
            .map(|(index, ((held, place), kept))| {
                let name = format!("tetap-{index}");
                let words = format!("{}: {}", texts.keep, words_of(language, held, place));
                view! {
                    <label class="c"><input type="checkbox" name=name value="1" checked=*kept/><span>{words}</span></label>
                }
                .piece()
            })
            .collect();
        let options: Vec<_> = self
            .roles
            .iter()
            .map(|role| {
                let is_chosen = self.more.role == *role;
                view! { <option value=*role selected=is_chosen>{role_label(language, role)}</option> }
            })
            .collect();
        let wrong = self.more_wrong.map(|wrong| {
            view! { <span class="e" id="peran-e">{wrong_appointment_words(language, wrong)}</span> }
        });
        let invalid = self.more_wrong.map(|_| "true");
        let described = self.more_wrong.map(|_| "peran-e");
        let error = self
            .is_reason_wrong
            .then(|| view! { <span class="e" id="alasan-e">{texts.reason_wrong}</span> });
        view! {
            <form class="adm-form" method="post" action=language.path(&format!("/meja/atur/petugas/{}", coded(&account.id)))>
                <input type="hidden" name="versi" value=self.version.to_owned()/>
                <label class="c"><input type="checkbox" name="aktif" value="1" checked=self.is_active/><span>{texts.may_come_in}</span></label>
                <fieldset><legend>{texts.roles}</legend>{kept}</fieldset>
                <fieldset>
                    <legend>{texts.another_role}</legend>
                    <div>
                        <label for="peran">{texts.role}</label>{wrong}
                        <select id="peran" name="peran" aria-invalid=invalid aria-describedby=described>
                            <option value="">{texts.none}</option>{options}
                        </select>
                    </div>
                    <div>
                        <label for="instansi">{texts.agency}</label><span class="h" id="instansi-h">{texts.agency_hint}</span>
                        <input id="instansi" name="instansi" list="agencies" data-agency="" autocomplete="off" value=self.more.agency.clone() aria-describedby="instansi-h"/>
                    </div>
                    <div>
                        <label for="unit">{texts.unit}</label><span class="h" id="unit-h">{texts.unit_hint}</span>
                        <input id="unit" name="unit" list="units" autocomplete="off" value=self.more.unit.clone() aria-describedby="unit-h"/>
                    </div>
                    {self.offered.lists()}
                </fieldset>
                <div>
                    <label for="alasan">{texts.reason}</label>
                    <span class="h" id="alasan-h">{texts.reason_hint}</span>
                    {error}
                    <input id="alasan" name="alasan" maxlength="500" required value=self.reason.to_owned()
                        aria-describedby="alasan-h" aria-invalid=self.is_reason_wrong.then_some("true")/>
                </div>
                <p class="soft">{texts.rights_note}</p>
                <div class="row"><button>{texts.save_rights}</button></div>
            </form>
        }
        .piece()
    }
}
