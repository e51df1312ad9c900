//! A QR code: what a phone reads from paper.

use super::piece::{IntoPiece, Piece};
use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// Light modules around the code (ISO/IEC 18004): without them many phones do not find it.
const QUIET: i32 = 4;

/// The text as a picture, black on white also in dark mode; none if it is too long for any code. `label` says what it is.
pub fn qr(text: &str, label: &'static str) -> Option<Piece> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in 0..size {
            if code.get_module(x, y) {
                // Writing to a String cannot fail.
                let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
            }
        }
    }
    let side = size + 2 * QUIET;
    Some(
        view! {
            <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label shape-rendering="crispEdges">
                <rect width=side.to_string() height=side.to_string() fill="#fff"></rect>
                <path fill="#000" d=path></path>
            </svg>
        }
        .piece(),
    )
}
