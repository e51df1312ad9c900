//! Who may give which rights to whom.

use crate::ports::Reference;
use crate::ports::desk::SignedIn;
use crate::ports::desk::administration::{Account, Appointment};
use domain::complaint::actor::Role;
use domain::complaint::words::{AgencyId, OfficerId};

/// Roles without an agency. Custodians and auditors are among them, but nobody at the desk gives or takes these.
pub const NATIONAL: [&str; 6] = [
    "national_admin",
    "ombudsman",
    "channel_operator",
    "observer",
    "custodian",
    "auditor",
];
/// Roles at an agency.
pub const LOCAL: [&str; 5] = [
    "agency_coordinator",
    "liaison_officer",
    "channel_operator",
    "inspectorate",
    "head_of_agency",
];
/// What a coordinator may give within the own body.
pub const BY_COORDINATOR: [&str; 2] = ["liaison_officer", "channel_operator"];
/// What leads an agency: a coordinator gives it at those parts of the own body that do not govern themselves.
pub const COORDINATOR: &str = "agency_coordinator";
/// Whoever has one of these watches over administrators. Only the operator makes, changes and ends them: an administrator
/// who makes a custodian could open every sealed identity alone.
const WATCHING: [&str; 2] = ["custodian", "auditor"];

/// How far an administrator's hand reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everywhere.
    Nation,
    /// One's own bodies. What is below them and governs itself is out of reach: a tier above reads no more of it than the
    /// public, and would read all of it through an account of its own making.
    Bodies {
        /// Agencies they coordinate, with their parts.
        agencies: Vec<String>,
        /// Those of them that do not govern themselves.
        parts: Vec<String>,
    },
}

impl Reach {
    /// Of somebody who has signed in; none for who administers nothing.
    pub fn of(signed_in: &SignedIn, reference: &Reference) -> Option<Self> {
        if signed_in.owns(Role::NationalAdmin) {
            return Some(Self::Nation);
        }
        let posts = signed_in.own.iter();
        let own: Vec<&AgencyId> = posts
            .filter(|(role, _)| *role == Role::AgencyCoordinator)
            .filter_map(|(_, post)| post.as_ref().map(|post| &post.agency))
            .collect();
        if own.is_empty() {
            return None;
        }
        let (mut agencies, mut parts) = (Vec::new(), Vec::new());
        for (id, facts) in &reference.agencies {
            if own.iter().any(|own| reference.is_part_of(id, own)) {
                agencies.push(id.clone());
                if !facts.is_autonomous {
                    parts.push(id.clone());
                }
            }
        }
        agencies.sort();
        Some(Self::Bodies { agencies, parts })
    }

    /// Whether it is everywhere.
    pub fn is_nation(&self) -> bool {
        *self == Self::Nation
    }

    /// The agencies; none for all.
    pub fn agencies(&self) -> Option<&[String]> {
        match self {
            Self::Nation => None,
            Self::Bodies { agencies, .. } => Some(agencies),
        }
    }

    /// Whether an agency is within it; none is the whole nation.
    pub fn holds(&self, agency: Option<&str>) -> bool {
        match self {
            Self::Nation => true,
            Self::Bodies { agencies, .. } => {
                agency.is_some_and(|agency| agencies.iter().any(|own| own == agency))
            }
        }
    }

    /// Roles that may be given somewhere within it.
    pub fn roles(&self) -> Vec<&'static str> {
        match self {
            Self::Nation => {
                let is_theirs = |role: &&&str| !LOCAL.contains(*role) && !WATCHING.contains(*role);
                let national = NATIONAL.iter().filter(is_theirs);
                LOCAL.iter().chain(national).copied().collect()
            }
            Self::Bodies { parts, .. } => {
                let leads = (!parts.is_empty()).then_some(COORDINATOR);
                leads.into_iter().chain(BY_COORDINATOR).collect()
            }
        }
    }

    /// Whether this right may be given, or taken, by them. Who leads a body that governs itself is appointed by the nation.
    pub fn may_give(&self, appointment: &Appointment) -> bool {
        let role = appointment.role.as_str();
        let Self::Bodies { agencies, parts } = self else {
            return !WATCHING.contains(&role);
        };
        let within = match role {
            COORDINATOR => parts,
            role if BY_COORDINATOR.contains(&role) => agencies,
            _ => return false,
        };
        appointment
            .agency
            .as_ref()
            .is_some_and(|agency| within.contains(agency))
    }

    /// Whether `by` may change this account: never their own, never one with a right they could not give.
    pub fn may_change(&self, account: &Account, by: &OfficerId) -> bool {
        let held = &account.appointments;
        let is_within = self.is_nation() || !held.is_empty();
        is_within && held.iter().all(|held| self.may_give(held)) && account.id != by.as_str()
    }

    /// Whether `by` may invite this account again, which opens it to whoever has the link.
    pub fn may_invite_again(&self, account: &Account, by: &OfficerId) -> bool {
        self.may_change(account, by) && account.is_active
    }
}

/// Whether this account watches over administrators.
pub fn is_watching(account: &Account) -> bool {
    let mut held = account.appointments.iter();
    held.any(|held| WATCHING.contains(&held.role.as_str()))
}

/// What is wrong with an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongAppointment {
    /// No such role.
    Role,
    /// A role at an agency without one, or the other way round.
    Place,
    /// No such agency, or no such unit there.
    Agency,
    /// Not theirs to give.
    Beyond,
}

/// Whether an appointment makes sense, and may be given.
pub fn check(
    appointment: &Appointment,
    reach: &Reach,
    reference: &Reference,
) -> Result<(), WrongAppointment> {
    let role = appointment.role.as_str();
    let (is_national, is_local) = (NATIONAL.contains(&role), LOCAL.contains(&role));
    if !is_national && !is_local {
        return Err(WrongAppointment::Role);
    }
    let agency = appointment.agency.as_deref();
    let needs_unit = role == "liaison_officer";
    let is_right = match agency {
        None => is_national && appointment.unit.is_none(),
        Some(_) => is_local && (needs_unit || appointment.unit.is_none()),
    };
    if !is_right {
        return Err(WrongAppointment::Place);
    }
    if let Some(agency) = agency {
        let agency = AgencyId::parse(agency).map_err(|_| WrongAppointment::Agency)?;
        let unit = appointment.unit.as_deref();
        let unit = unit.map(domain::complaint::words::UnitId::parse);
        let unit = unit.transpose().map_err(|_| WrongAppointment::Agency)?;
        if reference.holder(&agency, unit.as_ref()).is_none() {
            return Err(WrongAppointment::Agency);
        }
    }
    match reach.may_give(appointment) {
        true => Ok(()),
        false => Err(WrongAppointment::Beyond),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fakes;
    use crate::ports::AgencyFacts;
    use crate::ports::life::Officer;
    use domain::complaint::actor::Post;
    use frontend::pages::desk::frame::Room;

    fn held(role: &str, agency: Option<&str>) -> Appointment {
        Appointment {
            role: role.to_owned(),
            agency: agency.map(str::to_owned),
            unit: None,
        }
    }

    fn account(appointments: Vec<Appointment>) -> Account {
        Account {
            id: "o".to_owned(),
            name: "Siti".to_owned(),
            is_active: true,
            seen_at: None,
            appointments,
        }
    }

    fn somebody(posts: &[(Role, &str)]) -> SignedIn {
        let post = |agency| Post {
            agency: AgencyId::parse(agency).unwrap(),
            unit: None,
        };
        let own: Vec<_> = posts
            .iter()
            .map(|(role, agency)| (*role, Some(post(agency))))
            .collect();
        SignedIn {
            officer: Officer {
                id: me(),
                posts: own.clone(),
            },
            own,
            heads: Vec::new(),
            name: String::new(),
            session: String::new(),
            proved_until: None,
            is_recovery: false,
        }
    }

    fn me() -> OfficerId {
        OfficerId::parse("o-me").unwrap()
    }

    fn tiers() -> Reference {
        let facts = |parent: Option<&str>, is_autonomous| AgencyFacts {
            level: "kabkota".into(),
            parent: parent.map(str::to_owned),
            region: None,
            is_autonomous,
        };
        let agencies = [
            ("menteri", facts(None, true)),
            ("prov-dki", facts(Some("menteri"), true)),
            ("kota-adm", facts(Some("prov-dki"), false)),
            ("suku", facts(Some("kota-adm"), false)),
            ("kab-lain", facts(Some("prov-dki"), true)),
            ("kab-lain-adm", facts(Some("kab-lain"), false)),
        ];
        let agencies = agencies.map(|(id, facts)| (id.to_owned(), facts));
        Reference {
            agencies: agencies.into_iter().collect(),
            ..fakes::reference()
        }
    }

    #[test]
    fn a_hand_reaches_no_further_than_the_own_body() {
        let reach = Reach::of(
            &somebody(&[(Role::AgencyCoordinator, "prov-dki")]),
            &tiers(),
        )
        .unwrap();
        let all = ["kota-adm", "prov-dki", "suku"].map(str::to_owned);
        assert_eq!(reach.agencies(), Some(all.as_slice()));
        for (agency, expected) in [
            ("prov-dki", false),
            ("kota-adm", true),
            ("suku", true),
            ("kab-lain", false),
            ("kab-lain-adm", false),
            ("menteri", false),
        ] {
            let appointment = held("agency_coordinator", Some(agency));
            assert_eq!(reach.may_give(&appointment), expected, "{agency}");
        }
        let above = Reach::of(&somebody(&[(Role::AgencyCoordinator, "menteri")]), &tiers());
        assert_eq!(
            above.unwrap().agencies(),
            Some(["menteri".to_owned()].as_slice())
        );
    }

    #[test]
    fn a_borrowed_post_administers_nothing() {
        let mut signed_in = somebody(&[(Role::AgencyCoordinator, "kab-lain")]);
        assert!(Reach::of(&signed_in, &tiers()).is_some());
        assert!(signed_in.rooms().contains(&Room::Administration));
        signed_in.own.clear();
        assert_eq!(Reach::of(&signed_in, &tiers()), None);
        assert!(!signed_in.rooms().contains(&Room::Administration));
        assert!(signed_in.rooms().contains(&Room::Inbox));
    }

    #[test]
    fn nobody_changes_their_own_account_or_who_watches_over_them() {
        let mut own = account(vec![held("national_admin", None)]);
        assert!(Reach::Nation.may_invite_again(&own, &me()));
        own.id = "o-me".to_owned();
        assert!(!Reach::Nation.may_change(&own, &me()));
        assert!(!Reach::Nation.may_invite_again(&own, &me()));
        for role in ["custodian", "auditor"] {
            let both = account(vec![
                held("liaison_officer", Some("kab-a")),
                held(role, None),
            ]);
            assert!(!Reach::Nation.may_change(&both, &me()), "{role}");
            assert!(!Reach::Nation.may_invite_again(&both, &me()), "{role}");
            assert!(!Reach::Nation.may_give(&held(role, None)), "{role}");
            assert!(!Reach::Nation.roles().contains(&role), "{role}");
        }
    }

    #[test]
    fn nobody_gives_or_takes_a_right_beyond_their_own() {
        let reach = Reach::Bodies {
            agencies: vec!["kab-a".to_owned()],
            parts: Vec::new(),
        };
        for (appointment, expected) in [
            (held("liaison_officer", Some("kab-a")), true),
            (held("channel_operator", Some("kab-a")), true),
            (held("agency_coordinator", Some("kab-a")), false),
            (held("agency_coordinator", Some("kab-b")), false),
            (held("inspectorate", Some("kab-a")), false),
            (held("channel_operator", None), false),
            (held("national_admin", None), false),
            (held("custodian", None), false),
        ] {
            assert_eq!(reach.may_give(&appointment), expected, "{appointment:?}");
            let is_nations = appointment.role != "custodian";
            let both = account(vec![held("liaison_officer", Some("kab-a")), appointment]);
            assert_eq!(reach.may_change(&both, &me()), expected);
            assert_eq!(Reach::Nation.may_change(&both, &me()), is_nations);
        }
        assert!(!reach.may_change(&account(Vec::new()), &me()));
    }
}
