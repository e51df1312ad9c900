//! Tables as CSV: wrong ones, and ones that come back.

use super::desk::{Desk, employ, excerpt};
use system_tests::System;

const TABLES: [&str; 7] = [
    "agency",
    "agency_unit",
    "category",
    "routing_rule",
    "holiday",
    "terms",
    "answer_template",
];
/// U+FEFF.
const MARK: char = '\u{feff}';
const HOLIDAYS: &str = "date,weekday,kind,name_id,name_en,status,is_working_day,note\n";

fn admin(system: &System) -> Desk<'_> {
    Desk {
        system,
        name: "admin",
        now: 0,
    }
}

fn export(desk: &Desk<'_>, table: &str) -> String {
    let file = desk.get(&format!("/meja/atur/tabel/{table}/ekspor.csv"));
    assert_eq!(
        (file.status, file.header("content-type")),
        (200, "text/csv; charset=utf-8")
    );
    assert_eq!(file.header("cache-control"), "no-store");
    // The mark by which spreadsheets know UTF-8.
    assert!(file.body.starts_with(MARK), "{}", excerpt(&file.body));
    file.body
}

#[test]
fn every_table_goes_out_and_comes_in_without_a_difference() {
    let system = System::start();
    employ(&system);
    system.execute("insert into answer_template (id, title, body, updated_at) values ('t', '=1+1', 'a,\"b\"\nc', 0);");
    let desk = admin(&system);
    let root = std::env::var("SATUPINTU_ROOT").unwrap();
    for table in TABLES {
        let file = export(&desk, table);
        let same = desk.upload(table, file.as_bytes(), true);
        assert_eq!(same.status, 422, "{table}");
        assert!(
            excerpt(&same.body).contains("Tidak ada yang berbeda"),
            "{table}: {}",
            excerpt(&same.body)
        );
    }
    assert!(export(&desk, "answer_template").contains("'=1+1"));
    // The files of the clone are the same tables; they go without the mark, and lines may end either way.
    for (table, file) in [
        ("terms", "terms.csv"),
        ("category", "categories.csv"),
        ("holiday", "holidays.csv"),
    ] {
        let file = std::fs::read_to_string(format!("{root}/data/{file}")).unwrap();
        for file in [
            file.clone(),
            format!("{MARK}{file}"),
            file.replace('\n', "\r\n"),
        ] {
            let same = desk.upload(table, file.as_bytes(), true);
            assert!(
                excerpt(&same.body).contains("Tidak ada yang berbeda"),
                "{table}: {}",
                excerpt(&same.body)
            );
        }
    }
    assert_eq!(system.count("select count(*) from reference_draft"), 0);
}

#[test]
fn a_wrong_file_is_refused_with_every_line_and_nothing_is_stored() {
    let system = System::start();
    employ(&system);
    let desk = admin(&system);
    let row = "2027-03-01,Mon,cuti_bersama,Uji,Test,official,0,\n";
    let cases: [(&str, Vec<u8>, &[&str]); 13] = [
        ("holiday", b"tanggal,hari\n1,2\n".to_vec(), &["Baris pertama harus berisi nama 8 kolom", "Tidak satu pun ditemukan"]),
        ("holiday", HOLIDAYS.replace("weekday", "hari").into_bytes(), &["Tidak ada: weekday. Tidak dikenal: “hari”."]),
        ("holiday", format!("{HOLIDAYS}{row}x,y\n").replace(',', ";").into_bytes(), &["baris 3: Ada 2 kolom, seharusnya 8"]),
        ("holiday", format!("\u{feff}{HOLIDAYS}{row}x,y\n").replace('\n', "\r\n").into_bytes(), &["baris 3: Ada 2 kolom, seharusnya 8"]),
        ("holiday", format!("{HOLIDAYS}{}", row.replace("Uji", "U\u{200b}ji")).into_bytes(), &[
            "baris 2, Nama (Indonesia) (name_id): Karakter ke-2 tidak terlihat (U+200B)",
        ]),
        ("holiday", format!("{HOLIDAYS}{}", row.replace("Uji", "U\0ji")).into_bytes(), &[
            "baris 2, Nama (Indonesia) (name_id): Karakter ke-2 tidak terlihat (U+0000)",
        ]),
        ("holiday", [HOLIDAYS.as_bytes(), b"\xff\xfe,b\n"].concat(), &["baris 2: Bukan CSV dalam UTF-8"]),
        ("holiday", format!("{HOLIDAYS}{row}{row}").into_bytes(), &["baris 3, Tanggal (date): 2027-03-01|cuti_bersama|Uji sudah ada di baris 2"]),
        ("holiday", format!("{HOLIDAYS}{row}2027-02-30,Mon,libur,Uji,,official,2,\nx,y\n\"kutip").into_bytes(), &["baris 5: Bukan CSV"]),
        ("holiday", format!("{HOLIDAYS}{row}2027-02-30,Mon,libur,Uji,,official,2,\nx,y\n").into_bytes(), &[
            "baris 3, Tanggal (date)", "baris 3, Jenis (kind)", "baris 3, Nama (Inggris) (name_en): Tidak boleh kosong",
            "baris 3, Kantor buka (is_working_day)", "baris 4: Ada 2 kolom, seharusnya 8",
        ]),
        ("holiday", format!("{HOLIDAYS}2027-03-01,Tue,cuti_bersama,Uji,Test,official,0,\n").into_bytes(), &["Pada tanggal itu kolom weekday berbunyi Mon, bukan Tue"]),
        ("agency", b"id,kind,level,short_name,name,parent_id,region_code,aliases,autonomous\na,x,pusat,A,A,b,,,1\nb,x,pusat,B,B,a,,,1\nc,x,pusat,C,C,zzz,99,,1\n".to_vec(), &[
            "Induk a kembali", "Induk b kembali", "baris 4, Instansi di atasnya (parent_id): Instansi zzz tidak ada", "Wilayah 99 tidak ada",
        ]),
        ("holiday", Vec::new(), &["Pilih berkas atau tempel isinya"]),
    ];
    for (table, file, expected) in cases {
        let reply = desk.upload(table, &file, false);
        let words = excerpt(&reply.body);
        assert_eq!(reply.status, 422, "{words}");
        for expected in expected {
            assert!(words.contains(expected), "{expected}: {words}");
        }
    }
    let endless = vec![b'x'; 10_000_000];
    let large = desk.upload("holiday", &endless, false);
    assert_eq!(large.status, 413);
    assert!(
        excerpt(&large.body).contains("lebih besar dari 2 MB"),
        "{}",
        excerpt(&large.body)
    );
    // A whole table without a rule of the clock would end every period at once.
    let terms = export(&desk, "terms");
    let without: Vec<&str> = terms
        .lines()
        .filter(|line| !line.starts_with("respond_by"))
        .collect();
    let reply = desk.upload("terms", without.join("\n").as_bytes(), true);
    assert_eq!(reply.status, 422);
    assert!(
        excerpt(&reply.body).contains("respond_by tidak lagi punya baris nasional"),
        "{}",
        excerpt(&reply.body)
    );
    assert_eq!(system.count("select count(*) from reference_change_set"), 0);
    assert_eq!(system.count("select count(*) from reference_draft"), 0);
}

#[test]
fn a_file_adds_changes_and_retires_in_one_go() {
    let system = System::start();
    employ(&system);
    let desk = admin(&system);
    let file = export(&desk, "holiday");
    let kept: Vec<&str> = file
        .lines()
        .filter(|line| !line.starts_with("2028-12-25"))
        .collect();
    let changed = kept.join("\n").replace("2028-08-17,Thu,libur_nasional,Hari Kemerdekaan Republik Indonesia,Independence Day,estimated", "2028-08-17,Thu,libur_nasional,Hari Kemerdekaan Republik Indonesia,Independence Day,official");
    let file = format!(
        "{changed}\n2028-12-26,Tue,cuti_bersama,Cuti,\"Leave, or \"\"cuti\"\"\",official,0,\"=SUM(1)\nbaris kedua\"\n"
    );
    let preview = desk.preview(&desk.upload("holiday", file.as_bytes(), true));
    let words = excerpt(&preview.page.body);
    assert!(
        words.contains("1 ditambah, 1 diubah, 1 dinonaktifkan, 0 diberlakukan lagi"),
        "{words}"
    );
    assert_eq!(desk.store(&preview).status, 303);
    let rows = system.sql("select name_en, note from holiday where date = '2028-12-26'");
    assert_eq!(rows[0]["name_en"], "Leave, or \"cuti\"");
    assert_eq!(rows[0]["note"], "=SUM(1)\nbaris kedua");
    assert_eq!(
        system.count("select count(*) from holiday where retired_at is not null"),
        1
    );
    assert_eq!(system.count("select count(*) from reference_change"), 3);
    // What goes out now is safe to open, and comes back as it is.
    let out = export(&desk, "holiday");
    assert!(out.contains("\"'=SUM(1)\nbaris kedua\"") && !out.contains("2028-12-25"));
    let same = desk.upload("holiday", out.as_bytes(), true);
    assert!(
        excerpt(&same.body).contains("Tidak ada yang berbeda"),
        "{}",
        excerpt(&same.body)
    );
}

#[test]
fn a_coordinator_edits_templates_of_their_own_tree() {
    let system = System::start();
    employ(&system);
    let desk = Desk {
        system: &system,
        name: "coordinator",
        now: 0,
    };
    let header = "id,agency_id,unit_id,category_code,title,body\n";
    let upload = |rows: &str| {
        desk.upload(
            "answer_template",
            format!("{header}{rows}").as_bytes(),
            false,
        )
    };
    desk.does(&upload("jalan,kab-grobogan,kabkota:dpupr,JLN-01,Jalan,\"Terima kasih. Jalan [nama] diperbaiki.\"\n"));
    for foreign in ["lain,kab-demak,,,Judul,Isi\n", "lain,,,,Judul,Isi\n"] {
        let reply = upload(foreign);
        assert_eq!(reply.status, 422);
        assert!(
            excerpt(&reply.body).contains("di luar wewenang"),
            "{}",
            excerpt(&reply.body)
        );
    }
    let demak = Desk {
        name: "demak",
        ..desk
    };
    assert!(
        !demak
            .get("/meja/atur/tabel/answer_template")
            .body
            .contains("jalan</a>")
    );
    assert_eq!(
        demak
            .get("/meja/atur/tabel/answer_template/baris?kunci=jalan")
            .status,
        404
    );
    // Nobody takes a row over by its key.
    let taken = demak.upload(
        "answer_template",
        format!("{header}jalan,kab-demak,,,Judul,Isi\n").as_bytes(),
        false,
    );
    assert_eq!(taken.status, 422);
    let reply = demak.post(
        "/meja/atur/tabel/answer_template/baris",
        &[
            ("id", "jalan"),
            ("agency_id", "kab-demak"),
            ("title", "x"),
            ("body", "y"),
            ("alasan", "z"),
        ],
    );
    assert_eq!(reply.status, 422);
    assert_eq!(
        system.sql("select agency_id from answer_template where id = 'jalan'")[0]["agency_id"],
        "kab-grobogan"
    );
    // Nor does anybody whose proposal was made before the key was taken: they see nothing of that row.
    let row = |agency: &str, title: &str| format!("rebutan,{agency},,,{title},Isi\n");
    let late = desk.preview(&upload(&row("kab-grobogan", "Judul Grobogan")));
    let first = format!("{header}{}", row("kab-demak", "Judul Demak"));
    demak.does(&demak.upload("answer_template", first.as_bytes(), false));
    let again = desk.get(&late.path);
    for refused in [desk.store(&late), again] {
        assert_eq!(refused.status, 409);
        let words = excerpt(&refused.body);
        assert!(words.contains("Sudah ada baris dengan kode ini"), "{words}");
        assert!(!refused.body.contains("Judul Demak"), "{words}");
    }
    let stored = system.sql("select agency_id, title from answer_template where id = 'rebutan'");
    assert_eq!(stored[0]["agency_id"], "kab-demak");
    assert_eq!(stored[0]["title"], "Judul Demak");
    // What others changed is not shown beside a stale proposal either.
    let mine = desk.preview(&upload(
        "jalan,kab-grobogan,kabkota:dpupr,JLN-01,Jalan baru,Isi\n",
    ));
    let other = format!("{header}lagi,kab-demak,,,Rahasia Demak,Isi\n");
    demak.does(&demak.upload("answer_template", other.as_bytes(), false));
    let stale = desk.store(&mine);
    assert_eq!(stale.status, 409);
    assert!(!stale.body.contains("Rahasia Demak"));
    // What nobody sees is refused in the form as well.
    let unseen = desk.post(
        "/meja/atur/tabel/answer_template/baris",
        &[
            ("id", "semu"),
            ("agency_id", "kab-grobogan"),
            ("title", "x\u{202e}y"),
            ("body", "y"),
            ("alasan", "z"),
        ],
    );
    assert_eq!(unseen.status, 422);
    let words = excerpt(&unseen.body);
    assert!(
        words.contains("Judul: Karakter ke-2 tidak terlihat (U+202E)"),
        "{words}"
    );
    // Templates move no clock: the other tables keep their version.
    assert_eq!(
        system.count("select count(*) from reference_version where version like '%~%'"),
        0
    );
}
