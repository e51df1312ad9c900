//! Signing in and out, invitations, passkeys, one's own sessions.

use axum::Router;

/// The paths of this room, below `/meja`.
pub fn routes() -> Router {
    Router::new()
}
