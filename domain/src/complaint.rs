//! What a complaint is: its id, kind, visibility, reporter, state, and its life from receipt to *selesai*.
//!
//! [`Complaint::handle`](life::Complaint::handle) decides, [`Complaint::apply`](life::Complaint::apply) moves: every
//! event carries what it set, so that history alone gives the state back.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The id of a complaint, minted by the sender before any network is needed: a UUID of version 7 (RFC 9562),
/// or of version 4. Its last 60 bits are random in both and become the tracking code.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ComplaintId(String);

/// Not a UUID of version 7 or 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a UUID of version 7 or 4")]
pub struct InvalidComplaintId;

impl ComplaintId {
    /// Reads the hyphenated form in any case. Other versions are refused: their last bits are not random.
    pub fn parse(text: &str) -> Result<Self, InvalidComplaintId> {
        let well_formed = text.len() == 36
            && text.bytes().enumerate().all(|(place, byte)| match place {
                8 | 13 | 18 | 23 => byte == b'-',
                14 => byte == b'4' || byte == b'7',
                19 => matches!(byte, b'8' | b'9' | b'a' | b'b' | b'A' | b'B'),
                _ => byte.is_ascii_hexdigit(),
            });
        if well_formed {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(InvalidComplaintId)
        }
    }

    /// The canonical, lower-case form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The purely random tail.
    pub fn low_60_bits(&self) -> u64 {
        let digits = self.0.chars().filter(|c| *c != '-').skip(17);
        digits.fold(0, |bits, digit| {
            (bits << 4) | u64::from(digit.to_digit(16).unwrap_or(0))
        })
    }
}

words::stored_as_text!(ComplaintId, InvalidComplaintId);

impl std::fmt::Display for ComplaintId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Gives a fieldless enum its stored name (`as_str`) and reads it back (`parse`).
macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $variant:ident = $name:literal $(| $alias:literal)*,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $type {
            $($(#[$variant_doc])* #[serde(rename = $name)] $variant,)+
        }

        impl $type {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name used in storage and on the wire.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// Reads a stored or sent name.
            pub fn parse(name: &str) -> Option<Self> {
                match name {
                    $($name $(| $alias)* => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use named;

pub mod actor;
mod apply;
pub mod command;
mod decide;
pub mod event;
#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod grid_tests;
#[cfg(test)]
mod group_tests;
#[cfg(test)]
mod history_tests;
#[cfg(test)]
mod hop_tests;
#[cfg(test)]
mod ladder_tests;
pub mod life;
#[cfg(test)]
mod life_tests;
pub mod moment;
mod offer;
mod permission;
pub mod sight;
pub mod state;
pub mod sweep;
pub mod transition;
pub mod words;

pub use life::{Complaint, Facts, Intake};

named! {
    /// What the citizen wants: something wrong put right, a proposal heard, a question answered.
    ReportType {
        /// Pengaduan.
        Complaint = "complaint" | "pengaduan",
        /// Aspirasi.
        Aspiration = "aspiration" | "aspirasi",
        /// Permintaan informasi.
        InformationRequest = "information_request" | "permintaan_informasi",
    }
}

named! {
    /// What an officer decided a complaint to be: chooses its periods and who may touch it (domain guide, section 4).
    Classification {
        /// *Pengaduan tidak berkadar pengawasan*: needs no examination.
        Complaint = "complaint",
        /// *Pengaduan berkadar pengawasan*: abuse of authority or breach of law; the inspectorate's.
        SupervisoryComplaint = "supervisory_complaint",
        /// Aspirasi.
        Aspiration = "aspiration",
        /// Permintaan informasi.
        InformationRequest = "information_request",
    }
}

impl Classification {
    /// Only the inspectorate of the government concerned and the national admin may touch it.
    pub fn is_supervisory(self) -> bool {
        self == Self::SupervisoryComplaint
    }

    /// What the citizen sees it filed as.
    pub fn report_type(self) -> ReportType {
        match self {
            Self::Complaint | Self::SupervisoryComplaint => ReportType::Complaint,
            Self::Aspiration => ReportType::Aspiration,
            Self::InformationRequest => ReportType::InformationRequest,
        }
    }
}

impl From<ReportType> for Classification {
    fn from(kind: ReportType) -> Self {
        match kind {
            ReportType::Complaint => Self::Complaint,
            ReportType::Aspiration => Self::Aspiration,
            ReportType::InformationRequest => Self::InformationRequest,
        }
    }
}

named! {
    /// Whether the public may see the story once it is verified (*rahasia* hides it for good).
    Visibility {
        /// Published after verification and assignment.
        Public = "public",
        /// Never listed, and indistinguishable from an unknown code without the access key.
        Confidential = "confidential",
    }
}

named! {
    /// How far the reporter is known to those who handle the complaint.
    ReporterKind {
        /// No name, no contact.
        Unknown = "unknown",
        /// *Anonim*: identity kept apart, hidden from the agency too.
        Sealed = "sealed",
        /// Known to the officers who need it, never to the public.
        Named = "named",
    }
}

named! {
    /// The road a complaint came by.
    Channel {
        /// The website.
        Web = "web",
        /// The installed app.
        App = "app",
        /// SMS 1708.
        Sms = "sms",
        /// WhatsApp.
        WhatsApp = "wa" | "whatsapp",
        /// X (Twitter).
        X = "x",
        /// E-mail.
        Email = "email",
        /// At a counter.
        WalkIn = "walk_in",
        /// By telephone.
        Phone = "phone",
        /// A complaint box.
        Box = "box",
        /// A letter on paper.
        Letter = "letter",
        /// Another system.
        Api = "api",
    }
}

impl Channel {
    /// Whether an officer wrote down what somebody said, or had on paper.
    pub fn is_written_down(self) -> bool {
        matches!(self, Self::WalkIn | Self::Phone | Self::Box | Self::Letter)
    }
}

named! {
    /// The states of a complaint (domain guide, section 8).
    StateName {
        /// Waiting for verification.
        Received = "received",
        /// The reporter was asked something.
        AwaitingReporter = "awaiting_reporter",
        /// Sent to one agency.
        Assigned = "assigned",
        /// Being worked on.
        InProgress = "in_progress",
        /// The agency answered; the reporter may object.
        Answered = "answered",
        /// Refused with a reason.
        Rejected = "rejected",
        /// Confirmed, lapsed or withdrawn.
        Closed = "closed",
    }
}

impl StateName {
    /// Still somebody's to do: neither refused nor closed.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Rejected | Self::Closed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_random_uuids_are_ids() {
        for right in [
            "019ab3c4-d5e6-7f01-8123-456789abcdef",
            "019AB3C4-D5E6-7F01-A123-456789ABCDEF",
            "6fa459ea-ee8a-4ca4-894e-db77e160355e",
        ] {
            let id = ComplaintId::parse(right).unwrap();
            assert_eq!(id.as_str(), right.to_lowercase());
        }
        for wrong in [
            "",
            "nil",
            "00000000-0000-0000-0000-000000000000",
            "6fa459ea-ee8a-1ca4-894e-db77e160355e",
            "6fa459ea-ee8a-4ca4-c94e-db77e160355e",
            "6fa459eaee8a4ca4894edb77e160355e",
            "019ab3c4-d5e6-7f01-8123-456789abcdeg",
            "019ab3c4-d5e6-7f01-8123-456789abcdef0",
            "é19ab3c4-d5e6-7f01-8123-456789abcde",
        ] {
            assert_eq!(
                ComplaintId::parse(wrong),
                Err(InvalidComplaintId),
                "{wrong}"
            );
        }
    }

    #[test]
    fn sixty_bits_are_the_last_fifteen_digits() {
        let id = ComplaintId::parse("019ab3c4-d5e6-7f01-bfff-456789abcdef").unwrap();
        assert_eq!(id.low_60_bits(), 0xfff_4567_89ab_cdef);
    }

    #[test]
    fn names_are_read_back() {
        for kind in ReportType::ALL {
            assert_eq!(ReportType::parse(kind.as_str()), Some(*kind));
        }
        assert_eq!(ReportType::parse("pengaduan"), Some(ReportType::Complaint));
        assert_eq!(StateName::parse("RECEIVED"), None);
    }
}
