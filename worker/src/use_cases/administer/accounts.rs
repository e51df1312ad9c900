//! Who may give which rights to whom.

use crate::ports::Reference;
use crate::ports::desk::SignedIn;
use crate::ports::desk::administration::{Account, Appointment};
use domain::complaint::actor::Role;
use domain::complaint::words::AgencyId;

/// Roles without an agency.
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
/// What a coordinator may give, in the own agency and below.
pub const BY_COORDINATOR: [&str; 3] = ["agency_coordinator", "liaison_officer", "channel_operator"];

/// How far an administrator's hand reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everywhere.
    Nation,
    /// These agencies and what is below them, all listed.
    Agencies(Vec<String>),
}

impl Reach {
    /// Of somebody who has signed in; none for who administers nothing.
    pub fn of(signed_in: &SignedIn, reference: &Reference) -> Option<Self> {
        if signed_in.has(Role::NationalAdmin) {
            return Some(Self::Nation);
        }
        let posts = signed_in.officer.posts.iter();
        let own: Vec<&AgencyId> = posts
            .filter(|(role, _)| *role == Role::AgencyCoordinator)
            .filter_map(|(_, post)| post.as_ref().map(|post| &post.agency))
            .collect();
        if own.is_empty() {
            return None;
        }
        let agencies = reference.agencies.keys().filter(|id| {
            let id = AgencyId::parse(id);
            id.is_ok_and(|id| {
                own.iter()
                    .any(|own| **own == id || reference.is_above(own, &id))
            })
        });
        let mut agencies: Vec<String> = agencies.cloned().collect();
        agencies.sort();
        Some(Self::Agencies(agencies))
    }

    /// Whether it is everywhere.
    pub fn is_nation(&self) -> bool {
        *self == Self::Nation
    }

    /// The agencies; none for all.
    pub fn agencies(&self) -> Option<&[String]> {
        match self {
            Self::Nation => None,
            Self::Agencies(agencies) => Some(agencies),
        }
    }

    /// Whether an agency is within it; none is the whole nation.
    pub fn holds(&self, agency: Option<&str>) -> bool {
        match self {
            Self::Nation => true,
            Self::Agencies(agencies) => {
                agency.is_some_and(|agency| agencies.iter().any(|own| own == agency))
            }
        }
    }

    /// Whether this right may be given, or taken, by them.
    pub fn may_give(&self, appointment: &Appointment) -> bool {
        self.is_nation()
            || (BY_COORDINATOR.contains(&appointment.role.as_str())
                && self.holds(appointment.agency.as_deref()))
    }

    /// Whether they may change this account: never one with a right they could not give.
    pub fn may_change(&self, account: &Account) -> bool {
        let held = &account.appointments;
        self.is_nation() || (!held.is_empty() && held.iter().all(|held| self.may_give(held)))
    }
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

    #[test]
    fn nobody_gives_or_takes_a_right_beyond_their_own() {
        let reach = Reach::Agencies(vec!["kab-a".to_owned()]);
        for (appointment, expected) in [
            (held("liaison_officer", Some("kab-a")), true),
            (held("channel_operator", Some("kab-a")), true),
            (held("agency_coordinator", Some("kab-a")), true),
            (held("agency_coordinator", Some("kab-b")), false),
            (held("inspectorate", Some("kab-a")), false),
            (held("channel_operator", None), false),
            (held("national_admin", None), false),
            (held("custodian", None), false),
        ] {
            assert_eq!(reach.may_give(&appointment), expected, "{appointment:?}");
            let both = account(vec![held("liaison_officer", Some("kab-a")), appointment]);
            assert_eq!(reach.may_change(&both), expected);
            assert!(Reach::Nation.may_change(&both));
        }
        assert!(!reach.may_change(&account(Vec::new())));
    }
}
