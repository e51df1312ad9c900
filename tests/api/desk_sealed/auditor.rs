//! Who looked at what, for auditors.

use super::{GROUNDS, NAME, REASON, open, released};
use crate::desk_people::{cookie, employ, get};
use system_tests::System;

#[test]
fn an_auditor_reads_who_looked_and_no_more() {
    let system = System::start();
    employ(&system);
    system.sql("update officer set name = '=HYPERLINK(\"x\")' where id = 'o-liaison'");
    let (case, request) = released(&system);
    assert_eq!(open(&case, "liaison", &request).status, 200);
    let read = |path: &str| get(&system, case.now, &cookie("auditor"), path);
    let all = read("/meja/segel/catatan");
    assert_eq!(all.status, 200);
    for words in [
        "melihat identitas",
        "mengizinkan melihat identitas",
        "o-custodian",
        case.code.as_str(),
        "membaca catatan ini",
    ] {
        assert!(all.body.contains(words), "{words}");
    }
    for hidden in [REASON, GROUNDS, NAME, "lubang besar"] {
        assert!(!all.body.contains(hidden), "{hidden}");
    }
    let rows = |path: &str| read(path).body.matches("<tr>").count() - 1;
    assert_eq!(rows("/meja/segel/catatan?jenis=identity_opened"), 1);
    assert_eq!(rows("/meja/segel/catatan?petugas=o-custodian"), 1);
    // By name as well, or a part of it.
    assert_eq!(rows("/meja/segel/catatan?petugas=hyperlink"), 2);
    assert!(all.body.contains("penjaga segel"));
    assert_eq!(rows(&format!("/meja/segel/catatan?kode={}", case.code)), 3);
    assert_eq!(
        rows("/meja/segel/catatan?jenis=identity_opened&dari=2026-11-09&sampai=2026-11-09"),
        1
    );
    for none in [
        "dari=2026-11-10",
        "sampai=2026-11-08",
        "petugas=tidak%20ada",
    ] {
        let page = read(&format!("/meja/segel/catatan?jenis=identity_opened&{none}"));
        assert!(page.body.contains("Tidak ada catatan yang cocok"), "{none}");
    }
    for wrong in ["kode=x", "dari=kemarin", "sampai=2026-13-01"] {
        assert_eq!(
            read(&format!("/meja/segel/catatan?{wrong}")).status,
            422,
            "{wrong}"
        );
    }
    let file = read("/meja/segel/catatan.csv?jenis=identity_opened");
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(
        file.body.contains("\"'=HYPERLINK(\"\"x\"\")\""),
        "{}",
        file.body
    );
    assert_eq!(file.body.lines().count(), 2);
    assert_eq!(rows("/meja/segel/catatan?jenis=log_exported"), 1);
    // More than a page: older rows follow, none twice.
    let many = (0..120)
        .map(|n| format!("('2026', {n})"))
        .collect::<Vec<_>>()
        .join(",");
    system.sql(&format!(
        "insert into access_log (at, actor, what) select column2, 'system', 'key_replaced' from (values {many})"
    ));
    let (mut path, mut seen) = (
        "/meja/segel/catatan?jenis=key_replaced".to_owned(),
        Vec::new(),
    );
    loop {
        let page = read(&path).body;
        seen.push(page.matches("<tr>").count() - 1);
        let Some((_, rest)) = page.split_once("sebelum=") else {
            break;
        };
        let cursor: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let next = format!("/meja/segel/catatan?jenis=key_replaced&sebelum={cursor}");
        // The language switch and the CSV keep the cursor; the last page links to no older one.
        if next == path || seen.len() > 5 {
            break;
        }
        path = next;
    }
    assert_eq!(seen, [50, 50, 20]);
    // Their role opens no case.
    for path in [
        format!("/meja/segel/{}", case.code),
        format!("/meja/kasus/{}/samarkan", case.code),
    ] {
        assert_eq!(read(&path).status, 404, "{path}");
    }
}
