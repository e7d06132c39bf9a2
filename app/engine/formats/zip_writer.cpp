#include "engine/formats/zip_writer.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <zlib.h>

namespace emic {

namespace {

constexpr std::uint64_t max_bytes = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t max_entries = 65535;
constexpr std::uint16_t version_needed = 20;
constexpr std::uint16_t utf8_names = 1 << 11;
constexpr std::uint16_t fixed_time = 0;
constexpr std::uint16_t fixed_date = 1 << 5 | 1; // 1 January 1980, the first day a ZIP can name
constexpr std::size_t directory_row = 46;        // bytes of a directory entry without its name

void append_16(std::string& out, std::uint32_t value) {
    out += static_cast<char>(value & 0xFF);
    out += static_cast<char>(value >> 8 & 0xFF);
}
void append_32(std::string& out, std::uint32_t value) {
    append_16(out, value & 0xFFFF);
    append_16(out, value >> 16);
}

/// The bytes in raw deflate; empty when they do not come out smaller.
std::string deflated(std::string_view bytes) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
    std::string packed(bytes.size(), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    const std::size_t size = stream.total_out;
    deflateEnd(&stream);
    if (!done || size >= bytes.size()) return {};
    packed.resize(size);
    return packed;
}

std::uint32_t checksum(std::string_view bytes) {
    return static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace

void ZipWriter::append_facts(std::string& out, const Entry& entry) {
    append_16(out, version_needed);
    append_16(out, is_ascii(entry.name) ? 0 : utf8_names);
    append_16(out, entry.deflated ? Z_DEFLATED : 0);
    append_16(out, fixed_time);
    append_16(out, fixed_date);
    append_32(out, entry.crc);
    append_32(out, entry.packed_size);
    append_32(out, entry.size);
    append_16(out, static_cast<std::uint32_t>(entry.name.size()));
    append_16(out, 0); // no extra fields
}

bool ZipWriter::has_room(std::string_view name, std::string_view bytes) const {
    const std::uint64_t whole = m_bytes.size() + bytes.size() + m_directory + 2 * (directory_row + name.size()) + 64;
    return m_entries.size() < max_entries && name.size() <= 65535 && whole <= max_bytes;
}

void ZipWriter::add(std::string_view name, std::string_view bytes, ZipPacking packing) {
    if (!has_room(name, bytes)) {
        if (m_left_out.empty()) m_left_out = name.empty() ? "?" : name.substr(0, 200);
        return;
    }
    m_directory += directory_row + name.size();
    const std::string packed = packing == ZipPacking::deflate ? deflated(bytes) : std::string();
    Entry entry;
    entry.name = std::string(name);
    entry.crc = checksum(bytes);
    entry.deflated = !packed.empty();
    entry.size = static_cast<std::uint32_t>(bytes.size());
    entry.packed_size = entry.deflated ? static_cast<std::uint32_t>(packed.size()) : entry.size;
    entry.offset = static_cast<std::uint32_t>(m_bytes.size());
    m_bytes += "PK\3\4";
    append_facts(m_bytes, entry);
    m_bytes += name;
    m_bytes += entry.deflated ? std::string_view(packed) : bytes;
    m_entries.push_back(std::move(entry));
}

Result<std::string> ZipWriter::finish() {
    std::string out = std::exchange(m_bytes, {});
    const std::vector<Entry> entries = std::exchange(m_entries, {});
    m_directory = 0;
    if (const std::string left_out = std::exchange(m_left_out, {}); !left_out.empty())
        return Problem{ProblemKind::unsupported,
                       "The file was not written: it would hold more than fits into files of this kind (4 GB, 65,535 parts; ‘" + left_out +
                           "’ had no room). Choose fewer documents or codes, or save it in several files.",
                       left_out};
    const auto begin = static_cast<std::uint32_t>(out.size());
    for (const Entry& entry : entries) {
        out += "PK\1\2";
        append_16(out, version_needed);
        append_facts(out, entry);
        append_16(out, 0); // no comment
        append_16(out, 0); // first disk
        append_16(out, 0);
        append_32(out, 0);
        append_32(out, entry.offset);
        out += entry.name;
    }
    const auto size = static_cast<std::uint32_t>(out.size() - begin);
    out += "PK\5\6";
    append_32(out, 0);
    append_16(out, static_cast<std::uint32_t>(entries.size()));
    append_16(out, static_cast<std::uint32_t>(entries.size()));
    append_32(out, size);
    append_32(out, begin);
    append_16(out, 0);
    return out;
}

} // namespace emic
