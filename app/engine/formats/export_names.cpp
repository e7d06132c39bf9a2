#include "engine/formats/export_names.h"

#include "engine/formats/sha256.h"
#include "engine/formats/stand_ins.h"
#include "engine/queries/codebook.h"
#include "engine/sort_rows.h"
#include "engine/text.h"

#include <algorithm>
#include <set>
#include <type_traits>
#include <utf8proc.h>

namespace emic {

namespace {

constexpr std::size_t most_named = 2;      ///< of one kind; of more the number is told
constexpr std::size_t longest_name = 40;   ///< bytes of one name in it
constexpr std::size_t longest_part = 90;  ///< bytes of all of it
constexpr std::size_t check_digits = 6;

bool is_unseen(char32_t c) {
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return true;
    default: return false;
    }
}

/// Windows takes these for devices, with any ending.
bool is_device(std::string_view name) {
    const std::string stem = fold_case(name.substr(0, name.find('.')));
    if (stem == "con" || stem == "prn" || stem == "aux" || stem == "nul") return true;
    return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' && stem[3] <= '9';
}

/// Names the parts of a scope, one kind after the other.
class PartNames {
public:
    PartNames(const Project& project, const ExportScope& scope) : m_project(project), m_scope(scope), m_stand_ins(project.pseudonyms()) {}

    std::string made() {
        add("case", m_project.cases(), m_scope.cases);
        add("code", m_project.codes(), top_codes());
        add("coder", m_project.coders(), m_scope.coders);
        if (m_told.size() > longest_part) m_told.resize(grapheme_floor(m_told, static_cast<std::uint32_t>(longest_part))), m_told_apart = false;
        // By ids, which say nothing of names.
        if (!m_told_apart) m_told += " (" + sha256_hex(m_ids).substr(0, check_digits) + ")";
        return m_told + (m_scope.pseudonyms ? " - pseudonyms" : "");
    }

private:
    /// Without those that come with one above them.
    std::vector<Id<Code>> top_codes() {
        const std::set<Id<Code>> chosen(m_scope.codes.begin(), m_scope.codes.end());
        std::vector<Id<Code>> top;
        for (const Code& code : m_project.codes()) {
            const bool here = chosen.count(code.id) != 0, above = chosen.count(code.parent) != 0;
            if (here) m_ids += to_string(code.id.guid);
            if (here && !above) top.push_back(code.id);
            if (above && !here) m_told_apart = false; // not all that lies beneath
        }
        return top;
    }
    template <class Record> [[nodiscard]] std::string name_of(const Record& record) const {
        std::string name = record.name;
        if constexpr (std::is_same_v<Record, Code>) {
            const auto has_it = [&](const Code& one) { return fold_case(one.name) == fold_case(record.name); };
            if (std::count_if(m_project.codes().begin(), m_project.codes().end(), has_it) > 1) name = code_path(m_project, record.id);
        }
        return safe_file_name(m_scope.pseudonyms ? m_stand_ins.replace(name).text : name, longest_name);
    }
    template <class Record> void add(const std::string& noun, const Table<Record>& table, const std::vector<Id<Record>>& ids) {
        const std::set<Id<Record>> chosen(ids.begin(), ids.end());
        std::vector<std::string> names;
        std::set<std::string> chosen_names, others;
        for (const Record& record : table) {
            if (ids.empty()) break;
            const std::string name = name_of(record), folded = fold_case(name);
            if (chosen.count(record.id) == 0) {
                others.insert(folded);
                continue;
            }
            m_ids += noun + to_string(record.id.guid);
            names.push_back(name);
            if (!chosen_names.insert(folded).second) m_told_apart = false;
        }
        if (names.empty()) return;
        for (const std::string& name : chosen_names) m_told_apart = m_told_apart && others.count(name) == 0;
        sort_rows(names);
        m_told += (m_told.empty() ? " - " : ", ") + noun + (names.size() == 1 ? " " : "s ");
        for (std::size_t i = 0; i < std::min(names.size(), most_named); ++i) m_told += (i == 0 ? "" : " + ") + names[i];
        if (names.size() > most_named) m_told += " + " + std::to_string(names.size() - most_named) + " more", m_told_apart = false;
    }

    const Project& m_project;
    const ExportScope& m_scope;
    StandIns m_stand_ins;
    std::string m_told, m_ids;
    bool m_told_apart = true; ///< by the names alone
};

} // namespace

std::string safe_file_name(std::string_view name, std::size_t most) {
    std::string safe;
    for (std::uint32_t at = 0; at < name.size();) {
        const std::uint32_t begin = at;
        const char32_t c = next_code_point(name, at);
        if (c < 0x20 || (c < 0x80 && std::string_view("\\/:*?\"<>|").find(static_cast<char>(c)) != std::string_view::npos)) safe += '-';
        else if (!is_unseen(c)) safe += name.substr(begin, at - begin);
    }
    if (safe.size() > most) safe.resize(grapheme_floor(safe, static_cast<std::uint32_t>(most)));
    while (!safe.empty() && (safe.back() == '.' || safe.back() == ' ')) safe.pop_back();
    safe.erase(0, safe.find_first_not_of(". "));
    if (is_device(safe)) safe.insert(0, "_");
    return safe.empty() ? "project" : safe;
}

std::string part_name(const Project& project, const ExportScope& scope) { return PartNames(project, scope).made(); }

} // namespace emic
