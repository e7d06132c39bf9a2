// The one main of every native test program.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include "corpora.h"

#include <cstdio>

int main(int argc, char** argv) {
    const std::string corpora = emic::test::corpora();
    if (corpora.empty())
        std::puts("Shared corpora not found: the tests that read them are skipped (set EMIC_CORPORA to their folder).");
    return doctest::Context(argc, argv).run();
}
