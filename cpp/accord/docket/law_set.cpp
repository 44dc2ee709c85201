// Compiling a law set, and reading one back by its manifest.
#include "accord/docket/law_set.hpp"

#include "accord/base/canonical.hpp"
#include "accord/base/error.hpp"
#include "accord/base/hash.hpp"
#include "accord/base/json.hpp"
#include "accord/docket/docket.hpp"

namespace accord::docket {
namespace {

calendar::Zone zone_from_json(std::string_view text) {
    const base::Json json = base::parse_json(text, "zone");
    const base::JsonObject& object = base::as_object(json, "zone");
    std::vector<calendar::Transition> transitions;
    for (const base::Json& row :
         base::as_array(base::member(object, "transitions", "zone"), "zone/transitions")) {
        const base::JsonArray& pair = base::as_array(row, "zone/transitions");
        if (pair.size() != 2) base::fail_input("wrong_type", "transitions", "zone/transitions");
        transitions.push_back(
            {base::as_integer(pair[0], "zone/transitions/0"),
             static_cast<std::int32_t>(base::as_integer(pair[1], "zone/transitions/1"))});
    }
    return {std::string(base::as_text(base::member(object, "name", "zone"), "zone/name")),
            std::move(transitions)};
}

void list(base::JsonWriter& json, LawSet& set, std::string_view name,
          const std::vector<std::string>& files) {
    json.name(name);
    json.begin_array();
    for (const std::string& bytes : files) {
        std::string hash = base::hex(base::view(base::sha256(bytes)));
        json.text(hash);
        set.files.emplace_back(std::move(hash), bytes);
    }
    json.end_array();
}

std::vector<std::string> read_list(base::JsonReader& json, std::string_view name,
                                   const std::function<std::string(std::string_view)>& read) {
    std::vector<std::string> files;
    if (!json.next_name_is(name)) base::fail_store("damaged", "law manifest");
    json.begin_array();
    while (json.next_element()) files.push_back(read(json.text()));
    return files;
}

}  // namespace

std::shared_ptr<const LawSet> compile(const LawFiles& files) {
    auto set = std::make_shared<LawSet>();
    set->definition = procedure::Definition::from_json(files.definition);
    for (const std::string& bytes : files.calendars) {
        set->calendars.add(calendar::BusinessCalendar::from_json(bytes));
    }
    for (const std::string& bytes : files.zones) set->calendars.add(zone_from_json(bytes));
    for (const std::string& bytes : files.rules) set->rules.add_json(bytes);
    (void)set->zone();  // the definition's zone must be among them

    base::JsonWriter json(set->manifest);
    json.begin_object();
    list(json, *set, "calendars", files.calendars);
    list(json, *set, "definition", {set->definition.json});
    list(json, *set, "rules", files.rules);
    list(json, *set, "zones", files.zones);
    json.end_object();
    base::Id id;
    const base::Digest digest = base::sha256(set->manifest);
    std::copy_n(digest.begin(), id.bytes.size(), id.bytes.begin());
    set->id = base::print_id('l', id);
    return set;
}

LawFiles files_of(std::string_view manifest,
                  const std::function<std::string(std::string_view)>& read) {
    base::JsonReader json(manifest);
    json.begin_object();
    LawFiles files;
    files.calendars = read_list(json, "calendars", read);
    const std::vector<std::string> definitions = read_list(json, "definition", read);
    if (definitions.size() != 1) base::fail_store("damaged", "law manifest");
    files.definition = definitions.front();
    files.rules = read_list(json, "rules", read);
    files.zones = read_list(json, "zones", read);
    json.end_object();
    return files;
}

}  // namespace accord::docket
