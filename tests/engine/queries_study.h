#pragma once
// Small studies drawn as text: "I felt [lonely|isolation] at night".

#include "engine/workspace.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

namespace emic::test {

class DrawnStudy {
public:
    DrawnStudy() : m_ids(seeded_ids(7)) {
        Change change;
        change.insert(ProjectInfo{{m_ids()}, "Drawn study", 1000, ""});
        change.insert(Coder{coder(), "Ann", 0x112233, ""});
        change.insert(Coder{other_coder(), "Ben", 0x445566, ""});
        commit(change);
    }

    [[nodiscard]] const Project& project() const { return m_workspace.project; }
    [[nodiscard]] const Indexes& indexes() const { return m_workspace.indexes; }
    [[nodiscard]] static Id<Coder> coder() { return {{1, 1}}; }
    [[nodiscard]] static Id<Coder> other_coder() { return {{1, 3}}; }
    Guid new_id() { return m_ids(); }

    /// "Surveillance > being watched" makes both codes where they are missing.
    Id<Code> code(const std::string& path) {
        if (const auto found = m_codes.find(path); found != m_codes.end()) return found->second;
        Code made;
        const std::size_t cut = path.rfind(" > ");
        if (cut != std::string::npos) made.parent = code(path.substr(0, cut));
        made.id = {m_ids()};
        made.name = cut == std::string::npos ? path : path.substr(cut + 3);
        made.position = static_cast<std::uint32_t>(m_codes.size());
        made.colour = 0x100000 + made.position;
        m_codes.emplace(path, made.id);
        insert(made);
        return made.id;
    }

    Id<Case> one_case(const std::string& name, std::uint32_t position) {
        Case made{{m_ids()}, name, position, ""};
        insert(made);
        return made.id;
    }

    /// A document from a drawing: [passage|code] or [passage|code, other code]; a code with * is Ben's.
    Id<Source> document(const std::string& name, const std::string& drawing, Id<Case> case_id = {}) {
        Source source;
        source.id = {m_ids()};
        source.case_id = case_id;
        source.name = name;
        source.position = static_cast<std::uint32_t>(m_workspace.project.sources().size());
        std::string text;
        std::vector<std::uint32_t> open;
        std::vector<Coding> codings;
        for (std::size_t i = 0; i < drawing.size(); ++i) {
            if (drawing[i] == '[') {
                open.push_back(static_cast<std::uint32_t>(text.size()));
            } else if (drawing[i] == '|') {
                REQUIRE(!open.empty());
                const std::size_t end = drawing.find(']', i);
                for (std::string label : split(drawing.substr(i + 1, end - i - 1))) {
                    Coding coding;
                    coding.coder = coder();
                    if (label.back() == '*') {
                        label.pop_back();
                        coding.coder = other_coder();
                    }
                    coding.id = {m_ids()};
                    coding.source = source.id;
                    coding.range = {open.back(), static_cast<std::uint32_t>(text.size())};
                    coding.code = code(label);
                    coding.created = coding.modified = 2000;
                    codings.push_back(coding);
                }
                open.pop_back();
                i = end;
            } else {
                text += drawing[i];
            }
        }
        source.text = SharedText(text);
        Change change;
        change.insert(source);
        for (const Coding& coding : codings)
            change.insert(coding);
        commit(change);
        return source.id;
    }

    Id<Memo> memo(MemoTarget target, Guid target_id, const std::string& text, TextRange range = {}) {
        Memo made{{m_ids()}, target, target_id, range, {}, text, coder(), 3000, 3000, ""};
        insert(made);
        return made.id;
    }

    template <class Record> void insert(const Record& record) {
        Change change;
        change.insert(record);
        commit(change);
    }
    template <class Record> void update(const Record& after) {
        Change change;
        change.update(*project().find(after.id), after);
        commit(change);
    }

    /// Where `words` stand in a document.
    TextRange find(Id<Source> source, std::string_view words) const {
        const std::size_t at = project().find(source)->text.view().find(words);
        REQUIRE(at != std::string_view::npos);
        return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
    }

    std::string quoted(const CodingEntry& entry) const {
        return std::string(slice(project().find(entry.source)->text.view(), entry.range));
    }
    std::vector<std::string> quoted(const std::vector<CodingEntry>& entries) const {
        std::vector<std::string> texts;
        for (const CodingEntry& entry : entries)
            texts.push_back(quoted(entry));
        return texts;
    }

private:
    static std::vector<std::string> split(const std::string& list) {
        std::vector<std::string> parts;
        std::size_t begin = 0;
        while (true) {
            const std::size_t end = list.find(", ", begin);
            parts.push_back(list.substr(begin, end == std::string::npos ? end : end - begin));
            if (end == std::string::npos) return parts;
            begin = end + 2;
        }
    }
    void commit(const Change& change) {
        const Outcome outcome = m_workspace.commit(change);
        REQUIRE_MESSAGE(!outcome.has_value(), (outcome ? outcome->message : std::string()));
    }

    IdSource m_ids;
    Workspace m_workspace;
    std::map<std::string, Id<Code>> m_codes;
};

using Strings = std::vector<std::string>;

} // namespace emic::test
