//! Words that people use for one another. Searches look for all of them; texts are indexed as they stand.

/// Groups, blank separated; `+` joins the words of one name. Spellings and affixes are not repeated here.
pub(super) const SYNONYMS: &[&str] = &[
    "padam mati",
    "ktp ektp ktpel e+ktp ktp+el",
    "kk kartu+keluarga",
    "sim surat+izin+mengemudi",
    "bansos bantuan+sosial",
    "pju lampu+jalan penerangan+jalan",
    "lampu penerangan",
    "banjir genangan tergenang",
    "got drainase gorong",
    "rusak hancur jebol",
    "kotor jorok kumuh",
    "busuk menyengat",
    "pungli pungutan+liar",
    "elpiji gas",
    "sinyal jaringan",
    "ponsel hp handphone",
    "perempuan wanita",
];

/// Before the name of a place, where they say nothing more; lists of places leave them out.
pub(super) const BEFORE_NAMES: &str =
    "kab kabupaten kota kotamadya prov provinsi propinsi kec kecamatan";
/// The same, but only as the first word: "jalan desa" is something else.
pub(super) const FIRST_BEFORE_NAMES: &str = "kel kelurahan desa ds dusun dsn";
/// The same in English, where they come after.
pub(super) const AFTER_NAMES: &str = "regency city province district";

/// In most complaints, so they tell none from another.
pub(super) const EVERYWHERE: &str = "tidak belum not";
