//! Tracking: forgiving with typing, silent about what is confidential.

use serde_json::{Value, json};
use system_tests::{Reply, System};

const KEY: &str = "AAECAwQFBgcICQoLDA0ODw";
const OTHER_KEY: &str = "BBECAwQFBgcICQoLDA0ODw";

fn file(body: Value) -> (String, String) {
    let receipt = System::shared().put(&System::new_id(), &body).json();
    let code = receipt["tracking_code"].as_str().unwrap().to_owned();
    (
        code,
        body["access_key"].as_str().unwrap_or_default().to_owned(),
    )
}

/// A well-formed code that nobody was given.
fn unknown_code() -> String {
    "0000-0000-0000-0".to_owned()
}

fn comparable(reply: &Reply, code: &str) -> (u16, Vec<(String, String)>, String) {
    let mut headers = reply.headers.clone();
    headers.retain(|(name, _)| name != "date");
    (reply.status, headers, reply.body.replace(code, "CODE"))
}

#[test]
fn codes_are_found_however_they_are_typed() {
    let system = System::shared();
    let (code, _) = file(json!({"text": "jalan rusak"}));
    let compact = code.replace('-', "");
    for typed in [
        code.clone(),
        code.to_lowercase(),
        compact.clone(),
        compact.replace('0', "o").replace('1', "l"),
        compact.replace('0', "O").replace('1', "I"),
    ] {
        let reply = system.get(&format!("/lacak?code={typed}"));
        assert_eq!(reply.status, 303, "{typed}");
        assert_eq!(reply.header("location"), format!("/l/{code}"));
        assert_eq!(system.get(&format!("/l/{typed}")).status, 200, "{typed}");
    }
    let english = system.get(&format!("/en/lacak?code=%20{code}%20"));
    assert_eq!(english.header("location"), format!("/en/l/{code}"));
}

#[test]
fn typing_mistakes_are_named() {
    let system = System::shared();
    let (code, _) = file(json!({"text": "jalan rusak"}));
    let last = if code.ends_with('0') { '2' } else { '0' };
    let wrong = format!("{}{last}", &code[..code.len() - 1]);
    let reply = system.get(&format!("/lacak?code={wrong}"));
    assert_eq!(reply.status, 422);
    assert!(reply.body.contains("huruf terakhir tidak cocok") && reply.body.contains(&wrong));
    assert_eq!(system.get(&format!("/l/{wrong}")).status, 404);
    assert!(
        system
            .get("/lacak?code=123")
            .body
            .contains("13 huruf dan angka")
    );
    assert!(
        system
            .get("/lacak?code=%F0%9F%98%80")
            .body
            .contains("tidak pernah dipakai")
    );
    for nonsense in ["/l/%ff", "/l/a%2Fb", "/lacak?code=%ff", "/l/%3Cscript%3E"] {
        let reply = system.get(nonsense);
        assert!(
            (400..500).contains(&reply.status),
            "{nonsense} {}",
            reply.status
        );
        assert!(!reply.body.contains("<script>"));
    }
}

#[test]
fn everybody_sees_the_state_and_only_the_key_opens_the_story() {
    let system = System::shared();
    let (code, key) = file(json!({
        "text": "cerita pribadi di Kecamatan Gubug Kabupaten Grobogan", "access_key": KEY,
        "reporter": {"name": "Siti Rahasia", "phone": "081234567890"},
    }));
    let public = system.get(&format!("/l/{code}"));
    assert_eq!(public.status, 200);
    for words in [
        "menunggu verifikasi",
        "Diperiksa paling lambat",
        "Petugas verifikasi",
        "Laporan diterima",
    ] {
        assert!(public.body.contains(words), "{words}");
    }
    let with_wrong_key = system.get(&format!("/l/{code}?k={OTHER_KEY}"));
    let with_half_a_key = system.get(&format!("/l/{code}?k={}", &key[..10]));
    assert!(with_half_a_key.body.contains("tidak lengkap atau salah"));
    assert!(!public.body.contains("tidak lengkap atau salah"));
    let private = system.get(&format!("/l/{code}?k={key}"));
    assert!(!public.body.contains("cerita pribadi"));
    assert!(!with_wrong_key.body.contains("cerita pribadi"));
    assert!(with_wrong_key.body.contains("tidak lengkap atau salah"));
    assert!(private.body.contains("cerita pribadi"));
    assert!(!private.body.contains("Siti Rahasia") && !private.body.contains("81234567890"));
    assert_eq!(private.header("cache-control"), "no-store");
}

#[test]
fn pasted_links_and_empty_fields_are_understood() {
    let system = System::shared();
    let (code, _) = file(json!({"text": "jalan rusak"}));
    for pasted in [
        format!("https%3A%2F%2Flapor.example%2Fl%2F{code}%3Fk%3DAAECAwQFBgcICQoLDA0ODw"),
        format!(
            "Nomor%20laporan%20SatuPintu%3A%20{code}%20https%3A%2F%2Flapor.example%2Fl%2F{code}"
        ),
    ] {
        let reply = system.get(&format!("/lacak?code={pasted}"));
        assert_eq!(reply.header("location"), format!("/l/{code}"), "{pasted}");
    }
    let empty = system.get("/lacak?code=");
    assert_eq!(empty.status, 422);
    assert!(empty.body.contains("Tulis dulu nomor pelacakannya"));
}

#[test]
fn the_receipt_can_be_opened_again_with_the_key_only() {
    let system = System::shared();
    let (code, key) = file(json!({
        "text": "kabel menjuntai di Kecamatan Gubug Kabupaten Grobogan", "access_key": KEY,
        "anonymous": true, "confidential": true,
    }));
    let receipt = system.get(&format!("/l/{code}/tanda-terima?k={key}"));
    assert_eq!(receipt.status, 200);
    for words in [
        "Laporan ini rahasia",
        "Anonim: instansi",
        "Rahasia: isi laporan",
        "Petugas verifikasi",
    ] {
        assert!(receipt.body.contains(words), "{words}");
    }
    assert!(
        !receipt.body.contains("wa.me"),
        "a code that opens nothing is not shared"
    );
    let unknown = unknown_code();
    for suffix in ["", "?k=BBECAwQFBgcICQoLDA0ODw"] {
        let secret = system.get(&format!("/l/{code}/tanda-terima{suffix}"));
        let absent = system.get(&format!("/l/{unknown}/tanda-terima{suffix}"));
        assert_eq!(secret.status, 404);
        assert_eq!(comparable(&secret, &code), comparable(&absent, &unknown));
    }
    let answer = system.get(&format!("/l/{code}/tempat"));
    assert_eq!(answer.header("location"), format!("/l/{code}"));
}

#[test]
fn a_confidential_complaint_is_as_absent_as_an_unknown_one() {
    let system = System::shared();
    let (code, key) =
        file(json!({"text": "sangat rahasia", "confidential": true, "access_key": KEY}));
    let unknown = unknown_code();
    for (suffix, language) in [("", ""), ("", "/en"), ("?k=BBECAwQFBgcICQoLDA0ODw", "")] {
        let secret = system.get(&format!("{language}/l/{code}{suffix}"));
        let absent = system.get(&format!("{language}/l/{unknown}{suffix}"));
        assert_eq!(secret.status, 404);
        assert_eq!(comparable(&secret, &code), comparable(&absent, &unknown));
    }
    let answers = [&code, &unknown].map(|code| {
        let fields = [("k", OTHER_KEY), ("region", "33.15")];
        comparable(
            &system.post_form(&format!("/l/{code}/tempat"), &fields),
            code,
        )
    });
    assert_eq!(answers[0], answers[1]);
    let opened = system.get(&format!("/l/{code}?k={key}"));
    assert!(opened.status == 200 && opened.body.contains("sangat rahasia"));
}
