//! Where a request comes from, as far as anybody needs to know: a keyed digest of a neighbourhood, never an address.

use super::{App, header_text, is_from_outside};
use crate::digest::sha256_hex;
use axum::http::HeaderMap;
use std::net::{IpAddr, Ipv6Addr};

impl App {
    /// A digest of a text that nobody can make without the system's secret, for one purpose.
    pub(super) fn keyed(&self, purpose: &str, text: &str) -> String {
        let secret = self.env.secret("IDENTITY_KEYS");
        let secret = secret.map(|secret| secret.to_string()).unwrap_or_default();
        keyed(&secret, purpose, text)
    }

    /// The network of this request for one purpose; none where requests have no address of the outside world.
    pub(super) fn network(&self, purpose: &str) -> Option<String> {
        let neighbourhood = self.neighbourhood.as_deref()?;
        Some(self.keyed(purpose, neighbourhood))
    }
}

/// A digest that nobody can make without the secret; of two digests of fixed length, so that none is the beginning of another.
fn keyed(secret: &str, purpose: &str, text: &str) -> String {
    let text = sha256_hex(text);
    sha256_hex(&format!(
        "{}{text}",
        sha256_hex(&format!("{purpose}:{secret}"))
    ))
}

/// What belongs to one provider's neighbourhood or one customer: an IPv4 /24, an IPv6 /48.
pub fn neighbourhood_of(headers: &HeaderMap) -> Option<String> {
    let address = header_text(headers, "cf-connecting-ip").unwrap_or_default();
    is_from_outside(headers).then(|| neighbourhood(address))
}

fn neighbourhood(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V4(address)) => {
            let [one, two, three, _] = address.octets();
            format!("{one}.{two}.{three}")
        }
        Ok(IpAddr::V6(address)) => {
            let [one, two, three, ..] = address.segments();
            format!("{one:x}:{two:x}:{three:x}")
        }
        Err(_) => address.to_owned(),
    }
}

/// What one household or phone gets from its provider: an IPv4 address, or the first half of an IPv6 one.
pub fn household_of(address: &str) -> String {
    match address.parse::<Ipv6Addr>() {
        Ok(address) => format!("{:x?}", &address.octets().first_chunk::<8>()),
        Err(_) => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_a_neighbourhood_and_never_an_address() {
        for (address, expected) in [
            ("203.0.113.7", "203.0.113"),
            ("203.0.113.250", "203.0.113"),
            ("2001:db8:1:2::3", "2001:db8:1"),
            ("2001:db8:1:ffff::9", "2001:db8:1"),
            ("", ""),
        ] {
            assert_eq!(neighbourhood(address), expected, "{address}");
        }
    }

    #[test]
    fn digests_depend_on_the_secret_and_on_what_they_are_for() {
        let one = keyed("a", "support network", "203.0.113");
        assert_eq!(one.len(), 64);
        assert_ne!(one, keyed("b", "support network", "203.0.113"));
        assert_ne!(one, keyed("a", "support device", "203.0.113"));
    }
}
