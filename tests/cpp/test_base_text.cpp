// Text at the edge: strict UTF-8, normal form, counts, and numbers of persons masked.
#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "accord/base/text.hpp"
#include "throws.hpp"

namespace accord::base {
namespace {

using testing::error_of;
using namespace std::string_view_literals;

// Unicode 15, table 3-7 "Well-Formed UTF-8 Byte Sequences": the first and last of each row, and the
// nearest that are not well formed.
TEST(BaseText, Utf8IsStrict) {
    const std::string_view good[] = {""sv,
                                     "\0"sv,
                                     "\x7f",
                                     "\xc2\x80",
                                     "\xdf\xbf",
                                     "\xe0\xa0\x80",
                                     "\xe0\xbf\xbf",
                                     "\xe1\x80\x80",
                                     "\xec\xbf\xbf",
                                     "\xed\x80\x80",
                                     "\xed\x9f\xbf",
                                     "\xee\x80\x80",
                                     "\xef\xbf\xbf",
                                     "\xf0\x90\x80\x80",
                                     "\xf0\xbf\xbf\xbf",
                                     "\xf1\x80\x80\x80",
                                     "\xf3\xbf\xbf\xbf",
                                     "\xf4\x80\x80\x80",
                                     "\xf4\x8f\xbf\xbf",
                                     "申请人 claimant 😀"};
    const std::string_view bad[] = {"\x80",
                                    "\xbf",
                                    "\xc0\x80",
                                    "\xc1\xbf",
                                    "\xc2",
                                    "\xc2\x7f",
                                    "\xc2\xc0",
                                    "\xe0\x9f\xbf",
                                    "\xe0\xa0",
                                    "\xe1\x80\x7f",
                                    "\xed\xa0\x80",
                                    "\xed\xbf\xbf",
                                    "\xf0\x8f\xbf\xbf",
                                    "\xf0\x90\x80",
                                    "\xf4\x90\x80\x80",
                                    "\xf5\x80\x80\x80",
                                    "\xf8\x88\x80\x80\x80",
                                    "\xfe",
                                    "\xff"};
    for (std::size_t lead = 0; lead < 20; ++lead) {
        for (const std::string_view text : good) {
            EXPECT_TRUE(is_utf8(std::string(lead, 'x') + std::string(text) + "y"));
        }
        for (const std::string_view text : bad) {
            EXPECT_FALSE(is_utf8(std::string(lead, 'x') + std::string(text)));
            EXPECT_FALSE(is_utf8(std::string(lead, 'x') + std::string(text) + "yyyyyyyyy"));
        }
    }
}

TEST(BaseText, EveryCodePointIsTakenAndEverySurrogateRefused) {
    for (std::uint32_t code = 0x800; code <= 0x11ffff; code += code < 0x10000 ? 1 : 7) {
        std::string text;
        const auto push = [&](std::uint32_t bits) { text += static_cast<char>(bits); };
        if (code < 0x10000) {
            push(0xe0 | code >> 12);
        } else {
            push(0xf0 | code >> 18);
            push(0x80 | (code >> 12 & 0x3f));
        }
        push(0x80 | (code >> 6 & 0x3f));
        push(0x80 | (code & 0x3f));
        const bool lawful = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
        ASSERT_EQ(is_utf8(text), lawful) << std::hex << code;
    }
}

TEST(BaseText, RequiredTextIsReturnedOrRefusedByField) {
    EXPECT_EQ(require_text("申请人", 9, "name"), "申请人");
    const auto fault = [](std::string_view text, std::size_t bytes_max) {
        return error_of([&] { return require_text(text, bytes_max, "party.name", "row 3"); });
    };
    const Error error = fault("申请人", 8);
    EXPECT_EQ(error.kind(), ErrorKind::input);
    EXPECT_EQ(error.code(), "too_long");
    EXPECT_EQ(error.subject(), "party.name");
    EXPECT_EQ(error.where(), "row 3");
    EXPECT_EQ(fault("\xff", 9).code(), "not_utf8");
    EXPECT_EQ(fault("a\0b"sv, 9).code(), "has_nul");
}

// Unicode Standard Annex 15, figures 3 to 6, and characters of Chinese forms.
TEST(BaseText, NormalFormIsNfkc) {
    const std::pair<std::string_view, std::string_view> rows[] = {
        {"plain", "plain"},
        {"", ""},
        {"\xef\xac\x81", "fi"},
        {"2\xe2\x81\xb5", "25"},
        {"A\xcc\x8a", "Å"},
        {"\xe2\x84\xab", "Å"},
        {"１２３，ＡＢ", "123,AB"},
        {"（甲）", "(甲)"},
        {"㈱", "(株)"},
        {"\xef\xa9\x8c", "社"},
        {"\xe1\xba\x9b\xcc\xa3", "ṩ"},
    };
    for (const auto& [text, expected] : rows) {
        EXPECT_EQ(nfkc(text), expected);
        EXPECT_EQ(nfkc(expected), expected);
    }
    EXPECT_EQ(nfkc("a\0é"sv), "a\0é"sv);
    EXPECT_EQ(error_of([] { return nfkc("\xff"); }).code(), "not_utf8");
}

TEST(BaseText, CountsCodePointsAndTrimsAscii) {
    EXPECT_EQ(count_code_points("申请人 a😀"), 6U);
    EXPECT_EQ(count_code_points(""), 0U);
    EXPECT_EQ(trim(" \t\r\n a b \f\v"), "a b");
    EXPECT_EQ(trim(" \n"), "");
    EXPECT_EQ(trim(""), "");
    EXPECT_EQ(trim("　甲　"), "　甲　");
}

TEST(BaseText, NumbersOfPersonsAreMasked) {
    const std::pair<std::string_view, std::string_view> rows[] = {
        {"13800138000", "138****8000"},
        {"电话13800138000。", "电话138****8000。"},
        {"+86 138 0013 8000", "+86 1** **** 8000"},
        {"138-0013-8000", "138-****-8000"},
        {"手机：138 0013 8000，", "手机：138 **** 8000，"},
        {"身份证11010519491231002X号", "身份证110***********002X号"},
        {"110105194912310021", "110***********0021"},
        {"11010519491231002x,", "110***********002x,"},
        {"卡号 6222 0212 3456 7890 123", "卡号 622* **** **** ***0 123"},
        {"6222021234567890", "622*********7890"},
        {"座机 62345678", "座机 623***78"},
        {"010-6234-5678", "010-****-5678"},
        {"护照E12345678", "护照E123***78"},
        {"12345678,87654321", "123***78,876***21"},
        {"13800138000.00", "138****8000.00"},
        {"622202123456789.50", "622********6789.50"},
        {"62345678 the bank", "623***78 the bank"},
        {"2026-03-02 13800138000", "2026-03-02 138****8000"},
        {"13800138000 2026-03-02", "138****8000 2026-03-02"},
        {"2026-13-02-1234", "202*-**-**-1234"},  // month 13: no date
        {"2026-03-02-12345", "202*-**-**-*2345"},
    };
    for (const auto& [text, expected] : rows) EXPECT_EQ(mask_numbers(text), expected);
}

TEST(BaseText, DatesAmountsAndReferencesAreLeft) {
    const std::string_view rows[] = {
        "",
        "甲",
        "123456",
        "2026-03-02",
        "2026-03-02 09:30:00",
        "2026-03-02T09:30+08:00",
        "自2026-03-02至2026-03-20",
        "2026-03-02 2026-03-20",
        "2024-2026年",
        "1,234,567.89",
        "1,234,567 CNY",
        "50000000.00 CNY",
        "1234567.8",
        "¥1234567",
        "￥1234567",
        "1234567元",
        "1234567 元",
        "500万元",
        "1234567 CNY",
        "0.1234567",
        "利率1.2345678%",
        "（2026）京01民初12345号",
        "〔2026〕京调字第0001号",
        "第20260001234号",
        "12 34 56",
        "100 200 300 400",
        "c_abcdefg2345672abcdefghijkl",
        "9:30-10:30",
    };
    for (const std::string_view text : rows) EXPECT_EQ(mask_numbers(text), text);
}

TEST(BaseText, MaskingChangesDigitsOnlyAndNeverLetsALongRunThrough) {
    std::mt19937_64 random(20260302);
    constexpr std::string_view parts[] = {"1", "3",  "7",  "0", "9", "-", " ",
                                          "X", "申", "请", ".", ",", "元"};
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        for (std::uint64_t n = random() % 40; n > 0; --n)
            text += parts[random() % std::size(parts)];
        const std::string masked = mask_numbers(text);
        ASSERT_EQ(masked.size(), text.size());
        std::size_t run = 0;
        for (std::size_t at = 0; at < text.size(); ++at) {
            const bool digit = text[at] >= '0' && text[at] <= '9';
            const bool blotted = masked[at] == '*' && (digit || text[at] == 'X');
            ASSERT_TRUE(blotted || masked[at] == text[at]);
            run = masked[at] >= '0' && masked[at] <= '9' ? run + 1 : 0;
            ASSERT_LE(run, 12U) << text;  // the longest amount
        }
    }
}

TEST(BaseText, MaskingIsLinear) {
    const auto seconds = [](const std::string& part) {
        std::string text;
        while (text.size() < 2'000'000) text += part;
        const auto from = std::chrono::steady_clock::now();
        EXPECT_EQ(mask_numbers(text).size(), text.size());
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
    };
    // Quadratic work on two million bytes would take minutes.
    for (const char* part : {"1234567a", "1 ", "1", "2026-03-02 ", "12345678.", "1-"}) {
        EXPECT_LT(seconds(part), 5.0) << part;
    }
}

}  // namespace
}  // namespace accord::base
