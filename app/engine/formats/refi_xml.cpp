#include "engine/formats/refi_xml.h"

#include "engine/formats/calendar_time.h"
#include "engine/formats/sha256.h"
#include "engine/formats/text_encoding.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_set>

namespace emic::refi {

namespace {

/// One order that agrees with the sequence of every element of the schema but the project itself.
constexpr std::array order = {"Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description",
                              "TextDescription", "PlainTextContent", "Transcript", "SyncPoint", "CodeRef", "MemberCode", "MemberSource",
                              "MemberNote", "PDFSelection", "PictureSelection", "Representation", "PlainTextSelection",
                              "TranscriptSelection", "AudioSelection", "VideoSelection", "Coding", "NoteRef", "VariableRef", "VariableValue",
                              "SourceRef", "SelectionRef", "Code"};

std::size_t rank(const char* name) {
    const auto found = std::find_if(order.begin(), order.end(), [&](const char* one) { return std::strcmp(one, name) == 0; });
    return static_cast<std::size_t>(found - order.begin());
}

/// Elements whose children the file's own order decides.
bool is_list(const char* name) {
    constexpr std::array lists = {"Users", "Codes", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Graph"};
    return std::any_of(lists.begin(), lists.end(), [&](const char* one) { return std::strcmp(one, name) == 0; });
}

constexpr std::array guid_attributes = {"guid", "targetGUID", "representedGUID", "originGUID", "creatingUser", "modifyingUser",
                                        "creatingUserGUID", "modifyingUserGUID", "sourceVertex", "targetVertex", "fromSyncPoint", "toSyncPoint"};

bool is_reference(const std::string_view name) {
    return name.ends_with("Ref") || name == "MemberCode" || name == "MemberSource" || name == "MemberNote";
}

std::string_view trimmed_ascii(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
    return text;
}

Guid guid_of_hex(const std::string& hex) {
    const std::string head = hex.substr(0, 32);
    return parse_guid(head.substr(0, 8) + "-" + head.substr(8, 4) + "-" + head.substr(12, 4) + "-" + head.substr(16, 4) + "-" + head.substr(20)).value_or(Guid{1, 1});
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c = static_cast<char>(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

} // namespace

Guid derived_guid(Guid from, std::string_view word) { return guid_of_hex(sha256_hex(to_string(from) + "/" + std::string(word))); }

Guid read_guid(std::string_view text) {
    text = trimmed_ascii(text);
    if (text.size() > 2 && text.front() == '{' && text.back() == '}') text = text.substr(1, text.size() - 2);
    if (text.empty()) return {};
    const std::optional<Guid> guid = parse_guid(text);
    return guid && !guid->is_null() ? *guid : guid_of_hex(sha256_hex("refi/" + std::string(text)));
}

std::optional<Colour> read_colour(std::string_view text) {
    text = trimmed_ascii(text);
    Colour colour = 0;
    if (text.starts_with('#')) {
        text.remove_prefix(1);
        if (text.size() != 3 && text.size() != 6 && text.size() != 8) return std::nullopt;
        const std::size_t used = text.size() == 3 ? 3 : 6;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const int value = hex_value(text[i]);
            if (value < 0) return std::nullopt;
            if (i < used) colour = used == 3 ? colour << 8 | static_cast<Colour>(value * 17) : colour << 4 | static_cast<Colour>(value);
        }
        return colour;
    }
    if (!text.starts_with("rgb") || text.find('(') == std::string_view::npos) return std::nullopt;
    text.remove_prefix(text.find('(') + 1);
    for (int part = 0; part < 3; ++part) {
        std::size_t at = 0;
        while (at < text.size() && (text[at] == ' ' || text[at] == ',')) ++at;
        Colour value = 0;
        const std::size_t first = at;
        for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && at - first < 4; ++at) value = value * 10 + static_cast<Colour>(text[at] - '0');
        if (at == first || value > 255) return std::nullopt;
        colour = colour << 8 | value;
        text.remove_prefix(at);
    }
    return colour;
}

std::string write_colour(Colour colour) {
    constexpr const char* hex = "0123456789ABCDEF";
    std::string text = "#";
    for (int shift = 20; shift >= 0; shift -= 4) text += hex[colour >> shift & 15];
    return text;
}

WallTime read_time(std::string_view text) { return time_of(trimmed_ascii(text)); }

std::string write_time(WallTime time) {
    constexpr WallTime last = 253402300799999; // the end of the year 9999
    return exact_iso_time(std::clamp<WallTime>(time, 0, last));
}

std::string legal_text(std::string_view text) {
    std::size_t replaced = 0;
    const std::string valid = repair_utf8(text, replaced);
    std::string legal;
    legal.reserve(valid.size());
    for (std::size_t i = 0; i < valid.size(); ++i) {
        const auto byte = static_cast<unsigned char>(valid[i]);
        if (byte == '\r') {
            if (i + 1 == valid.size() || valid[i + 1] != '\n') legal += '\n';
        } else if (byte == 0xEF && (valid.compare(i, 3, "\xEF\xBF\xBE") == 0 || valid.compare(i, 3, "\xEF\xBF\xBF") == 0)) {
            legal += "\xEF\xBF\xBD";
            i += 2;
        } else if (byte >= 0x20 || byte == '\n' || byte == '\t') {
            legal += valid[i];
        }
    }
    return legal;
}

std::string text_of(const pugi::xml_node& node) {
    std::string text;
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling())
        if (one.type() == pugi::node_pcdata || one.type() == pugi::node_cdata) text += one.value();
    return legal_text(text);
}
std::string child_text(const pugi::xml_node& node, const char* name) { return text_of(node.child(name)); }

void set_attribute(pugi::xml_node node, const char* name, std::string_view value) {
    pugi::xml_attribute attribute = node.attribute(name);
    if (!attribute) attribute = node.append_attribute(name);
    std::string legal = legal_text(value);
    std::replace(legal.begin(), legal.end(), '\n', ' ');
    attribute.set_value(legal.c_str());
}
void set_attribute(pugi::xml_node node, const char* name, Guid value) {
    if (!value.is_null()) set_attribute(node, name, to_string(value));
}
Guid guid_attribute(const pugi::xml_node& node, const char* name) { return read_guid(node.attribute(name).value()); }

std::string print(const pugi::xml_node& node) {
    struct Writer : pugi::xml_writer {
        std::string out;
        void write(const void* data, std::size_t size) override { out.append(static_cast<const char*>(data), size); }
    } writer;
    node.print(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return writer.out;
}

std::vector<pugi::xml_node> children(const pugi::xml_node& node, const char* name) {
    const auto found = node.children(name);
    return {found.begin(), found.end()};
}

bool is_bare(const pugi::xml_node& node) { return !node.first_attribute() && !node.first_child(); }

namespace {
/// The child behind which one of that name belongs; null when it comes first.
pugi::xml_node place_for(const pugi::xml_node& parent, const char* name) {
    if (is_list(parent.name())) return parent.last_child();
    const std::size_t own = rank(name);
    pugi::xml_node last = parent.last_child();
    while (last && (last.type() != pugi::node_element || rank(last.name()) > own)) last = last.previous_sibling();
    return last;
}
} // namespace

pugi::xml_node Placement::place(const char* name) {
    // In a list the place is the end, wherever that is by now.
    if (is_list(m_parent.name())) return m_parent.last_child();
    const auto last = m_last.find(rank(name));
    return last != m_last.end() ? last->second : place_for(m_parent, name);
}
pugi::xml_node Placement::add_child(const char* name) {
    const pugi::xml_node before = place(name);
    return m_last[rank(name)] = before ? m_parent.insert_child_after(name, before) : m_parent.prepend_child(name);
}
pugi::xml_node Placement::add_copy(const pugi::xml_node& child) {
    const pugi::xml_node before = place(child.name());
    return m_last[rank(child.name())] = before ? m_parent.insert_copy_after(child, before) : m_parent.prepend_copy(child);
}

pugi::xml_node add_child(pugi::xml_node parent, const char* name) { return Placement(parent).add_child(name); }
pugi::xml_node add_copy(pugi::xml_node parent, const pugi::xml_node& child) { return Placement(parent).add_copy(child); }
void add_text(pugi::xml_node parent, const char* name, std::string_view text) {
    add_child(parent, name).append_child(pugi::node_pcdata).set_value(legal_text(text).c_str());
}
void add_reference(pugi::xml_node parent, const char* name, Guid target) { set_attribute(add_child(parent, name), "targetGUID", target); }

bool in_schema_order(const pugi::xml_node& node) {
    if (is_list(node.name()) || std::strcmp(node.name(), "CodeBook") == 0) return true;
    std::size_t last = 0;
    for (const pugi::xml_node& child : node.children()) {
        if (child.type() != pugi::node_element) continue;
        const std::size_t own = rank(child.name());
        if (own < last) return false;
        last = own;
    }
    return true;
}

std::vector<pugi::xml_node> all_elements(const pugi::xml_node& root) {
    std::vector<pugi::xml_node> found;
    pugi::xml_node node = root;
    while (node) {
        if (node.type() == pugi::node_element) found.push_back(node);
        if (node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node && node != root && !node.next_sibling()) node = node.parent();
        node = !node || node == root ? pugi::xml_node() : node.next_sibling();
    }
    return found;
}

void normalise(const pugi::xml_node& root) {
    for (pugi::xml_node node : all_elements(root)) {
        node.set_name(std::string(xml::local_name(node)).c_str());
        for (pugi::xml_attribute one = node.first_attribute(); one;) {
            const pugi::xml_attribute next = one.next_attribute();
            const std::string_view name = one.name();
            if (name.starts_with("xmlns") || name.find(':') != std::string_view::npos) node.remove_attribute(one);
            one = next;
        }
        if (is_reference(node.name()) && !node.attribute("targetGUID")) {
            const std::string target = node.attribute("guid") ? node.attribute("guid").value() : text_of(node);
            if (read_guid(target).is_null()) continue;
            node.remove_attribute("guid");
            node.remove_children();
            node.append_attribute("targetGUID").set_value(target.c_str());
        }
        for (const char* name : guid_attributes)
            if (pugi::xml_attribute attribute = node.attribute(name)) {
                const Guid guid = read_guid(attribute.value());
                if (guid.is_null()) node.remove_attribute(attribute);
                else attribute.set_value(to_string(guid).c_str());
            }
    }
}

std::map<std::string, std::uint32_t> drop_dangling(const pugi::xml_node& root) {
    std::map<std::string, std::uint32_t> dropped;
    for (bool again = true; again;) {
        again = false;
        std::unordered_set<std::string> known;
        const std::vector<pugi::xml_node> elements = all_elements(root);
        for (const pugi::xml_node& node : elements) {
            const std::string_view name = node.name();
            if (const char* guid = node.attribute("guid").value(); *guid != 0) known.insert(std::string(guid));
            if (name == "User" || name == "Variable") known.insert(std::string(name) + node.attribute("guid").value());
        }
        const auto missing = [&](const pugi::xml_node& node, const char* name) {
            const char* value = node.attribute(name).value();
            return *value != 0 && known.count(value) == 0;
        };
        std::vector<std::pair<pugi::xml_node, std::string>> doomed;
        for (pugi::xml_node node : elements) {
            const std::string_view name = node.name();
            for (const char* user : {"creatingUser", "modifyingUser", "creatingUserGUID", "modifyingUserGUID"})
                if (const char* value = node.attribute(user).value(); *value != 0 && known.count(std::string("User") + value) == 0) {
                    node.remove_attribute(user);
                    ++dropped["name of a coder who is not listed"];
                }
            if (is_reference(name) && (missing(node, "targetGUID") || !node.attribute("targetGUID"))) {
                const std::string_view parent = node.parent().name();
                if (name == "VariableRef") doomed.emplace_back(node.parent(), "value of a variable that is not there");
                else if (name == "CodeRef" && parent == "Coding") doomed.emplace_back(node.parent(), "coding with a code that is not there");
                else if (name == "CodeRef" || name == "MemberCode") doomed.emplace_back(node, "reference to a code that is not there");
                else if (name == "NoteRef" || name == "MemberNote") doomed.emplace_back(node, "reference to a note that is not there");
                else if (name == "SourceRef" || name == "MemberSource") doomed.emplace_back(node, "reference to a document that is not there");
                else doomed.emplace_back(node, "reference to a passage that is not there");
            } else if (name == "Link" && (missing(node, "originGUID") || missing(node, "targetGUID"))) {
                doomed.emplace_back(node, "link to something that is not there");
            } else if (name == "Edge" && (missing(node, "sourceVertex") || missing(node, "targetVertex"))) {
                doomed.emplace_back(node, "line of a drawing to something that is not there");
            } else if ((name == "Vertex" || name == "Edge") && missing(node, "representedGUID")) {
                node.remove_attribute("representedGUID");
                ++dropped["part of a drawing for something that is not there"];
            }
        }
        // From the last to the first, so that what lies inside goes before what it lies in.
        std::unordered_set<std::size_t> gone;
        for (auto row = doomed.rbegin(); row != doomed.rend(); ++row) {
            if (!gone.insert(row->first.hash_value()).second) continue;
            ++dropped[row->second];
            row->first.parent().remove_child(row->first);
            again = true;
        }
    }
    return dropped;
}

} // namespace emic::refi
