//! What somebody is offered: what they may do, without what would be refused whatever they wrote.

use super::actor::Actor;
use super::command::CommandName;
use super::life::Complaint;
use super::moment::Moment;
use super::transition::TransitionError;

impl Complaint {
    /// What `actor` may send now: permitted, in time, not done too often. What they write in it may still be wrong.
    pub fn offered(&self, actor: &Actor, moment: &Moment<'_>) -> Vec<CommandName> {
        let mut offered = self.allowed(actor);
        offered.retain(|command| self.check_now(*command, moment).is_ok());
        offered
    }

    /// What stands against `command` now, whatever it says; the decisions ask the same functions.
    fn check_now(&self, command: CommandName, moment: &Moment<'_>) -> Result<(), TransitionError> {
        match command {
            CommandName::Return => self.check_return(),
            CommandName::AskReporter => self.check_question(moment),
            CommandName::Reopen => self.check_reopening(moment),
            CommandName::Object => self.check_in_time(moment),
            CommandName::HandOver => {
                let without = self.check_hand_over(false, moment);
                without.or_else(|_| self.check_hand_over(true, moment))
            }
            CommandName::Recompute if self.moved(self.facts.kind, moment).is_empty() => {
                Err(TransitionError::NothingChanged)
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::command::Command;
    use super::super::fixture::*;
    use super::*;

    fn offers(story: &Story, actor: &Actor, command: CommandName) -> bool {
        let offered = story.complaint.offered(actor, &story.moment());
        offered.contains(&command)
    }

    #[test]
    fn who_has_asked_often_enough_is_offered_no_question() {
        let mut story = assigned();
        for _ in 0..2 {
            assert!(offers(&story, &liaison(), CommandName::AskReporter));
            story.does(&liaison(), &ask());
            story.does(&reporter(), &Command::Complete { reply: reply() });
        }
        assert!(!offers(&story, &liaison(), CommandName::AskReporter));
        assert!(offers(&story, &liaison(), CommandName::Answer));
    }

    #[test]
    fn what_was_assigned_for_good_is_not_returned() {
        let mut story = assigned();
        for _ in 0..3 {
            assert!(offers(&story, &coordinator(), CommandName::Return));
            story.does(&coordinator(), &give_back());
            story.does(&national(), &assign("kab-b"));
        }
        assert!(!offers(&story, &coordinator(), CommandName::Return));
    }

    #[test]
    fn objecting_and_reopening_end_with_their_periods_and_limits() {
        let mut story = answered();
        assert!(offers(&story, &reporter(), CommandName::Object));
        let mut late = answered();
        late.at("2027-01-04 9");
        late.sweep();
        late.at("2027-02-04 9");
        late.sweep();
        assert_eq!(late.state(), "closed");
        assert!(offers(&late, &reporter(), CommandName::Reopen));
        late.at("2027-04-04 9");
        assert!(!offers(&late, &reporter(), CommandName::Reopen));
        let words = words("Rusak lagi.");
        for _ in 0..2 {
            story.does(&reporter(), &Command::Confirm { rating: None });
            assert!(offers(&story, &reporter(), CommandName::Reopen));
            let words = words.clone();
            story.does(&reporter(), &Command::Reopen { words });
            story.does(&liaison(), &answer());
        }
        story.does(&reporter(), &Command::Confirm { rating: None });
        assert!(!offers(&story, &reporter(), CommandName::Reopen));
        assert!(offers(&story, &reporter(), CommandName::Rate));
    }

    #[test]
    fn an_objection_is_offered_until_silence_has_closed_it() {
        let mut story = answered();
        story.at("2026-11-26 9");
        story.sweep();
        // The clock is late; the end is not.
        story.at("2027-02-04 9");
        assert_eq!(story.state(), "answered");
        assert!(!offers(&story, &reporter(), CommandName::Object));
        assert!(offers(&story, &reporter(), CommandName::Confirm));
    }

    #[test]
    fn the_ombudsman_is_offered_when_it_is_time_and_a_second_time_only_for_a_name() {
        let hand = |with_identity| Command::HandOver { with_identity };
        let mut story = Story::with("2026-11-06 10", |intake| {
            intake.reporter = super::super::ReporterKind::Named;
        });
        assert!(!offers(&story, &reporter(), CommandName::HandOver));
        story.at("2027-02-04 9");
        assert!(offers(&story, &reporter(), CommandName::HandOver));
        story.does(&reporter(), &hand(false));
        assert!(offers(&story, &reporter(), CommandName::HandOver));
        story.does(&reporter(), &hand(true));
        assert!(!offers(&story, &reporter(), CommandName::HandOver));
        let mut nameless = Story::with("2026-11-06 10", |intake| {
            intake.reporter = super::super::ReporterKind::Unknown;
        });
        nameless.at("2027-02-04 9");
        nameless.does(&reporter(), &hand(false));
        assert!(!offers(&nameless, &reporter(), CommandName::HandOver));
    }

    #[test]
    fn nothing_is_recomputed_where_nothing_moved() {
        let story = assigned();
        assert!(!offers(&story, &national(), CommandName::Recompute));
    }
}
