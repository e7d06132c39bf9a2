#include "engine/queries/speaker_turns.h"

#include "engine/queries/overview.h"
#include "engine/queries/text_units.h"

#include <algorithm>
#include <map>
#include <optional>

namespace emic {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A time stamp at `at`, perhaps in brackets: 1:05, 00:01:05, 00:01:05.200.
struct Stamp {
    std::uint32_t end = 0;
    std::int64_t milliseconds = 0;
};
std::optional<Stamp> stamp_at(std::string_view text, std::size_t at) {
    const bool bracketed = at < text.size() && (text[at] == '[' || text[at] == '(');
    if (bracketed) ++at;
    std::int64_t seconds = 0, milliseconds = 0;
    int parts = 0;
    for (; parts < 3; ++parts) {
        const std::size_t begin = at;
        std::int64_t value = 0;
        for (; at < text.size() && is_digit(text[at]) && at - begin < 3; ++at) value = value * 10 + (text[at] - '0');
        if (at == begin || (parts > 0 && (at - begin != 2 || value > 59))) return std::nullopt;
        seconds = seconds * 60 + value;
        if (at + 1 >= text.size() || text[at] != ':' || !is_digit(text[at + 1])) {
            ++parts;
            break;
        }
        ++at;
    }
    if (parts < 2) return std::nullopt;
    if (at + 1 < text.size() && (text[at] == '.' || text[at] == ',') && is_digit(text[at + 1])) {
        ++at;
        for (std::int64_t worth = 100; at < text.size() && is_digit(text[at]); ++at, worth /= 10) milliseconds += (text[at] - '0') * worth;
    }
    if (at < text.size() && is_digit(text[at])) return std::nullopt;
    if (bracketed) {
        if (at == text.size() || (text[at] != ']' && text[at] != ')')) return std::nullopt;
        ++at;
    }
    return Stamp{static_cast<std::uint32_t>(at), seconds * 1000 + milliseconds};
}

/// True when these words would be taken for a name before a colon.
bool is_name(std::string_view words) {
    constexpr std::size_t longest = 120; // bytes; more than any name that speaker_label takes
    if (words.empty() || words.size() > longest) return false;
    const auto name = speaker_name(std::string(words) + ": x");
    return name && name->begin == 0 && name->end == words.size();
}

struct Label {
    TextRange range; ///< with its time stamp
    std::string name;
    std::optional<std::int64_t> milliseconds;
};

std::string_view without_blanks(std::string_view text) { return slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())})); }

/// "Ana 00:01:02" and "00:01:02 Ana" where nothing else stands in the line.
std::optional<Label> own_line_label(std::string_view paragraph, TextRange line) {
    const std::string_view words = slice(paragraph, line);
    constexpr std::size_t longest = 160; // bytes
    if (words.size() > longest) return std::nullopt;
    if (const auto first = stamp_at(words, 0)) {
        const std::string_view name = without_blanks(words.substr(first->end));
        if (is_name(name)) return Label{line, std::string(name), first->milliseconds};
        return std::nullopt;
    }
    if (const std::size_t space = words.rfind(' '); space != std::string_view::npos && space > 0) {
        const auto last = stamp_at(words, space + 1);
        const std::string_view name = without_blanks(words.substr(0, space));
        if (last && last->end == words.size() && is_name(name)) return Label{line, std::string(name), last->milliseconds};
    }
    return std::nullopt;
}

std::optional<Label> label_of(std::string_view paragraph, const TurnPatterns& patterns) {
    const TextRange line = trimmed(paragraph, {0, static_cast<std::uint32_t>(paragraph.size())});
    if (line.empty()) return std::nullopt;
    if (patterns.own_line)
        if (auto label = own_line_label(paragraph, line)) return label;
    const auto range = speaker_label(paragraph);
    const auto name = speaker_name(paragraph);
    if (!range || !name) return std::nullopt;
    const std::string_view words = slice(paragraph, *range);
    const bool brackets = words.front() == '[' || words.substr(0, 3) == "【";
    const bool colon = words.back() == ':' || (words.size() > 3 && words.substr(words.size() - 3) == "：");
    if (brackets ? !patterns.brackets : colon ? !patterns.colon : !patterns.stop) return std::nullopt;
    Label label{{line.begin, range->end}, std::string(without_blanks(slice(paragraph, *name))), std::nullopt};
    if (const auto stamp = stamp_at(paragraph, line.begin); stamp && stamp->end <= range->begin) label.milliseconds = stamp->milliseconds;
    return label;
}

/// The name without the number at its end: "p" of "P07".
std::string stem(const std::string& key) {
    std::size_t end = key.size();
    while (end > 0 && (is_digit(key[end - 1]) || key[end - 1] == ' ')) --end;
    return end == key.size() ? std::string() : key.substr(0, end);
}

bool says_interviewer(const std::string& key) {
    static constexpr std::string_view words[] = {"interviewer", "interviewer/in", "interviewerin", "int", "iv", "i", "q", "researcher", "moderator",
        "facilitator", "entrevistador", "entrevistadora", "entrevistadore", "enquêteur", "enquêtrice", "intervieweur", "forscher", "forscherin",
        "访谈者", "訪談者", "采访者", "採訪者", "访谈员", "訪談員", "研究者", "主持人", "问", "問", "聞き手", "면접자"};
    const std::string root = stem(key).empty() ? key : stem(key);
    return std::find(std::begin(words), std::end(words), root) != std::end(words);
}

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

FoundTurns find_turns(std::string_view text, const TurnPatterns& patterns) {
    struct Placed {
        Label label;
        std::string key;
    };
    std::vector<Placed> labels;
    std::map<std::string, std::uint32_t> times_named, times_stem;
    for (const TextRange& paragraph : paragraphs(text)) {
        auto label = label_of(slice(text, paragraph), patterns);
        if (!label) continue;
        label->range = {label->range.begin + paragraph.begin, label->range.end + paragraph.begin};
        std::string key = fold_case(label->name);
        ++times_named[key];
        labels.push_back({std::move(*label), std::move(key)});
    }
    for (const auto& [key, times] : times_named) ++times_stem[stem(key)];
    const bool somebody_often = std::any_of(times_named.begin(), times_named.end(), [](const auto& one) { return one.second > 1; });
    const bool interviewer = std::any_of(times_named.begin(), times_named.end(), [](const auto& one) { return says_interviewer(one.first); });
    std::erase_if(labels, [&](const Placed& one) {
        if (times_named[one.key] > 1 || says_interviewer(one.key)) return false;
        if (!stem(one.key).empty() && times_stem[stem(one.key)] > 1) return false;
        return somebody_often || !interviewer;
    });
    FoundTurns found;
    std::map<std::string, std::uint32_t> places;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const Label& label = labels[i].label;
        const std::uint32_t stop = i + 1 < labels.size() ? labels[i + 1].label.range.begin : static_cast<std::uint32_t>(text.size());
        const auto [place, first] = places.try_emplace(labels[i].key, static_cast<std::uint32_t>(found.speakers.size()));
        if (first) {
            found.speakers.emplace_back();
            found.speakers.back().name = label.name;
        }
        Turn turn;
        turn.range = trimmed(text, {label.range.begin, stop});
        turn.words = std::min(trimmed(text, {label.range.end, stop}).begin, turn.range.end);
        turn.words = std::max(turn.words, turn.range.begin);
        turn.speaker = place->second;
        if (label.milliseconds) found.times.push_back({turn.range.begin, *label.milliseconds});
        found.turns.push_back(turn);
    }
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
    // The white space behind a turn is still its own, as in turn_at() of text_units.h.
    return &*turn;
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
