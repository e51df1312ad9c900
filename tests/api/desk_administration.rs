//! The tables edited at the desk: who may, what is shown before, what is stored, what cannot be taken from history.

mod accounts;
mod desk;
mod files;
mod proposals;
mod reach;
