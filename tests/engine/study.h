#pragma once
// A small study for tests, with its documents drawn as text: "I felt [lonely|isolation] at night".

#include "engine/commands/codebook.h"
#include "engine/commands/codings.h"
#include "engine/commands/created.h"
#include "engine/commands/project.h"
#include "engine/commands/sources.h"
#include "engine/workspace.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace emic::test {

/// Fails the test when the workspace contradicts itself or its indexes are not those that a rebuild gives.
inline void check_sound(const Workspace& workspace) {
    for (const Problem& problem : find_problems(workspace.project))
        FAIL_CHECK(problem.place << ": " << problem.message);
    Indexes rebuilt;
    rebuilt.rebuild(workspace.project);
    CHECK(rebuilt == workspace.indexes);
}

class Study {
public:
    Study() { coder = created<Coder>(run(create_project, CreateProject{"Study", "Mia"})); }

    Workspace workspace;
    Id<Coder> coder;

    [[nodiscard]] const Project& project() const { return workspace.project; }

    template <class Request> using Command = Result<Change> (*)(const CommandContext&, const Request&);

    template <class Request> Result<Change> ask(Command<Request> command, const Request& request) {
        Stamp stamp;
        stamp.actor = {1, 1};
        stamp.sequence = stamp.lamport = ++m_sequence;
        stamp.coder = coder;
        stamp.wall = static_cast<WallTime>(1000 * m_sequence);
        return command({workspace.project, workspace.indexes, stamp, m_ids}, request);
    }

    /// Carries the request out; it must succeed. Checks that undo brings back and redo repeats exactly.
    template <class Request> Change run(Command<Request> command, const std::type_identity_t<Request>& request) {
        const Result<Change> result = ask(command, request);
        if (!result.ok()) FAIL(result.problem().message);
        const Change change = result.value();
        CHECK_FALSE(change.label.empty());
        if (change.edits.empty()) return change;
        const Project before = workspace.project;
        REQUIRE_FALSE(workspace.commit(change));
        check_sound(workspace);
        const Project after = workspace.project;
        REQUIRE_FALSE(workspace.commit(workspace.history.make_undo({})));
        CHECK(workspace.project == before);
        check_sound(workspace);
        REQUIRE_FALSE(workspace.commit(workspace.history.make_redo({})));
        CHECK(workspace.project == after);
        return change;
    }

    /// The message of the Problem that the request must meet.
    template <class Request>
    std::string refusal(Command<Request> command, const std::type_identity_t<Request>& request) {
        const Result<Change> result = ask(command, request);
        if (result.ok()) FAIL("carried out: " << result.value().label);
        CHECK_FALSE(result.problem().message.empty());
        return result.problem().message;
    }

    template <class Request>
    bool changes_nothing(Command<Request> command, const std::type_identity_t<Request>& request) {
        const Result<Change> result = ask(command, request);
        return result.ok() && result.value().edits.empty() && !result.value().label.empty();
    }

    /// Imports a drawn document with its codings; codes that are missing are made at the top.
    Id<Source> document(const std::string& drawing, const std::string& name = "P01") {
        std::string text;
        std::vector<std::uint32_t> open;
        std::vector<std::pair<TextRange, std::string>> drawn;
        for (std::size_t i = 0; i < drawing.size(); ++i) {
            if (drawing[i] == '[') {
                open.push_back(static_cast<std::uint32_t>(text.size()));
            } else if (drawing[i] == '|') {
                const std::size_t close = drawing.find(']', i);
                drawn.push_back(
                    {{open.back(), static_cast<std::uint32_t>(text.size())}, drawing.substr(i + 1, close - i - 1)});
                open.pop_back();
                i = close;
            } else {
                text += drawing[i];
            }
        }
        const Id<Source> id = created<Source>(run(import_sources, {{{name, text, name + ".txt", std::nullopt}}}));
        for (const auto& [range, code_name] : drawn)
            run(apply_code, {id, range, code(code_name)});
        return id;
    }

    /// The document as document() takes it. Codings that cross each other cannot be told apart.
    [[nodiscard]] std::string drawn(Id<Source> id) const {
        const std::string_view text = project().find(id)->text.view();
        struct Drawn {
            TextRange range;
            std::string code;
        };
        std::vector<Drawn> codings;
        for (const CodingEntry& entry : workspace.indexes.codings_of_source(id))
            codings.push_back({entry.range, project().find(project().find(entry.id)->code)->name});
        std::sort(codings.begin(), codings.end(), [](const Drawn& a, const Drawn& b) {
            if (a.range.begin != b.range.begin) return a.range.begin < b.range.begin;
            if (a.range.end != b.range.end) return a.range.end > b.range.end;
            return a.code < b.code;
        });
        std::string drawing;
        for (std::uint32_t at = 0; at <= text.size(); ++at) {
            for (auto coding = codings.rbegin(); coding != codings.rend(); ++coding)
                if (coding->range.end == at) drawing += "|" + coding->code + "]";
            for (const Drawn& coding : codings)
                if (coding.range.begin == at) drawing += '[';
            if (at < text.size()) drawing += text[at];
        }
        return drawing;
    }

    /// The code of that name, made at the top when it is missing.
    Id<Code> code(const std::string& name) {
        for (const Code& known : project().codes())
            if (known.name == name) return known.id;
        return created_code(run(create_code, {name, {}, std::nullopt}));
    }
    Id<Code> code_under(const std::string& name, Id<Code> parent) {
        return created_code(run(create_code, {name, parent, std::nullopt}));
    }

    /// The codebook as "a(b c(d)) e".
    [[nodiscard]] std::string tree(Id<Code> parent = {}) const {
        std::string drawing;
        for (Id<Code> id : workspace.indexes.children_of(parent)) {
            if (!drawing.empty()) drawing += ' ';
            drawing += project().find(id)->name;
            if (const std::string below = tree(id); !below.empty()) drawing += "(" + below + ")";
        }
        return drawing;
    }

    /// The one stretch of a document with these words.
    [[nodiscard]] TextRange words(Id<Source> id, std::string_view wanted) const {
        const std::size_t at = project().find(id)->text.view().find(wanted);
        REQUIRE(at != std::string_view::npos);
        return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + wanted.size())};
    }

    /// The one coding that a code has.
    [[nodiscard]] Id<Coding> coding_of(Id<Code> id) const {
        REQUIRE(workspace.indexes.codings_of_code(id).size() == 1);
        return workspace.indexes.codings_of_code(id).front().id;
    }

private:
    std::uint64_t m_sequence = 0;
    IdSource m_ids = seeded_ids(7);
};

} // namespace emic::test
