//! What was said or written at the counter, on the phone, in the box.

use axum::Router;

/// The paths of this room, below `/meja`.
pub fn routes() -> Router {
    Router::new()
}
