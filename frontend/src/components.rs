//! Parts that several pages share: each takes values and shows them.

pub mod field;
pub mod file_progress;
pub mod piece;
pub mod qr;
pub mod text_area;
pub mod words;
