#include "engine/sort_rows.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace emic::sorting {

std::vector<std::uint32_t> order_of(std::size_t count, Before before, const void* context) {
    std::uint32_t row = 1;
    while (row < count && !before(context, row, row - 1)) ++row;
    if (row >= count) return {};
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return before(context, a, b); });
    return order;
}

void arrange(void* rows, std::size_t size, const std::vector<std::uint32_t>& order) {
    auto* bytes = static_cast<unsigned char*>(rows);
    const std::vector<unsigned char> copy(bytes, bytes + order.size() * size);
    for (const std::uint32_t row : order) {
        std::memcpy(bytes, copy.data() + row * size, size);
        bytes += size;
    }
}

} // namespace emic::sorting
