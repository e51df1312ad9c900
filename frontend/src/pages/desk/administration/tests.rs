//! What the pages say, and that words from outside stay words.

use super::*;
use crate::pages::desk::frame::Room;
use domain::reference::rows::Wrong;
use domain::reference::table::TERMS;

fn frame(language: Language) -> Frame<'static> {
    Frame {
        language,
        path: "/meja/atur",
        room: Room::Administration,
        officer: Some("Siti"),
        rooms: &[Room::Administration],
        title: "Pengaturan",
    }
}

fn row(before: Option<&str>, after: &str) -> ChangedRowView {
    let cells = |text: &str| vec![("source".to_owned(), text.to_owned())];
    ChangedRowView {
        table: "terms".to_owned(),
        key: "verify_by|*".to_owned(),
        name: None,
        before: before.map(cells),
        after: cells(after),
        was_retired: false,
        is_retired: false,
    }
}

fn proposal(differences: &[DifferenceView], mistakes: &[Mistake]) -> String {
    ProposalPage {
        frame: frame(Language::Indonesian),
        id: "1",
        table: &TERMS,
        version: "v~1",
        reason: "</p><script>",
        differences,
        effects: &EffectsView {
            moved: Some((12, 9, 300, true)),
            ..EffectsView::default()
        },
        mistakes,
        deserted: &[],
        unseen: None,
        needs_proof: false,
    }
    .render()
}

#[test]
fn a_preview_says_how_much_moves_and_shows_only_what_differs() {
    let page = proposal(&[row(Some("UU 1"), "UU <2>"), row(None, "baru")], &[]);
    assert!(page.contains("12 tenggat terbuka akan bergeser, pada 9 laporan."));
    assert!(page.contains("1 ditambah, 1 diubah"));
    assert!(page.contains("UU 1") && page.contains("UU &lt;2&gt;"));
    assert!(page.contains("value=\"v~1\"") && !page.contains("<script>"));
}

#[test]
fn what_is_wrong_cannot_be_stored() {
    let mistake = Mistake {
        table: &TERMS,
        line: 3,
        key: String::new(),
        column: TERMS.columns.first(),
        wrong: Wrong::Unknown("<b>".to_owned()),
    };
    let page = proposal(&[row(None, "baru")], &[mistake]);
    assert!(page.contains("baris 3, Tenggat (rule): “&lt;b&gt;” tidak dikenal."));
    assert!(!page.contains("Simpan perubahan"));
}
