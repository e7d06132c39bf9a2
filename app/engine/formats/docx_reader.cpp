#include "engine/formats/docx_text.h"
#include "engine/formats/reader.h"
#include "engine/formats/text_encoding.h"
#include "engine/text.h"

namespace emic {

namespace {

/// The names of an archive's entries stand unpacked in it. Cheap, so that a damaged file is still told as a Word file.
bool recognises(const FileInput& file) {
    return file.bytes.substr(0, 2) == "PK" && file.bytes.find("word/") != std::string_view::npos;
}

bool has_text(const pugi::xml_node& node) {
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling()) {
        if (xml::local_name(one) == "t" &&
            std::string_view(one.child_value()).find_first_not_of(" \t\r\n") != std::string_view::npos)
            return true;
        if (has_text(one)) return true;
    }
    return false;
}

class NoteList {
public:
    /// "3 pictures" + " were left out."; nothing for a count of 0.
    void add(std::uint32_t count, std::string_view one, std::string_view many) {
        if (count > 0) m_notes.push_back({counted(count, one, many), count});
    }
    void add(std::string message) { m_notes.push_back({std::move(message), 1}); }
    [[nodiscard]] std::vector<ImportNote> take() { return std::move(m_notes); }

private:
    std::vector<ImportNote> m_notes;
};

std::vector<ImportNote> notes_of(const DocxPackage& package, const DocxLosses& losses) {
    std::uint32_t comments = 0;
    if (package.comments)
        for (pugi::xml_node one = package.comments->tree.document_element().first_child(); one;
             one = one.next_sibling())
            if (xml::local_name(one) == "comment") ++comments;
    std::uint32_t headers = 0;
    for (const std::unique_ptr<xml::Document>& part : package.headers_and_footers)
        if (has_text(part->tree.document_element())) ++headers;

    NoteList notes;
    for (const std::string& what : package.unreadable)
        notes.add("A part of the file is damaged and was left out: " + what + ". Compare the text with the original.");
    notes.add(losses.pictures, "picture was left out.", "pictures were left out.");
    notes.add(losses.diagrams, "chart or diagram was left out.", "charts and diagrams were left out.");
    notes.add(losses.objects, "embedded object was left out.", "embedded objects were left out.");
    notes.add(losses.inserted_files, "other file inside this one was left out.",
              "other files inside this one were left out.");
    notes.add(comments, "comment was left out.", "comments were left out.");
    notes.add(headers, "page header or footer was left out.", "page headers and footers were left out.");
    notes.add(losses.hidden, "passage of hidden text was left out.", "passages of hidden text were left out.");
    notes.add(losses.deletions, "tracked deletion was left out.", "tracked deletions were left out.");
    notes.add(losses.insertions, "tracked insertion was kept as ordinary text.",
              "tracked insertions were kept as ordinary text.");
    notes.add(losses.struck, "passage that is struck through was kept as ordinary text.",
              "passages that are struck through were kept as ordinary text.");
    notes.add(losses.readings, "reading aid above characters was left out.",
              "reading aids above characters were left out.");
    notes.add(losses.prompts, "prompt of a form field that is not filled in was left out.",
              "prompts of form fields that are not filled in were left out.");
    notes.add(losses.symbols, "symbol of a special font is not known and stands as �.",
              "symbols of special fonts are not known and stand as �.");
    notes.add(losses.formulas, "formula was kept as plain characters; check it.",
              "formulas were kept as plain characters; check them.");
    notes.add(losses.notes, "footnote or endnote stands at the end of the text.",
              "footnotes and endnotes stand at the end of the text.");
    notes.add(losses.tables, "table became lines of text: a line for each row, TAB between cells.",
              "tables became lines of text: a line for each row, TAB between cells.");
    notes.add(losses.text_boxes, "text box stands after the paragraph that it belongs to.",
              "text boxes stand after the paragraphs that they belong to.");
    return notes.take();
}

Result<std::vector<ImportedDocument>> read(const FileInput& file) {
    const Result<DocxPackage> package = open_docx(file);
    if (!package) return package.problem();
    DocxText reader(*package);
    std::size_t malformed = 0;
    std::size_t controls = 0;
    ImportedDocument document;
    document.name = document_name(file.name);
    document.content.text = clean_text(repair_utf8(reader.read(), malformed), controls);
    document.notes = notes_of(*package, reader.losses());
    const auto note = [&](std::size_t count, std::string_view one, std::string_view many) {
        const auto number = static_cast<std::uint32_t>(count);
        if (count > 0) document.notes.push_back({counted(number, one, many), number});
    };
    note(malformed, "faulty byte was replaced by the sign �.", "faulty bytes were replaced by the sign �.");
    note(controls, "invisible control character was left out.", "invisible control characters were left out.");
    if (document.content.text.find_first_not_of(" \t\n") == std::string::npos)
        document.notes.push_back({"The file holds no text.", 1});
    std::vector<ImportedDocument> documents;
    documents.push_back(std::move(document));
    return documents;
}

} // namespace

Reader docx_reader() {
    return {"docx", "Word document", {".docx", ".docm", ".dotx"}, recognises, read};
}

} // namespace emic
