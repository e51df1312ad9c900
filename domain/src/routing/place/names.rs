//! Words around and inside place names. General knowledge of Indonesian addresses; the names themselves
//! come from `data/regions.csv`.

use crate::routing::collections::{Map, Set};

/// Names of districts and regencies that are also everyday words, without spaces. They count as a place
/// only with a prefix ("kec. Sumber"), next to the region they lie in ("Sumber Cirebon"), or in the place field.
const EVERYDAY: &str = "abang air airbesar airhitam airputih alas amar amen ampel andong anggrek anggur anyar arahan awang ayah \
babakan babat badar bae baki bakung balai balung bambang banda bandar bangli bangsal banjar bantaran \
bara baras barat bareng baron batang batu batuan batubara baubau bawang bayan bayang beber belakang \
belang belat belik belimbing belo benda bendahara bener benteng benua beo beringin beruntungbaru besar \
besuk bina bintang birubiru bola borong bua buk bukit bulak bulu bunut buru butuh candi cempaka cendana \
ceper cina compreng concong curug dal damai damar danau darma delima dempet dendang desa dukun dusun \
empang gabus gading gajah galang gambir gambut gamping gantar gantung gapura garung gaung gayam gebang \
geger gembong gending genteng giri guna guntur gurah harian ibu ibun ingin jalan jambe jambu jangka \
jangkar jati jaya jelai jongkong juli kabat kai kais kalis kamal kampung kamu kangkung kapas karangan \
karas kasi kasihan kayangan kebo kecil kedamaian kedondong kedung kelapa keling keluang kemang kembang \
kemiri kemuning kepil kepulauan kepung kerajaan kerek ki kie kilo koba kodi komodo kota kotabahagia \
kuala kubu kudu kurun kuta lais lambai lambu landak langgam lantung lapang larangan lau lawa lawang lela \
lembar lembur liang licin lima limapuluh limau limun lindu lirik luak luas lumbung lumut maja makmur \
malaka mam mandah mandai mandor manggis manismata mare marga matur mau mayang menjalin mentok merdeka \
merek metro minggir moa moga muara mulia mundu murung mutiara nasal natal negara nibung obi oou pacar \
pace padas pagelaran pagu pakem pakis paku palang palas pana pancur pandak pandan panggang panggul \
pangkalan panjang panji pantai panti papar parang pare paro pasar pasirputih patuk payung pegunungan \
pekat pemali pemenang pendopo perak periuk permata pesantren pesisir petang petir pinang pinggir pucuk \
pulau pulung puncak purba puri raas raba rakit rambah rambutan rangsang rantau raya rendang riung rongga \
rumah rumbai sadang sadu sakti salak salam salang sale salem saling sambi sambutan samudera sanggar \
sarang sawa sawan sawang sawangan sawit sawo seberang sedan sekar sela selat selesai selo seluas semen \
sendang senen sepang serbajadi setia setiabakti setiajanji setu sikapdalam simpang simpangempat sinak \
sirsir soba subur sukun sumbang sumber sumo sumur sungai suruh susut tabir tahunan talang taman tambak \
tamban tambang tanah tangantangan tangen tanggul tanjung tapa tarik tawang tebas tebing telaga teluk \
tempe tempel tepus teras teriak tering terisi tetap tikung tiris tugu tujuhbelas tulis tumpang turi \
tutur ujung wangiwangi wara waris warsa waru web";

/// Short names that people rarely mean as a place.
const RISKY_ALIASES: &str = "bpn kp sda plg mks btm dpk smd tng pku pdg mdn bgr upg pbd";

/// Parts from which only everyday names are made.
const EVERYDAY_PARTS: &str = "utara selatan timur barat tengah baru lama besar kecil satu dua tiga empat dalam atas bawah hilir hulu \
putih hitam merah raya indah jaya sungai air tanah pulau teluk pantai gunung kiri kanan panjang luas \
lima puluh pesisir rumah pasar kampung muara simpang kota batu minggu bukit laut darat";

/// Ends that split one town into districts: what stands before them is the town.
const QUARTERS: &str = "utara selatan timur barat tengah kota pusat hulu ulu hilir ilir seberang i ii iii iv satu dua tiga";

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

impl Prefix {
    /// Whether it tells the bearers of a name apart; that it is a place or a village does not.
    pub(super) fn is_telling(self) -> bool {
        !matches!(self, Self::At | Self::To | Self::Village)
    }
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
    prefixes: Map<&'static str, Prefix>,
    everyday: Set<&'static str>,
    everyday_parts: Set<&'static str>,
    risky_aliases: Set<&'static str>,
    quarters: Set<&'static str>,
}

impl Signs {
    pub(super) fn new() -> Self {
        let prefixes = PREFIXES.iter().flat_map(|(prefix, words)| {
            words
                .split_ascii_whitespace()
                .map(move |word| (word, *prefix))
        });
        let set = |words: &'static str| words.split_ascii_whitespace().collect();
        Self {
            prefixes: prefixes.collect(),
            everyday: set(EVERYDAY),
            everyday_parts: set(EVERYDAY_PARTS),
            risky_aliases: set(RISKY_ALIASES),
            quarters: set(QUARTERS),
        }
    }

    /// What a word says about the name that follows it.
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
                .all(|word| self.everyday_parts.contains(word.as_str()))
    }

    /// Whether an alias usually means something else.
    pub(super) fn is_risky_alias(&self, key: &str) -> bool {
        self.risky_aliases.contains(key)
    }

    /// Whether a word names a quarter of a town.
    pub(super) fn is_quarter(&self, word: &str) -> bool {
        self.quarters.contains(word)
    }
}

/// How strongly a word speaks for a Kota (true) or a Kabupaten (false).
pub(super) fn kind_sign(raw: &str) -> Option<(bool, f32)> {
    KIND_SIGNS
        .iter()
        .find(|(word, ..)| *word == raw)
        .map(|(_, kota, weight)| (*kota, *weight))
}
