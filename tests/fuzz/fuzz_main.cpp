// One libFuzzer program for every target; the environment's EMIC_FUZZ_TARGET says which. ./fuzz builds and runs it.
#include "fuzz/fuzz_targets.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {
emic::fuzz::Target chosen;
}

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    const char* name = std::getenv("EMIC_FUZZ_TARGET");
    for (emic::fuzz::Target& target : emic::fuzz::targets()) {
        if (name && target.name == name) {
            chosen = target;
            return 0;
        }
    }
    std::puts("EMIC_FUZZ_TARGET must be one of:");
    for (const emic::fuzz::Target& target : emic::fuzz::targets()) std::puts(target.name.c_str());
    std::exit(name && std::string_view(name) == "--list" ? 0 : 2);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    chosen.run({reinterpret_cast<const char*>(data), size});
    return 0;
}
