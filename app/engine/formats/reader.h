#pragma once

#include "engine/document_content.h"
#include "engine/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// Something of a file that an import did not take or had to change, as a full sentence: "3 pictures were left out."
struct ImportNote {
    std::string message;
    std::uint32_t count = 1; ///< how many such things; at least 1

    bool operator==(const ImportNote&) const = default;
};

/// One document that a file holds.
struct ImportedDocument {
    std::string name; ///< the file's name without folders and extension, or the entry's own; never empty
    DocumentContent content;
    std::vector<ImportNote> notes;
    std::optional<std::string> case_name = {}; ///< where the file says whose words these are

    bool operator==(const ImportedDocument&) const = default;
};

/// A file that the researcher chose: nothing in it is trusted.
struct FileInput {
    std::string_view name; ///< with extension; folders are ignored
    std::string_view bytes;
    std::string_view charset = {}; ///< how the letters of a plain text are stored, where the researcher says so; see charsets.h
    std::uint8_t depth = 0;        ///< files that this one lies in
};

/// A file format that can be imported. Its functions are pure and may be given any bytes.
struct Reader {
    const char* id;                                 ///< "docx"; stable, for scripts and tests
    const char* label;                              ///< "Word document"
    std::vector<std::string_view> extensions;       ///< lower case, with the dot
    bool (*recognises)(const FileInput&) = nullptr; ///< by its bytes, since a name may lie; kinds of text that only a name tells, by both
    Result<std::vector<ImportedDocument>> (*read)(const FileInput&) = nullptr;
};

/// Every format, the most particular first.
std::span<const Reader> readers();

/// Reads a file with the first reader that recognises its bytes, else with the one for its extension. A file of no
/// known format gives a Problem that names what it is, as far as that can be told, and what to do.
Result<std::vector<ImportedDocument>> read_documents(const FileInput& file);

/// Reads a file with this reader, whatever it is.
Result<std::vector<ImportedDocument>> read_with(const Reader& reader, const FileInput& file);

/// Takes away byte order marks at the start of a text that was put together from parts of a file (a cell, a caption), and
/// moves everything that has its place in the text. One that stayed would be taken for the mark of an exported file, and every
/// passage would be a character off.
void drop_leading_marks(DocumentContent& content);

/// Every extension, for a file picker: ".docx,.txt".
std::string accepted_extensions();

/// For readers: the extension in lower case with its dot; empty where there is none ("Interview 3. Ana" has none).
std::string file_extension(std::string_view file_name);

/// For readers: the document's name that a file's name gives.
std::string document_name(std::string_view file_name);

/// For readers: the file's name as messages show it, in quotation marks and without folders: ‘Ana.docx’.
std::string quoted_name(const FileInput& file);

/// For readers: "1 picture" or "3 pictures".
std::string counted(std::uint32_t count, std::string_view singular, std::string_view plural);

} // namespace emic
