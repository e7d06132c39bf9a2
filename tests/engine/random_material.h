#pragma once
// What a random study is made of: numbers, words, names, places in documents, and requests that need a look at the project.

#include "engine/commands/codebook.h"
#include "engine/commands/created.h"
#include "engine/commands/memos.h"
#include "engine/commands/sources.h"
#include "engine/workspace.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace emic::test {

/// The same for the same seed on every machine.
class RandomMaterial {
protected:
    explicit RandomMaterial(std::uint64_t seed) : m_state(seed * 2 + 1) {}

    std::uint64_t random() { // SplitMix64
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    std::uint32_t below(std::size_t limit) { return limit == 0 ? 0 : static_cast<std::uint32_t>(random() % limit); }
    bool chance(std::uint32_t percent) { return below(100) < percent; }

    /// Some record's id; now and then one that is not there, or null.
    template <class Record> Id<Record> some() {
        const auto& table = m_workspace.project.table<Record>();
        if (table.empty() || chance(2)) return chance(50) ? Id<Record>{} : Id<Record>{{random(), 1}};
        // Row order is the same for the same history, so this is reproducible.
        return (table.begin() + below(table.size()))->id;
    }
    std::string word() {
        static const std::vector<std::string> words = {
            "lonely", "night",       "ward",     "I",    "felt",    "watched", "the",  "and",  "don’t", "mother",
            "Mutter", "été",         "孤單",     "我",   "覺得",    "媽媽",    "病房", "정상", "नमस्ते",  "क्षि",
            "أم",     "👩‍🍼", "👶🏽", "🇳🇿🇦🇺", "e\u0301", "…",       "?",    "12",   "한국",
        };
        return words[below(words.size())];
    }
    std::string sentence(std::uint32_t most) {
        std::string text;
        for (std::uint32_t i = below(most) + 1; i > 0; --i)
            text += word() + (chance(10) ? "\n" : chance(20) ? "" : " ");
        return text;
    }
    std::string name() {
        if (chance(4)) return chance(50) ? "  " : "\u202E\x01";
        if (chance(2)) return "bro\xFFken";
        if (chance(2)) return std::string(400, 'n');
        return word() + " " + (chance(70) ? word() : std::to_string(below(40)));
    }
    std::string prose() { return chance(3) ? "\xC3(" : chance(10) ? "" : sentence(12); }
    Colour colour() { return chance(3) ? 0xFF000000u : below(0x1000000); }
    TextRange range(Id<Source> id) {
        const Source* source = m_workspace.project.find(id);
        const std::uint32_t size = source ? source->text.size() : 50;
        const std::uint32_t begin = below(size + 1);
        const std::uint32_t length = chance(4) ? 0 : below(chance(80) ? 30 : size + 10);
        return {begin, chance(2) ? begin / 2 : begin + length};
    }
    Passage passage() {
        const Id<Source> id = some<Source>();
        return {id, range(id)};
    }
    std::vector<Passage> passages() {
        std::vector<Passage> list(below(4));
        for (Passage& one : list)
            one = passage();
        return list;
    }
    /// One code, or some others with it.
    std::vector<Id<Code>> some_codes(Id<Code> code) {
        std::vector<Id<Code>> codes;
        if (chance(40)) codes = several<Code>();
        codes.push_back(code);
        return codes;
    }
    template <class Record> std::vector<Id<Record>> several() {
        std::vector<Id<Record>> list(below(4));
        for (Id<Record>& one : list)
            one = some<Record>();
        return list;
    }
    /// A code of a coding with some more of its codings.
    SplitCode split() {
        SplitCode request{some<Code>(), {}, name()};
        for (const CodingEntry& entry : m_workspace.indexes.codings_of_code(request.code))
            if (chance(50)) request.codings.push_back(entry.id);
        return request;
    }
    NewSource new_source() {
        NewSource made{name(), sentence(120), word() + ".txt", std::nullopt};
        if (chance(3)) made.content.text += chance(50) ? "\r" : "\xE6";
        if (chance(40)) made.case_name = word();
        return made;
    }
    /// A document with some of its text changed here and there.
    EditSourceText edit_text() {
        const Id<Source> id = some<Source>();
        const Source* source = m_workspace.project.find(id);
        std::string text(source ? source->text.view() : std::string_view());
        for (std::uint32_t i = below(4) + 1; i > 0; --i) {
            const auto boundary = [&](std::uint32_t at) {
                return grapheme_floor(text, std::min<std::uint32_t>(at, static_cast<std::uint32_t>(text.size())));
            };
            const std::uint32_t begin = boundary(below(text.size() + 1));
            const std::uint32_t end = boundary(begin + below(chance(90) ? 12 : 200));
            text.replace(begin, std::max(begin, end) - begin, chance(70) ? word() : chance(50) ? "" : sentence(6));
        }
        if (chance(2)) text += "\r";
        if (chance(1)) text.clear();
        return {id, text};
    }
    WriteMemo memo() {
        WriteMemo request;
        request.target = static_cast<MemoTarget>(below(6));
        request.text = prose();
        switch (request.target) {
        case MemoTarget::project:
            request.target_id = chance(95) ? Guid{} : Guid{1, 1};
            break;
        case MemoTarget::source:
            request.target_id = some<Source>().guid;
            break;
        case MemoTarget::code:
            request.target_id = some<Code>().guid;
            break;
        case MemoTarget::case_:
            request.target_id = some<Case>().guid;
            break;
        case MemoTarget::theme:
            request.target_id = some<Theme>().guid;
            break;
        case MemoTarget::passage: {
            const Passage place = passage();
            request.target_id = place.source.guid;
            request.range = place.range;
            break;
        }
        }
        return request;
    }

    Workspace m_workspace;

private:
    std::uint64_t m_state;
};

} // namespace emic::test
