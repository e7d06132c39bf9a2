#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// One caption of a recording.
struct CaptionCue {
    std::string id;   ///< may be empty
    std::optional<std::int64_t> begin; ///< milliseconds; nothing where the file's own time makes no sense
    std::int64_t end = 0;
    std::string text; ///< as in the file, with its tags; lines are separated by LF
    bool faulty_time = false;  ///< it has a time that cannot be read
    bool next_at_once = false; ///< the next one's time stands right below, without a blank line

    bool operator==(const CaptionCue&) const = default;
};

/// What of a caption's text is said by one voice.
struct CaptionWords {
    std::string speaker; ///< of the voice tag; empty where none names one
    std::string words;   ///< without tags, with its entities read

    bool operator==(const CaptionWords&) const = default;
};

/// The cues of a WebVTT file by the parsing rules of the W3C's recommendation; nothing when the file does not begin with
/// WEBVTT. What it would pass over is kept where it is text: a cue with a faulty time comes without times.
/// `text` is valid UTF-8 with LF line ends.
std::vector<CaptionCue> parse_vtt_cues(std::string_view text);

/// The cues of a SubRip file, as people and programs really write them: with or without numbers, with commas or full
/// stops, with blank lines inside. Text before the first time or without a time comes as a cue without times.
std::vector<CaptionCue> parse_srt_cues(std::string_view text);

/// A WebVTT cue's text by voice. A tag that never ends is text.
std::vector<CaptionWords> vtt_words(std::string_view text);

/// A SubRip cue's text without <i>, <font …>, {\an8} and the like.
std::string srt_words(std::string_view text);

/// True for a line that gives a cue's times, in either format.
bool is_caption_time(std::string_view line);

/// The cues of a SubViewer file as YouTube writes it: "0:00:01.000,0:00:04.000", lines of words, a blank line.
std::vector<CaptionCue> parse_sbv_cues(std::string_view text);

/// True for a line that gives a SubViewer cue's times.
bool is_sbv_time(std::string_view line);

} // namespace emic
