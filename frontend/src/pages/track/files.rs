//! Photos, documents and voice notes: what the reporter sent beside what officers attached, and a form for more.

use super::TrackPage;
use crate::components::file_progress::file_progress;
use crate::components::piece::{IntoPiece, Piece};
use crate::components::words::visible;
use crate::i18n::life::put;
use crate::i18n::{Attachments, Language};
use domain::attachment::{
    AttachmentKind, AttachmentState, MAX_OFFICER_FILES, MAX_REPORTER_FILES, MediaType, UNSEEN,
};
use leptos::prelude::*;

/// A picture without a small one is shown at once only up to this size: whoever pays by the byte chooses.
const SHOWN_BYTES: u32 = 120_000;
/// And up to so many pixels: a few kilobytes can hold what fills a telephone's memory.
const SHOWN_PIXELS: u64 = 4_000_000;
/// What a field for files offers to choose.
const ACCEPT: &str = "image/jpeg,image/png,image/webp,application/pdf,audio/*";

/// The files of a complaint, as far as this reader may see them.
#[derive(Clone, Debug, Default)]
pub struct FilesView {
    /// Oldest first.
    pub files: Vec<FileView>,
    /// Where more can be sent; none where they cannot.
    pub add_at: Option<String>,
    /// What became of the form before.
    pub notice: Option<FilesNotice>,
    /// An officer may keep them from the public.
    pub can_hide: bool,
    /// An officer may erase them.
    pub can_remove: bool,
}

/// One file.
#[derive(Clone, Debug)]
pub struct FileView {
    /// Where it is, with all that is needed to open it.
    pub href: String,
    /// The how manieth of its kind and side it is, those not shown included: it stays the same whoever looks.
    pub number: usize,
    /// Where its small picture is.
    pub thumbnail: Option<String>,
    /// What it is.
    pub media: MediaType,
    /// What became of it.
    pub state: AttachmentState,
    /// How many bytes it has.
    pub bytes: u32,
    /// Width and height.
    pub size: Option<(u32, u32)>,
    /// The agency whose officer attached it; none for the reporter's own.
    pub officers: Option<String>,
    /// Why the public does not see it.
    pub hidden: Option<String>,
}

impl FileView {
    /// "Foto 2 dari pelapor".
    pub(in crate::pages) fn name(&self, texts: &Attachments) -> String {
        let number = self.number.to_string();
        match (self.media.kind(), &self.officers) {
            (AttachmentKind::Photo, None) => put(texts.photo_of_reporter, &[&number]),
            (AttachmentKind::Photo, Some(agency)) => {
                put(texts.photo_of_officer, &[&number, agency])
            }
            (AttachmentKind::Document, _) => put(texts.document, &[&number]),
            (AttachmentKind::VoiceNote, _) => put(texts.voice_note, &[&number]),
        }
    }

    /// The picture that stands on the page; none where there is none, or where it would cost too much.
    pub(in crate::pages) fn picture(&self) -> Option<&str> {
        if let Some(thumbnail) = &self.thumbnail {
            return Some(thumbnail);
        }
        let (width, height) = self.size?;
        let is_light = self.bytes <= SHOWN_BYTES
            && u64::from(width).saturating_mul(u64::from(height)) <= SHOWN_PIXELS;
        (self.media.kind() == AttachmentKind::Photo && is_light).then_some(self.href.as_str())
    }
}

/// What became of a form with files.
#[derive(Clone, Debug, Default)]
pub struct FilesNotice {
    /// So many were added.
    pub added: usize,
    /// Those that were not, each by its name and with why.
    pub refused: Vec<(String, &'static str)>,
    /// None could be taken at all.
    pub problem: Option<&'static str>,
    /// Something else was done with a file.
    pub done: Option<&'static str>,
}

impl FilesNotice {
    /// Whether everything went well.
    pub fn is_good(&self) -> bool {
        (self.added > 0 || self.done.is_some()) && self.refused.is_empty() && self.problem.is_none()
    }
}

impl TrackPage<'_> {
    /// Files, those on their way included, and the form for more.
    pub(in crate::pages) fn files(&self) -> Option<Piece> {
        let texts = self.language.attachments();
        let view = &self.files;
        let of = |is_officers: bool| {
            view.files
                .iter()
                .filter(move |file| file.officers.is_some() == is_officers)
        };
        let is_empty = view.files.is_empty() && view.add_at.is_none() && view.notice.is_none();
        if is_empty {
            return None;
        }
        let on_the_way = view.files.iter();
        let on_the_way = on_the_way
            .filter(|file| file.state == AttachmentState::Expected)
            .count();
        let on_the_way = (on_the_way > 0).then(|| {
            let words = put(texts.on_the_way, &[&on_the_way.to_string()]);
            view! { <p class="box">{words}</p> }
        });
        let reporters: Vec<&FileView> = of(false).collect();
        let officers: Vec<&FileView> = of(true).collect();
        let lists = match (reporters.is_empty(), officers.is_empty()) {
            (true, true) => None,
            (false, true) => Some(self.list(&reporters)),
            (is_bare, false) => {
                let before = (!is_bare).then(|| {
                    view! { <div><h3>{texts.before}</h3>{self.list(&reporters)}</div> }
                });
                Some(
                    view! {
                        <div class="pair">{before}<div><h3>{texts.after}</h3>{self.list(&officers)}</div></div>
                    }
                    .piece(),
                )
            }
        };
        Some(
            view! {
                <section class="files" id="berkas">
                    <h2>{texts.title}</h2>
                    {view.notice.as_ref().map(|notice| notice_of(texts, notice))}
                    {on_the_way}
                    {self.access_key.map(|_| file_progress(self.language, true))}
                    {lists}
                    {self.add_files()}
                </section>
            }
            .piece(),
        )
    }

    fn list(&self, files: &[&FileView]) -> Piece {
        let items: Vec<_> = files
            .iter()
            .filter(|file| file.state != AttachmentState::Expected)
            .map(|file| self.item(file))
            .collect();
        view! { <ul class="bare">{items}</ul> }.piece()
    }

    fn item(&self, file: &FileView) -> Piece {
        let texts = self.language.attachments();
        match file.state {
            AttachmentState::Stored => {}
            AttachmentState::Removed => {
                return view! { <li class="soft">{texts.removed}</li> }.piece();
            }
            _ => return view! { <li class="soft">{texts.refused}</li> }.piece(),
        }
        let name = file.name(texts);
        let size = size_words(self.language, file.bytes);
        let shown = file.picture().map(str::to_owned);
        let hidden = file.hidden.as_deref().map(|reason| {
            let reason = match reason {
                UNSEEN => texts.unseen.to_owned(),
                reason => visible(reason),
            };
            let words = put(texts.hidden, &[&reason]);
            view! { <p class="soft">{words}</p> }
        });
        let href = file.href.clone();
        match shown {
            Some(source) => {
                let (width, height) = file.size.unzip();
                view! {
                    <li>
                        <a href=href><img src=source alt=name.clone() width=width height=height loading="lazy" decoding="async"/></a>
                        <p class="soft">{name}{format!(", {size}")}</p>
                        {hidden}
                    </li>
                }
                .piece()
            }
            None => view! {
                <li><a class="tap" href=href>{name}</a>" "<span class="soft">{size}</span>{hidden}</li>
            }
            .piece(),
        }
    }

    /// How many more files this reader may add.
    pub(in crate::pages) fn room_for_files(&self) -> usize {
        let is_reporter = self.access_key.is_some();
        let files = self.files.files.iter();
        let own = files.filter(|file| file.officers.is_none() == is_reporter);
        let most = match is_reporter {
            true => MAX_REPORTER_FILES,
            false => MAX_OFFICER_FILES,
        };
        (most as usize).saturating_sub(own.count())
    }

    /// With scripts, `frontend/browser/late_files.js` makes photos small before they are sent.
    fn add_files(&self) -> Option<Piece> {
        let texts = self.language.attachments();
        let words = self.language.photos();
        let action = self.files.add_at.clone()?;
        let room = self.room_for_files();
        if room == 0 {
            return None;
        }
        let key = self
            .access_key
            .map(|key| view! { <input type="hidden" name="k" value=key.to_owned()/> });
        Some(
            view! {
                <details class="screen">
                    <summary>{texts.add}</summary>
                    <form
                        method="post"
                        action=action
                        enctype="multipart/form-data"
                        data-most=room.to_string()
                        data-busy=words.busy
                        data-total=words.total
                        data-photo=words.photo
                        data-voice=words.voice
                        data-document=words.document
                        data-too_many=words.too_many
                        data-too_large=words.too_large
                        data-unreadable=words.unreadable
                        data-wrong=words.wrong
                        data-heic=words.heic
                        data-stored=words.stored
                    >
                        {key}
                        <div>
                            <label for="photo">{texts.choose}</label>
                            <p class="h" id="photo-h">{put(texts.choose_hint, &[&room.to_string()])}</p>
                            <noscript><p class="h">{texts.choose_large}</p></noscript>
                            <input id="photo" type="file" name="photo" multiple accept=ACCEPT aria-describedby="photo-h"/>
                            <p role="status"></p>
                        </div>
                        <button class="plain">{texts.send}</button>
                    </form>
                </details>
            }
            .piece(),
        )
    }
}

fn notice_of(texts: &Attachments, notice: &FilesNotice) -> Piece {
    let added = (notice.added > 0).then(|| {
        let words = put(texts.added, &[&notice.added.to_string()]);
        view! { <p><b>{words}</b></p> }
    });
    let done = notice.done.map(|words| view! { <p><b>{words}</b></p> });
    let problem = notice.problem.map(|words| view! { <p>{words}</p> });
    let refused = notice.refused.iter();
    let refused: Vec<_> = refused
        .map(|(name, why)| view! { <li><bdi>{visible(name)}</bdi>": "{*why}</li> })
        .collect();
    let refused = (!refused.is_empty()).then(|| view! { <ul>{refused}</ul> });
    let (class, role) = match notice.is_good() {
        true => ("box", "status"),
        false => ("box bad", "alert"),
    };
    view! { <div class=class role=role tabindex="-1" autofocus>{added}{done}{problem}{refused}</div> }
        .piece()
}

/// "62 KB", "1,2 MB".
fn size_words(language: Language, bytes: u32) -> String {
    if bytes < 1_000_000 {
        return format!("{} KB", bytes.div_ceil(1000));
    }
    let tenths = bytes / 100_000;
    let mark = match language {
        Language::Indonesian => ',',
        Language::English => '.',
    };
    format!("{}{mark}{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::track::fixture::{Case, KEY};

    fn photo(number: usize, size: Option<(u32, u32)>, bytes: u32) -> FileView {
        FileView {
            href: format!("/berkas/{number}"),
            number,
            thumbnail: None,
            media: MediaType::Png,
            state: AttachmentState::Stored,
            bytes,
            size,
            officers: None,
            hidden: None,
        }
    }

    #[test]
    fn only_light_pictures_are_drawn_without_a_small_one() {
        for (size, bytes, is_drawn) in [
            (Some((1024, 768)), 62_000, true),
            (Some((2000, 2000)), 120_000, true),
            (Some((2001, 2000)), 6_000, false),
            (Some((7000, 7000)), 6_000, false),
            (Some((u32::MAX, u32::MAX)), 6_000, false),
            (Some((1024, 768)), 120_001, false),
            (None, 6_000, false),
        ] {
            let mut file = photo(1, size, bytes);
            assert_eq!(file.picture().is_some(), is_drawn, "{size:?} {bytes}");
            file.thumbnail = Some("/berkas/1/kecil".into());
            assert_eq!(file.picture(), Some("/berkas/1/kecil"));
        }
    }

    #[test]
    fn the_form_says_how_many_more_and_disappears_when_there_are_enough() {
        for (count, words) in [
            (0, "Masih bisa 5 berkas"),
            (4, "Masih bisa 1 berkas"),
            (5, ""),
        ] {
            let files = (1..=count).map(|number| photo(number, None, 9));
            let view = FilesView {
                files: files.collect(),
                add_at: Some("/l/x/berkas".into()),
                ..FilesView::default()
            };
            let html =
                Case::received("2026-11-02 9").page_with(Language::Indonesian, Some(KEY), |page| {
                    page.files = view.clone();
                });
            assert_eq!(html.contains("data-most"), count < 5);
            assert!(html.contains(words), "{count}");
            assert!(html.contains("id=\"progress\""));
        }
    }

    #[test]
    fn numbers_are_those_of_all_files_not_of_those_shown() {
        let html = Case::received("2026-11-02 9").page_with(Language::English, Some(KEY), |page| {
            page.files.files = vec![photo(2, Some((9, 9)), 9), photo(3, None, 9)];
        });
        assert!(html.contains("alt=\"Photo 2 from the reporter\""));
        assert!(html.contains(">Photo 3 from the reporter</a>"));
    }

    #[test]
    fn sizes_are_rounded_as_people_say_them() {
        for (bytes, expected) in [
            (1, "1 KB"),
            (62_000, "62 KB"),
            (62_001, "63 KB"),
            (1_250_000, "1,2 MB"),
        ] {
            assert_eq!(size_words(Language::Indonesian, bytes), expected);
        }
    }
}
