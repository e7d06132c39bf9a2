#include "engine/queries/speaker_turns.h"

#include "engine/queries/labelled_lines.h"
#include "engine/queries/overview.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace emic {

namespace {

struct Voices {
    std::vector<SpeakerRow> rows;
    std::vector<std::uint32_t> questions; ///< turns with a question mark
};

Voices count(std::string_view text, const std::vector<Turn>& turns, std::vector<SpeakerRow> rows) {
    Voices voices{std::move(rows), {}};
    voices.questions.resize(voices.rows.size());
    std::uint64_t all = 0;
    for (const Turn& turn : turns) {
        SpeakerRow& row = voices.rows[turn.speaker];
        const std::string_view said = slice(text, {turn.words, turn.range.end});
        const std::uint64_t words = words_in(said);
        ++row.turns;
        row.words += words;
        all += words;
        if (said.find('?') != std::string_view::npos || said.find("？") != std::string_view::npos) ++voices.questions[turn.speaker];
    }
    for (SpeakerRow& row : voices.rows) row.share = all == 0 ? 0 : static_cast<double>(row.words) / static_cast<double>(all);
    return voices;
}

/// By name; else who asks in at least a third of three or more turns, and speaks less than an equal share.
void guess_interviewer(Voices& voices) {
    bool by_name = false;
    for (SpeakerRow& row : voices.rows) by_name |= row.interviewer = says_interviewer(fold_case(row.name));
    if (by_name || voices.rows.size() < 2) return;
    for (SpeakerRow& row : voices.rows)
        if (fold_case(row.name) == "r") return void(row.interviewer = true);
    std::size_t best = voices.rows.size();
    double most = 1.0 / 3;
    for (std::size_t i = 0; i < voices.rows.size(); ++i) {
        const SpeakerRow& row = voices.rows[i];
        const double asks = static_cast<double>(voices.questions[i]) / std::max(1u, row.turns);
        if (row.turns < 3 || asks < most || row.share * static_cast<double>(voices.rows.size()) >= 1) continue;
        if (best == voices.rows.size() || asks > most) best = i;
        most = asks;
    }
    if (best < voices.rows.size()) voices.rows[best].interviewer = true;
}

} // namespace

FoundTurns find_turns(std::string_view text, const TurnPatterns& patterns, std::span<const TimeAnchor> known) {
    const std::vector<LabelledLine> lines = labelled_lines(text, patterns, known);
    FoundTurns found;
    std::map<std::string, std::uint32_t> places;
    bool open = false;
    const auto close = [&](std::uint32_t stop) {
        if (!open) return;
        Turn& turn = found.turns.back();
        turn.range = trimmed(text, {turn.range.begin, stop});
        turn.words = std::min(trimmed(text, {turn.words, stop}).begin, turn.range.end);
        open = false;
    };
    std::set<std::string> told_names;
    for (const LabelledLine& line : lines) {
        if (line.said == Said::goes_on) continue;
        close(line.range.begin);
        if (line.said == Said::by_nobody) {
            const bool told = !line.name.empty() && !found.turns.empty() && told_names.insert(line.name).second;
            if (told) found.not_taken.push_back(line.name);
            continue;
        }
        const auto [place, first] = places.try_emplace(line.key, static_cast<std::uint32_t>(found.speakers.size()));
        if (first) {
            found.speakers.emplace_back();
            found.speakers.back().name = line.name;
        }
        if (line.label->milliseconds) found.times.push_back({line.range.begin, *line.label->milliseconds});
        found.turns.push_back({{line.range.begin, line.range.end}, line.range.begin + line.label->range.end, place->second});
        open = true;
    }
    close(static_cast<std::uint32_t>(text.size()));
    Voices voices = count(text, found.turns, std::move(found.speakers));
    guess_interviewer(voices);
    found.speakers = std::move(voices.rows);
    return found;
}

std::vector<SpeakerRow> speaker_rows(const Source& source) {
    std::vector<SpeakerRow> rows;
    for (const Speaker& speaker : source.speakers) {
        SpeakerRow row;
        row.name = speaker.name;
        row.interviewer = speaker.interviewer;
        row.case_id = speaker.case_id;
        rows.push_back(std::move(row));
    }
    return count(source.text.view(), source.turns, std::move(rows)).rows;
}

const Turn* turn_of(const Source& source, std::uint32_t offset) {
    auto turn = std::upper_bound(source.turns.begin(), source.turns.end(), offset, [](std::uint32_t at, const Turn& one) { return at < one.range.begin; });
    if (turn == source.turns.begin()) return nullptr;
    --turn;
    if (offset < turn->range.end) return &*turn;
    // The white space behind a turn is still its own, as in turn_at() of text_units.h; what else stands there is nobody's.
    const std::string_view text = source.text.view();
    std::uint32_t behind = std::min(offset, static_cast<std::uint32_t>(text.size()));
    if (behind < text.size()) next_code_point(text, behind);
    return trimmed(text, {turn->range.end, behind}).empty() ? &*turn : nullptr;
}

std::vector<TextRange> interviewer_ranges(const Source& source) {
    std::vector<TextRange> ranges;
    for (const Turn& turn : source.turns) {
        if (!source.speakers[turn.speaker].interviewer) continue;
        if (!ranges.empty() && ranges.back().end == turn.range.begin) ranges.back().end = turn.range.end;
        else ranges.push_back(turn.range);
    }
    return ranges;
}

bool is_interviewers(const Source& source, TextRange range) {
    if (range.empty()) return false;
    const Turn* first = turn_of(source, range.begin);
    if (!first) return false;
    for (const Turn* turn = first; turn != source.turns.data() + source.turns.size() && turn->range.begin < range.end; ++turn)
        if (!source.speakers[turn->speaker].interviewer) return false;
    return true;
}

} // namespace emic
