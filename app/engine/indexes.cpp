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

/// An entry that comes into a sorted list or goes from it.
template <class Entry> struct Step {
    Entry entry;
    bool added;
};

/// Keeps `entries` sorted while some come and go, in one pass: each by itself would move what stands behind it.
template <class Entry> void note_sorted(std::vector<Entry>& entries, std::vector<Step<Entry>>& steps) {
    if (steps.size() == 1) return note_sorted(entries, steps.front().entry, steps.front().added);
    // The last step of an entry says whether it is there in the end.
    std::stable_sort(steps.begin(), steps.end(), [](const Step<Entry>& a, const Step<Entry>& b) { return a.entry < b.entry; });
    std::vector<Entry> merged;
    merged.reserve(entries.size() + steps.size());
    auto old = entries.begin();
    for (auto step = steps.begin(); step != steps.end(); ++step) {
        if (step + 1 != steps.end() && (step + 1)->entry == step->entry) continue;
        while (old != entries.end() && *old < step->entry) merged.push_back(*old++);
        if (old != entries.end() && *old == step->entry) ++old;
        if (step->added) merged.push_back(step->entry);
    }
    merged.insert(merged.end(), old, entries.end());
    entries = std::move(merged);
}

/// What comes and goes in the lists of a map, in order.
template <class Key, class Entry, class Hash> using Steps = std::unordered_map<Key, std::vector<Step<Entry>>, Hash>;

/// In a map whose empty lists are dropped so that equal projects have equal indexes.
template <class Map, class Key, class Entry, class Hash> void note_in(Map& map, Steps<Key, Entry, Hash>& steps) {
    for (auto& [key, of_key] : steps) {
        auto& list = map[key];
        note_sorted(list, of_key);
        if (list.empty()) map.erase(key);
    }
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
    Steps<Id<Source>, CodingEntry, IdHash> by_source;
    Steps<Id<Code>, CodingEntry, IdHash> by_code;
    Steps<Guid, Id<Memo>, GuidHash> memos;
    Steps<Id<Code>, ChildEntry, IdHash> children;
    const auto take = [&]<class Record>(const Record& record, bool added) {
        if constexpr (std::is_same_v<Record, Coding>) {
            by_source[record.source].push_back({entry_of(record), added});
            by_code[record.code].push_back({entry_of(record), added});
            recount.insert(record.source);
        }
        if constexpr (std::is_same_v<Record, Memo>) memos[record.target_id].push_back({record.id, added});
        if constexpr (std::is_same_v<Record, Code>) children[record.parent].push_back({{record.position, record.id}, added});
    };
    for (const AnyEdit& any : applied.edits) {
        std::visit(
            [&, this](const auto& edit) {
                using Record = typename std::decay_t<decltype(edit.before)>::value_type;
                if (edit.before) take(*edit.before, false);
                if (edit.after) take(*edit.after, true);
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
    note_in(m_by_source, by_source);
    note_in(m_by_code, by_code);
    note_in(m_memos, memos);
    for (auto& [parent, steps] : children) {
        Children& of_parent = m_children[parent];
        note_sorted(of_parent.entries, steps);
        of_parent.ids.clear();
        for (const ChildEntry& entry : of_parent.entries)
            of_parent.ids.push_back(entry.id);
        if (of_parent.entries.empty()) m_children.erase(parent);
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
