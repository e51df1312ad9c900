//! Where exactly: the landmark in words, and what scripts add to the form beside it.

use serde_json::json;
use system_tests::{Reply, System};

const STORY: &str = "Lampu jalan di depan pasar mati sejak tiga minggu";

/// Posts a fresh form with these fields added; gives its id, key and answer.
fn file(extra: &[(&str, &str)]) -> (String, String, Reply) {
    let system = System::shared();
    let form = system.get("/lapor");
    let (id, key) = (form.hidden("id"), form.hidden("access_key"));
    let mut fields = vec![("id", id.as_str()), ("access_key", &key), ("text", STORY)];
    fields.extend(extra);
    let reply = system.post_form("/lapor", &fields);
    (id, key, reply)
}

#[test]
fn both_doors_take_a_landmark_and_a_chosen_region() {
    let (id, key, filed) = file(&[
        ("place", "Jalan Pasar"),
        ("landmark", " seberang SPBU <b> "),
        ("region", "33.15.17"),
        ("lat", "-7.05123"),
        ("lon", "110.66891"),
        ("accuracy_m", "18"),
    ]);
    assert_eq!(filed.status, 201, "{}", filed.body);
    assert!(
        filed
            .body
            .contains("Anda memilih Kec. Gubug, Kabupaten Grobogan, Jawa Tengah.")
    );
    let body = json!({
        "text": STORY, "place": "Jalan Pasar", "landmark": "seberang SPBU <b>", "access_key": key,
        "region": "33.15.17", "lat": -7.05123, "lon": 110.66891, "accuracy_m": 18,
    });
    let again = System::shared().put(&id, &body);
    assert_eq!(again.status, 200, "{}", again.body);
    let receipt = again.json();
    assert_eq!(receipt["suggestion"]["region"], "33.15.17");
    let code = receipt["tracking_code"].as_str().unwrap();
    let mine = System::shared().get(&format!("/l/{code}?k={key}")).body;
    assert!(mine.contains("Patokan") && mine.contains("seberang SPBU &lt;b&gt;"));
    let everybodys = System::shared().get(&format!("/l/{code}")).body;
    assert!(!everybodys.contains("SPBU"), "as private as the story");
}

#[test]
fn another_landmark_is_another_content() {
    let system = System::shared();
    let id = System::new_id();
    let with = |landmark| json!({"text": STORY, "landmark": landmark});
    assert_eq!(system.put(&id, &with("dekat masjid")).status, 201);
    assert_eq!(system.put(&id, &with("dekat masjid")).status, 200);
    assert_eq!(system.put(&id, &with("dekat pasar")).status, 409);
}

#[test]
fn numbers_nobody_typed_never_refuse_the_words() {
    for broken in [
        [("lat", "-7,05"), ("lon", "110.6")],
        [("lat", "95"), ("lon", "110.6")],
        [("lat", "NaN"), ("lon", "inf")],
        [("lat", "-7.05"), ("lon", "")],
        [("accuracy_m", "-1"), ("lat", "")],
    ] {
        let (id, key, filed) = file(&broken);
        assert_eq!(filed.status, 201, "{broken:?}");
        let plain = json!({"text": STORY, "access_key": key});
        assert_eq!(System::shared().put(&id, &plain).status, 200, "{broken:?}");
    }
}

#[test]
fn a_region_that_is_gone_is_left_out() {
    let (id, key, filed) = file(&[("region", "99.99")]);
    assert_eq!(
        filed.status, 201,
        "an old phone's list of places is no reason to refuse words"
    );
    let plain = json!({"text": STORY, "access_key": key});
    assert_eq!(System::shared().put(&id, &plain).status, 200);
}

#[test]
fn a_landmark_too_long_is_named_at_its_field() {
    let long = "x".repeat(301);
    let (_, _, refused) = file(&[("landmark", &long)]);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("href=\"#landmark\"") && refused.body.contains(&long));
    let reply = System::shared().put(&System::new_id(), &json!({"text": STORY, "landmark": long}));
    assert_eq!(reply.json()["errors"][0]["pointer"], "/landmark");
}
