//! What kind of message it is: most are complaints, some praise, propose, ask, advertise or say nothing.
//!
//! The topic words of such messages are those of complaints, so the kind is read from how people speak.

use super::words::{Lexicon, Word, tokens};
use crate::reference::list;

/// The kind of message, as far as it changes the category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speech {
    /// Something is wrong.
    Complaint,
    /// Thanks for good work.
    Praise,
    /// A proposal.
    Suggestion,
    /// A question about how things work.
    Question,
    /// About an earlier complaint.
    FollowUp,
    /// Advertising, fraud or a test.
    Spam,
}

/// People say in the first words what they came for.
const OPENING: usize = 14;

const PRAISE: &str =
    "terima kasih;apresiasi;salut;mantap;hebat;bangga;puas;acungan jempol;jempol;top";
const PRAISED: &str = "ramah;cepat;sigap;tanggap;responsif;profesional;bersih;rapi;membantu;mudah;keren;bagus;langsung; \
cekatan;gercep;ditambal";
const SUGGESTION: &str = "usul;usulan;mengusulkan;usulkan;saran;menyarankan;aspirasi;alangkah baiknya;bagaimana kalau diadakan; \
ide;berharap ada;semoga ada;diadakan";
const QUESTION: &str =
    "tanya;bertanya;menanyakan;informasi;ingin tahu;mau tahu;apa syarat;bagaimana cara;penjelasan";
const ASKED: &str = "syarat;persyaratan;cara;caranya;prosedur;jadwal;alamat;biaya;apa saja;jam pelayanan;jam buka; \
kapan dibuka;kapan pendaftaran;dokumen apa;kontak";
const FOLLOW_UP: &str = "laporan saya;laporan sebelumnya;laporan kemarin;laporan lama;aduan saya;pengaduan saya;nomor laporan; \
nomor aduan;nomor tiket;nomor tracking;tracking id;status laporan;status aduan;laporan ditutup; \
laporan dengan nomor;kode laporan;laporan saya yang";
const SPAM: &str = "pemenang;undian;hadiah;klik;link;pin;gacor;slot;maxwin;jackpot;bonus;promo;diskon;dana cepat; \
dana tunai;pinjaman cepat;tanpa jaminan;tanpa bi checking;hubungi admin;hub admin;hub wa;hub;bit; \
http;https;www;deposit;cashback;gratis ongkir;join;subscribe;followers;jasa;member;voucher;testimoni; \
order;cod;daftar sekarang;poin;modal kecil;profit;komisi";
/// A citizen tells about the fraud instead of committing it.
const VICTIM: &str =
    "lapor;menipu;blokir;diblokir;korban;tertipu;resah;mohon;laporan;adukan;pungli;kenapa";
const TRIAL: &str = "tes;test;testing;coba;cek;cobacoba;halo;ping;percobaan;uji";
const TROUBLE: &str = "rusak;mati;parah;macet;banjir;mampet;pungli;rugi;kecewa;sulit;dipersulit;hilang;bau;bahaya;lambat; \
lama;mahal;kosong;habis;padam;hancur;liar;bocor;keluhan;curang;ditolak;padahal;tapi;namun;tidak; \
dioper;lubang;korupsi;menumpuk;resah;keracunan;roboh;putus;longsor;kapan;kecelakaan;tutup;terlantar; \
menipu;jorok;kotor;gelap;kasar;error;gagal;sampah;keluh;terganggu;menunggu;menahan;langka";
/// Pleas that stand in for a description.
const PLEAS: &str =
    "tolong;mohon;bagaimana;bantu;lama;beres;kapan;gimana;ditindaklanjuti;segera;solusi;pak;min";

/// The markers, folded like the words they are compared with.
#[derive(Debug)]
pub(super) struct Manner {
    praise: Markers,
    praised: Markers,
    suggestion: Markers,
    question: Markers,
    asked: Markers,
    follow_up: Markers,
    spam: Markers,
    victim: Markers,
    trial: Markers,
    trouble: Markers,
    pleas: Markers,
}

#[derive(Debug)]
struct Markers(Vec<String>);

impl Markers {
    fn new(markers: &str, lexicon: &Lexicon) -> Self {
        Self(
            list(markers)
                .map(|marker| joined(lexicon.words(&tokens(marker)).iter()))
                .collect(),
        )
    }

    /// Distinct markers that occur in the text, which starts and ends with a blank like they do.
    fn count(&self, text: &str) -> usize {
        self.0
            .iter()
            .filter(|marker| text.contains(marker.as_str()))
            .count()
    }
}

impl Manner {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let of = |markers| Markers::new(markers, lexicon);
        Self {
            praise: of(PRAISE),
            praised: of(PRAISED),
            suggestion: of(SUGGESTION),
            question: of(QUESTION),
            asked: of(ASKED),
            follow_up: of(FOLLOW_UP),
            spam: of(SPAM),
            victim: of(VICTIM),
            trial: of(TRIAL),
            trouble: of(TROUBLE),
            pleas: of(PLEAS),
        }
    }

    /// The kind of message.
    pub(super) fn read(&self, words: &[Word]) -> Speech {
        let text = joined(words.iter());
        let opening = joined(words.iter().take(OPENING));
        let telling = words.iter().filter(|w| !w.filler).count();
        let trouble = self.trouble.count(&text);
        let spam = self.spam.count(&text);
        if spam >= 2 && self.victim.count(&text) == 0 && trouble <= spam {
            return Speech::Spam;
        }
        let trial = self.trial.count(&text);
        if trial > 0 && telling <= trial + 1 && trouble == 0 {
            return Speech::Spam;
        }
        let (praise, praised) = (self.praise.count(&text), self.praised.count(&text) > 0);
        // Thanks at the end of a complaint are politeness.
        let early = self.praise.count(&opening) > 0;
        if praise > 0
            && (early || praised)
            && trouble <= usize::from(praised) + usize::from(praise > 1)
        {
            return Speech::Praise;
        }
        let suggested = self.suggestion.count(&opening) > 0 && trouble <= 3;
        if suggested || (trouble == 0 && self.suggestion.count(&text) > 0) {
            return Speech::Suggestion;
        }
        if trouble <= 1 && self.question.count(&text) > 0 && self.asked.count(&text) > 0 {
            return Speech::Question;
        }
        if self.follow_up.count(&text) > 0 {
            return Speech::FollowUp;
        }
        Speech::Complaint
    }

    /// Whether somebody asks for help without saying with what.
    pub(super) fn is_plea(&self, words: &[Word]) -> bool {
        self.pleas.count(&joined(words.iter())) > 0
    }
}

fn joined<'a>(words: impl Iterator<Item = &'a Word>) -> String {
    let mut out = String::from(" ");
    for word in words {
        out.push_str(&word.text);
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manner_of_speaking_tells_the_kind() {
        let lexicon = Lexicon::new();
        let manner = Manner::new(&lexicon);
        for (text, kind) in [
            (
                "Terima kasih petugas Dukcapil, ramah dan cepat, KTP jadi sehari",
                Speech::Praise,
            ),
            (
                "Jalan rusak parah sejak Mei, mohon diperbaiki. Terima kasih",
                Speech::Complaint,
            ),
            (
                "Usul min, tolong dibuatkan taman bermain di dekat kantor desa",
                Speech::Suggestion,
            ),
            (
                "Mau tanya apa saja syarat pindah domisili?",
                Speech::Question,
            ),
            (
                "mau tanya, kenapa air mati terus padahal sudah bayar",
                Speech::Complaint,
            ),
            ("PROMO slot gacor bonus 100% klik link", Speech::Spam),
            (
                "saya korban undian hadiah palsu lewat link, mohon diblokir",
                Speech::Complaint,
            ),
            ("tes tes", Speech::Spam),
            (
                "status laporan saya nomor tracking 12345 bagaimana",
                Speech::FollowUp,
            ),
        ] {
            assert_eq!(manner.read(&lexicon.words(&tokens(text))), kind, "{text}");
        }
    }
}
