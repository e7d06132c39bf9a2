#include "engine/formats/marked_document.h"
#include "engine/formats/recording_times.h"
#include "engine/formats/rtf_text.h"

namespace emic {

namespace {

/// Pictures are written in digits, so files of this size are not unheard of.
constexpr std::size_t max_bytes = std::size_t{256} << 20;

bool recognises(const FileInput& file) {
    std::string_view start = file.bytes.substr(0, 200);
    if (start.substr(0, 3) == "\xEF\xBB\xBF") start.remove_prefix(3);
    start.remove_prefix(std::min(start.find_first_not_of(" \t\r\n"), start.size()));
    return start.substr(0, 5) == "{\\rtf";
}

Result<std::vector<ImportedDocument>> read(const FileInput& file) {
    const auto refused = [&](ProblemKind kind, const char* why) {
        return Problem{kind, quoted_name(file) + why, std::string(file.name)};
    };
    if (!recognises(file))
        return refused(ProblemKind::unreadable,
                       " is not an RTF file, whatever its name says. Nothing was imported from it. Open it in the "
                       "program it was made with, save it as a Word document (.docx), and drop that file here.");
    if (file.bytes.size() > max_bytes)
        return refused(ProblemKind::unsupported,
                       " is larger than 256 MB. Nothing was imported from it. Open it in Word or LibreOffice, save it "
                       "as a Word document (.docx), and drop that file here.");
    RtfText reader(file.bytes);
    if (!reader.read())
        return refused(ProblemKind::unsupported,
                       " is built in a way that word processors never write and that can be used to harm, so it was "
                       "not opened. Nothing was imported from it. If you trust it, open it in Word or LibreOffice, "
                       "save it anew, and drop it here again.");
    const std::string text = reader.text();
    std::vector<ImportNote> notes;
    if (reader.cut_off())
        notes.push_back({"The file breaks off before its end. What it holds was read; compare the text with the original.", 1});
    std::vector<ImportedDocument> documents = marked_document(file, text, reader.marks(), reader.losses(), std::move(notes));
    settle_transcript(documents.front());
    return documents;
}

} // namespace

Reader rtf_reader() {
    return {"rtf", "Rich text (RTF)", {".rtf"}, recognises, read};
}

} // namespace emic
