#pragma once

struct ImDrawList;

namespace emic {

/// Joins draw commands that use the same texture wherever no picture can tell: a command goes to an earlier one when
/// nothing that was drawn between them lies under it. What is written (every texture but Dear ImGui's own) is never meant
/// to lie over other writing, so its order does not count. Words and fills that take turns down a list become two
/// commands instead of two for each row; every command less saves three calls out of WebAssembly.
void batch_draws(ImDrawList& list);

} // namespace emic
