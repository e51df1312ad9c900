//! What the page asks the worker and what it answers: fields of one text, parted by U+001F, which nobody types.

const PART: char = '\u{1f}';

/// A question of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Which regions the end of this text begins to name.
    Places {
        /// To tell late answers.
        asked: u32,
        /// The place field.
        typed: String,
    },
    /// The path of a region.
    Name {
        /// Its code.
        code: String,
    },
    /// Who would receive this.
    Recipient {
        /// To tell late answers.
        asked: u32,
        /// `true` for English.
        is_english: bool,
        /// The story.
        text: String,
        /// The place field.
        place: String,
        /// The chosen region, or nothing.
        region: String,
        /// Whether a position will be sent.
        has_point: bool,
    },
}

/// An answer of the worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Regions, best first.
    Places {
        /// Which question.
        asked: u32,
        /// The text before the words that a choice completes.
        filled: String,
        /// Code and path of each.
        places: Vec<(String, String)>,
    },
    /// The path of a region; empty for an unknown one.
    Name {
        /// Its code.
        code: String,
        /// `Kec. Gubug, Kabupaten Grobogan, Jawa Tengah`.
        path: String,
    },
    /// Who would receive it.
    Recipient {
        /// Which question.
        asked: u32,
        /// The desk, or what happens instead.
        desk: String,
        /// Why, one sentence each.
        reasons: Vec<String>,
    },
}

fn join(parts: &[&str]) -> String {
    let mut text = String::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            text.push(PART);
        }
        // A text that brings the sign along must not break the message.
        text.extend(part.chars().filter(|letter| *letter != PART));
    }
    text
}

fn flag(is_set: bool) -> &'static str {
    if is_set { "1" } else { "" }
}

impl Ask {
    /// As text.
    pub fn write(&self) -> String {
        match self {
            Self::Places { asked, typed } => join(&["p", &asked.to_string(), typed]),
            Self::Name { code } => join(&["n", code]),
            Self::Recipient {
                asked,
                is_english,
                text,
                place,
                region,
                has_point,
            } => join(&[
                "r",
                &asked.to_string(),
                flag(*is_english),
                text,
                place,
                region,
                flag(*has_point),
            ]),
        }
    }

    /// From text; nothing for what is no question.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(PART);
        let kind = parts.next()?;
        let mut next = || parts.next();
        Some(match kind {
            "p" => Self::Places {
                asked: next()?.parse().ok()?,
                typed: next()?.to_owned(),
            },
            "n" => Self::Name {
                code: next()?.to_owned(),
            },
            "r" => Self::Recipient {
                asked: next()?.parse().ok()?,
                is_english: next()? == "1",
                text: next()?.to_owned(),
                place: next()?.to_owned(),
                region: next()?.to_owned(),
                has_point: next()? == "1",
            },
            _ => return None,
        })
    }
}

impl Reply {
    /// As text.
    pub fn write(&self) -> String {
        match self {
            Self::Places {
                asked,
                filled,
                places,
            } => {
                let asked = asked.to_string();
                let mut parts = vec!["p", &asked, filled];
                parts.extend(places.iter().flat_map(|(code, path)| [code.as_str(), path]));
                join(&parts)
            }
            Self::Name { code, path } => join(&["n", code, path]),
            Self::Recipient {
                asked,
                desk,
                reasons,
            } => {
                let asked = asked.to_string();
                let mut parts = vec!["r", &asked, desk];
                parts.extend(reasons.iter().map(String::as_str));
                join(&parts)
            }
        }
    }

    /// From text; nothing for what is no answer.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(PART);
        let kind = parts.next()?;
        let first = parts.next()?;
        let second = parts.next()?.to_owned();
        Some(match kind {
            "p" => {
                let mut places = Vec::new();
                while let (Some(code), Some(path)) = (parts.next(), parts.next()) {
                    places.push((code.to_owned(), path.to_owned()));
                }
                Self::Places {
                    asked: first.parse().ok()?,
                    filled: second,
                    places,
                }
            }
            "n" => Self::Name {
                code: first.to_owned(),
                path: second,
            },
            "r" => Self::Recipient {
                asked: first.parse().ok()?,
                desk: second,
                reasons: parts.map(str::to_owned).collect(),
            },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_and_answers_arrive_as_they_were_sent() {
        let words = || "jalan\nrusak\t\"é\"".to_owned();
        for ask in [
            Ask::Places {
                asked: 7,
                typed: words(),
            },
            Ask::Name {
                code: "33.15.17".into(),
            },
            Ask::Recipient {
                asked: 8,
                is_english: true,
                text: words(),
                place: String::new(),
                region: String::new(),
                has_point: false,
            },
        ] {
            assert_eq!(Ask::read(&ask.write()), Some(ask));
        }
        for reply in [
            Reply::Places {
                asked: 1,
                filled: String::new(),
                places: Vec::new(),
            },
            Reply::Places {
                asked: 1,
                filled: words(),
                places: vec![("33".into(), "Jawa Tengah".into())],
            },
            Reply::Name {
                code: "33".into(),
                path: String::new(),
            },
            Reply::Recipient {
                asked: 2,
                desk: words(),
                reasons: vec![words(), words()],
            },
        ] {
            assert_eq!(Reply::read(&reply.write()), Some(reply));
        }
    }

    #[test]
    fn the_sign_between_fields_cannot_be_smuggled_in() {
        let ask = Ask::Places {
            asked: 1,
            typed: "a\u{1f}b".into(),
        };
        assert_eq!(
            Ask::read(&ask.write()),
            Some(Ask::Places {
                asked: 1,
                typed: "ab".into()
            })
        );
        assert_eq!(Ask::read("x\u{1f}1"), None);
        assert_eq!(Reply::read(""), None);
    }
}
