#include "engine/formats/report.h"

#include <algorithm>

namespace emic {

ReportBlock& Report::add(BlockKind kind, std::string text) {
    ReportBlock block;
    block.kind = kind;
    block.line.push_back({std::move(text), RunLook::plain, {}, {}, {}, {}});
    return blocks.emplace_back(std::move(block));
}

ReportBlock& Report::heading(std::uint32_t level, std::string text) {
    ReportBlock& block = add(BlockKind::heading, std::move(text));
    block.level = level;
    return block;
}

void Report::add_lines(BlockKind kind, std::string_view text, std::uint32_t depth) {
    for (const TextRange& paragraph : paragraphs(text)) {
        const TextRange words = trimmed(text, paragraph);
        if (!words.empty()) add(kind, std::string(slice(text, words))).depth = depth;
    }
}

std::string plain_text(const ReportLine& line) {
    std::string text;
    for (const ReportRun& run : line) text += run.text;
    return text;
}

TextDirection direction_of(const ReportBlock& block) {
    return block.direction != TextDirection::automatic ? block.direction : direction_of(plain_text(block.line));
}

bool is_number_column(const ReportBlock& table, std::size_t column) {
    bool any = false;
    for (const auto& row : table.cells) {
        if (column >= row.size()) continue;
        const std::string text = plain_text(row[column]);
        if (text.find_first_not_of("0123456789.,% ") != std::string::npos) return false;
        any |= !text.empty();
    }
    return any;
}

} // namespace emic
