//! Words of the officers' desk, apart from the citizens': the citizens' Worker does not carry them.

pub mod absence;
mod accounts;
pub mod administration;
pub mod bulk;
pub mod case;
mod files;
mod frame;
pub mod inbox;
mod monthly;
pub mod sealed;
mod slip;
mod walk_in;

use super::Language;
pub use absence::AbsenceTexts;
pub use accounts::AccountTexts;
pub use administration::AdministrationTexts;
pub use bulk::BulkTexts;
pub use case::CaseTexts;
pub use files::FilesTexts;
pub use frame::FrameTexts;
pub use inbox::InboxTexts;
pub use monthly::MonthlyTexts;
pub use sealed::SealedTexts;
pub use slip::{PaperTexts, SlipTexts};
pub use walk_in::{EntryTexts, HereTexts, WalkInTexts};

/// Every word of the desk.
pub struct Desk {
    /// Signing in, and one's own account.
    pub accounts: AccountTexts,
    /// Around every page.
    pub frame: FrameTexts,
    /// One case.
    pub case: CaseTexts,
    /// Files of a case.
    pub files: FilesTexts,
    /// The inbox.
    pub inbox: InboxTexts,
    /// The counter.
    pub walk_in: WalkInTexts,
    /// The counter's receipt.
    pub slip: SlipTexts,
    /// The counter's paper form.
    pub paper: PaperTexts,
    /// Administration.
    pub administration: AdministrationTexts,
    /// What is sealed.
    pub sealed: SealedTexts,
    /// Work on many cases.
    pub bulk: BulkTexts,
    /// Who stands in for whom.
    pub absence: AbsenceTexts,
    /// The monthly report.
    pub monthly: MonthlyTexts,
}

static ID: Desk = Desk {
    accounts: accounts::ID,
    frame: frame::ID,
    case: case::ID,
    files: files::ID,
    inbox: inbox::ID,
    walk_in: walk_in::ID,
    slip: slip::SLIP_ID,
    paper: slip::PAPER_ID,
    administration: administration::ID,
    sealed: sealed::ID,
    bulk: bulk::ID,
    absence: absence::ID,
    monthly: monthly::ID,
};

static EN: Desk = Desk {
    accounts: accounts::EN,
    frame: frame::EN,
    case: case::EN,
    files: files::EN,
    inbox: inbox::EN,
    walk_in: walk_in::EN,
    slip: slip::SLIP_EN,
    paper: slip::PAPER_EN,
    administration: administration::EN,
    sealed: sealed::EN,
    bulk: bulk::EN,
    absence: absence::EN,
    monthly: monthly::EN,
};

impl Language {
    /// The desk's texts.
    pub fn desk(self) -> &'static Desk {
        match self {
            Self::Indonesian => &ID,
            Self::English => &EN,
        }
    }
}
