//! Files of a case at the desk: what can be done with each.

use super::CasePage;
use crate::components::piece::{IntoPiece, Piece};
use domain::attachment::AttachmentState;
use domain::complaint::Visibility;
use leptos::prelude::*;

impl CasePage<'_> {
    /// The files as the reporter sees them, and forms to hide or remove them.
    pub(super) fn files(&self) -> Piece {
        let is_confidential = self.track.complaint.facts().visibility == Visibility::Confidential;
        let at_once = (self.track.files.add_at.is_some()
            && self.track.room_for_files() > 0
            && !is_confidential)
            .then(|| {
                let words = self.language().desk().files.public_at_once;
                view! { <p class="h screen">{words}</p> }
            });
        view! { {self.track.files()}{at_once}{self.manage_files()} }.piece()
    }

    fn manage_files(&self) -> Option<Piece> {
        let texts = &self.language().desk().files;
        let view = &self.track.files;
        let stored: Vec<_> = view.files.iter().enumerate().collect();
        let stored = stored
            .into_iter()
            .filter(|(_, file)| file.state == AttachmentState::Stored);
        let forms: Vec<_> = stored
            .map(|(index, file)| {
                let number = index + 1;
                let id = format!("reason-{number}");
                let (action, words) = match file.hidden {
                    None => ("hide", texts.hide),
                    Some(_) => ("show", texts.show),
                };
                let path = self.language().path(&file.href);
                let picture = file.picture().map(|source| {
                    let source = source.to_owned();
                    view! { <img class="tiny" src=source alt="" loading="lazy" decoding="async"/> }
                });
                // A form of its own, and a box to tick: nobody erases what they meant to hide.
                let remove = view.can_remove.then(|| {
                    let id = format!("erase-{number}");
                    view! {
                        <details>
                            <summary>{texts.remove}</summary>
                            <form method="post" action=path.clone()>
                                <div>
                                    <label for=id.clone()>{texts.reason}</label>
                                    <input id=id name="reason" type="text" maxlength="200" autocomplete="off"/>
                                </div>
                                <label class="c"><input type="checkbox" name="sure" value="1" required/><span>{texts.sure}</span></label>
                                <p><button class="plain" name="action" value="remove">{texts.remove}</button></p>
                            </form>
                        </details>
                    }
                });
                view! {
                    <section class="one-file">
                        <h3>{picture}{file.name(self.language().attachments())}</h3>
                        <form method="post" action=path.clone()>
                            <div>
                                <label for=id.clone()>{texts.reason}</label>
                                <input id=id name="reason" type="text" maxlength="200" autocomplete="off"/>
                            </div>
                            <p><button class="plain" name="action" value=action>{words}</button></p>
                        </form>
                        {remove}
                    </section>
                }
            })
            .collect();
        (view.can_hide && !forms.is_empty()).then(|| {
            view! {
                <details class="screen do"><summary>{texts.manage}</summary><p class="h">{texts.hint}</p>{forms}</details>
            }
            .piece()
        })
    }
}
