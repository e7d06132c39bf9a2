#include "engine/formats/zip_archive.h"

#include "engine/sort_rows.h"
#include "engine/text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <zip.h>

namespace emic {

namespace {

using namespace std::string_view_literals;

/// libzip parses the whole directory once for each end-of-directory mark in the last 64 KiB; an honest archive has one.
constexpr int max_end_marks = 16;
constexpr std::size_t tail_size = (std::size_t{1} << 16) + 64;

bool has_too_many_ends(std::string_view bytes) {
    const std::string_view tail = bytes.substr(bytes.size() - std::min(bytes.size(), tail_size));
    int marks = 0;
    for (std::size_t at = tail.find("PK\5\6"sv); at != std::string_view::npos; at = tail.find("PK\5\6"sv, at + 1))
        if (++marks > max_end_marks) return true;
    return false;
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t number = 0;
    for (std::size_t i = 4; i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
    return number;
}

/// Without what stands before the archive: its directory counts from its own beginning.
std::string_view without_prefix(std::string_view bytes) {
    constexpr std::size_t end_size = 22, size_at = 12, offset_at = 16; // of the end's record
    if (bytes.starts_with("PK\3\4"sv)) return bytes;
    const std::size_t end = directory_end(bytes);
    if (end == std::string_view::npos || bytes.size() - end < end_size) return bytes;
    const std::uint64_t inside = std::uint64_t{number_at(bytes, end + size_at)} + number_at(bytes, end + offset_at);
    if (inside == 0 || inside >= end) return bytes;
    const std::string_view archive = bytes.substr(end - static_cast<std::size_t>(inside));
    return archive.starts_with("PK\3\4"sv) ? archive : bytes;
}

std::string folded(std::string_view name) {
    std::string key(name);
    for (char& c : key) {
        if (c == '\\')
            c = '/';
        else if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + 32);
    }
    return key;
}

/// The key of an entry's name; nothing for a name that, taken as a path, would lead outside.
std::optional<std::string> key_of(std::string_view name) {
    std::string key = folded(name);
    if (key.empty() || key.front() == '/' || (key.size() > 1 && key[1] == ':')) return std::nullopt;
    for (std::size_t begin = 0; begin <= key.size();) {
        const std::size_t slash = std::min(key.find('/', begin), key.size());
        if (std::string_view(key).substr(begin, slash - begin) == ".."sv) return std::nullopt;
        begin = slash + 1;
    }
    return key;
}

} // namespace

std::size_t directory_end(std::string_view bytes) {
    const std::size_t skipped = bytes.size() - std::min(bytes.size(), tail_size);
    const std::size_t at = bytes.substr(skipped).rfind("PK\5\6"sv);
    return at == std::string_view::npos ? at : skipped + at;
}

void ZipArchive::Close::operator()(struct zip* archive) const {
    zip_discard(archive);
}

Problem ZipArchive::damaged(const std::string& shown) const {
    return {ProblemKind::damaged,
            shown + " is damaged or incomplete. Nothing was imported from it. Get a fresh copy, or open it in Word, "
                      "save it anew, and drop "
                      "it here again.",
            m_place};
}

Problem ZipArchive::too_large(const std::string& shown) const {
    return {ProblemKind::unsupported,
            shown + " unpacks to far more than a document can hold, so it was not opened. Nothing was imported from "
                      "it. If you trust it, "
                      "open it in Word, save it anew, and drop it here again.",
            m_place};
}

Result<ZipArchive> ZipArchive::open(const FileInput& file, const ZipLimits& limits) {
    ZipArchive archive(nullptr);
    archive.m_shown = quoted_name(file);
    archive.m_place = std::string(file.name);
    archive.m_packed_size = file.bytes.size();
    archive.m_limits = limits;
    if (file.bytes.empty() || has_too_many_ends(file.bytes)) return archive.damaged(archive.m_shown);

    zip_error_t error;
    zip_error_init(&error);
    const std::string_view bytes = without_prefix(file.bytes);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    archive.m_archive.reset(source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr);
    zip_error_fini(&error);
    if (!archive.m_archive) {
        if (source) zip_source_free(source);
        return archive.damaged(archive.m_shown);
    }

    const zip_int64_t count = zip_get_num_entries(archive.m_archive.get(), 0);
    if (count < 0) return archive.damaged(archive.m_shown);
    if (static_cast<std::uint64_t>(count) > limits.entries) return archive.too_large(archive.m_shown);
    for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(count); ++i) {
        const char* name = zip_get_name(archive.m_archive.get(), i, ZIP_FL_ENC_GUESS);
        const std::optional<std::string> key = name ? key_of(name) : std::nullopt;
        if (!key) continue;
        const auto [entry, added] = archive.m_entries.try_emplace(*key, Entry{i, false});
        if (!added) entry->second.ambiguous = true;
    }
    return archive;
}

std::vector<std::string> ZipArchive::names() const {
    std::vector<std::string> all;
    all.reserve(m_entries.size());
    for (const auto& [name, entry] : m_entries)
        all.push_back(name);
    sort_rows(all);
    return all;
}

bool ZipArchive::contains(std::string_view name) const {
    return m_entries.count(folded(name)) != 0;
}

std::vector<ZipEntry> ZipArchive::entries() const {
    std::vector<ZipEntry> all;
    const zip_int64_t count = zip_get_num_entries(m_archive.get(), 0);
    for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(std::max<zip_int64_t>(count, 0)); ++i) {
        const char* name = zip_get_name(m_archive.get(), i, ZIP_FL_ENC_GUESS);
        std::size_t replaced = 0;
        all.push_back({i, repair_utf8(name ? name : "", replaced)});
        std::replace(all.back().name.begin(), all.back().name.end(), '\\', '/');
    }
    sort_rows(all, [](const ZipEntry& a, const ZipEntry& b) { return std::tie(a.name, a.index) < std::tie(b.name, b.index); });
    return all;
}

Result<std::string> ZipArchive::read(std::string_view name) {
    const auto entry = m_entries.find(folded(name));
    if (entry == m_entries.end() || entry->second.ambiguous) return damaged(m_shown);
    return read(ZipEntry{entry->second.index, {}}, m_shown);
}

Result<std::string> ZipArchive::read(const ZipEntry& entry, const std::string& shown) {
    zip_stat_t facts;
    zip_stat_init(&facts);
    if (zip_stat_index(m_archive.get(), entry.index, 0, &facts) != 0) return damaged(shown);
    if ((facts.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && facts.encryption_method != ZIP_EM_NONE)
        return Problem{ProblemKind::unsupported,
                       shown + " is protected with a password. Nothing was imported from it. Remove the password in "
                                 "the program it was "
                                 "made with, and drop it here again.",
                       m_place};
    if ((facts.valid & ZIP_STAT_COMP_METHOD) != 0 && facts.comp_method != ZIP_CM_STORE &&
        facts.comp_method != ZIP_CM_DEFLATE)
        return Problem{ProblemKind::unsupported,
                       shown + " is packed in a way that Emic cannot read. Nothing was imported from it. Open it in "
                                 "Word, save it anew, and "
                                 "drop it here again.",
                       m_place};
    const std::uint64_t packed = (facts.valid & ZIP_STAT_COMP_SIZE) != 0
                                     ? std::min<std::uint64_t>(facts.comp_size, m_packed_size)
                                     : m_packed_size;

    struct CloseFile {
        void operator()(zip_file_t* opened) const { zip_fclose(opened); }
    };
    const std::unique_ptr<zip_file_t, CloseFile> opened(zip_fopen_index(m_archive.get(), entry.index, 0));
    if (!opened) return damaged(shown);
    std::string unpacked;
    std::array<char, 16384> chunk;
    while (true) {
        const zip_int64_t size = zip_fread(opened.get(), chunk.data(), chunk.size());
        if (size < 0) return damaged(shown); // libzip compares checksum and size at the end
        if (size == 0) return unpacked;
        m_unpacked += static_cast<std::uint64_t>(size);
        const std::uint64_t now = unpacked.size() + static_cast<std::uint64_t>(size);
        if (now > m_limits.part || m_unpacked > m_limits.total ||
            (now > m_limits.ratio_from && now / m_limits.ratio > packed))
            return too_large(shown);
        unpacked.append(chunk.data(), static_cast<std::size_t>(size));
    }
}

} // namespace emic
