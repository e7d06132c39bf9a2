#include "engine/formats/marked_document.h"
#include "engine/formats/odt_text.h"
#include "engine/formats/package_kind.h"
#include "engine/formats/recording_times.h"

namespace emic {

namespace {

/// By the archive's directory, or by the root of a flat file.
bool recognises(const FileInput& file) {
    constexpr std::string_view type = "application/vnd.oasis.opendocument.text";
    if (const PackageKind kind = package_kind(file.bytes); kind != PackageKind::none) return kind == PackageKind::open_document;
    const std::string_view start = file.bytes.substr(0, 20'000);
    const std::size_t first = start.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    return first != std::string_view::npos && start[first] == '<' &&
           start.find("office:document") != std::string_view::npos && start.find(type) != std::string_view::npos;
}

Result<std::vector<ImportedDocument>> read(const FileInput& file) {
    const Result<OdtPackage> package = open_odt(file);
    if (!package) return package.problem();
    OdtText reader(*package);
    const std::string text = reader.read();
    std::vector<ImportNote> notes;
    if (package->styles_broken)
        notes.push_back({"A part of the file is damaged and was left out: styles. Compare the text with the original.", 1});
    std::vector<ImportedDocument> documents = marked_document(file, text, reader.marks(), reader.losses(), std::move(notes));
    settle_transcript(documents.front());
    return documents;
}

} // namespace

Reader odt_reader() {
    return {"odt", "OpenDocument text", {".odt", ".ott", ".fodt"}, recognises, read};
}

} // namespace emic
