#include "engine/formats/spoken_lines.h"
#include "engine/formats/text_file.h"
#include "engine/formats/xml.h"
#include "engine/time_stamp.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace emic {

namespace {

/// How many make a second, of what the file counts in.
struct Rates {
    double frames = 30, ticks = 1;
};

/// "00:00:01.000", "00:00:01:12" with frames, "12.5s", "500ms", "1h", "90f", "10000t".
std::optional<std::int64_t> media_time(std::string_view text, const Rates& rates) {
    if (text.empty()) return std::nullopt;
    std::size_t at = 0;
    const auto number = plain_number(text, at);
    if (!number) return std::nullopt;
    const std::string_view unit = text.substr(at);
    const double second = unit == "h" ? 3600 : unit == "m" ? 60 : unit == "s" ? 1 : unit == "ms" ? 0.001 : unit == "f" ? 1 / rates.frames : unit == "t" ? 1 / rates.ticks : 0;
    constexpr double longest = 1e9; // seconds
    if (second > 0) return *number * second < longest ? std::optional(static_cast<std::int64_t>(std::llround(*number * second * 1000))) : std::nullopt;
    const auto clock = whole_time(text);
    const std::size_t colon = text.rfind(':');
    if (!clock || std::count(text.begin(), text.end(), ':') != 3) return clock;
    std::size_t frames = colon + 1;
    const auto count = plain_number(text, frames);
    return *clock + (count ? static_cast<std::int64_t>(*count / rates.frames * 1000) : 0);
}

/// Collects paragraphs with their times; a time counts from that of the element around it.
class Captions {
public:
    explicit Captions(const pugi::xml_node& root) {
        if (const char* frames = xml::attribute(root, "frameRate")) m_rates.frames = rate(frames, 30);
        if (const char* ticks = xml::attribute(root, "tickRate")) m_rates.ticks = rate(ticks, 1);
        name_agents(root);
        walk(root, 0, {});
    }
    std::vector<SpokenLine> lines;

private:
    static double rate(std::string_view text, double otherwise) {
        std::size_t at = 0;
        const auto number = plain_number(text, at);
        return number && *number > 0 ? *number : otherwise;
    }
    static std::string clean(std::string_view raw) {
        std::size_t replaced = 0, controls = 0;
        return clean_text(repair_utf8(raw, replaced), controls);
    }
    void name_agents(const pugi::xml_node& node) {
        for (const pugi::xml_node child : node.children()) {
            if (xml::local_name(child) == "agent" && xml::attribute(child, "id")) m_agents[clean(xml::attribute_text(child, "id"))] = clean(xml::child(child, "name").child_value());
            else if (xml::local_name(child) != "body") name_agents(child);
        }
    }
    [[nodiscard]] std::string speaker_of(const pugi::xml_node& node, const std::string& outer) const {
        const char* agent = xml::attribute(node, "agent");
        if (!agent) return outer;
        const auto named = m_agents.find(clean(agent));
        return named == m_agents.end() || named->second.empty() ? clean(agent) : named->second;
    }
    void walk(const pugi::xml_node& node, std::int64_t from, const std::string& outer) {
        const std::string speaker = speaker_of(node, outer);
        const auto begin = media_time(xml::attribute_text(node, "begin"), m_rates);
        const std::int64_t start = from + begin.value_or(0);
        if (xml::local_name(node) == "p") {
            const auto end = media_time(xml::attribute_text(node, "end"), m_rates), length = media_time(xml::attribute_text(node, "dur"), m_rates);
            m_line = {speaker, {}, begin || from > 0 ? std::optional(start) : std::nullopt, end ? std::optional(from + *end) : length ? std::optional(start + *length) : std::nullopt};
            m_words.clear();
            collect(node, start, speaker);
            flush();
            return;
        }
        for (const pugi::xml_node child : node.children())
            if (child.type() == pugi::node_element && xml::local_name(child) != "head") walk(child, start, speaker);
    }
    /// The words of a paragraph; a span may have a time and a speaker of its own.
    void collect(const pugi::xml_node& node, std::int64_t from, const std::string& speaker) {
        for (const pugi::xml_node child : node.children()) {
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
                std::string words = clean(child.value());
                std::replace(words.begin(), words.end(), '\n', ' ');
                m_words += words;
            } else if (xml::local_name(child) == "br") {
                m_words += '\n';
            } else if (xml::local_name(child) != "metadata") {
                const auto begin = media_time(xml::attribute_text(child, "begin"), m_rates);
                const std::string own = speaker_of(child, speaker);
                if (own != m_line.speaker) flush(), m_line.speaker = own;
                if (begin && !m_line.begin) m_line.begin = from + *begin;
                collect(child, from + begin.value_or(0), own);
                if (own != speaker) flush(), m_line.speaker = speaker;
            }
        }
    }
    void flush() {
        m_line.lines = spoken_lines_of(m_words);
        for (std::string& line : m_line.lines) { // runs of blanks are those of the file's own layout
            std::string single;
            for (const char c : line)
                if ((c != ' ' && c != '\t') || (!single.empty() && single.back() != ' ')) single += c == '\t' ? ' ' : c;
            line = std::move(single);
        }
        if (!m_line.lines.empty()) lines.push_back(m_line);
        m_words.clear();
    }

    Rates m_rates;
    std::map<std::string, std::string> m_agents; ///< names by id
    SpokenLine m_line;
    std::string m_words;
};

/// What YouTube's own address gives: <text start="1.2" dur="3"> or <p t="1200" d="3000">.
std::vector<SpokenLine> timed_texts(const pugi::xml_node& root) {
    std::vector<SpokenLine> lines;
    const pugi::xml_node body = xml::child(root, "body") ? xml::child(root, "body") : root;
    for (const pugi::xml_node node : body.children()) {
        const bool seconds = xml::local_name(node) == "text";
        if (!seconds && xml::local_name(node) != "p") continue;
        std::string words;
        const auto collect = [&](const pugi::xml_node& from) {
            for (const pugi::xml_node child : from.children()) words += child.type() == pugi::node_element ? (xml::local_name(child) == "br" ? "\n" : child.child_value()) : child.value();
        };
        collect(node);
        std::size_t replaced = 0, controls = 0, at = 0;
        const auto begin = plain_number(xml::attribute_text(node, seconds ? "start" : "t"), at);
        at = 0;
        const auto length = plain_number(xml::attribute_text(node, seconds ? "dur" : "d"), at);
        const double unit = seconds ? 1000 : 1;
        SpokenLine line{{}, spoken_lines_of(clean_text(repair_utf8(words, replaced), controls)), {}, {}};
        if (begin && *begin < 1e12) line.begin = static_cast<std::int64_t>(*begin * unit);
        if (line.begin && length && *length < 1e12) line.end = *line.begin + static_cast<std::int64_t>(*length * unit);
        if (!line.lines.empty()) lines.push_back(std::move(line));
    }
    return lines;
}

/// The name of the first element, without its prefix.
std::string_view root_name(std::string_view bytes) {
    std::string_view start = bytes.substr(0, 8192);
    for (std::size_t at = start.find('<'); at != std::string_view::npos && at + 1 < start.size(); at = start.find('<', at + 1)) {
        if (start[at + 1] == '?' || start[at + 1] == '!') continue;
        const std::string_view name = start.substr(at + 1, std::min(start.find_first_of(" \t\r\n>/", at + 1), start.size()) - at - 1);
        return name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
    }
    return {};
}

bool recognises(const FileInput& file) {
    const std::string_view first = file.bytes.substr(0, 200);
    const std::size_t ink = first.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    if (ink == std::string_view::npos || first[ink] != '<') return false;
    const std::string_view root = root_name(file.bytes);
    if (root == "tt" || root == "timedtext") return true;
    return root == "transcript" && file.bytes.substr(0, 8192).find("<text start=") != std::string_view::npos;
}

Result<std::vector<ImportedDocument>> read(const FileInput& file) {
    const xml::Parsed parsed = xml::parse(std::string(file.bytes), xml::BetweenTags::kept, xml::FaultyBytes::replaced);
    if (!parsed.document)
        return Problem{ProblemKind::damaged, quoted_name(file) + " is a damaged or incomplete file of captions (TTML). Nothing was imported from it. Get a fresh copy, or the same captions "
                                                                 "as .vtt or .srt, and drop that file here.", std::string(file.name)};
    const pugi::xml_node root = parsed.document->tree.document_element();
    std::vector<SpokenLine> all = xml::local_name(root) == "tt" ? std::move(Captions(root).lines) : timed_texts(root);
    std::vector<ImportNote> notes;
    if (parsed.document->replaced > 0) {
        const auto faulty = static_cast<std::uint32_t>(parsed.document->replaced);
        notes.push_back({counted(faulty, "faulty byte was", "faulty bytes were") + " replaced by the sign �.", faulty});
    }
    const auto untimed = static_cast<std::uint32_t>(std::count_if(all.begin(), all.end(), [](const SpokenLine& line) { return !line.begin; }));
    if (untimed > 0) notes.push_back({counted(untimed, "caption has", "captions have") + " no time that can be read; the words were kept without it.", untimed});
    if (const std::uint32_t repeats = leave_out_repeats(all); repeats > 0)
        notes.push_back({counted(repeats, "line that repeats the caption before it was", "lines that repeat the caption before them were") + " left out.", repeats});
    return std::vector{spoken_document(file, std::move(all), std::move(notes))};
}

} // namespace

Reader ttml_reader() { return {"ttml", "TTML captions", {".ttml", ".dfxp", ".itt"}, recognises, read}; }

} // namespace emic
