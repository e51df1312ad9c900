//! Where the sample world lives: a folder of its own, known by a file that only this task writes. Data of anybody else is
//! never touched.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{Context, Outcome};
use crate::{place, wrangler};

/// The marker: what it says is whether the world is whole.
const MARKER: &str = "SAMPLE_WORLD";
const MAKING: &str = "being made\n";
const MADE: &str = "made\n";

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing: it is to be made.
    Nothing,
    /// The whole world.
    World,
}

/// Where it is kept unless asked otherwise.
pub fn default_dir() -> PathBuf {
    place::root().join(".wrangler/sample-world")
}

/// Takes the folder, or says why it may not: only an empty one, or one with the marker.
pub fn claim(folder: &Path, is_again: bool) -> Outcome<Found> {
    let refused = |why: &str| {
        Err(format!(
            "{} {why}: the sample world needs a folder of its own (--persist DIR)",
            place::shown(folder)
        ))
    };
    if is_same(folder, &wrangler::state_dir(None)) {
        return refused("is where your own local data belongs");
    }
    let marker = folder.join(MARKER);
    let is_marked = marker.is_file();
    if !is_marked && !is_empty(folder)? {
        return refused("holds something that is no sample world");
    }
    if is_marked && !is_again && fs::read_to_string(&marker).is_ok_and(|text| text == MADE) {
        return Ok(Found::World);
    }
    if is_marked {
        // The marker goes last, so that what an interruption leaves is still known to be ours.
        for entry in fs::read_dir(folder).context(folder.display())? {
            let path = entry.context(folder.display())?.path();
            match path == marker {
                true => continue,
                false if path.is_dir() => fs::remove_dir_all(&path),
                false => fs::remove_file(&path),
            }
            .context(path.display())?;
        }
    }
    fs::create_dir_all(folder).context(folder.display())?;
    fs::write(&marker, MAKING).context(marker.display())?;
    Ok(Found::Nothing)
}

/// The world is whole from now on.
pub fn finish(folder: &Path) -> Outcome {
    let marker = folder.join(MARKER);
    fs::write(&marker, MADE).context(marker.display())
}

fn is_empty(folder: &Path) -> Outcome<bool> {
    match folder.exists() {
        false => Ok(true),
        true => Ok(fs::read_dir(folder)
            .context(folder.display())?
            .next()
            .is_none()),
    }
}

/// The same place, however it is written.
fn is_same(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        path.components().collect::<PathBuf>()
    };
    whole(one) == whole(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An empty folder that is gone afterwards.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let path =
                std::env::temp_dir().join(format!("satupintu-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn data_of_somebody_else_is_never_touched() {
        let scratch = Scratch::new("foreign");
        let file = scratch.0.join("v3/d1/data.sqlite");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, "precious").unwrap();
        for is_again in [false, true] {
            let error = claim(&scratch.0, is_again).unwrap_err();
            assert!(error.contains("no sample world"), "{error}");
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), "precious");
    }

    #[test]
    fn the_folder_of_the_ordinary_local_data_is_refused_even_before_it_exists() {
        let error = claim(&wrangler::state_dir(None), true).unwrap_err();
        assert!(error.contains("your own local data"), "{error}");
    }

    #[test]
    fn a_whole_world_is_kept_and_a_half_made_one_made_again() {
        let scratch = Scratch::new("world");
        let data = scratch.0.join("v3/data");
        let fill = || {
            fs::create_dir_all(data.parent().unwrap()).unwrap();
            fs::write(&data, "").unwrap();
        };
        assert_eq!(claim(&scratch.0, false), Ok(Found::Nothing));
        fill();
        // Interrupted here.
        assert_eq!(claim(&scratch.0, false), Ok(Found::Nothing));
        assert!(!data.exists());
        fill();
        finish(&scratch.0).unwrap();
        assert_eq!(claim(&scratch.0, false), Ok(Found::World));
        assert!(data.exists());
        assert_eq!(claim(&scratch.0, true), Ok(Found::Nothing));
        assert!(!data.exists());
    }
}
