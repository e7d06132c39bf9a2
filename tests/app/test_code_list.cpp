#include "views/code_list.h"

#include <doctest/doctest.h>

using namespace emic;

TEST_CASE("what lies beneath a folded code does not show") {
    // a        a
    //   b        b (folded)
    //     c
    //   d        d
    // e        e
    std::vector<CodeRow> rows(5);
    const std::uint32_t depths[] = {0, 1, 2, 1, 0};
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].id = {{1, i + 1}}, rows[i].depth = depths[i];
    CHECK(unfolded_rows(rows, {}) == std::vector<std::size_t>{0, 1, 2, 3, 4});
    CHECK(unfolded_rows(rows, {rows[1].id}) == std::vector<std::size_t>{0, 1, 3, 4});
    CHECK(unfolded_rows(rows, {rows[0].id}) == std::vector<std::size_t>{0, 4});
    CHECK(unfolded_rows(rows, {rows[0].id, rows[1].id}) == std::vector<std::size_t>{0, 4});
    CHECK(unfolded_rows({}, {rows[0].id}).empty());
}
