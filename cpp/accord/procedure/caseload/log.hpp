// What happened in a caseload as events in memory: their canonical bytes and Merkle leaves.
//
// The bytes are those that the casefile's codec gives, event by event; what differs between two
// events of one shape is only filled in. A leaf is SHA-256(0x00 ‖ bytes), as RFC 9162 hashes an
// entry.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "accord/base/hash.hpp"
#include "accord/casefile/event.hpp"
#include "accord/procedure/caseload/plan.hpp"
#include "accord/procedure/decide.hpp"

namespace accord::procedure::caseload {

/// The bytes of one shape of events, with holes for what each event has of its own.
class Pattern {
public:
    enum class Hole : std::uint8_t { none, case_id, number, moment, offset, recorded, trigger };

    Pattern(const casefile::Body& body, const std::string& law);
    struct Values {
        std::string_view case_id;
        std::uint64_t number = 0;
        calendar::Instant occurred;
        std::int64_t recorded = 0;
        std::optional<calendar::Instant> trigger;
    };
    void fill(const Values& values, std::string& out) const;

    /// A body to make a pattern of has these where each event has its own.
    static const calendar::Instant any_moment;
    static const std::string any_trigger;

private:
    std::vector<std::pair<std::string, Hole>> pieces_;
};

class Log {
public:
    /// Throws Error(procedure, "not_in_caseload") for a definition whose events say more than
    /// columns know: offers, agreements, decisions, tasks.
    Log(const Plan& plan, const Law& law, std::size_t cases);

    /// Opens a decision of a row; `keep` hashes what was added since, `drop` forgets it.
    void begin(std::uint32_t row, std::int64_t at);
    void keep();
    void drop();
    /// Forgets it too, but the events count: of an opening, whose filing columns do not have.
    void skip(std::uint64_t others);
    void occurs(calendar::Instant when) noexcept { values_.occurred = when; }

    void acted(ActionIndex action);
    void served(ActionIndex action);
    void met(TermIndex term, ActionIndex by);
    void started(TermIndex term, const casefile::When& trigger, std::int32_t day);
    void moved(TermIndex term, const casefile::When& trigger, std::string_view reason);
    void lapsed(TermIndex term, std::int32_t due);
    void withdrawn(TermIndex term, std::string_view reason);
    void waived(TermIndex term);
    void reached(std::uint32_t mark);
    void closed(chart::Index stage);
    /// A contract that a lapse broke.
    void broken(std::uint32_t contract, std::uint64_t of);
    [[nodiscard]] std::uint64_t last_number() const noexcept { return values_.number - 1; }
    /// `turn` numbers changes of configuration; its body is made once.
    template <class Make>
    void entered(std::uint32_t turn, Make make) {
        add(key_of(Shape::entered, turn, 0), make);
    }

    [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
    [[nodiscard]] std::string_view event(std::size_t i) const noexcept {
        const std::size_t first = i == 0 ? 0 : ends_[i - 1];
        return std::string_view(bytes_).substr(first, ends_[i] - first);
    }
    [[nodiscard]] const base::Digest& leaf(std::size_t i) const noexcept { return leaves_[i]; }
    [[nodiscard]] std::size_t bytes() const noexcept { return bytes_.size(); }
    /// Forgets events and leaves; each case's numbers go on.
    void clear() noexcept;

    [[nodiscard]] static base::Id case_id(std::uint32_t row) noexcept;

private:
    enum class Shape : std::uint8_t {
        acted,
        served,
        met,
        started,
        waived,
        reached,
        closed,
        entered
    };
    [[nodiscard]] static std::uint64_t key_of(Shape shape, std::uint32_t a,
                                              std::uint32_t b) noexcept {
        return static_cast<std::uint64_t>(shape) << 60 | std::uint64_t{a} << 30 | b;
    }
    template <class Make>
    void add(std::uint64_t key, Make make) {
        auto found = patterns_.find(key);
        if (found == patterns_.end())
            found = patterns_.emplace(key, Pattern{casefile::Body{make()}, law_hash_}).first;
        found->second.fill(values_, bytes_);
        end_event();
    }
    void add_plain(casefile::Body body);
    void end_event();
    [[nodiscard]] casefile::TermStarted start_of(TermIndex term,
                                                 const casefile::When& trigger) const;

    const Plan& plan_;
    const Law& law_;
    std::string law_hash_;
    std::unordered_map<std::uint64_t, Pattern> patterns_;
    std::vector<std::uint64_t> versions_;  // events of each case
    std::string bytes_;
    std::vector<std::size_t> ends_;
    std::vector<base::Digest> leaves_;
    Pattern::Values values_;
    std::string case_text_;
    std::uint32_t row_ = 0;
    std::size_t kept_ = 0;  // events before this decision
};

}  // namespace accord::procedure::caseload
