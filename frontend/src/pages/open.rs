//! Pages of what is public: for everybody, the same for everybody.

pub mod figures;
pub mod frame;
pub mod list;
pub mod map;
pub mod poster;
pub mod sitemap;
