#include "engine/formats/journal.h"

#include "engine/formats/json_cursor.h"
#include "engine/formats/json_mend.h"
#include "engine/formats/json_text.h"
#include "engine/formats/record_json.h"
#include "engine/formats/sha256.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>
#include <utility>

namespace emic {

namespace {

using Json = nlohmann::json;

constexpr std::pair<ChangeKind, std::string_view> kinds[] = {
    {ChangeKind::done, "done"}, {ChangeKind::undone, "undone"}, {ChangeKind::redone, "redone"}};

constexpr std::string_view hash_key = ",\"sha256\":\"";
constexpr std::string_view line_end = "\"}";
constexpr std::size_t hash_digits = 64;

std::string_view without_line_feed(std::string_view line) {
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    return line;
}

/// A line taken apart at its own hash; empty parts when it does not end in one.
struct SealedLine {
    std::string_view content;
    std::string_view hash;
};

SealedLine unseal(std::string_view line) {
    line = without_line_feed(line);
    const std::size_t seal = hash_key.size() + hash_digits + line_end.size();
    if (line.size() < seal || line.substr(line.size() - seal, hash_key.size()) != hash_key ||
        line.substr(line.size() - line_end.size()) != line_end)
        return {};
    return {line.substr(0, line.size() - seal), line.substr(line.size() - line_end.size() - hash_digits, hash_digits)};
}

Problem damaged(const std::string& why) {
    return {ProblemKind::damaged,
            "A saved change cannot be read: " + why +
                " The project is shown as it was before that change; nothing of what is stored was deleted.",
            "change"};
}

/// The value of some JSON text, set right where it is none.
Json parse_or_mend(std::string_view text, std::vector<std::string>& notes) {
    Json json = parse_json(text);
    if (!json.is_discarded()) return json;
    const MendedJson mended = mend_json(text);
    if (mended.characters > 0) notes.push_back("A saved change has characters that are none. They became “�” or “?”.");
    return parse_json(mended.text);
}

using MaybeRecord = std::optional<RecordView>;

constexpr int plain_version = 2;   ///< of lines that hold only what was known before words were spliced
constexpr int spliced_version = 3; ///< of lines with stretches of words
static_assert(spliced_version == journal_version);

/// The version of the journal from which on the edit can be read.
int append_edit(std::string& out, const char* table, const MaybeRecord& before, const MaybeRecord& after) {
    bool spliced = false;
    out += "{\"t\":\"" + std::string(table) + "\",\"id\":\"" + to_string(*(after ? after : before)->id) + '"';
    if (before) {
        out += ",\"b\":";
        if (after) spliced = append_difference(out, *before, *after);
        else append_record(out, *before);
    }
    if (after) {
        out += ",\"a\":";
        if (before) (void)append_difference(out, *after, *before);
        else append_record(out, *after);
    }
    out += '}';
    return spliced ? spliced_version : plain_version;
}

template <class Record> MaybeRecord view_of_side(const std::optional<Record>& record) {
    return record ? MaybeRecord(view_of(*record)) : std::nullopt;
}

template <class Record> int append_edit(std::string& out, const Edit<Record>& edit) {
    return append_edit(out, table_name<Record>(), view_of_side(edit.before), view_of_side(edit.after));
}

/// Reads the edits of one line; each is understood against the project as the edits before it have left it.
class EditReader {
public:
    EditReader(const Project& current, std::vector<std::string>& notes) : m_current(current), m_notes(notes) {}

    /// A fault, or nothing. One edit after the other, so that a change of many records is never held as a DOM.
    std::string read(std::string_view edits, std::vector<AnyEdit>& result) {
        JsonCursor cursor(edits);
        if (!cursor.take('[')) return "its list of edits is missing.";
        if (cursor.take(']')) return {};
        do {
            std::string_view text;
            if (!cursor.read_any(text)) return no_list;
            if (read_plain_edit(text, result)) continue;
            const Json edit = parse_or_mend(text, m_notes);
            if (edit.is_discarded()) return no_list;
            const Json table = edit.is_object() ? edit.value("t", Json()) : Json();
            bool known = false;
            std::string fault;
            for_each_record_type([&]<class Record>(std::type_identity<Record>) {
                if (known || table != table_name<Record>()) return;
                known = true;
                fault = read_edit<Record>(edit, result);
            });
            if (!known) return "it edits something that this version of Emic does not know.";
            if (!fault.empty()) return fault;
        } while (cursor.take(','));
        return cursor.take(']') && cursor.at_end() ? std::string() : no_list;
    }

private:
    static constexpr const char* no_list = "its list of edits is damaged.";

    /// A record that is new or deleted, as write_journal_line() writes it; false for any other edit, with nothing done.
    bool read_plain_edit(std::string_view text, std::vector<AnyEdit>& edits) {
        JsonCursor cursor(text);
        std::string_view key, table, id_text, side;
        if (!cursor.take('{') || !cursor.read_plain(key) || key != "t" || !cursor.take(':') || !cursor.read_plain(table) || !cursor.take(',') ||
            !cursor.read_plain(key) || key != "id" || !cursor.take(':') || !cursor.read_plain(id_text) || !cursor.take(',') ||
            !cursor.read_plain(side) || (side != "b" && side != "a") || !cursor.take(':'))
            return false;
        const std::optional<Guid> id = parse_guid(id_text);
        if (!id || id->is_null()) return false;
        bool taken = false;
        for_each_record_type([&]<class Record>(std::type_identity<Record>) {
            if (taken || table != table_name<Record>()) return;
            Edit<Record> edit;
            Record& record = (side == "b" ? edit.before : edit.after).emplace();
            if (!read_plain_record(cursor, view_of(record)) || !cursor.take('}') || !cursor.at_end() || record.id.guid != *id) return;
            m_latest[*id] = edits.size();
            edits.push_back(std::move(edit));
            taken = true;
        });
        return taken;
    }

    template <class Record> const Record* find(Id<Record> id, const std::vector<AnyEdit>& edits) const {
        const auto latest = m_latest.find(id.guid);
        if (latest == m_latest.end()) return m_current.find(id);
        const auto* edit = std::get_if<Edit<Record>>(&edits[latest->second]);
        return edit && edit->after ? &*edit->after : nullptr;
    }

    /// What stands in the JSON of an edit, of a record of any type.
    struct EditText {
        Guid id;
        const Json* before = nullptr;
        const Json* after = nullptr;
    };
    static std::string read_text(const Json& json, const std::string& word, EditText& edit) {
        const Json id_text = json.value("id", Json());
        const std::optional<Guid> guid = id_text.is_string() ? parse_guid(id_text.get_ref<const std::string&>()) : std::nullopt;
        if (!guid || guid->is_null()) return "an edit does not say which " + word + " it is of.";
        edit.id = *guid;
        if (const auto before = json.find("b"); before != json.end()) edit.before = &*before;
        if (const auto after = json.find("a"); after != json.end()) edit.after = &*after;
        return edit.before || edit.after ? std::string() : "an edit of a " + word + " is empty.";
    }

    template <class Record> std::string read_edit(const Json& json, std::vector<AnyEdit>& edits) {
        const std::string word = record_word<Record>();
        EditText text;
        if (std::string fault = read_text(json, word, text); !fault.empty()) return fault;
        Edit<Record> edit;
        Faults faults;
        Faults unread;
        if (text.before && text.after) {
            const Record* record = find(Id<Record>{text.id}, edits);
            if (!record) return "it changes a " + word + " that is not in the project.";
            edit.before = *record;
            edit.after = *record;
            apply_difference(view_of(*edit.after), *text.before, *text.after, faults, unread);
        } else {
            Record& record = (text.before ? edit.before : edit.after).emplace();
            read_record(text.before ? *text.before : *text.after, view_of(record), unread);
            // A new record may lack a field; a deleted one has to be what the project holds.
            if (record.id.is_null() || text.before) faults = std::exchange(unread, {});
            if (faults.empty() && record.id.guid != text.id) return "an edit of a " + word + " names two.";
        }
        for (const std::string& fault : unread) m_notes.push_back("A saved change of a " + word + " is damaged: " + fault + " The rest of it was taken.");
        if (!faults.empty()) return "a " + word + " does not fit. " + faults.front();
        m_latest[text.id] = edits.size();
        edits.push_back(std::move(edit));
        return {};
    }

    const Project& m_current;
    std::vector<std::string>& m_notes;
    std::unordered_map<Guid, std::size_t, GuidHash> m_latest; ///< the last edit of a record within the line
};

bool read_whole_number(const Json& json, const char* name, std::uint64_t& value) {
    const auto member = json.find(name);
    if (member == json.end() || !member->is_number_unsigned()) return false;
    value = member->get<std::uint64_t>();
    return true;
}

bool read_guid(const Json& json, const char* name, Guid& value) {
    const auto member = json.find(name);
    if (member == json.end() || !member->is_string()) return false;
    const std::optional<Guid> guid = parse_guid(member->get_ref<const std::string&>());
    if (guid) value = *guid;
    return guid.has_value();
}

/// False when something about who made the change and when is missing.
bool read_stamp(const Json& json, Change& change) {
    const Json wall = json.value("wall", Json());
    const Json label = json.value("label", Json());
    const Json kind = json.value("kind", Json());
    const auto* row = std::find_if(std::begin(kinds), std::end(kinds), [&](const auto& k) { return kind == k.second; });
    if (row == std::end(kinds)) return false;
    // Both are for people only.
    if (wall.is_number_integer()) change.stamp.wall = wall.get<WallTime>();
    change.label = label.is_string() ? label.get<std::string>() : "Change";
    change.kind = row->first;
    return read_guid(json, "actor", change.stamp.actor) && read_whole_number(json, "seq", change.stamp.sequence) &&
           read_whole_number(json, "lamport", change.stamp.lamport) && read_guid(json, "coder", change.stamp.coder.guid);
}

/// Visits the documents that the record's offsets count in.
template <class Record, class Visit> void each_counted_in(const std::optional<Record>& record, Visit&& visit) {
    if (!record) return;
    if constexpr (std::is_same_v<Record, Source>) {
        visit(record->id);
    } else if constexpr (std::is_same_v<Record, Coding>) {
        visit(record->source);
    } else if constexpr (std::is_same_v<Record, Memo>) {
        if (record->target == MemoTarget::passage) visit(Id<Source>{record->target_id});
    } else if constexpr (std::is_same_v<Record, Theme>) {
        for (const Passage& quotation : record->key_quotations) visit(quotation.source);
    }
}

void append_texts(std::string& out, const Change& change, const Project& project) {
    std::string texts;
    for (const auto& [id, before] : documents_counted_in(change)) {
        const Source* source = project.find(id);
        if (!before && !source) continue;
        texts += (texts.empty() ? "" : ",") + ('"' + to_string(id.guid)) + "\":" + std::to_string(before ? *before : source->text.view().size());
    }
    if (!texts.empty()) out += ",\"texts\":{" + texts + '}';
}

void read_texts(const Json& json, std::map<Id<Source>, std::size_t>& texts) {
    if (!json.is_object()) return;
    for (const auto& [key, size] : json.items())
        if (const std::optional<Guid> id = parse_guid(key); id && size.is_number_unsigned()) texts[Id<Source>{*id}] = size.get<std::size_t>();
}

} // namespace

std::string write_journal_line(const Change& change, std::string_view previous_hash, const Project* project) {
    int version = plain_version;
    std::string edits;
    for (const AnyEdit& any : change.edits) {
        if (!edits.empty()) edits += ',';
        version = std::max(version, std::visit([&](const auto& edit) { return append_edit(edits, edit); }, any));
    }
    const Stamp& stamp = change.stamp;
    std::string out = "{\"v\":" + std::to_string(version) + ",\"actor\":\"" + to_string(stamp.actor) +
                      "\",\"seq\":" + std::to_string(stamp.sequence) + ",\"lamport\":" + std::to_string(stamp.lamport) +
                      ",\"coder\":\"" + to_string(stamp.coder.guid) + "\",\"wall\":" + std::to_string(stamp.wall) +
                      ",\"kind\":\"";
    for (const auto& [kind, word] : kinds)
        if (kind == change.kind) out += word;
    out += "\",\"label\":";
    append_json_string(out, change.label);
    out += ",\"edits\":[";
    out += edits;
    out += ']';
    if (project) append_texts(out, change, *project);
    out += ",\"prev\":";
    append_json_string(out, previous_hash);
    const std::string hash = sha256_hex(out);
    out += hash_key;
    out += hash;
    out += line_end;
    return out;
}

bool is_whole_journal_line(std::string_view line) {
    const SealedLine sealed = unseal(line);
    return !sealed.hash.empty() && sha256_hex(sealed.content) == sealed.hash;
}

std::map<Id<Source>, std::optional<std::size_t>> documents_counted_in(const Change& change) {
    std::map<Id<Source>, std::optional<std::size_t>> found;
    std::set<Id<Source>> made;
    for (const AnyEdit& any : change.edits)
        std::visit(
            [&]<class Record>(const Edit<Record>& edit) {
                for (const auto* record : {&edit.before, &edit.after}) each_counted_in(*record, [&](Id<Source> source) { found.try_emplace(source); });
                if constexpr (std::is_same_v<Record, Source>) {
                    std::optional<std::size_t>& size = found[edit.id()];
                    if (!edit.before) made.insert(edit.id());
                    else if (!size) size = edit.before->text.view().size();
                }
            },
            any);
    for (const Id<Source> source : made) found.erase(source);
    return found;
}

std::string journal_line_hash(std::string_view line) { return std::string(unseal(line).hash); }

Result<JournalEntry> read_journal_line(std::string_view line, const Project& current) {
    const SealedLine sealed = unseal(line);
    if (sealed.hash.empty()) return damaged("it is cut short.");
    if (!is_whole_journal_line(line)) return damaged("its checksum does not hold.");
    const std::optional<std::vector<JsonPart>> parts = json_parts(without_line_feed(line));
    if (!parts) return damaged("it is not a record of a change.");
    JournalEntry entry;
    Json json = Json::object();
    std::string_view edits;
    for (const JsonPart& part : *parts) {
        if (part.key == "edits") {
            edits = part.value;
            continue;
        }
        Json value = parse_or_mend(part.value, entry.notes);
        if (value.is_discarded()) return damaged("it is not a record of a change.");
        json[std::string(part.key)] = std::move(value);
    }
    std::uint64_t version = 0;
    if (!read_whole_number(json, "v", version) || version == 0) return damaged("it does not say its version.");
    if (version > journal_version)
        return Problem{ProblemKind::unsupported,
                       "Changes of this project were made by a newer version of Emic, which this one cannot read. Nothing of what is stored was "
                       "changed. Please open the project with that version.",
                       "change"};
    entry.hash = sealed.hash;
    const Json previous = json.value("prev", Json());
    if (!previous.is_string() || !read_stamp(json, entry.change)) return damaged("it does not say who made it and when.");
    entry.previous_hash = previous.get<std::string>();
    read_texts(json.value("texts", Json()), entry.texts);
    const std::string fault = EditReader(current, entry.notes).read(edits, entry.change.edits);
    if (!fault.empty()) return damaged(fault);
    return entry;
}

Replayed replay_journal(Workspace& workspace, std::span<const std::string> lines, std::string first_previous_hash) {
    Replayed replayed;
    replayed.last_hash = std::move(first_previous_hash);
    for (const std::string& line : lines) {
        Result<JournalEntry> entry = read_journal_line(line, workspace.project);
        if (!entry) {
            replayed.problem = entry.problem();
            return replayed;
        }
        if (entry->previous_hash != replayed.last_hash) {
            replayed.problem = damaged("the change before it is missing.");
            return replayed;
        }
        if (Outcome problem = workspace.commit(entry->change)) {
            replayed.problem = damaged("it does not fit the project.");
            return replayed;
        }
        ++replayed.applied;
        replayed.last_hash = entry->hash;
        std::move(entry->notes.begin(), entry->notes.end(), std::back_inserter(replayed.notes));
        replayed.lamport = std::max(replayed.lamport, entry->change.stamp.lamport);
    }
    return replayed;
}

} // namespace emic
