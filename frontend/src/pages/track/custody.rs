//! Whose hands a complaint was in when something happened, read off the history: entries name the actor's role, not
//! the post.

use super::{Message, TrackPage};
use crate::i18n::life::put;
use domain::complaint::actor::{Post, Role};
use domain::complaint::event::{Event, Recorded};

impl TrackPage<'_> {
    /// Who held it just before each entry; none at the national desk, or where nothing tells.
    pub(in crate::pages) fn custody(&self) -> Vec<Option<Post>> {
        let mut held: Option<Post> = None;
        let mut before = Vec::with_capacity(self.history.len());
        for past in self.history {
            before.push(held.clone());
            let Some(recorded) = past.recorded else {
                continue;
            };
            match &recorded.event {
                Event::Assigned(event) => held = Some(event.to.post.clone()),
                Event::Answered(event) => held = Some(event.holder.post.clone()),
                Event::Returned(event) => held = event.to.post(),
                Event::Rejected(event) => held = event.back_to.post(),
                Event::Delegated(event) => {
                    held = held.map(|post| Post {
                        agency: post.agency,
                        unit: event.unit.clone(),
                    });
                }
                _ => {}
            }
        }
        before
    }

    /// The place in the history of the entry that a text came with; none if that entry is not for this reader.
    pub(in crate::pages) fn entry_of(&self, message: &Message<'_>) -> Option<(usize, &Recorded)> {
        let at = |index: usize| {
            let past = self.history.get(index)?;
            let recorded = past.recorded.filter(|_| past.at == message.at)?;
            Some((index, recorded))
        };
        let by_seq = usize::try_from(message.seq).ok().and_then(at);
        by_seq.or_else(|| (0..self.history.len()).find_map(at))
    }

    /// Who held it when a text was written.
    fn holder_then<'a>(
        &'a self,
        message: &Message<'_>,
        custody: &'a [Option<Post>],
    ) -> Option<&'a Post> {
        let index = match self.entry_of(message) {
            Some((index, _)) => index,
            // The last entry before it tells.
            None => {
                let earlier = self.history.iter();
                earlier.take_while(|past| past.at < message.at).count()
            }
        };
        match custody.get(index) {
            Some(held) => held.as_ref(),
            None => self.complaint.held_by(),
        }
    }

    /// Who acts, inside a sentence: "DPUPR, Pemkab Grobogan". `held` is whoever held the complaint then.
    pub(in crate::pages) fn actor(&self, role: Role, held: Option<&Post>) -> String {
        let people = &self.life().people;
        match role {
            Role::Reporter => self.subject().to_owned(),
            Role::LiaisonOfficer | Role::AgencyCoordinator => held.map_or_else(
                || people.agency_unknown.to_owned(),
                |post| (self.agency_name)(post),
            ),
            Role::Inspectorate => {
                let agency = held.map(|post| (self.agency_only)(&post.agency));
                let words = [Some(people.inspectorate.to_owned()), agency];
                words.into_iter().flatten().collect::<Vec<_>>().join(", ")
            }
            Role::NationalAdmin => people.verifier.to_owned(),
            Role::Ombudsman => people.ombudsman.to_owned(),
            Role::ChannelOperator => people.operator.to_owned(),
            // None of them does anything to a complaint.
            Role::Observer | Role::Custodian | Role::Auditor => people.operator.to_owned(),
            Role::System => people.system.to_owned(),
        }
    }

    /// Who wrote a text, as its heading: "Instansi: DPUPR, Pemkab Grobogan".
    pub(in crate::pages) fn author(
        &self,
        message: &Message<'_>,
        custody: &[Option<Post>],
    ) -> String {
        let entry = self.entry_of(message).map(|(_, recorded)| &recorded.event);
        let (role, held) = match entry {
            // The clock hands on what the holder of the lead said.
            Some(Event::Answered(event)) if message.author == Role::System => {
                (Role::LiaisonOfficer, Some(&event.holder.post))
            }
            _ => (message.author, self.holder_then(message, custody)),
        };
        let name = self.actor(role, held);
        match role {
            Role::LiaisonOfficer | Role::AgencyCoordinator if held.is_some() => {
                put(self.life().people.agency, &[&name])
            }
            _ => name,
        }
    }
}
