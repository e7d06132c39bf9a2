#include "engine/formats/foreign_project_builder.h"

#include "engine/commands/names.h"
#include "engine/formats/record_json.h"
#include "engine/formats/text_encoding.h"
#include "engine/palette.h"

#include <algorithm>
#include <limits>

namespace emic {

namespace {

std::string clean(std::string_view raw) {
    std::size_t ignored = 0;
    return clean_text(repair_utf8(raw, ignored), ignored);
}

bool skip_digits(std::string_view text, std::size_t& at, std::size_t count, std::int64_t& value) {
    value = 0;
    for (const std::size_t end = at + count; at < end; ++at) {
        if (at >= text.size() || text[at] < '0' || text[at] > '9') return false;
        value = value * 10 + (text[at] - '0');
    }
    return true;
}

/// Days from 1970-01-01 to a day of the Gregorian calendar.
std::int64_t days_of(std::int64_t year, std::int64_t month, std::int64_t day) {
    if (month <= 2) --year;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t of_era = year - era * 400;
    const std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

} // namespace

void PlacedText::append(std::string_view piece, std::uint32_t units) {
    const auto from = static_cast<std::uint32_t>(text.size());
    text += piece;
    const auto to = static_cast<std::uint32_t>(text.size());
    for (; units > 0; --units) {
        begin.push_back(from);
        end.push_back(to);
    }
}

TextRange PlacedText::range(std::int64_t from, std::int64_t to) const {
    const auto size = static_cast<std::int64_t>(begin.size());
    if (from < 0 || to <= from || from >= size || to > size) return {};
    return {begin[static_cast<std::size_t>(from)], end[static_cast<std::size_t>(to - 1)]};
}

bool same_words(std::string_view a, std::string_view b) {
    const auto next = [](std::string_view text, std::uint32_t& at) -> char32_t {
        while (at < text.size()) {
            const char32_t c = next_code_point(text, at);
            if (!is_white_space(c) && c != 0xFEFF && c != 0x200B && c >= 0x20) return c;
        }
        return 0;
    };
    std::uint32_t in_a = 0;
    std::uint32_t in_b = 0;
    while (true) {
        const char32_t from_a = next(a, in_a);
        if (from_a != next(b, in_b)) return false;
        if (from_a == 0) return true;
    }
}

WallTime foreign_time(std::string_view text) {
    std::size_t at = 0;
    std::int64_t year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    if (!skip_digits(text, at, 4, year) || at >= text.size() || text[at++] != '-' || !skip_digits(text, at, 2, month) ||
        at >= text.size() || text[at++] != '-' || !skip_digits(text, at, 2, day))
        return 0;
    if (month < 1 || month > 12 || day < 1 || day > 31) return 0;
    std::int64_t seconds = days_of(year, month, day) * 86'400;
    if (at >= text.size() || (text[at] != ' ' && text[at] != 'T')) return seconds * 1000;
    ++at;
    if (!skip_digits(text, at, 2, hour) || at >= text.size() || text[at++] != ':' || !skip_digits(text, at, 2, minute) || hour > 24 ||
        minute > 59)
        return seconds * 1000;
    if (at < text.size() && text[at] == ':') {
        ++at;
        if (!skip_digits(text, at, 2, second) || second > 60) second = 0;
    }
    seconds += hour * 3600 + minute * 60 + second;
    if (at < text.size() && text[at] == '.')
        for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9';) ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
        const std::int64_t sign = text[at++] == '+' ? -1 : 1;
        std::int64_t zone_hours = 0, zone_minutes = 0;
        if (skip_digits(text, at, 2, zone_hours)) {
            if (at < text.size() && text[at] == ':') ++at;
            if (!skip_digits(text, at, 2, zone_minutes)) zone_minutes = 0;
            seconds += sign * (zone_hours * 3600 + zone_minutes * 60);
        }
    }
    return seconds * 1000;
}

std::optional<Colour> foreign_colour(std::string_view text) {
    if (text.starts_with('#')) text.remove_prefix(1);
    if (text.size() != 6) return std::nullopt;
    Colour colour = 0;
    for (const char c : text) {
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (digit < 0) return std::nullopt;
        colour = colour * 16 + static_cast<Colour>(digit);
    }
    return colour;
}

ForeignProjectBuilder::ForeignProjectBuilder(const FileInput& file, const ForeignProjectContext& context)
    : m_file(file), m_context(context) {}

std::string ForeignProjectBuilder::name_of(std::string_view raw, std::string_view noun, std::set<std::string>& taken) {
    std::string fit = clean(raw);
    if (code_points_before(fit, static_cast<std::uint32_t>(fit.size())) > max_name_length) {
        fit.resize(byte_at_code_point(fit, max_name_length));
        note("A name that was longer than Emic’s names can be was shortened.", "%1 names that were longer than Emic’s names can be were shortened.");
    }
    const auto name = clean_name(fit, noun);
    const std::string wanted = name ? *name : "Untitled " + std::string(noun);
    std::string unique = unique_name(wanted, taken);
    if (unique != wanted)
        note("A name that stood twice in one place got a number.", "%1 names that stood twice in one place got a number.");
    return unique;
}

void ForeignProjectBuilder::set_info(std::string_view name, WallTime created) {
    std::set<std::string> none;
    ProjectInfo info;
    info.id = new_id<ProjectInfo>();
    info.name = name_of(is_blank(name) ? std::string_view(document_name(m_file.name)) : name, "project", none);
    info.created = time_or_now(created);
    records.of<ProjectInfo>() = {info};
}

Id<Coder> ForeignProjectBuilder::coder(std::string_view name) {
    std::set<std::string> none;
    const std::string fit = name_of(is_blank(name) ? std::string_view(m_context.coder_name) : name, "coder", none);
    const auto [place, added] = m_coders.try_emplace(name_key(fit));
    if (added) {
        Coder record;
        record.id = place->second = new_id<Coder>();
        record.name = fit;
        record.colour = palette_colour(static_cast<std::uint32_t>(records.of<Coder>().size()));
        records.of<Coder>().push_back(std::move(record));
    }
    return place->second;
}

Id<Case> ForeignProjectBuilder::add_case(std::string_view name) {
    Case record;
    record.id = new_id<Case>();
    record.name = name_of(name, "case", m_case_names);
    record.position = static_cast<std::uint32_t>(records.of<Case>().size());
    records.of<Case>().push_back(record);
    return record.id;
}

Id<Source> ForeignProjectBuilder::add_source(std::string_view name, std::string text, WallTime imported) {
    Source record;
    record.id = new_id<Source>();
    record.name = name_of(name, "document", m_source_names);
    record.position = static_cast<std::uint32_t>(records.of<Source>().size());
    record.text = SharedText(std::move(text));
    record.origin = record.name;
    record.imported = time_or_now(imported);
    records.of<Source>().push_back(record);
    return record.id;
}

Id<Code> ForeignProjectBuilder::add_code(std::string_view name, Id<Code> parent, std::optional<Colour> colour,
                                         std::string_view definition, bool category) {
    Code record;
    record.id = new_id<Code>();
    record.parent = parent;
    record.name = name_of(name, "code", m_sibling_names[parent]);
    record.position = m_children[parent]++;
    record.colour = colour ? *colour : parent ? shade_colour(m_colours[parent], record.position) : palette_colour(record.position);
    record.definition = clean(definition);
    record.category = category;
    m_colours[record.id] = record.colour;
    records.of<Code>().push_back(record);
    return record.id;
}

void ForeignProjectBuilder::add_coding(Id<Source> source, TextRange range, Id<Code> code, Id<Coder> by, WallTime time,
                                       std::optional<std::int32_t> weight) {
    if (!m_codings.emplace(source, range, code, by).second)
        return note("A coding that stood twice was taken once.", "%1 codings that stood twice were taken once.");
    Coding record;
    record.id = new_id<Coding>();
    record.source = source;
    record.range = range;
    record.code = code;
    record.coder = by;
    record.created = record.modified = time_or_now(time);
    record.weight = weight;
    records.of<Coding>().push_back(record);
}

void ForeignProjectBuilder::add_memo(MemoTarget target, Guid on, TextRange range, std::string_view title,
                                     std::string_view text, Id<Coder> by, WallTime time) {
    Memo record;
    record.text = clean(text);
    if (is_blank(record.text)) return;
    record.id = new_id<Memo>();
    record.target = target;
    record.target_id = on;
    record.range = range;
    std::set<std::string> none;
    if (!is_blank(title)) record.title = name_of(title, "memo", none);
    record.coder = by;
    record.created = record.modified = time_or_now(time);
    records.of<Memo>().push_back(std::move(record));
}

void ForeignProjectBuilder::note(const std::string& one, const std::string& many, std::uint32_t count) {
    if (count == 0) return;
    auto [place, added] = m_counts.try_emplace(one, 0);
    if (added) m_sentences.emplace_back(one, many);
    place->second += count;
}

void ForeignProjectBuilder::doubt(const std::string& one, const std::string& many) {
    m_doubts.insert(one);
    note(one, many);
}

Result<ForeignProject> ForeignProjectBuilder::finish(std::string program) && {
    if (records.of<Coder>().empty()) coder({});
    ForeignProject made;
    made.program = std::move(program);
    RepairLog log;
    repair(records, log);
    for (const auto& [one, many] : m_sentences) {
        const std::uint32_t count = m_counts[one];
        std::string sentence = count == 1 ? one : many;
        if (const std::size_t at = sentence.find("%1"); at != std::string::npos) sentence.replace(at, 2, std::to_string(count));
        if (m_doubts.count(one) != 0) made.doubts.push_back({sentence, count});
        made.report.push_back({std::move(sentence), count});
    }
    for (const std::string& sentence : log.notes()) made.report.push_back({sentence, 1});
    Change change;
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
        for (Record& record : records.of<Record>()) change.insert(std::move(record));
    });
    if (const Outcome problem = made.project.apply(change)) return *problem;
    if (const std::vector<Problem> problems = find_problems(made.project); !problems.empty()) return problems.front();
    return made;
}

} // namespace emic
