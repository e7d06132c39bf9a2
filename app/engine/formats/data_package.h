#pragma once

#include "engine/formats/export_input.h"
#include "engine/result.h"

#include <string>

namespace emic {

/// A ZIP for R and SPSS: CSV files with exact cells and plain variable names, emic.R and emic.sps that read them and
/// label the variables, and a README.txt that says what is in it.
Result<std::string> write_data_package(const ExportInput& input);

} // namespace emic
