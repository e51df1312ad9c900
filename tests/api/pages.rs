//! Every page: answers, headers, no other host, both languages.

use system_tests::System;

const PAGES: [&str; 10] = [
    "/",
    "/lapor",
    "/lacak",
    "/bantuan",
    "/privasi",
    "/en",
    "/en/lapor",
    "/en/lacak",
    "/en/bantuan",
    "/en/privasi",
];

#[test]
fn pages_answer_with_safe_headers() {
    let system = System::shared();
    for path in PAGES {
        let page = system.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        let policy = page.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"),
            "{path}"
        );
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert_eq!(page.header("referrer-policy"), "same-origin");
        assert_eq!(page.header("set-cookie"), "");
        let language = if path.starts_with("/en") {
            "lang=en"
        } else {
            "lang=id-ID"
        };
        assert!(page.body.contains(language), "{path}");
        assert!(!page.body.contains("https://"), "{path} names another host");
    }
}

#[test]
fn forms_carry_fresh_ids_and_are_kept_for_back_only() {
    let system = System::shared();
    let (first, second) = (system.get("/lapor"), system.get("/"));
    assert_ne!(first.hidden("id"), second.hidden("id"));
    assert_ne!(first.hidden("access_key"), second.hidden("access_key"));
    assert_eq!(first.header("cache-control"), "private, no-cache");
}

#[test]
fn unknown_addresses_are_404_and_wrong_methods_405() {
    let system = System::shared();
    for path in [
        "/tidak-ada",
        "/en/nothing",
        "/lapor/x",
        "/a/islands-0000000000.js",
        "/index.html",
    ] {
        let page = system.get(path);
        assert_eq!(page.status, 404, "{path}");
    }
    for (path, target) in [
        ("/lapor/", "/lapor"),
        ("/en/", "/en"),
        ("/lacak/?code=1", "/lacak?code=1"),
    ] {
        let reply = system.get(path);
        assert_eq!(
            (reply.status, reply.header("location")),
            (308, target),
            "{path}"
        );
    }
    let elsewhere = system.get("//evil.example/");
    assert_eq!(
        elsewhere.header("location"),
        "",
        "no redirect to another host"
    );
    assert_eq!(system.send("DELETE", "/lapor", &[], None).status, 405);
    assert_eq!(system.post_form("/bantuan", &[("a", "b")]).status, 405);
    let foreign = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("sec-fetch-site", "cross-site"),
    ];
    assert_eq!(
        system
            .send("POST", "/lapor", &foreign, Some(b"text=x"))
            .status,
        403
    );
}

#[test]
fn problems_are_explained_under_their_address() {
    let system = System::shared();
    for kind in api_types::problem::ProblemKind::ALL {
        let page = system.get(&format!("/problems/{}", kind.slug()));
        assert_eq!(page.status, 200);
        assert!(page.body.starts_with(kind.title()));
    }
    assert_eq!(system.get("/problems/none").status, 404);
}
