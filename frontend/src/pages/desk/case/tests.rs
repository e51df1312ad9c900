use super::*;
use crate::pages::desk::frame::Room;
use crate::pages::track::cases::cases;
use crate::pages::track::fixture::*;
use domain::complaint::command::{Command, Thread};
use domain::complaint::state::Outcome;
use domain::complaint::words::AgencyId;

fn intake() -> CaseIntake<'static> {
    CaseIntake {
        narrative: "Jalan depan balai desa berlubang besar.\u{7} <script>alert(1)</script>",
        redaction: None,
        place: Some("depan balai desa"),
        region: Some("Kec. Gubug, Kabupaten Grobogan, Jawa Tengah".into()),
        landmark: Some("warung Bu Sri"),
        point: Some((-7.05, 110.67)),
        occurred_on: None,
        written_at: Some(time("2026-11-01 8")),
        kind: ReportType::Complaint,
        channel: Channel::WalkIn,
        category: Some("Jalan rusak/berlubang".into()),
    }
}

fn route(desk: &str, name: &str) -> RouteChoice {
    RouteChoice {
        desk: desk.into(),
        desk_name: name.into(),
        category: "JLN-01".into(),
        category_name: "Jalan rusak/berlubang".into(),
        heading: "Jalan rusak/berlubang di Gubug".into(),
    }
}

fn choices() -> CaseChoices {
    let pair = |value: &str, words: &str| (value.to_owned(), words.to_owned());
    let dpupr = "Dinas Pekerjaan Umum dan Penataan Ruang, Pemkab Grobogan";
    CaseChoices {
        categories: vec![(
            "Jalan dan Jembatan".into(),
            vec![pair("JLN-01", "Jalan rusak/berlubang")],
        )],
        desks: vec![
            pair("kab-grobogan|kabkota:dpupr", dpupr),
            pair("prov-jateng|", "Pemprov Jawa Tengah"),
        ],
        has_search: true,
        agencies: vec![pair("prov-jateng", "Pemprov Jawa Tengah")],
        units: vec![pair(
            "kabkota:dpupr",
            "Dinas Pekerjaan Umum dan Penataan Ruang",
        )],
        templates: vec![pair("nasional-selesai", "Sudah dibereskan")],
    }
}

fn duplicate() -> DuplicateView {
    DuplicateView {
        tracking_code: "7K3F-9QXM-4T2B-C".into(),
        state: StateName::Assigned,
        received_at: time("2026-10-20 8"),
        beginning: "Lubang di jalan pasar".into(),
        reasons: vec!["kecamatan yang sama".into(), "kemiripan teks 62%".into()],
        can_lead: true,
    }
}

struct Look<'a> {
    language: Language,
    case: &'a Case,
    allowed: Vec<CommandName>,
    values: CaseValues,
    answer: Option<CaseAnswer>,
    reporter: fn() -> ReporterView,
    list: &'static str,
    has_suggestion: bool,
}

impl<'a> Look<'a> {
    fn of(case: &'a Case, actor: &domain::complaint::actor::Actor) -> Self {
        Self {
            language: Language::Indonesian,
            case,
            allowed: case.offered(actor),
            values: CaseValues::default(),
            answer: None,
            reporter: || ReporterView::Offered,
            list: "",
            has_suggestion: true,
        }
    }

    fn answered(mut self, fields: &[(&'static str, &str)], answer: CaseAnswer) -> Self {
        for (name, value) in fields {
            self.values.set(name, (*value).to_owned());
        }
        self.answer = Some(answer);
        self
    }

    fn render(&self) -> String {
        let count = std::cell::Cell::new(0);
        let new_id = || {
            count.set(count.get() + 1);
            format!("id-{}", count.get())
        };
        self.case.at_the_desk(self.language, |track| {
            let page = CasePage {
                frame: Frame {
                    language: self.language,
                    path: "/meja/kasus/28T5-CY4T-QKFF-4",
                    room: Room::Inbox,
                    officer: Some("Petugas Uji"),
                    rooms: &[Room::Inbox],
                    title: "",
                },
                track,
                intake: intake(),
                reporter: (self.reporter)(),
                reasons: vec!["Topik: Jalan rusak (kata: lubang).".into()],
                confidence: 84,
                routes: match self.has_suggestion {
                    true => vec![
                        route("kab-grobogan|kabkota:dpupr", "DPUPR, Pemkab Grobogan"),
                        route("prov-jateng|", "Pemprov Jawa Tengah"),
                    ],
                    false => Vec::new(),
                },
                duplicates: vec![duplicate()],
                lead: None,
                followers: Vec::new(),
                choices: choices(),
                allowed: &self.allowed,
                can_redact: true,
                new_id: &new_id,
                values: &self.values,
                answer: self.answer,
                list: self.list,
            };
            page.render()
        })
    }
}

fn received() -> Case {
    Case::received("2026-11-02 9")
}

fn in_progress() -> Case {
    let mut case = received();
    case.does(&national(), &assign("kab-grobogan"));
    let words = words("Kami ukur besok.");
    case.at("2026-11-03 9")
        .does(&liaison(), &Command::Start { words });
    case
}

fn internal_note(case: &mut Case) {
    let note = Command::AddNote {
        words: words("CATATAN-DALAM"),
        thread: Thread::Internal,
    };
    case.at("2026-11-04 9").does(&liaison(), &note);
}

fn open_forms(html: &str) -> Vec<&str> {
    let forms = html.split("<details ").skip(1);
    let tags = forms.filter_map(|form| form.split('>').next());
    let open = tags.filter(|tag| tag.split(' ').any(|word| word == "open"));
    open.filter_map(|tag| tag.split("id=\"do-").nth(1)?.split('"').next())
        .collect()
}

#[test]
fn no_officer_is_ever_named_and_nothing_acts() {
    for (name, case) in cases() {
        for language in Language::ALL {
            for actor in [national(), coordinator(), liaison()] {
                let look = Look {
                    language,
                    ..Look::of(&case, &actor)
                };
                let html = look.render();
                assert!(!html.contains(OFFICER), "{name}");
                assert!(!html.contains("<script>alert"), "{name}");
                assert!(!html.contains('\u{7}'), "{name}");
                let main = html.split_once("<main").unwrap().1;
                assert!(!main.contains('{'), "{name}: a value is missing");
                assert!(!main.contains(" style="), "{name}");
            }
        }
    }
}

#[test]
fn every_command_that_is_offered_has_a_form_and_no_other() {
    for (name, case) in cases() {
        for actor in [national(), coordinator(), liaison()] {
            let look = Look::of(&case, &actor);
            let html = look.render();
            for command in COMMANDS {
                let id = format!("id=\"do-{}\"", command.as_str());
                let offered = look.allowed.contains(&command);
                assert_eq!(html.contains(&id), offered, "{name} {command:?}");
            }
            assert!(open_forms(&html).len() <= 1, "{name}");
        }
    }
}

#[test]
fn the_way_back_leads_to_the_list_as_it_was() {
    let case = received();
    let plain = Look::of(&case, &national()).render();
    assert!(
        plain.contains("href=\"/meja\" class=\"tap\"")
            || plain.contains("class=\"tap\" href=\"/meja\"")
    );
    assert!(!plain.contains("name=\"dari\""));
    let look = Look {
        list: "status=received&urut=newest",
        ..Look::of(&case, &national())
    };
    let html = look.render();
    assert!(html.contains("/meja?status=received&amp;urut=newest\""));
    assert_eq!(
        html.matches("name=\"dari\" value=\"status=received&amp;urut=newest\"")
            .count(),
        html.matches("name=\"seq\"").count(),
        "every command brings it along"
    );
    assert!(html.contains("/pelapor?dari=status%3Dreceived%26urut%3Dnewest\""));
}

#[test]
fn the_likely_action_is_open() {
    assert_eq!(
        open_forms(&Look::of(&received(), &national()).render()),
        ["assign"]
    );
    assert_eq!(
        open_forms(&Look::of(&in_progress(), &liaison()).render()),
        ["answer"]
    );
    assert!(open_forms(&Look::of(&in_progress(), &national()).render()).is_empty());
}

#[test]
fn every_form_has_an_id_of_its_own_and_the_newest_entry() {
    let html = Look::of(&received(), &national()).render();
    let ids: Vec<_> = html.split("name=\"id\" value=\"").skip(1).collect();
    let ids: Vec<_> = ids.iter().map(|rest| rest.split('"').next()).collect();
    let once: std::collections::BTreeSet<_> = ids.iter().collect();
    assert!(ids.len() > 5);
    assert_eq!(once.len(), ids.len());
    assert_eq!(html.matches("name=\"seq\" value=\"0\"").count(), ids.len());
}

#[test]
fn ids_of_controls_are_unique() {
    for (name, case) in cases() {
        for actor in [national(), coordinator(), liaison()] {
            let html = Look::of(&case, &actor).render();
            let mut seen = std::collections::BTreeSet::new();
            for id in html.split(" id=\"").skip(1) {
                let id = id.split('"').next().unwrap();
                assert!(seen.insert(id.to_owned()), "{name}: {id}");
            }
        }
    }
}

#[test]
fn notes_say_who_reads_them() {
    let mut case = in_progress();
    internal_note(&mut case);
    let html = Look::of(&case, &liaison()).render();
    let texts = &Language::Indonesian.desk().case.talk;
    assert!(html.contains("CATATAN-DALAM"));
    assert!(html.contains(texts.to_officers));
    assert!(html.contains(texts.to_all));
    assert!(
        html.contains(texts.internal_note),
        "history tells of it without its words"
    );
}

#[test]
fn a_supervisory_case_never_says_that_everybody_reads_its_messages() {
    let mut case = in_progress();
    let kind = Classification::SupervisoryComplaint;
    case.at("2026-11-04 9")
        .does(&coordinator(), &Command::Reclassify { kind });
    let html = Look::of(&case, &national()).render();
    let texts = &Language::Indonesian.desk().case.talk;
    assert!(html.contains(texts.to_reporter) && !html.contains(texts.to_all));
}

#[test]
fn a_case_that_came_back_begins_with_what_is_known_of_it() {
    let mut case = received();
    case.does(&national(), &assign("kab-grobogan"));
    let back = Command::Return {
        reason: words("Bukan jalan kami."),
        suggested: Some(AgencyId::parse("prov-jateng").unwrap()),
    };
    case.at("2026-11-03 9").does(&liaison(), &back);
    // Where it went back to, it can be returned once more.
    let look = Look {
        has_suggestion: false,
        allowed: vec![CommandName::Assign, CommandName::Return],
        ..Look::of(&case, &national())
    };
    let html = look.render();
    let texts = &Language::Indonesian.desk().case.routing;
    assert!(html.contains(texts.none) && !html.contains(texts.why));
    assert!(html.contains("<option value=\"JLN-01\" selected"));
    assert!(html.contains("value=\"Jalan berlubang di Purwodadi\""));
    let (_, form) = html.split_once("id=\"do-return\"").unwrap();
    let (form, _) = form.split_once("</details>").unwrap();
    assert!(form.contains("<option value=\"prov-jateng\" selected"));
}

#[test]
fn what_changed_since_is_told_and_the_words_stay() {
    let mut case = in_progress();
    internal_note(&mut case);
    let fields = [
        ("id", "id-before"),
        ("command", "answer"),
        ("seq", "1"),
        ("text", "Sudah <b>ditambal</b>."),
        ("outcome", "informed"),
    ];
    let look = Look::of(&case, &liaison()).answered(&fields, CaseAnswer::Stale { seen: 1 });
    let html = look.render();
    let texts = &Language::Indonesian.desk().case;
    let (_, rest) = html.split_once(texts.answer.stale_lead).unwrap();
    let told = rest.split_once("</ol>").unwrap().0;
    assert_eq!(told.matches("<li>").count(), 2, "the start and the note");
    assert!(html.contains("Sudah &lt;b>ditambal"));
    assert_eq!(open_forms(&html), ["answer"]);
    assert!(
        html.contains("name=\"seq\" value=\"3\"") && !html.contains("name=\"seq\" value=\"1\"")
    );
    assert!(html.contains("<title>Galat"));
}

#[test]
fn words_that_no_form_holds_any_more_are_shown() {
    let mut case = in_progress();
    let outcome = Outcome::Informed;
    case.does(&liaison(), &answer(outcome, "Sudah."));
    let fields = [
        ("command", "answer"),
        ("seq", "2"),
        ("text", "Jawaban kedua"),
    ];
    let html = Look::of(&case, &liaison())
        .answered(&fields, CaseAnswer::Stale { seen: 2 })
        .render();
    let kept = Language::Indonesian.desk().case.answer.kept;
    let (_, rest) = html.split_once(kept).unwrap();
    assert!(rest.contains("Jawaban kedua"));
}

#[test]
fn a_mistake_is_said_twice_and_tells_no_news() {
    let fields = [
        ("id", "id-9"),
        ("command", "assign"),
        ("seq", "7"),
        ("title", "Jalan"),
    ];
    let answer = CaseAnswer::Mistake {
        field: "category",
        words: "Wajib diisi.",
    };
    let html = Look::of(&received(), &national())
        .answered(&fields, answer)
        .render();
    assert!(html.contains("href=\"#assign-category\""));
    assert!(html.contains("id=\"assign-category-e\""));
    assert!(
        html.contains("Kategori: Wajib diisi."),
        "it names the field"
    );
    assert!(html.contains("value=\"Jalan\"") && html.contains("value=\"id-9\""));
    // Made from the entry that was seen: if another came meanwhile, the next attempt says so.
    assert!(html.contains("name=\"seq\" value=\"7\""));
}

#[test]
fn a_name_is_shown_only_where_it_was_asked_for() {
    let case = in_progress();
    let offered = Look::of(&case, &liaison()).render();
    assert!(offered.contains("/pelapor\"") && !offered.contains("Siti"));
    let shown = Look {
        reporter: || ReporterView::Shown {
            name: Some("Siti".into()),
            phone: Some("+6281234567890".into()),
            email: None,
        },
        ..Look::of(&case, &liaison())
    };
    assert!(shown.render().contains("Siti"));
    let hidden = Look {
        reporter: || ReporterView::Hidden,
        ..Look::of(&case, &liaison())
    };
    assert!(!hidden.render().contains("/pelapor\""));
}

/// `SATUPINTU_LOOK=/tmp cargo test -p frontend look` writes the pages, to be looked at.
#[test]
fn pages_to_look_at_are_written_where_asked() {
    let Ok(folder) = std::env::var("SATUPINTU_LOOK") else {
        return;
    };
    let (fresh, mut worked) = (received(), in_progress());
    internal_note(&mut worked);
    let stale = [
        ("command", "answer"),
        ("seq", "1"),
        ("text", "Sudah ditambal."),
    ];
    for language in Language::ALL {
        let looks = [
            ("received", Look::of(&fresh, &national())),
            ("working", Look::of(&worked, &liaison())),
            (
                "stale",
                Look::of(&worked, &liaison()).answered(&stale, CaseAnswer::Stale { seen: 1 }),
            ),
        ];
        for (name, look) in looks {
            let html = Look { language, ..look }.render();
            let path = format!("{folder}/case-{name}-{}.html", language.tag());
            std::fs::write(path, html).unwrap();
        }
    }
}
