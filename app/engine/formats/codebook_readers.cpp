#include "engine/formats/codebook_readers.h"

namespace emic {

// A format is one file that defines one of these, and its row below.
CodebookReader codebook_csv_reader();
CodebookReader codebook_list_reader();

std::span<const CodebookReader> codebook_readers() {
    static const CodebookReader table[] = {
        codebook_csv_reader(),
        codebook_list_reader(), // takes any text: last
    };
    return table;
}

Result<ImportedCodebook> read_codebook(const FileInput& file) {
    for (const CodebookReader& reader : codebook_readers())
        if (reader.recognises(file)) return reader.read(file);
    return Problem{ProblemKind::unsupported,
                   quoted_name(file) + " is not text and not a codebook that Emic knows. Nothing was changed. Save the codebook as CSV, "
                                       "or copy its codes and paste them.",
                   std::string(file.name)};
}

std::string accepted_codebook_extensions() {
    std::string list;
    for (const CodebookReader& reader : codebook_readers())
        for (const std::string_view extension : reader.extensions) {
            if (!list.empty()) list += ',';
            list += extension;
        }
    return list;
}

} // namespace emic
