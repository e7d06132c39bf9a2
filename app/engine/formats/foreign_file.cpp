#include "engine/formats/foreign_file.h"

#include "engine/formats/package_kind.h"
#include "engine/formats/pdf_text.h"

namespace emic {

namespace {

using namespace std::string_view_literals;

enum class Advice { save_as_word, export_as_word, transcribe, copy_text, later };

struct Kind {
    std::string_view start;
    std::string_view magic; ///< at `offset`
    std::size_t offset;
    const char* what;
    Advice advice;
};

constexpr Kind kinds[] = {
    {"\x89PNG\r\n"sv, ""sv, 0, "a picture", Advice::transcribe},
    {"\xFF\xD8\xFF"sv, ""sv, 0, "a picture", Advice::transcribe},
    {"GIF89a"sv, ""sv, 0, "a picture", Advice::transcribe},
    {"GIF87a"sv, ""sv, 0, "a picture", Advice::transcribe},
    {"II*\0"sv, ""sv, 0, "a picture", Advice::transcribe},
    {"MM\0*"sv, ""sv, 0, "a picture", Advice::transcribe},
    {"RIFF"sv, "WEBP"sv, 8, "a picture", Advice::transcribe},
    {"\0"sv, "ftyphei"sv, 4, "a picture", Advice::transcribe},
    {"\0"sv, "ftypM4A"sv, 4, "a sound recording", Advice::transcribe},
    {"\0"sv, "ftyp"sv, 4, "a video", Advice::transcribe},
    {"\0"sv, "moov"sv, 4, "a video", Advice::transcribe},
    {"\x1A\x45\xDF\xA3"sv, ""sv, 0, "a video", Advice::transcribe},
    {"RIFF"sv, "WAVE"sv, 8, "a sound recording", Advice::transcribe},
    {"RIFF"sv, "AVI "sv, 8, "a video", Advice::transcribe},
    {"ID3\2"sv, ""sv, 0, "a sound recording", Advice::transcribe},
    {"ID3\3"sv, ""sv, 0, "a sound recording", Advice::transcribe},
    {"ID3\4"sv, ""sv, 0, "a sound recording", Advice::transcribe},
    {"\xFF\xFB"sv, ""sv, 0, "a sound recording", Advice::transcribe},
    {"\xFF\xF3"sv, ""sv, 0, "a sound recording", Advice::transcribe},
    {"\xFF\xF2"sv, ""sv, 0, "a sound recording", Advice::transcribe},
    {"\xFF\xF1"sv, ""sv, 0, "a sound recording", Advice::transcribe},
    {"\xFF\xF9"sv, ""sv, 0, "a sound recording", Advice::transcribe},
    {"FORM"sv, "AIF"sv, 8, "a sound recording", Advice::transcribe},
    {"caff"sv, "desc"sv, 8, "a sound recording", Advice::transcribe},
    {"\2dss"sv, ""sv, 0, "a sound recording", Advice::transcribe},
    {"\3ds2"sv, ""sv, 0, "a sound recording", Advice::transcribe},
    {"MThd"sv, ""sv, 0, "a sound recording", Advice::transcribe},
    {"\0\0\1\xBA"sv, ""sv, 0, "a video", Advice::transcribe},
    {"\0\0\1\xB3"sv, ""sv, 0, "a video", Advice::transcribe},
    {"FLV\1"sv, ""sv, 0, "a video", Advice::transcribe},
    {"bplist00"sv, ""sv, 0, "a file of an Apple program", Advice::export_as_word},
    {"\xFFWPC"sv, ""sv, 0, "a document of WordPerfect", Advice::save_as_word},
    {"OggS\0"sv, ""sv, 0, "a sound recording", Advice::transcribe},
    {"fLaC"sv, ""sv, 0, "a sound recording", Advice::transcribe},
    {"#!AMR"sv, ""sv, 0, "a sound recording", Advice::transcribe},
    {"\x30\x26\xB2\x75"sv, ""sv, 0, "a sound or video recording", Advice::transcribe},
    {"SQLite format 3\0"sv, ""sv, 0, "a database, perhaps a project of another program", Advice::later},
    {"Rar!\x1A"sv, ""sv, 0, "a packed archive", Advice::later},
    {"7z\xBC\xAF"sv, ""sv, 0, "a packed archive", Advice::later},
    {"\x1F\x8B\x08"sv, ""sv, 0, "a packed archive", Advice::later},
};

const char* words(Advice advice) {
    switch (advice) {
    case Advice::save_as_word:
        return "Open it in Word or LibreOffice, save it as a Word document (.docx), and drop that file here.";
    case Advice::export_as_word:
        return "Open it in the program it was made with, export it as a Word document (.docx), and drop that file here.";
    case Advice::transcribe:
        return "Emic codes text: drop the transcript here, as a Word document (.docx) or as plain text.";
    case Advice::copy_text:
        return "Open it, copy its text into a new Word document or text file, save that, and drop it here.";
    case Advice::later:
        return "Take the documents out of it as Word documents (.docx) or plain text, and drop those here.";
    }
    return "";
}

/// Kinds of file whose bytes tell little; by the end of the name.
struct NamedKind {
    std::string_view extension;
    const char* what;
    Advice advice;
};
constexpr NamedKind named_kinds[] = {
    {".pages", "a document of Apple Pages", Advice::export_as_word},
    {".numbers", "a spreadsheet of Apple Numbers", Advice::export_as_word},
    {".key", "a presentation of Apple Keynote", Advice::export_as_word},
    {".gdoc", "a link to a document of Google Docs, and not the document", Advice::export_as_word},
    {".gsheet", "a link to a table of Google Sheets, and not the table", Advice::export_as_word},
    {".one", "a notebook of OneNote", Advice::copy_text},
    {".mp3", "a sound recording", Advice::transcribe}, {".wav", "a sound recording", Advice::transcribe},  {".m4a", "a sound recording", Advice::transcribe},
    {".wma", "a sound recording", Advice::transcribe}, {".aac", "a sound recording", Advice::transcribe},  {".ogg", "a sound recording", Advice::transcribe},
    {".opus", "a sound recording", Advice::transcribe}, {".flac", "a sound recording", Advice::transcribe}, {".amr", "a sound recording", Advice::transcribe},
    {".aif", "a sound recording", Advice::transcribe}, {".aiff", "a sound recording", Advice::transcribe}, {".dss", "a sound recording", Advice::transcribe},
    {".ds2", "a sound recording", Advice::transcribe}, {".mp4", "a video", Advice::transcribe},            {".mov", "a video", Advice::transcribe},
    {".avi", "a video", Advice::transcribe},           {".mkv", "a video", Advice::transcribe},            {".webm", "a video", Advice::transcribe},
    {".wmv", "a video", Advice::transcribe},           {".3gp", "a video", Advice::transcribe},            {".mpg", "a video", Advice::transcribe},
    {".mpeg", "a video", Advice::transcribe},          {".m4v", "a video", Advice::transcribe}};

Problem refusal(const FileInput& file, const char* what, Advice advice) {
    return {ProblemKind::unsupported,
            quoted_name(file) + " is " + what + ", which Emic cannot read yet. Nothing was imported from it. " +
                words(advice),
            std::string(file.name)};
}

std::optional<Problem> named_kind(const FileInput& file) {
    const std::string extension = file_extension(file.name);
    for (const NamedKind& kind : named_kinds)
        if (kind.extension == extension) return refusal(file, kind.what, kind.advice);
    return std::nullopt;
}

/// A name inside an OLE compound file, as UTF-16.
bool holds_wide(std::string_view bytes, std::string_view name) {
    std::string wide;
    for (const char c : name) {
        wide += c;
        wide += '\0';
    }
    return bytes.find(wide) != std::string_view::npos;
}

Problem compound_file(const FileInput& file) {
    if (holds_wide(file.bytes, "EncryptedPackage") || holds_wide(file.bytes, "EncryptionInfo"))
        return {
            ProblemKind::unsupported,
            quoted_name(file) +
                " is protected with a password. Nothing was imported from it. Open it in Word, remove the password, "
                "and drop it here again.",
            std::string(file.name)};
    if (holds_wide(file.bytes, "WordDocument"))
        return refusal(file, "a Word document in the format of Word 97 to 2003 (.doc)", Advice::save_as_word);
    return refusal(file, "a file of an older office program", Advice::save_as_word);
}

std::optional<Problem> packed_file(const FileInput& file, PackageKind kind) {
    switch (kind) {
    case PackageKind::other_open_document: return refusal(file, "a spreadsheet or presentation", Advice::save_as_word);
    case PackageKind::binary_workbook: return refusal(file, "a binary Excel workbook (.xlsb)", Advice::save_as_word);
    case PackageKind::presentation: return refusal(file, "a presentation", Advice::copy_text);
    case PackageKind::project: return refusal(file, "a project of another program (.qdpx)", Advice::later);
    case PackageKind::pages: return refusal(file, "a document of Apple Pages", Advice::export_as_word);
    case PackageKind::other_package: return refusal(file, "a file of another program", Advice::save_as_word);
    case PackageKind::archive: return named_kind(file).value_or(refusal(file, "a packed archive (.zip)", Advice::later));
    case PackageKind::none:
    case PackageKind::word:
    case PackageKind::open_document:
    case PackageKind::workbook:
    case PackageKind::epub: return std::nullopt;
    }
    return std::nullopt;
}

} // namespace

std::optional<Problem> foreign_file(const FileInput& file) {
    const std::string_view bytes = file.bytes;
    // The page reads PDF files before it comes here: what finds text in them is written for browsers.
    if (is_pdf(bytes))
        return Problem{ProblemKind::unsupported,
                       quoted_name(file) + " is a PDF file, which only the page of Emic can read, not the command line. Nothing was imported from it. "
                                           "Open Emic in a browser, drop the file there, save the project, and go on with that.",
                       std::string(file.name)};
    if (bytes.substr(0, 8) == "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv) return compound_file(file);
    if (const PackageKind kind = package_kind(bytes); kind != PackageKind::none) return packed_file(file, kind);
    for (const Kind& kind : kinds)
        if (bytes.substr(0, kind.start.size()) == kind.start && bytes.size() >= kind.offset &&
            bytes.substr(kind.offset, kind.magic.size()) == kind.magic)
            return named_kind(file).value_or(refusal(file, kind.what, kind.advice));
    return named_kind(file);
}

} // namespace emic
