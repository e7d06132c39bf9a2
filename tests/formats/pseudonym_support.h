#pragma once
// Studies full of a few names in every form, and what is left of them in the bytes of a file.

#include "engine/formats/export_table.h"
#include "engine/formats/project_texts.h"
#include "engine/formats/zip_archive.h"
#include "engine/letters.h"
#include "engine/random_study.h"
#include "formats/fixture.h"

#include <doctest/doctest.h>
#include <map>
#include <string>
#include <vector>

namespace emic::test {

/// A name with forms of it that all have to give way, and what stays behind the stand-in of each.
struct NameForms {
    std::string real, standin;
    std::vector<std::pair<std::string, std::string>> forms; ///< as written, and what becomes of it
};

inline const std::vector<NameForms>& names_in_every_form() {
    static const std::vector<NameForms> names = {
        {"Zebulon", "P1",
         {{"Zebulon", "P1"}, {"ZEBULON", "P1"}, {"zebulon", "P1"}, {"zEBULON", "P1"}, {"Zebulons", "P1s"}, {"ZEBULONS", "P1S"}, {"Zebulon’s", "P1’s"}, {"Zebulon's", "P1's"},
          {"Zebulonʼs", "P1ʼs"}, {"Zebu\u00ADlon", "P1"}, {"Zebu\u200Blon", "P1"}, {"Ze\u200Cbulon", "P1"}, {"Z\u200Debulon", "P1"}, {"Zebu\u2060lon\u00ADs", "P1\u00ADs"},
          {"Zebu\uFEFFlon", "P1"}, {"\u202AZebulon\u202C", "\u202AP1\u202C"}, {"Zebu\u2066lon\u2069", "P1\u2069"}, {"Zebu\u200Elon", "P1"}, {"Ｚｅｂｕｌｏｎ", "P1"},
          {"Zebu-\nlon", "P1"}, {"(Zebulon)", "(P1)"}, {"Zebulon_1.docx", "P1_1.docx"}, {"zebulon@mail.org", "P1@mail.org"}, {"Zebulon²", "P1²"}, {"d’Zebulon", "d’P1"}, {"\x7FZebu\x01lon", "\x7FP1"}}},
        {"Anna-Léna Quartermain", "P2",
         {{"Anna-Léna Quartermain", "P2"}, {"ANNA-LÉNA QUARTERMAIN", "P2"}, {"ANNA-LENA QUARTERMAIN", "P2"}, {"anna léna quartermain", "P2"}, {"Anna‑Léna\nQuartermain", "P2"},
          {"Anna\u00A0Le\u0301na  Quartermain's", "P2's"}, {"Anna-\nLéna Quarter\u00ADmains", "P2s"}, {"Anna\u200BLéna Quartermain", "P2"}}},
        {"Weißhäuptl", "P3", {{"Weißhäuptl", "P3"}, {"WEISSHÄUPTL", "P3"}, {"weissha\u0308uptls", "P3s"}, {"WEIẞHÄUPTL", "P3"}}},
        {"Işıldak", "P4", {{"Işıldak", "P4"}, {"IŞILDAK", "P4"}, {"İŞILDAK", "P4"}, {"işildak’ın", "P4’ın"}, {"ışıldak", "P4"}}},
        {"O’Sheaghan", "P5", {{"O’Sheaghan", "P5"}, {"O'Sheaghan", "P5"}, {"O`SHEAGHAN", "P5"}, {"oʼsheaghan’s", "P5’s"}}},
        {"Ζηνοβία", "P6", {{"Ζηνοβία", "P6"}, {"ΖΗΝΟΒΙΑ", "P6"}, {"ζηνοβία", "P6"}}},
        {"Зиновий", "P7", {{"Зиновий", "P7"}, {"ЗИНОВИЙ", "P7"}}},
        {"欧阳娜娜", "甲", {{"我叫欧阳娜娜你好", "我叫甲你好"}, {"欧阳\u200B娜娜", "甲"}, {"欧阳娜娜Zebulon", "甲P1"}}},
        {"สมชายดี", "P8", {{"คุณสมชายดีครับ", "คุณP8ครับ"}, {"สมชาย\u200Bดี", "P8"}}},
        {"김민수", "P9", {{"김민수", "P9"}, {"김민수가", "P9가"}, {"김민수씨는", "P9씨는"}, {"김민수한테서", "P9한테서"}}},
        {"زكريا", "P10", {{"زكريا", "P10"}, {"وزكريا", "وP10"}, {"زَكَرِيَّا", "P10"}, {"زکریا", "P10"}}},
        {"זכריהו", "P11", {{"זכריהו", "P11"}, {"לזכריהו", "לP11"}, {"זְכַרְיָהוּ", "P11"}}},
        {"जयप्रकाश", "P12", {{"जयप्रकाश", "P12"}, {"जयप्र\u200Dकाश", "P12"}}},
    };
    return names;
}

inline Change pseudonyms_for_names() {
    Change change;
    std::uint32_t position = 0;
    for (const NameForms& name : names_in_every_form()) {
        change.insert(Pseudonym{Id<Pseudonym>{fixture_guid(9000 + position)}, name.real, name.standin, position, {}});
        ++position;
    }
    return change;
}

/// What a file says in all its parts, with what is escaped in it as it would be read, both with its marks and without.
inline std::vector<std::pair<std::string, std::string>> readable_parts(const std::string& bytes) {
    std::vector<std::pair<std::string, std::string>> parts;
    const auto add = [&](const std::string& name, std::string_view raw) {
        std::string plain, words;
        bool tag = false;
        for (std::size_t i = 0; i < raw.size(); ++i) {
            std::size_t used = 0;
            char32_t c = 0;
            if (raw[i] == '&') {
                for (const auto& [entity, sign] : std::map<std::string, char32_t>{{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&#39;", '\''}})
                    if (raw.substr(i, entity.size()) == entity) c = sign, used = entity.size();
            } else if (raw.substr(i, 2) == "\\u" && i + 6 <= raw.size()) {
                c = static_cast<char32_t>(std::strtoul(std::string(raw.substr(i + 2, 4)).c_str(), nullptr, 16)), used = 6;
            } else if (raw.substr(i, 2) == "\\n") {
                c = '\n', used = 2;
            }
            std::string said(1, raw[i]);
            if (used > 0) {
                said.clear();
                append_utf8(said, c);
                i += used - 1;
            }
            plain += said;
            if (used == 0 && raw[i] == '<') tag = true;
            if (!tag) words += said;
            if (used == 0 && raw[i] == '>') tag = false;
        }
        parts.emplace_back(name, plain);
        parts.emplace_back(name + " without marks", words);
    };
    if (!bytes.starts_with("PK")) {
        add("file", bytes);
        return parts;
    }
    Result<ZipArchive> archive = ZipArchive::open({"export", bytes});
    REQUIRE(archive.ok());
    for (const ZipEntry& entry : archive->entries()) {
        const Result<std::string> part = archive.value().read(entry, entry.name);
        REQUIRE(part.ok());
        add(entry.name, entry.name + "\n" + *part);
    }
    return parts;
}

/// The letters of a text alone, as names are compared.
inline std::u32string letters_alone(std::string_view text) {
    std::size_t replaced = 0;
    const std::string valid = repair_utf8(text, replaced);
    std::u32string letters;
    for (const Letter& letter : letters_of(valid))
        if (is_word_unit(letter.unit)) letters += letter.unit;
    return letters;
}

/// The names of which some form stands in the bytes of a file: "project.qde: Zebulon".
inline std::vector<std::string> names_left(const std::string& bytes) {
    std::vector<std::string> left;
    for (const auto& [part, text] : readable_parts(bytes)) {
        const std::u32string letters = letters_alone(text);
        for (const NameForms& name : names_in_every_form())
            if (letters.find(letters_alone(name.real)) != std::u32string::npos) left.push_back(part + ": " + name.real);
    }
    return left;
}

/// A random study into which every form of every name is put: in every text of every record, before and behind what stands
/// there, and in fields that Emic does not know.
inline Project study_full_of_names(std::uint64_t seed) {
    RandomStudy study(seed);
    study.run(160, [](const Workspace&, const Change&) {});
    Project project = study.workspace().project;
    std::vector<std::string> forms;
    for (const NameForms& name : names_in_every_form())
        for (const auto& [form, becomes] : name.forms)
            if (!becomes.empty()) forms.push_back(form);
    std::size_t next = seed;
    const auto form = [&] { return forms[next++ % forms.size()]; };
    const auto in_one_line = [&] {
        std::string name = form();
        while (name.find('\n') != std::string::npos) name = form();
        return name;
    };
    Change change = pseudonyms_for_names();
    for (const Pseudonym& one : project.pseudonyms()) change.erase(one);
    std::map<Guid, std::uint32_t> moved_by; // what stood in a document, in bytes
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
        if constexpr (!std::is_same_v<Record, Pseudonym>)
            for (const Record& record : project.table<Record>()) {
                Record named = record;
                named.unknown = "{\"later\":\"Zebulon\"}";
                const auto move = [&](TextRange& range, Guid source) { range.begin += moved_by[source], range.end += moved_by[source]; };
                if constexpr (std::is_same_v<Record, Source>) {
                    std::string before;
                    for (int i = 0; i < 6; ++i) before += form() + " ";
                    before += "\n";
                    const std::uint32_t by = moved_by[record.id.guid] = static_cast<std::uint32_t>(before.size());
                    for (Turn& turn : named.turns) move(turn.range, record.id.guid), turn.words += by;
                    for (Heading& heading : named.headings) move(heading.range, record.id.guid);
                    for (TimeAnchor& time : named.times) time.at += by;
                    for (Speaker& speaker : named.speakers) speaker.name += " " + in_one_line();
                    named.text = SharedText(before + std::string(named.text.view()) + "\nso " + form() + " " + form());
                } else if constexpr (std::is_same_v<Record, Coding>) {
                    move(named.range, record.source.guid);
                } else if constexpr (std::is_same_v<Record, Memo>) {
                    if (record.target == MemoTarget::passage) move(named.range, record.target_id);
                } else if constexpr (std::is_same_v<Record, Theme>) {
                    for (Passage& quotation : named.key_quotations) move(quotation.range, quotation.source.guid);
                    for (ThemeRelation& relation : named.relations) relation.name += " " + in_one_line();
                }
                if constexpr (std::is_same_v<Record, AttributeValue>) {
                    const Attribute* attribute = project.find(record.attribute);
                    if (attribute && attribute->type == AttributeType::text) named.value = in_one_line() + " " + named.value;
                } else {
                    visit_fields(named, [&](const char*, auto& field) {
                        if constexpr (std::is_same_v<std::decay_t<decltype(field)>, std::string>) field = in_one_line() + " " + field + " " + in_one_line();
                    });
                }
                change.update(record, named);
            }
    });
    Project named = project;
    if (const Outcome problem = named.apply(change)) FAIL(problem->message);
    // A coding over the first words of each document, and a part of an imported file that nobody has looked into.
    Change more;
    std::uint64_t id = 9500;
    for (const Source& source : named.sources())
        if (!named.codes().empty())
            more.insert(Coding{Id<Coding>{fixture_guid(id++)}, source.id, {0, grapheme_ceil(source.text.view(), 12)}, named.codes().begin()->id, named.coders().begin()->id, 0, 0, {}, {}});
    more.insert(Kept{Id<Kept>{fixture_guid(id++)}, "refi/Links", {}, 0, "Zebulon", "<Link name=\"Zebulon\"/>", SharedBytes("Zebulon"), {}});
    if (const Outcome problem = named.apply(more)) FAIL(problem->message);
    named.unknown = "{\"journal_of\":\"Zebulon\"}";
    return named;
}

} // namespace emic::test
