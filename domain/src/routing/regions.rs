//! The tree of regions: who lies in whom, and which regency is near a point.

use super::RegionEntry;
use super::collections::Map;
use crate::geography::narrowing;
use crate::reference::ReferenceData;

/// A point farther from every district centre lies outside Indonesia, or at sea.
const MAX_POINT_KM: f64 = 40.0;

/// The regions with their tree, as the routing table keeps them.
pub(super) struct Regions<'a> {
    pub entries: &'a [RegionEntry],
    pub by_code: &'a Map<String, usize>,
}

impl<'a> Regions<'a> {
    pub(super) fn get(&self, index: usize) -> Option<&'a RegionEntry> {
        self.entries.get(index)
    }

    pub(super) fn parent(&self, index: usize) -> Option<usize> {
        let parent = self.get(index)?.parent.as_deref()?;
        self.by_code.get(parent).copied()
    }

    /// The region itself or the one above it that has this level.
    pub(super) fn at_level(&self, index: usize, level: &str) -> Option<usize> {
        let mut current = Some(index);
        for _ in 0..4 {
            let here = current?;
            if self.get(here)?.level == level {
                return Some(here);
            }
            current = self.parent(here);
        }
        None
    }

    pub(super) fn is_level(&self, index: usize, level: &str) -> bool {
        self.get(index).is_some_and(|r| r.level == level)
    }

    pub(super) fn is_kota(&self, index: usize) -> bool {
        self.get(index).is_some_and(|r| r.kind.starts_with("kota"))
    }

    pub(super) fn code(&self, index: usize) -> String {
        self.get(index).map(|r| r.code.clone()).unwrap_or_default()
    }

    /// The regency, city or province that decides which government answers.
    pub(super) fn home(&self, index: usize) -> usize {
        self.at_level(index, "kabkota").unwrap_or(index)
    }
}

/// The regency of the district whose centre is nearest. Centres give the regency right in 95 % of
/// villages but the district only in 75 % (data/README.md), so the district is not claimed.
pub(super) fn nearest(point: (f64, f64), regions: &Regions<'_>) -> Option<usize> {
    let (lat, lon) = point;
    if !(-11.2..=6.3).contains(&lat) || !(94.8..=141.2).contains(&lon) {
        return None;
    }
    let narrow = narrowing(lat);
    let km = |(a, b): (f64, f64)| {
        let (dy, dx) = ((a - lat) * 111.2, (b - lon) * 111.2 * narrow);
        (dx * dx + dy * dy).sqrt()
    };
    let centres = regions
        .entries
        .iter()
        .enumerate()
        .filter(|(_, r)| r.level == "kecamatan");
    centres
        .filter_map(|(index, r)| Some((index, km(r.point?))))
        .filter(|(_, distance)| *distance <= MAX_POINT_KM)
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(index, _)| regions.home(index))
}

/// The regions to show, with the time zone of their own or of the region above.
pub(super) fn region_entries(reference: &ReferenceData) -> Vec<RegionEntry> {
    let zones: Map<&str, &str> = reference
        .regions
        .iter()
        .filter_map(|r| {
            Some((
                r.code.as_str(),
                r.timezone.as_deref().filter(|z| !z.is_empty())?,
            ))
        })
        .collect();
    let above = |code: &str| code.rsplit_once('.').map(|(parent, _)| parent.to_owned());
    reference
        .regions
        .iter()
        .map(|r| {
            let mut timezone = None;
            let mut at = Some(r.code.clone());
            while let Some(code) = at.filter(|_| timezone.is_none()) {
                timezone = zones.get(code.as_str()).map(|zone| (*zone).to_owned());
                at = above(&code);
            }
            RegionEntry {
                code: r.code.clone(),
                level: r.level.clone(),
                kind: r.kind.clone(),
                name: r.name.clone(),
                timezone,
                parent: above(&r.code),
                point: r.lat.zip(r.lng),
            }
        })
        .collect()
}
