// One case as a source of fields: a block of one row, and its items.
#pragma once

#include <memory_resource>
#include <string>
#include <vector>

#include "accord/procedure/guard/scope.hpp"
#include "accord/procedure/guard/source.hpp"

namespace accord::procedure::guard {

class CaseSource final : public FieldSource {
public:
    CaseSource(const Program& program, const Scope& scope);

    [[nodiscard]] Cells cells(std::size_t number, Rows rows) override;
    [[nodiscard]] const std::uint32_t* offsets(Collection of, Rows rows) override;
    [[nodiscard]] Cells items(std::size_t number, Rows items) override;
    [[nodiscard]] std::span<const std::int64_t> set(std::int64_t number) const override;

    /// The text of a number that this source gave.
    [[nodiscard]] std::string_view text(std::int64_t number) const;

private:
    struct Cell {
        std::int64_t value = 0;
        std::uint32_t unit = 0;
        std::uint8_t known = 1;
        Reason reason = reason::none;
    };
    [[nodiscard]] Cell read(const Field& field);
    [[nodiscard]] Cell item(const Field& field, std::size_t index);
    [[nodiscard]] Cell party(std::uint8_t number, const casefile::Party& party);
    [[nodiscard]] Cell evidence(std::uint8_t number, const casefile::Evidence& evidence);
    [[nodiscard]] Cell term(std::uint8_t number, const casefile::Term& term);
    [[nodiscard]] Cell service(std::uint8_t number, const casefile::Service& service);
    [[nodiscard]] Cell claim(std::uint8_t number, const casefile::Claim& claim);
    [[nodiscard]] Cell act(std::uint8_t number, const casefile::Act& act);
    [[nodiscard]] Cell task(std::uint8_t number, const casefile::Task& task);
    [[nodiscard]] Cell offer(std::uint8_t number, const casefile::Offer& offer);
    [[nodiscard]] Cell amount_claimed() const;
    [[nodiscard]] Cell fact(std::string_view name, Type type);
    [[nodiscard]] Cell value(const rules::Value& value, Type type);
    /// An empty text, or "unstated", is missing.
    [[nodiscard]] Cell stated(std::string_view text);
    [[nodiscard]] Cell texts(const std::vector<std::string>& items);
    [[nodiscard]] Cell day(const casefile::When& when) const;
    [[nodiscard]] std::int64_t number_of(std::string_view text);
    [[nodiscard]] bool has(std::string_view what) const;

    std::array<std::byte, 1024> inline_;
    std::pmr::monotonic_buffer_resource memory_;
    const Program& program_;
    const Scope& scope_;
    std::pmr::vector<std::string_view> texts_;  // that the program does not name
    std::vector<std::vector<std::int64_t>> sets_;
    std::uint32_t offsets_[2] = {0, 0};
};

[[nodiscard]] calendar::Date day_of(calendar::Instant at, const calendar::Zone* zone);

}  // namespace accord::procedure::guard
