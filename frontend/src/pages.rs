//! Pages: pure functions from data to HTML, rendered by the Worker.

pub mod article;
pub mod complaint_form;
pub mod desk;
pub mod failure;
pub mod lookup;
pub mod open;
pub mod outbox;
pub mod receipt;
pub mod recover;
pub mod similar;
pub mod track;
