#pragma once
// A study in which every command can run, and the whole interface in front of it, put back as it was as often as wanted.

#include "command_table.h"
#include "engine/commands/codings.h"
#include "engine/queries/speaker_turns.h"
#include "engine/queries_study.h"
#include "interface.h"

#include <algorithm>
#include <string>
#include <vector>

namespace emic::test {

/// Two interviews, nested codes, cases with attributes, themes that relate, memos, pseudonyms, two coders.
struct WholeStudy : DrawnStudy {
    Id<Case> ana, ben;
    Id<Source> first, second;
    Id<Code> nights, cold, help, alone, calm;
    Id<Coding> coding;
    Id<Theme> theme;

    WholeStudy() {
        insert(Coder{{{1, 9}}, "Cleo", 0x778899, ""});
        nights = code("Nights"), cold = code("Nights > cold"), help = code("Nights > help"), alone = code("alone"), calm = code("Nights > calm");
        ana = one_case("Ana", 0), ben = one_case("Ben", 1);
        one_case("Cleo", 2);
        first = interview("P01", "I: How did you feel on the first night?\nAna: [Lonely|alone], mostly, and [so very cold|Nights > cold].\nI: Who came to help you then?\nAna: [Nobody came|Nights > help].", ana);
        second = interview("P02", "I: How did you feel on the first night?\nBea: Calm, not [cold|Nights > cold] at all.\nI: Who came to help you then?\nBea: Tom from Leeds.", ana);
        interview("P03", "I: How did you feel on the first night?\nCal: Well.", ana);
        insert(Attribute{{new_id()}, "Age", 0, AttributeType::integer, "", ""});
        insert(Attribute{{new_id()}, "Place", 1, AttributeType::text, "", ""});
        insert(Attribute{{new_id()}, "Smokes", 2, AttributeType::boolean, "", ""});
        insert(Pseudonym{{new_id()}, "Leeds", "a city", 0, ""});
        insert(Pseudonym{{new_id()}, "Tom", "a friend", 1, ""});
        for (const Coding& each : project().codings())
            if (each.source == first && each.code == cold) coding = each.id;
        const TextRange lonely = find(first, "Lonely"), came = find(first, "Nobody came");
        Theme far, made, near;
        far.id = {new_id()}, far.name = "Days";
        made.id = {new_id()}, made.name = "Long nights", made.position = 1;
        made.codes = {cold, help}, made.key_quotations = {{first, lonely}, {first, came}}, made.relations = {{far.id, "before"}};
        near.id = {new_id()}, near.name = "Help", near.position = 2;
        theme = made.id;
        insert(far), insert(made), insert(near);
        memo(MemoTarget::passage, first.guid, "What is cold here?", project().find(coding)->range);
        memo(MemoTarget::theme, theme.guid, "Nights are long.");
    }
    Id<Source> interview(const std::string& name, const std::string& drawing, Id<Case> of) {
        Source source = *project().find(document(name, drawing, of));
        const FoundTurns found = find_turns(source.text.view());
        for (const SpeakerRow& row : found.speakers) source.speakers.push_back({row.name, {}, row.interviewer});
        source.turns = found.turns;
        update(source);
        return source.id;
    }
};

/// The researcher's desk.
class Desk {
public:
    WholeStudy study;

private:
    struct Fresh {
        Fresh() { fake::reset(); }
    } m_fresh;

public:
    Interface page{1280, 800};

    Desk() : m_first(page.state()) { lay(); }

    /// Everything as at the beginning: a passage chosen, other words selected, something to undo and something to redo.
    void lay() {
        clear();
        page.session().begin({77, m_times + 1000}, study.project(), DrawnStudy::coder(), "");
        ViewState& state = page.state();
        state.mode = Mode::code;
        state.document = study.first;
        page.settle(3);
        for (const char* words : {"night", "mostly"}) {
            const Passage passage{study.first, study.find(study.first, words)};
            page.session().ask([passage, code = study.alone](const CommandContext& context) { return apply_code(context, {passage.source, passage.range, code}); });
        }
        page.frame();
        page.session().ask_undo();
        page.settle(2);
        state.coding = study.coding;
        state.code = study.help;
        state.theme = study.theme;
        state.case_id = study.ben;
        state.inspecting = Inspecting::passage;
        state.selection = study.find(study.first, "came to help");
        state.recent_codes = {study.alone, study.cold, study.calm, study.help, study.nights};
        state.quick_codes = {};
        for (Id<Code> code : {study.alone, study.cold, study.calm, study.help, study.nights}) state.quick_codes.note_used(study.project(), code);
        state.toasts.clear();
        page.settle(3);
        m_edits = page.project().revision();
    }
    /// No project at all: the home page.
    void clear() {
        ++m_times;
        if (fake::world().field) fake::end_field(platform::FieldEnd::escape);
        page.settle(1);
        page.session().close();
        page.state() = m_first;
        fake::world().picks.clear(), fake::world().saved.clear(), fake::world().printed.clear();
        ImGui::GetIO().ClearInputKeys();
        page.move(5, 5);
        page.settle(3);
        page.state().toasts.clear();
    }
    /// A project in which there is nothing yet.
    void lay_empty() {
        clear();
        DrawnStudy none;
        page.session().begin({77, m_times + 1000}, none.project(), DrawnStudy::coder(), "");
        page.state().mode = Mode::code;
        page.settle(4);
    }

    [[nodiscard]] Frame frame() { return page.now(); }
    [[nodiscard]] bool can(const CommandRow& row) { return row.enabled(frame()); }

    void type_command(std::string_view name) {
        page.letter('k', {true, false, false});
        REQUIRE(page.state().overlay == Overlay::palette);
        page.type(name);
        // The row of that very name, wherever it stands among those that fit.
        const std::vector<const CommandRow*> fit = find_commands(frame(), name);
        const auto row = std::find_if(fit.begin(), fit.end(), [&](const CommandRow* each) { return each->name == name; });
        REQUIRE(row != fit.end());
        for (auto down = row - fit.begin(); down > 0; --down) page.push(platform::FieldKey{fake::world().field->field.id, platform::Key::down, {}});
        page.settle(2);
        page.list_key(platform::Key::enter);
        page.settle(4);
    }
    void press(const KeyChord& chord) {
        page.key(chord.key, chord.modifiers, chord.key == platform::Key::character ? std::string(1, chord.character) : std::string());
        page.settle(4);
    }

    /// What is different when a command has run: the project, the view, and what was asked of the browser.
    [[nodiscard]] std::string traces() {
        const ViewState& s = page.state();
        const auto& world = fake::world();
        std::string all;
        const auto add = [&](const char* what, const auto& value) { all += std::string(what) + "=" + std::to_string(value) + " "; };
        const auto of = [&](const char* what, const Guid& guid) { all += std::string(what) + "=" + to_string(guid).substr(0, 13) + " "; };
        add("open", page.session().is_open());
        add("changes", page.session().is_open() ? page.project().revision() - m_edits : 0);
        add("mode", static_cast<int>(s.mode)), add("overlay", static_cast<int>(s.overlay)), add("naming", static_cast<int>(s.naming));
        add("inspecting", static_cast<int>(s.inspecting)), add("appearance", static_cast<int>(s.appearance)), add("system", s.follow_system_appearance);
        add("zoom", s.zoom), add("reading", s.reading_zoom), add("find", s.find_open), add("at", s.find_at), add("text", s.editing_text);
        add("documents", s.documents_hidden), add("codes", s.codes_hidden), add("counts", s.without_interviewers), add("tray", s.gathering.adding_quotations);
        add("begin", s.selection.begin), add("end", s.selection.end);
        of("document", s.document.guid), of("coding", s.coding.guid), of("code", s.code.guid), of("theme", s.theme.guid), of("case", s.case_id.guid);
        add("picks", world.picks.size()), add("saved", world.saved.size()), add("printed", world.printed.size()), add("toasts", s.toasts.size());
        all += "title=" + s.overlay_title + " shown=" + s.export_shown + " field=" + (world.field ? world.field->field.label : "");
        if (page.session().is_open()) of(" coder", page.session().coder().guid);
        return all;
    }
    [[nodiscard]] std::string last_label() { return page.session().history().can_undo() ? page.session().history().next_undo()->label : ""; }

private:
    ViewState m_first;
    std::uint64_t m_times = 0;
    std::uint64_t m_edits = 0;
};

} // namespace emic::test
