#include "engine/commands/passage_follower.h"

#include "engine/commands/passages.h"
#include "engine/sort_rows.h"
#include "engine/source_structure.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace emic {

std::vector<Id<Theme>> quoting_themes(const Project& project, Id<Source> source) {
    std::vector<Id<Theme>> ids;
    for (const Theme& theme : project.themes())
        if (std::any_of(theme.key_quotations.begin(), theme.key_quotations.end(),
                        [&](const Passage& quotation) { return quotation.source == source; }))
            ids.push_back(theme.id);
    sort_rows(ids);
    return ids;
}

PassageFollower::PassageFollower(Draft& draft, const Source& source, std::string_view new_text)
    : m_draft(draft), m_source(source), m_new_text(new_text), m_replacements(diff_words(source.text.view(), new_text)) {
}

void PassageFollower::run() {
    move_codings();
    move_memos();
    move_quotations();
}

TextRange PassageFollower::moved(TextRange range) const {
    const TextRange followed = follow(range, m_replacements, m_source.text.view(), m_new_text);
    if (followed.empty()) return {};
    // Untouched words keep the blanks that another program may have coded with them.
    if (slice(m_source.text.view(), range) == slice(m_new_text, followed))
        return {grapheme_floor(m_new_text, followed.begin), grapheme_ceil(m_new_text, followed.end)};
    return snap_passage(m_new_text, followed);
}

void PassageFollower::move_structure(Source& changed) const {
    const auto place = [&](std::uint32_t at) {
        // A place follows the character behind it; the end of the text stays the end.
        const std::string_view old_text = m_source.text.view();
        if (at >= old_text.size()) return static_cast<std::uint32_t>(m_new_text.size());
        const TextRange here{at, grapheme_ceil(old_text, at + 1)};
        return grapheme_floor(m_new_text, follow(here, m_replacements, old_text, m_new_text).begin);
    };
    for (Turn& turn : changed.turns) {
        const TextRange said = moved({turn.words, turn.range.end});
        turn.range = moved(turn.range);
        turn.words = said.empty() ? turn.range.end : std::clamp(said.begin, turn.range.begin, turn.range.end);
    }
    for (Heading& heading : changed.headings) heading.range = moved(heading.range);
    for (TimeAnchor& time : changed.times) time.at = place(time.at);
    repair_structure(changed);
}

void PassageFollower::move_codings() {
    struct Moved {
        Id<Coding> id;
        TextRange before;
    };
    std::map<std::tuple<Id<Code>, Id<Coder>, TextRange>, Moved> places;
    for (const CodingEntry& entry : m_draft.context().indexes.codings_of_source(m_source.id)) {
        Coding coding = *m_draft.context().project.find(entry.id);
        coding.range = moved(entry.range);
        if (coding.range.empty()) {
            m_draft.erase(coding.id);
            continue;
        }
        const auto [place, first] =
            places.try_emplace({coding.code, coding.coder, coding.range}, Moved{coding.id, entry.range});
        if (!first && place->second.before != entry.range) {
            // Two passages have become one: so do their codings.
            Coding kept = *m_draft.find(place->second.id);
            if (coding.weight && !kept.weight) {
                kept.weight = coding.weight;
                m_draft.put(std::move(kept));
            }
            m_draft.erase(coding.id);
            continue;
        }
        m_draft.put(std::move(coding));
    }
}

void PassageFollower::move_memos() {
    for (Id<Memo> id : m_draft.context().indexes.memos_of(m_source.id.guid)) {
        Memo memo = *m_draft.context().project.find(id);
        if (memo.target != MemoTarget::passage) continue;
        memo.range = moved(memo.range);
        if (memo.range.empty()) {
            memo.target = MemoTarget::source;
            memo.range = {};
        }
        m_draft.put(std::move(memo));
    }
}

void PassageFollower::move_quotations() {
    for (Id<Theme> id : quoting_themes(m_draft.context().project, m_source.id)) {
        Theme theme = *m_draft.context().project.find(id);
        std::vector<Passage> quotations;
        for (Passage quotation : theme.key_quotations) {
            if (quotation.source == m_source.id) quotation.range = moved(quotation.range);
            const bool there = std::find(quotations.begin(), quotations.end(), quotation) != quotations.end();
            if (!quotation.range.empty() && !there) quotations.push_back(quotation);
        }
        theme.key_quotations = std::move(quotations);
        m_draft.put(std::move(theme));
    }
}

} // namespace emic
