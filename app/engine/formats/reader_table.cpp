#include "engine/formats/foreign_file.h"
#include "engine/formats/reader.h"
#include "engine/text.h"
#include "engine/text_direction.h"

#include <algorithm>

namespace emic {

// A format is one file that defines one of these, and its row below.
Reader docx_reader();
Reader odt_reader();
Reader rtf_reader();
Reader workbook_reader();
Reader delimited_reader();
Reader vtt_reader();
Reader srt_reader();
Reader sbv_reader();
Reader ass_reader();
Reader ttml_reader();
Reader elan_reader();
Reader chat_reader();
Reader otranscribe_reader();
Reader transcript_json_reader();
Reader html_reader();
Reader mht_reader();
Reader epub_reader();
Reader markdown_reader();
Reader plain_text_reader();

std::span<const Reader> readers() {
    static const Reader table[] = {
        epub_reader(), // which may hold anything
        docx_reader(),
        odt_reader(),
        rtf_reader(),
        workbook_reader(),
        delimited_reader(),
        vtt_reader(),
        srt_reader(),
        sbv_reader(),
        ass_reader(),
        ttml_reader(),
        elan_reader(),
        chat_reader(),
        otranscribe_reader(),
        transcript_json_reader(),
        mht_reader(),
        html_reader(),
        markdown_reader(),
        plain_text_reader(), // takes any text: last
    };
    return table;
}

namespace {

std::string_view without_folders(std::string_view name) {
    const std::size_t slash = name.find_last_of("/\\");
    return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

} // namespace

std::string file_extension(std::string_view file_name) {
    const std::string_view name = without_folders(file_name);
    const std::size_t dot = name.rfind('.');
    constexpr std::size_t max_size = 6;
    constexpr std::string_view longest_extension = ".markdown";
    if (dot == std::string_view::npos || dot == 0 || dot + 1 == name.size() || name.size() - dot > longest_extension.size()) return {};
    std::string found(name.substr(dot));
    for (std::size_t i = 1; i < found.size(); ++i) {
        if (found[i] >= 'A' && found[i] <= 'Z') found[i] = static_cast<char>(found[i] + 32);
        const bool plain = (found[i] >= 'a' && found[i] <= 'z') || (found[i] >= '0' && found[i] <= '9');
        if (!plain) return {};
    }
    // A longer word behind a full stop may be a name.
    return found.size() <= max_size || found == longest_extension ? found : std::string();
}

namespace {

/// A name fit to be shown: valid, and without control characters or signs that turn the direction of what follows.
std::string shown(std::string_view name) {
    std::size_t replaced = 0;
    const std::string valid = repair_utf8(name, replaced);
    std::string fit;
    for (std::uint32_t i = 0; i < valid.size();) {
        const std::uint32_t begin = i;
        const char32_t c = next_code_point(valid, i);
        const bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029;
        const bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        if (!control && !turns) fit.append(valid, begin, i - begin);
    }
    const TextRange inner = trimmed(fit, {0, static_cast<std::uint32_t>(fit.size())});
    return std::string(slice(fit, inner));
}

const Reader* reader_for_extension(const std::string& wanted) {
    for (const Reader& reader : readers())
        if (std::find(reader.extensions.begin(), reader.extensions.end(), wanted) != reader.extensions.end())
            return &reader;
    return nullptr;
}

} // namespace

Result<std::vector<ImportedDocument>> read_documents(const FileInput& file) {
    if (const std::optional<Problem> foreign = foreign_file(file)) return *foreign;
    for (const Reader& reader : readers())
        if (reader.recognises(file)) return read_with(reader, file);
    if (const Reader* reader = reader_for_extension(file_extension(file.name))) return read_with(*reader, file);
    return read_with(readers().back(), file);
}

Result<std::vector<ImportedDocument>> read_with(const Reader& reader, const FileInput& file) {
    Result<std::vector<ImportedDocument>> documents = reader.read(file);
    if (documents)
        for (ImportedDocument& document : documents.value()) drop_leading_marks(document.content);
    return documents;
}

void drop_leading_marks(DocumentContent& content) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    std::uint32_t gone = 0;
    while (std::string_view(content.text).substr(gone, mark.size()) == mark) gone += static_cast<std::uint32_t>(mark.size());
    if (gone == 0) return;
    content.text.erase(0, gone);
    const auto move = [gone](std::uint32_t& offset) { offset -= std::min(offset, gone); };
    const auto move_range = [&](TextRange& range) { move(range.begin), move(range.end); };
    for (Turn& turn : content.turns) move_range(turn.range), move(turn.words);
    for (Heading& heading : content.headings) move_range(heading.range);
    for (TimeAnchor& anchor : content.times) move(anchor.at);
    for (NewMemo& memo : content.memos) move_range(memo.range);
    // What was a mark and nothing else is no turn and no heading.
    std::erase_if(content.turns, [](const Turn& turn) { return turn.range.empty(); });
    std::erase_if(content.headings, [](const Heading& heading) { return heading.range.empty(); });
}

std::string accepted_extensions() {
    std::string list;
    for (const Reader& reader : readers())
        for (const std::string_view one : reader.extensions) {
            if (!list.empty()) list += ',';
            list += one;
        }
    return list;
}

std::string document_name(std::string_view file_name) {
    const std::string_view name = without_folders(file_name);
    const std::string fit = shown(name.substr(0, name.size() - file_extension(name).size()));
    return fit.empty() ? "Untitled" : fit;
}

std::string quoted_name(const FileInput& file) {
    const std::string name = shown(without_folders(file.name));
    return name.empty() ? "The file" : in_quotes(name);
}

std::string counted(std::uint32_t count, std::string_view singular, std::string_view plural) {
    return std::to_string(count) + ' ' + std::string(count == 1 ? singular : plural);
}

} // namespace emic
