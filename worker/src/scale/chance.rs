//! Numbers that look random and are the same every time (SplitMix64).

/// A source of them.
pub struct Chance(u64);

impl Chance {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to 1, without 1.
    pub fn part(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// True in so many of a hundred.
    pub fn percent(&mut self, percent: f64) -> bool {
        self.part() * 100.0 < percent
    }

    /// Below `most`.
    pub fn below(&mut self, most: usize) -> usize {
        (self.part() * most as f64) as usize
    }

    /// Between two numbers of days, as milliseconds.
    pub fn days(&mut self, least: f64, most: f64) -> i64 {
        ((least + self.part() * (most - least)) * 86_400_000.0) as i64
    }

    /// One of these.
    pub fn one_of<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// So many hexadecimal digits.
    pub fn hex(&mut self, digits: usize) -> String {
        let mut text = String::with_capacity(digits + 16);
        while text.len() < digits {
            text.push_str(&format!("{:016x}", self.bits()));
        }
        text.truncate(digits);
        text
    }
}

/// Few are frequent and many are rare: the nth with the weight 1 / (n + shift)^power.
pub struct Skew(Vec<f64>);

impl Skew {
    /// Over so many.
    pub fn new(many: usize, shift: f64, power: f64) -> Self {
        let mut sum = 0.0;
        let weights = (0..many).map(|n| {
            sum += (n as f64 + shift).powf(-power);
            sum
        });
        Self(weights.collect())
    }

    /// Which.
    pub fn take(&self, chance: &mut Chance) -> usize {
        let at = chance.part() * self.0.last().copied().unwrap_or_default();
        self.0.partition_point(|sum| *sum <= at)
    }
}
