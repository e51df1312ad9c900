//! `/peta`.

/// What the map says.
pub struct MapTexts {
    /// Title.
    pub title: &'static str,
    /// What this is.
    pub lead: &'static str,
    /// For search engines and previews.
    pub description: &'static str,
    /// The database is away; what is shown is from `{0}`.
    pub stale: &'static str,
    /// Names the way to the chosen region.
    pub path: &'static str,
    /// The whole country.
    pub nation: &'static str,
    /// Names the picture.
    pub picture: &'static str,
    /// Above the classes.
    pub legend: &'static str,
    /// Each class, from none to most.
    pub classes: [&'static str; 5],
    /// A case on the map.
    pub legend_point: &'static str,
    /// Cases at the centre of their district.
    pub legend_blurred: &'static str,
    /// Above the regions.
    pub regions: &'static str,
    /// Caption of the table below it.
    pub regions_table: &'static str,
    /// Opens the form; a map has no order.
    pub filters: &'static str,
    /// A region; the first column.
    pub region: &'static str,
    /// Its cases; the second column.
    pub cases: &'static str,
    /// Above the cases.
    pub points: &'static str,
    /// Where not all are shown. `{0}` is how many are.
    pub newest_points: &'static str,
    /// Where only the newest were counted. `{0}` is how many.
    pub counted: &'static str,
    /// A number and its noun: "12 laporan".
    pub count: &'static str,
    /// No number below five is said.
    pub few: &'static str,
    /// No cases in the chosen region.
    pub none: &'static str,
    /// There is no drawing.
    pub no_picture: &'static str,
    /// The same as a list.
    pub as_list: &'static str,
    /// Its point is not shown.
    pub no_point: &'static str,
    /// It is shown at the centre of its district.
    pub blurred: &'static str,
    /// What this map is not.
    pub note: &'static str,
    /// Why small numbers are not said.
    pub note_few: &'static str,
}

/// Indonesian.
pub static ID: MapTexts = MapTexts {
    title: "Peta laporan",
    lead: "Laporan publik menurut daerah. Ketuk sebuah daerah untuk melihat isinya.",
    description: "Peta laporan publik: dari provinsi sampai kecamatan, dengan daftar yang sama isinya.",
    stale: "Peta sedang tidak dapat diperbarui. Ini keadaan pada {0}. Isi tiap daerah dan saringan belum bisa dibuka; coba lagi beberapa menit lagi.",
    path: "Daerah",
    nation: "Indonesia",
    picture: "Peta {0}",
    legend: "Jumlah laporan",
    classes: [
        "tidak ada",
        "1 sampai 4",
        "5 sampai 49",
        "50 sampai 499",
        "500 atau lebih",
    ],
    legend_point: "satu laporan",
    legend_blurred: "topik yang dilindungi: hanya pusat kecamatannya",
    regions: "Menurut daerah",
    regions_table: "Jumlah laporan menurut daerah, menurut abjad",
    filters: "Saring",
    region: "Daerah",
    cases: "Laporan",
    points: "Laporan di sini",
    newest_points: "{0} laporan terbaru.",
    counted: "Dihitung dari {0} laporan terbaru yang cocok.",
    count: "{0} laporan",
    few: "kurang dari 5",
    none: "Tidak ada laporan yang cocok di sini.",
    no_picture: "Gambar peta sedang tidak tersedia. Isinya ada dalam daftar di bawah.",
    as_list: "Lihat sebagai daftar laporan",
    no_point: "titik tidak ditampilkan",
    blurred: "hanya pusat kecamatan yang ditampilkan",
    note: "Batas di peta ini disederhanakan dan bukan batas hukum.",
    note_few: "Angka 1 sampai 4 tidak disebut. Banyak laporan tidak berarti daerah itu buruk: warga di sana mau melapor.",
};

/// English.
pub static EN: MapTexts = MapTexts {
    title: "Map of complaints",
    lead: "Public complaints by area. Tap an area to see what is in it.",
    description: "A map of public complaints, from provinces to districts, with the same content as a list.",
    stale: "The map cannot be renewed at the moment. This is how it stood on {0}. What is in each area and the filters cannot be opened yet; try again in a few minutes.",
    path: "Area",
    nation: "Indonesia",
    picture: "Map of {0}",
    legend: "Number of complaints",
    classes: ["none", "1 to 4", "5 to 49", "50 to 499", "500 or more"],
    legend_point: "one complaint",
    legend_blurred: "protected topic: only the centre of its district",
    regions: "By area",
    regions_table: "Number of complaints by area, in the order of names",
    filters: "Filter",
    region: "Area",
    cases: "Complaints",
    points: "Complaints here",
    newest_points: "The newest {0} complaints.",
    counted: "Counted among the newest {0} complaints that match.",
    count: "{0} complaints",
    few: "fewer than 5",
    none: "No complaint matches here.",
    no_picture: "The picture of the map is not available now. What it shows is in the list below.",
    as_list: "See as a list of complaints",
    no_point: "point not shown",
    blurred: "only the centre of the district is shown",
    note: "Borders on this map are simplified and are no legal borders.",
    note_few: "Numbers from 1 to 4 are not told. Many complaints do not mean that an area is bad: people there speak up.",
};
