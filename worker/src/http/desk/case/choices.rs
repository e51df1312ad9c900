//! What the forms of a case offer: desks, units, agencies, topics.

use super::content::post;
use super::view::CaseView;
use crate::use_cases::find_desk::{FoundDesk, desk_for, find_desks, units_of};
use domain::complaint::actor::Role;
use domain::complaint::words::{AgencyId, UnitId};
use domain::routing::{CategoryEntry, Desk, Question};
use frontend::pages::desk::case::{CaseChoices, CaseValues, RouteChoice};
use std::iter;

/// Most desks that are offered for one tap.
const MOST_ROUTES: usize = 3;

/// A desk, with what the page shows of it.
pub struct Route {
    pub desk: FoundDesk,
    pub choice: RouteChoice,
}

impl CaseView<'_> {
    /// Desks it could go to: who was suggested by whoever returned it, then the desk of each likely topic. Never back to a
    /// post that has returned it.
    pub fn routes(&self, title: Option<&str>) -> Vec<Route> {
        let stored = &self.case.stored;
        let facts = stored.complaint.facts();
        let question = Question {
            text: &stored.narrative,
            place: stored.place.as_deref(),
            region: self.case.region.as_deref(),
            point: self.case.point,
            within: None,
        };
        let verified = facts.category.iter().map(|code| code.as_str());
        let likely = stored.suggestion.categories.iter();
        let first = likely.clone().next().map(|likely| likely.code.clone());
        let mut found: Vec<Route> = Vec::new();
        let mut add = |desk: Option<FoundDesk>, category: &str| {
            let (Some(desk), Some(category)) = (desk, self.reference.table.category(category))
            else {
                return;
            };
            let has_returned = facts
                .hops
                .iter()
                .any(|hop| hop.from.agency == desk.agency && hop.from.unit == desk.unit);
            let route = self.route(desk, category, title);
            let is_new = found
                .iter()
                .all(|known| known.choice.desk != route.choice.desk);
            if is_new && !has_returned && self.may_assign_to(&route.desk.agency) {
                found.push(route);
            }
        };
        let hop = facts.hops.last().and_then(|hop| hop.suggested.clone());
        if let Some(agency) = hop {
            let category = facts.category.as_ref().map(|code| code.as_str().to_owned());
            let category = category.or(first.clone()).unwrap_or_default();
            let at_unit = desk_for(self.reference, &category, &question);
            let at_unit = at_unit.filter(|desk| desk.agency == agency);
            let unit = at_unit.and_then(|desk| desk.unit);
            add(Some(FoundDesk { agency, unit }), &category);
        }
        for category in verified {
            add(desk_for(self.reference, category, &question), category);
        }
        for likely in likely {
            let is_first = first.as_deref() == Some(likely.code.as_str());
            let desk = match &stored.suggestion.desk {
                Desk::To { agency, unit } if is_first => found_desk(agency, unit.as_deref()),
                _ => desk_for(self.reference, &likely.code, &question),
            };
            add(desk, &likely.code);
        }
        found.truncate(MOST_ROUTES);
        found
    }

    fn route(&self, desk: FoundDesk, category: &CategoryEntry, title: Option<&str>) -> Route {
        let region = self.case.region.as_deref();
        let heading = match title {
            Some(title) => title.to_owned(),
            None => self.reference.heading(category, region),
        };
        let choice = RouteChoice {
            desk: desk_value(&desk),
            desk_name: self.desk_name(&desk),
            category: category.code.clone(),
            category_name: self.category_name(category),
            heading,
        };
        Route { desk, choice }
    }

    /// A coordinator assigns inside their own agency.
    fn may_assign_to(&self, agency: &AgencyId) -> bool {
        let held_by = self.case.stored.complaint.held_by();
        self.is_national() || held_by.is_some_and(|post| post.agency == *agency)
    }

    fn is_national(&self) -> bool {
        self.signed_in.has(Role::NationalAdmin)
    }

    pub fn choices(&self, values: &CaseValues, routes: &[Route]) -> CaseChoices {
        let held_by = self.case.stored.complaint.held_by();
        let own = held_by.map(|post| &post.agency);
        let units = own.map_or(Vec::new(), |agency| units_of(self.reference, agency));
        let found = find_desks(self.reference, values.get("cari"));
        let mut desks: Vec<(String, String)> = Vec::new();
        match own.filter(|_| !self.is_national()) {
            Some(agency) => {
                let desk = |unit: Option<&UnitId>| FoundDesk {
                    agency: agency.clone(),
                    unit: unit.cloned(),
                };
                let all = iter::once(None).chain(units.iter().map(Some));
                desks.extend(all.map(|unit| {
                    let desk = desk(unit);
                    (desk_value(&desk), self.desk_name(&desk))
                }));
            }
            None => {
                // A suggested desk comes with the topic for which it was suggested.
                let suggested = routes.iter().map(|route| {
                    let choice = &route.choice;
                    let name = format!("{} · {}", choice.desk_name, choice.category_name);
                    (format!("{}|{}", choice.desk, choice.category), name)
                });
                desks.extend(suggested);
                let mut add = |desk: &FoundDesk| {
                    let value = desk_value(desk);
                    if desks.iter().all(|(known, _)| post(known) != post(&value)) {
                        desks.push((value, self.desk_name(desk)));
                    }
                };
                found.iter().for_each(&mut add);
                // What was chosen stays, though it was found by another word.
                let (agency, unit) = post(values.get("desk"));
                let chosen = found_desk(&agency, unit.as_deref());
                let chosen = chosen.filter(|desk| {
                    self.reference
                        .holder(&desk.agency, desk.unit.as_ref())
                        .is_some()
                });
                chosen.iter().for_each(&mut add);
            }
        }
        let unit_name = |unit: &UnitId| {
            let entry = self.reference.table.unit(unit.as_str());
            entry.map_or(unit.as_str().to_owned(), |entry| entry.name.clone())
        };
        CaseChoices {
            categories: self.categories(),
            desks,
            has_search: self.is_national(),
            agencies: self.agencies(values, routes, &found),
            units: units
                .iter()
                .map(|unit| (unit.as_str().to_owned(), unit_name(unit)))
                .collect(),
            templates: self
                .file
                .templates
                .iter()
                .map(|template| (template.id.clone(), template.title.clone()))
                .collect(),
        }
    }

    /// Agencies that may be named beside the holder: those suggested, those found, the tiers above.
    fn agencies(
        &self,
        values: &CaseValues,
        routes: &[Route],
        found: &[FoundDesk],
    ) -> Vec<(String, String)> {
        let held_by = self.case.stored.complaint.held_by();
        let mut above = Vec::new();
        let mut at = held_by.map(|post| post.agency.as_str());
        while let Some(facts) = at.and_then(|agency| self.reference.agencies.get(agency)) {
            at = facts.parent.as_deref().filter(|_| above.len() < 5);
            above.extend(at.map(str::to_owned));
        }
        let routes = routes.iter().map(|route| route.choice.desk.clone());
        let routes = routes.map(|desk| post(&desk).0);
        let found = found.iter().map(|desk| desk.agency.as_str().to_owned());
        let chosen = [values.get("cc"), values.get("suggested")].map(str::to_owned);
        let mut all: Vec<(String, String)> = Vec::new();
        for agency in found.chain(routes).chain(above).chain(chosen) {
            let is_known = self.reference.agencies.contains_key(&agency);
            if is_known && all.iter().all(|(known, _)| *known != agency) {
                let name = self.agency_name(&agency);
                all.push((agency, name));
            }
        }
        all
    }

    /// Topics under their headings.
    fn categories(&self) -> Vec<(String, Vec<(String, String)>)> {
        let all = self.reference.table.categories();
        let tops = all.iter().filter(|category| category.parent.is_none());
        let groups = tops.map(|top| {
            let below = all
                .iter()
                .filter(|category| category.parent.as_deref() == Some(top.code.as_str()));
            let below = below.map(|category| (category.code.clone(), self.category_name(category)));
            (self.category_name(top), below.collect())
        });
        groups.collect()
    }
}

fn found_desk(agency: &str, unit: Option<&str>) -> Option<FoundDesk> {
    Some(FoundDesk {
        agency: AgencyId::parse(agency).ok()?,
        unit: unit.map(UnitId::parse).transpose().ok()?,
    })
}

/// `agency|unit`, as a form names a desk.
pub fn desk_value(desk: &FoundDesk) -> String {
    let unit = desk.unit.as_ref().map_or("", |unit| unit.as_str());
    format!("{}|{unit}", desk.agency.as_str())
}
