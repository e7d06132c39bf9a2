#pragma once
// Writes pages as the PDF reader of the page gives them, line by line.

#include <cstdio>
#include <string>
#include <string_view>

namespace emic::test {

class PdfBuilder {
public:
    PdfBuilder& page(double width = 600, double height = 800) {
        m_text += "page\t" + number(width) + '\t' + number(height) + '\n';
        return *this;
    }
    /// Letters are half as wide as high.
    PdfBuilder& words(double x, double y, std::string_view text, double size = 10) {
        std::size_t letters = 0;
        for (const char c : text) letters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
        m_text += number(x) + '\t' + number(y) + '\t' + number(static_cast<double>(letters) * size / 2) + '\t' + number(size) + "\t0\tl\t0\t" + std::string(text) + '\n';
        return *this;
    }
    PdfBuilder& raw(std::string_view line) {
        m_text += std::string(line) + '\n';
        return *this;
    }
    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    static std::string number(double value) {
        char digits[32];
        std::snprintf(digits, sizeof digits, "%.2f", value);
        return digits;
    }
    std::string m_text;
};

} // namespace emic::test
