#include "app_state.h"

#include "actions.h"
#include "command_table.h"
#include "engine/formats/html.h"
#include "engine/queries/passages.h"
#include "imgui_input.h"
#include "text/typesetter.h"
#include "views/code_picker.h"
#include "views/codebook_import_view.h"
#include "views/refi_check_view.h"

#include <algorithm>

namespace emic {

namespace {

template <class... Handlers> struct Overloaded : Handlers... {
    using Handlers::operator()...;
};
template <class... Handlers> Overloaded(Handlers...) -> Overloaded<Handlers...>;

/// Keys that walk through controls belong to ImGui while Tab has begun such a walk.
bool walks(platform::Key key) {
    using platform::Key;
    return key == Key::enter || key == Key::space || key == Key::left || key == Key::right || key == Key::up || key == Key::down || key == Key::tab;
}

} // namespace

void App::handle(const Frame& frame, std::vector<platform::Event>& events) {
    ImGuiIO& io = ImGui::GetIO();
    state.wheel_pixels = 0;
    for (platform::Event& event : events) {
        bool for_imgui = true;
        std::visit(Overloaded{
                       [&](const platform::KeyPressed& key) {
                           const bool walking = m_keyboard_walk && walks(key.key);
                           if (key.down && key.key == platform::Key::tab) m_keyboard_walk = true;
                           if (!walking) handle_key(frame, key);
                           // Keys that mean a command, or move the caret, must not also move ImGui's focus.
                           for_imgui = !key.down || m_keyboard_walk || key.key != platform::Key::escape;
                       },
                       [&](const platform::PointerButton& button) {
                           if (button.down) m_keyboard_walk = false;
                           state.touch = button.touch;
                       },
                       [&](const platform::Wheel& wheel) {
                           if (wheel.modifiers.ctrl) {
                               state.reading_zoom = std::clamp(state.reading_zoom * (wheel.y < 0 ? 1.06f : 1 / 1.06f), 0.7f, 3.0f);
                               for_imgui = false;
                           } else {
                               state.wheel_pixels += wheel.y;
                           }
                       },
                       [&](const platform::AppearanceChanged& appearance) {
                           m_system_dark = appearance.dark;
                           m_system_contrast = appearance.high_contrast;
                       },
                       [&](const platform::FilesGiven& given) {
                           state.files_hover = false;
                           const bool codebook = state.codebook_import.waits_for_file && !given.dropped && session.is_open() && given.files.size() == 1;
                           if (state.overlay == Overlay::refi_check && !given.files.empty()) check_refi_file(frame, given.files[0]);
                           else if (codebook) begin_codebook_import(frame, given.files[0].name, given.files[0].bytes);
                           else take_files(frame, given.files, given.problems);
                       },
                       [&](const platform::FilesHover& hover) { state.files_hover = hover.inside; },
                       [&](const platform::PdfProgress& progress) {
                           if (m_pdf && m_pdf->id == progress.id) m_pdf->page = progress.page, m_pdf->pages = progress.pages;
                       },
                       [&](const platform::PdfRead& read) { pdf_read(frame, read); },
                       [&](const platform::FieldInput& input) { ui.handle(input); },
                       [&](const platform::FieldEnded& end) { ui.handle(end); },
                       [&](const platform::FieldKey& key) { ui.handle(key); },
                       [&](const platform::MirrorActivated& activated) {
                           if (!caches.transcript.activate(activated.id)) ui.handle(activated);
                       },
                       [&](const platform::InkLost&) { typesetter().lose_ink(); },
                       [&](const platform::StorageListed& list) { listed(frame, list); },
                       [&](platform::StorageOpened& stored) { take_stored(frame, stored); },
                       [&](const platform::StorageAppended& done) { session.handle(done); },
                       [&](const platform::StorageSnapshotTaken& done) { session.handle(done); },
                       [&](const platform::StorageFailed& failed) {
                           session.handle(failed);
                           if (failed.task == platform::StorageTask::open) {
                               m_copies_wanted.erase(failed.project);
                               if (m_opening == failed.project) m_opening.reset();
                           }
                           if (failed.task != platform::StorageTask::append && failed.task != platform::StorageTask::snapshot) frame.toast(failed.why, true);
                       },
                       [&](const platform::PageHidden&) { ui.deliver_field(); },
                       [&](const platform::PageProblem& problem) { frame.toast(problem.words, true); },
                       [](const auto&) {},
                   },
                   event);
        if (for_imgui) feed_imgui(io, event);
    }
    if (m_keyboard_walk) io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    else io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
    if (state.follow_system_appearance)
        state.appearance = m_system_contrast ? Appearance::high_contrast : m_system_dark ? Appearance::dark : Appearance::light;
    state.keyboard_to_page = !m_keyboard_walk;
    read_next_file(frame);
}

void App::handle_key(const Frame& frame, const platform::KeyPressed& key) {
    if (!key.down) return;
    if (key.key == platform::Key::escape) {
        if (m_keyboard_walk && state.overlay == Overlay::none) {
            m_keyboard_walk = false;
            return;
        }
        escape(frame);
        return;
    }
    if (const CommandRow* row = command_for(frame, key)) row->run(frame);
}

/// Leaves the innermost thing that is open.
bool App::escape(const Frame& frame) {
    if (state.overlay != Overlay::none) {
        close_overlay_field(frame);
    } else if (state.find_open) {
        state.find_open = false;
    } else if (!state.selection.empty()) {
        state.selection = {state.selection.end, state.selection.end};
    } else if (state.coding) {
        state.coding = {};
    } else if (state.documents_drawer || state.codes_drawer) {
        state.documents_drawer = state.codes_drawer = false;
    } else {
        return false;
    }
    return true;
}

/// What Copy takes: the selected words, or the chosen passage with where it stands.
void App::publish_copy_text(const Frame& frame) {
    std::string plain, html;
    if (session.is_open() && state.mode == Mode::code) {
        const Source* source = frame.project().find(state.document);
        if (source && !state.selection.empty()) {
            plain = slice(source->text.view(), state.selection);
            append_html_element(html, "p", "", plain);
        } else if (const Coding* coding = frame.project().find(state.coding)) {
            const std::string key = to_string(coding->id.guid) + std::to_string(frame.revision());
            if (key == m_copied_text) return;
            const PassageRow row = describe_passage(frame.project(), frame.indexes(), {coding->source, coding->range, coding->id});
            const std::string place = row.document + ", paragraph " + std::to_string(row.paragraph);
            append_html_element(html, "blockquote", "", row.text);
            append_html_element(html, "p", "", place);
            platform::set_copy_text("“" + row.text + "” (" + place + ")", html);
            m_copied_text = key;
            return;
        }
    }
    if (plain == m_copied_text) return;
    platform::set_copy_text(plain, html);
    m_copied_text = plain;
}

} // namespace emic
