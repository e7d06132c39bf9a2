#include "engine/time_stamp.h"

#include <doctest/doctest.h>
#include <string>

using namespace emic;

namespace {

/// Milliseconds of the stamp at the start, and how many bytes it takes; "-" where there is none.
std::string stamp(std::string_view text) {
    const auto found = time_stamp_at(text, 0);
    return found ? std::to_string(found->milliseconds) + " " + std::to_string(found->end) : "-";
}

} // namespace

TEST_CASE("time stamps: every way in which transcripts write them") {
    CHECK(stamp("0:03 Yes") == "3000 4");
    CHECK(stamp("75:12") == "4512000 5");
    CHECK(stamp("00:00:12") == "12000 8");
    CHECK(stamp("1:02:03.456") == "3723456 11");
    CHECK(stamp("01:02:03,4 x") == "3723400 10");
    CHECK(stamp("125:00:01") == "450001000 9"); // a recording of more than a day
    CHECK(stamp("#00:00:12-3#") == "12300 12");
    CHECK(stamp("#00:00:31.900# B") == "31900 14");
    CHECK(stamp("[00.00.12] I") == "12000 10");
    CHECK(stamp("[01.12]") == "72000 7");
    CHECK(stamp("{00:00:35} I") == "35000 10");
    CHECK(stamp("(00:12) I") == "12000 7");
    CHECK(stamp("<00:00:12>") == "12000 10");
    CHECK(stamp("【00:12】") == "12000 11");
    CHECK(stamp("0 minutes 3 seconds") == "3000 19");
    CHECK(stamp("1 hour 0 minutes 4 seconds0:03") == "3604000 26");
    CHECK(stamp("1h09m31s") == "4171000 8");
    CHECK(stamp("2 Minuten und 5 Sekunden") == "125000 24");
    CHECK(stamp("[00:00:01.000 --> 00:00:03.000]   Yes") == "1000 31");
    CHECK(stamp("00:00:01,000 --> 00:00:03,000") == "1000 29");
    CHECK(stamp("00:00:01:12 - 00:00:05:03") == "1000 25");
    CHECK(time_stamp_at("[00:01 - 00:03]", 0)->until == 3000);
}

TEST_CASE("time stamps: what is none") {
    for (const char* text : {"", "12", "1:2", "0:99", "10:30 am", "10:30am", "10:30 Uhr", "10:30b", "[12", "[0:03", "#00:00:12", "3 minutes later", "3 m", "[12.5.98]", "0:031", ":03", "1234:00", "[99.99]", "0:03:5", "[Ana]", "5 people"}) {
        CAPTURE(text);
        CHECK(stamp(text) == "-");
    }
    CHECK_FALSE(time_stamp_at("10:30-11:00", 0)->until); // from when to when, by a clock on the wall
}

TEST_CASE("time stamps: at the end of words, alone, and twice on a line") {
    CHECK(time_stamp_before_end("Yes. #00:00:12-3#") == 5u);
    CHECK(time_stamp_before_end("Ana 4 minutes") == 4u);
    CHECK(time_stamp_before_end("Ana 1 hour 0 minutes 4 seconds") == 4u);
    CHECK_FALSE(time_stamp_before_end("We met at 10:3"));
    CHECK_FALSE(time_stamp_before_end("x10:30"));
    CHECK(whole_time(" 0:03 ") == 3000);
    CHECK_FALSE(whole_time("0:03 Ana"));
    CHECK(whole_times("0 minutes 3 seconds0:03") == 3000);
    CHECK_FALSE(whole_times("0:03 0:09"));
}

TEST_CASE("time stamps: which can be nothing else") {
    CHECK(time_stamp_at("#00:01-0#", 0)->unmistakable());
    CHECK(time_stamp_at("[00:05:00]", 0)->unmistakable());
    CHECK(time_stamp_at("[00.05.00]", 0)->unmistakable());
    CHECK_FALSE(time_stamp_at("[01.05.24]", 0)->unmistakable()); // a date
    CHECK_FALSE(time_stamp_at("[3:16]", 0)->unmistakable());     // a verse
    CHECK_FALSE(time_stamp_at("10:30:00", 0)->unmistakable());
}
