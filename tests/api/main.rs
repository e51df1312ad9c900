//! The system through HTTP: real workerd, real migrations, a fresh database.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod bad_input;
mod crash;
mod desk_accounts;
mod desk_administration;
mod desk_again;
mod desk_case;
mod desk_inbox;
mod desk_monthly;
mod desk_people;
mod desk_roles;
mod desk_sealed;
mod desk_walk_in;
mod figures;
mod files;
mod filing;
mod joining;
mod landmark;
mod life;
mod open_list;
mod open_map;
mod openapi;
mod outbox;
mod pages;
mod place;
mod sample_world;
mod storage;
mod support;
mod sweep;
mod tracking;
