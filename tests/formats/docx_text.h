#pragma once
// Word files as they are read: what goes into a body, and the document that comes out.

#include "engine/formats/reader.h"
#include "formats/docx_builder.h"

#include <doctest/doctest.h>

namespace emic::test {

/// A paragraph and a run, as they stand in a body.
inline std::string p(const std::string& inside, const std::string& properties = {}) {
    return "<w:p>" + (properties.empty() ? "" : "<w:pPr>" + properties + "</w:pPr>") + inside + "</w:p>";
}

inline std::string r(const std::string& text, const std::string& properties = {}) {
    return "<w:r>" + (properties.empty() ? "" : "<w:rPr>" + properties + "</w:rPr>") + "<w:t xml:space=\"preserve\">" +
           text + "</w:t></w:r>";
}

/// The one document of a Word file.
inline ImportedDocument read_docx(const std::string& bytes) {
    Result<std::vector<ImportedDocument>> documents = read_documents({"Ana.docx", bytes});
    REQUIRE_MESSAGE(documents.ok(), documents.problem().message);
    REQUIRE(documents->size() == 1);
    CHECK(documents->front().name == "Ana");
    return documents->front();
}

inline std::string text_of(const std::string& body, const Parts& parts = {}) {
    return read_docx(docx(body, parts)).content.text;
}

} // namespace emic::test
