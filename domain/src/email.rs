//! E-mail addresses.

/// Longest address (RFC 5321).
pub const MAX_EMAIL_CHARS: usize = 254;

/// The shape of an address a mail server could know; whether it exists only a letter can tell.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let label_fits = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.chars().count() <= MAX_EMAIL_CHARS
        && (1..=64).contains(&local.len())
        && !local.contains('@')
        && !text
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "<>()[]\\,;:\"".contains(c))
        && domain.contains('.')
        && domain.split('.').all(label_fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for right in ["a@b.id", "siti.aminah+lapor@desa.go.id", "x@münchen.de"] {
            assert!(is_email(right), "{right}");
        }
        for wrong in [
            "@b.id", "a@", "a b@c.id", "a@b..id", "a@-b.id", "a@@b.id", "a@b.id>", "a",
        ] {
            assert!(!is_email(wrong), "{wrong}");
        }
    }
}
