#pragma once

#include "engine/records.h"

#include <optional>
#include <string>
#include <vector>

namespace emic {

/// A speaker of a text that is not yet in a project; cases are known by name.
struct NewSpeaker {
    std::string name;
    std::optional<std::string> case_name; ///< joined when there is a case of that name, else made
    bool interviewer = false;

    bool operator==(const NewSpeaker&) const = default;
};

/// A note that came with a text: a comment, an annotation.
struct NewMemo {
    TextRange range; ///< of the passage; empty for a note on the whole document
    std::string title; ///< "Comment by Mia"; may be empty
    std::string text;
    WallTime written = 0; ///< 0 when unknown

    bool operator==(const NewMemo&) const = default;
};

/// What a file says of its document, or of the case that the document belongs to.
struct NewValue {
    std::string attribute; ///< joined when there is an attribute of that name, else made with `type`
    AttributeType type = AttributeType::text;
    AttributeHolder holder = AttributeHolder::source; ///< a case's value is the document's when the document has no case
    std::string value; ///< as in AttributeValue::value; left out when empty

    bool operator==(const NewValue&) const = default;
};

/// A document's text and everything that stands in it by place: what a reader makes of a file and an import puts into
/// the project. All offsets are UTF-8 bytes of `text`.
struct DocumentContent {
    std::string text; ///< valid UTF-8, LF line ends, no BOM, no control characters but TAB and LF
    std::vector<NewSpeaker> speakers;
    std::vector<Turn> turns;       ///< as Source::turns; `speaker` is the place in `speakers`
    std::vector<Heading> headings;
    std::vector<TimeAnchor> times;
    std::vector<NewMemo> memos;
    std::vector<NewValue> values;

    DocumentContent() = default;
    /// Text alone.
    DocumentContent(std::string words) : text(std::move(words)) {}
    DocumentContent(const char* words) : text(words) {}
    bool operator==(const DocumentContent&) const = default;
};

} // namespace emic
