#pragma once

#include <string_view>

namespace emic {

/// The parts of a Word document that are the same in every document that Emic writes.
extern const std::string_view docx_content_types;
extern const std::string_view docx_root_relations;
extern const std::string_view docx_document_relations;
extern const std::string_view docx_style_sheet;
extern const std::string_view docx_document_head; ///< up to the first block
extern const std::string_view docx_document_end;
extern const std::string_view docx_comments_head;
extern const std::string_view docx_core_head;     ///< up to the title's words

} // namespace emic
