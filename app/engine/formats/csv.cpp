#include "engine/formats/csv.h"

namespace emic {

bool may_be_formula(std::string_view field) {
    for (std::string_view start : {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"})
        if (field.starts_with(start)) return true;
    return false;
}

void append_csv_row(std::string& out, std::span<const std::string_view> fields, CellSafety safety) {
    for (const std::string_view& field : fields) {
        if (&field != &fields.front()) out += ',';
        out += '"';
        if (safety == CellSafety::defused && may_be_formula(field)) out += '\'';
        for (char c : field) {
            if (c == '"') out += '"';
            out += c;
        }
        out += '"';
    }
    out += "\r\n";
}

} // namespace emic
