#include "engine/formats/codebook_csv.h"

#include "engine/formats/csv.h"
#include "engine/queries/codebook.h"

#include <array>

namespace emic {

namespace {

std::string hash_colour(Colour colour) {
    std::string text = "#";
    for (int shift = 20; shift >= 0; shift -= 4) text += "0123456789abcdef"[(colour >> shift) & 0xf];
    return text;
}

} // namespace

std::string write_codebook_csv(const Project& project, const Indexes& indexes) {
    std::string out;
    append_csv_row(out, std::array<std::string_view, 10>{"path", "name", "parent", "definition", "include", "exclude",
                                                         "examples", "colour", "codings", "documents"});
    for (const CodeRow& row : codebook_rows(project, indexes)) {
        const Code* code = project.find(row.id);
        if (!code) continue;
        const std::string parent = code_path(project, row.parent);
        const std::string colour = hash_colour(row.colour);
        const std::string codings = std::to_string(row.codings);
        const std::string documents = std::to_string(row.documents);
        append_csv_row(out, std::array<std::string_view, 10>{row.path, row.name, parent, code->definition,
                                                             code->include, code->exclude, code->examples, colour,
                                                             codings, documents});
    }
    return out;
}

} // namespace emic
