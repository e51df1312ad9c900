//! A map, a set and a sort whose machinery exists once, whatever they hold.
//!
//! Routing also runs in citizens' browsers, where each kind of `HashMap` and each `sort_by` of the standard library is
//! a kilobyte or more to download. Maps remember the order of insertion, so nothing depends on chance.

use std::borrow::Borrow;
use std::cmp::Ordering;

/// What can be looked up.
pub(crate) trait Key {
    /// Equal keys have equal marks. Not secret: texts are bounded, so made-up collisions cost little.
    fn mark(&self) -> u32;
}

const START: u32 = 0x811c_9dc5;

fn mix(mark: u32, byte: u8) -> u32 {
    (mark ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

fn mix_number(mark: u32, number: u32) -> u32 {
    let mark = (mark ^ number).wrapping_mul(0x9e37_79b1);
    mark ^ (mark >> 15)
}

impl Key for str {
    fn mark(&self) -> u32 {
        self.bytes().fold(START, mix)
    }
}

impl Key for &str {
    fn mark(&self) -> u32 {
        (**self).mark()
    }
}

impl Key for String {
    fn mark(&self) -> u32 {
        self.as_str().mark()
    }
}

impl Key for u16 {
    fn mark(&self) -> u32 {
        mix_number(START, u32::from(*self))
    }
}

impl Key for u32 {
    fn mark(&self) -> u32 {
        mix_number(START, *self)
    }
}

impl Key for usize {
    fn mark(&self) -> u32 {
        mix_number(START, *self as u32)
    }
}

impl<K: Key> Key for Vec<K> {
    fn mark(&self) -> u32 {
        self.iter()
            .fold(START, |mark, key| mix_number(mark, key.mark()))
    }
}

/// Open addressing over positions in a list; knows marks only.
#[derive(Debug, Default)]
struct Slots {
    /// Position plus one; 0 is free. The length is a power of two, at least half of it free.
    slots: Vec<u32>,
    marks: Vec<u32>,
}

impl Slots {
    /// The position of the key with this mark for which `is_it` holds.
    fn find(&self, mark: u32, is_it: &mut dyn FnMut(usize) -> bool) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = spread(mark) & mask;
        loop {
            let position = (*self.slots.get(at)? as usize).checked_sub(1)?;
            if self.marks.get(position) == Some(&mark) && is_it(position) {
                return Some(position);
            }
            at = (at + 1) & mask;
        }
    }

    /// Takes in the key that was put at the end of the list.
    fn push(&mut self, mark: u32) {
        self.marks.push(mark);
        if self.marks.len() * 2 > self.slots.len() {
            let marks = std::mem::take(&mut self.marks);
            self.rebuild(marks);
        } else {
            self.place(self.marks.len(), mark);
        }
    }

    fn rebuild(&mut self, marks: Vec<u32>) {
        let length = (marks.len() * 4).next_power_of_two().max(8);
        self.slots = vec![0; length];
        for (position, mark) in marks.iter().enumerate() {
            self.place(position + 1, *mark);
        }
        self.marks = marks;
    }

    fn place(&mut self, entry: usize, mark: u32) {
        let mask = self.slots.len().saturating_sub(1);
        let mut at = spread(mark) & mask;
        while let Some(slot) = self.slots.get_mut(at) {
            if *slot == 0 {
                *slot = entry as u32;
                return;
            }
            at = (at + 1) & mask;
        }
    }
}

fn spread(mark: u32) -> usize {
    (mark ^ (mark >> 16)) as usize
}

/// Keys with values, in the order of insertion.
#[derive(Debug)]
pub(crate) struct Map<K, V> {
    entries: Vec<(K, V)>,
    slots: Slots,
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            slots: Slots::default(),
        }
    }
}

impl<K: Key + PartialEq, V> Map<K, V> {
    /// Nothing.
    pub fn new() -> Self {
        Self::default()
    }

    fn position<Q: Key + PartialEq + ?Sized>(&self, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        let entries = &self.entries;
        self.slots.find(key.mark(), &mut |at| {
            entries.get(at).is_some_and(|(own, _)| own.borrow() == key)
        })
    }

    /// The value of a key.
    pub fn get<Q: Key + PartialEq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.entries
            .get(self.position(key)?)
            .map(|(_, value)| value)
    }

    /// Whether the key is there.
    pub fn contains_key<Q: Key + PartialEq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.position(key).is_some()
    }

    /// Sets the value of a key; the last one counts.
    pub fn insert(&mut self, key: K, value: V) {
        match self.position(&key) {
            Some(at) => {
                if let Some(entry) = self.entries.get_mut(at) {
                    entry.1 = value;
                }
            }
            None => self.push(key, value),
        }
    }

    fn push(&mut self, key: K, value: V) {
        self.slots.push(key.mark());
        self.entries.push((key, value));
    }

    /// Changes the value of a key; a new one starts from nothing.
    pub fn change<R>(&mut self, key: K, change: impl FnOnce(&mut V) -> R) -> R
    where
        V: Default,
    {
        let at = self.position(&key);
        match at.and_then(|at| self.entries.get_mut(at)) {
            Some((_, value)) => change(value),
            None => {
                let mut value = V::default();
                let result = change(&mut value);
                self.push(key, value);
                result
            }
        }
    }

    /// Keeps the entries for which `is_kept` holds.
    pub fn retain(&mut self, mut is_kept: impl FnMut(&K, &mut V) -> bool) {
        self.entries.retain_mut(|(key, value)| is_kept(key, value));
        let marks = self.entries.iter().map(|(key, _)| key.mark()).collect();
        self.slots.rebuild(marks);
    }

    /// Keys and values.
    pub fn iter(&self) -> impl Iterator<Item = &(K, V)> {
        self.entries.iter()
    }

    /// Keys.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.entries.iter().map(|(key, _)| key)
    }

    /// Values, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.entries.len()
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<K: Key + PartialEq, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        entries
            .into_iter()
            .for_each(|(key, value)| map.insert(key, value));
        map
    }
}

/// Keys.
#[derive(Debug)]
pub(crate) struct Set<K>(Map<K, ()>);

impl<K> Default for Set<K> {
    fn default() -> Self {
        Self(Map::default())
    }
}

impl<K: Key + PartialEq> Set<K> {
    /// Nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether the key is there.
    pub fn contains<Q: Key + PartialEq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.0.contains_key(key)
    }

    /// Takes a key in; true when it is new.
    pub fn insert(&mut self, key: K) -> bool {
        let before = self.0.len();
        self.0.insert(key, ());
        self.0.len() > before
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl<K: Key + PartialEq> Extend<K> for Set<K> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, keys: I) {
        keys.into_iter().for_each(|key| self.0.insert(key, ()));
    }
}

impl<K: Key + PartialEq> FromIterator<K> for Set<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        let mut set = Self::new();
        set.extend(keys);
        set
    }
}

/// Sorts; what is equal keeps its order.
pub(crate) fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = merged(
        items.len(),
        &|a, b| match (items.get(a as usize), items.get(b as usize)) {
            (Some(a), Some(b)) => compare(a, b) == Ordering::Greater,
            _ => false,
        },
    );
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(
        order
            .iter()
            .filter_map(|at| taken.get_mut(*at as usize)?.take()),
    );
}

/// The positions `0..count` in order: merged from runs of one, two, four, …
fn merged(count: usize, is_after: &dyn Fn(u32, u32) -> bool) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    let mut run = 1;
    while run < count {
        let mut next = Vec::with_capacity(count);
        for pair in order.chunks(run * 2) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let (Some((a, rest_left)), Some((b, rest_right))) =
                (left.split_first(), right.split_first())
            {
                if is_after(*a, *b) {
                    next.push(*b);
                    right = rest_right;
                } else {
                    next.push(*a);
                    left = rest_left;
                }
            }
            next.extend_from_slice(left);
            next.extend_from_slice(right);
        }
        order = next;
        run *= 2;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_find_what_was_put_in_and_remember_its_order() {
        let mut map: Map<String, usize> = Map::new();
        for number in 0..5_000 {
            map.insert(format!("kunci {}", number % 4_000), number);
        }
        assert_eq!(
            (map.len(), map.get("kunci 7"), map.get("tidak")),
            (4_000, Some(&4_007), None)
        );
        assert!(map.keys().take(3).eq(["kunci 0", "kunci 1", "kunci 2"]));
        map.retain(|_, value| *value % 2 == 0);
        assert_eq!(
            (map.len(), map.get("kunci 7"), map.get("kunci 8")),
            (2_000, None, Some(&4_008))
        );
        assert_eq!(Map::<u32, u32>::new().get(&1), None);
    }

    #[test]
    fn equal_items_keep_their_order() {
        let mut items: Vec<(u32, u32)> = (0..1_000).map(|n| (n * 7_919 % 10, n)).collect();
        let mut expected = items.clone();
        expected.sort_by_key(|(key, _)| *key);
        sort_by(&mut items, |a, b| a.0.cmp(&b.0));
        assert_eq!(items, expected);
    }
}
