//! Who acts on a complaint, and how they stand to whoever holds it.

use super::words::{AgencyId, OfficerId, UnitId};
use crate::date::Zone;
use serde::{Deserialize, Serialize};

named! {
    /// What somebody is to a complaint (domain guide, sections 5 and 12).
    Role {
        /// *Pelapor*: holds the access key.
        Reporter = "reporter",
        /// KemenPANRB: the desk for everything that belongs to nobody yet.
        NationalAdmin = "national_admin",
        /// *Admin instansi*: sorts, delegates and watches deadlines of one agency.
        AgencyCoordinator = "agency_coordinator",
        /// *Pejabat penghubung*: answers for one unit.
        LiaisonOfficer = "liaison_officer",
        /// APIP, *inspektorat*: supervisory complaints of its government.
        Inspectorate = "inspectorate",
        /// Sees a full complaint only after the reporter's consent.
        Ombudsman = "ombudsman",
        /// Files for others; has no part in what follows.
        ChannelOperator = "channel_operator",
        /// KSP, Kemendagri: figures and what is public; reminds.
        Observer = "observer",
        /// Opens a sealed identity for a stated reason, and nothing else.
        Custodian = "custodian",
        /// Reads who looked at what, and nothing of the cases.
        Auditor = "auditor",
        /// The clock.
        System = "system",
    }
}

impl Role {
    /// The word in the history's `actor` column.
    pub fn history_actor(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::System => "clock",
            _ => "officer",
        }
    }
}

named! {
    /// How an officer's post stands to the body that holds a complaint.
    Reach {
        /// It is theirs: the same unit, or the same agency while no unit has it.
        Holder = "holder",
        /// The same agency, another unit or none.
        SameAgency = "same_agency",
        /// A tier above. It is told and may remind; it does not act in the holder's place, and reads no more than the public.
        Above = "above",
        /// Neither.
        Elsewhere = "elsewhere",
    }
}

impl Reach {
    /// Where `post` stands to `held`. `is_above` answers from the agency table: is the first an ancestor of the second?
    pub fn between(
        post: &Post,
        held: Option<&Post>,
        is_above: impl FnOnce(&AgencyId, &AgencyId) -> bool,
    ) -> Self {
        let Some(held) = held else {
            return Self::Elsewhere;
        };
        if post == held {
            Self::Holder
        } else if post.agency == held.agency {
            Self::SameAgency
        } else if is_above(&post.agency, &held.agency) {
            Self::Above
        } else {
            Self::Elsewhere
        }
    }
}

/// A place in the administration: an agency, or a unit of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// The agency.
    pub agency: AgencyId,
    /// The unit; none is the agency itself, its coordinator's desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
}

/// Who must act, and by which clock on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Which agency and unit.
    #[serde(flatten)]
    pub post: Post,
    /// Their zone: clocks run in the zone of whoever must act (domain guide, section 6).
    pub zone: Zone,
}

/// Somebody who acts. Officers are built only by authentication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// As what.
    pub role: Role,
    /// Which account; none for the reporter and the clock.
    pub officer: Option<OfficerId>,
    /// How they stand to [`Complaint::held_by`](super::Complaint::held_by).
    pub reach: Reach,
}

impl Actor {
    /// The bearer of the access key.
    pub fn reporter() -> Self {
        Self {
            role: Role::Reporter,
            officer: None,
            reach: Reach::Elsewhere,
        }
    }

    /// The clock.
    pub fn system() -> Self {
        Self {
            role: Role::System,
            officer: None,
            reach: Reach::Elsewhere,
        }
    }

    /// An officer at a post.
    pub fn officer(role: Role, officer: OfficerId, reach: Reach) -> Self {
        Self {
            role,
            officer: Some(officer),
            reach,
        }
    }
}

/// Who did something, as history keeps it: never a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    /// As what.
    pub role: Role,
    /// Which account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<OfficerId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(agency: &str, unit: Option<&str>) -> Post {
        Post {
            agency: AgencyId::parse(agency).unwrap(),
            unit: unit.map(|unit| UnitId::parse(unit).unwrap()),
        }
    }

    #[test]
    fn reach_is_read_off_the_posts() {
        let held = post("kab-a", Some("kabkota:dpupr"));
        let is_above = |above: &AgencyId, _: &AgencyId| above.as_str() == "prov-a";
        let reach = |at: Post| Reach::between(&at, Some(&held), is_above);
        assert_eq!(reach(held.clone()), Reach::Holder);
        assert_eq!(reach(post("kab-a", None)), Reach::SameAgency);
        assert_eq!(reach(post("kab-a", Some("kabkota:dlh"))), Reach::SameAgency);
        assert_eq!(reach(post("prov-a", None)), Reach::Above);
        assert_eq!(reach(post("kab-b", None)), Reach::Elsewhere);
        let nobody = Reach::between(&held, None, |_, _| true);
        assert_eq!(nobody, Reach::Elsewhere);
    }
}
