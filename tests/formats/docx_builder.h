#pragma once
// Word files and archives made in memory, sound ones and hostile ones.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>
#include <zlib.h>

namespace emic::test {

struct ZipEntry {
    std::string name;
    std::string bytes;
    bool deflated = false;
    std::uint16_t flags = 0;                  ///< 1: encrypted
    std::uint32_t declared_size = 0xFFFFFFFF; ///< unpacked size written into both headers; all ones: the true one
    std::uint32_t checksum_error = 0;         ///< added to the CRC
};

inline std::string deflated(const std::string& bytes) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

/// An archive as APPNOTE.TXT 6.3 lays it out: local headers with data, directory, end record.
inline std::string zip(const std::vector<ZipEntry>& entries) {
    const auto put = [](std::string& out, std::uint64_t value, int size) {
        for (int i = 0; i < size; ++i)
            out += i < 8 ? static_cast<char>(static_cast<unsigned char>(value >> (8 * i))) : '\0';
    };
    std::string archive;
    std::string directory;
    for (const ZipEntry& entry : entries) {
        const std::string data = entry.deflated ? deflated(entry.bytes) : entry.bytes;
        const auto size =
            entry.declared_size != 0xFFFFFFFF ? entry.declared_size : static_cast<std::uint32_t>(entry.bytes.size());
        const auto crc = static_cast<std::uint32_t>(
            crc32(0, reinterpret_cast<const Bytef*>(entry.bytes.data()), static_cast<uInt>(entry.bytes.size())));
        const auto offset = archive.size();
        std::string common;
        put(common, 20, 2);
        put(common, entry.flags, 2);
        put(common, entry.deflated ? 8 : 0, 2);
        put(common, 0x21 << 16, 4);
        put(common, crc + entry.checksum_error, 4);
        put(common, data.size(), 4);
        put(common, size, 4);
        put(common, entry.name.size(), 2);
        put(common, 0, 2);
        archive += "PK\3\4" + common + entry.name + data;
        directory += "PK\1\2";
        put(directory, 20, 2);
        directory += common;
        put(directory, 0, 10); // comment, disk, attributes
        put(directory, offset, 4);
        directory += entry.name;
    }
    const auto start = archive.size();
    archive += directory;
    archive += "PK\5\6";
    put(archive, 0, 4);
    put(archive, entries.size(), 2);
    put(archive, entries.size(), 2);
    put(archive, directory.size(), 4);
    put(archive, start, 4);
    put(archive, 0, 2);
    return archive;
}

inline const char* transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
inline const char* strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// Parts by the type of their relationship ("styles", "numbering"), each the inside of its root element; a type may be
/// followed by a number ("header2").
using Parts = std::map<std::string, std::string>;

inline std::string wrapped(const std::string& root, const std::string& inside, const char* space = transitional) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:" + root + " xmlns:w=\"" + space +
           "\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:m=\"m\" xmlns:v=\"v\" "
           "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "
           "xmlns:a=\"a\" xmlns:pic=\"pic\" xmlns:o=\"o\" xmlns:r=\"r\">" +
           inside + "</w:" + root + ">";
}

inline std::vector<ZipEntry> docx_entries(const std::string& document, const Parts& parts = {}) {
    const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    const std::string links =
        "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    std::vector<ZipEntry> entries;
    entries.push_back({"[Content_Types].xml", "<?xml version=\"1.0\"?><Types xmlns=\"t\"/>"});
    entries.push_back({"_rels/.rels", links + "<Relationship Id=\"r1\" Type=\"" + types +
                                          "officeDocument\" Target=\"word/document.xml\"/></Relationships>"});
    entries.push_back({"word/document.xml", document, true});
    std::string own = links;
    for (const auto& [name, inside] : parts) {
        const std::string type = name.substr(0, name.find_first_of("0123456789"));
        own += "<Relationship Id=\"" + name + "\" Type=\"" + types + type + "\" Target=\"" + name + ".xml\"/>";
        const std::string root = type == "header" ? "hdr" : type == "footer" ? "ftr" : type;
        entries.push_back({"word/" + name + ".xml", wrapped(root, inside), true});
    }
    entries.push_back({"word/_rels/document.xml.rels", own + "</Relationships>"});
    return entries;
}

/// A Word file with this inside its w:body.
inline std::string docx(const std::string& body, const Parts& parts = {}) {
    return zip(docx_entries(wrapped("document", "<w:body>" + body + "</w:body>"), parts));
}

} // namespace emic::test
