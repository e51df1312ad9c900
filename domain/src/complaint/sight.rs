//! Who may read how much of a complaint (domain guide, sections 5 and 12).

use super::actor::{Actor, Post, Reach, Role};
use super::life::Complaint;
use super::{ReporterKind, Visibility};

/// How much somebody may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// Not even that it exists.
    Nothing,
    /// What everybody may read.
    Public,
    /// Story, conversation, internal notes; never who the reporter is.
    Full,
}

impl Complaint {
    /// How much `actor`, at `post`, may read. Agencies that read along read all. A supervisory complaint is locked for those it may be about; a tier above reads no
    /// more than the public; the Ombudsman reads after the reporter's consent.
    pub fn sight(&self, actor: &Actor, post: Option<&Post>) -> Sight {
        let facts = self.facts();
        let is_inside =
            self.held_by().is_some() && matches!(actor.reach, Reach::Holder | Reach::SameAgency);
        let is_locked = facts.kind.is_supervisory();
        let is_theirs = match actor.role {
            Role::Reporter | Role::NationalAdmin | Role::System => true,
            Role::AgencyCoordinator => {
                let reads_along = post.is_some_and(|post| facts.cc.contains(&post.agency));
                (is_inside || reads_along) && !is_locked
            }
            Role::LiaisonOfficer => actor.reach == Reach::Holder && !is_locked,
            Role::Inspectorate => is_inside && is_locked,
            Role::Ombudsman => facts.handed_over.is_some(),
            Role::ChannelOperator | Role::Observer | Role::Custodian | Role::Auditor => false,
        };
        match (is_theirs, facts.visibility) {
            (true, _) => Sight::Full,
            (false, Visibility::Public) => Sight::Public,
            (false, Visibility::Confidential) => Sight::Nothing,
        }
    }
}

impl Complaint {
    /// Whether `actor` may be told who a named reporter is: whoever handles the complaint, the national admin, and the
    /// Ombudsman where the reporter gave the name along. Agencies that read along know the matter, not the person. What is
    /// sealed stays sealed for all of them (domain guide, section 5).
    pub fn may_know_reporter(&self, actor: &Actor, post: Option<&Post>) -> bool {
        let facts = self.facts();
        let is_inside =
            self.held_by().is_some() && matches!(actor.reach, Reach::Holder | Reach::SameAgency);
        let handles = match actor.role {
            Role::NationalAdmin => true,
            Role::Ombudsman => facts.handed_over.is_some_and(|given| given.with_identity),
            Role::AgencyCoordinator | Role::LiaisonOfficer | Role::Inspectorate => is_inside,
            _ => false,
        };
        let is_named = facts.reporter == ReporterKind::Named;
        is_named && handles && self.sight(actor, post) == Sight::Full
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::*;
    use super::super::words::OfficerId;
    use super::*;

    #[test]
    fn what_is_locked_is_the_inspectorates_alone() {
        let mut story = assigned();
        let officer = |role, reach| Actor::officer(role, OfficerId::parse("o-1").unwrap(), reach);
        let sight = |story: &Story, role, reach| story.complaint.sight(&officer(role, reach), None);
        assert_eq!(
            sight(&story, Role::LiaisonOfficer, Reach::Holder),
            Sight::Full
        );
        assert_eq!(
            sight(&story, Role::LiaisonOfficer, Reach::SameAgency),
            Sight::Public
        );
        assert_eq!(
            sight(&story, Role::AgencyCoordinator, Reach::Above),
            Sight::Public
        );
        assert_eq!(
            sight(&story, Role::Inspectorate, Reach::SameAgency),
            Sight::Public
        );
        let kind = crate::complaint::Classification::SupervisoryComplaint;
        story.does(
            &national(),
            &crate::complaint::command::Command::Reclassify { kind },
        );
        for role in [
            Role::LiaisonOfficer,
            Role::AgencyCoordinator,
            Role::Ombudsman,
        ] {
            assert_eq!(
                sight(&story, role, Reach::Holder),
                Sight::Nothing,
                "{role:?}"
            );
        }
        assert_eq!(
            sight(&story, Role::Inspectorate, Reach::SameAgency),
            Sight::Full
        );
        assert_eq!(
            sight(&story, Role::Inspectorate, Reach::Elsewhere),
            Sight::Nothing
        );
        assert_eq!(
            sight(&story, Role::NationalAdmin, Reach::Elsewhere),
            Sight::Full
        );
    }

    #[test]
    fn only_who_handles_it_is_told_who_a_named_reporter_is() {
        let named = |kind| {
            let mut story = Story::with("2026-11-06 10", |intake| intake.reporter = kind);
            story.does(&national(), &assign("kab-a"));
            story
        };
        let story = named(ReporterKind::Named);
        let knows = |story: &Story, role, reach| {
            let actor = Actor::officer(role, OfficerId::parse("o-1").unwrap(), reach);
            story.complaint.may_know_reporter(&actor, None)
        };
        for (role, reach, expected) in [
            (Role::LiaisonOfficer, Reach::Holder, true),
            (Role::LiaisonOfficer, Reach::SameAgency, false),
            (Role::AgencyCoordinator, Reach::SameAgency, true),
            (Role::AgencyCoordinator, Reach::Above, false),
            (Role::AgencyCoordinator, Reach::Elsewhere, false),
            (Role::NationalAdmin, Reach::Elsewhere, true),
            (Role::Inspectorate, Reach::SameAgency, false),
            (Role::Ombudsman, Reach::Elsewhere, false),
            (Role::Observer, Reach::Elsewhere, false),
            (Role::Custodian, Reach::Elsewhere, false),
        ] {
            assert_eq!(knows(&story, role, reach), expected, "{role:?} {reach:?}");
        }
        for kind in [ReporterKind::Sealed, ReporterKind::Unknown] {
            let story = named(kind);
            assert!(!knows(&story, Role::NationalAdmin, Reach::Elsewhere));
            assert!(!knows(&story, Role::LiaisonOfficer, Reach::Holder));
        }
    }
}
