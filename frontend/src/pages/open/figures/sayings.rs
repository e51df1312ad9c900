//! Figures in words and signs.

use crate::i18n::open::FiguresTexts;
use crate::i18n::{Language, date_time_long};
use domain::date::{Timestamp, Zone};
use domain::figures::snapshot::{Head, Named};
use domain::figures::{Cell, HalfDays, MONTHS_TOTALLED, Month, Rate};

/// Figures older than this are called old.
const OLD_MS: i64 = 26 * 3_600_000;

/// The text with values in place of what stands in braces.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = text.to_owned();
    for (name, value) in values {
        filled = filled.replace(&format!("{{{name}}}"), value);
    }
    filled
}

/// How a language says figures.
#[derive(Clone, Copy)]
pub struct Sayings {
    /// The language.
    pub language: Language,
    /// Its texts.
    pub texts: &'static FiguresTexts,
}

impl Sayings {
    /// Of a language.
    pub fn of(language: Language) -> Self {
        Self {
            language,
            texts: &language.open().figures,
        }
    }

    /// `12.345` or `12,345`.
    pub fn count(&self, count: u32) -> String {
        let sign = match self.language {
            Language::Indonesian => '.',
            Language::English => ',',
        };
        let digits = count.to_string();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && digits.len().saturating_sub(at).is_multiple_of(3) {
                out.push(sign);
            }
            out.push(digit);
        }
        out
    }

    /// A count in a narrow cell.
    pub fn received(&self, cell: &Cell) -> String {
        match cell.received {
            Some(count) => self.count(count),
            None => self.texts.hidden_short.to_owned(),
        }
    }

    /// A rate in a narrow cell.
    pub fn short(&self, rate: Rate) -> String {
        match rate {
            Rate::Hidden => self.texts.few_short.to_owned(),
            Rate::Percent { percent, .. } => format!("{percent}%"),
            Rate::AtMost { percent, .. } => format!("≤{percent}%"),
            Rate::AtLeast { percent, .. } => format!("≥{percent}%"),
        }
    }

    /// A rate in words, and of how many cases.
    pub fn long(&self, rate: Rate) -> (String, Option<String>) {
        let of = rate.base().map(|of| {
            let of = self.count(of);
            fill(self.texts.of_cases, &[("n", &of)])
        });
        let bound = |text: &str, percent: u32| fill(text, &[("n", &format!("{percent}%"))]);
        let said = match rate {
            Rate::Hidden => self.texts.few.to_owned(),
            Rate::Percent { percent, .. } => format!("{percent}%"),
            Rate::AtMost { percent, .. } => bound(self.texts.at_most, percent),
            Rate::AtLeast { percent, .. } => bound(self.texts.at_least, percent),
        };
        (said, of)
    }

    /// `6,5` or `6.5`.
    pub fn half_days(&self, days: HalfDays) -> String {
        let half = match (days.0 % 2, self.language) {
            (0, _) => "",
            (_, Language::Indonesian) => ",5",
            (_, Language::English) => ".5",
        };
        format!("{}{half}", self.count(days.0 / 2))
    }

    /// A median in a narrow cell.
    pub fn median(&self, cell: &Cell) -> String {
        let median = cell.median.map(|days| self.half_days(days));
        median.unwrap_or_else(|| self.texts.few_short.to_owned())
    }

    /// `4,2`, of tenths.
    pub fn tenths(&self, tenths: u32) -> String {
        let sign = match self.language {
            Language::Indonesian => ',',
            Language::English => '.',
        };
        format!("{}{sign}{}", tenths / 10, tenths % 10)
    }

    /// `Nov`.
    pub fn month_short(&self, month: Month) -> &'static str {
        let (_, month) = month.parts();
        let place = usize::try_from(month).unwrap_or(1).saturating_sub(1);
        self.texts.months.get(place).copied().unwrap_or_default()
    }

    /// `Nov 2026`.
    pub fn month(&self, month: Month) -> String {
        format!("{} {}", self.month_short(month), month.parts().0)
    }

    /// A name in the language, or what the codes of the unknown are called.
    pub fn name<'a>(&self, name: &'a Named) -> &'a str {
        match self.language {
            _ if is_unknown(name) => self.texts.unknown,
            Language::Indonesian => &name.id,
            Language::English => &name.en,
        }
    }

    /// When it was counted; a warning if that is long ago.
    pub fn counted(&self, head: &Head, now: Timestamp) -> (String, bool) {
        let at = date_time_long(self.language, head.computed_at, Zone::Wib);
        let is_old = now.0.saturating_sub(head.computed_at.0) > OLD_MS;
        let text = match is_old {
            true => self.texts.old,
            false => self.texts.counted,
        };
        (fill(text, &[("at", &at)]), is_old)
    }

    /// Which months a total covers.
    pub fn covers(&self, head: &Head) -> String {
        let first = head.last.back(MONTHS_TOTALLED.saturating_sub(1));
        let (from, to) = (self.month(first), self.month(head.last));
        fill(self.texts.covers, &[("from", &from), ("to", &to)])
    }
}

/// Whether a subject is the rest that is not known more exactly.
pub fn is_unknown(name: &Named) -> bool {
    name.code == "00" || name.code.ends_with(".00") || name.code.ends_with("-00")
}
