#include "engine/formats/charsets.h"

#include "engine/text.h"

#include <cerrno>
#include <iconv.h>

namespace emic {

namespace {

/// What the C library calls a charset of the standard, where it has another name for it.
const char* library_name(std::string_view name) {
    struct Named {
        std::string_view standard;
        const char* library;
    };
    static constexpr Named names[] = {{"shift_jis", "CP932"},      {"gbk", "GB18030"},      {"gb18030", "GB18030"},  {"euc-kr", "CP949"},          {"big5", "CP950"},
                                      {"euc-jp", "EUC-JP-MS"},     {"koi8-r", "KOI8-R"},    {"koi8-u", "KOI8-U"},    {"x-mac-cyrillic", "MAC-UK"}, {"iso-2022-jp", "ISO-2022-JP-2"},
                                      {"iso-8859-2", "ISO-8859-2"}, {"iso-8859-3", "ISO-8859-3"}, {"iso-8859-4", "ISO-8859-4"}, {"iso-8859-5", "ISO-8859-5"}, {"iso-8859-6", "ISO-8859-6"},
                                      {"iso-8859-7", "ISO-8859-7"}, {"iso-8859-8", "ISO-8859-8"}, {"iso-8859-10", "ISO-8859-10"}, {"iso-8859-13", "ISO-8859-13"}, {"iso-8859-14", "ISO-8859-14"},
                                      {"iso-8859-15", "ISO-8859-15"}, {"iso-8859-16", "ISO-8859-16"}};
    for (const Named& one : names)
        if (one.standard == name) return one.library;
    return "";
}

class SystemDecoder {
public:
    explicit SystemDecoder(std::string_view name) {
        m_handle = iconv_open("UTF-8", library_name(name));
        m_open = m_handle != reinterpret_cast<iconv_t>(-1);
    }
    ~SystemDecoder() {
        if (m_open) iconv_close(m_handle);
    }
    SystemDecoder(const SystemDecoder&) = delete;
    SystemDecoder& operator=(const SystemDecoder&) = delete;

    std::string decode(std::string bytes, std::uint32_t& undecoded) {
        std::string text;
        char* in = bytes.data();
        std::size_t left = bytes.size();
        while (left > 0) {
            char buffer[256];
            char* out = buffer;
            std::size_t room = sizeof buffer;
            errno = 0;
            const bool done = m_open && iconv(m_handle, &in, &left, &out, &room) != static_cast<std::size_t>(-1);
            text.append(buffer, static_cast<std::size_t>(out - buffer));
            if (done || (m_open && errno == E2BIG)) continue;
            append_utf8(text, 0xFFFD); // this byte begins nothing that is known
            ++undecoded;
            ++in;
            --left;
            if (m_open) iconv(m_handle, nullptr, nullptr, nullptr, nullptr);
        }
        return text;
    }

private:
    iconv_t m_handle;
    bool m_open = false;
};

} // namespace

std::string decode_by_system(std::string_view bytes, std::string_view name, std::uint32_t& undecoded) {
    return SystemDecoder(name).decode(std::string(bytes), undecoded);
}

} // namespace emic
