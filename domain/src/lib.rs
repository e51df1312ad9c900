//! The rules of SatuPintu. Pure: no I/O, no clock, no randomness, so that the Worker, the browser and
//! the tests run the same ones.

pub mod access_key;
pub mod answer_template;
pub mod attachment;
pub mod calendar;
pub mod complaint;
pub mod date;
pub mod deadline;
pub mod email;
pub mod figures;
pub mod geography;
pub mod history;
pub mod likeness;
pub mod notification;
pub mod phone;
pub mod place_index;
pub mod redaction;
pub mod reference;
pub mod routing;
pub mod said;
pub mod spreadsheet;
pub mod submission;
pub mod terms;
pub mod tracking_code;
