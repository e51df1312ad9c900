//! `/kirim`: the complaints of this phone. The server knows none of them: it renders the words, and
//! `frontend/browser/outbox_page.js` fills in what the phone keeps. The same page stands in for others while there is
//! no network.

use crate::document::{Document, Styles};
use crate::i18n::Language;
use crate::pages::track::action_words;
use domain::complaint::command::CommandName;
use leptos::prelude::*;

/// The page; the same for everybody.
pub fn render(language: Language) -> String {
    let all = language.texts();
    let texts = &all.outbox;
    let states = &all.track.states;
    let replies = &all.life.form;
    let files = language.photos();
    let action = |command| action_words(replies, command);
    let document = Document {
        language,
        path: Some("/kirim"),
        title: texts.title,
        description: None,
        styles: Styles::Record,
        address: None,
    };
    document.render(|| {
        view! {
            <h1 tabindex="-1">{texts.title}</h1>
            <div class="box" id="offline" role="status" hidden>
                <p>{texts.offline}</p>
                <p><a class="button plain" href="">{texts.retry}</a></p>
            </div>
            <p>{texts.lead}</p>
            <noscript><p class="box">{texts.no_scripts}</p></noscript>
            <p id="broken" class="box bad" role="alert" hidden>{texts.broken}</p>
            <p id="empty" hidden>{texts.empty}</p>
            <ul
                id="rows"
                class="bare"
                data-queued=texts.saved
                data-refused=texts.state_refused
                data-received=texts.sent
                data-awaiting_reporter=texts.state_awaiting_reporter
                data-assigned=texts.state_assigned
                data-in_progress=texts.state_in_progress
                data-answered=states.answered
                data-rejected=texts.state_rejected
                data-closed=texts.state_closed
                data-confidential=texts.confidential
                data-generic=texts.refused_generic
                data-written=texts.written
                data-size=texts.size
                data-next=texts.next
                data-holder=texts.holder
            ></ul>
            <template
                id="reply"
                data-reply_to=replies.reply_to
                data-reply_remove_waiting=replies.remove_waiting
                data-reply_remove_unknown=replies.remove_unknown
                data-reply_remove_sent=replies.remove_sent
                data-see=replies.see
                data-complete=action(CommandName::Complete)
                data-confirm=action(CommandName::Confirm)
                data-object=action(CommandName::Object)
                data-add_information=action(CommandName::AddInformation)
                data-reopen=action(CommandName::Reopen)
                data-rate=action(CommandName::Rate)
                data-hand_over=action(CommandName::HandOver)
                data-withdraw=action(CommandName::Withdraw)
                data-leave=action(CommandName::Leave)
                data-support=language.support().button
            ></template>
            <template
                id="files"
                data-files_wait=files.wait
                data-files_sent=files.sent
                data-files_held=files.held
                data-files_waits=files.waits
                data-files_refused=files.refused
                data-files_lost=files.lost
            ></template>
            <template
                id="row"
                data-remove_waiting=texts.remove_waiting
                data-remove_sent=texts.remove_sent
                data-remove_unknown=texts.remove_unknown
                data-draft=texts.state_draft
                data-editing=texts.editing
                data-drop_change=texts.drop_change
                data-go_on=texts.go_on
                data-busy=texts.busy
                data-edit_new=texts.edit_new
                data-kept=texts.kept
                data-not_kept=texts.not_kept
            >
                <li class="card">
                    <h2></h2>
                    <p class="soft"><span>{texts.code}</span><br/><b class="code"></b></p>
                    <ol class="steps" aria-hidden="true">
                        <li data-step="queued">{texts.saved}</li>
                        <li data-step="received">{texts.sent}</li>
                        <li data-step="assigned">{texts.state_assigned}</li>
                        <li data-step="in_progress">{texts.state_in_progress}</li>
                        <li data-step="closed">{texts.state_closed}</li>
                    </ol>
                    <p class="state" role="status"></p>
                    <p class="problem late" role="status" hidden></p>
                    <p class="soft facts"></p>
                    <p class="files" role="status" hidden></p>
                    <p class="row">
                        <button data-do="send">{texts.send_now}</button>
                        <button data-do="now">{files.now}</button>
                        <button data-do="edit" class="plain">{texts.edit}</button>
                        <a class="button" data-do="receipt">{texts.receipt}</a>
                        <button data-do="file" class="plain">{texts.save_file}</button>
                        <button data-do="remove" class="plain">{texts.remove}</button>
                    </p>
                    <details>
                        <summary>{texts.last_resort}</summary>
                        <p>{texts.last_resort_hint}</p>
                        <p class="private">{texts.last_resort_private}</p>
                        <p class="row">
                            <a class="button plain" data-do="whatsapp" target="_blank" rel="noreferrer noopener">{texts.whatsapp}</a>
                            <a class="button plain" data-do="sms">{texts.sms}</a>
                        </p>
                    </details>
                </li>
            </template>
            <p class="row"><a class="button plain" href=language.path("/lapor")>{texts.file_first}</a></p>
            <p id="notify" hidden><button class="plain">{texts.notify}</button></p>
            <section id="install" class="card" hidden>
                <h2>{texts.install}</h2>
                <p>{texts.install_why}</p>
                <p><button hidden>{texts.install}</button></p>
                <p class="apple" hidden>{texts.install_apple}</p>
            </section>
            <p class="soft" id="kept"></p>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::track::ACTIONS;

    #[test]
    fn the_page_is_rendered_in_both_languages() {
        for language in Language::ALL {
            let html = render(language);
            assert!(html.contains("<template") && html.contains("data-remove_unknown"));
            for command in ACTIONS {
                assert!(html.contains(&format!(" data-{}=", command.as_str())));
            }
        }
    }
}
