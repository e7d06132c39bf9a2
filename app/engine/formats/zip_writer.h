#pragma once

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
    /// False when the archive would pass what a ZIP without extensions can hold (65,535 entries, 4 GiB); nothing is added.
    bool add(std::string_view name, std::string_view bytes, ZipPacking packing = ZipPacking::deflate);

    /// The archive; the writer is empty afterwards.
    [[nodiscard]] std::string finish();

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
};

} // namespace emic
