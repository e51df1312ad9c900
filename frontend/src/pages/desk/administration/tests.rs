//! Looks of the pages.
