#include "engine/formats/text_losses.h"

namespace emic {

void add_notes(const TextLosses& losses, std::vector<ImportNote>& notes) {
    const auto add = [&](std::uint32_t count, std::string_view one, std::string_view many) {
        if (count > 0) notes.push_back({counted(count, one, many), count});
    };
    add(losses.pictures, "picture was left out.", "pictures were left out.");
    add(losses.diagrams, "chart or diagram was left out.", "charts and diagrams were left out.");
    add(losses.objects, "embedded object was left out.", "embedded objects were left out.");
    add(losses.inserted_files, "other file inside this one was left out.",
              "other files inside this one were left out.");
    add(losses.newer, "passage that only other programs can show was left out. Compare the text with the original.",
        "passages that only other programs can show were left out. Compare the text with the original.");
    add(losses.headers, "page header or footer was left out.", "page headers and footers were left out.");
    add(losses.hidden, "passage of hidden text was left out.", "passages of hidden text were left out.");
    add(losses.deletions, "tracked deletion was left out.", "tracked deletions were left out.");
    add(losses.insertions, "tracked insertion was kept as ordinary text.",
              "tracked insertions were kept as ordinary text.");
    add(losses.struck, "passage that is struck through was kept as ordinary text.",
              "passages that are struck through were kept as ordinary text.");
    add(losses.readings, "reading aid above characters was left out.",
              "reading aids above characters were left out.");
    add(losses.prompts, "prompt of a form field that is not filled in was left out.",
              "prompts of form fields that are not filled in were left out.");
    add(losses.symbols, "symbol of a special font is not known and stands as �.",
              "symbols of special fonts are not known and stand as �.");
    add(losses.formulas, "formula was kept as plain characters; check it.",
              "formulas were kept as plain characters; check them.");
    add(losses.notes, "footnote or endnote stands at the end of the text.",
              "footnotes and endnotes stand at the end of the text.");
    add(losses.tables, "table became lines of text: a line for each row, TAB between cells.",
              "tables became lines of text: a line for each row, TAB between cells.");
    add(losses.text_boxes, "text box stands after the paragraph that it belongs to.",
              "text boxes stand after the paragraphs that they belong to.");
    add(losses.undecoded, "character is stored in an encoding that Emic does not know and stands as �.",
        "characters are stored in an encoding that Emic does not know and stand as �.");
}

} // namespace emic
