#pragma once

#include "engine/formats/refi_export.h"
#include "engine/formats/refi_xml.h"
#include "engine/formats/zip_writer.h"
#include "engine/sort_rows.h"

#include <map>
#include <memory>
#include <set>

namespace emic::refi {

/// Builds a project's XML from its records and lays what was kept into it again.
class Exporter {
public:
    Exporter(const Project& project, TextUnit unit) : m_project(project), m_unit(unit) {}

    RefiExport run();

private:
    struct Group { ///< all that stands on one range of a text
        std::vector<const Coding*> codings;
        std::vector<const Memo*> memos;
        bool quotation = false;
    };
    struct Parts { ///< of one document
        const Source* source = nullptr;
        std::unique_ptr<pugi::xml_document> residue;
        std::unique_ptr<pugi::xml_document> shells;
        std::map<Guid, std::pair<std::size_t, pugi::xml_node>> shell_of; ///< by the record it belongs to, numbered as they stand
        std::map<TextRange, Group> groups;
        std::vector<const Coding*> whole;
        pugi::xml_node residue_of_text; ///< of the TextSource, Representation or Transcript
    };

    // refi_export.cpp
    void collect();
    void write_users();
    void write_codes(pugi::xml_node parent, Id<Code> above);
    void write_variables();
    void write_cases();
    void write_values(pugi::xml_node node, AttributeHolder holder, Guid holder_id);
    void write_notes();
    void write_links();
    void write_sets();
    void write_rest();
    void write_files();

    // refi_export_texts.cpp
    void write_sources();
    void write_source(pugi::xml_node list, const Source& source);
    void write_selections(pugi::xml_node text, Parts& parts);
    /// A transcript that is a document as well goes without its text's old form once the document was corrected or deleted:
    /// it may hold what was taken out of it.
    void drop_old_twins(const pugi::xml_node& sources);
    void drop_file(std::string_view path);
    /// The points of a recording's transcript, and its selections by them.
    void write_points(pugi::xml_node transcript, const Source& source);
    void write_selection(pugi::xml_node text, const Parts& parts, TextRange range, const Group& group, const UnitIndex& units);
    void write_uncoded(pugi::xml_node text, const Parts& parts, const UnitIndex& units);
    void write_coding(pugi::xml_node parent, const Coding& coding);
    /// A selection of the residue or a shell that belongs to a group.
    static pugi::xml_node shell_of(const Parts& parts, const Group& group);

    // Helpers
    const Kept* kept(const char* place, Guid owner) const;
    std::unique_ptr<pugi::xml_document> parsed(const Kept* kept) const;
    void merge(pugi::xml_node node, const pugi::xml_node& residue);
    void merge(const char* place, Guid owner, pugi::xml_node node);
    /// Kept elements of a list, each at its old place.
    void weave(pugi::xml_node list, const char* place);
    void write_description(pugi::xml_node node, Guid owner, MemoTarget target, Guid target_id);
    void write_note_references(pugi::xml_node node, MemoTarget target, Guid target_id);
    [[nodiscard]] bool linked(Guid memo, Guid target) const;
    std::string text_file_name(Guid id) const;

    const Project& m_project;
    TextUnit m_unit;
    pugi::xml_document m_document;
    pugi::xml_node m_root;
    std::map<std::pair<std::string, Guid>, const Kept*> m_kept;
    std::map<std::string, std::vector<const Kept*>> m_lists;
    std::map<std::pair<MemoTarget, Guid>, std::vector<const Memo*>> m_memos;
    std::map<Guid, std::vector<const AttributeValue*>> m_values;
    std::map<Guid, std::vector<const Coding*>> m_codings;
    std::map<Guid, std::vector<const Code*>> m_children;
    std::map<Guid, std::vector<TextRange>> m_quotations;
    std::map<Passage, Guid> m_selections; ///< as written
    std::set<std::pair<Guid, Guid>> m_links; ///< kept ones: origin, target
    std::set<Guid> m_descriptions; ///< memos that are written as descriptions
    std::set<std::string> m_file_names; ///< lower case
    std::set<std::string> m_dropped_files;
    std::map<std::string, std::string> m_files;
    std::map<std::string, std::uint32_t> m_notes;
};

/// Records in their order: position, then id.
template <class Record> std::vector<const Record*> in_order(const Table<Record>& table) {
    std::vector<const Record*> rows;
    for (const Record& record : table) rows.push_back(&record);
    sort_rows(rows, [](const Record* a, const Record* b) {
        if constexpr (requires { a->position; })
            if (a->position != b->position) return a->position < b->position;
        return a->id < b->id;
    });
    return rows;
}

} // namespace emic::refi
