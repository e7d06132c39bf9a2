#include "engine/formats/transcript_table.h"

#include "engine/formats/table_cells.h"
#include "engine/formats/text_file.h"
#include "engine/formats/transcript_export.h"
#include "engine/formats/turn_text.h"
#include "engine/queries/overview.h"
#include "engine/text_direction.h"
#include "engine/time_stamp.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace emic {

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string_view without_blanks(std::string_view text) { return slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())})); }

std::string_view cell(const std::vector<std::string>& row, std::size_t column) { return column < row.size() ? without_blanks(row[column]) : std::string_view(); }

template <std::size_t Count> bool holds(const std::string_view (&words)[Count], std::string_view word) { return std::find(std::begin(words), std::end(words), word) != std::end(words); }

constexpr std::string_view time_headings[] = {"time", "times", "timestamp", "timestamps", "time stamp", "start", "begin", "beginning", "in", "in point", "tc", "tc in", "timecode", "time code", "timespan", "time span", "time range", "when", "zeit",
    "zeitmarke", "zeitstempel", "startzeit", "beginn", "anfang", "von", "inicio", "tiempo", "marca de tiempo", "minuto", "hora", "début", "temps", "horodatage", "inizio", "tempo", "início", "tid", "starttid", "tijd", "tijdcode", "время", "начало", "时间", "時間", "开始时间", "開始時間"};
constexpr std::string_view end_headings[] = {"end", "stop", "out", "out point", "tc out", "to", "ende", "endzeit", "bis", "fin", "fine", "fim", "slut", "sluttid", "eind", "конец", "结束时间", "終了時間", "duration", "dur"};
constexpr std::string_view speaker_headings[] = {"speaker", "speakers", "speaker name", "speaker label", "speaker id", "speakername", "who", "voice", "sprecher", "sprecherin", "sprecher/in", "sprecher*in", "sprecher:in", "sprechende person", "hablante",
    "interlocutor", "locuteur", "locutrice", "intervenant", "parlante", "falante", "spreker", "taler", "talare", "говорящий", "спикер", "说话人", "發言人", "发言人", "话者", "話者", "المتحدث", "דובר"};
constexpr std::string_view people_headings[] = {"name", "participant", "participant name", "person", "role", "user", "author", "from", "teilnehmer", "nombre", "nom", "nome", "naam", "interviewee"};
constexpr std::string_view words_headings[] = {"text", "words", "transcript", "transcription", "content", "utterance", "utterances", "speech", "said", "spoken text", "spoken words", "sentence", "sentences", "message", "caption", "captions", "subtitle", "subtitles",
    "dialogue", "dialog", "line", "turn", "inhalt", "wortlaut", "äußerung", "gesagtes", "transkript", "aussage", "texto", "contenido", "transcripción", "enunciado", "texte", "contenu", "énoncé", "propos", "testo", "contenuto", "trascrizione", "conteúdo", "transcrição", "tekst", "yttrande", "текст", "реплика", "内容", "內容", "文本", "文字", "发言", "原文", "النص", "טקסט"};

std::string heading_of(std::string_view raw) {
    std::string heading = fold_case(without_blanks(raw));
    std::replace(heading.begin(), heading.end(), '_', ' ');
    if (const std::size_t unit = heading.find_first_of("(["); unit != std::string::npos && unit > 0) heading = std::string(without_blanks(heading.substr(0, unit)));
    while (heading.ends_with(':')) heading.pop_back();
    return heading;
}

struct Columns {
    std::optional<std::size_t> time, end, speaker, words;
    bool named_speaker = false; ///< by a heading that can mean nothing else
    bool headed = false;
};

Columns columns_by_heading(const std::vector<std::string>& headings) {
    Columns columns;
    std::optional<std::size_t> person;
    for (std::size_t i = 0; i < headings.size(); ++i) {
        const std::string heading = heading_of(headings[i]);
        const auto set = [&](std::optional<std::size_t>& column) {
            if (!column) column = i;
        };
        if (holds(words_headings, heading)) set(columns.words);
        else if (holds(time_headings, heading) || heading.starts_with("start ") || heading.starts_with("starttime") || heading.starts_with("begin ")) set(columns.time);
        else if (holds(end_headings, heading) || heading.starts_with("end ") || heading.starts_with("endtime")) set(columns.end);
        else if (holds(speaker_headings, heading)) set(columns.speaker);
        else if (holds(people_headings, heading)) set(person);
    }
    columns.named_speaker = columns.speaker.has_value();
    if (!columns.speaker) columns.speaker = person;
    columns.headed = true;
    return columns;
}

/// A time of the recording, or a bare number of seconds or milliseconds.
struct CellTime {
    std::optional<std::int64_t> milliseconds;
    double number = 0;
};
std::optional<CellTime> time_in(std::string_view text) {
    if (const auto stamp = whole_time(text)) return CellTime{stamp, 0};
    constexpr double most = 1e10;
    std::size_t end = 0;
    const auto number = plain_number(text, end);
    if (!number || end != text.size() || *number >= most) return std::nullopt;
    return CellTime{{}, *number};
}

/// Nearly all cells are times, and they go up.
bool are_times(const Rows& rows, std::size_t first, std::size_t column) {
    std::size_t times = 0, others = 0, backward = 0;
    double last = -1;
    for (std::size_t i = first; i < rows.size(); ++i) {
        const std::string_view text = cell(rows[i], column);
        if (text.empty()) continue;
        const auto time = time_in(text);
        if (!time) {
            ++others;
            continue;
        }
        const double value = time->milliseconds ? static_cast<double>(*time->milliseconds) : time->number;
        if (value < last) ++backward;
        last = value;
        ++times;
    }
    return times > 0 && others * 5 <= times && backward * 10 <= times;
}

bool has_stamp(const Rows& rows, std::size_t first, std::size_t column) {
    return std::any_of(rows.begin() + static_cast<std::ptrdiff_t>(first), rows.end(), [&](const auto& row) { return whole_time(cell(row, column)).has_value(); });
}

struct Names {
    std::size_t cells = 0, different = 0, longest = 0;
};
Names names_in(const Rows& rows, std::size_t first, std::size_t column) {
    std::map<std::string_view, int> seen;
    Names names;
    for (std::size_t i = first; i < rows.size(); ++i) {
        const std::string_view name = cell(rows[i], column);
        if (name.empty()) continue;
        ++names.cells;
        ++seen[name];
        names.longest = std::max(names.longest, name.size());
    }
    names.different = seen.size();
    return names;
}
bool are_speakers(const Names& names) {
    constexpr std::size_t longest = 120; // bytes
    return names.cells > 0 && names.longest <= longest && names.different * 2 <= names.cells + 2;
}

/// Columns of a table whose first row is data already.
Columns columns_by_content(const Rows& rows) {
    Columns columns;
    std::size_t width = 0;
    for (const auto& row : rows) width = std::max(width, row.size());
    std::pair<bool, double> most{false, 0}; // not the names of people, and letters
    for (std::size_t column = 0; column < width; ++column) {
        if (are_times(rows, 0, column) && has_stamp(rows, 0, column)) {
            if (!columns.time) columns.time = column;
            else if (!columns.end) columns.end = column;
            continue;
        }
        double letters = 0;
        for (const auto& row : rows) letters += static_cast<double>(cell(row, column).size());
        const std::pair worth{!are_speakers(names_in(rows, 0, column)), letters};
        if (letters > 0 && worth > most) most = worth, columns.words = column;
    }
    for (std::size_t column = 0; column < width && columns.time && columns.words; ++column) {
        if (column == columns.time || column == columns.end || column == columns.words || columns.speaker) continue;
        const Names names = names_in(rows, 0, column);
        if (are_speakers(names) && std::all_of(rows.begin(), rows.end(), [&](const auto& row) { return cell(row, column).empty() || is_exported_name(speaker_name_of(cell(row, column))); })) columns.speaker = column;
    }
    return columns;
}

bool is_transcript(const Rows& rows, Columns& columns, std::size_t first) {
    if (!columns.words || columns.words == columns.time || first >= rows.size()) return false;
    if (columns.time && !are_times(rows, first, *columns.time)) columns.time.reset();
    if (columns.speaker && !are_speakers(names_in(rows, first, *columns.speaker))) columns.speaker.reset();
    if (columns.time) return true;
    if (!columns.speaker || !columns.named_speaker) return false;
    const Names names = names_in(rows, first, *columns.speaker);
    return names.cells > 2 && names.different * 2 <= names.cells;
}

std::string column_name(const Rows& rows, const Columns& columns, std::size_t column) {
    const std::string_view heading = columns.headed ? cell(rows.front(), column) : std::string_view();
    return heading.empty() ? "column " + std::to_string(column + 1) : in_quotes(heading);
}

TranscriptTable make(const Rows& rows, const Columns& columns, std::size_t first) {
    TranscriptTable table;
    std::size_t words = 0;
    double last = 0;
    bool fraction = false;
    for (std::size_t i = first; i < rows.size(); ++i) {
        words += words_in(cell(rows[i], *columns.words));
        for (const auto& column : {columns.time, columns.end})
            if (const auto time = column ? time_in(cell(rows[i], *column)) : std::nullopt; time && !time->milliseconds) {
                last = std::max(last, time->number);
                fraction |= time->number != std::floor(time->number);
            }
    }
    const bool milli = !fraction && are_milliseconds(last, words);
    const auto time_of = [&](const std::vector<std::string>& row, const std::optional<std::size_t>& column) -> std::optional<std::int64_t> {
        const auto time = column ? time_in(cell(row, *column)) : std::nullopt;
        if (!time) return std::nullopt;
        return time->milliseconds ? *time->milliseconds : static_cast<std::int64_t>(std::llround(time->number * (milli ? 1 : 1000)));
    };
    std::uint32_t nobodys = 0, untimed = 0;
    for (std::size_t i = first; i < rows.size(); ++i) {
        SpokenLine line{columns.speaker ? std::string(cell(rows[i], *columns.speaker)) : std::string(), spoken_lines_of(cell(rows[i], *columns.words)), time_of(rows[i], columns.time), time_of(rows[i], columns.end)};
        if (line.lines.empty()) continue;
        if (columns.speaker && line.speaker.empty()) ++nobodys;
        if (columns.time && !cell(rows[i], *columns.time).empty() && !line.begin) ++untimed;
        table.lines.push_back(std::move(line));
    }
    std::string told = "The table was read as one transcript: " + column_name(rows, columns, *columns.words) + " is what is said";
    if (columns.speaker) told += ", " + column_name(rows, columns, *columns.speaker) + " who says it";
    if (columns.time) told += ", " + column_name(rows, columns, *columns.time) + " when";
    table.notes.push_back({told + ".", 1});
    std::size_t width = 0;
    for (const auto& row : rows) width = std::max(width, row.size());
    std::string left_out;
    std::uint32_t columns_left = 0;
    for (std::size_t column = 0; column < width; ++column) {
        if (column == columns.time || column == columns.end || column == columns.speaker || column == columns.words || names_in(rows, first, column).cells == 0) continue;
        left_out += (left_out.empty() ? "" : ", ") + column_name(rows, columns, column);
        ++columns_left;
    }
    if (columns_left > 0) table.notes.push_back({"Of the table, " + left_out + (columns_left == 1 ? " was" : " were") + " left out.", columns_left});
    if (nobodys > 0) table.notes.push_back({counted(nobodys, "row names", "rows name") + " nobody; what is said there belongs to no speaker.", nobodys});
    if (untimed > 0) table.notes.push_back({counted(untimed, "row has", "rows have") + " no time that can be read; the words were kept without it.", untimed});
    return table;
}

/// The columns, and how many rows of headings stand above.
std::optional<std::pair<Columns, std::size_t>> find_columns(const Rows& rows) {
    if (rows.empty()) return std::nullopt;
    Columns columns = columns_by_heading(rows.front());
    if (is_transcript(rows, columns, 1)) return std::pair{columns, std::size_t{1}};
    columns = columns_by_content(rows);
    const bool data = rows.size() > 1 && columns.time && whole_time(cell(rows.front(), *columns.time));
    if (data && is_transcript(rows, columns, 0)) return std::pair{columns, std::size_t{0}};
    return std::nullopt;
}

Rows rows_of(RawSheet sheet) {
    Rows rows;
    for (RawSheet::Row& row : sheet.rows)
        if (std::any_of(row.cells.begin(), row.cells.end(), [](const std::string& one) { return !without_blanks(one).empty(); })) rows.push_back(std::move(row.cells));
    return rows;
}

bool is_delimited(const FileInput& file) {
    const std::string extension = file_extension(file.name);
    return extension == ".csv" || extension == ".tsv" || extension == ".tab";
}

/// The first sheet of a table file that is a transcript.
std::optional<TranscriptTable> table_of(const FileInput& file) {
    std::vector<RawSheet> sheets;
    std::vector<ImportNote> notes;
    if (is_workbook(file.bytes)) {
        Result<std::vector<RawSheet>> read = read_workbook(file, notes);
        if (!read) return std::nullopt;
        sheets = std::move(read).value();
    } else if (is_delimited(file)) {
        Result<TextFile> text = read_text_file(file);
        if (!text) return std::nullopt;
        std::optional<RawSheet> sheet = parse_delimited(text->text);
        if (!sheet) return std::nullopt;
        notes = std::move(text.value().notes);
        sheets.push_back(std::move(*sheet));
    }
    for (RawSheet& sheet : sheets) {
        const std::string name = sheet.name;
        std::optional<TranscriptTable> table = transcript_of_rows(rows_of(std::move(sheet)));
        if (!table) continue;
        table->notes.insert(table->notes.begin(), notes.begin(), notes.end());
        if (const auto others = static_cast<std::uint32_t>(sheets.size() - 1); others > 0)
            table->notes.push_back({counted(others, "other sheet was", "other sheets were") + " left out; the transcript is that of " + in_quotes(name) + ".", others});
        return table;
    }
    return std::nullopt;
}

} // namespace

std::optional<TranscriptTable> transcript_of_rows(const Rows& rows) {
    const auto found = find_columns(rows);
    return found ? std::optional(make(rows, found->first, found->second)) : std::nullopt;
}

std::optional<TranscriptTable> transcript_of_tabs(std::string_view text) {
    constexpr std::size_t most_columns = 1024; // as of other tables
    Rows rows, tabbed;
    std::size_t lines = 0;
    for (const TextRange& paragraph : paragraphs(text)) {
        std::string_view line = slice(text, paragraph);
        if (without_blanks(line).empty()) continue;
        constexpr std::size_t enough = 8; // lines to see that it is none
        if (++lines > enough && tabbed.size() * 5 < lines * 3) return std::nullopt;
        std::vector<std::string>& row = rows.emplace_back();
        for (std::size_t tab = line.find('\t'); tab != std::string_view::npos; tab = line.find('\t')) {
            row.emplace_back(line.substr(0, tab));
            line.remove_prefix(tab + 1);
            if (row.size() > most_columns) return std::nullopt;
        }
        row.emplace_back(line);
        if (row.size() > 1) tabbed.push_back(row);
    }
    if (tabbed.empty() || tabbed.size() * 5 < lines * 4) return std::nullopt;
    const auto found = find_columns(tabbed);
    if (!found) return std::nullopt;
    // A line without cells is words, behind the headings of the columns.
    Rows all;
    if (found->second > 0) all.push_back(tabbed.front());
    bool headings = found->second > 0;
    for (std::vector<std::string>& row : rows) {
        if (row.size() > 1 && std::exchange(headings, false)) continue;
        if (row.size() == 1 && *found->first.words > 0) {
            row.resize(*found->first.words + 1);
            std::swap(row.front(), row.back());
        }
        all.push_back(std::move(row));
    }
    return make(all, found->first, found->second);
}

bool is_transcript_table(const FileInput& file) { return table_of(file).has_value(); }

std::optional<ImportedDocument> read_transcript_table(const FileInput& file) {
    std::optional<TranscriptTable> table = table_of(file);
    if (!table) return std::nullopt;
    return spoken_document(file, std::move(table->lines), std::move(table->notes));
}

} // namespace emic
