//! The list for programs.

use super::{DAY, published, read, world};
use crate::life::world::{Case, assign};
use api_types::paths;
use api_types::public_complaint::{PublicComplaintBody, PublicComplaintsBody};
use serde_json::json;
use system_tests::Reply;

const PATH: &str = "/api/v1/public-complaints";

fn list(reply: &Reply) -> PublicComplaintsBody {
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert_eq!(reply.header("content-type"), "application/json");
    assert_eq!(reply.header("access-control-allow-origin"), "*");
    serde_json::from_str(&reply.body).unwrap()
}

#[test]
fn programs_read_what_pages_show_and_go_on_where_they_ended() {
    let system = world();
    let mut expected = Vec::new();
    for minute in 0..25 {
        let at = format!("2026-11-24 10:{minute:02}");
        let words = "Jalan rusak di depan pasar Gubug";
        expected.insert(0, published(&system, &at, words, "Jalan").code);
    }
    let first = list(&read(
        &system,
        &format!("{PATH}?q=jln+rsk&wilayah=33.15"),
        &[],
    ));
    assert!(!first.is_loose);
    let next = first.next.unwrap();
    let rest = list(&read(&system, &next, &[]));
    assert_eq!(rest.next, None);
    let all = first.complaints.iter().chain(&rest.complaints);
    let codes: Vec<&String> = all.map(|complaint| &complaint.tracking_code).collect();
    assert_eq!(codes, expected.iter().collect::<Vec<_>>());

    let newest = first.complaints.first().unwrap();
    let one = read(
        &system,
        &paths::public_complaint(&newest.tracking_code),
        &[],
    );
    let one: PublicComplaintBody = serde_json::from_str(&one.body).unwrap();
    assert_eq!(&one, newest);
    assert_eq!(one.received_at, "2026-11-24T03:24:00Z");
    assert_eq!(
        (one.state.as_str(), one.category.as_str()),
        ("assigned", "JLN-01")
    );
    assert_eq!(one.agency.as_deref(), Some("kab-grobogan"));
    assert_eq!(one.title.as_deref(), Some("Jalan"));
    assert!(one.category_name_en.is_some() && one.due_at.is_some());
}

#[test]
fn filters_are_those_of_the_page_and_what_cannot_be_used_is_a_problem() {
    let system = world();
    let road = published(&system, DAY, "Jalan rusak di depan pasar Gubug", "Jalan");
    for (query, is_found) in [
        ("kategori=JLN&status=assigned&instansi=kab-grobogan", true),
        ("dari=2026-11-24&sampai=2026-11-24", true),
        ("wilayah=33.21", false),
        ("urut=dukungan", false),
        ("utm_source=x", true),
    ] {
        let found = list(&read(&system, &format!("{PATH}?{query}"), &[]));
        let mut codes = found.complaints.iter().map(|one| &one.tracking_code);
        assert_eq!(codes.any(|code| *code == road.code), is_found, "{query}");
    }
    for (query, pointer, code) in [
        ("wilayah=99", "/wilayah", "unknown_region"),
        ("kategori=XYZ", "/kategori", "unknown_value"),
        ("instansi=kab-x", "/instansi", "unknown_value"),
        ("status=hilang", "/status", "unknown_value"),
        ("q=%25", "/q", "no_words"),
        ("dari=kemarin", "/dari", "invalid_date"),
        ("dari=2026-11-30&sampai=2026-11-01", "/dari", "out_of_range"),
        ("urut=acak", "/urut", "unknown_value"),
        ("lewat=-1", "/lewat", "unknown_value"),
    ] {
        let english = [("accept-language", "en")];
        let reply = read(&system, &format!("{PATH}?{query}"), &english);
        assert_eq!(reply.status, 422, "{query}");
        assert_eq!(reply.header("content-type"), "application/problem+json");
        assert_eq!(reply.header("access-control-allow-origin"), "*");
        let problem = reply.json();
        assert_eq!(problem["type"], "/problems/invalid-fields");
        let error = &problem["errors"][0];
        assert_eq!(
            (&error["pointer"], &error["code"]),
            (&json!(pointer), &json!(code))
        );
        assert!(
            !error["detail"].as_str().unwrap().contains("tidak"),
            "{error}"
        );
    }
    assert_eq!(system.post_form(PATH, &[]).status, 405);
}

#[test]
fn an_answer_has_a_tag_that_changes_with_it() {
    let system = world();
    let case = published(&system, DAY, "Jalan rusak di depan pasar Gubug", "Jalan");
    for path in [PATH.to_owned(), paths::public_complaint(&case.code)] {
        let first = read(&system, &path, &[]);
        let tag = first.header("etag").to_owned();
        let control = "public, max-age=30, stale-while-revalidate=60";
        assert_eq!(first.header("cache-control"), control);
        let again = read(&system, &path, &[("if-none-match", &tag)]);
        assert_eq!((again.status, again.body.as_str()), (304, ""));
        assert_eq!(again.header("access-control-allow-origin"), "*");
        published(&system, DAY, "Jalan lain rusak di Gubug", "Jalan");
        let changed = read(&system, &path, &[("if-none-match", &tag)]);
        assert_eq!(changed.status, 200);
    }
}

#[test]
fn what_is_not_public_is_as_unknown_to_programs_as_any_other_code() {
    let system = world();
    let waiting = Case::filed(&system, DAY, json!({}));
    let secret = Case::filed(&system, DAY, json!({"confidential": true}));
    secret.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    let known = published(&system, DAY, "Jalan rusak di Gubug", "Jalan");
    for code in [
        waiting.code.as_str(),
        secret.code.as_str(),
        "0000-0000-0000-0",
        "x",
        "%ff",
    ] {
        let reply = read(&system, &paths::public_complaint(code), &[]);
        assert_eq!(reply.status, 404, "{code}");
        assert_eq!(reply.json()["type"], "/problems/not-found");
    }
    // Without the database there is no answer, and the time to come again.
    system.search("alter table projection rename to projection_away");
    for path in [PATH.to_owned(), paths::public_complaint(&known.code)] {
        let reply = read(&system, &path, &[]);
        assert_eq!(reply.status, 503);
        assert_eq!(reply.json()["type"], "/problems/unavailable");
        assert_ne!(reply.header("retry-after"), "");
    }
}
