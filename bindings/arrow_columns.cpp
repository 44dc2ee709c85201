// Columns of a frame, and fields of the records in its lists, matched with a rule's parameters.
#include <algorithm>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/batch_rows.hpp"
#include "arrow_cells.hpp"

namespace accord::bindings {
namespace {

using settlement::Argument;
using settlement::Arguments;
using settlement::CellReader;
using settlement::CellSource;
using settlement::Column;
using settlement::Kind;
using settlement::Parameter;
using settlement::Piece;

constexpr std::string_view currency_name = "currency";

/// Where each parameter is found among the children of a struct; none: no column of its own.
struct Places {
    std::vector<std::optional<std::size_t>> of_parameter;
    std::optional<std::size_t> currency;
};

std::string name_of(const ArrowSchema& schema) {
    return schema.name == nullptr ? std::string{} : std::string{schema.name};
}

std::optional<std::size_t> parameter_named(std::span<const Parameter> parameters,
                                           std::string_view name) {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i].name == name) return i;
    }
    return {};
}

/// pandas gives its index along as columns of such names.
bool is_left_out(const std::string& name, const std::vector<std::string>& ignored) {
    return name.starts_with("__index_level_") ||
           std::find(ignored.begin(), ignored.end(), name) != ignored.end();
}

Places find_places(std::span<const Parameter> parameters, const ArrowSchema& schema,
                   const std::vector<std::string>& ignored, const std::string& where) {
    Places places;
    places.of_parameter.resize(parameters.size());
    for (std::size_t i = 0; i < static_cast<std::size_t>(schema.n_children); ++i) {
        const std::string name = name_of(*schema.children[i]);
        if (is_left_out(name, ignored)) continue;
        const auto found = parameter_named(parameters, name);
        if (name == currency_name) {
            if (places.currency) base::fail_input("given_twice", name, where);
            if (!TextArray::takes(*schema.children[i]) && !found) {
                throw py::type_error("column 'currency' is " + type_name(*schema.children[i]) +
                                     "; currencies are read from text");
            }
            places.currency = i;
        } else if (!found) {
            base::fail_input("unknown_column", name, where);
        }
        if (!found) continue;
        if (places.of_parameter[*found]) base::fail_input("given_twice", name, where);
        places.of_parameter[*found] = i;
    }
    return places;
}

/// Rows of a list cell, each through the columns of the list's child.
class RowsReader final : public CellReader {
public:
    RowsReader(const ColumnReading& reading, std::span<const Column> columns)
        : reading_(&reading), rows_(reading.parameter->fields, columns) {}

    [[nodiscard]] Argument read(std::int64_t row) override {
        const ArrowArray& array = *reading_->array;
        const ArrowArray& child = *array.children[0];
        const auto [first, last] = bounds(row + array.offset);
        std::vector<Arguments> rows;
        rows.reserve(static_cast<std::size_t>(last - first));
        for (std::int64_t at = first; at < last; ++at) {
            if (std::string_view{reading_->schema->children[0]->format} == "+s" &&
                !is_valid(child, at + child.offset)) {
                base::fail_input("null", {}, reading_->parameter->name);
            }
            rows.push_back(rows_.read(static_cast<std::size_t>(at)));
        }
        return rows;
    }

private:
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> bounds(std::int64_t at) const {
        const std::string_view format = reading_->schema->format;
        if (const auto size = list_size(format)) return {at * *size, (at + 1) * *size};
        const char width = format == "+l" ? 'i' : 'l';
        const void* const offsets = reading_->array->buffers[1];
        return {integer_at(width, offsets, at), integer_at(width, offsets, at + 1)};
    }

    const ColumnReading* reading_;
    settlement::RowReader rows_;
};

/// What the fields of a list's records are read from, whether there is an array yet or not.
std::vector<ColumnReading> field_readings(const ColumnReading& reading) {
    const std::vector<Parameter>& fields = reading.parameter->fields;
    const ArrowSchema& child = *reading.schema->children[0];
    const ArrowArray* const array = reading.array == nullptr ? nullptr : reading.array->children[0];
    std::vector<ColumnReading> readings(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
        readings[i].parameter = &fields[i];
        readings[i].currency = reading.currency;
    }
    if (std::string_view{child.format} != "+s") {
        if (fields.size() != 1) {
            throw py::type_error("column '" + reading.parameter->name + "' is " +
                                 type_name(*reading.schema) + "; its rows have several fields");
        }
        readings[0].schema = &child;
        readings[0].array = array;
        return readings;
    }
    const Places places = find_places(fields, child, {}, reading.parameter->name);
    if (places.currency && !parameter_named(fields, currency_name)) {
        base::fail_input("unknown_column", std::string{currency_name}, reading.parameter->name);
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (!places.of_parameter[i]) continue;
        readings[i].schema = child.children[*places.of_parameter[i]];
        if (array == nullptr) continue;
        readings[i].array = array->children[*places.of_parameter[i]];
        readings[i].first = array->offset;
    }
    return readings;
}

class RowsSource final : public CellSource {
public:
    explicit RowsSource(const ColumnReading& reading) : reading_(reading) {
        for (const ColumnReading& field : field_readings(reading)) {
            columns_.push_back(field.array == nullptr ? settlement::absent_column(*field.parameter)
                                                      : column_of(field, sources_));
        }
        find_lists();
    }
    [[nodiscard]] std::unique_ptr<CellReader> open() const override {
        return std::make_unique<RowsReader>(reading_, columns_);
    }
    [[nodiscard]] const settlement::RecordLists* lists() const override {
        return lists_ ? &*lists_ : nullptr;
    }

private:
    void find_lists() {
        const ArrowArray& array = *reading_.array;
        const ArrowArray& child = *array.children[0];
        const std::string_view format = reading_.schema->format;
        if (format.starts_with("+w:") || array.length == 0) return;
        lists_.emplace();
        lists_->fields = columns_;
        if (format == "+l") {
            lists_->offsets = static_cast<const std::int32_t*>(array.buffers[1]) + array.offset;
        } else {
            lists_->large_offsets =
                static_cast<const std::int64_t*>(array.buffers[1]) + array.offset;
        }
        if (std::string_view{reading_.schema->children[0]->format} != "+s") return;
        if (child.null_count == 0) return;
        lists_->validity = static_cast<const std::uint8_t*>(child.buffers[0]);
        lists_->validity_offset = child.offset;
    }

    ColumnReading reading_;
    Sources sources_;
    std::vector<Column> columns_;
    std::optional<settlement::RecordLists> lists_;
};

/// Whether some money of this column, or of its rows, is a number that needs a currency.
bool wants_currency(const ColumnReading& reading) {
    if (is_money_number(reading)) return true;
    if (reading.parameter->kind != Kind::rows || !is_list(reading.schema->format)) return false;
    const std::vector<ColumnReading> fields = field_readings(reading);
    return std::any_of(fields.begin(), fields.end(), [](const ColumnReading& field) {
        return field.schema != nullptr && wants_currency(field);
    });
}

/// The one currency of all rows of a chunk, if there is one.
std::optional<money::Currency> single_currency(const TextArray& texts, std::int64_t first,
                                               std::int64_t rows) {
    const auto code = texts.at(first);
    if (!code) return {};
    for (std::int64_t row = 1; row < rows; ++row) {
        if (texts.at(first + row) != code) return {};
    }
    try {
        return money::Currency::of(*code);
    } catch (const base::Error&) {
        return {};  // each row says so of itself
    }
}

/// The same column from a later row on.
Column from_row(const Column& column, std::size_t first) {
    Column later = column;
    const auto rows = static_cast<std::int64_t>(first);
    later.validity_offset += rows;
    std::size_t width = 0;
    switch (column.layout) {
        case Column::Layout::int64: width = 8; break;
        case Column::Layout::decimal128: width = 16; break;
        case Column::Layout::date32: width = 4; break;
        default: later.values_offset += rows; break;
    }
    if (width > 0) later.values = static_cast<const std::byte*>(column.values) + first * width;
    return later;
}

class Builder {
public:
    Builder(const ColumnRequest& request, BatchColumns& made)
        : request_(&request), made_(&made), schema_(made.frame->schema.get()) {
        const std::vector<Parameter>& parameters = request.rule->parameters;
        if (made.frame->is_struct()) {
            places_ = find_places(parameters, *schema_, request.ignored, request.rule->name);
        } else {
            places_.of_parameter.resize(parameters.size());
            places_.of_parameter[0] = 0;
        }
        const bool names_currency = places_.currency.has_value();
        if (names_currency && request.currency) {
            base::fail_input("given_twice", std::string{currency_name}, request.rule->name);
        }
        constants_.resize(parameters.size());
        bool needs_currency = false;
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            needs_currency |= match(i, names_currency);
        }
        if (names_currency && !needs_currency && !parameter_named(parameters, currency_name)) {
            base::fail_input("unknown_column", std::string{currency_name}, request.rule->name);
        }
    }

    void add(const ArrowArray& chunk) {
        if (chunk.length == 0) return;
        const bool is_struct = made_->frame->is_struct();
        const std::int64_t first = is_struct ? chunk.offset : 0;
        for (std::int64_t row = 0; is_struct && chunk.null_count != 0 && row < chunk.length;
             ++row) {
            if (!is_valid(chunk, first + row)) base::fail_input("null", {}, "frame");
        }
        std::optional<TextArray> texts;
        std::optional<money::Currency> currency = request_->currency;
        if (places_.currency && TextArray::takes(*schema_->children[*places_.currency])) {
            texts.emplace(*schema_->children[*places_.currency],
                          *chunk.children[*places_.currency]);
            currency = single_currency(*texts, first, chunk.length);
        }
        std::vector<Column> columns = constants_;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (!places_.of_parameter[i]) continue;
            ColumnReading reading = reading_of(i);
            reading.array = is_struct ? chunk.children[*places_.of_parameter[i]] : &chunk;
            reading.first = first;
            reading.currency = currency;
            if (!currency && texts) reading.currencies = &*texts;
            if (!currency && reading.parameter->kind == Kind::rows && wants_currency(reading)) {
                base::fail_input("needs_currency", {}, reading.parameter->name);
            }
            check_column(reading);
            columns[i] = column_of(reading, made_->sources);
        }
        cut(columns, static_cast<std::size_t>(chunk.length));
    }

private:
    [[nodiscard]] ColumnReading reading_of(std::size_t place) const {
        ColumnReading reading;
        reading.parameter = &request_->rule->parameters[place];
        reading.schema =
            made_->frame->is_struct() ? schema_->children[*places_.of_parameter[place]] : schema_;
        reading.currency = request_->currency;
        return reading;
    }

    /// Says whether the parameter's column has money as numbers.
    bool match(std::size_t place, bool names_currency) {
        const Parameter& parameter = request_->rule->parameters[place];
        const std::optional<Argument>& constant = request_->constants[place];
        if (!places_.of_parameter[place]) {
            constants_[place] = constant ? settlement::constant_column(*constant)
                                         : settlement::absent_column(parameter);
            return false;
        }
        if (constant) base::fail_input("given_twice", parameter.name, request_->rule->name);
        const ColumnReading reading = reading_of(place);
        check_column(reading);
        const bool needs_currency = wants_currency(reading);
        if (needs_currency && !request_->currency && !names_currency) {
            base::fail_input("needs_currency", {}, parameter.name);
        }
        return needs_currency;
    }

    void cut(const std::vector<Column>& columns, std::size_t rows) {
        for (std::size_t first = 0; first < rows; first += settlement::piece_rows_max) {
            Piece piece;
            piece.rows = std::min(settlement::piece_rows_max, rows - first);
            for (const Column& column : columns) piece.columns.push_back(from_row(column, first));
            made_->pieces.push_back(std::move(piece));
        }
    }

    const ColumnRequest* request_;
    BatchColumns* made_;
    const ArrowSchema* schema_;
    Places places_;
    std::vector<Column> constants_;
};

}  // namespace

std::unique_ptr<CellSource> rows_source(const ColumnReading& reading) {
    return std::make_unique<RowsSource>(reading);
}

void check_rows(const ColumnReading& reading) {
    for (const ColumnReading& field : field_readings(reading)) {
        if (field.schema == nullptr) {
            (void)settlement::absent_column(*field.parameter);
        } else {
            check_column(field);
        }
    }
}

BatchColumns batch_columns(const ColumnRequest& request, std::shared_ptr<const ArrowFrame> frame) {
    BatchColumns made;
    made.frame = std::move(frame);
    Builder builder(request, made);
    for (const Owned<ArrowArray>& chunk : made.frame->chunks) builder.add(*chunk.get());
    return made;
}

}  // namespace accord::bindings
