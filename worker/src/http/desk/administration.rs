//! What national admins and coordinators change: agencies, units, categories, rules, terms, holidays, templates, officers.

use axum::Router;

/// The paths of this room, below `/meja`.
pub fn routes() -> Router {
    Router::new()
}
