//! Which name stands at a word: the longest, unless what stands before it or a longer name says otherwise.

use super::names::Prefix;
use super::{Gazetteer, Name};
use crate::routing::regions::Regions;
use crate::routing::words::Token;

/// The most words a name is looked for in.
const MAX_NAME_WORDS: usize = 5;

/// Where a name ends, its key, and who bears it.
type Match<'a> = (usize, String, &'a Name);

impl Gazetteer {
    /// The name that is meant from a word on.
    pub(super) fn meant(
        &self,
        tokens: &[Token],
        start: usize,
        regions: &Regions<'_>,
    ) -> Option<Match<'_>> {
        let found = self.names_from(tokens, start);
        let longest = found.last()?;
        if self.is_inside_longer(tokens, start, longest.0)
            || self.is_kind_of_next(tokens, start, longest, regions)
        {
            return None;
        }
        let chosen = self
            .of_the_said_kind(tokens, start, &found, regions)
            .unwrap_or(found.len() - 1);
        found.into_iter().nth(chosen)
    }

    /// The longest name from a word on.
    pub(super) fn longest(&self, tokens: &[Token], start: usize) -> Option<Match<'_>> {
        self.names_from(tokens, start).pop()
    }

    /// All names from a word on, shortest first.
    fn names_from(&self, tokens: &[Token], start: usize) -> Vec<Match<'_>> {
        let mut key = String::new();
        let mut found = Vec::new();
        for (offset, token) in tokens.iter().skip(start).take(MAX_NAME_WORDS).enumerate() {
            if offset > 0 && token.after_break {
                break;
            }
            // "ke diri" is not Kediri.
            if offset == 1 && key.chars().count() < 3 {
                break;
            }
            key.push_str(&token.raw);
            if let Some(name) = self.names.get(&key) {
                found.push((start + offset + 1, key.clone(), name));
            }
        }
        found
    }

    /// "kab bandung" is no name of its own in "kab bandung barat".
    fn is_inside_longer(&self, tokens: &[Token], start: usize, end: usize) -> bool {
        let said = tokens
            .get(start)
            .and_then(|token| self.signs.prefix(&token.raw));
        let kind_word = matches!(said, Some(Prefix::Kota | Prefix::Kabupaten));
        let length = (end - start) - usize::from(kind_word && end > start + 1);
        (start + 1..end).any(|later| {
            self.longest(tokens, later)
                .is_some_and(|(later_end, _, name)| {
                    later_end > end && later_end - later > length && !name.everyday
                })
        })
    }

    /// "Kota Padang" is the city, not the district of Rejang Lebong that is called so; "Kota Kediri" does not name
    /// the district Kota.
    fn is_kind_of_next(
        &self,
        tokens: &[Token],
        start: usize,
        (end, _, name): &Match<'_>,
        regions: &Regions<'_>,
    ) -> bool {
        let said = tokens
            .get(start)
            .and_then(|token| self.signs.prefix(&token.raw));
        let kota = match said {
            Some(Prefix::Kota) => true,
            Some(Prefix::Kabupaten) => false,
            _ => return false,
        };
        let of_kind =
            |region| regions.is_level(region, "kabkota") && regions.is_kota(region) == kota;
        let is_district = |region| regions.is_level(region, "kecamatan");
        !self
            .prefixes_before(tokens, start)
            .contains(&Prefix::District)
            && name.bearers.iter().all(|b| is_district(b.region))
            && self
                .longest(tokens, start + 1)
                .is_some_and(|(next_end, _, next)| {
                    next_end >= *end && next.bearers.iter().any(|b| of_kind(b.region))
                })
    }

    /// "kab. bogor barat" is the west of Kabupaten Bogor, not the district of that name in Kota Bogor.
    fn of_the_said_kind(
        &self,
        tokens: &[Token],
        start: usize,
        found: &[Match<'_>],
        regions: &Regions<'_>,
    ) -> Option<usize> {
        let before = self.prefixes_before(tokens, start);
        let kota = before.contains(&Prefix::Kota);
        if before.contains(&Prefix::District) || !(kota || before.contains(&Prefix::Kabupaten)) {
            return None;
        }
        let ((end, _, longest), shorter) = found.split_last()?;
        if longest
            .bearers
            .iter()
            .any(|b| !regions.is_level(b.region, "kecamatan"))
        {
            return None;
        }
        let index = shorter.iter().rposition(|(_, _, name)| {
            let mut said = name.bearers.iter().filter(|b| {
                regions.is_level(b.region, "kabkota") && regions.is_kota(b.region) == kota
            });
            let inside = |home: usize| {
                longest
                    .bearers
                    .iter()
                    .any(|b| regions.home(b.region) == home)
            };
            said.next().is_some_and(|b| !inside(b.region)) && said.all(|b| !inside(b.region))
        })?;
        let (short_end, ..) = shorter.get(index)?;
        let rest = tokens.iter().take(*end).skip(*short_end);
        rest.clone()
            .all(|token| self.signs.is_quarter(&token.raw))
            .then_some(index)
    }
}
