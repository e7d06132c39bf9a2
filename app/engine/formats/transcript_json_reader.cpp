#include "engine/formats/record_json.h"
#include "engine/formats/spoken_lines.h"
#include "engine/formats/text_file.h"
#include "engine/queries/overview.h"
#include "engine/time_stamp.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

namespace emic {

namespace {

using Json = nlohmann::json;

constexpr int deepest = 24; ///< arrays and objects within one another that are looked through

/// How a file counts its times; where nothing says so, its own pace tells.
enum class Unit { seconds, milliseconds, unknown };

struct Moment {
    double value = 0;
    Unit unit = Unit::unknown;
};

std::optional<Moment> moment_of(const Json& value, std::string_view key) {
    const bool milli = key.ends_with("Ms") || key.ends_with("_ms") || key.ends_with("MS") || key.find("illi") != std::string_view::npos;
    constexpr double most = 1e13;
    if (value.is_number()) {
        const double number = value.get<double>();
        if (!(number >= 0 && number < most)) return std::nullopt;
        const bool fraction = number != std::floor(number);
        return Moment{number, milli ? Unit::milliseconds : fraction ? Unit::seconds : Unit::unknown};
    }
    if (!value.is_string()) return std::nullopt;
    const std::string& text = value.get_ref<const std::string&>();
    if (const auto stamp = whole_time(text)) return Moment{static_cast<double>(*stamp), Unit::milliseconds};
    std::size_t end = 0;
    const auto number = plain_number(text, end);
    const std::string_view rest = std::string_view(text).substr(end);
    if (!number || *number >= most || (!rest.empty() && rest != "s")) return std::nullopt;
    return Moment{*number, milli ? Unit::milliseconds : rest == "s" || *number != std::floor(*number) ? Unit::seconds : Unit::unknown};
}

const Json* find(const Json& object, std::initializer_list<const char*> keys, std::string_view* key = nullptr) {
    if (!object.is_object()) return nullptr;
    for (const char* one : keys)
        if (const auto found = object.find(one); found != object.end() && !found->is_null()) {
            if (key) *key = one;
            return &*found;
        }
    return nullptr;
}

/// The first of several hearings of the same words.
const Json* first_alternative(const Json& object) {
    const Json* all = find(object, {"alternatives", "nBest", "NBest"});
    return all && all->is_array() && !all->empty() && all->front().is_object() ? &all->front() : nullptr;
}

std::string joined_texts(const Json& parts) {
    std::string text;
    for (const Json& part : parts) {
        const Json* words = part.is_string() ? &part : find(part, {"text", "utf8", "value", "transcript", "content", "word"});
        if (!words || !words->is_string()) continue;
        const std::string& more = words->get_ref<const std::string&>();
        const bool blank = text.empty() || text.ends_with(' ') || text.ends_with('\n') || more.starts_with(' ') || more.starts_with('\n') || (more.size() == 1 && std::string_view(".,?!;:").find(more[0]) != std::string_view::npos);
        const Json* kind = find(part, {"type"});
        const bool glued = find(part, {"utf8", "value"}) || (kind && *kind == "punct");
        text += (blank || glued ? "" : " ") + more;
    }
    return text;
}

/// What an element of a list says; empty where it says nothing.
std::string words_of(const Json& element) {
    if (const Json* text = find(element, {"text", "transcript", "body", "content", "utterance", "sentence", "spokenText", "spoken_text", "caption", "line", "display", "message", "words"}); text && text->is_string())
        return text->get<std::string>();
    if (const Json* parts = find(element, {"segs", "sentences", "elements", "lines", "tokens"}); parts && parts->is_array()) return joined_texts(*parts);
    if (const Json* best = first_alternative(element)) return words_of(*best);
    return {};
}

std::optional<Moment> time_of(const Json& element, bool end) {
    std::string_view key;
    if (const Json* inner = find(element, {"timestamps", "offsets", "timestamp", "time", "timing", "interval"}); inner && (inner->is_object() || inner->is_array())) {
        if (inner->is_array() && inner->size() == 2) return moment_of((*inner)[end ? 1 : 0], "");
        if (const Json* value = end ? find(*inner, {"to", "end"}, &key) : find(*inner, {"from", "start", "begin"}, &key)) return moment_of(*value, key);
    }
    const Json* value = end ? find(element, {"end", "endTime", "end_time", "endMs", "end_ms", "tEndMs", "stop"}, &key)
                            : find(element, {"start", "startTime", "start_time", "startMs", "start_ms", "tStartMs", "begin", "beginTime", "from", "ts", "startTimeMs", "start_offset", "startOffset", "timestamp", "time", "offset"}, &key);
    if (value) return moment_of(*value, key);
    const Json* best = first_alternative(element);
    for (const Json* parts : {find(element, {"elements", "words", "sentences"}), best ? find(*best, {"words"}) : nullptr})
        if (!end && parts && parts->is_array() && !parts->empty()) return time_of(parts->front(), false);
    return std::nullopt;
}

std::string name_of(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number_integer()) return "Speaker " + std::to_string(value.get<std::int64_t>());
    if (const Json* name = find(value, {"name", "displayName", "label", "id"})) return name_of(*name);
    return {};
}

std::string speaker_of(const Json& element) {
    const Json* value = find(element, {"speaker", "speakerName", "speaker_name", "speaker_label", "speakerLabel", "speakerId", "speaker_id", "speaker_tag", "speakerTag", "participant", "participantName", "who", "username", "userName"});
    if (value) return name_of(*value);
    if (const Json* best = first_alternative(element)) return speaker_of(*best);
    return {};
}

/// A list in the file whose elements say something, and what it is worth as a transcript.
struct Listing {
    const Json* elements = nullptr;
    std::size_t letters = 0;
    bool speakers = false, single_words = false;
};

void look_through(const Json& json, int depth, Listing& best) {
    if (depth > deepest || !json.is_structured()) return;
    if (json.is_array()) {
        Listing list{&json};
        std::size_t said = 0, blanks = 0, timed = 0;
        for (const Json& element : json) {
            if (!element.is_object()) continue;
            const std::string words = words_of(element);
            if (words.empty()) continue;
            ++said;
            list.letters += words.size();
            if (words.find_first_of(" \n", 1) != std::string::npos) ++blanks;
            if (time_of(element, false)) ++timed;
            list.speakers |= !speaker_of(element).empty();
        }
        list.single_words = said > 3 && blanks == 0;
        const bool better = std::make_tuple(list.speakers, !list.single_words, list.letters) > std::make_tuple(best.speakers, best.elements && !best.single_words, best.letters);
        if (said > 0 && (list.speakers || timed * 2 > said) && better) best = list;
    }
    for (const Json& inner : json) look_through(inner, depth + 1, best);
}

/// Names of speakers that a file lists apart: {"speakers": [{"id": "S1", "name": "Ana"}]}.
std::map<std::string, std::string> named_speakers(const Json& json) {
    std::map<std::string, std::string> names;
    const Json* list = find(json, {"speakers", "participants"});
    if (!list || !list->is_structured()) return names;
    for (const auto& [key, one] : list->items()) {
        const Json* id = find(one, {"id", "speaker_id", "speakerId", "spk"});
        const Json* name = one.is_string() && list->is_object() ? &one : find(one, {"name", "displayName"});
        if (!name || !name->is_string()) continue;
        const std::string known = id ? name_of(*id) : list->is_object() ? key : std::string();
        if (!known.empty()) names[known] = name->get<std::string>();
    }
    return names;
}

class JsonTranscript {
public:
    std::vector<SpokenLine> lines;

    JsonTranscript(const Json& json, const Listing& list) : m_names(named_speakers(json)) {
        for (const Json& element : *list.elements) add(element, list.single_words);
        const bool all_known = std::all_of(m_begins.begin(), m_begins.end(), [](const auto& one) { return !one || one->unit != Unit::unknown; });
        const bool milli = !all_known && unknown_are_milliseconds();
        for (std::size_t i = 0; i < lines.size(); ++i) lines[i].begin = milliseconds(m_begins[i], milli), lines[i].end = milliseconds(m_ends[i], milli);
    }

private:
    void add(const Json& element, bool single_words) {
        std::string words = words_of(element);
        std::size_t controls = 0;
        words = clean_text(words, controls);
        if (words.empty()) return;
        std::string speaker = speaker_of(element);
        if (const auto known = m_names.find(speaker); known != m_names.end()) speaker = known->second;
        const Json* type = find(element, {"type"});
        const bool punctuation = type && *type == "punctuation";
        m_words += words_in(words);
        if (single_words && !lines.empty() && (punctuation || lines.back().speaker == speaker)) {
            lines.back().lines.back() += (punctuation ? "" : " ") + words;
            return;
        }
        SpokenLine line{std::move(speaker), spoken_lines_of(words), {}, {}};
        if (line.lines.empty()) return;
        lines.push_back(std::move(line));
        m_begins.push_back(time_of(element, false));
        m_ends.push_back(time_of(element, true));
    }
    [[nodiscard]] bool unknown_are_milliseconds() const {
        double last = 0;
        for (const auto& times : {m_begins, m_ends})
            for (const auto& time : times) {
                if (time && time->unit == Unit::seconds) return false; // one of them has a fraction
                if (time && time->unit == Unit::unknown) last = std::max(last, time->value);
            }
        return are_milliseconds(last, m_words);
    }
    static std::optional<std::int64_t> milliseconds(const std::optional<Moment>& time, bool milli) {
        if (!time) return std::nullopt;
        const bool is_milli = time->unit == Unit::milliseconds || (time->unit == Unit::unknown && milli);
        return static_cast<std::int64_t>(std::llround(time->value * (is_milli ? 1 : 1000)));
    }

    std::map<std::string, std::string> m_names;
    std::vector<std::optional<Moment>> m_begins, m_ends;
    std::size_t m_words = 0;
};

/// A list of what stands in each line, where each is data by itself.
Json lines_of_data(std::string_view text) {
    Json all = Json::array();
    for (const TextRange& paragraph : paragraphs(text)) {
        const std::string_view line = slice(text, trimmed(text, paragraph));
        if (line.empty()) continue;
        Json one = line.front() == '{' ? parse_json(line) : Json(Json::value_t::discarded);
        if (!one.is_object()) return Json(Json::value_t::discarded);
        all.push_back(std::move(one));
    }
    return all;
}

/// Data of programs, and nothing that people write.
Json data_of(const FileInput& file, std::vector<ImportNote>* notes = nullptr) {
    const std::string_view start = file.bytes.substr(0, 64);
    const std::size_t ink = start.find_first_not_of(std::string_view("\xEF\xBB\xBF\xFF\xFE \t\r\n\0", 11));
    if (ink == std::string_view::npos || (start[ink] != '{' && start[ink] != '[')) return Json(Json::value_t::discarded);
    Result<TextFile> text = read_text_file(file);
    if (!text) return Json(Json::value_t::discarded);
    if (notes) *notes = std::move(text.value().notes);
    Json json = parse_json(text->text);
    if (json.is_discarded() && start[ink] == '{') json = lines_of_data(text->text);
    return json.is_structured() ? json : Json(Json::value_t::discarded);
}

bool recognises(const FileInput& file) { return !data_of(file).is_discarded(); }

Result<std::vector<ImportedDocument>> read(const FileInput& file) {
    std::vector<ImportNote> notes;
    const Json json = data_of(file, &notes);
    Listing best;
    if (!json.is_discarded()) look_through(json, 0, best);
    if (!best.elements)
        return Problem{ProblemKind::unsupported,
                       quoted_name(file) + " holds data of a program (JSON) in which Emic finds no transcript: no list of what is said when or by whom. Nothing was imported from it. In the "
                                           "program it comes from, save the transcript as a Word document (.docx), as captions (.vtt, .srt) or as plain text, and drop that file here.",
                       std::string(file.name)};
    JsonTranscript transcript(json, best);
    notes.push_back({"The file holds data of a transcription program; what is said, by whom and when was taken from it, and nothing else.", 1});
    if (const std::uint32_t repeats = leave_out_repeats(transcript.lines); repeats > 0)
        notes.push_back({counted(repeats, "line that repeats the one before it was", "lines that repeat those before them were") + " left out.", repeats});
    return std::vector{spoken_document(file, std::move(transcript.lines), std::move(notes))};
}

} // namespace

Reader transcript_json_reader() { return {"json", "Transcript as JSON", {".json", ".json3", ".jsonl"}, recognises, read}; }

} // namespace emic
