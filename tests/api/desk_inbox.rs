//! The officers' inbox from outside: who sees what, what filters find, work on many cases, files, stand-ins.

mod bulk;
mod desk;
mod export;
mod lists;
mod sight;
mod stand_in;
