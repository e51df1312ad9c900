//! The few words and flags a task understands.

use crate::run::Outcome;

/// What was typed after the task, taken away piece by piece.
pub struct Arguments(Vec<String>);

impl Arguments {
    /// Starts with everything.
    pub fn new(arguments: Vec<String>) -> Self {
        Self(arguments)
    }

    /// Takes the first word that is not a flag, if it comes first.
    pub fn word(&mut self) -> Option<String> {
        let is_word = self.0.first().is_some_and(|first| !first.starts_with("--"));
        (is_word || self.0.first().is_some_and(|first| first == "--help")).then(|| self.0.remove(0))
    }

    /// Takes a flag; true when it was there.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|argument| argument != name);
        self.0.len() < before
    }

    /// Takes `--name value` or `--name=value`.
    pub fn value(&mut self, name: &str) -> Outcome<Option<String>> {
        let with_equals = format!("{name}=");
        let found = self
            .0
            .iter()
            .position(|argument| argument == name || argument.starts_with(&with_equals));
        let Some(index) = found else {
            return Ok(None);
        };
        let argument = self.0.remove(index);
        if let Some(value) = argument.strip_prefix(&with_equals) {
            return Ok(Some(value.to_owned()));
        }
        if index < self.0.len() {
            Ok(Some(self.0.remove(index)))
        } else {
            Err(format!("{name} needs a value"))
        }
    }

    /// Whatever is left was not understood.
    pub fn finish(self) -> Outcome {
        match self.0.first() {
            None => Ok(()),
            Some(rest) => Err(format!("not understood here: {rest}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;

    #[test]
    fn words_flags_and_values_are_taken_in_any_order() {
        let typed = ["load", "--port=1", "--fast", "--persist", "dir"];
        let mut arguments = Arguments::new(typed.map(str::to_owned).to_vec());
        assert_eq!(arguments.word().as_deref(), Some("load"));
        assert_eq!(arguments.value("--persist"), Ok(Some("dir".into())));
        assert_eq!(arguments.value("--port"), Ok(Some("1".into())));
        assert!(arguments.flag("--fast"));
        assert_eq!(arguments.finish(), Ok(()));
    }

    #[test]
    fn leftovers_are_refused() {
        let arguments = Arguments::new(vec!["--fats".to_owned()]);
        assert!(arguments.finish().is_err());
    }
}
