//! One poster, as large as its paper: a document of its own, with nothing on it that is not printed.

use super::PATH;
use crate::components::qr::qr;
use crate::document::escape;
use crate::i18n::Language;
use crate::i18n::life::put;
use leptos::prelude::*;

const SHEET: &str = include_str!("../../../styles/poster_sheet.css");
const PAGE: &str = include_str!("../../../styles/poster_page.css");
const BANNER: &str = include_str!("../../../styles/poster_banner.css");

/// What it is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 297 × 420 mm.
    A3,
    /// 3 × 1 m.
    Banner,
}

impl Paper {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::A4, Self::A3, Self::Banner];

    /// The last part of its address.
    pub fn segment(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A3 => "a3",
            Self::Banner => "spanduk",
        }
    }

    /// The paper of an address.
    pub fn parse(segment: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|paper| paper.segment() == segment)
    }

    /// The styles of a poster on it. `--u` is a unit of its layout: as large as on paper where there is room.
    pub fn css(self) -> String {
        let (size, unit, across, layout) = match self {
            Self::A4 => ("210mm 297mm", "1mm", 210, PAGE),
            Self::A3 => ("297mm 420mm", "1.4142mm", 210, PAGE),
            Self::Banner => ("3000mm 1000mm", "1mm", 3000, BANNER),
        };
        let own = format!(
            "@page{{size:{size};margin:0}}:root{{--u:min({unit},calc(100vw / {across}))}}@media print{{:root{{--u:{unit}}}}}"
        );
        [own.as_str(), SHEET, layout].concat().replace('\n', "")
    }
}

/// A poster of an office.
pub struct PosterSheet<'a> {
    /// Language.
    pub language: Language,
    /// `https://host`.
    pub origin: &'a str,
    /// Last part of the office's address.
    pub office: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Where in the country, for a village.
    pub place: &'a str,
    /// What it is printed on.
    pub paper: Paper,
}

impl PosterSheet<'_> {
    /// The document.
    pub fn render(&self) -> String {
        let texts = &self.language.open().poster;
        let path = self.language.path("/lapor");
        let target = format!("{}{path}", self.origin);
        let short = target
            .split_once("://")
            .map_or(target.as_str(), |(_, rest)| rest);
        let owner = Owner::new();
        let code = owner.with(|| qr(&target, texts.code).map(|code| code.to_html()));
        owner.cleanup();
        let code = code.unwrap_or_default().replace("<!>", "");
        let steps: String = texts
            .steps
            .iter()
            .map(|step| format!("<li><span>{step}</span></li>"))
            .collect();
        let back = self.language.path(&format!("{PATH}/{}", self.office));
        let other = self.language.other();
        let switch = other.path(&format!("{PATH}/{}/{}", self.office, self.paper.segment()));
        let place = match self.place {
            "" => String::new(),
            place => format!(", {place}"),
        };
        let name = escape(&format!("{}{place}", self.name));
        let title = escape(&format!("{} – {}", texts.title, self.name));
        format!(
            "<!doctype html><html lang={}><head><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\"><meta name=robots content=noindex><title>{title} – SatuPintu</title><style>{}</style></head><body><div class=bar><a href=\"{back}\">← {}</a><a href=\"{switch}\" lang={} hreflang={}>{}</a></div><main><div class=head><b>SatuPintu</b><h1>{}</h1><p>{}</p></div><div class=body><div class=code>{code}<div><p>{}:</p><p class=address>{}</p></div></div><ol>{steps}</ol><p class=free>{}</p>{}</div>{}</main></body></html>",
            self.language.tag(),
            self.paper.css(),
            escape(texts.title),
            other.tag(),
            other.tag(),
            escape(texts.other_language),
            escape(texts.call),
            escape(texts.promise),
            escape(texts.scan),
            escape(short),
            escape(texts.free),
            self.foot(&name, Paper::Banner),
            self.foot(&name, self.paper_of_foot()),
        )
    }

    /// On a page the foot is a stripe of its own, on a banner it belongs to the body.
    fn foot(&self, name: &str, paper: Paper) -> String {
        let is_banner = paper == Paper::Banner;
        if is_banner != (self.paper == Paper::Banner) {
            return String::new();
        }
        let texts = &self.language.open().poster;
        format!(
            "<p class=foot><b>{}</b><br>{}</p>",
            put(texts.village, &[name]),
            escape(texts.counter)
        )
    }

    fn paper_of_foot(&self) -> Paper {
        match self.paper {
            // Stands in the body already.
            Paper::Banner => Paper::A4,
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poster(language: Language, paper: Paper) -> String {
        PosterSheet {
            language,
            origin: "https://satupintu.example",
            office: "33.15.17.2001",
            name: "Desa <Ngroto>",
            place: "Kec. Gubug, Kabupaten Grobogan",
            paper,
        }
        .render()
    }

    #[test]
    fn a_poster_says_the_address_in_letters_and_as_a_code() {
        for (language, address) in [
            (Language::Indonesian, "satupintu.example/lapor"),
            (Language::English, "satupintu.example/en/lapor"),
        ] {
            for paper in Paper::ALL {
                let html = poster(language, paper);
                assert!(html.contains(&format!("<p class=address>{address}</p>")));
                assert!(html.contains("class=\"qr\""));
                assert_eq!(html.matches("class=foot").count(), 1, "{paper:?}");
                assert!(html.contains("Desa &lt;Ngroto&gt;, Kec. Gubug"));
            }
        }
    }

    #[test]
    fn each_paper_has_its_size_and_its_address() {
        for (paper, size) in [
            (Paper::A4, "size:210mm 297mm"),
            (Paper::A3, "size:297mm 420mm"),
            (Paper::Banner, "size:3000mm 1000mm"),
        ] {
            assert!(paper.css().contains(size));
            assert_eq!(Paper::parse(paper.segment()), Some(paper));
        }
        assert_eq!(Paper::parse("a5"), None);
    }
}
