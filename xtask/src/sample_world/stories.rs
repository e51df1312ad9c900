//! What citizens of the sample world write. Local stories are dealt from patterns and places; those of the whole nation
//! are the sample complaints of data/. No person is meant by any of them.

use std::collections::HashMap;

use super::chance::Chance;
use crate::reference;
use crate::run::{Context, Outcome};

/// Whose unit works on a story, and who acts there.
#[derive(Debug, PartialEq, Eq)]
pub struct Desk {
    /// Agency id.
    pub agency: &'static str,
    /// Unit id.
    pub unit: &'static str,
    /// Officer who answers.
    pub liaison: &'static str,
    /// Officer who sorts.
    pub coordinator: &'static str,
    /// Officer for supervisory complaints.
    pub inspector: &'static str,
    places: &'static [&'static str],
    landmarks: &'static [&'static str],
}

const GROBOGAN: &[&str] = &[
    "Kecamatan Gubug, Kabupaten Grobogan",
    "Kecamatan Purwodadi, Kabupaten Grobogan",
    "Kecamatan Toroh, Kabupaten Grobogan",
    "Kecamatan Wirosari, Kabupaten Grobogan",
    "Kecamatan Godong, Kabupaten Grobogan",
    "Kecamatan Tegowanu, Kabupaten Grobogan",
    "Kecamatan Kradenan, Kabupaten Grobogan",
    "Kecamatan Pulokulon, Kabupaten Grobogan",
    "Kecamatan Karangrayung, Kabupaten Grobogan",
    "Kecamatan Penawangan, Kabupaten Grobogan",
];
const DEMAK: &[&str] = &[
    "Kecamatan Mranggen, Kabupaten Demak",
    "Kecamatan Sayung, Kabupaten Demak",
    "Kecamatan Bonang, Kabupaten Demak",
    "Kecamatan Wedung, Kabupaten Demak",
    "Kecamatan Dempet, Kabupaten Demak",
    "Kecamatan Guntur, Kabupaten Demak",
];
const NEAR: &[&str] = &[
    "depan pasar",
    "dekat SD negeri",
    "seberang SPBU",
    "samping balai desa",
    "dekat pertigaan masjid",
    "belakang puskesmas",
    "dekat jembatan lama",
    "timur rel kereta",
];

const fn desk(
    agency: &'static str,
    unit: &'static str,
    [coordinator, inspector, liaison]: [&'static str; 3],
    places: &'static [&'static str],
) -> Desk {
    Desk {
        agency,
        unit,
        liaison,
        coordinator,
        inspector,
        places,
        landmarks: NEAR,
    }
}

const DPUPR: Desk = desk(
    "kab-grobogan",
    "kabkota:dpupr",
    ["grobogan", "grobogan-inspektorat", "grobogan-dpupr"],
    GROBOGAN,
);
const DLH: Desk = desk(
    "kab-grobogan",
    "kabkota:dlh",
    ["grobogan", "grobogan-inspektorat", "grobogan-dlh"],
    GROBOGAN,
);
const DISHUB: Desk = desk(
    "kab-grobogan",
    "kabkota:dishub",
    ["grobogan", "grobogan-inspektorat", "grobogan-dishub"],
    GROBOGAN,
);
const DINKES: Desk = desk(
    "kab-grobogan",
    "kabkota:dinkes",
    ["grobogan", "grobogan-inspektorat", "grobogan-dinkes"],
    GROBOGAN,
);
const DUKCAPIL: Desk = desk(
    "kab-grobogan",
    "kabkota:dukcapil",
    ["grobogan", "grobogan-inspektorat", "grobogan-dukcapil"],
    GROBOGAN,
);
const DEMAK_DPUPR: Desk = desk(
    "kab-demak",
    "kabkota:dpupr",
    ["demak", "demak-inspektorat", "demak-dpupr"],
    DEMAK,
);
const DEMAK_DINSOS: Desk = desk(
    "kab-demak",
    "kabkota:dinsos",
    ["demak", "demak-inspektorat", "demak-dinsos"],
    DEMAK,
);
const JATENG_DPU: Desk = desk(
    "prov-jawa-tengah",
    "provinsi:dpu",
    ["jateng", "jateng-inspektorat", "jateng-dpu"],
    &["Kabupaten Grobogan", "Kabupaten Demak", "Kabupaten Blora"],
);
const JATENG_DISDIK: Desk = desk(
    "prov-jawa-tengah",
    "provinsi:disdik",
    ["jateng", "jateng-inspektorat", "jateng-disdik"],
    &["Kabupaten Grobogan", "Kabupaten Demak", "Kabupaten Kendal"],
);
const BBPJN: Desk = desk(
    "kemenpu",
    "vertikal:bbpjn",
    ["kemenpu", "kemenpu-itjen", "kemenpu-bbpjn"],
    &[
        "Kecamatan Sayung, Kabupaten Demak",
        "Kabupaten Batang",
        "Kabupaten Brebes",
    ],
);
const PLN: Desk = desk(
    "pln",
    "vertikal:pln-ulp",
    ["pln", "pln-spi", "pln-ulp"],
    GROBOGAN,
);

/// One kind of story.
struct Pattern {
    desk: &'static Desk,
    category: &'static str,
    /// Heading an officer gives it.
    title: &'static str,
    text: &'static str,
    start: &'static str,
    answer: &'static str,
    /// How many times as often as others.
    weight: usize,
}

#[rustfmt::skip]
const PATTERNS: &[Pattern] = &[
    Pattern { desk: &DPUPR, category: "JLN-01", title: "Jalan berlubang", weight: 4,
        text: "Jalan {dekat} di {tempat} berlubang dalam sejak {sejak}. Kalau hujan lubangnya tertutup air dan sudah ada pengendara motor yang jatuh. Mohon segera ditambal.",
        start: "Tim pemeliharaan jalan mengukur kerusakan besok pagi.",
        answer: "Lubang sudah ditambal dengan aspal panas sepanjang 40 meter, dan tepi jalan diratakan." },
    Pattern { desk: &DPUPR, category: "JLN-04", title: "Saluran air tersumbat", weight: 2,
        text: "Got {dekat} di {tempat} mampet sejak {sejak}. Airnya meluber ke jalan dan masuk ke halaman warga setiap hujan deras. Baunya juga tidak sedap.",
        start: "Petugas saluran mulai membersihkan sedimen pekan ini.",
        answer: "Sedimen dan sampah sudah diangkat dari saluran sepanjang 120 meter; air mengalir lagi." },
    Pattern { desk: &DPUPR, category: "JLN-02", title: "Jembatan rusak", weight: 1,
        text: "Papan jembatan {dekat} di {tempat} sudah lapuk dan ada yang hilang sejak {sejak}. Anak sekolah lewat situ tiap hari. Tolong diperbaiki sebelum ada yang jatuh ke sungai.",
        start: "Jembatan kami periksa bersama pemerintah desa.",
        answer: "Papan lantai jembatan sudah diganti dan pegangan dipasang kembali." },
    Pattern { desk: &DLH, category: "SMP-01", title: "Sampah tidak diangkut", weight: 3,
        text: "Sampah di TPS {dekat} di {tempat} tidak diangkut sejak {sejak}. Tumpukannya sampai ke badan jalan dan banyak lalat. Kami sudah membayar iuran tiap bulan.",
        start: "Truk pengangkut dijadwalkan ulang mulai besok.",
        answer: "Sampah sudah diangkut seluruhnya dan jadwal pengangkutan menjadi tiga kali seminggu." },
    Pattern { desk: &DLH, category: "SMP-04", title: "Bau dari kandang ayam", weight: 1,
        text: "Kandang ayam {dekat} di {tempat} baunya menyengat sejak {sejak}, apalagi malam hari. Warga sekitar susah tidur dan anak-anak batuk.",
        start: "Kami meninjau kandang bersama kecamatan.",
        answer: "Pemilik kandang sudah memasang penahan bau dan membuang kotoran dua hari sekali; kami memeriksanya lagi bulan depan." },
    Pattern { desk: &DISHUB, category: "PJU-01", title: "Lampu jalan mati", weight: 3,
        text: "Lampu jalan {dekat} di {tempat} mati sejak {sejak}. Kalau malam gelap sekali dan sudah dua kali ada kecelakaan kecil. Mohon diganti.",
        start: "Regu lampu jalan memeriksa jaringan malam ini.",
        answer: "Tujuh titik lampu sudah menyala kembali; dua di antaranya diganti baru." },
    Pattern { desk: &DISHUB, category: "HUB-02", title: "Lampu lalu lintas mati", weight: 1,
        text: "Bangjo {dekat} di {tempat} mati sejak {sejak}. Kendaraan saling serobot terutama jam berangkat sekolah.",
        start: "Teknisi memeriksa pengendali lampu hari ini.",
        answer: "Pengendali lampu lalu lintas sudah diganti dan lampu menyala normal." },
    Pattern { desk: &DINKES, category: "KES-01", title: "Puskesmas tutup lebih awal", weight: 2,
        text: "Puskesmas di {tempat} sering tutup sebelum jam pelayanan habis sejak {sejak}. Kami datang jam sebelas sudah tidak dilayani dan disuruh kembali besok.",
        start: "Kepala puskesmas kami mintai penjelasan.",
        answer: "Jam pelayanan sudah ditertibkan, jadwal petugas ditempel di pintu, dan ada nomor pengaduan di loket." },
    Pattern { desk: &DINKES, category: "KES-04", title: "Permintaan pengasapan demam berdarah", weight: 1,
        text: "Di lingkungan kami {dekat}, {tempat}, sudah empat orang kena demam berdarah sejak {sejak}. Mohon diperiksa jentiknya dan dilakukan pengasapan.",
        start: "Penyelidikan epidemiologi dilakukan besok.",
        answer: "Penyelidikan sudah dilakukan, jentik ditemukan di enam rumah, dan pengasapan dua putaran selesai." },
    Pattern { desk: &DUKCAPIL, category: "ADM-01", title: "KTP-el belum jadi", weight: 2,
        text: "Saya rekam KTP elektronik di {tempat} sejak {sejak}, sampai sekarang belum jadi. Tiap datang ke loket jawabannya blangko habis.",
        start: "Data perekaman kami telusuri di pusat.",
        answer: "KTP-el sudah dicetak dan bisa diambil di kantor kecamatan dengan membawa surat pengantar." },
    Pattern { desk: &DUKCAPIL, category: "ADM-03", title: "Akta kelahiran lama terbit", weight: 1,
        text: "Pengajuan akta kelahiran anak saya dari {tempat} sudah masuk sejak {sejak} lewat layanan daring, statusnya tidak pernah berubah.",
        start: "Berkas sedang kami periksa ulang.",
        answer: "Akta sudah terbit; tautan unduhnya dikirim ke surel pemohon." },
    Pattern { desk: &DEMAK_DPUPR, category: "JLN-01", title: "Jalan rusak dan tergenang", weight: 3,
        text: "Jalan {dekat} di {tempat} rusak parah sejak {sejak} dan selalu tergenang waktu rob. Motor sering mogok di tengah genangan.",
        start: "Kami survei ruas itu bersama desa.",
        answer: "Ruas sepanjang 200 meter sudah ditinggikan dan dilapis ulang." },
    Pattern { desk: &DEMAK_DPUPR, category: "AIR-05", title: "Saluran irigasi jebol", weight: 1,
        text: "Saluran irigasi {dekat} di {tempat} jebol sejak {sejak}, sawah di hilir tidak dapat air. Petani patungan karung pasir tetapi tidak kuat.",
        start: "Alat berat kami turunkan pekan ini.",
        answer: "Tanggul saluran sudah diperkuat dengan batu kali dan air sampai lagi ke sawah." },
    Pattern { desk: &DEMAK_DINSOS, category: "SOS-01", title: "Bantuan sosial tidak tepat sasaran", weight: 2,
        text: "Di {tempat} yang dapat bantuan justru yang rumahnya bagus, sedangkan janda tua {dekat} tidak pernah terdaftar sejak {sejak}. Mohon didata ulang.",
        start: "Pendamping sosial mendata ulang lingkungan itu.",
        answer: "Pendataan ulang selesai; tiga keluarga diusulkan masuk dan dua dikeluarkan melalui musyawarah desa." },
    Pattern { desk: &JATENG_DPU, category: "JLN-01", title: "Jalan provinsi bergelombang", weight: 2,
        text: "Jalan provinsi {dekat}, {tempat}, bergelombang dan retak sejak {sejak}. Truk besar sering oleng. Ini jalan provinsi, bukan jalan kabupaten.",
        start: "Balai pengelola jalan memeriksa ruas itu.",
        answer: "Bagian yang bergelombang sudah dikupas dan dilapis ulang sepanjang 300 meter." },
    Pattern { desk: &JATENG_DISDIK, category: "PDK-02", title: "Iuran di sekolah menengah", weight: 2,
        text: "SMA negeri {dekat}, {tempat}, menarik iuran wajib sejak {sejak} dan yang belum bayar tidak boleh ikut ujian. Setahu kami itu dilarang.",
        start: "Pengawas sekolah meminta penjelasan kepala sekolah.",
        answer: "Iuran sudah dihentikan dan uang yang terkumpul dikembalikan kepada orang tua." },
    Pattern { desk: &BBPJN, category: "JLN-01", title: "Jalan nasional rusak", weight: 2,
        text: "Jalan nasional {dekat}, {tempat}, penuh lubang sejak {sejak}. Bus dan truk mengambil lajur kanan untuk menghindar. Sangat berbahaya.",
        start: "Penambalan darurat dijadwalkan malam hari.",
        answer: "Lubang pada ruas itu sudah ditambal; pelapisan ulang masuk paket tahun ini." },
    Pattern { desk: &PLN, category: "PJU-02", title: "Listrik sering padam", weight: 2,
        text: "Listrik di {tempat} padam hampir tiap sore sejak {sejak}, kadang sampai tiga jam. Kulkas warung saya rusak karenanya.",
        start: "Regu gardu memeriksa penyulang.",
        answer: "Gangguan pada gardu distribusi sudah diperbaiki dan pohon di bawah jaringan dipangkas." },
    Pattern { desk: &PLN, category: "PJU-04", title: "Kabel listrik menjuntai", weight: 1,
        text: "Kabel listrik {dekat} di {tempat} menjuntai rendah sejak {sejak}. Anak-anak bisa menjangkaunya. Mohon segera dikencangkan.",
        start: "Regu gangguan menuju lokasi.",
        answer: "Kabel sudah dikencangkan dan satu tiang miring ditegakkan." },
];

const SINCE: &[&str] = &[
    "dua minggu lalu",
    "bulan lalu",
    "tiga hari lalu",
    "sebelum puasa",
    "awal bulan ini",
    "musim hujan kemarin",
    "hampir sebulan",
];
const EXTRA: &[&str] = &[
    "",
    "",
    " Foto menyusul kalau diminta.",
    " Pak RT sudah kami beri tahu.",
    " Sudah pernah lapor lewat telepon, belum ada kabar.",
    " Terima kasih.",
];
const CHANNELS: &[&str] = &[
    "web", "web", "web", "app", "app", "wa", "sms", "email", "walk_in", "phone", "box",
];

/// A desk of another agency, to which something may be sent by mistake.
pub fn desk_elsewhere(agency: &str) -> &'static Desk {
    match agency == DEMAK_DPUPR.agency {
        true => &DPUPR,
        false => &DEMAK_DPUPR,
    }
}

/// What one citizen wrote, and what officers would make of it.
#[derive(Clone, Debug)]
pub struct Story {
    /// The story.
    pub text: String,
    /// Where, in words; empty when the story says it.
    pub place: String,
    /// What stands close by.
    pub landmark: String,
    /// How it came in.
    pub channel: String,
    /// The citizen's choice.
    pub kind: String,
    /// Category code.
    pub category: String,
    /// Heading.
    pub title: String,
    /// Agency id.
    pub agency: String,
    /// Unit id, if it has one.
    pub unit: Option<String>,
    /// Who works there, in agencies that take part.
    pub desk: Option<&'static Desk>,
    /// First follow-up.
    pub start: String,
    /// The answer.
    pub answer: String,
    /// *Anonim*.
    pub is_anonymous: bool,
    /// *Rahasia*.
    pub is_confidential: bool,
}

impl Story {
    /// A local one.
    pub fn local(chance: &mut Chance) -> Option<Self> {
        let all: Vec<&Pattern> = PATTERNS
            .iter()
            .flat_map(|pattern| std::iter::repeat_n(pattern, pattern.weight))
            .collect();
        let pattern = *chance.one_of(&all)?;
        let place = *chance.one_of(pattern.desk.places)?;
        let landmark = *chance.one_of(pattern.desk.landmarks)?;
        let since = *chance.one_of(SINCE)?;
        let text = pattern
            .text
            .replace("{dekat}", landmark)
            .replace("{tempat}", place)
            .replace("{sejak}", since);
        let near = place.split(',').next().unwrap_or(place);
        let near = near.trim_start_matches("Kecamatan ");
        Some(Self {
            text: text + *chance.one_of(EXTRA)?,
            place: place.to_owned(),
            landmark: landmark.to_owned(),
            channel: (*chance.one_of(CHANNELS)?).to_owned(),
            kind: "complaint".into(),
            category: pattern.category.into(),
            title: format!("{} {landmark}, {near}", pattern.title),
            agency: pattern.desk.agency.into(),
            unit: Some(pattern.desk.unit.into()),
            desk: Some(pattern.desk),
            start: pattern.start.into(),
            answer: pattern.answer.into(),
            is_anonymous: chance.is_one_in(9),
            is_confidential: false,
        })
    }
}

/// The sample complaints of data/, by the type they are expected to get.
pub struct National(HashMap<String, Vec<Story>>);

impl National {
    /// Reads both files.
    pub fn read() -> Outcome<Self> {
        let names = names_of_categories()?;
        let mut by_type: HashMap<String, Vec<Story>> = HashMap::new();
        for file in ["sample_reports.csv", "heldout_reports.csv"] {
            for row in read(file)? {
                let cell = |name: &str| row.get(name).map_or("", String::as_str);
                let has_flag = |flag: &str| cell("flags").split(';').any(|one| one == flag);
                let kind = match cell("expected_type") {
                    "aspirasi" => "aspiration",
                    "permintaan_informasi" => "information_request",
                    _ => "complaint",
                };
                let unit = cell("expected_unit");
                let name = names.get(cell("expected_category"));
                let story = Story {
                    text: cell("text").into(),
                    place: String::new(),
                    landmark: String::new(),
                    channel: cell("channel").into(),
                    kind: kind.into(),
                    category: cell("expected_category").into(),
                    title: match (name, cell("region_name")) {
                        (Some(name), "") => name.clone(),
                        (Some(name), region) => format!("{name}, {region}"),
                        (None, region) => region.into(),
                    },
                    agency: cell("expected_agency").into(),
                    unit: (!unit.is_empty()).then(|| unit.to_owned()),
                    desk: None,
                    start: "Kami periksa lebih dulu.".into(),
                    answer: "Sudah kami tindak lanjuti di lapangan.".into(),
                    is_anonymous: has_flag("anonim"),
                    is_confidential: has_flag("rahasia"),
                };
                by_type
                    .entry(cell("expected_type").into())
                    .or_default()
                    .push(story);
            }
        }
        Ok(Self(by_type))
    }

    /// One of a type.
    pub fn one_of(&self, kind: &str, chance: &mut Chance) -> Option<Story> {
        chance.one_of(self.0.get(kind)?).cloned()
    }
}

fn names_of_categories() -> Outcome<HashMap<String, String>> {
    let rows = read("categories.csv")?.into_iter();
    Ok(rows
        .filter_map(|mut row| Some((row.remove("code")?, row.remove("name_id")?)))
        .collect())
}

fn read(file: &str) -> Outcome<Vec<HashMap<String, String>>> {
    let path = reference::data_dir().join(file);
    let mut reader = csv::Reader::from_path(&path).context(path.display())?;
    reader
        .deserialize()
        .collect::<Result<Vec<_>, _>>()
        .context(path.display())
}

#[cfg(test)]
mod tests {
    use super::super::officers::OFFICERS;
    use super::*;

    #[test]
    fn local_stories_are_whole_and_their_desks_have_officers() {
        let mut chance = Chance::new(7);
        for _ in 0..200 {
            let story = Story::local(&mut chance).unwrap();
            assert!(!story.text.contains(['{', '}']), "{}", story.text);
            assert!(story.title.chars().count() <= 200);
            let desk = story.desk.unwrap();
            for key in [desk.liaison, desk.coordinator, desk.inspector] {
                assert!(OFFICERS.iter().any(|officer| officer.key == key), "{key}");
            }
        }
    }

    #[test]
    fn the_nation_has_stories_of_every_kind_that_fates_ask_for() {
        let national = National::read().unwrap();
        let mut chance = Chance::new(7);
        for kind in [
            "pengaduan",
            "permintaan_informasi",
            "aspirasi",
            "spam",
            "tidak_lengkap",
            "bukan_kewenangan",
        ] {
            assert!(national.one_of(kind, &mut chance).is_some(), "{kind}");
        }
    }
}
