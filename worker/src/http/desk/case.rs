//! One complaint at the desk: what it is, what happened, what can be done.

use axum::Router;

/// The paths of this room, below `/meja`.
pub fn routes() -> Router {
    Router::new()
}
