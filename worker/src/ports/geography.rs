//! Where positions lie.

use super::RepositoryError;
use domain::geography::Located;

/// The polygons of all districts.
pub trait Polygons {
    /// The district a position lies in; none at sea and abroad.
    async fn locate(&self, lat: f64, lon: f64) -> Result<Option<Located>, RepositoryError>;
}
