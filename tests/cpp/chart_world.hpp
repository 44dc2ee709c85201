// A test entrance to charts: stages and moves as JSON, a sequence of events, the order as lines.
//
// `play` gives, for the opening (">open") and for each event (">event"), what happened in order:
//   exit STAGE | move ID | enter STAGE | raise EVENT, and after each microstep = LEAF LEAF…
// An event that moves nothing gives its = line alone. ID is the action's or reaction's; a later
// move of an action is ID#2, ID#3. A step "+name" or "-name" makes the fact `name` true or false
// first and is no event. "no rest" ends the lines of an event that never comes to rest.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "accord/base/json.hpp"
#include "accord/procedure/chart/macrostep.hpp"
#include "accord/procedure/definition.hpp"

namespace accord::procedure::testing {

using Lines = std::vector<std::string>;

/// A definition around stages, actions and reactions (JSON arrays). The case opens in `start`, or
/// in the first stage. Conflicts are decided by order. An action "go.STAGE" from anywhere makes
/// every stage reached and left, so that a table needs no moves but its own. Facts that the guards
/// name are listed with a blank between them.
inline Definition order_definition(std::string_view stages, std::string_view actions,
                                   std::string_view reactions = "[]", std::string_view start = "",
                                   std::string_view facts = "") {
    const base::Json list = base::parse_json(stages, "stages");
    std::string first{start};
    std::string all;
    for (const base::Json& stage : list.as_array()) {
        const std::string id{stage.at("id").as_string()};
        if (first.empty()) first = id;
        all += R"(,{"id":"go.)" + id + R"(","to":")" + id + "\"}";
    }
    std::string declared;
    for (std::size_t at = 0; at < facts.size();) {
        const std::size_t end = std::min(facts.find(' ', at), facts.size());
        declared += (declared.empty() ? "\"" : ",\"") + std::string(facts.substr(at, end - at)) +
                    "\":\"bool\"";
        at = end + 1;
    }
    std::string own{actions.substr(1, actions.size() - 2)};
    if (!own.empty()) own = "," + own;
    return Definition::from_json(R"({"id":"t.order","version":"1","conflicts":"definition_order",)"
                                 R"("stages":)" +
                                 std::string(stages) + R"(,"actions":[{"id":"open","start":")" +
                                 first + "\"}" + own + all + R"(],"reactions":)" +
                                 std::string(reactions) + R"(,"facts":{)" + declared + "}}");
}

class ChartWorld {
public:
    explicit ChartWorld(Definition definition) : definition_(std::move(definition)) {}

    /// The lines of both widths of configuration, which must be the same.
    [[nodiscard]] Lines play(const std::vector<std::string>& events) const {
        const Lines wide = Player<chart::Wide>{definition_}.play(events);
        if (!definition_.chart.is_narrow()) return wide;
        Lines narrow = Player<chart::Narrow>{definition_}.play(events);
        if (narrow != wide) throw std::runtime_error("narrow and wide charts differ");
        return narrow;
    }

private:
    template <class Set>
    class Player {
    public:
        explicit Player(const Definition& definition)
            : definition_(definition), chart_(definition.chart) {}

        Lines play(const std::vector<std::string>& events) {
            lines_.push_back(">open");
            finish(chart::open(chart_, *this, run_, *this));
            for (const std::string& event : events) {
                if (event.front() == '+' || event.front() == '-') {
                    state(event.substr(1), event.front() == '+');
                    continue;
                }
                lines_.push_back(">" + event);
                const chart::EventIndex index = chart_.event(event);
                if (index == chart::no_event) throw std::runtime_error("no event " + event);
                finish(chart::macrostep(chart_, index, *this, run_, *this));
            }
            return std::move(lines_);
        }

        // what the macrostep asks and tells
        static constexpr bool sees_stages = true;
        bool holds(std::uint32_t t) {
            const Move& move = move_of(t);
            const calendar::Instant at = calendar::Instant::parse("2026-03-02T09:00+08:00");
            const rules::Value value =
                evaluate(*move.when, Scope{case_, at, calendar::Date::of(2026, 3, 2)});
            const bool* known = std::get_if<bool>(&value);
            return known != nullptr && *known;
        }
        void leave(chart::Index i) { lines_.push_back("exit " + chart_.names[i]); }
        void take(std::uint32_t t) { lines_.push_back("move " + name_of(t)); }
        void enter(chart::Index i) { lines_.push_back("enter " + chart_.names[i]); }
        void raise(chart::EventIndex event) {
            lines_.push_back("raise " + chart_.events[event].name);
        }
        void settle(const Set&, const Set& after) {
            case_.stages.clear();
            std::string line = "=";
            after.each([&](chart::Index i) {
                if (!chart_.is_leaf(i)) return;
                line += " " + chart_.names[i];
                case_.stages.push_back(chart_.names[i]);
            });
            lines_.push_back(line);
        }

    private:
        void finish(bool rests) {
            if (!rests) {
                lines_.push_back("no rest");
            } else if (lines_.back().front() != '=') {
                settle(run_.active, run_.active);
            }
        }
        void state(const std::string& name, bool value) {
            std::erase_if(case_.facts, [&](const casefile::Fact& f) { return f.name == name; });
            case_.facts.push_back({name, value});
            std::sort(case_.facts.begin(), case_.facts.end(),
                      [](const auto& a, const auto& b) { return a.name < b.name; });
        }
        const Move& move_of(std::uint32_t t) const {
            const chart::Transition& transition = chart_.transitions[t];
            return transition.owner == chart::Owner::action
                       ? definition_.actions[transition.owner_index].moves[transition.move]
                       : definition_.reactions[transition.owner_index].move;
        }
        std::string name_of(std::uint32_t t) const {
            const chart::Transition& transition = chart_.transitions[t];
            if (transition.owner == chart::Owner::lapse)
                return definition_.terms[transition.owner_index].id;
            if (transition.owner == chart::Owner::reaction)
                return definition_.reactions[transition.owner_index].id;
            const std::string& id = definition_.actions[transition.owner_index].id;
            return transition.move == 0 ? id : id + "#" + std::to_string(transition.move + 1);
        }

        const Definition& definition_;
        const chart::Chart& chart_;
        chart::Run<Set> run_;
        casefile::Case case_;
        Lines lines_;
    };

    Definition definition_;
};

/// Lines written in one text, blanks at the ends of a line taken away, empty ones left out.
inline Lines lines(std::string_view text) {
    Lines all;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
        while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
        if (!line.empty()) all.emplace_back(line);
        at = end + 1;
    }
    return all;
}

}  // namespace accord::procedure::testing
