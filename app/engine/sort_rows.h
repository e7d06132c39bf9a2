#pragma once

#include <cstdint>
#include <functional>
#include <type_traits>
#include <utility>
#include <vector>

namespace emic {

namespace sorting {
using Before = bool (*)(const void* context, std::uint32_t a, std::uint32_t b);

/// The order in which `count` rows stand when sorted, equal ones as they stood; empty when they are in order.
std::vector<std::uint32_t> order_of(std::size_t count, Before before, const void* context);
/// Brings rows of `size` bytes into that order.
void arrange(void* rows, std::size_t size, const std::vector<std::uint32_t>& order);
} // namespace sorting

/// Sorts like std::stable_sort, by < or by `less`. The sorting is compiled once and not for every kind of row, which made an
/// eighth of the page; it costs an indirect call for every comparison. Where hundreds of thousands of rows are sorted while
/// a researcher waits, std::sort is right.
template <class Row, class Less = std::less<>> void sort_rows(std::vector<Row>& rows, const Less& less = {}) {
    struct Sorted {
        const Row* rows;
        const Less* less;
    };
    const Sorted context{rows.data(), &less};
    const auto before = [](const void* all, std::uint32_t a, std::uint32_t b) {
        const auto& one = *static_cast<const Sorted*>(all);
        return static_cast<bool>((*one.less)(one.rows[a], one.rows[b]));
    };
    const std::vector<std::uint32_t> order = sorting::order_of(rows.size(), before, &context);
    if (order.empty()) return;
    if constexpr (std::is_trivially_copyable_v<Row>) {
        sorting::arrange(rows.data(), sizeof(Row), order);
    } else {
        std::vector<Row> sorted;
        sorted.reserve(rows.size());
        for (const std::uint32_t row : order) sorted.push_back(std::move(rows[row]));
        rows.swap(sorted);
    }
}

} // namespace emic
