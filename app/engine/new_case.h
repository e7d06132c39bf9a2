#pragma once

#include "engine/document_content.h"

#include <string>
#include <vector>

namespace emic {

/// A case of which something is known and nothing was said.
struct NewCase {
    std::string name; ///< joined when there is a case of that name, else made
    std::vector<NewValue> values;

    bool operator==(const NewCase&) const = default;
};

} // namespace emic
