//! Words around and inside place names. General knowledge of Indonesian addresses; the names themselves
//! come from `data/regions.csv`.

use std::collections::HashMap;

/// Names of districts and regencies that are also everyday words, without spaces. They count as a place
/// only with a prefix ("kec. Sumber"), next to the region they lie in ("Sumber Cirebon"), or in the place field.
const EVERYDAY: &str = "kamu kota tetap negara ibu bola butuh panjang selesai barat batu sumber tangantangan saling ayah web luas \
benda bintang taman bandar raya kerajaan pemenang ujung puncak pacar juli cina bulu salam setia guna tarik buru ki kie jaya batang \
tulis mulia bukit suruh merek kelapa damai birubiru merdeka natal harian jangka bawang lirik kasihan tambang oou mau tahunan gajah \
perak metro candi jati tanjung benteng pesantren kai semen bener kubu larangan raas menjalin bambang kembang petir balai sarang \
tebing sawit bareng abang kedamaian mutiara pangkalan permata sirsir sumur subur pinggir banda seluas payung sambutan benua tempe \
gantung lembar teriak kurun panti karangan sela gading bara sakti dukun alas batuan simpang banjar bayang panggang muara arahan \
jambu kuta makmur liang tugu bina samudera teras komodo paku bae kapas pinang lau kasi curug anggrek kuala tutur marga terisi sedan \
kudu wangiwangi waris rongga sale genteng purba lembur anyar petang lapang licin kilo selat dal senen baron telaga bendahara belang \
pare galang salak pucuk guntur murung sekar puri palang lawang panji sanggar rendang pandan damar gambir bangsal manggis rambutan \
tumpang malaka lumbung kebo moga delima kemang amar pagelaran rakit tanggul pekat pendopo tambak jangkar gambut tempel cempaka \
kemiri lumut kangkung kamal selo salem geger parang mam tabir beringin gabus panggul rantau darma giri gembong gapura amen bantaran \
beo sawo belimbing landak minggir awang obi sumbang babakan lawa setu baki sendang kepung beber maja talang mayang sawangan pakem \
pagu babat raba sukun mandor kayangan pakis lela badar pace kedung bayan belo ampel waru empang borong bua buk soba turi bulak \
rangsang ceper gebang andong tawang sumo paro gaung limau moa rambah papar tebas kedondong periuk gamping nasal susut tiris gending \
besuk kerek tikung kodi mare lambai sawa baras sadu dendang compreng matur bangli baubau sinak simpangempat airputih airhitam airbesar \
mentok mandah koba kabat besar kecil teluk pasar pulau tanah sungai air rumah kampung jalan lima desa";

/// Short names that people rarely mean as a place.
const RISKY_ALIASES: &[&str] = &[
    "bpn", "kp", "sda", "plg", "mks", "btm", "dpk", "smd", "tng", "pku", "pdg", "mdn", "bgr",
    "upg", "pbd",
];

/// Parts from which only everyday names are made.
const EVERYDAY_PARTS: &[&str] = &[
    "utara", "selatan", "timur", "barat", "tengah", "baru", "lama", "besar", "kecil", "satu",
    "dua", "tiga", "empat", "dalam", "atas", "bawah", "hilir", "hulu", "putih", "hitam", "merah",
    "raya", "indah", "jaya", "sungai", "air", "tanah", "pulau", "teluk", "rumah", "pasar",
    "kampung", "muara", "simpang", "kota", "batu", "minggu", "bukit", "laut", "darat",
];

/// Ends that split one town into districts: what stands before them is the town.
pub(super) const QUARTERS: &[&str] = &[
    "utara", "selatan", "timur", "barat", "tengah", "kota", "pusat", "hulu", "ulu", "hilir",
    "ilir", "seberang", "i", "ii", "iii", "iv",
];

/// Names in use that the register does not carry: capitals and usual abbreviations. `(name, official name)`.
pub(super) const MORE_NAMES: &[(&str, &str)] = &[
    ("jogjakarta", "Kota Yogyakarta"),
    ("jgj", "Kota Yogyakarta"),
    ("purwokerto", "Kabupaten Banyumas"),
    ("pwt", "Kabupaten Banyumas"),
    ("singaraja", "Kabupaten Buleleng"),
    ("amlapura", "Kabupaten Karangasem"),
    ("semarapura", "Kabupaten Klungkung"),
    ("sampit", "Kabupaten Kotawaringin Timur"),
    ("pangkalanbun", "Kabupaten Kotawaringin Barat"),
    ("maumere", "Kabupaten Sikka"),
    ("labuanbajo", "Kabupaten Manggarai Barat"),
    ("rantauprapat", "Kabupaten Labuhanbatu"),
    ("kotamobagu", "Kota Kotamobagu"),
    ("tanjungpinang", "Kota Tanjung Pinang"),
    ("pematangsiantar", "Kota Pematangsiantar"),
    ("siantar", "Kota Pematangsiantar"),
    ("bukittinggi", "Kota Bukittinggi"),
    ("jkt", "Daerah Khusus Ibukota Jakarta"),
    ("bks", "Kota Bekasi"),
    ("tgr", "Kota Tangerang"),
    ("crb", "Kota Cirebon"),
    ("ptk", "Kota Pontianak"),
    ("bpp", "Kota Balikpapan"),
    ("bjn", "Kabupaten Bojonegoro"),
    ("gunkid", "Kabupaten Gunungkidul"),
    ("mlg", "Kota Malang"),
    ("kdr", "Kota Kediri"),
    ("tsm", "Kota Tasikmalaya"),
    ("skh", "Kabupaten Sukoharjo"),
    ("bwi", "Kabupaten Banyuwangi"),
    ("obbanyuwangi", "Kabupaten Banyuwangi"),
    ("sumut", "Sumatera Utara"),
    ("sumbar", "Sumatera Barat"),
    ("jakarta", "Daerah Khusus Ibukota Jakarta"),
];

/// Operators and services that exist in one region only.
pub(super) const LANDMARKS: &[(&str, &str)] = &[
    ("transjakarta", "31"),
    ("jaklingko", "31"),
    ("mrt", "31"),
    ("kjp", "31"),
];

/// What the word before a name says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Prefix {
    /// Kecamatan, distrik, kapanewon.
    District,
    /// Kabupaten, or its head.
    Kabupaten,
    /// Kota, or its head.
    Kota,
    /// Provinsi, or its head.
    Province,
    /// Desa, kelurahan: the name is probably a village's.
    Village,
    /// A street, river, shop or person bears the name.
    Bearer,
    /// The words come from there: "dari".
    From,
    /// The words lead there: "arah".
    Towards,
    /// "di", "wilayah".
    At,
    /// "ke".
    To,
}

const PREFIXES: &[(Prefix, &str)] = &[
    (
        Prefix::District,
        "kec kecamatan kcmtn kecmtn kcamatan kecamtan camat distrik kapanewon kemantren kapanewonan polsek koramil",
    ),
    (
        Prefix::Kabupaten,
        "kab kabupaten kabupatn kbpten kabupten bupati pemkab regency",
    ),
    (
        Prefix::Kota,
        "kota kotamadya kodya walikota pemkot pemko polresta polrestabes kot city",
    ),
    (
        Prefix::Province,
        "prov provinsi propinsi prop gubernur pemprov province",
    ),
    (
        Prefix::Village,
        "desa ds dusun dsn kelurahan kel kampung kmpung dukuh nagari gampong lurah kades pekon banjar kalurahan padukuhan",
    ),
    (
        Prefix::Bearer,
        "jalan jl jln jend jendral gang gg perum perumahan komplek kompleks cluster masjid mesjid mushola musholla sungai kali \
         gunung hotel toko pt cv bank ps warung pak bu bapak ibu mas mbak gus haji sd sdn smp smpn sma sman smk smkn sound bus po bis",
    ),
    (Prefix::From, "dari dr asal dri saking"),
    (Prefix::Towards, "arah menuju jurusan tujuan"),
    (
        Prefix::At,
        "di d daerah wilayah area kawasan ning nang neng ing warga sekitar dalam in kantor",
    ),
    (Prefix::To, "ke kpd"),
];

/// Words that speak for one kind when a Kabupaten and a Kota share a name.
const KIND_SIGNS: &[(&str, bool, f32)] = &[
    ("walikota", true, 1.5),
    ("pemkot", true, 1.5),
    ("pemko", true, 1.5),
    ("balaikota", true, 1.2),
    ("alun", true, 0.8),
    ("alunalun", true, 0.8),
    ("kota", true, 0.6),
    ("lurah", true, 0.3),
    ("kelurahan", true, 0.3),
    ("bupati", false, 1.5),
    ("pemkab", false, 1.5),
    ("kabupaten", false, 0.8),
    ("kades", false, 0.8),
    ("bumdes", false, 0.8),
    ("desa", false, 0.8),
    ("dusun", false, 0.6),
];

/// The tables above, ready for look-ups.
#[derive(Debug)]
pub(super) struct Signs {
    prefixes: HashMap<&'static str, Prefix>,
    everyday: std::collections::HashSet<&'static str>,
}

impl Signs {
    pub(super) fn new() -> Self {
        let prefixes = PREFIXES
            .iter()
            .flat_map(|(prefix, words)| words.split_whitespace().map(move |word| (word, *prefix)));
        Self {
            prefixes: prefixes.collect(),
            everyday: EVERYDAY.split_whitespace().collect(),
        }
    }

    pub(super) fn prefix(&self, raw: &str) -> Option<Prefix> {
        self.prefixes.get(raw).copied()
    }

    /// Whether a name, given as its words, is also an everyday expression.
    pub(super) fn is_everyday(&self, words: &[String]) -> bool {
        let key: String = words.concat();
        self.everyday.contains(key.as_str())
            || key.chars().count() < 3
            || words
                .iter()
                .all(|word| EVERYDAY_PARTS.contains(&word.as_str()))
    }

    pub(super) fn is_risky_alias(&self, key: &str) -> bool {
        RISKY_ALIASES.contains(&key)
    }
}

/// How strongly a word speaks for a Kota (true) or a Kabupaten (false).
pub(super) fn kind_sign(raw: &str) -> Option<(bool, f32)> {
    KIND_SIGNS
        .iter()
        .find(|(word, ..)| *word == raw)
        .map(|(_, kota, weight)| (*kota, *weight))
}
