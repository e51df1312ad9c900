//! The HTML document around every page: language, title, the page's own styles inline, header and footer.

use crate::assets::url_of;
use crate::components::piece::IntoPiece;
use crate::i18n::Language;
use leptos::prelude::*;

pub(crate) const BASE: &str = include_str!("styles/base.css");
pub(crate) const FORM: &str = include_str!("styles/form.css");
pub(crate) const RECORD: &str = include_str!("styles/record.css");

/// Which styles a page carries; each combination is one constant text, so that its hash can be listed in the
/// Content-Security-Policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Styles {
    /// Text only.
    Base,
    /// Text and forms.
    Form,
    /// Text, forms and the record of a complaint.
    Record,
}

impl Styles {
    /// Every combination.
    pub const ALL: [Self; 3] = [Self::Base, Self::Form, Self::Record];

    /// The style sheet as it stands in the document.
    pub fn css(self) -> String {
        let sheets: &[&str] = match self {
            Self::Base => &[BASE],
            Self::Form => &[BASE, FORM],
            Self::Record => &[BASE, FORM, RECORD],
        };
        sheets.concat().replace('\n', "")
    }
}

/// What the document says about a page.
pub struct Document<'a> {
    /// Language of the page.
    pub language: Language,
    /// Its address without language prefix, for the language switch; none where the page answers a form.
    pub path: Option<&'a str>,
    /// Title, without the name of the site.
    pub title: &'a str,
    /// For search engines and previews; none keeps the page out of them.
    pub description: Option<&'a str>,
    /// Styles it needs.
    pub styles: Styles,
    /// Where a page that answers a form can be found again; with scripts, the address bar says so.
    pub address: Option<&'a str>,
}

/// What a page carries besides: for rooms with styles of their own.
pub struct Extras<'a> {
    /// The whole style sheet, instead of [`Styles`].
    pub css: &'a str,
    /// Elements of `<head>`, escaped: feeds, previews.
    pub head: &'a str,
}

impl Document<'_> {
    /// The whole page. `body` makes the content of `<main>`.
    pub fn render<V: IntoView + 'static>(&self, body: impl FnOnce() -> V) -> String {
        let css = self.styles.css();
        self.render_with(
            &Extras {
                css: &css,
                head: "",
            },
            body,
        )
    }

    /// The whole page with other styles, and more in its head.
    pub fn render_with<V: IntoView + 'static>(
        &self,
        extras: &Extras<'_>,
        body: impl FnOnce() -> V,
    ) -> String {
        let texts = &self.language.texts().frame;
        let path = |path: &str| self.language.path(path);
        let switch = self.path.map(|path| {
            let other = self.language.other();
            view! { <a href=other.path(path) lang=other.tag() hreflang=other.tag()>{texts.other_language}</a> }
        });
        let owner = Owner::new();
        let rendered = owner.with(|| {
            // Islands have no properties; in the browser they ask the document.
            provide_context(self.language);
            view! {
                <a class="skip" href="#isi">{texts.skip}</a>
                <header>
                    <div>
                        <b><a href=path("/")>"SatuPintu"</a></b>
                        <nav aria-label=texts.navigation>
                            <a href=path("/lapor")>{texts.file}</a>
                            <a href=path("/lacak")>{texts.track}</a>
                            <a href=path("/laporan")>{texts.list}</a>
                            <a href=path("/bantuan")>{texts.help}</a>
                        </nav>
                    </div>
                </header>
                <main id="isi">{body().piece()}</main>
                <footer>
                    <p>{texts.footer}</p>
                    <nav aria-label=texts.privacy>
                        <a href=path("/kirim")>{self.language.texts().outbox.nav}</a>
                        <a href=path("/privasi")>{texts.privacy}</a>
                        {switch}
                    </nav>
                </footer>
            }
            .to_html()
        });
        owner.cleanup();
        let title = escape(self.title);
        let about = match self.description {
            Some(text) => format!("<meta name=description content=\"{}\">", escape(text)),
            None => "<meta name=robots content=noindex>".to_owned(),
        };
        let scripts = match (url_of("outbox.js"), url_of("loader.js")) {
            (Some(outbox), Some(loader)) => {
                format!(
                    "<script defer src=\"{outbox}\"></script><script type=module src=\"{loader}\"></script>"
                )
            }
            _ => String::new(),
        };
        let address = self.address.map_or(String::new(), |address| {
            format!(" data-address=\"{}\"", escape(address))
        });
        // One request is all a page needs: the icon stands in the document.
        format!(
            "<!doctype html><html lang={}{address}><head><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\"><title>{title} – SatuPintu</title>{about}<meta name=theme-color content=\"#0b5345\"><link rel=icon href=\"{ICON}\"><link rel=manifest href=/manifest.webmanifest>{}<style>{}</style>{scripts}</head><body>{}</body></html>",
            self.language.tag(),
            extras.head,
            extras.css,
            without_markers(&rendered),
        )
    }
}

/// An open door.
pub(crate) const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Cpath fill='%230b5345' d='M1 0h6v8H1z'/%3E%3Cpath fill='%23fff' d='M3 1l3 1v5L3 8z'/%3E%3C/svg%3E";

/// What other places show of a page that is linked to (ogp.me); what is private says nothing of itself here. `path` carries the
/// language already.
pub fn preview(origin: &str, path: &str, title: &str, description: &str) -> String {
    let [origin, path] = [origin, path].map(escape);
    format!(
        "<meta property=og:type content=website><meta property=og:title content=\"{}\"><meta property=og:description content=\"{}\"><meta property=og:url content=\"{origin}{path}\"><meta property=og:image content=\"{origin}/icon-512.png\">",
        escape(title),
        escape(description),
    )
}

/// For text between tags and in double-quoted attributes.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Leptos marks places for hydration with `<!>`; outside islands nothing is hydrated, and inside them the marks
/// are kept.
pub(crate) fn without_markers(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<leptos-island") {
        out.push_str(&before.replace("<!>", ""));
        let (island, after) = after.split_once("</leptos-island>").unwrap_or((after, ""));
        out.push_str("<leptos-island");
        out.push_str(island);
        out.push_str("</leptos-island>");
        rest = after;
    }
    out.push_str(&rest.replace("<!>", ""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_stay_only_inside_islands() {
        assert_eq!(
            without_markers("a<!>b<leptos-island x>c<!>d</leptos-island>e<!>"),
            "ab<leptos-island x>c<!>d</leptos-island>e"
        );
    }

    #[test]
    fn titles_are_escaped() {
        let page = Document {
            language: Language::English,
            path: None,
            title: "</title><script>",
            description: None,
            styles: Styles::Base,
            address: None,
        };
        let html = page.render(|| view! { <p>"<b>"</p> });
        assert!(html.contains("<title>&lt;/title&gt;&lt;script&gt;"));
        assert!(html.contains("<p>&lt;b&gt;</p>"));
    }
}
