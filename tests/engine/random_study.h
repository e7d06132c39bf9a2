#pragma once
// A study driven by random requests, sensible and nonsensical ones, over every command; the same for the same seed on
// every machine. Tests watch it step by step, benchmarks fill projects with it.
//
//     RandomStudy study(seed);
//     study.run(400, [](const Workspace& workspace, const Change& change) { … after each committed change … });

#include "engine/commands/attributes.h"
#include "engine/commands/cases.h"
#include "engine/commands/codebook.h"
#include "engine/commands/codebook_import.h"
#include "engine/commands/coders.h"
#include "engine/commands/codings.h"
#include "engine/commands/created.h"
#include "engine/commands/interview_guide.h"
#include "engine/commands/memos.h"
#include "engine/commands/project.h"
#include "engine/commands/pseudonyms.h"
#include "engine/commands/sources.h"
#include "engine/commands/speakers.h"
#include "engine/commands/themes.h"
#include "random_material.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace emic::test {

/// Seeds that once found a fault; always run.
inline const std::vector<std::uint64_t>& failing_seeds() {
    static const std::vector<std::uint64_t> seeds = {};
    return seeds;
}

class RandomStudy : private RandomMaterial {
public:
    using AfterCommit = std::function<void(const Workspace&, const Change&)>;

    explicit RandomStudy(std::uint64_t seed) : RandomMaterial(seed), m_ids(seeded_ids(seed ^ 0xE31Cu)) {}

    [[nodiscard]] const Workspace& workspace() const { return m_workspace; }
    [[nodiscard]] std::size_t refused() const { return m_refused; }
    [[nodiscard]] std::size_t committed() const { return m_committed; }
    /// Empty, or the first thing against the rules: no label, a Problem without words, a Change that does
    /// not fit. Nothing more is done then.
    [[nodiscard]] const std::string& fault() const { return m_fault; }

    void run(std::size_t steps, const AfterCommit& after) {
        m_after = after;
        if (m_workspace.project.table<ProjectInfo>().empty()) {
            ask(create_project, CreateProject{"Study 研究", "Mia"});
            m_coder = m_workspace.project.coders().begin()->id;
        }
        for (std::size_t i = 0; i < steps && m_fault.empty(); ++i)
            step();
    }

    /// Takes back, or repeats, all that can be.
    void undo_all() {
        while (m_workspace.history.can_undo() && m_fault.empty())
            commit(m_workspace.history.make_undo(stamp()));
    }
    void redo_all() {
        while (m_workspace.history.can_redo() && m_fault.empty())
            commit(m_workspace.history.make_redo(stamp()));
    }

private:
    template <class Request> using Command = Result<Change> (*)(const CommandContext&, const Request&);

    Stamp stamp() {
        Stamp made;
        made.actor = {0xAC, 0x70};
        made.sequence = made.lamport = ++m_sequence;
        made.coder = m_coder;
        made.wall = static_cast<WallTime>(1'700'000'000'000 + 1000 * m_sequence);
        return made;
    }

    template <class Request> void ask(Command<Request> command, const Request& request) {
        const Result<Change> result = command({m_workspace.project, m_workspace.indexes, stamp(), m_ids}, request);
        if (!result.ok()) {
            ++m_refused;
            if (result.problem().message.empty()) m_fault = "a Problem without words";
            return;
        }
        if (result.value().label.empty()) m_fault = "a Change without a label";
        if (!result.value().edits.empty()) commit(result.value());
    }
    void commit(const Change& change) {
        if (const Outcome problem = m_workspace.commit(change)) {
            m_fault = change.label + ": " + problem->message;
            return;
        }
        ++m_committed;
        if (m_after) m_after(m_workspace, change);
    }

    /// A code or quotation or relation that some theme has, mostly.
    Id<Code> code_of(Id<Theme> id) {
        const Theme* theme = m_workspace.project.find(id);
        return !theme || theme->codes.empty() ? some<Code>() : theme->codes[below(theme->codes.size())];
    }
    Passage quotation_of(Id<Theme> id) {
        const Theme* theme = m_workspace.project.find(id);
        return !theme || theme->key_quotations.empty() ? passage()
                                                       : theme->key_quotations[below(theme->key_quotations.size())];
    }
    ThemeRelation relation_of(Id<Theme> id) {
        const Theme* theme = m_workspace.project.find(id);
        return !theme || theme->relations.empty() ? ThemeRelation{some<Theme>(), word()}
                                                  : theme->relations[below(theme->relations.size())];
    }
    void ask_about_themes() {
        const Id<Theme> theme = some<Theme>();
        switch (below(14)) {
        case 0:
            return ask(create_theme, CreateTheme{name()});
        case 1:
            return ask(rename_theme, RenameTheme{theme, name()});
        case 2:
            return ask(describe_theme, DescribeTheme{theme, prose()});
        case 3:
            return ask(move_theme, MoveTheme{theme, below(6)});
        case 4:
            return chance(20) ? ask(delete_theme, DeleteTheme{theme}) : ask(create_theme, CreateTheme{name()});
        case 5:
            return ask(add_theme_code, AddThemeCode{theme, some<Code>()});
        case 6:
            return ask(remove_theme_code, RemoveThemeCode{theme, code_of(theme)});
        case 7:
            return ask(move_theme_code, MoveThemeCode{theme, code_of(theme), below(4)});
        case 8:
            return ask(add_key_quotation, AddKeyQuotation{theme, passage()});
        case 9:
            return ask(remove_key_quotation, RemoveKeyQuotation{theme, quotation_of(theme)});
        case 10:
            return ask(move_key_quotation, MoveKeyQuotation{theme, quotation_of(theme), below(4)});
        case 11:
            return ask(relate_themes, RelateThemes{theme, some<Theme>(), name()});
        case 12: {
            const ThemeRelation relation = relation_of(theme);
            return ask(rename_theme_relation, RenameThemeRelation{theme, relation.to, relation.name, name()});
        }
        default: {
            const ThemeRelation relation = relation_of(theme);
            return ask(remove_theme_relation, RemoveThemeRelation{theme, relation.to, relation.name});
        }
        }
    }
    /// Some of the project's own codes, somewhat changed, and others.
    std::vector<ImportedCode> imported_codes(std::uint32_t depth) {
        std::vector<ImportedCode> codes;
        for (std::uint32_t left = below(4); left > 0; --left) {
            ImportedCode code;
            const Code* own = m_workspace.project.find(some<Code>());
            code.name = own && chance(60) ? own->name : name();
            if (own && chance(30)) code.guid = own->id.guid;
            if (chance(40)) code.colour = colour();
            code.definition = own && chance(50) ? own->definition : prose();
            code.category = chance(20);
            if (depth < 3) code.children = imported_codes(depth + 1);
            codes.push_back(std::move(code));
        }
        return codes;
    }
    MergeCodebook imported_codebook() {
        MergeCodebook request{{imported_codes(0), {}}, {}};
        for (std::uint32_t left = below(12); left > 0; --left) request.decisions.push_back(static_cast<CodeDecision>(below(4)));
        return request;
    }

    void ask_about_codes() {
        const Id<Code> code = some<Code>();
        if (chance(4)) return ask(merge_codebook, imported_codebook());
        const Id<Code> parent = chance(40) ? Id<Code>{} : some<Code>();
        switch (below(12)) {
        case 0:
        case 1:
            return ask(create_code,
                       CreateCode{name(), parent, chance(50) ? std::optional<Colour>(colour()) : std::nullopt});
        case 2:
            return ask(create_and_apply_code, CreateAndApplyCode{name(), parent, passages()});
        case 3:
            return ask(rename_code, RenameCode{code, name()});
        case 4:
            return ask(recolour_codes, RecolourCodes{some_codes(code), colour()});
        case 5:
            return ask(define_code, DefineCode{code, prose(), prose(), prose(), prose()});
        case 6:
        case 7:
        case 8:
            return ask(move_codes, MoveCodes{some_codes(code), parent, below(6)});
        case 9:
            return chance(40) ? ask(merge_codes, MergeCodes{several<Code>(), code})
                              : ask(create_code, CreateCode{name(), parent, {}});
        case 10:
            return ask(split_code, split());
        default:
            if (chance(60)) return ask(create_code, CreateCode{name(), parent, std::nullopt});
            return ask(delete_codes,
                       DeleteCodes{some_codes(code), chance(30) ? CodingsOfDeleted::delete_ : CodingsOfDeleted::move_to_parent});
        }
    }
    void ask_about_documents() {
        const Id<Source> source = some<Source>();
        switch (below(14)) {
        case 0:
        case 1: {
            ImportSources request;
            for (std::uint32_t i = below(3); i > 0; --i)
                request.sources.push_back(new_source());
            return ask(import_sources, request);
        }
        case 2:
            return ask(rename_source, RenameSource{source, name()});
        case 3:
            return ask(move_source, MoveSource{source, below(8)});
        case 4:
            return ask(assign_case, AssignCase{source, some<Case>()});
        case 5:
            return chance(12) ? ask(delete_source, DeleteSource{source})
                              : ask(import_sources, ImportSources{{new_source()}});
        case 6:
            return ask(create_case, CreateCase{name()});
        case 7:
            return ask(rename_case, RenameCase{some<Case>(), name()});
        case 8:
            return ask(move_case, MoveCase{some<Case>(), below(5)});
        case 9:
            return chance(30) ? ask(delete_case, DeleteCase{some<Case>()}) : ask(create_case, CreateCase{name()});
        default:
            return ask(edit_source_text, edit_text());
        }
    }
    void ask_about_codings() {
        const Id<Coding> coding = some<Coding>();
        const Coding* found = m_workspace.project.find(coding);
        switch (below(16)) {
        case 0:
            return ask(apply_code_to_passages, ApplyCodeToPassages{passages(), some<Code>()});
        case 1:
            return ask(remove_codings, RemoveCodings{several<Coding>()});
        case 2:
        case 3:
            return ask(resize_coding, ResizeCoding{coding, range(found ? found->source : Id<Source>{})});
        case 4:
            if (chance(30)) return ask(change_codings_code, ChangeCodingsCode{several<Coding>(), some<Code>()});
            return ask(change_coding_code, ChangeCodingCode{coding, some<Code>()});
        case 5:
            return ask(weigh_coding,
                       WeighCoding{coding, chance(30) ? std::nullopt
                                                      : std::optional(static_cast<std::int32_t>(below(110)) - 5)});
        case 6:
            // Again the same place: twins meet.
            if (found) return ask(apply_code, ApplyCode{found->source, found->range, some<Code>()});
            [[fallthrough]];
        default: {
            const Passage place = passage();
            return ask(apply_code, ApplyCode{place.source, place.range, some<Code>()});
        }
        }
    }
    AttributeType type() { return static_cast<AttributeType>(below(6)); }
    void ask_about_attributes() {
        const Id<Attribute> attribute = some<Attribute>();
        switch (below(10)) {
        case 0: return ask(create_attribute, CreateAttribute{name(), type()});
        case 1: return ask(rename_attribute, RenameAttribute{attribute, name()});
        case 2: return ask(describe_attribute, DescribeAttribute{attribute, prose()});
        case 3: return ask(move_attribute, MoveAttribute{attribute, below(5)});
        case 4: return ask(retype_attribute, RetypeAttribute{attribute, type(), chance(50) ? UnfitValues::leave_out : UnfitValues::refuse});
        case 5: return chance(20) ? ask(delete_attribute, DeleteAttribute{attribute}) : ask(create_attribute, CreateAttribute{name(), type()});
        default: {
            const bool of_case = chance(60);
            SetValue request{attribute, of_case ? AttributeHolder::case_ : AttributeHolder::source, of_case ? some<Case>().guid : some<Source>().guid, word()};
            if (chance(50)) request.value = chance(30) ? "" : chance(50) ? std::to_string(below(90)) : "31.5.2024";
            if (chance(70)) return ask(set_value, request);
            SetValues several{{request}};
            for (int more = below(4); more > 0; --more) several.values.push_back({some<Attribute>(), AttributeHolder::case_, some<Case>().guid, chance(20) ? "" : word()});
            return ask(set_values, several);
        }
        }
    }
    void ask_about_pseudonyms() {
        const Id<Pseudonym> pseudonym = some<Pseudonym>();
        switch (below(6)) {
        case 5: return ask(add_coder_pseudonyms, AddCoderPseudonyms{});
        case 0: return ask(change_pseudonym, ChangePseudonym{pseudonym, word(), name()});
        case 1: return ask(move_pseudonym, MovePseudonym{pseudonym, below(4)});
        case 2: return chance(40) ? ask(delete_pseudonym, DeletePseudonym{pseudonym}) : ask(add_pseudonym, AddPseudonym{word(), name()});
        default: return ask(add_pseudonym, AddPseudonym{word(), name()});
        }
    }
    void ask_about_speakers() {
        const Id<Source> source = some<Source>();
        const Source* found = m_workspace.project.find(source);
        const std::uint32_t speaker = below(found ? found->speakers.size() + 1 : 1);
        const InDocuments in = chance(50) ? InDocuments::all : InDocuments::this_one;
        switch (below(8)) {
        case 0: return ask(forget_turns, ForgetTurns{source});
        case 1: return ask(assign_speaker, AssignSpeaker{source, speaker, some<Case>(), in});
        case 2: return ask(mark_interviewer, MarkInterviewer{source, speaker, chance(60), in});
        case 3: return ask(rename_speaker, RenameSpeaker{source, speaker, chance(50) ? "P1" : name()});
        case 4: return ask(code_interview_guide, CodeInterviewGuide{{{name(), passages()}}});
        case 5: {
            ImportSources request{{new_source()}};
            request.sources[0].content.text = "I: " + word() + "?\nP1: " + sentence(9) + "\nI: " + word() + "?\nP2: " + sentence(9);
            return ask(import_sources, request);
        }
        default: return ask(recognise_speakers, RecogniseSpeakers{source, {chance(90), chance(90), chance(90), chance(90)}});
        }
    }
    void step() {
        if (chance(4)) return ask_about_attributes();
        if (chance(2)) return ask_about_pseudonyms();
        if (chance(4)) return ask_about_speakers();
        if (chance(1)) return ask(set_category, SetCategory{some<Code>(), chance(60)});
        const std::uint32_t die = below(100);
        if (die < 40)
            ask_about_codings();
        else if (die < 58)
            ask_about_codes();
        else if (die < 72)
            ask_about_documents();
        else if (die < 84)
            ask_about_themes();
        else if (die < 88)
            ask(write_memo, memo());
        else if (die < 90)
            ask(edit_memo, EditMemo{some<Memo>(), prose()});
        else if (die < 91)
            chance(50) ? ask(delete_memo, DeleteMemo{some<Memo>()}) : ask(title_memo, TitleMemo{some<Memo>(), chance(30) ? "" : name()});
        else if (die < 92)
            chance(70) ? ask(add_coder, AddCoder{name()}) : delete_another_coder();
        else if (die < 93)
            ask(rename_coder, RenameCoder{some<Coder>(), name()});
        else if (die < 94)
            ask(recolour_coder, RecolourCoder{some<Coder>(), colour()});
        else if (die < 95)
            ask(rename_project, RenameProject{name()});
        else if (die < 96)
            m_coder = some<Coder>();
        else if (die < 98)
            undo_or_redo(chance(50));
        else
            for (std::uint32_t i = below(8); i > 0; --i)
                undo_or_redo(chance(60));
    }
    /// Not the one at work: nothing could be coded from then on.
    void delete_another_coder() {
        const Id<Coder> coder = some<Coder>();
        if (!(coder == m_coder)) ask(delete_coder, DeleteCoder{coder});
    }
    void undo_or_redo(bool undo) {
        // Never back to nothing: the first change makes the project.
        if (undo && m_workspace.project.coders().size() > 0 && m_committed > 20 && m_workspace.history.can_undo() &&
            m_workspace.history.next_undo()->stamp.sequence > 1)
            commit(m_workspace.history.make_undo(stamp()));
        else if (!undo && m_workspace.history.can_redo())
            commit(m_workspace.history.make_redo(stamp()));
    }

    IdSource m_ids;
    std::uint64_t m_sequence = 0;
    Id<Coder> m_coder;
    std::size_t m_refused = 0;
    std::size_t m_committed = 0;
    std::string m_fault;
    AfterCommit m_after;
};

} // namespace emic::test
