//! What stands around the list: tabs, filter, views.

use super::filter::{Due, Filter, Flag, Order};
use super::{InboxPage, Wrong};
use crate::components::piece::{IntoPiece, Piece};
use crate::i18n::Language;
use crate::i18n::desk::inbox::{
    channel_words, due_words, flag_words, kind_words, order_words, state_words,
};
use domain::complaint::{Channel, Classification, StateName};
use leptos::prelude::*;

/// The officer's views.
pub fn tabs(language: Language, page: &InboxPage<'_>) -> Option<Piece> {
    if page.tabs.is_empty() {
        return None;
    }
    let texts = &language.desk().inbox;
    let query = page.filter.query();
    let tabs: Vec<_> = page
        .tabs
        .iter()
        .map(|tab| {
            let here = (tab.query == query).then_some("true");
            let path = match tab.query.as_str() {
                "" => "/meja".to_owned(),
                query => format!("/meja?{query}"),
            };
            view! { <a class="chip" href=language.path(&path) aria-current=here>{tab.name.clone()}</a> }
        })
        .collect();
    Some(view! { <nav class="in-tabs" aria-label=texts.views>{tabs}</nav> }.piece())
}

fn select(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    choices: Vec<(String, String)>,
    chosen: Option<&str>,
) -> Piece {
    let id = format!("f-{name}");
    // What a link asked for stays asked for, also where nothing of it is there now.
    let stray = chosen.filter(|chosen| choices.iter().all(|(value, _)| value != chosen));
    let stray = stray.map(|value| {
        view! { <option value=value.to_owned() selected=true>{value.to_owned()}</option> }
    });
    let options: Vec<_> = choices
        .into_iter()
        .map(|(value, words)| {
            let is_chosen = chosen == Some(value.as_str());
            view! { <option value=value selected=is_chosen>{words}</option> }
        })
        .collect();
    view! {
        <div>
            <label for=id.clone()>{label}</label>
            <select id=id name=name><option value="">{any}</option>{stray}{options}</select>
        </div>
    }
    .piece()
}

fn input(name: &'static str, kind: &'static str, label: &'static str, value: String) -> Piece {
    let id = format!("f-{name}");
    let value = (!value.is_empty()).then_some(value);
    view! { <div><label for=id.clone()>{label}</label><input id=id name=name type=kind value=value/></div> }
        .piece()
}

/// The filter: a form that makes an address.
pub fn filter_form(language: Language, page: &InboxPage<'_>) -> Piece {
    let texts = &language.desk().inbox;
    let filter = page.filter;
    let named = |value: &'static str, words: &'static str| (value.to_owned(), words.to_owned());
    let states = StateName::ALL.iter();
    let states = states.map(|state| named(state.as_str(), state_words(language, *state)));
    let dues = Due::ALL.iter();
    let dues = dues.map(|due| named(due.as_str(), due_words(language, *due)));
    let channels = Channel::ALL.iter();
    let channels =
        channels.map(|channel| named(channel.as_str(), channel_words(language, *channel)));
    let kinds = Classification::ALL.iter();
    let kinds = kinds.map(|kind| named(kind.as_str(), kind_words(language, *kind)));
    let flags = Flag::ALL.iter();
    let flags = flags.map(|flag| named(flag.as_str(), flag_words(language, *flag)));
    let orders: Vec<_> = Order::ALL
        .iter()
        .map(|order| {
            let value = match order {
                Order::Due => "",
                other => other.as_str(),
            };
            let is_chosen = filter.order.unwrap_or(Order::Due) == *order;
            view! { <option value=value selected=is_chosen>{order_words(language, *order)}</option> }
        })
        .collect();
    let any = texts.any;
    let selects = [
        select(
            "status",
            texts.state,
            any,
            states.collect(),
            filter.state.map(StateName::as_str),
        ),
        select(
            "tenggat",
            texts.due,
            any,
            dues.collect(),
            filter.due.map(Due::as_str),
        ),
        select(
            "pemegang",
            texts.holder,
            any,
            page.holders.to_vec(),
            filter.holder.as_deref(),
        ),
        select(
            "kategori",
            texts.category,
            any,
            page.categories.to_vec(),
            filter.category.as_deref(),
        ),
        select(
            "kanal",
            texts.channel,
            any,
            channels.collect(),
            filter.channel.map(Channel::as_str),
        ),
        select(
            "jenis",
            texts.kind,
            any,
            kinds.collect(),
            filter.kind.map(Classification::as_str),
        ),
        select(
            "tanda",
            texts.flag,
            any,
            flags.collect(),
            filter.flag.map(Flag::as_str),
        ),
    ];
    let day = |date: Option<domain::date::Date>| date.map_or(String::new(), |day| day.to_string());
    let provinces: Vec<_> = page
        .provinces
        .iter()
        .map(|name| view! { <option value=name.clone()></option> })
        .collect();
    let region = filter.region.clone();
    let is_open = filter.count() > 0;
    let export = match filter.query() {
        query if query.is_empty() => "/meja/ekspor".to_owned(),
        query => format!("/meja/ekspor?{query}"),
    };
    let clear = (*filter != Filter::default())
        .then(|| view! { <a href=language.path("/meja")>{texts.clear}</a> });
    view! {
        <form class="in-bar" method="get" action=language.path("/meja") role="search">
            <div class="in-line">
                <label for="q">{texts.search}</label>
                <input id="q" name="q" type="search" maxlength="100" placeholder=texts.search_hint
                    value=filter.search.clone()/>
                <label for="f-urut">{texts.order}</label>
                <select id="f-urut" name="urut">{orders}</select>
                <button>{texts.apply}</button>
                <span class="in-found" role="status"><b>{super::table::found(page)}</b>" "{texts.found}</span>
                {clear}
                <a href=language.path(&export) download="">{texts.export}</a>
            </div>
            <details open=is_open>
                <summary>{texts.more}</summary>
                <div class="in-fields">
                    {selects.into_iter().collect::<Vec<_>>()}
                    <div>
                        <label for="f-wilayah">{texts.region}</label>
                        <input id="f-wilayah" name="wilayah" maxlength="100" list="provinsi"
                            placeholder=texts.region_hint value=region/>
                        <datalist id="provinsi">{provinces}</datalist>
                    </div>
                    {input("dari", "date", texts.from, day(filter.from))}
                    {input("sampai", "date", texts.until, day(filter.until))}
                    <label class="in-tick">
                        <input type="checkbox" name="giliran" value="saya" checked=filter.is_mine/>
                        <span>{texts.mine}</span>
                    </label>
                </div>
            </details>
        </form>
    }
    .piece()
}

/// Keeping this filter under a name, or changing the view that it is.
pub fn view_forms(language: Language, page: &InboxPage<'_>) -> Piece {
    let texts = &language.desk().inbox;
    let query = page.filter.query();
    let (typed, wrong) = match &page.wrong {
        Some(Wrong::ViewName(typed)) => (typed.clone(), Some(texts.wrong_name)),
        Some(Wrong::TooManyViews(typed)) => (typed.clone(), Some(texts.too_many_views)),
        _ => (String::new(), None),
    };
    if let Some(tab) = page.tabs.iter().find(|tab| tab.query == query) {
        let action = language.path(&format!("/meja/tampilan/{}", tab.id));
        let name = match wrong {
            Some(_) => typed,
            None => tab.name.clone(),
        };
        return view! {
            <details class="views" open=wrong.is_some()>
                <summary>{texts.change_view}</summary>
                <form method="post" action=action class="in-line">
                    <input type="hidden" name="saring" value=query/>
                    <label for="nama">{texts.view_name}</label>
                    {wrong.map(|words| view! { <span class="e" id="nama-e">{words}</span> })}
                    <input id="nama" name="nama" maxlength="60" value=name
                        aria-invalid=wrong.map(|_| "true") aria-describedby=wrong.map(|_| "nama-e")/>
                    <button name="apa" value="rename">{texts.rename}</button>
                    <button class="plain" name="apa" value="forget">{texts.forget}</button>
                </form>
            </details>
        }
        .piece();
    }
    view! {
        <details class="views" open=wrong.is_some()>
            <summary>{texts.keep}</summary>
            <form method="post" action=language.path("/meja/tampilan") class="in-line">
                <input type="hidden" name="saring" value=query/>
                <label for="nama">{texts.view_name}</label>
                {wrong.map(|words| view! { <span class="e" id="nama-e">{words}</span> })}
                <input id="nama" name="nama" maxlength="60" value=typed
                    aria-invalid=wrong.map(|_| "true") aria-describedby=wrong.map(|_| "nama-e")/>
                <button>{texts.save}</button>
            </form>
        </details>
    }
    .piece()
}
