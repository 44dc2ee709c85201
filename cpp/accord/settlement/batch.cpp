// Ranges of rows, shared out among threads; each row by the rule's kernel or by the rule itself.
#include "accord/settlement/batch.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <deque>
#include <exception>
#include <map>
#include <thread>
#include <utility>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"
#include "accord/settlement/batch_cells.hpp"
#include "accord/settlement/batch_rows.hpp"

namespace accord::settlement {
namespace {

// A multiple of eight, so that no two threads write into one byte of bits.
constexpr std::size_t range_rows = std::size_t{1} << 14U;

bool alike(std::span<const Column> a, std::span<const Column> b);

/// A chunk's records may be of another currency than the last one's, just as its amounts may.
bool alike(const Column& a, const Column& b) {
    if (a.layout != b.layout || a.scale != b.scale || a.currency != b.currency) return false;
    if (a.source == nullptr || b.source == nullptr) return a.source == b.source;
    const RecordLists* const one = a.source->lists();
    const RecordLists* const other = b.source->lists();
    if (one == nullptr || other == nullptr) return one == other;
    return alike(one->fields, other->fields);
}

/// What is the same in all pieces that one kernel may serve.
bool alike(std::span<const Column> a, std::span<const Column> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Column& one, const Column& other) { return alike(one, other); });
}

/// None where the rule has none, or its entries of the book are refused: the rows will say so.
std::shared_ptr<const Kernel> kernel_for(const Rule& rule, const Piece& piece, const Law& law) {
    if (rule.kernel == nullptr || rule.shares || rule.yields != Yields::money) return {};
    try {
        return rule.kernel(piece.columns, law);
    } catch (const Refused&) {
        return {};
    } catch (const base::Error& error) {
        if (error.kind() == base::ErrorKind::internal) throw;
        return {};
    }
}

/// The currency of a kernel's figures.
money::Currency currency_of(const Rule& rule, const Kernel& kernel, const Piece& piece) {
    if (const auto named = kernel.currency()) return *named;
    for (std::size_t i = 0; i < rule.parameters.size(); ++i) {
        if (rule.parameters[i].kind != Kind::money) continue;
        const Column& column = piece.columns[i];
        if (column.currency) return *column.currency;
        if (const auto* money = std::get_if<money::Money>(&column.constant)) {
            return money->currency();
        }
    }
    ACCORD_CHECK(false);
    return money::Currency::of("XXX");
}

/// The next row that a kernel left to the rule, or `last`; eight rows at a time, for it is rare.
std::size_t next_redo(const std::uint8_t* state, std::size_t row, std::size_t last) {
    constexpr std::uint64_t redo_bits = 0x0202020202020202;
    while (row < last) {
        std::uint64_t eight = 0;
        if (row + sizeof(eight) <= last) {
            std::memcpy(&eight, state + row, sizeof(eight));
            if ((eight & redo_bits) == 0) {
                row += sizeof(eight);
                continue;
            }
        }
        if (state_of(state[row]) == cell_redo) return row;
        ++row;
    }
    return last;
}

struct Range {
    std::size_t piece = 0;
    std::size_t number = 0;  // within the piece
    std::size_t first = 0;
    std::size_t last = 0;
};

class Run {
public:
    Run(const Rule& rule, std::span<const Piece> pieces, const Law& law)
        : rule_(&rule), pieces_(pieces), law_(&law) {
        figures_.resize(pieces.size());
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const std::size_t rows = pieces[i].rows;
            const std::size_t ranges = (rows + range_rows - 1) / range_rows;
            cells_.emplace_back(rule, rows, ranges);
            for (std::size_t n = 0; n < ranges; ++n) {
                ranges_.push_back({i, n, n * range_rows, std::min(rows, (n + 1) * range_rows)});
            }
            const bool again = i > 0 && alike(pieces[i - 1].columns, pieces[i].columns);
            kernels_.push_back(again ? kernels_.back() : kernel_for(rule, pieces[i], law));
        }
    }

    void work(std::size_t asked) {
        const std::size_t threads = std::min(asked, std::max<std::size_t>(ranges_.size(), 1));
        std::vector<Law> laws(threads, *law_);
        std::vector<std::exception_ptr> faults(threads);
        std::vector<std::thread> helpers;
        const auto one = [&](std::size_t thread) {
            try {
                for (std::size_t at = next_++; at < ranges_.size(); at = next_++) {
                    reckon_range(ranges_[at], laws[thread]);
                }
            } catch (...) {
                faults[thread] = std::current_exception();
                next_ = ranges_.size();
            }
        };
        try {
            for (std::size_t i = 1; i < threads; ++i) helpers.emplace_back(one, i);
        } catch (...) {
            // Fewer threads than asked for reckon the same, only later.
        }
        one(0);
        for (std::thread& helper : helpers) helper.join();
        for (const std::exception_ptr& fault : faults) {
            if (fault) std::rethrow_exception(fault);
        }
        for (const Law& law : laws) note_used(law);
    }

    [[nodiscard]] Batch result() {
        Batch batch;
        const auto [currencies, currency_places] = names_.currencies.sorted();
        const auto [codes, code_places] = names_.error_codes.sorted();
        for (Figures& figures : figures_) {
            batch.rows += figures.rows;
            batch.errors += figures.errors;
            name_currencies(figures, currencies, currency_places);
            // One kind of error, or several met in their own order, keeps its number.
            if (figures.errors == 0 || std::is_sorted(code_places.begin(), code_places.end())) {
                continue;
            }
            auto* const errors = figures.error_codes.as<std::int16_t>();
            for (std::size_t row = 0; row < figures.rows; ++row) {
                const auto code = static_cast<std::size_t>(errors[row]);
                errors[row] = static_cast<std::int16_t>(code_places[code]);
            }
        }
        batch.pieces = std::move(figures_);
        batch.currencies = currencies;
        batch.error_codes = codes;
        for (auto& [id, used] : used_) batch.used.push_back(std::move(used));
        return batch;
    }

private:
    void reckon_range(const Range& range, const Law& law) {
        PieceCells& cells = cells_[range.piece];
        const Piece& piece = pieces_[range.piece];
        cells.open();
        RowReader reader(rule_->parameters, piece.columns);
        const Kernel* const kernel = kernels_[range.piece].get();
        if (kernel == nullptr) {
            for (std::size_t row = range.first; row < range.last; ++row) {
                reckon_row(range, row, reader, law);
            }
        } else {
            const money::Currency currency = currency_of(*rule_, *kernel, piece);
            const auto code = static_cast<std::uint8_t>(names_.currencies.number_of(currency));
            std::fill(cells.currencies() + range.first, cells.currencies() + range.last, code);
            const Cells out = cells.cells();
            kernel->run(piece.columns, range.first, range.last, out);
            for (std::size_t row = next_redo(out.state, range.first, range.last); row < range.last;
                 row = next_redo(out.state, row + 1, range.last)) {
                reckon_row(range, row, reader, law);
            }
        }
        if (cells.close_range()) figures_[range.piece] = cells.finish();
    }

    void reckon_row(const Range& range, std::size_t row, RowReader& reader, const Law& law) {
        PieceCells& cells = cells_[range.piece];
        if (const auto place = reader.missing(row)) {
            cells.set_null(row, rule_->parameters[*place].name, range.number, names_);
            return;
        }
        try {
            cells.set(row, reckon(*rule_, reader.read(row), law), range.number, names_);
        } catch (const base::Error& error) {
            if (error.kind() == base::ErrorKind::internal) throw;
            std::string where = error.where().empty() ? error.subject() : error.where();
            cells.set_error(row, error.code(), std::move(where), range.number, names_);
        }
    }

    static void name_currencies(Figures& figures, const std::vector<money::Currency>& currencies,
                                const std::vector<std::uint32_t>& places) {
        if (currencies.empty()) return;
        const auto digits = [&](std::uint8_t code) {
            return static_cast<std::uint8_t>(currencies[code].digits());
        };
        figures.currency.all = static_cast<std::uint8_t>(places[figures.currency.all]);
        figures.exponent.all = digits(figures.currency.all);
        if (figures.currency.each.empty()) return;
        figures.exponent.each = Buffer::of_size(figures.rows);
        auto* const codes = figures.currency.each.as<std::uint8_t>();
        auto* const exponents = figures.exponent.each.as<std::uint8_t>();
        for (std::size_t row = 0; row < figures.rows; ++row) {
            codes[row] = static_cast<std::uint8_t>(places[codes[row]]);
            exponents[row] = digits(codes[row]);
        }
    }

    void note_used(const Law& law) {
        for (const Used& used : law.used()) used_.try_emplace({used.id, used.hash}, used);
    }

    const Rule* rule_;
    std::span<const Piece> pieces_;
    const Law* law_;
    std::deque<PieceCells> cells_;
    std::vector<Figures> figures_;
    std::vector<Range> ranges_;
    std::vector<std::shared_ptr<const Kernel>> kernels_;
    std::atomic<std::size_t> next_{0};
    SharedNames names_;
    std::map<std::pair<std::string, std::string>, Used> used_;
};

std::size_t bytes_of(const Codes& codes) {
    return codes.each.size;
}

std::size_t bytes_of(const TextCells& texts) {
    return texts.offsets.size + texts.bytes.size;
}

}  // namespace

std::size_t Figures::bytes() const noexcept {
    std::size_t sum = values.size + margins.size + validity.size + provisional.size +
                      share_offsets.size + shares.size + error_codes.size + error_validity.size +
                      error_where_validity.size;
    for (const Codes* codes : {&currency, &exponent, &status}) sum += bytes_of(*codes);
    for (const TextCells* cells : {&texts, &error_where}) sum += bytes_of(*cells);
    for (const Buffer& part : parts) sum += part.size;
    return sum;
}

money::Money Batch::total() const {
    if (errors > 0) base::fail_input("batch_has_errors", std::to_string(errors));
    if (rows == 0 || currencies.empty()) base::fail_input("empty_batch");
    if (currencies.size() > 1) base::fail_input("several_currencies");
    __int128 sum = 0;
    for (const Figures& figures : pieces) {
        const auto* const values = figures.values.as<std::int64_t>();
        for (std::size_t row = 0; row < figures.rows; ++row) sum += values[row];
    }
    const auto minor = static_cast<std::int64_t>(sum);
    if (minor != sum) base::fail_money("overflow");
    return {minor, currencies.front()};
}

Column constant_column(Argument value) {
    Column column;
    column.constant = std::move(value);
    return column;
}

Column absent_column(const Parameter& parameter) {
    if (parameter.presence == Presence::required) {
        base::fail_input("needs_argument", parameter.name);
    }
    if (parameter.presence == Presence::optional) return {};
    return constant_column(read_argument(parameter, parameter.fallback));
}

Batch reckon_batch(const Rule& rule, std::span<const Piece> pieces, const Law& law,
                   std::size_t threads) {
    ACCORD_CHECK(threads > 0);
    Run run(rule, pieces, law);
    run.work(threads);
    return run.result();
}

Arguments row_arguments(const Rule& rule, std::span<const Column> columns, std::size_t row) {
    return RowReader(rule.parameters, columns).read(row);
}

}  // namespace accord::settlement
