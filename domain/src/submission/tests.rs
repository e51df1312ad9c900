//! What is accepted, what is refused, and what the digest covers.

use super::*;

const NOW: Timestamp = Timestamp(1_795_321_587_000); // 2026-11-22T04:26:27Z

fn raw(text: &str) -> RawSubmission {
    RawSubmission {
        text: text.to_owned(),
        ..RawSubmission::default()
    }
}

fn parse(raw: RawSubmission) -> Result<Submission, Vec<FieldError>> {
    Submission::parse(raw, NOW, |code| code == "33.15")
}

fn check(raw: RawSubmission, field: Field, problem: FieldProblem) {
    assert_eq!(
        parse(raw.clone()),
        Err(vec![FieldError { field, problem }]),
        "{raw:?}"
    );
}

#[test]
fn only_the_story_is_required() {
    let submission = parse(raw("  jalan rusak\r\ndi desa ")).unwrap();
    assert_eq!(submission.narrative, "jalan rusak\ndi desa");
    assert_eq!(submission.kind, ReportType::Complaint);
    assert_eq!(submission.visibility, Visibility::Public);
    assert_eq!(submission.reporter_kind(), ReporterKind::Unknown);
    check(raw(" \n\t "), Field::Text, FieldProblem::Required);
    check(raw("\u{200b}\u{feff}"), Field::Text, FieldProblem::Required);
}

#[test]
fn long_and_broken_texts_are_named() {
    assert!(parse(raw(&"ü".repeat(MAX_TEXT_CHARS))).is_ok());
    check(
        raw(&"a".repeat(MAX_TEXT_CHARS + 1)),
        Field::Text,
        FieldProblem::TooLong,
    );
    check(raw("a\0b"), Field::Text, FieldProblem::ContainsNul);
    assert_eq!(
        parse(raw("\u{1b}[31m<b>' or 1=1")).unwrap().narrative,
        "\u{1b}[31m<b>' or 1=1"
    );
}

#[test]
fn wrong_fields_are_all_reported_at_once() {
    let errors = parse(RawSubmission {
        kind: Some("keluhan".into()),
        region: Some("99.99".into()),
        occurred_on: Some("2026-02-30".into()),
        phone: Some("abc".into()),
        email: Some("a@b".into()),
        lat: Some(91.0),
        access_key: Some("kunci".into()),
        ..raw("x")
    })
    .unwrap_err();
    assert_eq!(errors.len(), 8, "{errors:?}");
}

#[test]
fn days_are_bounded_by_the_first_zone_to_begin_them() {
    let on = |day: &str| RawSubmission {
        occurred_on: Some(day.into()),
        ..raw("x")
    };
    assert!(parse(on("2026-11-22")).is_ok());
    check(
        on("2026-11-23"),
        Field::OccurredOn,
        FieldProblem::FutureDate,
    );
    check(
        on("1944-12-31"),
        Field::OccurredOn,
        FieldProblem::TooLongAgo,
    );
    check(on("kemarin"), Field::OccurredOn, FieldProblem::InvalidDate);
}

#[test]
fn an_unbelievable_age_is_dropped_not_the_complaint() {
    for (age, expected) in [
        (60.0, Some(Timestamp(NOW.0 - 60_000))),
        (-5.0, None),
        (f64::NAN, None),
        (1e300, None),
    ] {
        let submission = parse(RawSubmission {
            age_s: Some(age),
            ..raw("x")
        })
        .unwrap();
        assert_eq!(submission.written_at, expected);
    }
}

#[test]
fn the_digest_covers_what_the_citizen_decided_and_not_the_age() {
    let plain = parse(raw("x")).unwrap();
    let older = parse(RawSubmission {
        age_s: Some(9.0),
        ..raw("x")
    })
    .unwrap();
    assert_eq!(plain.canonical(), older.canonical());
    let secret = parse(RawSubmission {
        confidential: true,
        ..raw("x")
    })
    .unwrap();
    assert_ne!(plain.canonical(), secret.canonical());
    assert_eq!(
        plain.canonical(),
        "satupintu submission 1\nkind 9\ncomplaint\ntext 1\nx\nvisibility 6\npublic\nchannel 3\nweb\n"
    );
}

#[test]
fn a_landmark_changes_the_digest_only_where_there_is_one() {
    let with = |landmark: &str| {
        parse(RawSubmission {
            landmark: Some(landmark.into()),
            ..raw("x")
        })
    };
    let plain = parse(raw("x")).unwrap().canonical();
    assert_eq!(with("  ").unwrap().canonical(), plain);
    assert_eq!(
        with(" seberang SPBU ").unwrap().canonical(),
        format!("{plain}landmark 13\nseberang SPBU\n")
    );
    assert!(with(&"a".repeat(MAX_LANDMARK_CHARS)).is_ok());
    let error = |problem| {
        Err(vec![FieldError {
            field: Field::Landmark,
            problem,
        }])
    };
    let long = "a".repeat(MAX_LANDMARK_CHARS + 1);
    assert_eq!(with(&long), error(FieldProblem::TooLong));
    assert_eq!(with("a\0b"), error(FieldProblem::ContainsNul));
}

#[test]
fn identity_is_not_printed() {
    let raw = RawSubmission {
        name: Some("Siti".into()),
        phone: Some("081234567890".into()),
        ..raw("x")
    };
    assert!(!format!("{:?}", parse(raw).unwrap()).contains("Siti"));
}
