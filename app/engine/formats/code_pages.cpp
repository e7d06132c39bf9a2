#include "engine/formats/code_pages.h"

#include "engine/formats/charsets.h"
#include "engine/text.h"

namespace emic {

namespace {

constexpr int utf8_page = 65001;

} // namespace

bool is_double_byte_page(int number) {
    return number == 932 || number == 936 || number == 949 || number == 950;
}

std::string decode_code_page(std::string_view bytes, int number, std::uint32_t& undecoded) {
    if (is_double_byte_page(number)) {
        std::size_t replaced = 0;
        const std::string_view name = number == 932 ? "shift_jis" : number == 936 ? "gbk" : number == 949 ? "euc-kr" : "big5";
        return repair_utf8(decode_by_system(bytes, name, undecoded), replaced);
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
