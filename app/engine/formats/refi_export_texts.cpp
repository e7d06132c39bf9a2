#include "engine/formats/refi_exporter.h"
#include "engine/formats/refi_recordings.h"
#include "engine/formats/sha256.h"

#include <cstring>

namespace emic::refi {

namespace {

std::string quoted_hash(std::string_view text) { return sha256_hex(text).substr(0, 16); }

} // namespace

void Exporter::write_coding(pugi::xml_node parent, const Coding& coding) {
    pugi::xml_node node = add_child(parent, "Coding");
    set_attribute(node, "guid", coding.id.guid);
    set_attribute(node, "creatingUser", coding.coder.guid);
    if (coding.created != 0) set_attribute(node, "creationDateTime", write_time(coding.created));
    add_reference(node, "CodeRef", coding.code.guid);
}

pugi::xml_node Exporter::shell_of(const Parts& parts, const Group& group) {
    std::pair<std::size_t, pugi::xml_node> first{SIZE_MAX, {}};
    const auto look = [&](Guid record) {
        const auto shell = parts.shell_of.find(record);
        if (shell != parts.shell_of.end() && shell->second.first < first.first) first = shell->second;
    };
    for (const Coding* coding : group.codings) look(coding->id.guid);
    for (const Memo* memo : group.memos) look(memo->id.guid);
    return first.second;
}

void Exporter::write_selection(pugi::xml_node text, const Parts& parts, TextRange range, const Group& group, const UnitIndex& units) {
    const Source& source = *parts.source;
    pugi::xml_node node = add_child(text, "PlainTextSelection");
    Guid of = derived_guid(source.id.guid, "quotation/" + std::to_string(range.begin) + "-" + std::to_string(range.end));
    Guid guid = of;
    if (!group.codings.empty()) guid = derived_guid(group.codings.front()->id.guid, "selection");
    else if (!group.memos.empty()) guid = derived_guid(group.memos.front()->id.guid, "selection");
    const pugi::xml_node shell = shell_of(parts, group);
    if (shell.attribute("guid")) guid = guid_attribute(shell, "guid");
    set_attribute(node, "guid", guid);
    set_attribute(node, "name", shell.attribute("name") ? std::string(shell.attribute("name").value()) : quotation_name(slice(source.text.view(), range)));
    set_attribute(node, "startPosition", std::to_string(units.before(range.begin)));
    set_attribute(node, "endPosition", std::to_string(units.before(range.end)));
    if (!group.codings.empty()) {
        set_attribute(node, "creatingUser", shell.attribute("creatingUser") ? guid_attribute(shell, "creatingUser") : group.codings.front()->coder.guid);
        if (shell.attribute("creationDateTime")) set_attribute(node, "creationDateTime", std::string_view(shell.attribute("creationDateTime").value()));
        else if (group.codings.front()->created != 0) set_attribute(node, "creationDateTime", write_time(group.codings.front()->created));
    }
    m_selections[{source.id, range}] = guid;
    for (const Coding* coding : group.codings) write_coding(node, *coding);
    for (const Memo* memo : group.memos) {
        if (memo->id.guid == derived_guid(guid, "description") && memo->title.empty() && !memo->text.empty() && !node.child("Description")) {
            m_descriptions.insert(memo->id.guid);
            add_text(node, "Description", memo->text);
        } else if (!linked(memo->id.guid, guid)) {
            add_reference(node, "NoteRef", memo->id.guid);
        }
    }
    if (shell) merge(node, shell);
    node.remove_attribute("of");
}

/// Passages without code or note follow their words when the text was edited.
void Exporter::write_uncoded(pugi::xml_node text, const Parts& parts, const UnitIndex& units) {
    const std::string_view words = parts.source->text.view();
    const UnitIndex code_points(words, TextUnit::code_points);
    for (pugi::xml_node node : text.children("PlainTextSelection")) {
        if (!node.attribute("quoted")) continue;
        const std::uint32_t begin = code_points.byte_at(node.attribute("startPosition").as_uint());
        const std::uint32_t end = code_points.byte_at(node.attribute("endPosition").as_uint());
        const TextRange range{begin, std::max(begin, end)};
        if (quoted_hash(slice(words, range)) != node.attribute("quoted").value()) {
            node.set_name("Gone");
            ++m_notes["A passage without code or note was left out, because the text was changed."];
            continue;
        }
        node.remove_attribute("quoted");
        set_attribute(node, "startPosition", std::to_string(units.before(range.begin)));
        set_attribute(node, "endPosition", std::to_string(units.before(range.end)));
        const auto twin = m_selections.find({parts.source->id, range});
        if (twin == m_selections.end()) {
            m_selections[{parts.source->id, range}] = guid_attribute(node, "guid");
        }
    }
    while (text.remove_child("Gone")) {}
}

void Exporter::write_selections(pugi::xml_node text, Parts& parts) {
    const Source& source = *parts.source;
    const UnitIndex units(source.text.view(), m_unit);
    std::set<Guid> whole;
    for (const pugi::xml_node& node : parts.shells->document_element().children("Coding")) whole.insert(guid_attribute(node, "guid"));
    for (const pugi::xml_node& node : parts.shells->document_element().children("PlainTextSelection"))
        parts.shell_of.try_emplace(guid_attribute(node, "of"), parts.shell_of.size(), node);
    const TextRange all{0, source.text.size()};
    for (const Coding* coding : m_codings[source.id.guid]) {
        if (whole.count(coding->id.guid) != 0 && coding->range == all) parts.whole.push_back(coding);
        else parts.groups[coding->range].codings.push_back(coding);
    }
    for (const Memo* memo : m_memos[{MemoTarget::passage, source.id.guid}]) parts.groups[memo->range].memos.push_back(memo);
    for (TextRange range : m_quotations[source.id.guid]) parts.groups[range].quotation = true;
    // What stands on a kept passage by a link or quotation alone needs no selection of its own.
    const UnitIndex code_points(source.text.view(), TextUnit::code_points);
    const pugi::xml_node residue = parts.residue_of_text;
    for (pugi::xml_node node : residue.children("PlainTextSelection")) {
        if (!node.attribute("quoted")) continue;
        const TextRange range{code_points.byte_at(node.attribute("startPosition").as_uint()), code_points.byte_at(node.attribute("endPosition").as_uint())};
        const auto group = parts.groups.find(range);
        if (group == parts.groups.end() || range.empty() || quoted_hash(slice(source.text.view(), range)) != node.attribute("quoted").value()) continue;
        const Guid guid = guid_attribute(node, "guid");
        const auto by_link = [&](const Memo* memo) { return linked(memo->id.guid, guid); };
        if (group->second.codings.empty() && std::all_of(group->second.memos.begin(), group->second.memos.end(), by_link)) parts.groups.erase(group);
    }
    for (const auto& [range, group] : parts.groups) write_selection(text, parts, range, group, units);
    // A transcript has no codings of its own: the recording has.
    const pugi::xml_node coded = std::strcmp(text.name(), "Transcript") == 0 ? text.parent() : text;
    for (const Coding* coding : parts.whole) write_coding(coded, *coding);
    merge(text, residue);
    write_uncoded(text, parts, units);
}

void Exporter::write_points(pugi::xml_node transcript, const Source& source) {
    const std::string_view words = source.text.view();
    const bool same = quoted_hash(words) == transcript.attribute("textHash").value();
    const UnitIndex code_points(words, TextUnit::code_points);
    const UnitIndex units(words, m_unit);
    std::vector<bool> taken(source.times.size(), false);
    std::set<Guid> used;
    for (const pugi::xml_node& selection : transcript.children("TranscriptSelection"))
        for (const char* end : {"fromSyncPoint", "toSyncPoint"}) used.insert(guid_attribute(selection, end));
    std::multimap<std::pair<std::int64_t, std::uint32_t>, std::size_t> of_time; // the document's times, by milliseconds and place
    for (std::size_t i = 0; i < taken.size(); ++i) of_time.emplace(std::pair(source.times[i].milliseconds, source.times[i].at), i);
    for (pugi::xml_node point : points_with_position(transcript)) {
        std::optional<std::uint32_t> at;
        if (same) at = code_points.byte_at(point.attribute("position").as_uint());
        if (point.attribute("timeStamp")) {
            // The document's times are the truth: they follow when the text is changed, and are replaced when it is read for times again.
            const std::int64_t time = point.attribute("timeStamp").as_llong();
            const auto one = of_time.lower_bound({time, same ? *at : 0});
            if (one == of_time.end() || one->first.first != time || (same && one->first.second != *at)) {
                point.remove_attribute("timeStamp");
            } else {
                at = source.times[one->second].at;
                taken[one->second] = true;
                of_time.erase(one);
            }
        }
        if (at) set_attribute(point, "position", std::to_string(units.before(*at)));
        else if (used.count(guid_attribute(point, "guid")) != 0) point.remove_attribute("position");
        else transcript.remove_child(point);
    }
    Placement placement(transcript);
    for (std::size_t i = 0; i < taken.size(); ++i) {
        if (taken[i]) continue;
        pugi::xml_node point = placement.add_child("SyncPoint");
        const TimeAnchor& time = source.times[i];
        set_attribute(point, "guid", derived_guid(source.id.guid, "time/" + std::to_string(time.at) + "/" + std::to_string(time.milliseconds)));
        set_attribute(point, "timeStamp", std::to_string(time.milliseconds));
        set_attribute(point, "position", std::to_string(units.before(time.at)));
    }
    select_by_points(transcript, source.id.guid);
}

void Exporter::write_source(pugi::xml_node list, const Source& source) {
    const Guid guid = source.id.guid;
    Parts parts;
    parts.source = &source;
    const Kept* pdf = kept("PDFSource", guid);
    const Kept* recording = kept("Recording", guid);
    parts.residue = parsed(pdf ? pdf : recording ? recording : kept("TextSource", guid));
    const pugi::xml_node rest = parts.residue->document_element();
    const bool has_transcript = recording && is_recording(rest);
    parts.shells = parsed(kept("selections", guid));
    pugi::xml_node outer = list.append_child(pdf ? "PDFSource" : has_transcript ? rest.name() : "TextSource");
    set_attribute(outer, "guid", guid);
    set_attribute(outer, "name", source.name);
    if (source.imported != 0) set_attribute(outer, "creationDateTime", write_time(source.imported));
    write_description(outer, guid, MemoTarget::source, guid);
    write_note_references(outer, MemoTarget::source, guid);
    write_values(outer, AttributeHolder::source, guid);
    pugi::xml_node text = pdf ? add_child(outer, "Representation") : has_transcript ? add_child(outer, "Transcript") : outer;
    parts.residue_of_text = pdf ? rest.child("Representation") : has_transcript ? rest.find_child_by_attribute("Transcript", "shown", "true") : rest;
    const std::string file = text_file_name(guid);
    set_attribute(text, "plainTextPath", "internal://" + file);
    write_selections(text, parts);
    if (!(text == outer)) {
        pugi::xml_node of_outer = rest;
        of_outer.remove_child(parts.residue_of_text);
        merge(outer, of_outer);
        if (!text.attribute("guid")) set_attribute(text, "guid", derived_guid(guid, "representation"));
    }
    if (has_transcript) write_points(text, source);
    if (const char* rich = text.attribute("richTextPath").value(); *rich != 0 && quoted_hash(source.text.view()) != text.attribute("textHash").value()) {
        drop_file(rich);
        text.remove_attribute("richTextPath");
        ++m_notes["The formatted twin of a text was left out, because the text was changed in Emic."];
    }
    for (const char* ours : {"textHash", "shown"}) text.remove_attribute(ours);
    m_files.emplace(file, std::string(source.text.view()));
}

void Exporter::drop_file(std::string_view path) {
    std::string name(path.substr(path.find_last_of('/') + 1));
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (!name.empty()) m_dropped_files.insert(name);
}

void Exporter::drop_old_twins(const pugi::xml_node& sources) {
    std::set<std::string> texts;
    for (pugi::xml_node recording : sources.children()) {
        if (!is_recording(recording)) continue;
        for (pugi::xml_node transcript : children(recording, "Transcript")) {
            const std::string twin = transcript.attribute("twin").value();
            transcript.remove_attribute("twin");
            if (twin.empty()) continue;
            if (texts.empty())
                for (const Source& source : m_project.sources()) texts.insert(sha256_hex(source.text.view()));
            if (texts.count(twin) != 0) continue;
            for (const char* path : {"plainTextPath", "richTextPath"}) drop_file(transcript.attribute(path).value());
            recording.remove_child(transcript);
            ++m_notes["A recording’s transcript was left out, because the document of the same text was changed in Emic. The document is in the file."];
        }
    }
}

void Exporter::write_sources() {
    pugi::xml_node list = m_root.append_child("Sources");
    for (const Source* source : in_order(m_project.sources())) write_source(list, *source);
    weave(list, "Sources");
    drop_old_twins(list);
}

} // namespace emic::refi
