// What other files hold that stand inside a Word document, and what stands there for some programs only.
#include "engine/formats/docx_elements.h"
#include "engine/formats/docx_text.h"
#include "engine/formats/text_file.h"

#include <algorithm>
#include <array>

namespace emic {

namespace {

constexpr std::uint8_t deepest = 3;                         ///< files within files
constexpr std::size_t most_text = std::size_t{64} << 20;    ///< bytes from inserted files, each as often as it stands there

/// Reads an inserted file with the reader of what it is: a web page, a Word document, rich text, plain text.
std::optional<ImportedDocument> read_inserted(const FileInput& file) {
    constexpr std::array<std::string_view, 5> kinds = {"docx", "rtf", "mht", "html", "odt"};
    if (file.bytes.empty()) return std::nullopt;
    for (const Reader& reader : readers()) {
        if (std::find(kinds.begin(), kinds.end(), std::string_view(reader.id)) == kinds.end() || !reader.recognises(file)) continue;
        Result<std::vector<ImportedDocument>> read = read_with(reader, file);
        if (!read || read->size() != 1) return std::nullopt;
        return std::move(read.value().front());
    }
    // A text may say who speaks when; its words stay as they are.
    const std::string extension = file_extension(file.name);
    if (extension != ".txt" && extension != ".text") return std::nullopt;
    Result<TextFile> text = read_text_file(file);
    if (!text) return std::nullopt;
    return ImportedDocument{"Text", DocumentContent(std::move(text.value().text)), std::move(text.value().notes)};
}

} // namespace

void DocxText::read_inserted_file(const pugi::xml_node& node, Block& block) {
    const auto found = m_package.inserted.find(xml::attribute_text(node, "id"));
    std::optional<ImportedDocument> read;
    if (found != m_package.inserted.end() && m_package.depth < deepest && m_inserted < most_text)
        read = read_inserted({found->second.name, found->second.bytes, {}, static_cast<std::uint8_t>(m_package.depth + 1)});
    if (!read) {
        ++m_losses.inserted_files;
        return;
    }
    m_inserted += read->content.text.size() + found->second.bytes.size();
    std::move(read->notes.begin(), read->notes.end(), std::back_inserter(m_notes));
    const std::string text = m_marks.take_in(std::move(read->content));
    block.end_lines();
    std::vector<std::string>& lines = m_paragraph ? m_paragraph->boxes : block.lines;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
}

/// The branch to read; one that nobody but another program understands is told of.
pugi::xml_node DocxText::chosen_branch(const pugi::xml_node& alternatives) {
    const pugi::xml_node branch = docx_chosen_branch(alternatives);
    if (!branch && !m_run.hidden && docx_has_words(alternatives)) ++m_losses.newer;
    return branch;
}

} // namespace emic
