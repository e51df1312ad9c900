//! Codes of authenticator apps: RFC 6238 with HMAC-SHA-1, six digits, thirty seconds, which is what every app speaks.

use domain::date::Timestamp;
use hmac::{Hmac, Mac};
use qrcodegen::{QrCode, QrCodeEcc};
use sha1::Sha1;

/// Bytes of a secret: as long as the hash (RFC 4226 section 4).
pub const SECRET_BYTES: usize = 20;
const STEP_MS: i64 = 30_000;
const DIGITS: usize = 6;
/// A phone's clock may be one step off, either way.
const TOLERANCE: i64 = 1;
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step whose code this is, if it is one of now; spaces in the code do not matter. The caller takes no step twice.
pub fn step_of(secret: &[u8], code: &str, now: Timestamp) -> Option<i64> {
    let digits: String = code.chars().filter(|character| *character != ' ').collect();
    if digits.len() != DIGITS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let current = now.0.div_euclid(STEP_MS);
    (current - TOLERANCE..=current + TOLERANCE)
        .rfind(|step| code_of(secret, *step).is_some_and(|right| right == digits))
}

fn code_of(secret: &[u8], step: i64) -> Option<String> {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).ok()?;
    mac.update(&u64::try_from(step).ok()?.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest.last()? & 0xf);
    let four: [u8; 4] = digest.get(offset..offset + 4)?.try_into().ok()?;
    let number = (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000;
    Some(format!("{number:06}"))
}

/// A secret as people type it: base32 without padding.
pub fn base32(bytes: &[u8]) -> String {
    let mut text = String::new();
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            let index = (held >> bits) & 31;
            text.extend(BASE32.get(index as usize).map(|letter| char::from(*letter)));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        let index = (held << (5 - bits)) & 31;
        text.extend(BASE32.get(index as usize).map(|letter| char::from(*letter)));
    }
    text
}

/// What an authenticator app reads from the picture.
pub fn address(secret: &[u8], login: &str) -> String {
    let login: String = form_urlencoded::byte_serialize(login.as_bytes()).collect();
    let label = match login.is_empty() {
        true => "SatuPintu".to_owned(),
        false => format!("SatuPintu:{}", login.replace('+', "%20")),
    };
    format!(
        "otpauth://totp/{label}?secret={}&issuer=SatuPintu",
        base32(secret)
    )
}

/// The picture, as the address of an image.
pub fn picture(address: &str) -> Option<String> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in 0..size {
            if code.get_module(x, y) {
                path += &format!("M{} {}h1v1h-1z", x + 4, y + 4);
            }
        }
    }
    let side = size + 8;
    // White around it in dark mode, too: cameras need it.
    Some(format!(
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {side} {side}' shape-rendering='crispEdges'%3E%3Cpath fill='%23fff' d='M0 0h{side}v{side}H0z'/%3E%3Cpath d='{path}'/%3E%3C/svg%3E"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> Timestamp {
        Timestamp(seconds * 1000)
    }

    #[test]
    fn test_vectors_of_rfc_6238() {
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(
                step_of(SECRET, code, at(seconds)),
                Some(seconds / 30),
                "{seconds}"
            );
        }
    }

    #[test]
    fn a_clock_may_be_one_step_off_and_no_more() {
        // 287082 is the code of the second step, 30 to 59 seconds.
        for (seconds, expected) in [(0, true), (29, true), (59, true), (89, true), (90, false)] {
            let is_taken = step_of(SECRET, "287 082", at(seconds)).is_some();
            assert_eq!(is_taken, expected, "{seconds}");
        }
        for code in ["", "28708", "2870822", "28708a", "\u{0662}87082"] {
            assert_eq!(step_of(SECRET, code, at(59)), None, "{code}");
        }
    }

    #[test]
    fn test_vectors_of_rfc_4648() {
        for (bytes, text) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn the_picture_is_one_that_pages_may_show() {
        let picture = picture(&address(SECRET, "siti+1@gubug.id")).unwrap();
        assert!(picture.starts_with("data:image/svg+xml,") && !picture.contains(['"', '#', '<']));
    }
}
