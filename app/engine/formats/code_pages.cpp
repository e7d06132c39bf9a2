#include "engine/formats/code_pages.h"

#include "engine/text.h"

#include <cerrno>
#include <iconv.h>

namespace emic {

namespace {

constexpr int utf8_page = 65001;

/// The C library's own tables, which the page brings along as well.
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

bool is_double_byte_page(int number) {
    return number == 932 || number == 936 || number == 949 || number == 950;
}

std::string decode_code_page(std::string_view bytes, int number, std::uint32_t& undecoded) {
    if (is_double_byte_page(number)) {
        std::size_t replaced = 0;
        return repair_utf8(DoubleByteDecoder(number).decode(std::string(bytes), undecoded), replaced);
    }
    std::string text;
    if (number == utf8_page) {
        std::size_t replaced = 0;
        text = repair_utf8(bytes, replaced);
        undecoded += static_cast<std::uint32_t>(replaced);
        return text;
    }
    const CodePage* const page = find_code_page(number);
    for (const char byte : bytes) {
        const auto code = static_cast<unsigned char>(byte);
        char32_t c = code < 0x80 ? code : page ? page->upper[code - 0x80u] : 0u;
        if (c == 0) {
            c = 0xFFFD;
            ++undecoded;
        }
        append_utf8(text, c);
    }
    return text;
}

} // namespace emic
