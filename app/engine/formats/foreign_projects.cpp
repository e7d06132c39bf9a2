#include "engine/formats/foreign_projects.h"

namespace emic {

std::span<const ForeignProjectReader> foreign_project_readers() {
    static const std::vector<ForeignProjectReader> table = {};
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
