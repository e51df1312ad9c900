//! What search engines read (sitemaps.org, RFC 9309).

use crate::document::escape;
use crate::i18n::Language;
use domain::date::Timestamp;
use domain::tracking_code::TrackingCode;

/// Address of the index.
pub const INDEX: &str = "/sitemap.xml";
/// File of the pages that are always there.
pub const PAGES: &str = "halaman.xml";

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const ALWAYS_THERE: [&str; 8] = [
    "/",
    "/lacak",
    "/laporan",
    "/peta",
    "/statistik",
    "/statistik/metode",
    "/bantuan",
    "/privasi",
];

/// Address of the complaints that were received on a day.
pub fn day_path(day: &str) -> String {
    format!("/sitemap/{day}.xml")
}

/// What may not be visited: what needs a key has it in the address.
pub fn robots(origin: &str) -> String {
    let mut lines = vec!["User-agent: *".to_owned(), "Disallow: /api/".to_owned()];
    for path in ["/meja", "/l/*?", "/l/*/", "/kirim"] {
        let both = Language::ALL.iter().map(|language| language.path(path));
        lines.extend(both.map(|path| format!("Disallow: {path}")));
    }
    lines.push(format!("Sitemap: {origin}{INDEX}\n"));
    lines.join("\n")
}

/// The index of all others.
pub fn index(origin: &str, days: &[String]) -> String {
    let files = std::iter::once(format!("/sitemap/{PAGES}"));
    let files = files.chain(days.iter().map(|day| day_path(day)));
    let entries = files.map(|path| format!("<sitemap>{}</sitemap>", location(origin, &path)));
    document("sitemapindex", &entries.collect::<String>())
}

/// The pages that are always there, in both languages.
pub fn of_pages(origin: &str) -> String {
    let mut entries = String::new();
    for path in ALWAYS_THERE {
        for language in Language::ALL {
            let place = location(origin, &language.path(path));
            entries.push_str(&format!("<url>{place}</url>"));
        }
    }
    document("urlset", &entries)
}

/// Complaints, each with its last change.
pub fn of_complaints(origin: &str, complaints: &[(String, Timestamp)]) -> String {
    let mut entries = String::new();
    for (code, changed_at) in complaints {
        let code = TrackingCode::parse(code).map_or(code.clone(), |code| code.to_string());
        let place = location(origin, &format!("/l/{code}"));
        let changed = changed_at.rfc3339();
        entries.push_str(&format!("<url>{place}<lastmod>{changed}</lastmod></url>"));
    }
    document("urlset", &entries)
}

fn location(origin: &str, path: &str) -> String {
    format!("<loc>{}</loc>", escape(&format!("{origin}{path}")))
}

fn document(root: &str, entries: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{root} xmlns=\"{NAMESPACE}\">{entries}</{root}>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_names_days_and_a_day_its_complaints() {
        let origin = "https://lapor.example";
        let index = index(origin, &["2026-11-24".to_owned()]);
        assert!(index.contains("<loc>https://lapor.example/sitemap/2026-11-24.xml</loc>"));
        assert!(index.contains("<loc>https://lapor.example/sitemap/halaman.xml</loc>"));
        let complaint = ("28T5CY4TQKFF4".to_owned(), Timestamp(1_795_321_587_000));
        let day = of_complaints(origin, &[complaint]);
        let expected = "<url><loc>https://lapor.example/l/28T5-CY4T-QKFF-4</loc><lastmod>2026-11-22T04:26:27Z</lastmod></url>";
        assert!(day.contains(expected), "{day}");
        assert!(of_pages(origin).contains("<loc>https://lapor.example/en/peta</loc>"));
    }

    #[test]
    fn what_has_a_key_in_its_address_is_not_for_robots() {
        let robots = robots("https://lapor.example");
        let lines: Vec<&str> = robots.lines().collect();
        for line in [
            "Disallow: /l/*?",
            "Disallow: /en/l/*?",
            "Disallow: /meja",
            "Sitemap: https://lapor.example/sitemap.xml",
        ] {
            assert!(lines.contains(&line), "{line}: {robots}");
        }
        assert!(!lines.contains(&"Disallow: /l/"));
    }
}
