//! What the page asks the worker and what it answers: fields of one text, parted by U+001F, which nobody types.

const PART: char = '\u{1f}';

/// Who would receive this?
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// To tell late answers.
    pub asked: u32,
    /// `true` for English.
    pub is_english: bool,
    /// The story.
    pub text: String,
    /// The place field.
    pub place: String,
    /// The chosen region, or nothing.
    pub region: String,
    /// Whether a position will be sent.
    pub has_point: bool,
}

/// Who would receive it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Which question.
    pub asked: u32,
    /// The desk, or what happens instead; then why, one sentence each.
    pub words: Vec<String>,
}

fn join<'a>(asked: u32, parts: impl Iterator<Item = &'a str>) -> String {
    let mut text = asked.to_string();
    for part in parts {
        text.push(PART);
        // A text that brings the sign along must not break the message.
        text.extend(part.chars().filter(|letter| *letter != PART));
    }
    text
}

#[cfg(any(feature = "hydrate", test))]
fn flag(is_set: bool) -> &'static str {
    if is_set { "1" } else { "" }
}

impl Ask {
    /// As text.
    #[cfg(any(feature = "hydrate", test))]
    pub fn write(&self) -> String {
        let parts = [
            flag(self.is_english),
            &self.text,
            &self.place,
            &self.region,
            flag(self.has_point),
        ];
        join(self.asked, parts.into_iter())
    }

    /// From text; nothing for what is no question.
    #[cfg(any(feature = "brain", test))]
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(PART);
        let mut next = || parts.next();
        Some(Self {
            asked: next()?.parse().ok()?,
            is_english: next()? == "1",
            text: next()?.to_owned(),
            place: next()?.to_owned(),
            region: next()?.to_owned(),
            has_point: next()? == "1",
        })
    }
}

impl Reply {
    /// As text.
    #[cfg(any(feature = "brain", test))]
    pub fn write(&self) -> String {
        join(self.asked, self.words.iter().map(String::as_str))
    }

    /// From text; nothing for what is no answer.
    #[cfg(any(feature = "hydrate", test))]
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(PART);
        Some(Self {
            asked: parts.next()?.parse().ok()?,
            words: parts.map(str::to_owned).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_and_answers_arrive_as_they_were_sent() {
        let words = || "jalan\nrusak\t\"é\"".to_owned();
        let ask = Ask {
            asked: 8,
            is_english: true,
            text: words(),
            place: words(),
            ..Ask::default()
        };
        assert_eq!(Ask::read(&ask.write()), Some(ask));
        for words in [Vec::new(), vec![words()], vec![words(), words()]] {
            let reply = Reply { asked: 2, words };
            assert_eq!(Reply::read(&reply.write()), Some(reply));
        }
    }

    #[test]
    fn the_sign_between_fields_cannot_be_smuggled_in() {
        let ask = |text: &str| Ask {
            text: text.to_owned(),
            ..Ask::default()
        };
        assert_eq!(Ask::read(&ask("a\u{1f}b").write()), Some(ask("ab")));
        assert_eq!(Ask::read("x\u{1f}1"), None);
        assert_eq!(Reply::read(""), None);
    }
}
