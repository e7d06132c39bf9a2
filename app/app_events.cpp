#include "app_state.h"

#include "actions.h"
#include "command_table.h"
#include "engine/formats/html.h"
#include "engine/queries/context.h"
#include "engine/queries/passages.h"
#include "engine/text_direction.h"
#include "imgui_input.h"
#include "overloaded.h"
#include "text/typesetter.h"
#include "views/code_picker.h"
#include "views/key_sheet_view.h"
#include "views/codebook_import_view.h"
#include "views/refi_check_view.h"

#include <algorithm>
#include <imgui_internal.h>

namespace emic {

namespace {

/// Keys that walk through controls belong to ImGui while Tab has begun such a walk.
bool walks(platform::Key key) {
    using platform::Key;
    return key == Key::enter || key == Key::space || key == Key::left || key == Key::right || key == Key::up || key == Key::down || key == Key::tab;
}

} // namespace

void App::handle(const Frame& frame, std::span<platform::Event> events) {
    ImGuiIO& io = ImGui::GetIO();
    state.wheel_pixels = 0;
    for (platform::Event& event : events) {
        bool for_imgui = true;
        std::visit(Overloaded{
                       [&](const platform::KeyPressed& key) { for_imgui = !key.down || handle_key(frame, key); },
                       [&](const platform::PointerButton& button) { for_imgui = handle_button(button); },
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
                       [&](const platform::StorageFailed& failed) { storage_failed(frame, failed); },
                       [&](const platform::StorageRoom& room) {
                           state.disk_words = room.words;
                           if (!room.words.empty()) frame.toast(room.words, true);
                       },
                       [&](const platform::StorageElsewhere& elsewhere) { ask_erase(frame, elsewhere.project, true); },
                       [&](const platform::StorageErased& erased) { erased_elsewhere(frame, erased.project); },
                       [&](const platform::StorageYielded& free) { yielded(free); },
                       [&](const platform::FocusChanged& focus) {
                           if (!focus.focused) ui.cancel_drag(); // the button will be let go elsewhere
                       },
                       [&](const platform::PageHidden&) {
                           ui.deliver_field();
                           m_page_hides = true;
                       },
                       [&](const platform::PageProblem& problem) { frame.toast(problem.words, true); },
                       [&](const platform::Pasted& pasted) { paste(frame, pasted.plain); },
                       // For ImGui alone.
                       [](const platform::PointerMoved&) {}, [](const platform::PointerLeft&) {},
                       [](const platform::Resized&) {},
                   },
                   event);
        if (for_imgui) feed_imgui(io, event);
    }
    if (m_keyboard_walk) io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    else io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
    if (state.follow_system_appearance)
        state.appearance = m_system_contrast ? Appearance::high_contrast : m_system_dark ? Appearance::dark : Appearance::light;
    state.keyboard_to_page = !m_keyboard_walk;
    if (frame_is_shown) step_readings(frame); // before anything is asked of the project that it may replace
    if (frame_is_shown || m_look_wanted) read_next_file(frame);
}

/// A key that goes down. True when ImGui is to have it too.
bool App::handle_key(const Frame& frame, const platform::KeyPressed& key) {
    using platform::Key;
    if (key.key == Key::none) return true;
    if (ui.menu_open()) {
        ui.menu_key(key);
        return false;
    }
    if (state.overlay == Overlay::key_sheet && state.key_sheet.waits) {
        if (!key.repeat) take_new_key(state, key);
        return false;
    }
    if (ui.field_open()) {
        if (ui.type_key(key) == KeyInField::left) put_back.emplace_back(key);
        return false;
    }
    if (key.key == Key::escape && ui.cancel_drag()) return false;
    if (key.key == Key::escape) {
        if (m_keyboard_walk && state.overlay == Overlay::none) m_keyboard_walk = false;
        else escape(frame);
        // ImGui would leave what it has open as well.
        return m_keyboard_walk;
    }
    if (m_keyboard_walk && walks(key.key)) return true;
    if (key.key == Key::tab) m_keyboard_walk = true;
    // Letters on a chosen cell of a table are its new value.
    if (state.mode == Mode::cases && state.overlay == Overlay::none && session.is_open() && key.key == Key::character && !typed_text(key).empty()) {
        state.casing.typed = typed_text(key);
        return true;
    }
    if (const CommandRow* row = command_for(frame, key)) row->run(frame);
    else if (const CommandRow* lacking = command_lacking(frame, key)) run_command(frame, *lacking);
    return true;
}

bool takes_key(App& app, const platform::KeyPressed& press) {
    using platform::Key;
    const platform::Modifiers& with = press.modifiers;
    const bool of_character = press.key == Key::character;
    if (press.key == Key::none) return false;
    if (app.state.overlay == Overlay::key_sheet && app.state.key_sheet.waits) return true;
    const bool walks_or_writes = press.key < Key::f1 && press.key != Key::insert;
    if (!with.alt && (walks_or_writes || (of_character && !with.ctrl))) return true;
    // All of a list or field, copying and cutting; the browser's own words for assistive technology are not to be chosen.
    if (of_character && with == platform::Modifiers{true, false, false} && std::string_view("acvx").find(press.character) != std::string_view::npos) return true;
    const Frame frame = frame_of(app);
    return std::ranges::any_of(command_table(), [&](const CommandRow& row) {
        const bool finds = row.id == CommandId::find_in_document || row.id == CommandId::find_next || row.id == CommandId::find_previous;
        const auto& chords = keys_of(app.state.keys, row);
        return std::ranges::any_of(chords, [&](const KeyChord& chord) { return fits(chord, press); }) && (!finds || row.enabled(frame));
    });
}

/// True when ImGui is to have it too. What is pressed beside a menu only closes the menu.
bool App::handle_button(const platform::PointerButton& button) {
    bool& beside = m_beside_menu.at(static_cast<std::size_t>(button.button));
    if (!button.down) return !std::exchange(beside, false);
    m_keyboard_walk = false;
    state.touch = button.touch;
    beside = ui.beside_menu(button.x, button.y);
    if (beside) ui.close_menu();
    return !beside;
}

bool App::unsettled() const {
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    const bool overlay_comes = state.overlay != drawn_overlay || (state.overlay_fresh && !drawn_fresh);
    const bool cell_comes = state.mode == Mode::cases && state.casing.edit_cell;
    const bool imgui_behind = !context.InputEventsQueue.empty() || context.NavMoveSubmitted;
    if (m_asked || m_look_wanted || state.carried.dropped || overlay_comes || cell_comes || imgui_behind || ui.menu_changing() || ui.just_typed()) return true;
    // Popups are measured before they are shown; what was scrolled stands elsewhere in the next frame.
    return std::ranges::any_of(context.Windows, [](const ImGuiWindow* window) {
        return window->Active && (window->HiddenFramesCannotSkipItems > 0 || window->ScrollTarget.y < FLT_MAX);
    });
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
    std::string html;
    if (session.is_open() && state.mode == Mode::code) {
        const Source* source = frame.project().find(state.document);
        if (source && !state.selection.empty()) {
            // After "select all" the words are many, and each frame comes by here.
            const std::string key = to_string(source->id.guid) + std::to_string(state.selection.begin) + "-" + std::to_string(state.selection.end) + " " + std::to_string(frame.revision());
            if (key == m_copied_text) return;
            const std::string plain(slice(source->text.view(), state.selection));
            append_html_passage(html, "p", plain, direction_at(source->text.view(), state.selection.begin));
            platform::set_copy_text(plain, html);
            m_copied_text = key;
            return;
        }
        if (const Coding* coding = frame.project().find(state.coding)) {
            const std::string key = to_string(coding->id.guid) + std::to_string(frame.revision());
            if (key == m_copied_text) return;
            const PassageRow row = describe_passage(frame.project(), frame.indexes(), {coding->source, coding->range, coding->id});
            const std::string place = row.document + ", paragraph " + std::to_string(row.paragraph);
            if (const Source* of = frame.project().find(coding->source)) append_html_passage(html, "blockquote", row.text, direction_at(of->text.view(), coding->range.begin));
            append_html_element(html, "p", "", place);
            platform::set_copy_text("“" + row.text + "” (" + place + ")", html);
            m_copied_text = key;
            return;
        }
    }
    if (m_copied_text.empty()) return;
    platform::set_copy_text({}, {});
    m_copied_text.clear();
}

} // namespace emic
