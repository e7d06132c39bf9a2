#include "engine/formats/refi_importer.h"
#include "engine/formats/refi_recordings.h"
#include "engine/formats/sha256.h"
#include "engine/sort_rows.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace emic::refi {

namespace {

std::int64_t position_attribute(const pugi::xml_node& node, const char* name) {
    std::string_view text = node.attribute(name).value();
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    std::int64_t value = -1;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

RefiNoun noun_of_source(std::string_view element) {
    if (element == "TextSource") return {"document without its text", "documents without their text"};
    if (element == "PictureSource") return {"picture", "pictures"};
    if (element == "PDFSource") return {"PDF file without text", "PDF files without text"};
    if (element == "AudioSource") return {"sound recording", "sound recordings"};
    if (element == "VideoSource") return {"film", "films"};
    return {"other source", "other sources"};
}

std::string passages(std::uint32_t count) { return counted(count, "passage", "passages"); }

} // namespace

std::optional<RawText> Importer::text_content(const pugi::xml_node& node) {
    if (std::optional<Package::File> file = m_package.read(node.attribute("plainTextPath").value())) return read_text(file->bytes);
    const pugi::xml_node inside = node.child("PlainTextContent");
    if (!inside) return std::nullopt;
    std::string text;
    for (pugi::xml_node one : inside.children()) text += one.value();
    return read_text(text);
}

/// The text of the word processor's file beside a text that is not in the project itself.
std::optional<RawText> Importer::rich_content(const pugi::xml_node& node) {
    const std::optional<Package::File> file = m_package.read(node.attribute("richTextPath").value());
    if (!file) return std::nullopt;
    const Result<std::vector<ImportedDocument>> read = read_documents({file->name, file->bytes, {}, 1});
    if (!read || read->size() != 1 || read->front().content.text.empty()) return std::nullopt;
    note("The text of a document is not in the project itself; it was read from the Word or RTF file beside it. Check that its passages stand on the right words.");
    return read_text(read->front().content.text);
}

bool Importer::is_document(std::string_view text) {
    if (!m_documents_known) {
        m_documents_known = true;
        for (const pugi::xml_node& node : m_root.child("Sources").children("TextSource"))
            if (const std::optional<RawText> raw = text_content(node)) m_document_texts.insert(sha256_hex(raw->clean));
    }
    return m_document_texts.count(sha256_hex(text)) != 0;
}

bool Importer::prepare_text(const pugi::xml_node& outer) {
    Texts texts;
    texts.outer = outer;
    std::optional<RawText> raw;
    if (std::strcmp(outer.name(), "TextSource") == 0) {
        texts.text = outer;
        raw = text_content(texts.text);
        if (!raw) {
            raw = rich_content(texts.text);
            texts.rich = raw.has_value();
        }
    } else if (std::strcmp(outer.name(), "PDFSource") == 0) {
        texts.kind = TextKind::pdf;
        texts.text = outer.child("Representation");
        raw = text_content(texts.text);
    } else if (is_recording(outer)) {
        texts.kind = TextKind::recording;
        for (pugi::xml_node one : outer.children("Transcript")) {
            for (const char* ours : {"shown", "textHash", "twin"}) one.remove_attribute(ours);
            raw = text_content(texts.text = one);
            // ATLAS.ti gives a transcript a second time, as a document of its own that holds the codings.
            if (raw && !one.child("TranscriptSelection") && is_document(raw->clean)) {
                set_attribute(one, "twin", sha256_hex(raw->clean));
                raw.reset();
            }
            if (raw) break;
        }
    }
    if (!raw || raw->clean.size() > 0x7FFFFFFF) return false;
    texts.raw = std::move(*raw);
    texts.source.id = {guid_attribute(outer, "guid")};
    texts.source.name = legal_text(outer.attribute("name").value());
    if (texts.source.name.empty() && texts.kind == TextKind::recording) texts.source.name = legal_text(texts.text.attribute("name").value());
    if (texts.source.name.empty()) texts.source.name = "Document " + std::to_string(m_texts.size() + 1);
    texts.source.position = m_source_position++;
    texts.source.text = SharedText(texts.raw.clean);
    texts.source.imported = read_time(outer.attribute("creationDateTime").value());
    if (texts.kind == TextKind::recording) {
        for (const pugi::xml_node& one : outer.children("Transcript"))
            if (one != texts.text && !one.attribute("twin"))
                lose("A recording has several transcripts. Only the first is shown, the others are kept with what is coded in them.");
        select_by_position(texts.text);
        for (const pugi::xml_node& one : texts.text.children("TranscriptSelection"))
            if (one.child("Coding")) lose("A coded stretch of a recording has no place in its transcript. It is kept but not shown.");
    }
    for (const pugi::xml_node& selection : children(texts.text, "PlainTextSelection")) {
        texts.selections.push_back(selection);
        texts.positions.push_back({position_attribute(selection, "startPosition"), position_attribute(selection, "endPosition"), selection.attribute("name").value()});
    }
    m_sources.insert(texts.source.id.guid);
    m_texts.push_back(std::move(texts));
    if (texts.kind == TextKind::text) count("document", "documents");
    else if (texts.kind == TextKind::pdf) count("text of a PDF file, as a document", "texts of PDF files, as documents");
    else count("transcript of a recording, as a document", "transcripts of recordings, as documents");
    return true;
}

void Importer::read_sources() {
    std::uint32_t index = 0;
    for (pugi::xml_node node : m_root.child("Sources").children()) {
        own_guid("Source", node);
        if (!prepare_text(node)) {
            const std::string_view kind = node.name();
            const bool text = kind == "TextSource";
            if (text) lose("The text of " + in_quotes(legal_text(node.attribute("name").value())) + " is not in the file. What is coded in it is kept but not shown.");
            keep("Sources", {}, index, node.attribute("name").value(), node, noun_of_source(kind));
        }
        ++index;
    }
    choose_readings();
    read_cases();
    for (Texts& texts : m_texts) finish_texts(texts);
    m_root.remove_child("Sources");
}

void Importer::choose_readings() {
    const Reading usual = reading_of(m_report.origin);
    RawText any;
    for (const Texts& texts : m_texts) {
        any.mark |= texts.raw.mark;
        any.crlf |= texts.raw.crlf;
        any.beyond_ascii |= texts.raw.beyond_ascii;
        any.beyond_bmp |= texts.raw.beyond_bmp;
    }
    Reading common = usual;
    Score best;
    for (const Reading& reading : candidate_readings(any, usual)) {
        Score score;
        for (const Texts& texts : m_texts) score.add(read_positions(texts.raw, texts.positions, reading));
        if (reading == usual || score.beats(best)) {
            common = reading;
            best = score;
        }
    }
    for (Texts& texts : m_texts) {
        Reading chosen = common;
        std::vector<ReadPosition> read = read_positions(texts.raw, texts.positions, common);
        Score own;
        own.add(read);
        std::vector<std::vector<ReadPosition>> others;
        RefiDocumentReport report;
        report.candidates.push_back({common, own});
        for (const Reading& reading : candidate_readings(texts.raw, common)) {
            if (reading == common) continue;
            others.push_back(read_positions(texts.raw, texts.positions, reading));
            Score score;
            score.add(others.back());
            report.candidates.push_back({reading, score});
            if (!score.beats(own)) continue;
            chosen = reading;
            own = score;
            std::swap(read, others.back());
        }
        report.name = texts.source.name;
        report.reading = chosen;
        report.passages = static_cast<std::uint32_t>(read.size());
        report.quoted = own.quoted;
        std::uint32_t against_quotes = 0;
        for (std::size_t i = 0; i < read.size(); ++i) {
            bool fits = !read[i].outside && !read[i].inside_character;
            bool against = false;
            for (const auto& other : others) {
                report.readings_agree &= other[i].range == read[i].range;
                against |= other[i].quoted && !read[i].quoted;
                fits &= !(other[i].at_words && !read[i].at_words);
            }
            if (against) ++against_quotes;
            if ((fits || read[i].quoted) && !against) ++report.fitting;
        }
        if (own.outside > 0) report.doubts.push_back(passages(own.outside) + (own.outside == 1 ? " reaches past the end of the text or begins inside a character." : " reach past the end of the text or begin inside a character."));
        if (against_quotes > 0) report.doubts.push_back(passages(against_quotes) + (against_quotes == 1 ? " does" : " do") + " not hold the words that the file quotes.");
        if (report.fitting * 10 < report.passages * 9) report.doubts.push_back("Only " + std::to_string(report.fitting) + " of " + passages(report.passages) + " begin and end where words do. Look at some of them before you rely on them.");
        if (!(chosen == usual) && !report.readings_agree && own.quoted == 0)
            report.doubts.push_back("The passages were counted in " + reading_words(chosen) + ", because they fit better so than in the way usual for the program that wrote the file.");
        if (texts.rich && own.quoted < report.passages)
            report.doubts.push_back("Its text was read from a Word or RTF file, in which " + passages(report.passages - own.quoted) + " may be counted otherwise than in the program that wrote the project.");
        m_report.documents.push_back(std::move(report));
        find_differences(texts, read);
        read_selections(texts, chosen);
    }
}

/// A selection's name may be a quotation or just a name: it is taken for a quotation where most names of the document are.
void Importer::find_differences(const Texts& texts, const std::vector<ReadPosition>& read) {
    constexpr std::uint32_t most_shown = 20;
    constexpr std::uint32_t most_sought = 50;
    std::uint32_t quoted = 0;
    std::vector<std::size_t> differing;
    for (std::size_t i = 0; i < read.size(); ++i) {
        if (read[i].quoted) ++quoted;
        else if (!texts.positions[i].name.empty()) differing.push_back(i);
    }
    if (differing.empty()) return;
    if (quoted < differing.size()) {
        const std::string text = on_one_line(texts.raw.clean);
        const std::size_t sought = std::min<std::size_t>(differing.size(), most_sought);
        std::size_t elsewhere = 0;
        for (std::size_t i = 0; i < sought; ++i) {
            std::string name = on_one_line(texts.positions[differing[i]].name);
            for (std::string_view ellipsis : {"\u2026", "..."})
                if (name.ends_with(ellipsis)) name.resize(name.size() - ellipsis.size());
            if (name.size() >= 3 && text.find(name) != std::string::npos) ++elsewhere;
        }
        if (elsewhere * 2 < sought) return;
    }
    flush();
    m_report.differing += static_cast<std::uint32_t>(differing.size());
    for (std::size_t i : differing) {
        if (m_report.differences.size() >= most_shown) break;
        const Code* code = m_project.find(Id<Code>{guid_attribute(texts.selections[i].child("Coding").child("CodeRef"), "targetGUID")});
        m_report.differences.push_back({texts.source.name, code ? code->name : "", quotation_name(legal_text(texts.positions[i].name)),
                                        quotation_name(slice(texts.source.text.view(), read[i].range))});
    }
}

void Importer::read_selections(Texts& texts, const Reading& reading) {
    const std::vector<ReadPosition> positions = read_positions(texts.raw, texts.positions, reading);
    std::map<TextRange, Group> groups;
    const UnitIndex units(texts.source.text.view(), TextUnit::code_points);
    for (std::size_t i = 0; i < positions.size(); ++i) read_selection(texts, i, positions[i], units, groups);
    pugi::xml_document document;
    pugi::xml_node shells = document.append_child("Selections");
    finish_groups(texts, groups, shells);
    if (texts.kind == TextKind::recording) read_points(texts, reading);
    const TextRange whole{0, texts.source.text.size()};
    for (pugi::xml_node parent : {texts.outer, texts.text}) {
        if (!whole.empty())
            for (const pugi::xml_node& coding : children(parent, "Coding"))
                if (const Guid id = read_coding(coding, parent, {texts.source.id, whole}); !id.is_null()) {
                    set_attribute(shells.append_child("Coding"), "guid", id);
                    parent.remove_child(coding);
                }
        if (texts.outer == texts.text) break;
    }
    keep("selections", texts.source.id.guid, 0, texts.source.name, shells);
}

/// The points of a recording become times of the document; kept, they count in code points of its text.
void Importer::read_points(Texts& texts, const Reading& reading) {
    const std::vector<pugi::xml_node> points = points_with_position(texts.text);
    std::vector<RawPosition> raw;
    for (const pugi::xml_node& point : points) raw.push_back({position_attribute(point, "position"), position_attribute(point, "position"), {}});
    const std::vector<ReadPosition> read = read_positions(texts.raw, raw, reading);
    const UnitIndex units(texts.source.text.view(), TextUnit::code_points);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::uint32_t at = read[i].range.begin;
        pugi::xml_node point = points[i];
        if (read[i].outside) { // no place in this text
            point.remove_attribute("position");
            continue;
        }
        set_attribute(point, "position", std::to_string(units.before(at)));
        if (const std::int64_t time = position_attribute(point, "timeStamp"); time >= 0) texts.source.times.push_back({at, time});
    }
    sort_rows(texts.source.times, [](const TimeAnchor& a, const TimeAnchor& b) { return a.at < b.at; });
}

/// A selection that nothing is said of is kept; its positions become code points of the document's text.
void Importer::keep_uncoded(const Texts& texts, pugi::xml_node selection, const ReadPosition& position, const UnitIndex& units) {
    set_attribute(selection, "startPosition", std::to_string(units.before(position.range.begin)));
    set_attribute(selection, "endPosition", std::to_string(units.before(position.range.end)));
    set_attribute(selection, "quoted", sha256_hex(slice(texts.source.text.view(), position.range)).substr(0, 16));
    count_in(m_kept, {"passage without code or note", "passages without code or note"});
}

void Importer::read_selection(Texts& texts, std::size_t index, const ReadPosition& position, const UnitIndex& units, std::map<TextRange, Group>& groups) {
    pugi::xml_node selection = texts.selections[index];
    const Guid guid = own_guid("Selection", selection);
    const TextRange range = position.range;
    const Guid source = texts.source.id.guid;
    if (range.empty()) {
        if (position.outside) lose("A passage lies outside its document’s text. It is kept but not shown.");
        else if (selection.child("Coding")) lose("A coded passage holds no text: it ends where it begins, or before. It is kept but not shown.");
        keep_uncoded(texts, selection, position, units);
        return;
    }
    if (position.outside) note("A passage reached past the end of its document’s text. It ends with the text now.");
    if (position.inside_character) note("A passage began or ended inside a character. It was set to the character’s edge.");
    m_selections[guid] = {texts.source.id, range};
    const NoteTarget target{MemoTarget::passage, source, range};
    Group made;
    made.first = selection;
    const auto belongs = [&](Guid id, bool coding) {
        if (coding == made.coded ? made.of.is_null() || id < made.of : coding) made.of = id;
        made.coded |= coding;
    };
    for (const pugi::xml_node& coding : children(selection, "Coding")) {
        const Guid id = read_coding(coding, selection, {texts.source.id, range});
        if (id.is_null()) continue;
        belongs(id, true);
        selection.remove_child(coding);
    }
    const auto before = m_targets.size();
    std::vector<Guid> notes;
    for (const pugi::xml_node& reference : children(selection, "NoteRef"))
        if (m_targets.count(guid_attribute(reference, "targetGUID")) == 0) notes.push_back(guid_attribute(reference, "targetGUID"));
    note_references(selection, target);
    if (m_targets.size() != before)
        for (Guid id : notes) belongs(id, false);
    if (!child_text(selection, "Description").empty()) belongs(derived_guid(guid, "description"), false);
    description_memo(selection, target, guid);
    const std::string place = "quotation/" + std::to_string(range.begin) + "-" + std::to_string(range.end);
    if (made.of.is_null() && groups.count(range) == 0 && guid != derived_guid(source, place)) {
        keep_uncoded(texts, selection, position, units);
        return;
    }
    const auto [known, added] = groups.try_emplace(range, made);
    if (!added) {
        note("Selections of the same passage were made one; their codings are all there.");
        Group& group = known->second;
        m_same_selection[to_string(guid)] = to_string(guid_attribute(group.first, "guid"));
        const bool better = made.coded != group.coded ? made.coded : !made.of.is_null() && (group.of.is_null() || made.of < group.of);
        if (better) {
            group.of = made.of;
            group.coded = made.coded;
        }
        for (const pugi::xml_node& rest : selection.children()) add_copy(group.first, rest);
        texts.text.remove_child(selection);
    }
}

Guid Importer::read_coding(const pugi::xml_node& node, const pugi::xml_node& selection, Passage passage) {
    const Guid code = guid_attribute(node.child("CodeRef"), "targetGUID");
    if (m_codes.count(code) == 0) return {};
    Coding coding;
    Guid user = guid_attribute(node, "creatingUser");
    if (user.is_null()) user = guid_attribute(selection, "creatingUser");
    if (user.is_null()) user = guid_attribute(selection, "modifyingUser");
    coding.id = {own_guid("Coding", node)};
    coding.source = passage.source;
    coding.range = passage.range;
    coding.code = {code};
    coding.coder = coder(user);
    coding.created = coding.modified = read_time(node.attribute("creationDateTime").value());
    note_references(node, {MemoTarget::passage, passage.source.guid, passage.range});
    const Guid id = coding.id.guid;
    put(std::move(coding));
    count("coding", "codings");
    return id;
}

/// What stands on a selection beyond what an export makes up by itself is kept beside the document.
void Importer::finish_groups(Texts& texts, const std::map<TextRange, Group>& groups, pugi::xml_node shells) {
    flush();
    for (const auto& [range, group] : groups) {
        pugi::xml_node node = group.first;
        const std::string place = "quotation/" + std::to_string(range.begin) + "-" + std::to_string(range.end);
        const Guid usual = group.of.is_null() ? derived_guid(texts.source.id.guid, place) : derived_guid(group.of, "selection");
        node.remove_attribute("startPosition");
        node.remove_attribute("endPosition");
        if (guid_attribute(node, "guid") == usual) node.remove_attribute("guid");
        if (quotation_name(slice(texts.source.text.view(), range)) == node.attribute("name").value()) node.remove_attribute("name");
        if (const Coding* coding = group.coded ? m_project.find(Id<Coding>{group.of}) : nullptr) {
            if (guid_attribute(node, "creatingUser") == coding->coder.guid) node.remove_attribute("creatingUser");
            if (read_time(node.attribute("creationDateTime").value()) == coding->created) node.remove_attribute("creationDateTime");
        }
        if (!is_bare(node)) {
            pugi::xml_node shell = shells.append_copy(node);
            set_attribute(shell, "of", group.of.is_null() ? usual : group.of);
        }
        texts.text.remove_child(node);
    }
}

void Importer::finish_texts(Texts& texts) {
    const Guid id = texts.source.id.guid;
    const NoteTarget target{MemoTarget::source, id, {}};
    description_memo(texts.outer, target, id);
    note_references(texts.outer, target);
    read_values(texts.outer, AttributeHolder::source, id);
    const bool recording = texts.kind == TextKind::recording;
    if (recording || texts.text.attribute("richTextPath")) set_attribute(texts.text, "textHash", sha256_hex(texts.source.text.view()).substr(0, 16));
    const std::string name = texts.source.name;
    put(std::move(texts.source));
    for (const char* attribute : {"guid", "name", "creationDateTime"}) texts.outer.remove_attribute(attribute);
    texts.text.remove_attribute("plainTextPath");
    texts.text.remove_child("PlainTextContent");
    if (recording) set_attribute(texts.text, "shown", "true");
    keep(recording ? "Recording" : texts.kind == TextKind::pdf ? "PDFSource" : "TextSource", id, 0, name, texts.outer,
         recording                       ? RefiNoun{"recording with its coded stretches", "recordings with their coded stretches"}
         : texts.kind == TextKind::pdf ? RefiNoun{"PDF file with its regions", "PDF files with their regions"}
                                       : RefiNoun{});
}

} // namespace emic::refi
