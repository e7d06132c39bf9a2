#include "engine/indexes.h"

#include <algorithm>
#include <set>

namespace emic {

namespace {

/// Keeps `entries` sorted while one comes or goes.
template <class Entry> void note_sorted(std::vector<Entry>& entries, const Entry& entry, bool added) {
    const auto place = std::lower_bound(entries.begin(), entries.end(), entry);
    if (added)
        entries.insert(place, entry);
    else if (place != entries.end() && *place == entry)
        entries.erase(place);
}

/// As note_sorted, in a map whose empty lists are dropped so that equal projects have equal indexes.
template <class Map, class Entry>
void note_in(Map& map, const typename Map::key_type& key, const Entry& entry, bool added) {
    auto found = map.find(key);
    if (found == map.end()) {
        if (!added) return;
        found = map.try_emplace(key).first;
    }
    note_sorted(found->second, entry, added);
    if (found->second.empty()) map.erase(found);
}

template <class Map> const typename Map::mapped_type& list_or_empty(const Map& map, const typename Map::key_type& key) {
    static const typename Map::mapped_type empty;
    const auto found = map.find(key);
    return found == map.end() ? empty : found->second;
}

CodingEntry entry_of(const Coding& coding) {
    return {coding.source, coding.range, coding.id};
}

} // namespace

void Indexes::note(const Coding& coding, bool added) {
    note_in(m_by_source, coding.source, entry_of(coding), added);
    note_in(m_by_code, coding.code, entry_of(coding), added);
}

void Indexes::note(const Memo& memo, bool added) {
    note_in(m_memos, memo.target_id, memo.id, added);
}

void Indexes::note(const Code& code, bool added) {
    Children& children = m_children[code.parent];
    note_sorted(children.entries, ChildEntry{code.position, code.id}, added);
    if (children.entries.empty()) {
        m_children.erase(code.parent);
        return;
    }
    children.ids.clear();
    for (const ChildEntry& entry : children.entries)
        children.ids.push_back(entry.id);
}

void Indexes::note(const Source& source) {
    CountedText& counted = m_counted[source.id];
    if (counted.text.same_memory(source.text) && counted.counts.text.paragraphs > 0) return;
    counted.text = source.text;
    counted.counts.text = count_text(source.text.view());
}

void Indexes::count_coded_ink(Id<Source> source) {
    const auto counted = m_counted.find(source);
    if (counted == m_counted.end()) return;
    const std::string_view text = counted->second.text.view();
    std::uint32_t ink = 0;
    for (const TextRange& range : coded_ranges(source))
        ink += count_text(slice(text, range)).ink;
    counted->second.counts.coded_ink = ink;
}

void Indexes::rebuild(const Project& project) {
    *this = Indexes();
    for (const Coding& coding : project.codings()) {
        m_by_source[coding.source].push_back(entry_of(coding));
        m_by_code[coding.code].push_back(entry_of(coding));
    }
    for (auto& [source, entries] : m_by_source)
        std::sort(entries.begin(), entries.end());
    for (auto& [code, entries] : m_by_code)
        std::sort(entries.begin(), entries.end());
    for (const Memo& memo : project.memos())
        m_memos[memo.target_id].push_back(memo.id);
    for (auto& [target, ids] : m_memos)
        std::sort(ids.begin(), ids.end());
    for (const Code& code : project.codes())
        m_children[code.parent].entries.push_back({code.position, code.id});
    for (auto& [parent, children] : m_children) {
        std::sort(children.entries.begin(), children.entries.end());
        for (const ChildEntry& entry : children.entries)
            children.ids.push_back(entry.id);
    }
    for (const Source& source : project.sources()) {
        note(source);
        count_coded_ink(source.id);
    }
}

void Indexes::update(const Change& applied) {
    std::set<Id<Source>> recount;
    for (const AnyEdit& any : applied.edits) {
        std::visit(
            [&, this](const auto& edit) {
                using Record = typename std::decay_t<decltype(edit.before)>::value_type;
                if constexpr (std::is_same_v<Record, Coding> || std::is_same_v<Record, Memo> ||
                              std::is_same_v<Record, Code>) {
                    if (edit.before) note(*edit.before, false);
                    if (edit.after) note(*edit.after, true);
                }
                if constexpr (std::is_same_v<Record, Coding>) {
                    if (edit.before) recount.insert(edit.before->source);
                    if (edit.after) recount.insert(edit.after->source);
                }
                if constexpr (std::is_same_v<Record, Source>) {
                    if (edit.after) {
                        note(*edit.after);
                        recount.insert(edit.after->id);
                    } else {
                        m_counted.erase(edit.before->id);
                    }
                }
            },
            any);
    }
    for (Id<Source> source : recount)
        count_coded_ink(source);
}

const DocumentCounts& Indexes::counts_of(Id<Source> source) const {
    return list_or_empty(m_counted, source).counts;
}

std::vector<TextRange> Indexes::coded_ranges(Id<Source> source) const {
    std::vector<TextRange> ranges;
    for (const CodingEntry& entry : codings_of_source(source)) {
        if (entry.range.empty()) continue;
        if (!ranges.empty() && entry.range.begin <= ranges.back().end)
            ranges.back().end = std::max(ranges.back().end, entry.range.end);
        else
            ranges.push_back(entry.range);
    }
    return ranges;
}

const std::vector<CodingEntry>& Indexes::codings_of_source(Id<Source> source) const {
    return list_or_empty(m_by_source, source);
}
const std::vector<CodingEntry>& Indexes::codings_of_code(Id<Code> code) const {
    return list_or_empty(m_by_code, code);
}
const std::vector<Id<Memo>>& Indexes::memos_of(Guid target) const {
    return list_or_empty(m_memos, target);
}
const std::vector<Id<Code>>& Indexes::children_of(Id<Code> parent) const {
    return list_or_empty(m_children, parent).ids;
}

} // namespace emic
