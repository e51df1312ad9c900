//! The app for the time without a network: the service worker, the list of what belongs to its generation, and the
//! pages without anybody's id in them.

use super::App;
use super::pages::blank_form;
use super::respond::{Caching, html, text};
use crate::digest::sha256_base64;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{Response, StatusCode};
use frontend::assets::{ASSETS, SERVICE_WORKER};
use frontend::i18n::Language;
use frontend::pages::{article, lookup, outbox};
use std::cell::OnceCell;

const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// What the form needs to be written, stored and sent. The rest comes when there is data to spare.
const FIRST_FILES: [&str; 6] = [
    "files.js",
    "loader.js",
    "outbox.js",
    "outbox_page.js",
    "photos.js",
    "shrink_worker.js",
];

/// What the preview of the recipient needs: too much for everybody's install. The page fetches it once there is a story
/// and data to spare, and the HTTP cache keeps it.
const PREVIEW_FILES: [&str; 4] = ["brain.js", "routing.js", "routing.txt", "routing.wasm"];

/// Files whose names begin so are the officers', who are not asked to install them with the citizens' app.
const DESK_FILES: &str = "desk";

/// What the browser keeps with the service worker itself.
const IMPORTED: &str = "errands.js";

/// Pages that open without a network.
const PAGES: [&str; 5] = ["/", "/lapor", "/kirim", "/lacak", "/bantuan"];

/// Served instead of the service worker to get rid of it: it drops its caches and itself, and leaves what citizens
/// stored on their phones alone.
const FAREWELL: &str = "addEventListener('install',()=>skipWaiting());addEventListener('activate',event=>event.waitUntil((async()=>{for(const name of await caches.keys())await caches.delete(name);await registration.unregister()})()))";

/// One generation: its list and the digest of that.
struct Shell {
    list: String,
    digest: String,
}

/// Rendered once an isolate; the same in every isolate of a deployment.
fn with_shell<T>(use_it: impl FnOnce(&Shell) -> T) -> T {
    thread_local! {
        static SHELL: OnceCell<Shell> = const { OnceCell::new() };
    }
    SHELL.with(|shell| use_it(shell.get_or_init(make)))
}

fn make() -> Shell {
    let pages = |language: Language| {
        PAGES.iter().filter_map(move |path| {
            let address = format!("{}?shell", language.path(path));
            Some((address, sha256_base64(&page(language, path)?)))
        })
    };
    let files = |is_first: bool| {
        let is_kept = |name: &str| {
            name != IMPORTED && !PREVIEW_FILES.contains(&name) && !name.starts_with(DESK_FILES)
        };
        let wanted = move |name: &str| FIRST_FILES.contains(&name) == is_first && is_kept(name);
        let files = ASSETS.iter().filter(move |asset| wanted(asset.name));
        files.map(|asset| (asset.url.to_owned(), asset.sha256.to_owned()))
    };
    // The page that stands in for others has to be there in both languages from the start.
    let (stand_in, english): (Vec<_>, Vec<_>) =
        pages(Language::English).partition(|(address, _)| address.contains("/kirim"));
    let indonesian = pages(Language::Indonesian);
    let first: Vec<_> = indonesian.chain(stand_in).chain(files(true)).collect();
    let rest: Vec<_> = files(false).collect();
    let list = serde_json::to_string(&[first, english, rest]).unwrap_or_default();
    let digest = sha256_base64(&list);
    Shell { list, digest }
}

/// A page as it is cached: without id and key, which the phone makes itself.
fn page(language: Language, path: &str) -> Option<String> {
    let texts = language.texts();
    Some(match path {
        "/" => blank_form(language, true, "", ""),
        "/lapor" => blank_form(language, false, "", ""),
        "/kirim" => outbox::render(language),
        "/lacak" => lookup::render(language, "", None),
        "/bantuan" => article::render(language, path, &texts.help),
        _ => return None,
    })
}

/// `/sw.js`. With the variable `SERVICE_WORKER` set to `off` every phone drops its service worker at its next visit.
pub async fn service_worker(Extension(app): Extension<App>) -> Response<Body> {
    let switch = app.env.var("SERVICE_WORKER");
    let script = match switch.is_ok_and(|value| value.to_string() == "off") {
        true => FAREWELL.to_owned(),
        false => with_shell(|shell| SERVICE_WORKER.replace("GENERATION", &shell.digest)),
    };
    text(StatusCode::OK, JAVASCRIPT, Caching::Back, script)
}

/// `/shell.json`: what belongs to this generation, `[address, SHA-256]` each: what is needed, the other
/// language, the rest.
pub async fn list() -> Response<Body> {
    let list = with_shell(|shell| shell.list.clone());
    text(StatusCode::OK, "application/json", Caching::Back, list)
}

/// A page for the cache, when the query asks for one.
pub fn cached_page(language: Language, path: &str, query: Option<&str>) -> Option<Response<Body>> {
    let page = (query == Some("shell")).then(|| page(language, path))??;
    Some(html(StatusCode::OK, Caching::Back, page))
}

/// `/kirim`.
pub async fn outbox_page(Extension(language): Extension<Language>) -> Response<Body> {
    html(StatusCode::OK, Caching::Short, outbox::render(language))
}
