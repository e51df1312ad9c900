//! The fields of an entry: one list, from which screen and paper are made.

use crate::i18n::desk::EntryTexts;
use domain::complaint::{Channel, ReportType};

/// One numbered field, on the screen and on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// How it came.
    Channel,
    /// When it was said or written.
    Said,
    /// The story.
    Text,
    /// What the reporter wants.
    Kind,
    /// Where.
    Place,
    /// What stands close by.
    Landmark,
    /// The day it happened.
    OccurredOn,
    /// Name.
    Name,
    /// Telephone.
    Phone,
    /// E-mail.
    Email,
    /// *Anonim*, *rahasia*.
    Protection,
    /// Language of the receipt.
    ReceiptLanguage,
}

/// What an officer keys in; programs and the citizens' own pages have channels of their own.
pub const CHANNELS: [Channel; 8] = [
    Channel::WalkIn,
    Channel::Phone,
    Channel::Box,
    Channel::Letter,
    Channel::Sms,
    Channel::WhatsApp,
    Channel::Email,
    Channel::X,
];

/// What a reporter may want.
pub const KINDS: [ReportType; 3] = [
    ReportType::Complaint,
    ReportType::Aspiration,
    ReportType::InformationRequest,
];

impl Entry {
    /// Every field, in the order of screen and paper.
    pub const ALL: [Self; 12] = [
        Self::Channel,
        Self::Said,
        Self::Text,
        Self::Kind,
        Self::Place,
        Self::Landmark,
        Self::OccurredOn,
        Self::Name,
        Self::Phone,
        Self::Email,
        Self::Protection,
        Self::ReceiptLanguage,
    ];

    /// Its number and its name.
    pub fn label(self, texts: &EntryTexts) -> String {
        let name = match self {
            Self::Channel => texts.channel,
            Self::Said => texts.said,
            Self::Text => texts.text,
            Self::Kind => texts.kind,
            Self::Place => texts.place,
            Self::Landmark => texts.landmark,
            Self::OccurredOn => texts.occurred_on,
            Self::Name => texts.name,
            Self::Phone => texts.phone,
            Self::Email => texts.email,
            Self::Protection => texts.protection,
            Self::ReceiptLanguage => texts.receipt_language,
        };
        let before = Self::ALL.iter().take_while(|entry| **entry != self).count();
        format!("{}. {name}", before + 1)
    }

    /// Whether it must be filled by hand.
    pub fn is_required(self) -> bool {
        matches!(self, Self::Said | Self::Text)
    }

    /// More about it; may be empty.
    pub fn hint(self, texts: &EntryTexts) -> &'static str {
        match self {
            Self::Said => texts.said_hint,
            Self::Text => texts.text_hint,
            Self::Place => texts.place_hint,
            Self::Name => texts.contact_hint,
            _ => "",
        }
    }

    /// Its first control on the screen.
    pub fn control(self) -> &'static str {
        match self {
            Self::Channel => "channel",
            Self::Said => "said_on",
            Self::Text => "text",
            Self::Kind => "kind",
            Self::Place => "place",
            Self::Landmark => "landmark",
            Self::OccurredOn => "occurred_on",
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Protection => "anonymous",
            Self::ReceiptLanguage => "receipt_language",
        }
    }
}
