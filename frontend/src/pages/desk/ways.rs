//! Making a way in: at an invitation, and later from one's own account.

use super::frame::Frame;
use crate::components::field::TextField;
use crate::components::piece::{IntoPiece, Piece};
use crate::i18n::desk::AccountTexts;
use crate::i18n::life::put;
use leptos::prelude::*;

/// A field to mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// No name to sign in with, or one that cannot be.
    Login,
    /// Another officer has it.
    LoginTaken,
    /// The password is too short.
    Short,
    /// It is too long.
    Long,
    /// It is what everybody tries first.
    Obvious,
    /// The second one is another.
    Repeat,
    /// The code is not the app's.
    Code,
    /// The passkey was not made as it should.
    Passkey,
    /// The passkey has no name.
    KeyName,
}

impl Mistake {
    fn field(self) -> &'static str {
        match self {
            Self::Login | Self::LoginTaken => "login",
            Self::Short | Self::Long | Self::Obvious => "password",
            Self::Repeat => "repeat",
            Self::Code => "code",
            Self::Passkey | Self::KeyName => "key_name",
        }
    }

    fn words(self, texts: &'static AccountTexts) -> &'static str {
        match self {
            Self::Login => texts.bad_login,
            Self::LoginTaken => texts.login_taken,
            Self::Short => texts.short,
            Self::Long => texts.long,
            Self::Obvious => texts.obvious,
            Self::Repeat => texts.repeat_differs,
            Self::Code => texts.bad_code,
            Self::Passkey => texts.bad_passkey,
            Self::KeyName => texts.bad_key_name,
        }
    }
}

/// A secret for an authenticator app, on its way.
#[derive(Clone, Debug, Default)]
pub struct Secret {
    /// Sealed, as it comes back with the form.
    pub draft: String,
    /// To be typed.
    pub text: String,
    /// What the picture says.
    pub address: String,
    /// The picture.
    pub picture: String,
}

/// The page of an invitation.
#[derive(Clone, Copy, Debug)]
pub struct Invitation<'a> {
    /// Its address.
    pub path: &'a str,
    /// Whom it is for.
    pub name: &'a str,
    /// The name to sign in with, as typed.
    pub login: &'a str,
    /// The passkey's name, as typed.
    pub key_name: &'a str,
    /// For the app.
    pub secret: &'a Secret,
    /// What to mend.
    pub mistakes: &'a [Mistake],
    /// Whether passkeys can belong to this host.
    pub can_passkeys: bool,
}

/// The page of an invitation.
pub fn invitation(frame: &Frame<'_>, page: Invitation<'_>) -> String {
    let texts = &frame.language.desk().accounts;
    frame.render(|| {
        let action = frame.language.path(page.path);
        let is_passkey = page
            .mistakes
            .iter()
            .any(|mistake| matches!(mistake, Mistake::Passkey | Mistake::KeyName));
        let passkey = page.can_passkeys.then(|| {
            view! {
                <section class="card" data-passkey-box hidden>
                    <h2>{texts.by_passkey}</h2>
                    <p>{texts.passkey_lead}</p>
                    <form method="post" action=format!("{action}/kunci") data-passkey="create" data-challenge=format!("{action}/tantangan") accept-charset="utf-8" novalidate>
                        {field(texts, page.mistakes.iter().filter(|_| is_passkey), "key_login", "login", page.login)}
                        {key_name(texts, page.mistakes, page.key_name)}
                        <input type="hidden" name="answer"/>
                        <div><button>{texts.make_passkey}</button></div>
                        <p class="box bad" role="alert" hidden>{texts.passkey_failed}</p>
                    </form>
                </section>
            }
            .piece()
        });
        view! {
            <div class="narrow">
                <h1>{frame.title.to_owned()}</h1>
                {summary(texts, page.mistakes)}
                <p>{put(texts.invited, &[page.name])}</p>
                {passkey}
                <section class="card">
                    <h2>{texts.by_password}</h2>
                    <form method="post" action=action accept-charset="utf-8" novalidate>
                        {field(texts, page.mistakes.iter().filter(|_| !is_passkey), "login", "login", page.login)}
                        {password_fields(texts, page.mistakes)}
                        {secret_fields(texts, page.mistakes, page.secret)}
                        <div><button class="plain">{texts.make_password}</button></div>
                    </form>
                </section>
            </div>
        }
    })
}

fn field<'a>(
    texts: &'static AccountTexts,
    mut mistakes: impl Iterator<Item = &'a Mistake>,
    id: &'static str,
    of: &'static str,
    value: &str,
) -> Piece {
    let error = mistakes.find(|mistake| mistake.field() == of);
    let error = error.map(|mistake| mistake.words(texts));
    // Both forms ask for it, each under an id of its own.
    let described = crate::components::field::described_by(id, true, error.is_some());
    view! {
        <div>
            <crate::components::field::FieldHead id label=texts.login hint=texts.login_hint optional="" error/>
            <input id=id name="login" type="text" autocomplete="username" autocapitalize="none" spellcheck="false"
                value=(!value.is_empty()).then(|| value.to_owned()) aria-describedby=described
                aria-invalid=error.map(|_| "true")/>
        </div>
    }
    .piece()
}

fn error_of(
    texts: &'static AccountTexts,
    mistakes: &[Mistake],
    field: &str,
) -> Option<&'static str> {
    let mut found = mistakes.iter().filter(|mistake| mistake.field() == field);
    found.next().map(|mistake| mistake.words(texts))
}

/// The name by which its owner knows a passkey.
pub fn key_name(texts: &'static AccountTexts, mistakes: &[Mistake], value: &str) -> Piece {
    view! {
        <TextField id="key_name" kind="text" autocomplete="off" label=texts.key_name hint=texts.key_name_hint optional=""
            value=value.to_owned() error=error_of(texts, mistakes, "key_name")/>
    }
    .piece()
}

/// A new password, twice.
pub fn password_fields(texts: &'static AccountTexts, mistakes: &[Mistake]) -> Piece {
    view! {
        <TextField id="password" kind="password" autocomplete="new-password" label=texts.new_password
            hint=texts.password_hint optional="" value=String::new() error=error_of(texts, mistakes, "password")/>
        <TextField id="repeat" kind="password" autocomplete="new-password" label=texts.repeat hint="" optional=""
            value=String::new() error=error_of(texts, mistakes, "repeat")/>
    }
    .piece()
}

/// The secret for the app, and the code that proves it arrived.
pub fn secret_fields(texts: &'static AccountTexts, mistakes: &[Mistake], secret: &Secret) -> Piece {
    view! {
        <div>
            <p>{texts.app_lead}</p>
            <p><img class="qr" src=secret.picture.clone() alt=texts.qr width="220" height="220"/></p>
            <p><a href=secret.address.clone()>{texts.open_app}</a></p>
            <p>{texts.type_secret}<br/><b class="secret">{secret.text.clone()}</b></p>
            <input type="hidden" name="draft" value=secret.draft.clone()/>
        </div>
        <TextField id="code" kind="text" autocomplete="one-time-code" label=texts.code hint=texts.first_code_hint
            optional="" value=String::new() error=error_of(texts, mistakes, "code")/>
    }
    .piece()
}

/// What is to be mended, on top.
pub fn summary(texts: &'static AccountTexts, mistakes: &[Mistake]) -> Option<Piece> {
    let is_passkey = mistakes.contains(&Mistake::Passkey) || mistakes.contains(&Mistake::KeyName);
    (!mistakes.is_empty()).then(|| {
        let items: Vec<_> = mistakes
            .iter()
            .map(|mistake| {
                let target = match (mistake.field(), is_passkey) {
                    ("login", true) => "key_login",
                    (field, _) => field,
                };
                view! { <li><a href=format!("#{target}")>{mistake.words(texts)}</a></li> }
            })
            .collect();
        view! {
            <div class="box bad" role="alert" tabindex="-1" autofocus><p><b>{texts.mend}</b></p><ul>{items}</ul></div>
        }
        .piece()
    })
}

/// An invitation that does not count any more.
pub fn spent(frame: &Frame<'_>) -> String {
    let texts = &frame.language.desk().accounts;
    frame.render(|| {
        view! {
            <div class="narrow">
                <h1>{frame.title.to_owned()}</h1>
                <p>{texts.spent}</p>
                <p><a class="button" href=frame.language.path("/meja/masuk")>{texts.to_the_door}</a></p>
            </div>
        }
    })
}

/// Recovery codes, shown once.
pub fn codes(frame: &Frame<'_>, codes: &[String], next: &str) -> String {
    let texts = &frame.language.desk().accounts;
    frame.render(|| {
        let items: Vec<_> = codes
            .iter()
            .map(|code| view! { <li><code>{code.clone()}</code></li> })
            .collect();
        view! {
            <div class="narrow">
                <h1>{frame.title.to_owned()}</h1>
                <p>{texts.codes_lead}</p>
                <ol class="codes">{items}</ol>
                <p class="soft">{texts.codes_keep}</p>
                <p class="row screen"><a class="button" href=next.to_owned()>{texts.codes_kept}</a></p>
            </div>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use crate::pages::desk::frame::Room;

    fn frame(language: Language) -> Frame<'static> {
        Frame {
            language,
            path: "/meja/undangan/x",
            room: Room::Account,
            officer: None,
            rooms: &[],
            title: language.desk().accounts.invitation_title,
        }
    }

    fn page(name: &str, mistakes: &[Mistake]) -> String {
        let page = Invitation {
            path: "/meja/undangan/x",
            name,
            login: "siti",
            key_name: "",
            secret: &Secret::default(),
            mistakes,
            can_passkeys: true,
        };
        invitation(&frame(Language::Indonesian), page)
    }

    #[test]
    fn what_is_wrong_is_said_on_top_and_beside_the_field() {
        let texts = &Language::Indonesian.desk().accounts;
        let all = [
            Mistake::Login,
            Mistake::Short,
            Mistake::Repeat,
            Mistake::Code,
            Mistake::KeyName,
        ];
        for mistake in all {
            let html = page("Siti", &[mistake]);
            let words = mistake.words(texts);
            assert_eq!(html.matches(words).count(), 2, "{mistake:?}");
            let (_, rest) = html.split_once("<li><a href=\"#").unwrap();
            let (target, _) = rest.split_once('"').unwrap();
            assert!(html.contains(&format!("id=\"{target}\"")), "{mistake:?}");
        }
    }

    #[test]
    fn names_are_text() {
        let html = page("<script>alert(1)</script>", &[]);
        assert!(!html.contains("<script>alert"));
    }
}
