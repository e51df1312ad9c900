//! What officers ask: every role, every filter and order.

use super::super::Error;
use super::super::chance::Chance;
use super::{Drawn, TRIES, Try};
use crate::d1::inbox::probe as inbox;
use crate::ports::life::Officer;
use domain::complaint::actor::{Post, Role};
use domain::complaint::words::{AgencyId, OfficerId, UnitId};
use domain::date::Timestamp;

/// The inbox of four roles.
pub fn desks(drawn: &Drawn, chance: &mut Chance) -> Result<Vec<(String, Vec<Try>)>, Error> {
    let officer = |role, post| -> Result<Officer, Error> {
        Ok(Officer {
            id: OfficerId::parse("scale").map_err(|_| "id")?,
            posts: vec![(role, post)],
        })
    };
    let agency = |chance: &mut Chance| -> Result<Post, Error> {
        let id = chance
            .one_of(drawn.agencies.get(..20).unwrap_or(&drawn.agencies))
            .ok_or("agencies")?;
        Ok(Post {
            agency: AgencyId::parse(id).map_err(|_| "agency")?,
            unit: None,
        })
    };
    let admin = officer(Role::NationalAdmin, None)?;
    let coordinators = (0..20).map(|_| officer(Role::AgencyCoordinator, Some(agency(chance)?)));
    let coordinators = coordinators.collect::<Result<Vec<_>, Error>>()?;
    let liaisons = drawn.units.iter().take(40).map(|(agency, unit)| {
        let post = Post {
            agency: AgencyId::parse(agency).map_err(|_| "agency")?,
            unit: Some(UnitId::parse(unit).map_err(|_| "unit")?),
        };
        officer(Role::LiaisonOfficer, Some(post))
    });
    let liaisons = liaisons.collect::<Result<Vec<_>, Error>>()?;
    let observer = officer(Role::Observer, None)?;
    let queries = [
        ("everything", vec![String::new()]),
        ("late", vec!["tenggat=late".to_owned()]),
        (
            "by state",
            ["received", "assigned", "in_progress", "answered", "closed"]
                .map(|state| format!("status={state}"))
                .to_vec(),
        ),
        (
            "by category",
            drawn
                .categories
                .iter()
                .map(|code| format!("kategori={code}"))
                .collect(),
        ),
        (
            "by region",
            drawn
                .regions
                .iter()
                .map(|code| format!("wilayah={code}"))
                .collect(),
        ),
        (
            "by holder",
            drawn
                .agencies
                .iter()
                .map(|id| format!("pemegang={id}"))
                .collect(),
        ),
        ("newest", vec!["urut=newest".to_owned()]),
        ("most followed", vec!["urut=followed".to_owned()]),
        ("most supported", vec!["urut=supported".to_owned()]),
        ("my turn", vec!["giliran=saya".to_owned()]),
        (
            "words",
            ["jalan rusak", "lampu", "sampah", "rancaekek"]
                .map(|words| format!("q={words}"))
                .to_vec(),
        ),
        (
            "flags",
            ["confidential", "returned", "reopened", "supervisory"]
                .map(|flag| format!("tanda={flag}"))
                .to_vec(),
        ),
    ];
    let mut all = Vec::new();
    for (role, officers) in [
        ("admin", std::slice::from_ref(&admin)),
        ("coordinator", coordinators.as_slice()),
        ("liaison", liaisons.as_slice()),
        ("observer", std::slice::from_ref(&observer)),
    ] {
        for (name, queries) in &queries {
            let mut made = Vec::with_capacity(TRIES);
            for at in 0..TRIES {
                let officer = officers.get(at % officers.len().max(1)).ok_or("officers")?;
                let query = chance.one_of(queries).ok_or("queries")?;
                made.push(inbox(officer, query, Timestamp(drawn.now)));
            }
            all.push((format!("inbox of {role}: {name}"), made));
        }
    }
    Ok(all)
}
