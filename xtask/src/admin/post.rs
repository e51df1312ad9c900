//! Which post a role needs, and whether it exists.

use serde_json::Value;

use super::{literal, text};
use crate::run::Outcome;

/// What a role needs beside itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Nothing,
    Agency,
    /// A unit of it, or the coordinator's own desk.
    AgencyAndMaybeUnit,
}

const ROLES: [(&str, Needs); 10] = [
    ("national_admin", Needs::Nothing),
    ("agency_coordinator", Needs::Agency),
    ("liaison_officer", Needs::AgencyAndMaybeUnit),
    ("inspectorate", Needs::Agency),
    ("head_of_agency", Needs::Agency),
    ("ombudsman", Needs::Nothing),
    ("channel_operator", Needs::Nothing),
    ("observer", Needs::Nothing),
    ("custodian", Needs::Nothing),
    ("auditor", Needs::Nothing),
];

/// A role of the table `officer_role`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Role {
    name: &'static str,
    needs: Needs,
}

impl Role {
    /// By its name.
    pub fn parse(name: &str) -> Outcome<Self> {
        let found = ROLES.iter().find(|(known, _)| *known == name);
        let (name, needs) = found.ok_or_else(|| {
            let known: Vec<&str> = ROLES.iter().map(|(known, _)| *known).collect();
            format!("there is no role `{name}`; there are: {}", known.join(", "))
        })?;
        Ok(Self {
            name,
            needs: *needs,
        })
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        self.name
    }
}

/// A post as it was typed.
pub struct Asked<'a> {
    /// As what.
    pub role: Role,
    /// Where.
    pub agency: Option<&'a str>,
    /// In which unit.
    pub unit: Option<&'a str>,
}

/// A post that exists.
pub struct Post {
    /// As what.
    pub role: Role,
    /// Where.
    pub agency: Option<String>,
    /// In which unit.
    pub unit: Option<String>,
}

impl Post {
    /// For the person at the keyboard.
    pub fn shown(&self) -> String {
        let parts = [
            Some(self.role.name),
            self.agency.as_deref(),
            self.unit.as_deref(),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" at ")
    }
}

impl Asked<'_> {
    /// Whether the role takes this agency and unit at all.
    pub fn check_shape(&self) -> Outcome {
        let name = self.role.name;
        match (self.role.needs, self.agency, self.unit) {
            (Needs::Nothing, None, None)
            | (Needs::Agency, Some(_), None)
            | (Needs::AgencyAndMaybeUnit, Some(_), _) => Ok(()),
            (Needs::Nothing, ..) => Err(format!(
                "{name} is for no agency: without --agency and --unit"
            )),
            (Needs::Agency, Some(_), Some(_)) => {
                Err(format!("{name} is for a whole agency: without --unit"))
            }
            (_, None, _) => Err(format!("{name} needs --agency")),
        }
    }

    /// The post, if agency and unit are there and belong together.
    pub fn look_up(self, query: impl Fn(&str) -> Outcome<Vec<Value>>) -> Outcome<Post> {
        let Some(agency) = self.agency else {
            return Ok(Post {
                role: self.role,
                agency: None,
                unit: None,
            });
        };
        let found = query(&format!(
            "select id, level from agency where id = {}",
            literal(agency)
        ))?;
        let found = found
            .first()
            .ok_or(format!("there is no agency `{agency}`"))?;
        if let Some(unit) = self.unit {
            let units = query(&format!(
                "select id, scope from agency_unit where id = {}",
                literal(unit)
            ))?;
            let row = units.first().ok_or(format!("there is no unit `{unit}`"))?;
            if !has_units(text(found, "level"), text(row, "scope")) {
                return Err(format!("agency `{agency}` has no unit `{unit}`"));
            }
        }
        Ok(Post {
            role: self.role,
            agency: Some(agency.to_owned()),
            unit: self.unit.map(str::to_owned),
        })
    }
}

/// As the Worker sees it (`Reference::holder`).
fn has_units(level: &str, scope: &str) -> bool {
    match level {
        "kabkota" => scope == "kabkota",
        "provinsi" => matches!(scope, "provinsi" | "dki"),
        _ => scope == "vertikal",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn asked<'a>(role: &str, agency: Option<&'a str>, unit: Option<&'a str>) -> Asked<'a> {
        let role = Role::parse(role).unwrap();
        Asked { role, agency, unit }
    }

    fn tables(sql: &str) -> Outcome<Vec<Value>> {
        let is = |id: &str| sql.contains(&literal(id));
        Ok(if sql.contains("from agency ") && is("kab-grobogan") {
            vec![json!({"id": "kab-grobogan", "level": "kabkota"})]
        } else if sql.contains("from agency_unit") && is("kabkota:dpupr") {
            vec![json!({"id": "kabkota:dpupr", "scope": "kabkota"})]
        } else if sql.contains("from agency_unit") && is("provinsi:dpu") {
            vec![json!({"id": "provinsi:dpu", "scope": "provinsi"})]
        } else {
            Vec::new()
        })
    }

    #[test]
    fn an_unknown_role_is_answered_with_those_there_are() {
        let error = Role::parse("admin").err().unwrap();
        assert!(
            error.contains("`admin`") && error.contains("national_admin"),
            "{error}"
        );
    }

    #[test]
    fn every_role_has_its_post() {
        let (agency, unit) = (Some("kab-grobogan"), Some("kabkota:dpupr"));
        for (role, agency, unit, is_good) in [
            ("national_admin", None, None, true),
            ("national_admin", agency, None, false),
            ("ombudsman", None, unit, false),
            ("agency_coordinator", agency, None, true),
            ("agency_coordinator", None, None, false),
            ("head_of_agency", agency, unit, false),
            ("liaison_officer", agency, unit, true),
            ("liaison_officer", agency, None, true),
            ("liaison_officer", None, unit, false),
        ] {
            let shape = asked(role, agency, unit).check_shape();
            assert_eq!(
                shape.is_ok(),
                is_good,
                "{role} {agency:?} {unit:?}: {shape:?}"
            );
        }
    }

    #[test]
    fn agencies_and_units_must_exist_and_belong_together() {
        let look_up = |agency, unit| {
            let found = asked("liaison_officer", Some(agency), unit).look_up(tables);
            found.map(|post| post.shown())
        };
        let good = look_up("kab-grobogan", Some("kabkota:dpupr"));
        assert_eq!(
            good,
            Ok("liaison_officer at kab-grobogan at kabkota:dpupr".into())
        );
        for (agency, unit, error) in [
            (
                "kab-x' or 1=1 --",
                None,
                "there is no agency `kab-x' or 1=1 --`",
            ),
            (
                "kab-grobogan",
                Some("kabkota:x"),
                "there is no unit `kabkota:x`",
            ),
            (
                "kab-grobogan",
                Some("provinsi:dpu"),
                "agency `kab-grobogan` has no unit `provinsi:dpu`",
            ),
        ] {
            assert_eq!(look_up(agency, unit), Err(error.to_owned()));
        }
    }
}
