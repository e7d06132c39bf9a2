#include "engine/formats/code_pages.h"

#include <emscripten/em_js.h>

#include <cstdlib>

namespace {

// The browser's own tables; 0 where it does not know the page. The caller frees what comes back.
// clang-format off
EM_JS(char*, decode_with_browser, (const char* bytes, size_t size, int number, size_t* length, size_t* undecoded), {
    const label = ({ 932: 'shift_jis', 936: 'gbk', 949: 'euc-kr', 950: 'big5' })[number];
    const text = new TextDecoder(label).decode(HEAPU8.slice(bytes, bytes + size));
    const encoded = new TextEncoder().encode(text);
    const block = _malloc(encoded.length + 1);
    if (!block) return 0;
    HEAPU8.set(encoded, block);
    HEAPU32[length >> 2] = encoded.length;
    HEAPU32[undecoded >> 2] = text.split('\uFFFD').length - 1;
    return block;
});
// clang-format on

} // namespace

namespace emic {

std::string decode_double_byte(std::string_view bytes, int number, std::uint32_t& undecoded) {
    std::size_t length = 0, lost = 0;
    char* const block = decode_with_browser(bytes.data(), bytes.size(), number, &length, &lost);
    if (!block) return {};
    std::string text(block, length);
    std::free(block);
    undecoded += static_cast<std::uint32_t>(lost);
    return text;
}

} // namespace emic
