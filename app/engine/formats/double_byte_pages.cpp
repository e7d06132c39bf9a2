#include "engine/formats/code_pages.h"

#include "engine/text.h"

#include <cerrno>
#include <iconv.h>

namespace emic {

namespace {

class DoubleByteDecoder {
public:
    explicit DoubleByteDecoder(int number) {
        const char* name = number == 932   ? "CP932"
                           : number == 936 ? "GBK"
                           : number == 949 ? "CP949"
                                           : "CP950";
        m_handle = iconv_open("UTF-8", name);
        m_open = m_handle != reinterpret_cast<iconv_t>(-1);
    }
    ~DoubleByteDecoder() {
        if (m_open) iconv_close(m_handle);
    }
    DoubleByteDecoder(const DoubleByteDecoder&) = delete;
    DoubleByteDecoder& operator=(const DoubleByteDecoder&) = delete;

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

std::string decode_double_byte(std::string_view bytes, int number, std::uint32_t& undecoded) {
    return DoubleByteDecoder(number).decode(std::string(bytes), undecoded);
}

} // namespace emic
