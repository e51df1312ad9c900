//! `cargo xtask openapi`: docs/openapi.json, made from the types of the wire.

use std::path::PathBuf;

use crate::place;
use crate::run::Outcome;

#[cfg(feature = "openapi")]
mod document;
#[cfg(feature = "openapi")]
mod examples;
#[cfg(feature = "openapi")]
mod operations;

/// The document, as it is committed and served.
pub fn path() -> PathBuf {
    place::root().join("docs/openapi.json")
}

/// Writes the document; with `is_check`, fails when the committed one differs or is not valid OpenAPI.
#[cfg(feature = "openapi")]
pub fn openapi(is_check: bool) -> Outcome {
    use crate::run::{read, say, write_if_changed};

    let made = document::text()?;
    if is_check {
        let committed = read(&path()).unwrap_or_default();
        if let Some(difference) = first_difference(&committed, &made) {
            return Err(format!(
                "{difference}\ndocs/openapi.json is not what the types say: run `cargo xtask openapi`"
            ));
        }
        return validate();
    }
    let word = match write_if_changed(&path(), made)? {
        true => "written",
        false => "as it was",
    };
    say(&format!("{}: {word}", place::shown(&path())));
    Ok(())
}

/// Starts the xtask that knows the types; one that does not is compiled sooner and whatever becomes of them.
#[cfg(not(feature = "openapi"))]
pub fn openapi(is_check: bool) -> Outcome {
    let status = std::process::Command::new("cargo")
        .current_dir(place::root())
        .args(["run", "--quiet", "--package", "xtask"])
        .args(["--features", "openapi", "--", "openapi"])
        .args(is_check.then_some("--check"))
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    match status.success() {
        true => Ok(()),
        // The other xtask has said why.
        false => Err("cargo xtask openapi failed".into()),
    }
}

/// Against the meta schema of OpenAPI 3.1, and every example against its schema.
#[cfg(feature = "openapi")]
fn validate() -> Outcome {
    let script = place::root().join("xtask/src/openapi/validate.mjs");
    let mut node = std::process::Command::new(place::npm_bin().join("node"));
    let said = crate::run::output_of(node.arg(script).arg(path()))?;
    crate::run::say(said.trim_end());
    Ok(())
}

/// The first line in which two texts differ, with its number; none when they are the same.
#[cfg(feature = "openapi")]
fn first_difference(committed: &str, made: &str) -> Option<String> {
    if committed == made {
        return None;
    }
    let (mut left, mut right) = (committed.lines(), made.lines());
    for number in 1.. {
        let (old, new) = (left.next(), right.next());
        if old == new && old.is_some() {
            continue;
        }
        let old = old.unwrap_or("(end of the file)");
        let new = new.unwrap_or("(end of the file)");
        return Some(format!("docs/openapi.json:{number}\n- {old}\n+ {new}"));
    }
    None
}

#[cfg(all(test, feature = "openapi"))]
mod tests {
    use super::first_difference;

    #[test]
    fn drift_is_shown_as_one_line() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        let difference = first_difference("a\nb\n", "a\nc\n").unwrap();
        assert_eq!(difference, "docs/openapi.json:2\n- b\n+ c");
        let missing = first_difference("", "a\n").unwrap();
        assert_eq!(missing, "docs/openapi.json:1\n- (end of the file)\n+ a");
    }
}
