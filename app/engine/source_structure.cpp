#include "engine/source_structure.h"

#include "engine/sort_rows.h"

namespace emic {

namespace {

bool is_passage(const Source& source, TextRange range) {
    return !range.empty() && range.end <= source.text.size() && is_code_point_boundary(source.text.view(), range.begin) &&
           is_code_point_boundary(source.text.view(), range.end);
}

bool is_sound(const Source& source, const Turn& turn) {
    return is_passage(source, turn.range) && turn.words >= turn.range.begin && turn.words <= turn.range.end &&
           is_code_point_boundary(source.text.view(), turn.words) && turn.speaker < source.speakers.size();
}
bool is_sound(const Source& source, const Heading& heading) {
    return is_passage(source, heading.range) && heading.level >= 1 && heading.level <= 9;
}
bool is_sound(const Source& source, const TimeAnchor& time) {
    return time.at <= source.text.size() && is_code_point_boundary(source.text.view(), time.at);
}

bool follows(const Turn& one, const Turn& next) { return one.range.end <= next.range.begin; }
bool follows(const Heading& one, const Heading& next) { return one.range.end <= next.range.begin; }
bool follows(const TimeAnchor& one, const TimeAnchor& next) { return one.at <= next.at; }

template <class Mark> bool all_sound(const Source& source, const std::vector<Mark>& marks) {
    for (std::size_t i = 0; i < marks.size(); ++i)
        if (!is_sound(source, marks[i]) || (i > 0 && !follows(marks[i - 1], marks[i]))) return false;
    return true;
}

std::uint32_t begin_of(const Turn& turn) { return turn.range.begin; }
std::uint32_t begin_of(const Heading& heading) { return heading.range.begin; }
std::uint32_t begin_of(const TimeAnchor& time) { return time.at; }

template <class Mark> bool keep_sound(const Source& source, std::vector<Mark>& marks) {
    if (all_sound(source, marks)) return false;
    std::vector<Mark> kept;
    sort_rows(marks, [](const Mark& a, const Mark& b) { return begin_of(a) < begin_of(b); });
    for (const Mark& mark : marks)
        if (is_sound(source, mark) && (kept.empty() || follows(kept.back(), mark))) kept.push_back(mark);
    marks = std::move(kept);
    return true;
}

} // namespace

Outcome check_structure(const Source& source) {
    const char* what = !all_sound(source, source.turns)      ? "Its speakers’ turns"
                       : !all_sound(source, source.headings) ? "Its headings"
                       : !all_sound(source, source.times)    ? "The times of its recording"
                                                             : nullptr;
    if (!what) return std::nullopt;
    return Problem{ProblemKind::damaged, std::string(what) + " do not fit its text.", {}};
}

bool repair_structure(Source& source) {
    bool wrong = keep_sound(source, source.turns);
    wrong |= keep_sound(source, source.headings);
    wrong |= keep_sound(source, source.times);
    if (!wrong) return false;
    std::vector<Speaker> speakers;
    std::vector<std::uint32_t> place(source.speakers.size(), 0);
    for (Turn& turn : source.turns) {
        std::uint32_t& where = place[turn.speaker];
        if (where == 0) {
            speakers.push_back(source.speakers[turn.speaker]);
            where = static_cast<std::uint32_t>(speakers.size());
        }
        turn.speaker = where - 1;
    }
    source.speakers = std::move(speakers);
    return true;
}

} // namespace emic
