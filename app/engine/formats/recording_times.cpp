#include "engine/formats/recording_times.h"

#include "engine/formats/stand_ins.h"
#include "engine/formats/transcript_export.h"
#include "engine/formats/transcript_table.h"
#include "engine/queries/speaker_label.h"
#include "engine/time_stamp.h"

#include <algorithm>
#include <array>

namespace emic {

namespace {

enum class Trust : std::uint8_t {
    certain,
    likely,   ///< where times of a recording stand
    doubtful, ///< anywhere between words
};

struct FoundTime {
    TextRange range;
    TimeStamp time;
    Trust trust = Trust::certain;
    bool whole_line = false;
    bool at_label = false;
    bool at_end = false; ///< behind the words of its line
};

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::uint32_t skip_blanks(std::string_view text, std::uint32_t at) {
    while (at < text.size() && text[at] != '\n') {
        std::uint32_t after = at;
        if (!is_white_space(next_code_point(text, after))) break;
        at = after;
    }
    return at;
}

std::uint32_t back_over_blanks(std::string_view text, std::uint32_t at) {
    while (at > 0 && is_blank(text[at - 1])) --at;
    return at;
}

/// Collects the stamps of a text, line by line.
class StampSearch {
public:
    StampSearch(std::string_view text, const std::vector<Turn>& turns) : m_text(text), m_turns(turns) {}

    std::vector<FoundTime> run() {
        for (const TextRange& paragraph : paragraphs(m_text)) {
            const TextRange line = trimmed(m_text, paragraph);
            if (line.empty()) continue;
            ++m_lines;
            search(line);
        }
        judge();
        return std::move(m_stamps);
    }

private:
    /// Labels of turns keep what stands in them: it is no words.
    [[nodiscard]] std::uint32_t behind_label_of_turn(std::uint32_t begin) {
        while (m_turn < m_turns.size() && m_turns[m_turn].range.end <= begin) ++m_turn;
        const bool inside = m_turn < m_turns.size() && m_turns[m_turn].range.begin <= begin && begin < m_turns[m_turn].words;
        return inside ? m_turns[m_turn].words : begin;
    }

    void search(TextRange line) {
        const std::uint32_t begin = behind_label_of_turn(line.begin);
        if (begin >= line.end) return;
        std::uint32_t at = take_leading(begin, line.end);
        if (at >= line.end) return;
        at = take_at_label(at, line.end);
        take_between(at, line.end);
    }

    void add(std::uint32_t begin, const TimeStamp& time, Trust trust, bool whole_line = false, bool at_label = false) {
        m_stamps.push_back({{begin, time.end}, time, time.unmistakable() ? Trust::certain : trust, whole_line, at_label});
    }

    /// Those at the beginning of a line; behind them what else it holds.
    std::uint32_t take_leading(std::uint32_t begin, std::uint32_t end) {
        const std::size_t first = m_stamps.size();
        std::uint32_t at = begin;
        const std::string_view line = m_text.substr(0, end);
        while (at < end) {
            const auto time = time_stamp_at(line, at);
            const std::uint32_t next = time ? skip_blanks(line, time->end) : at;
            const bool apart = time && (time->marks != StampMarks::none || next > time->end || next == end);
            if (!apart || (time->in_words && time->marks == StampMarks::none && next < end)) break;
            add(at, *time, Trust::likely);
            at = next;
        }
        const auto label = at < end && at > begin ? find_speaker_label(line.substr(at)) : std::nullopt;
        for (std::size_t i = first; i < m_stamps.size(); ++i) {
            FoundTime& stamp = m_stamps[i];
            stamp.whole_line = at >= end;
            stamp.at_label = label && label->form != LabelForm::stop && label->form != LabelForm::round;
            const bool brackets = stamp.time.marks != StampMarks::none && stamp.time.marks != StampMarks::round;
            if (stamp.at_label && brackets && !stamp.time.dotted) stamp.trust = Trust::certain;
            if (stamp.whole_line && stamp.time.hours && !stamp.time.dotted) stamp.trust = Trust::certain;
        }
        return at;
    }

    /// Those in and right behind a label: "Ana [00:12]: Yes.", "Ana: [00:12] Yes.", "Ana: 00:12 Yes."
    std::uint32_t take_at_label(std::uint32_t begin, std::uint32_t end) {
        const std::string_view words = m_text.substr(begin, end - begin);
        const auto label = find_speaker_label(words);
        if (!label || label->form == LabelForm::stop || label->form == LabelForm::round) return begin;
        const std::string_view line = m_text.substr(0, end);
        std::uint32_t at = begin + label->name.end;
        const std::uint32_t behind = begin + label->range.end;
        while (at < behind) {
            const auto time = std::string_view("([{<#").find(m_text[at]) != std::string_view::npos ? time_stamp_at(line, at) : std::nullopt;
            if (!time) {
                next_code_point(m_text, at);
                continue;
            }
            add(at, *time, time->marks == StampMarks::round || time->dotted ? Trust::likely : Trust::certain, false, true);
            at = time->end;
        }
        const std::uint32_t next = skip_blanks(line, behind);
        if (next < end)
            if (const auto time = time_stamp_at(line, next); time && !time->in_words && skip_blanks(line, time->end) > time->end) {
                add(next, *time, Trust::likely, false, true);
                return skip_blanks(line, time->end);
            }
        return next;
    }

    /// Those between the words and behind them.
    void take_between(std::uint32_t begin, std::uint32_t end) {
        const std::string_view line = m_text.substr(0, end);
        const auto last = time_stamp_before_end(line.substr(begin));
        const std::uint32_t behind = last ? begin + *last : end;
        for (std::uint32_t at = begin; at < end;) {
            const std::size_t opens = line.find_first_of("#[{(<", at);
            const std::uint32_t next = opens == std::string_view::npos ? end : static_cast<std::uint32_t>(opens);
            if (behind < end && behind <= next) {
                const auto time = time_stamp_at(line, behind);
                const bool bare = time->marks == StampMarks::none;
                const bool round = time->marks == StampMarks::round && !time->hours;
                if ((!bare || time->hours) && !time->in_words) add(behind, *time, round ? Trust::doubtful : Trust::likely), m_stamps.back().at_end = true;
                return;
            }
            if (next >= end) return;
            const auto time = time_stamp_at(line, next);
            if (time && !time->in_words) add(next, *time, Trust::doubtful);
            at = time ? time->end : next + 1;
        }
    }

    /// Which of the likely and doubtful ones are times of the recording.
    void judge() {
        constexpr std::size_t kinds = 12;
        const auto kind_of = [](const FoundTime& stamp) { return static_cast<std::size_t>(stamp.time.marks) * 2 + (stamp.at_end ? 1 : 0); };
        std::array<std::vector<const FoundTime*>, kinds> likely;
        std::array<bool, kinds> certain{};
        for (const FoundTime& stamp : m_stamps) {
            const std::size_t kind = kind_of(stamp);
            if (stamp.trust == Trust::likely) likely[kind].push_back(&stamp);
            if (stamp.trust == Trust::certain) certain[kind] = true;
        }
        std::array<bool, kinds> trusted{};
        for (std::size_t kind = 0; kind < kinds; ++kind) trusted[kind] = are_times(likely[kind]) || certain[kind];
        std::vector<FoundTime> taken;
        for (const FoundTime& stamp : m_stamps) {
            const bool known = trusted[kind_of(stamp)];
            if (stamp.trust == Trust::certain || (known && stamp.trust == Trust::likely)) taken.push_back(stamp);
        }
        // What stands between words fits in between the times around it.
        std::vector<FoundTime> all;
        for (const FoundTime& stamp : m_stamps) {
            if (stamp.trust != Trust::doubtful) continue;
            const auto next = std::upper_bound(taken.begin(), taken.end(), stamp.range.begin, [](std::uint32_t at, const FoundTime& one) { return at < one.range.begin; });
            const bool after = next != taken.begin() && (next - 1)->time.milliseconds <= stamp.time.milliseconds;
            const bool before = next == taken.end() || stamp.time.milliseconds <= next->time.milliseconds;
            const std::size_t kind = kind_of(stamp);
            if ((trusted[kind] || trusted[kind ^ 1]) && after && before) all.push_back(stamp);
        }
        all.insert(all.end(), taken.begin(), taken.end());
        std::sort(all.begin(), all.end(), [](const FoundTime& a, const FoundTime& b) { return a.range < b.range; });
        m_stamps = std::move(all);
    }

    [[nodiscard]] bool are_times(const std::vector<const FoundTime*>& stamps) const {
        if (stamps.empty()) return false;
        constexpr std::int64_t minute = 60'000;
        const FoundTime& first = *stamps.front();
        std::size_t backward = 0, at_labels = 0, odd = 0, with_hours = 0, no_months = 0;
        for (std::size_t i = 0; i < stamps.size(); ++i) {
            const TimeStamp& time = stamps[i]->time;
            if (i > 0 && time.milliseconds < stamps[i - 1]->time.milliseconds) ++backward;
            if (stamps[i]->at_label) ++at_labels;
            if (time.milliseconds % 5000 != 0) ++odd; // clock times are round
            if (time.hours) ++with_hours;
            if (time.milliseconds / 1000 % 60 > 12) ++no_months;
        }
        // With full stops they may be dates: "[3.05]", "[01.05.24]".
        if (first.time.dotted && (no_months == 0 || with_hours > 0)) return false;
        const bool labelled = at_labels == stamps.size();
        if (stamps.size() < (labelled ? 2u : 3u) || backward * 10 > stamps.size()) return false;
        if (labelled || with_hours == stamps.size()) return odd > 0 || first.time.milliseconds < 10 * minute;
        switch (first.time.marks) {
        case StampMarks::none: return first.time.milliseconds < minute && stamps.size() * 4 >= m_lines;
        case StampMarks::round: return first.time.milliseconds < minute || (odd > 0 && first.time.milliseconds < 10 * minute);
        default: return odd > 0 || first.time.milliseconds < 10 * minute;
        }
    }

    std::string_view m_text;
    const std::vector<Turn>& m_turns;
    std::size_t m_turn = 0;
    std::size_t m_lines = 0;
    std::vector<FoundTime> m_stamps;
};

/// A stamp with the blanks that go with it.
ReplacedText::Replacement cut_of(std::string_view text, const FoundTime& stamp, std::uint32_t from) {
    std::uint32_t begin = stamp.range.begin, end = stamp.range.end;
    const std::uint32_t blanks_end = skip_blanks(text, end), blanks_begin = std::max(from, back_over_blanks(text, begin));
    const bool line_begins = blanks_begin == 0 || text[blanks_begin - 1] == '\n';
    const bool line_ends = blanks_end == text.size() || text[blanks_end] == '\n';
    if (stamp.whole_line && line_ends) {
        if (blanks_end < text.size()) return {{blanks_begin, blanks_end + 1}, ""};
        return {{blanks_begin > from && blanks_begin > 0 ? blanks_begin - 1 : blanks_begin, blanks_end}, ""};
    }
    if (line_begins) return {{blanks_begin, blanks_end}, ""};
    if (blanks_begin < begin && blanks_end > end && !line_ends) return {{begin, blanks_end}, ""};
    if (line_ends || blanks_begin < begin) {
        const bool stays_apart = line_ends || !is_word_character([&] { std::uint32_t at = end; return next_code_point(text, at); }());
        return {{stays_apart ? blanks_begin : begin, end}, ""};
    }
    std::uint32_t before = begin, after = end;
    const bool glued = begin > 0 && blanks_end == end && is_word_character(previous_code_point(text, before)) && is_word_character(next_code_point(text, after));
    return {{begin, glued ? end : blanks_end}, glued ? " " : ""};
}

} // namespace

std::uint32_t take_times_out(DocumentContent& content) {
    const std::string text = content.text;
    const std::vector<FoundTime> stamps = StampSearch(text, content.turns).run();
    if (stamps.empty()) return 0;
    std::vector<ReplacedText::Replacement> cuts;
    for (const FoundTime& stamp : stamps) cuts.push_back(cut_of(text, stamp, cuts.empty() ? 0 : cuts.back().range.end));
    const ReplacedText without(text, cuts);
    content.text = without.text;
    const auto place = [&](std::uint32_t at) { return without.moved({at, at}).begin; };
    for (Turn& turn : content.turns) {
        const std::uint32_t words = place(turn.words);
        turn.range = trimmed(content.text, {place(turn.range.begin), place(turn.range.end)});
        turn.words = std::clamp(words, turn.range.begin, turn.range.end);
    }
    for (Heading& heading : content.headings) heading.range = trimmed(content.text, {place(heading.range.begin), place(heading.range.end)});
    for (NewMemo& memo : content.memos) memo.range = {place(memo.range.begin), place(memo.range.end)};
    for (TimeAnchor& anchor : content.times) anchor.at = place(anchor.at);
    std::erase_if(content.headings, [](const Heading& heading) { return heading.range.empty(); });
    for (std::size_t i = 0; i < stamps.size(); ++i) content.times.push_back({place(cuts[i].range.begin), stamps[i].time.milliseconds});
    std::stable_sort(content.times.begin(), content.times.end(), [](const TimeAnchor& a, const TimeAnchor& b) { return a.at < b.at; });
    content.times.erase(std::unique(content.times.begin(), content.times.end()), content.times.end());
    return static_cast<std::uint32_t>(stamps.size());
}

void settle_transcript(ImportedDocument& document) {
    if (!document.content.turns.empty() || !document.content.times.empty()) return;
    const bool words_alone = document.content.headings.empty() && document.content.memos.empty();
    if (std::optional<TranscriptTable> table = words_alone ? transcript_of_tabs(document.content.text) : std::nullopt) {
        document.content.text.clear();
        DocumentContent made = spoken_content(std::move(table->lines));
        made.values = std::move(document.content.values);
        document.content = std::move(made);
        document.notes.insert(document.notes.end(), table->notes.begin(), table->notes.end());
        return;
    }
    add_exported_turns(document.content);
    const std::uint32_t count = take_times_out(document.content);
    if (count > 0)
        document.notes.push_back({counted(count, "time of the recording was taken out of the text and stands", "times of the recording were taken out of the text and stand") + " beside it.", count});
}

} // namespace emic
