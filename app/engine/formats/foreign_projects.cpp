#include "engine/formats/foreign_projects.h"

namespace emic {

// A format is one file that defines one of these, and its row below.
ForeignProjectReader qualcoder_reader();
ForeignProjectReader taguette_reader();

std::span<const ForeignProjectReader> foreign_project_readers() {
    static const std::vector<ForeignProjectReader> table = {
        qualcoder_reader(),
        taguette_reader(),
    };
    return table;
}

const ForeignProjectReader* foreign_project_reader(const FileInput& file) {
    for (const ForeignProjectReader& reader : foreign_project_readers())
        if (reader.recognises(file)) return &reader;
    return nullptr;
}

std::string accepted_project_extensions() {
    std::string all;
    for (const ForeignProjectReader& reader : foreign_project_readers())
        for (std::string_view extension : reader.extensions) {
            if (!all.empty()) all += ',';
            all += extension;
        }
    return all;
}

} // namespace emic
