//! Who may do what, when: the legal pairs of state and command, and whose they are (domain guide, sections 8 and 12).

use super::actor::{Actor, Reach, Role};
use super::command::CommandName;
use super::life::Complaint;
use super::state::{ClosedOutcome, ComplaintState, Countdown, RejectionReason};
use super::transition::TransitionError;
use super::{ReporterKind, Visibility};

/// Whose a command is.
#[derive(Clone, Copy)]
enum Gate {
    /// The bearer of the access key.
    Reporter,
    /// The clock.
    Clock,
    /// The clock or the national admin.
    Caretaker,
    /// Whoever sorts what nobody holds.
    Sorter,
    /// The holder or its coordinator.
    Handler,
    /// Whoever handles it, or the nation.
    Returner,
    /// The holder alone: an answer is not given over somebody's head.
    Answerer,
    /// The coordinator of the holding agency.
    Coordinator,
    /// The coordinator, or the national admin.
    Overseer,
    /// The national admin.
    National,
    /// The coordinator, the national admin, or the clock when the lead is gone.
    Releaser,
    /// Whoever handles it, the national admin, the Ombudsman once it is theirs too.
    Noter,
    /// Whoever handles it, or the national admin.
    Asker,
    /// The custodian of what is sealed.
    Custodian,
}

impl Complaint {
    /// What state and role grant `actor`. Times and limits stand in [`Complaint::offered`].
    pub fn allowed(&self, actor: &Actor) -> Vec<CommandName> {
        let all = CommandName::ALL.iter().copied();
        all.filter(|command| self.permit(actor, *command).is_ok())
            .collect()
    }

    /// Whether `actor` may send this command now. The state is looked at first: what nobody may do is nobody's.
    pub fn permit(&self, actor: &Actor, command: CommandName) -> Result<(), TransitionError> {
        if !self.is_legal(command) {
            let state = self.state.name();
            return Err(TransitionError::NotAllowed { state, command });
        }
        if !self.is_open_to(self.gate(command), actor) {
            let role = actor.role;
            return Err(TransitionError::NotYours { role, command });
        }
        // After the answer each of them stands alone.
        let is_answered = matches!(self.state, ComplaintState::Answered(_));
        match &self.facts.merged_into {
            Some(lead) if !is_answered && is_done_on_the_lead(command) => {
                Err(TransitionError::Merged(lead.clone()))
            }
            _ => Ok(()),
        }
    }

    /// The legal pairs. Everything else is `NotAllowed`.
    fn is_legal(&self, command: CommandName) -> bool {
        use ComplaintState as S;
        let state = &self.state;
        let is_held = matches!(state, S::Assigned(_) | S::InProgress(_));
        let is_before_answer = is_held || matches!(state, S::Received(_));
        let is_merged = self.facts.merged_into.is_some();
        let countdown = match state {
            S::Answered(state) => Some(&state.countdown),
            _ => None,
        };
        let waits_for_reporter = matches!(countdown, Some(Countdown::Running { .. }));
        let waits_for_holder = matches!(countdown, Some(Countdown::Held { .. }));
        let is_reopenable =
            matches!(state, S::Closed(closed) if closed.outcome != ClosedOutcome::Withdrawn);
        let is_incomplete =
            matches!(state, S::Rejected(state) if state.reason == RejectionReason::Incomplete);
        let awaits = matches!(state, S::AwaitingReporter(_));
        let is_sealed = self.facts.reporter == ReporterKind::Sealed;
        match command {
            CommandName::Assign | CommandName::Reject | CommandName::ClarifyPlace => {
                matches!(state, S::Received(_))
            }
            CommandName::AskReporter | CommandName::Merge => is_before_answer,
            CommandName::Complete => awaits || is_incomplete,
            CommandName::CloseIncomplete => awaits,
            CommandName::Restore => matches!(state, S::Rejected(_)),
            // What is hidden, or an examination of somebody, is nobody's company.
            CommandName::Join => {
                let is_public = self.facts.visibility == Visibility::Public;
                is_before_answer && is_public && !self.facts.kind.is_supervisory()
            }
            CommandName::Unmerge | CommandName::Leave | CommandName::FollowAnswer => {
                is_merged && is_before_answer
            }
            CommandName::Delegate => is_held,
            // A coordinator may pass on what a citizen or a unit brought to the wrong agency.
            CommandName::Return => is_before_answer && self.held_by().is_some(),
            CommandName::Start => matches!(state, S::Assigned(_)),
            CommandName::AddNote => matches!(state, S::InProgress(_)),
            CommandName::AddInformation => is_before_answer || countdown.is_some(),
            CommandName::Answer => is_held || waits_for_holder,
            CommandName::Confirm | CommandName::Object => countdown.is_some(),
            CommandName::Lapse => waits_for_reporter,
            CommandName::Withdraw | CommandName::HandOver | CommandName::OfferHandOver => {
                state.name().is_open()
            }
            CommandName::Reopen => is_reopenable,
            CommandName::Reclassify => is_before_answer || awaits,
            CommandName::Rate => countdown.is_some() || is_reopenable,
            CommandName::Remind => awaits || waits_for_reporter,
            CommandName::Escalate => is_before_answer || waits_for_holder,
            CommandName::Recompute => !self.deadlines().is_empty(),
            CommandName::Redact => {
                let is_withdrawn = matches!(state, S::Closed(closed) if closed.outcome == ClosedOutcome::Withdrawn);
                !is_withdrawn && !matches!(state, S::Rejected(_))
            }
            // Nobody needs to know who it was once the matter is over.
            CommandName::RequestIdentity | CommandName::OpenIdentity => {
                is_sealed && state.name().is_open()
            }
            CommandName::DecideIdentity => is_sealed,
        }
    }

    fn gate(&self, command: CommandName) -> Gate {
        let is_received = matches!(self.state, ComplaintState::Received(_));
        match command {
            CommandName::Complete
            | CommandName::AddInformation
            | CommandName::Confirm
            | CommandName::Object
            | CommandName::Withdraw
            | CommandName::Reopen
            | CommandName::HandOver
            | CommandName::Rate
            | CommandName::Join
            | CommandName::Leave
            | CommandName::ClarifyPlace => Gate::Reporter,
            CommandName::CloseIncomplete
            | CommandName::FollowAnswer
            | CommandName::Lapse
            | CommandName::Remind
            | CommandName::Escalate
            | CommandName::OfferHandOver => Gate::Clock,
            CommandName::Recompute => Gate::Caretaker,
            CommandName::Assign | CommandName::Reject => Gate::Sorter,
            CommandName::AskReporter if is_received => Gate::Sorter,
            CommandName::Return if is_received => Gate::Coordinator,
            CommandName::AskReporter | CommandName::Start => Gate::Handler,
            CommandName::Return => Gate::Returner,
            CommandName::Answer => Gate::Answerer,
            CommandName::Delegate => Gate::Coordinator,
            CommandName::Merge | CommandName::Reclassify | CommandName::Redact => Gate::Overseer,
            CommandName::RequestIdentity | CommandName::OpenIdentity => Gate::Asker,
            CommandName::DecideIdentity => Gate::Custodian,
            CommandName::Unmerge => Gate::Releaser,
            CommandName::Restore => Gate::National,
            CommandName::AddNote => Gate::Noter,
        }
    }

    fn is_open_to(&self, gate: Gate, actor: &Actor) -> bool {
        let is = |role| actor.role == role;
        let is_inside =
            self.held_by().is_some() && matches!(actor.reach, Reach::Holder | Reach::SameAgency);
        // A supervisory complaint is locked: the inspectorate stands where liaison officer and coordinator stood.
        let is_supervisory = self.facts.kind.is_supervisory();
        let coordinates = match is_supervisory {
            true => is(Role::Inspectorate) && is_inside,
            false => is(Role::AgencyCoordinator) && is_inside,
        };
        let holds = !is_supervisory
            && actor.reach == Reach::Holder
            && (is(Role::LiaisonOfficer) || is(Role::AgencyCoordinator));
        match gate {
            Gate::Reporter => is(Role::Reporter),
            Gate::Clock => is(Role::System),
            Gate::Caretaker => is(Role::System) || is(Role::NationalAdmin),
            Gate::Sorter | Gate::Overseer => coordinates || is(Role::NationalAdmin),
            Gate::Handler => coordinates || holds,
            // The nation takes back what it sent to a desk where nobody sits.
            Gate::Returner => coordinates || holds || is(Role::NationalAdmin),
            Gate::Answerer => holds || (is_supervisory && coordinates),
            Gate::Coordinator => coordinates,
            Gate::National => is(Role::NationalAdmin),
            Gate::Asker => coordinates || holds || is(Role::NationalAdmin),
            Gate::Custodian => is(Role::Custodian),
            Gate::Releaser => coordinates || is(Role::NationalAdmin) || is(Role::System),
            Gate::Noter => {
                let is_ombudsman = is(Role::Ombudsman) && self.facts.handed_over.is_some();
                coordinates || holds || is_ombudsman || is(Role::NationalAdmin)
            }
        }
    }
}

/// Work on a follower is work on its lead.
fn is_done_on_the_lead(command: CommandName) -> bool {
    matches!(
        command,
        CommandName::Assign
            | CommandName::AskReporter
            | CommandName::Reject
            | CommandName::Merge
            | CommandName::Join
            | CommandName::Delegate
            | CommandName::Return
            | CommandName::Start
            | CommandName::AddNote
            | CommandName::Answer
            | CommandName::Reclassify
    )
}
