// A set's successor differs by one calendar more; which follows which is law of the docket, too.
#include "accord/docket/succession.hpp"

#include "accord/base/canonical.hpp"
#include "accord/base/hash.hpp"

namespace accord::docket {
namespace {

constexpr std::string_view beginning = R"({"from":"l_)";
constexpr std::string_view set_letter = "l_";

std::string succession_text(std::string_view from, std::string_view to) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object();
    json.name("from");
    json.text(from);
    json.name("sort");
    json.text("succession");
    json.name("to");
    json.text(to);
    json.end_object();
    return text;
}

}  // namespace

void read_successors(State& state) {
    state.successors.clear();
    for (const std::string& hash : state.store->law_hashes()) {
        if (hash.starts_with(set_letter)) continue;  // a manifest
        const std::string text = state.store->law(hash);
        if (!text.starts_with(beginning)) continue;
        base::JsonReader json(text);
        json.begin_object();
        if (!json.next_name_is("from")) continue;
        const std::string from = json.text();
        if (!json.next_name_is("sort") || json.text() != "succession") continue;
        if (json.next_name_is("to")) state.successors.insert_or_assign(from, json.text());
    }
    state.successors_known = true;
}

std::shared_ptr<const LawSet> succeed(State& state, store::Store::Write& write,
                                      const std::shared_ptr<const LawSet>& set,
                                      const std::string& calendar) {
    const auto edition = calendar::BusinessCalendar::from_json(calendar);
    if (!set->calendars.has_calendar(edition.id())) return set;
    if (set->calendars.calendar(edition.id()).hash() == edition.hash()) return set;
    LawFiles files = files_of(set->manifest, [&](std::string_view hash) {
        for (const auto& [known, bytes] : set->files) {
            if (known == hash) return bytes;
        }
        return state.store->law(hash);
    });
    files.calendars.push_back(calendar);
    const std::shared_ptr<const LawSet> next = compile(files);
    state.keep_law(write, *next);
    const std::string text = succession_text(set->id, next->id);
    const std::string hash = base::hex(base::view(base::sha256(text)));
    state.store->put_law(hash, text);
    state.append_own(write, casefile::LawAdded{hash, set->id + " " + next->id, "succession"});
    state.laws.insert_or_assign(next->id, next);
    state.successors.insert_or_assign(set->id, next->id);
    return next;
}

std::vector<std::shared_ptr<const LawSet>> newest_sets(State& state) {
    if (!state.successors_known) read_successors(state);
    std::vector<std::shared_ptr<const LawSet>> sets;
    for (const std::string& id : state.store->law_hashes()) {
        if (!id.starts_with(set_letter) || state.successors.contains(id)) continue;
        sets.push_back(state.law(id));
    }
    return sets;
}

}  // namespace accord::docket
