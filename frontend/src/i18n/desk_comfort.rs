//! Comfort at the desk: shortcuts, ticked rows, kept words. Apart from the other texts of the desk, because the browser
//! carries these.

use crate::i18n::Language;

/// Texts.
pub struct DeskComfort {
    /// Opens the list of shortcuts; also its heading.
    pub shortcuts: &'static str,
    /// What they are and when they rest.
    pub explained: &'static str,
    /// Key and what it does.
    pub keys: [(&'static str, &'static str); 10],
    /// Of the keys that this page adds: "to {heading}".
    pub jump: &'static str,
    /// Turns them off.
    pub off: &'static str,
    /// Turns them on.
    pub on: &'static str,
    /// Closes the list.
    pub close: &'static str,
    /// How many rows are ticked, `{n}` of `{all}`.
    pub ticked: &'static str,
    /// Ticks every row of the page.
    pub tick_all: &'static str,
    /// Ticks none.
    pub tick_none: &'static str,
    /// Words that were not sent are back.
    pub restored: &'static str,
    /// Forgets them.
    pub discard: &'static str,
    /// What was forgotten cannot be found any more.
    pub discarded: &'static str,
    /// How long a text is, `{n}` of `{all}`.
    pub length: &'static str,
    /// Gaps of a template that are left, before the list of them.
    pub gaps: &'static str,
    /// The template is as it was.
    pub unedited: &'static str,
    /// Somebody else did something to this case.
    pub changed: &'static str,
    /// Loads the page anew.
    pub reload: &'static str,
    /// Due in less than an hour.
    pub minutes_left: &'static str,
    /// Due in `{n}` hours.
    pub hours_left: &'static str,
    /// Too late.
    pub over: &'static str,
}

static ID: DeskComfort = DeskComfort {
    shortcuts: "Pintasan papan ketik",
    explained: "Pintasan tidak berlaku selagi Anda mengetik di kolom isian.",
    keys: [
        ("/", "cari"),
        ("j", "baris berikutnya"),
        ("k", "baris sebelumnya"),
        ("Enter", "buka baris ini"),
        ("x", "centang baris ini"),
        ("g i", "ke kotak masuk"),
        ("g l", "ke loket"),
        ("g a", "ke akun"),
        ("?", "tampilkan daftar ini"),
        ("Esc", "tutup"),
    ],
    jump: "ke: ",
    off: "Matikan pintasan",
    on: "Nyalakan pintasan",
    close: "Tutup",
    ticked: "{n} dari {all} baris dicentang",
    tick_all: "Centang semua di halaman ini",
    tick_none: "Kosongkan centang",
    restored: "Kata-kata yang belum terkirim sudah dikembalikan ke formulir.",
    discard: "Buang kata-kata itu",
    discarded: "Sudah dibuang.",
    length: "{n} dari {all} karakter",
    gaps: "Masih harus diisi: ",
    unedited: "Ini masih contoh; sesuaikan dulu dengan laporannya.",
    changed: "Kasus ini baru saja diubah orang lain.",
    reload: "Muat ulang; kata-kata Anda tetap ada",
    minutes_left: "kurang dari satu jam lagi",
    hours_left: "{n} jam lagi",
    over: "sudah lewat",
};

static EN: DeskComfort = DeskComfort {
    shortcuts: "Keyboard shortcuts",
    explained: "Shortcuts rest while you type in a field.",
    keys: [
        ("/", "search"),
        ("j", "next row"),
        ("k", "previous row"),
        ("Enter", "open this row"),
        ("x", "tick this row"),
        ("g i", "to the inbox"),
        ("g l", "to the counter"),
        ("g a", "to the account"),
        ("?", "show this list"),
        ("Esc", "close"),
    ],
    jump: "to: ",
    off: "Turn shortcuts off",
    on: "Turn shortcuts on",
    close: "Close",
    ticked: "{n} of {all} rows ticked",
    tick_all: "Tick all on this page",
    tick_none: "Untick all",
    restored: "Words that were not sent yet are back in the form.",
    discard: "Discard those words",
    discarded: "Discarded.",
    length: "{n} of {all} characters",
    gaps: "Still to fill in: ",
    unedited: "This is still the template; fit it to the complaint first.",
    changed: "Somebody else has just changed this case.",
    reload: "Reload; your words stay",
    minutes_left: "in less than an hour",
    hours_left: "in {n} h",
    over: "overdue",
};

impl Language {
    /// What the desk's islands say.
    pub fn desk_comfort(self) -> &'static DeskComfort {
        match self {
            Self::Indonesian => &ID,
            Self::English => &EN,
        }
    }
}
