#include "engine/formats/html_text.h"
#include "engine/formats/reader.h"
#include "engine/formats/record_json.h"
#include "engine/formats/recording_times.h"
#include "engine/formats/text_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace emic {

namespace {

/// A time as settle_transcript() takes it for one wherever it stands.
std::string stamp_of(std::string_view seconds) {
    std::int64_t whole = 0, milliseconds = 0;
    std::size_t at = 0;
    constexpr std::size_t most_digits = 7;
    for (; at < seconds.size() && at < most_digits && seconds[at] >= '0' && seconds[at] <= '9'; ++at) whole = whole * 10 + (seconds[at] - '0');
    if (at == 0 || whole >= std::int64_t{1000} * 3600 || (at < seconds.size() && seconds[at] != '.')) return {};
    std::int64_t worth = 100;
    for (++at; at < seconds.size() && worth > 0 && seconds[at] >= '0' && seconds[at] <= '9'; ++at, worth /= 10) milliseconds += worth * (seconds[at] - '0');
    const auto digits = [](std::int64_t number, std::size_t width) {
        const std::string text = std::to_string(number);
        return std::string(width - std::min(width, text.size()), '0') + text;
    };
    return "#" + digits(whole / 3600, 2) + ":" + digits(whole / 60 % 60, 2) + ":" + digits(whole % 60, 2) + "." + digits(milliseconds, 3) + "#";
}

std::string attribute_of(std::string_view tag, std::string_view name) {
    const std::size_t at = tag.find(std::string(name) + "=");
    if (at == std::string_view::npos || at + name.size() + 1 >= tag.size()) return {};
    const char quote = tag[at + name.size() + 1];
    if (quote != '"' && quote != '\'') return {};
    const std::size_t begin = at + name.size() + 2;
    return std::string(tag.substr(begin, std::min(tag.find(quote, begin), tag.size()) - begin));
}

/// The page of text with each <span class="timestamp"> as a time between hash signs.
std::string with_stamps(std::string_view page) {
    std::string text;
    while (!page.empty()) {
        const std::size_t span = page.find("<span");
        const std::size_t tag_end = span == std::string_view::npos ? span : page.find('>', span);
        if (tag_end == std::string_view::npos) break;
        const std::string_view tag = page.substr(span, tag_end - span);
        const std::string stamp = tag.find("timestamp") == std::string_view::npos ? std::string() : stamp_of(attribute_of(tag, "data-timestamp"));
        const std::size_t close = stamp.empty() ? tag_end : page.find("</span>", tag_end);
        if (close == std::string_view::npos) break;
        text += page.substr(0, span);
        if (stamp.empty()) {
            text += page.substr(span, tag_end + 1 - span);
            page.remove_prefix(tag_end + 1);
            continue;
        }
        text += stamp;
        page.remove_prefix(close + std::string_view("</span>").size());
    }
    text += page;
    return text;
}

nlohmann::json file_of(const FileInput& file) {
    const std::string_view start = file.bytes.substr(0, 64);
    const std::size_t ink = start.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    if (ink == std::string_view::npos || start[ink] != '{') return {};
    return parse_json(file.bytes.substr(start.starts_with("\xEF\xBB\xBF") ? 3 : 0));
}

const std::string* page_of(const nlohmann::json& json) {
    const auto text = json.is_object() ? json.find("text") : json.end();
    return json.is_object() && text != json.end() && text->is_string() ? &text->get_ref<const std::string&>() : nullptr;
}

bool recognises(const FileInput& file) {
    const nlohmann::json json = file_of(file);
    const std::string* page = page_of(json);
    return page && (file_extension(file.name) == ".otr" || (json.contains("media") && json.contains("media-time")));
}

Result<std::vector<ImportedDocument>> read(const FileInput& file) {
    const nlohmann::json json = file_of(file);
    const std::string* page = page_of(json);
    if (!page)
        return Problem{ProblemKind::damaged, quoted_name(file) + " is a damaged or incomplete file of oTranscribe. Nothing was imported from it. Open it in oTranscribe, export it as "
                                                                 "plain text, and drop that file here.", std::string(file.name)};
    ImportedDocument document;
    document.name = document_name(file.name);
    ContentMarks marks;
    TextLosses losses;
    const TextBlock block = HtmlText().read(with_stamps(*page), marks, losses);
    add_notes(losses, document.notes);
    marks.settle(block.text(), document);
    settle_transcript(document);
    return std::vector{std::move(document)};
}

} // namespace

Reader otranscribe_reader() { return {"otr", "oTranscribe transcript", {".otr"}, recognises, read}; }

} // namespace emic
