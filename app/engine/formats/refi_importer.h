#pragma once

#include "engine/formats/refi_import.h"
#include "engine/formats/refi_package.h"
#include "engine/formats/refi_xml.h"

#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace emic::refi {

/// What a note is written on.
struct NoteTarget {
    MemoTarget target = MemoTarget::project;
    Guid id;
    TextRange range;
};

/// Takes a project's XML apart: what Emic has records for is taken out of the tree, the rest is kept.
class Importer {
public:
    Importer(Package& package, pugi::xml_node root) : m_package(package), m_root(root) {}

    Result<RefiImport> run();

private:
    enum class TextKind { text, pdf, recording };
    struct Texts { ///< of one document, until the reading is chosen
        Source source;
        TextKind kind = TextKind::text;
        pugi::xml_node outer; ///< TextSource, PDFSource, AudioSource or VideoSource
        pugi::xml_node text;  ///< TextSource, Representation or Transcript
        RawText raw;
        bool rich = false;    ///< read from the file of a word processor
        std::vector<pugi::xml_node> selections;
        std::vector<RawPosition> positions;
    };

    struct Group { ///< the selections of one range
        pugi::xml_node first;
        Guid of; ///< smallest of its codings, else of its memos
        bool coded = false;
        Id<Coder> coder;
        WallTime created = 0;
    };

    // refi_import.cpp
    void read_project();
    void read_users();
    void read_codes(const pugi::xml_node& parent, Id<Code> above, std::size_t level, std::uint32_t& position);
    void read_variables();
    void read_cases();
    void read_values(const pugi::xml_node& node, AttributeHolder holder, Guid holder_id);
    void finish(RefiImport& import);

    // refi_import_texts.cpp
    void read_sources();
    bool prepare_text(const pugi::xml_node& outer);
    /// True for a text that a document of its own has, word for word.
    bool is_document(std::string_view text);
    void choose_readings();
    void find_differences(const Texts& texts, const std::vector<ReadPosition>& read);
    void read_selections(Texts& texts, const Reading& reading);
    void read_points(Texts& texts, const Reading& reading);
    void read_selection(Texts& texts, std::size_t index, const ReadPosition& position, const UnitIndex& units, std::map<TextRange, Group>& groups);
    /// The coding's id; null when it could not be taken.
    Guid read_coding(const pugi::xml_node& coding, const pugi::xml_node& selection, Passage passage);
    void finish_groups(Texts& texts, const std::map<TextRange, Group>& groups, pugi::xml_node shells);
    void keep_uncoded(const Texts& texts, pugi::xml_node selection, const ReadPosition& position, const UnitIndex& units);
    void finish_texts(Texts& texts);
    std::optional<RawText> text_content(const pugi::xml_node& node);
    std::optional<RawText> rich_content(const pugi::xml_node& node);

    // refi_import_notes.cpp
    void read_sets();
    void read_links();
    void read_notes();
    void keep_rest();

    // Helpers
    template <class Record> void put(Record record) {
        while (!m_put.emplace(table_name<Record>(), record.id.guid).second) record.id = {derived_guid(record.id.guid, "again")};
        m_change.insert(std::move(record));
        if (m_change.edits.size() >= 1024) flush();
    }
    void flush();
    /// The element's Guid; another one when an element of that kind has it already.
    Guid own_guid(const char* kind, pugi::xml_node node);
    Id<Coder> coder(Guid id);
    void keep(const char* place, Guid owner, std::uint32_t position, std::string name, const pugi::xml_node& node, RefiNoun counted_as = {});
    void keep_files(const pugi::xml_node& node, Guid owner);
    void description_memo(pugi::xml_node node, const NoteTarget& target, Guid of);
    void note_references(pugi::xml_node node, const NoteTarget& target);
    using Counts = std::map<std::string, RefiCount>; ///< by the words for many
    static void count_in(Counts& counts, RefiNoun noun) {
        ++counts.try_emplace(noun.many, RefiCount{noun.one, noun.many}).first->second.count;
    }
    void count(const char* one, const char* many) { count_in(m_read, {one, many}); }
    void note(const std::string& sentence) { ++m_notes[sentence]; }
    void lose(const std::string& sentence, std::uint32_t times = 1) {
        m_notes[sentence] += times;
        m_losses.insert(sentence);
    }

    Package& m_package;
    pugi::xml_node m_root;
    Project m_project;
    Change m_change;
    RefiReport m_report;
    Counts m_read, m_kept;
    std::map<std::string, std::uint32_t> m_notes;
    std::set<std::pair<std::string, Guid>> m_guids;
    std::set<Guid> m_coders, m_codes, m_sources, m_cases, m_themes;
    std::set<std::string> m_losses; ///< of the notes
    std::set<Guid> m_extra_coders;
    std::map<Guid, AttributeType> m_variables;
    std::set<std::tuple<Guid, AttributeHolder, Guid>> m_values;
    std::map<Guid, NoteTarget> m_targets;        ///< notes by what refers to them first
    std::map<Guid, Passage> m_selections;        ///< every selection of a text
    std::map<std::string, std::string> m_same_selection; ///< selections merged into one of the same range
    std::set<std::tuple<Guid, TextRange, Guid, Guid>> m_coded;
    std::map<Guid, Theme> m_theme_records;
    std::vector<Texts> m_texts;
    std::set<std::string> m_kept_files;
    std::set<std::string> m_document_texts; ///< their SHA-256
    bool m_documents_known = false;
    std::uint32_t m_code_count = 0;
    std::uint32_t m_source_position = 0;
    Guid m_default_user;
    std::set<std::pair<std::string, Guid>> m_put;
};

} // namespace emic::refi
