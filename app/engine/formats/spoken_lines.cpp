#include "engine/formats/spoken_lines.h"

#include "engine/formats/text_file.h"
#include "engine/formats/transcript_export.h"
#include "engine/formats/turn_text.h"
#include "engine/queries/speaker_label.h"
#include "engine/queries/speaker_name.h"
#include "engine/queries/transcript_lines.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace emic {

namespace {

std::string_view without_blanks(std::string_view text) {
    return slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())}));
}

bool begins_with_dash(std::string_view line) {
    for (std::string_view dash : {"- ", "– ", "— ", "-\u00A0"})
        if (line.starts_with(dash)) return true;
    // "-Yes." is how subtitles write it
    return line.size() > 1 && line[0] == '-' && line[1] != '-' && !(line[1] >= '0' && line[1] <= '9') && line[1] != ' ';
}

/// Lines of a caption are one sentence broken for the screen, except where each begins with a dash: then two people speak.
std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        if (!text.empty()) text += begins_with_dash(line) ? '\n' : ' ';
        text += line;
    }
    return text;
}

/// A line with the label that it begins with.
struct Said {
    SpokenLine line;
    std::string label;
    std::uint32_t label_end = 0;
    bool voice = false; ///< a label that programs write: "(speaker 0)", "[SPEAKER_00]"
    bool goes_on = false; ///< a further line of the caption before, which has a label of its own
};

/// "Ana:", ">> ANA:", "[SPEAKER_00]" at the start; other brackets and full stops are too common in captions.
void find_label(Said& said) {
    if (said.line.lines.empty()) return;
    std::string& line = said.line.lines.front();
    if (line.starts_with(">>")) {
        line = std::string(without_blanks(std::string_view(line).substr(line.starts_with(">>>") ? 3 : 2)));
        said.line.someone_else = true;
    }
    if (begins_with_dash(line)) said.line.someone_else = true;
    const auto label = find_speaker_label(line);
    if (!label || label->form == LabelForm::stop || label->form == LabelForm::round) return;
    said.voice = label->form == LabelForm::brackets;
    if (said.voice && (line[label->name.end - 1] < '0' || line[label->name.end - 1] > '9')) return;
    said.label = std::string(slice(line, label->name));
    said.label_end = label->range.end;
}

bool has_label(const std::string& line) {
    Said said;
    said.line.lines = {line};
    find_label(said);
    return !said.label.empty();
}

/// Two people in one caption: a line with a label begins what another says.
std::vector<Said> apart(std::vector<Said> all) {
    std::vector<Said> pieces;
    for (Said& said : all) {
        const std::vector<std::string> lines = std::move(said.line.lines);
        said.line.lines.clear();
        pieces.push_back(std::move(said));
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (i > 0 && has_label(lines[i])) {
                Said next{pieces.back().line, {}, 0, false, true};
                next.line.lines.clear();
                pieces.push_back(std::move(next));
            }
            pieces.back().line.lines.push_back(lines[i]);
        }
    }
    return pieces;
}

/// What turned out to be no label goes on in its caption.
void join_again(std::vector<Said>& pieces) {
    std::vector<Said> joined;
    for (Said& said : pieces) {
        if (said.goes_on && said.line.speaker.empty() && !said.line.someone_else && !joined.empty()) {
            std::vector<std::string>& lines = joined.back().line.lines;
            lines.insert(lines.end(), said.line.lines.begin(), said.line.lines.end());
        } else {
            joined.push_back(std::move(said));
        }
    }
    pieces = std::move(joined);
}

/// A word with a colon is a speaker when many lines have one, or when it comes again; else it may be any sentence, and what
/// stands there is nobody's.
void settle_labels(std::vector<Said>& all) {
    std::map<std::string, std::size_t> counts;
    std::size_t labelled = 0;
    for (const Said& said : all) {
        if (said.label.empty() || is_opening_word(said.label)) continue;
        ++counts[said.label];
        ++labelled;
    }
    const bool many = labelled * 10 >= all.size() * 3;
    const bool anybody = many || std::any_of(counts.begin(), counts.end(), [](const auto& one) { return one.second > 1; });
    // A program names its voices in every line: what has none is a voice that it could not tell.
    const auto voices = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const Said& said) { return !said.label.empty() && is_numbered_voice(said.label); }));
    const bool every_line = voices == labelled && voices * 2 > all.size();
    for (Said& said : all) {
        if (said.label.empty() && every_line) said.line.someone_else = true;
        if (said.label.empty()) continue;
        const bool name = !is_opening_word(said.label);
        if (name && (many || counts[said.label] > 1)) {
            said.line.speaker = said.label;
            std::string& first = said.line.lines.front();
            first.erase(0, said.label_end);
            if (without_blanks(first).empty()) said.line.lines.erase(said.line.lines.begin());
            said.line.someone_else = false;
        } else if (anybody && !said.voice) {
            said.line.someone_else = true;
        }
    }
}

/// Older transcripts of Teams have a speaker's name as the first line of every caption: there are always lines below it, and
/// few names. True when that was so.
bool take_names_above(std::vector<Said>& all) {
    constexpr std::size_t fewest = 3;
    if (all.size() < fewest) return false;
    std::set<std::string_view> names;
    for (const Said& said : all) {
        if (said.line.lines.size() < 2 || !is_exported_name(said.line.lines.front())) return false;
        names.insert(said.line.lines.front());
    }
    if (names.size() * 3 > all.size()) return false;
    for (Said& said : all) {
        said.line.speaker = said.line.lines.front();
        said.line.lines.erase(said.line.lines.begin());
    }
    return true;
}

/// How many lines at the beginning of `line` are the last ones of `before`.
std::size_t repeated(const std::vector<std::string>& before, const std::vector<std::string>& lines) {
    constexpr std::size_t most = 64; // lines of a caption that are looked at
    for (std::size_t size = std::min({before.size(), lines.size(), most}); size > 0; --size)
        if (std::equal(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(size), before.end() - static_cast<std::ptrdiff_t>(size))) return size;
    return 0;
}

constexpr std::int64_t pause = 400; ///< milliseconds without a caption: what comes behind it is said anew

bool follows_at_once(const SpokenLine& before, const SpokenLine& line) {
    return !before.end || !line.begin || *line.begin <= *before.end + pause;
}

/// Shown long enough for its last line to be said: what is there for less is the step from one caption to the next.
bool can_be_said(const SpokenLine& line) {
    constexpr std::int64_t moment = 200, letter = 25; // milliseconds at the least
    return line.begin && line.end && *line.end - *line.begin > std::max(moment, letter * static_cast<std::int64_t>(line.lines.back().size()));
}

/// "well thank" before "well thank you for coming": the words so far, and the same with more.
bool grows(const SpokenLine& before, const SpokenLine& line) {
    if (before.lines.empty() || line.lines.empty() || before.speaker != line.speaker || !follows_at_once(before, line)) return false;
    const std::string so_far = joined(before.lines), more = joined(line.lines);
    return more.size() > so_far.size() && more.starts_with(so_far) && more[so_far.size()] == ' ';
}

std::uint32_t leave_out_growing(std::vector<SpokenLine>& all) {
    std::size_t growing = 0;
    for (std::size_t i = 1; i < all.size(); ++i) growing += grows(all[i - 1], all[i]) ? 1 : 0;
    if (growing < 2 || growing * 3 < all.size()) return 0;
    std::uint32_t left_out = 0;
    for (std::size_t i = 1; i < all.size(); ++i) {
        if (!grows(all[i - 1], all[i])) continue;
        left_out += static_cast<std::uint32_t>(all[i - 1].lines.size());
        all[i].begin = all[i - 1].begin;
        all[i - 1].lines.clear();
    }
    return left_out;
}

} // namespace

std::vector<std::string> spoken_lines_of(std::string_view words) {
    std::vector<std::string> lines;
    for (const TextRange& range : paragraphs(words)) {
        const std::string_view line = without_blanks(slice(words, range));
        if (!line.empty()) lines.emplace_back(line);
    }
    return lines;
}

std::uint32_t leave_out_repeats(std::vector<SpokenLine>& all) {
    std::vector<std::size_t> repeats(all.size(), 0);
    std::size_t rolling = 0, rolled = 0; // with new words under the repeated ones, and without
    for (std::size_t i = 1; i < all.size(); ++i) {
        if (all[i].speaker != all[i - 1].speaker || !follows_at_once(all[i - 1], all[i])) continue;
        repeats[i] = repeated(all[i - 1].lines, all[i].lines);
        // The very same lines once more, and for long enough: the last of them was said again.
        if (repeats[i] > 0 && repeats[i] == all[i].lines.size() && repeats[i] == all[i - 1].lines.size() && can_be_said(all[i])) --repeats[i];
        if (repeats[i] > 0) ++(repeats[i] < all[i].lines.size() ? rolling : rolled);
    }
    std::uint32_t left_out = 0;
    if (rolling >= 1 && rolling + rolled >= 2 && (rolling + rolled) * 3 >= all.size())
        for (std::size_t i = 0; i < all.size(); ++i) {
            left_out += static_cast<std::uint32_t>(repeats[i]);
            all[i].lines.erase(all[i].lines.begin(), all[i].lines.begin() + static_cast<std::ptrdiff_t>(repeats[i]));
        }
    std::erase_if(all, [](const SpokenLine& line) { return line.lines.empty(); });
    left_out += leave_out_growing(all);
    std::erase_if(all, [](const SpokenLine& line) { return line.lines.empty(); });
    return left_out;
}

std::optional<double> plain_number(std::string_view text, std::size_t& at) {
    double value = 0, worth = 1;
    const std::size_t begin = at;
    bool fraction = false;
    constexpr std::size_t longest = 18; // digits
    if (at >= text.size() || text[at] < '0' || text[at] > '9') return std::nullopt;
    for (; at < text.size() && at - begin < longest; ++at) {
        if (text[at] == '.' && !fraction) fraction = true;
        else if (text[at] < '0' || text[at] > '9') break;
        else if (fraction) value += (text[at] - '0') * (worth /= 10);
        else value = value * 10 + (text[at] - '0');
    }
    return value;
}

bool are_milliseconds(double last, std::size_t words) {
    constexpr double pace = 2; // words a second
    if (last <= 0 || words == 0) return false;
    const double per_unit = static_cast<double>(words) / last;
    return std::abs(std::log(per_unit * 1000 / pace)) < std::abs(std::log(per_unit / pace));
}

ImportedDocument spoken_document(const FileInput& file, std::vector<SpokenLine> all, std::vector<ImportNote> notes) {
    ImportedDocument document;
    document.name = document_name(file.name);
    document.notes = std::move(notes);
    document.content = spoken_content(std::move(all));
    note_blank(document);
    return document;
}

DocumentContent spoken_content(std::vector<SpokenLine> lines) {
    std::vector<Said> all;
    for (SpokenLine& line : lines)
        if (!line.lines.empty()) all.push_back({std::move(line), {}, 0, false, false});
    const bool named = std::any_of(all.begin(), all.end(), [](const Said& said) { return !said.line.speaker.empty(); });
    const bool above = !named && take_names_above(all);
    if (!named && !above) {
        all = apart(std::move(all));
        for (Said& said : all) find_label(said);
        settle_labels(all);
        join_again(all);
    }
    constexpr std::size_t near_end = 3; // lines in which credits stand
    TurnText text;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const SpokenLine& line = all[i].line;
        const std::string words = joined(line.lines);
        const bool credit = (i < near_end || i + near_end >= all.size()) && line.speaker.empty() && is_credit(words);
        if (!line.speaker.empty()) text.say(line.speaker, words, line.begin);
        else if (named || line.someone_else || credit || is_recording_mark(words)) text.paragraph(words, line.begin);
        else text.go_on(words, line.begin);
        // A dash inside: someone answers, and the next caption may be anybody's.
        const bool answered = !named && line.lines.size() > 1 && begins_with_dash(line.lines.back());
        if (answered) text.end_turn();
    }
    return text.take();
}

} // namespace emic
