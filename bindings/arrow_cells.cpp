// Sources of cells that need reading: texts, instants at midnight, whole numbers, money by row.
#include "arrow_cells.hpp"

#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/batch_rows.hpp"

namespace accord::bindings {
namespace {

using settlement::Argument;
using settlement::CellReader;
using settlement::CellSource;
using settlement::Column;
using settlement::Kind;
using settlement::Parameter;
using settlement::Presence;

/// What a null stands for, as everywhere: nothing, the default, or an error where it is required.
Argument null_cell(const Parameter& parameter) {
    if (parameter.presence == Presence::required) base::fail_input("null", {}, parameter.name);
    if (parameter.presence == Presence::optional) return std::monostate{};
    return settlement::read_argument(parameter, parameter.fallback);
}

/// A source that needs no state but what it was made with.
template <class Read>
class Source final : public CellSource {
public:
    explicit Source(Read read) : read_(std::move(read)) {}
    [[nodiscard]] std::unique_ptr<CellReader> open() const override {
        return std::make_unique<Reader>(read_);
    }

private:
    class Reader final : public CellReader {
    public:
        explicit Reader(const Read& read) : read_(read) {}
        [[nodiscard]] Argument read(std::int64_t row) override { return read_(row); }

    private:
        const Read& read_;
    };
    Read read_;
};

template <class Read>
std::unique_ptr<CellSource> source(Read read) {
    return std::make_unique<Source<Read>>(std::move(read));
}

/// Neighbouring rows often have the same text, which is then read once.
class TextReader final : public CellReader {
public:
    TextReader(const Parameter& parameter, TextArray texts)
        : parameter_(&parameter), texts_(texts) {}
    [[nodiscard]] Argument read(std::int64_t row) override {
        const auto text = texts_.at(row);
        if (!text) return null_cell(*parameter_);
        if (!is_read_ || *text != last_) {
            is_read_ = false;
            argument_ = settlement::read_argument(*parameter_, *text);
            last_ = *text;
            is_read_ = true;
        }
        return argument_;
    }

private:
    const Parameter* parameter_;
    TextArray texts_;
    bool is_read_ = false;
    std::string_view last_;  // in the frame's memory
    Argument argument_;
};

class TextSource final : public CellSource {
public:
    TextSource(const Parameter& parameter, TextArray texts)
        : parameter_(&parameter), texts_(texts) {}
    [[nodiscard]] std::unique_ptr<CellReader> open() const override {
        return std::make_unique<TextReader>(*parameter_, texts_);
    }
    [[nodiscard]] bool choices(std::int64_t first, std::size_t count,
                               std::uint8_t* places) const override {
        if (parameter_->kind != Kind::choice) return false;
        texts_.places(parameter_->choices, first, count, places);
        return true;
    }

private:
    const Parameter* parameter_;
    TextArray texts_;
};

std::unique_ptr<CellSource> midnight_source(const ColumnReading& reading) {
    const auto* const values = static_cast<const std::int64_t*>(reading.array->buffers[1]);
    return source([values = values + reading.array->offset,
                   units = units_per_day(reading.schema->format),
                   name = reading.parameter->name](std::int64_t row) -> Argument {
        const std::int64_t value = values[row];
        if (value % units != 0) base::fail_input("not_midnight", {}, name);
        return calendar::date_checked(value / units);
    });
}

std::unique_ptr<CellSource> integer_source(const ColumnReading& reading) {
    return source(
        [array = reading.array, format = reading.schema->format[0]](std::int64_t row) -> Argument {
            return integer_at(format, array->buffers[1], row + array->offset);
        });
}

/// Money in numbers whose currency stands beside it, row by row.
std::unique_ptr<CellSource> money_source(const ColumnReading& reading) {
    return source([array = reading.array, scale = decimal_scale(reading.schema->format),
                   currencies = *reading.currencies](std::int64_t row) -> Argument {
        const auto code = currencies.at(row);
        if (!code) base::fail_input("needs_currency");
        const auto currency = money::Currency::of(*code);
        const std::int64_t at = row + array->offset;
        if (!scale) {
            return money::Money{static_cast<const std::int64_t*>(array->buffers[1])[at], currency};
        }
        if (*scale > currency.digits()) base::fail_money("inexact");
        const auto* const bytes = static_cast<const std::byte*>(array->buffers[1]);
        return settlement::money_of_decimal(bytes + at * 16, *scale, currency);
    });
}

[[noreturn]] void refuse_column(const ColumnReading& reading) {
    static constexpr std::pair<Kind, const char*> wanted[] = {
        {Kind::money, "money is read from int64 (minor units), decimal128 or text"},
        {Kind::rate, "a rate is read from text"},
        {Kind::date, "a date is read from date32, a timestamp without a zone or text"},
        {Kind::count, "a count is read from integers"},
        {Kind::flag, "a flag is read from bool"},
        {Kind::choice, "a choice is read from text"},
        {Kind::text, "a text is read from text"},
        {Kind::rows, "rows are read from a list"}};
    std::string said = "column '" + reading.parameter->name + "' is " + type_name(*reading.schema);
    for (const auto& [kind, words] : wanted) {
        if (kind == reading.parameter->kind) said += std::string{"; "} + words;
    }
    throw py::type_error(said);
}

bool takes(const ColumnReading& reading) {
    const ArrowSchema& schema = *reading.schema;
    const std::string_view format = schema.format;
    if (format == "n") return true;
    const bool is_text = TextArray::takes(schema);
    if (schema.dictionary != nullptr && !is_text) return false;
    switch (reading.parameter->kind) {
        case Kind::money: return is_text || format == "l" || decimal_scale(format).has_value();
        case Kind::date: return is_text || format == "tdD" || units_per_day(format) != 0;
        case Kind::count: return is_integer(format) && schema.dictionary == nullptr;
        case Kind::flag: return format == "b";
        case Kind::rows: return is_list(format);
        default: return is_text;
    }
}

/// The layouts a kernel reads too: where the first row's value lies, or that there is none.
bool is_plain(const ColumnReading& reading, Column& column) {
    const std::string_view format = reading.schema->format;
    const ArrowArray& array = *reading.array;
    const std::int64_t at = array.offset + reading.first;
    std::int64_t width = 0;
    if (is_money_number(reading) && reading.currencies != nullptr) return false;
    if (TextArray::takes(*reading.schema)) return false;
    if (format == "l") {
        column.layout = Column::Layout::int64;
        width = 8;
    } else if (const auto scale = decimal_scale(format)) {
        column.layout = Column::Layout::decimal128;
        column.scale = *scale;
        width = 16;
    } else if (format == "tdD") {
        column.layout = Column::Layout::date32;
        width = 4;
    } else if (format == "b") {
        column.layout = Column::Layout::boolean;
        column.values_offset = at;
    } else {
        return false;
    }
    column.values = static_cast<const std::byte*>(array.buffers[1]) + at * width;
    if (is_money_number(reading)) column.currency = reading.currency;
    return true;
}

std::unique_ptr<CellSource> source_of(const ColumnReading& reading) {
    const std::string_view format = reading.schema->format;
    if (format == "n") {
        return source([parameter = reading.parameter](std::int64_t) -> Argument {
            return null_cell(*parameter);
        });
    }
    if (TextArray::takes(*reading.schema)) {
        return std::make_unique<TextSource>(*reading.parameter,
                                            TextArray{*reading.schema, *reading.array});
    }
    if (reading.parameter->kind == Kind::rows) return rows_source(reading);
    if (reading.parameter->kind == Kind::money) return money_source(reading);
    if (reading.parameter->kind == Kind::date) return midnight_source(reading);
    return integer_source(reading);
}

}  // namespace

bool is_money_number(const ColumnReading& reading) {
    const std::string_view format = reading.schema->format;
    return reading.parameter->kind == Kind::money && !TextArray::takes(*reading.schema) &&
           format != "n";
}

void check_column(const ColumnReading& reading) {
    const std::string_view format = reading.schema->format;
    if (!takes(reading)) refuse_column(reading);
    if (reading.parameter->kind == Kind::rows && format != "n") check_rows(reading);
    if (!is_money_number(reading) || !reading.currency) return;
    const auto scale = decimal_scale(format);
    if (scale && *scale > reading.currency->digits()) {
        base::fail_input("inexact", type_name(*reading.schema), reading.parameter->name);
    }
}

Column column_of(const ColumnReading& reading, Sources& sources) {
    const ArrowArray& array = *reading.array;
    Column column;
    if (array.null_count != 0 && array.n_buffers > 0) {
        column.validity = static_cast<const std::uint8_t*>(array.buffers[0]);
        column.validity_offset = array.offset + reading.first;
    }
    if (is_plain(reading, column)) return column;
    sources.push_back(source_of(reading));
    column.layout = Column::Layout::other;
    column.source = sources.back().get();
    column.values_offset = reading.first;
    return column;
}

}  // namespace accord::bindings
