#pragma once

#include "engine/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

enum class ZipPacking { deflate, store };

/// Writes a ZIP archive in memory. Every entry carries the same fixed date, so the same entries give the same bytes.
class ZipWriter {
public:
    /// Adds an entry. `name` is a path with forward slashes, used once. What deflating does not make smaller is stored.
    /// An entry that has no room is not added, and finish() gives no archive.
    void add(std::string_view name, std::string_view bytes, ZipPacking packing = ZipPacking::deflate);
    /// Whether a ZIP without extensions can hold the entry as well (65,535 entries, 4 GiB).
    [[nodiscard]] bool has_room(std::string_view name, std::string_view bytes) const;

    /// The archive, or a Problem when something of it had no room; the writer is empty afterwards.
    [[nodiscard]] Result<std::string> finish();

private:
    struct Entry {
        std::string name;
        std::uint32_t crc = 0;
        std::uint32_t packed_size = 0;
        std::uint32_t size = 0;
        std::uint32_t offset = 0;
        bool deflated = false;
    };
    static void append_facts(std::string& out, const Entry& entry);

    std::string m_bytes;
    std::vector<Entry> m_entries;
    std::uint64_t m_directory = 0; ///< bytes that it will take
    std::string m_left_out;        ///< the first entry without room
};

} // namespace emic
