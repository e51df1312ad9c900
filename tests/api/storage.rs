//! What the database holds, as an operator would look: everything of a complaint or nothing, no secrets in clear.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use system_tests::{System, submission};

/// The history hashed again, by the recipe in docs/ARCHITECTURE.md.
pub fn assert_history_is_intact(system: &System) {
    assert_histories_are_intact(system, "select id from complaint");
}

/// The same for the complaints that a query gives.
pub fn assert_histories_are_intact(system: &System, complaints: &str) {
    let rows = system.sql(&format!(
        "select complaint_id, seq, kind, at, actor, data, prev_hash, hash from complaint_event
         where complaint_id in ({complaints}) order by complaint_id, seq",
    ));
    assert!(!rows.is_empty());
    let mut before: Option<(String, String)> = None;
    for row in &rows {
        let text = |name: &str| row[name].as_str().unwrap().to_owned();
        let number = |name: &str| row[name].as_i64().unwrap();
        let expected = match &before {
            Some((id, hash)) if *id == text("complaint_id") => hash.clone(),
            _ => "0".repeat(64),
        };
        assert_eq!(text("prev_hash"), expected);
        let data = text("data");
        let canonical = format!(
            "satupintu history 1\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n",
            text("complaint_id"),
            number("seq"),
            text("kind"),
            number("at"),
            text("actor"),
            text("prev_hash"),
            data.len(),
            data
        );
        let hash: String = Sha256::digest(canonical)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(text("hash"), hash);
        before = Some((text("complaint_id"), hash));
    }
}

#[test]
fn one_complaint_is_one_row_of_each_kind_and_holds_no_secret_in_clear() {
    let system = System::start();
    let body = json!({
        "text": "Lampu mati", "access_key": "AAECAwQFBgcICQoLDA0ODw", "anonymous": true,
        "reporter": {"name": "Nama Lengkap", "phone": "081234567890", "email": "saya@contoh.id"},
    });
    let id = System::new_id();
    for _ in 0..3 {
        system.put(&id, &body);
    }
    system.put(&System::new_id(), &submission("tanpa nama"));
    assert_eq!(system.count("select count(*) from complaint"), 2);
    assert_eq!(system.count("select count(*) from complaint_event"), 2);
    assert_eq!(system.count("select count(*) from identity"), 1);
    assert_eq!(system.count("select count(*) from notification"), 3);
    let rows = system.sql("select c.*, i.key_id, i.ciphertext, e.data from complaint c join complaint_event e on e.complaint_id = c.id left join identity i on i.complaint_id = c.id");
    let dump = Value::from(rows.clone()).to_string();
    for secret in [
        "Nama Lengkap",
        "81234567890",
        "saya@contoh.id",
        "AAECAwQFBgcICQoLDA0ODw",
    ] {
        assert!(!dump.contains(secret), "{secret}");
    }
    let sealed = rows.iter().find(|row| row["id"] == json!(id)).unwrap();
    assert_eq!(sealed["reporter"], "sealed");
    assert_eq!(sealed["key_id"], "local1");
    let key_hash: String = Sha256::digest("AAECAwQFBgcICQoLDA0ODw")
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(sealed["access_key_hash"], json!(key_hash));
    assert_history_is_intact(&system);
}

#[test]
fn history_cannot_be_changed_in_the_database() {
    let system = System::start();
    system.put(&System::new_id(), &submission("x"));
    let before = system.sql("select * from complaint_event");
    for sql in [
        "update complaint_event set data = '{}'",
        "delete from complaint_event",
    ] {
        let refused = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| system.sql(sql)));
        assert!(refused.is_err(), "{sql}");
    }
    assert_eq!(system.sql("select * from complaint_event"), before);
}

#[test]
fn reference_data_is_complete() {
    let system = System::shared();
    let root = std::env::var("SATUPINTU_ROOT").unwrap();
    for (table, file) in [
        ("region", "regions"),
        ("agency", "agencies"),
        ("agency_unit", "opd_units"),
        ("category", "categories"),
        ("routing_rule", "routing_rules"),
        ("holiday", "holidays"),
        ("terms", "terms"),
    ] {
        let csv = std::fs::read_to_string(format!("{root}/data/{file}.csv")).unwrap();
        let rows = csv.lines().count() as i64 - 1;
        assert!(rows > 10, "{file}");
        assert_eq!(
            system.count(&format!("select count(*) from {table}")),
            rows,
            "{table}"
        );
    }
    assert_eq!(
        system.count("select count(*) from pragma_foreign_key_check"),
        0
    );
}
