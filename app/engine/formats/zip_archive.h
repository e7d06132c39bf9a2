#pragma once

#include "engine/formats/reader.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct zip;

namespace emic {

/// What an archive may cost to open, in bytes and entries. What it declares about itself is never trusted.
struct ZipLimits {
    std::uint64_t part = std::uint64_t{256} << 20;     ///< one unpacked entry
    std::uint64_t total = std::uint64_t{1024} << 20;   ///< everything unpacked in the archive's lifetime
    std::uint64_t entries = 20000;                     ///< in the directory
    std::uint64_t ratio = 200;                         ///< unpacked to packed size, judged above `ratio_from`
    std::uint64_t ratio_from = std::uint64_t{1} << 20; ///< small entries pack better than that honestly
};

/// Where the mark of the directory's end stands; npos where there is none near the end.
std::size_t directory_end(std::string_view bytes);

/// An entry of an archive as the archive spells it. The name is for people, never a path to write to.
struct ZipEntry {
    std::uint64_t index = 0; ///< in the archive's directory
    std::string name;        ///< valid UTF-8 with forward slashes; a folder's ends with one

    bool operator==(const ZipEntry&) const = default;
};

/// A ZIP archive in memory, read entry by entry. Names are keys, never paths: those that are absolute or lead outside
/// are left out, letter case of ASCII and the direction of slashes do not matter.
class ZipArchive {
public:
    /// `file.bytes` must outlive the archive. Problems speak of the whole file by its name.
    static Result<ZipArchive> open(const FileInput& file, const ZipLimits& limits = {});

    /// Every usable name as a key (lower case, forward slashes), sorted.
    [[nodiscard]] std::vector<std::string> names() const;
    [[nodiscard]] bool contains(std::string_view name) const;
    /// Every entry there is, whatever its name, sorted by name and index.
    [[nodiscard]] std::vector<ZipEntry> entries() const;

    /// The unpacked bytes of an entry, its checksum verified. Fails for an entry that is missing, there twice,
    /// encrypted, packed by a method other than deflate, over a limit or damaged.
    Result<std::string> read(std::string_view name);
    /// The same for one of entries(); a Problem speaks of the entry as `shown`: "‘Ana.docx’ in ‘study.zip’".
    Result<std::string> read(const ZipEntry& entry, const std::string& shown);

private:
    struct Close {
        void operator()(struct zip* archive) const;
    };
    struct Entry {
        std::uint64_t index = 0;
        bool ambiguous = false;
    };

    explicit ZipArchive(struct zip* archive) : m_archive(archive) {}
    [[nodiscard]] Problem damaged(const std::string& shown) const;
    [[nodiscard]] Problem too_large(const std::string& shown) const;

    std::unique_ptr<struct zip, Close> m_archive;
    std::unordered_map<std::string, Entry> m_entries;
    std::string m_shown;
    std::string m_place;
    std::uint64_t m_packed_size = 0;
    std::uint64_t m_unpacked = 0;
    ZipLimits m_limits;
};

} // namespace emic
