//! What is sealed: opening an identity for a reason, and the log of who looked.

use axum::Router;

/// The paths of this room, below `/meja`.
pub fn routes() -> Router {
    Router::new()
}
