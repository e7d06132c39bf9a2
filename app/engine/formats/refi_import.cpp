#include "engine/formats/refi_import.h"

#include "engine/attribute_value.h"
#include "engine/commands/code_tree.h"
#include "engine/formats/package_kind.h"
#include "engine/formats/refi_description.h"
#include "engine/formats/refi_importer.h"
#include "engine/formats/reader.h"
#include "engine/palette.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <cstring>

namespace emic::refi {

namespace {

AttributeType type_of(std::string_view word) {
    if (word == "Boolean") return AttributeType::boolean;
    if (word == "Integer") return AttributeType::integer;
    if (word == "Float") return AttributeType::number;
    if (word == "Date") return AttributeType::date;
    if (word == "DateTime") return AttributeType::date_time;
    return AttributeType::text;
}


std::string times(std::uint32_t count) { return count == 1 ? "once" : std::to_string(count) + " times"; }

} // namespace

Guid Importer::own_guid(const char* kind, pugi::xml_node node) {
    Guid guid = guid_attribute(node, "guid");
    if (guid.is_null()) guid = derived_guid(m_default_user, std::string(kind) + std::to_string(m_guids.size()));
    for (int copy = 2; !m_guids.emplace(kind, guid).second; ++copy) {
        guid = derived_guid(guid_attribute(node, "guid"), kind + std::to_string(copy));
        note("An identifier stood on two things of one kind; the second was given another.");
    }
    set_attribute(node, "guid", guid);
    return guid;
}

void Importer::flush() {
    const Outcome problem = m_project.apply(m_change);
    assert(!problem);
    (void)problem;
    m_change.edits.clear();
}

Id<Coder> Importer::coder(Guid id) {
    if (id.is_null()) id = m_default_user;
    if (id.is_null()) id = derived_guid({0x656d6963, 1}, "unknown coder");
    if (m_coders.count(id) == 0) m_extra_coders.insert(id);
    return {id};
}

void Importer::keep(const char* place, Guid owner, std::uint32_t position, std::string name, const pugi::xml_node& node, RefiNoun counted_as) {
    if (is_bare(node)) return;
    Kept kept;
    kept.place = std::string("refi/") + place;
    kept.owner = owner;
    kept.position = position;
    kept.id = {derived_guid(owner, kept.place + "/" + std::to_string(position))};
    kept.name = legal_text(name);
    kept.text = print(node);
    put(std::move(kept));
    if (counted_as.one) count_in(m_kept, counted_as);
    keep_files(node, owner);
}

void Importer::keep_files(const pugi::xml_node& node, Guid owner) {
    for (const pugi::xml_node& one : all_elements(node))
        for (const char* attribute : {"path", "plainTextPath", "richTextPath"}) {
            const char* path = one.attribute(attribute).value();
            if (*path == 0 || m_kept_files.count(path) != 0) continue;
            std::optional<Package::File> file = m_package.read(path);
            if (!file) {
                if (std::string_view(path).starts_with("internal://")) lose("A file that the project names is not in it: " + in_quotes(std::string_view(path).substr(11)) + ".");
                else note("A recording or picture lies outside the project; its place is kept.");
                continue;
            }
            m_kept_files.insert(path);
            Kept kept;
            kept.place = "refi/file";
            kept.owner = owner;
            kept.position = static_cast<std::uint32_t>(m_kept_files.size());
            kept.id = {derived_guid({}, "refi/file/" + file->name)};
            kept.name = file->name;
            kept.bytes = SharedBytes(std::move(file->bytes));
            put(std::move(kept));
            count_in(m_kept, {"file", "files"});
        }
}

void Importer::description_memo(pugi::xml_node node, const NoteTarget& target, Guid of) {
    const std::string text = child_text(node, "Description");
    node.remove_child("Description");
    if (text.empty()) return;
    Memo memo;
    memo.id = {derived_guid(of, "description")};
    memo.target = target.target;
    memo.target_id = target.id;
    memo.range = target.range;
    memo.text = text;
    put(std::move(memo));
    count("description, as a memo", "descriptions, as memos");
}

/// The first that refers to a note gets it as a memo; further references stay with what they stand on.
void Importer::note_references(pugi::xml_node node, const NoteTarget& target) {
    for (const pugi::xml_node& reference : children(node, "NoteRef"))
        if (m_targets.try_emplace(guid_attribute(reference, "targetGUID"), target).second) node.remove_child(reference);
        else note("A note hangs on several things. Emic shows it on the first; the others are kept.");
}

void Importer::read_project() {
    ProjectInfo info;
    info.name = legal_text(m_root.attribute("name").value());
    if (info.name.empty()) info.name = "Imported project";
    info.created = read_time(m_root.attribute("creationDateTime").value());
    info.id = {derived_guid({}, "project/" + info.name + "/" + std::to_string(info.created))};
    m_report.name = info.name;
    m_report.origin = legal_text(m_root.attribute("origin").value());
    put(std::move(info));
    m_default_user = guid_attribute(m_root, "creatingUserGUID");
    for (const char* name : {"name", "creationDateTime", "origin"}) m_root.remove_attribute(name);
}

void Importer::read_users() {
    std::map<Guid, std::string> names;
    for (pugi::xml_node user : children(m_root.child("Users"), "User")) {
        const Guid guid = own_guid("User", user);
        m_coders.insert(guid);
        std::string name = legal_text(user.attribute("name").value());
        if (name.empty()) name = legal_text(user.attribute("id").value());
        names[guid] = name.empty() ? "Coder " + std::to_string(names.size() + 1) : name;
        user.remove_attribute("guid");
        user.remove_attribute("name");
        keep("User", guid, 0, names[guid], user);
    }
    if (m_default_user.is_null() && !names.empty()) m_default_user = names.begin()->first;
    std::uint32_t index = 0;
    for (const auto& [guid, name] : names) {
        put(Coder{{guid}, name, palette_colour(index++), {}});
        count("coder", "coders");
    }
    m_root.remove_child("Users");
}

/// What stands deeper than a codebook goes comes onto its last level, behind the code that it stood under.
void Importer::read_codes(const pugi::xml_node& parent, Id<Code> above, std::size_t level, std::uint32_t& position) {
    for (pugi::xml_node node : children(parent, "Code")) {
        Code code;
        code.id = {own_guid("Code", node)};
        code.parent = above;
        code.position = position++;
        code.name = legal_text(node.attribute("name").value());
        if (code.name.empty()) code.name = "Code without a name";
        const std::optional<Colour> colour = read_colour(node.attribute("color").value());
        code.colour = colour ? *colour : palette_colour(m_code_count);
        if (!colour && node.attribute("color")) note("The colour of a code could not be read; it was given another.");
        ++m_code_count;
        const std::string_view codable = node.attribute("isCodable").value();
        code.category = codable == "false" || codable == "0";
        read_description(child_text(node, "Description"), code);
        note_references(node, {MemoTarget::code, code.id.guid, {}});
        m_codes.insert(code.id.guid);
        count("code", "codes");
        const Id<Code> id = code.id;
        const std::string name = code.name;
        put(std::move(code));
        if (level < most_code_levels) {
            std::uint32_t below = 0;
            read_codes(node, id, level + 1, below);
        } else {
            if (node.child("Code")) note("Codes stood deeper than " + std::to_string(most_code_levels) + " levels. They were lifted onto that level and are otherwise as they were.");
            read_codes(node, above, level, position);
        }
        node.remove_child("Description");
        for (const char* attribute : {"guid", "name", "isCodable", "color"}) node.remove_attribute(attribute);
        keep("Code", id.guid, 0, name, node);
        node.parent().remove_child(node);
    }
}

void Importer::read_variables() {
    std::uint32_t position = 0;
    for (pugi::xml_node node : children(m_root.child("Variables"), "Variable")) {
        Attribute attribute;
        attribute.id = {own_guid("Variable", node)};
        attribute.name = legal_text(node.attribute("name").value());
        if (attribute.name.empty()) attribute.name = "Variable without a name";
        attribute.position = position++;
        attribute.type = type_of(node.attribute("typeOfVariable").value());
        attribute.description = child_text(node, "Description");
        m_variables[attribute.id.guid] = attribute.type;
        put(std::move(attribute));
        count("attribute", "attributes");
    }
    m_root.remove_child("Variables");
}

void Importer::read_values(const pugi::xml_node& from, AttributeHolder holder, Guid holder_id) {
    pugi::xml_node node = from;
    for (pugi::xml_node one : children(node, "VariableValue")) {
        const Guid variable = guid_attribute(one.child("VariableRef"), "targetGUID");
        const auto type = m_variables.find(variable);
        std::string raw;
        for (pugi::xml_node value : one.children())
            if (std::strcmp(value.name(), "VariableRef") != 0) raw = text_of(value);
        const std::optional<std::string> value = type == m_variables.end() ? std::nullopt : normal_value(type->second, raw);
        if (!value) {
            note("A value does not fit the type of its variable: " + in_quotes(raw) + ". It is kept but not shown.");
            continue;
        }
        if (!value->empty()) {
            if (!m_values.emplace(variable, holder, holder_id).second) {
                note("A case or document has two values for one variable. The second is kept but not shown.");
                continue;
            }
            AttributeValue record;
            record.id = {derived_guid(holder_id, "value/" + to_string(variable) + (holder == AttributeHolder::case_ ? "c" : "d"))};
            record.attribute = {variable};
            record.holder = holder;
            record.holder_id = holder_id;
            record.value = *value;
            put(std::move(record));
            count("value", "values");
        }
        node.remove_child(one);
    }
}

/// Sources are there already: a case tells them whose they are.
void Importer::read_cases() {
    std::uint32_t position = 0;
    std::uint32_t index = 0;
    std::map<Guid, Texts*> by_id;
    for (Texts& texts : m_texts) by_id[texts.source.id.guid] = &texts;
    for (pugi::xml_node node : children(m_root.child("Cases"), "Case")) {
        const Guid guid = own_guid("Case", node);
        const std::vector<pugi::xml_node> sources = children(node, "SourceRef");
        std::string name = legal_text(node.attribute("name").value());
        const bool nameless = name.empty() && sources.size() == 1 && m_sources.count(guid_attribute(sources[0], "targetGUID")) != 0;
        if (nameless && !node.child("CodeRef") && !node.child("SelectionRef") && child_text(node, "Description").empty()) {
            read_values(node, AttributeHolder::source, guid_attribute(sources[0], "targetGUID"));
            if (!node.child("VariableValue")) {
                count("case without a name, as attributes of its document", "cases without a name, as attributes of their documents");
                continue;
            }
        }
        ++index;
        Case record;
        record.id = {guid};
        record.name = name.empty() ? "Case " + std::to_string(index) : name;
        record.position = position++;
        m_cases.insert(guid);
        put(record);
        count("case", "cases");
        description_memo(node, {MemoTarget::case_, guid, {}}, guid);
        read_values(node, AttributeHolder::case_, guid);
        for (const pugi::xml_node& reference : sources) {
            const auto texts = by_id.find(guid_attribute(reference, "targetGUID"));
            if (texts == by_id.end()) continue;
            if (texts->second->source.case_id) {
                note("A document belongs to several cases. Emic shows the first; the others are kept.");
                continue;
            }
            texts->second->source.case_id = record.id;
            node.remove_child(reference);
        }
        node.remove_attribute("guid");
        node.remove_attribute("name");
        keep("Case", guid, 0, record.name, node, {"list of a case’s codes, passages or further documents", "lists of cases’ codes, passages or further documents"});
    }
    m_root.remove_child("Cases");
}

void Importer::finish(RefiImport& import) {
    std::uint32_t index = static_cast<std::uint32_t>(m_coders.size());
    if (m_coders.empty() && m_extra_coders.empty()) m_extra_coders.insert(derived_guid({0x656d6963, 1}, "unknown coder"));
    for (Guid id : m_extra_coders) put(Coder{{id}, "Unknown coder", palette_colour(index++), {}});
    flush();
    if (m_package.faulty_bytes() > 0)
        lose("The description of the project holds bytes that are no characters (" + std::to_string(m_package.faulty_bytes()) + "). They became �.");
    if (const auto guessed = static_cast<std::uint32_t>(m_package.guessed()); guessed > 0)
        m_notes[guessed == 1 ? "The path of a file in the project is not written as the standard asks for; the file of that name was read."
                             : "The paths of files in the project are not written as the standard asks for; the files of those names were read."] += guessed;
    if (m_package.unreadable() > 0) lose("Files in the project could not be unpacked. They were left out.");
    for (const auto& [words, row] : m_read) m_report.read.push_back(row);
    for (const auto& [words, row] : m_kept) m_report.kept.push_back(row);
    for (const auto& [sentence, number] : m_notes) {
        m_report.notes.push_back(number == 1 ? sentence : sentence + " (" + times(number) + ")");
        if (m_losses.count(sentence) != 0) m_report.losses.push_back(m_report.notes.back());
    }
    import.project = std::move(m_project);
    import.report = std::move(m_report);
}

Result<RefiImport> Importer::run() {
    constexpr std::size_t max_elements = 4'000'000;
    const std::size_t elements = all_elements(m_root).size();
    if (elements > max_elements)
        return Problem{ProblemKind::unsupported, "The project holds more than a million passages and codings, which is more than Emic can hold. Nothing was imported from it.", "project.qde"};
    normalise(m_root);
    for (const auto& [what, number] : drop_dangling(m_root)) lose("A " + what + " was left out.", number);
    read_project();
    read_users();
    std::uint32_t position = 0;
    read_codes(m_root.child("CodeBook").child("Codes"), {}, 1, position);
    if (!m_root.child("CodeBook").child("Codes").first_child()) m_root.remove_child("CodeBook");
    read_variables();
    read_sources();
    read_sets();
    read_links();
    read_notes();
    keep_rest();
    RefiImport import;
    finish(import);
    return import;
}

} // namespace emic::refi

namespace emic {

std::string counted_words(const RefiCount& row) { return counted(row.count, row.one, row.many); }

bool RefiReport::doubtful() const {
    return std::any_of(documents.begin(), documents.end(), [](const RefiDocumentReport& one) { return !one.doubts.empty(); });
}

bool is_refi(const FileInput& file) {
    if (package_kind(file.bytes) == PackageKind::none) return false;
    const Result<ZipArchive> archive = ZipArchive::open(file);
    if (!archive) return false;
    return !refi::description_among(archive->names()).empty();
}

Result<RefiImport> read_refi(const FileInput& file) {
    Result<refi::Package> package = refi::Package::open(file);
    if (!package) return package.problem();
    Result<RefiImport> import = refi::Importer(package.value(), package->root()).run();
    if (import.ok()) {
        if (const std::vector<Problem> problems = find_problems(import->project); !problems.empty()) return problems.front();
    }
    return import;
}

std::string refi_report_text(const RefiReport& report) {
    std::string out = in_quotes(report.name) + (report.origin.empty() ? "" : ", written by " + report.origin) + "\n\nRead:\n";
    for (const RefiCount& one : report.read) out += "  " + counted_words(one) + "\n";
    if (!report.kept.empty()) out += "\nKept as it is and written back, but not shown:\n";
    for (const RefiCount& one : report.kept) out += "  " + counted_words(one) + "\n";
    if (!report.documents.empty()) out += "\nPassages:\n";
    for (const RefiDocumentReport& one : report.documents) {
        out += "  " + isolated(one.name) + ": " + std::to_string(one.fitting) + " of " + std::to_string(one.passages) + " fit";
        if (one.quoted > 0) out += ", " + std::to_string(one.quoted) + " agree with the words quoted in the file";
        out += one.readings_agree ? "; every way of counting gives the same" : "; counted in " + reading_words(one.reading);
        out += "\n";
        for (const std::string& doubt : one.doubts) out += "    DOUBTFUL: " + doubt + "\n";
    }
    if (!report.notes.empty()) out += "\nChanged or left out:\n";
    for (const std::string& one : report.notes) out += "  " + one + "\n";
    return out;
}

} // namespace emic
