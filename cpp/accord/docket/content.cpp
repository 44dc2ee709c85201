// Content of verbs as bytes; plain values of sealed items.
#include "accord/docket/content.hpp"

#include <charconv>

#include "accord/base/error.hpp"
#include "accord/casefile/correction.hpp"
#include "accord/casefile/names.hpp"
#include "accord/casefile/when.hpp"
#include "accord/rules/value.hpp"

namespace accord::docket {
namespace {

/// Length-framed parts, so that no two different lists run together.
class Parts {
public:
    void add(std::string_view part) {
        text_ += std::to_string(part.size());
        text_ += ':';
        text_ += part;
    }
    void add(const std::optional<money::Money>& amount) {
        add(amount ? amount->text() : std::string());
    }
    void add(std::int64_t number) { add(std::to_string(number)); }
    void add(const std::optional<calendar::Date>& date) {
        add(date ? date->text() : std::string());
    }
    void add(const std::vector<std::string>& texts) {
        add(static_cast<std::int64_t>(texts.size()));
        for (const std::string& text : texts) add(text);
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::string text_;
};

void add_items(Parts& parts, const procedure::Command& command) {
    if (command.evidence) {
        parts.add(command.evidence->digest);
        parts.add(command.evidence->item);
        parts.add(command.evidence->kind);
        parts.add(command.evidence->source);
        parts.add(command.evidence->name.value);
        parts.add(command.evidence->media_type);
    }
    if (command.fact) {
        parts.add(command.fact->name);
        parts.add(rules::write_value(command.fact->value));
    }
    if (command.agent) {
        parts.add(command.agent->party);
        parts.add(command.agent->name.value);
        parts.add(casefile::name_of(command.agent->scope));
        parts.add(command.agent->from);
        parts.add(command.agent->to);
    }
    if (command.offer) {
        parts.add(command.offer->amount);
        parts.add(command.offer->expires);
        parts.add(command.offer->conditions.value);
    }
    if (command.task) {
        parts.add(command.task->name);
        parts.add(command.task->assignee);
        parts.add(command.task->due);
        parts.add(command.task->reason);
    }
    if (command.issued) {
        parts.add(command.issued->document);
        parts.add(command.issued->digest);
        parts.add(command.issued->language);
        parts.add(static_cast<std::int64_t>(command.issued->version));
    }
    if (command.service) {
        parts.add(command.service->document);
        parts.add(command.service->recipient);
        parts.add(command.service->action);
        parts.add(command.service->method);
        parts.add(casefile::print(command.service->served));
    }
    if (command.claim) {
        parts.add(command.claim->amount);
        parts.add(command.claim->relief);
        parts.add(command.claim->ground);
    }
}

/// Arguments that came later, each with its name and only where it is given: content that was
/// written down before reads as it did.
void add_later(Parts& parts, const procedure::Command& command) {
    const auto add = [&](std::string_view name, const std::string& text) {
        if (text.empty()) return;
        parts.add(name);
        parts.add(text);
    };
    add("wait", command.wait);
    add("waiting_for", command.waiting_for);
    add("reason", command.reason);
    add("scope", command.scope);
    add("of", command.of);
    add("due", command.due ? command.due->text() : std::string());
    add("ended", command.ended ? command.ended->text() : std::string());
}

std::string evidence_bytes(const store::Store& store, const casefile::Case& c,
                           std::string_view digits) {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    if (error != std::errc{} || end != digits.data() + digits.size() ||
        index >= c.evidence.size()) {
        base::fail_input("unknown_item", std::string(digits), "evidence");
    }
    const casefile::Evidence& item = c.evidence[index];
    if (item.address.empty()) base::fail_input("unknown_item", std::string(digits), "evidence");
    return store.blob(
        {item.address, static_cast<std::uint64_t>(item.size), item.digest, item.wrapped_key},
        item.key);
}

}  // namespace

std::string content_of(const casefile::Filing& filing, std::string_view law,
                       const std::vector<std::string>& by) {
    Parts parts;
    parts.add(law);
    parts.add(by);
    parts.add(intake::filing_to_json(filing));
    return parts.take();
}

std::string content_of(const base::Id& id, const procedure::Command& command) {
    Parts parts;
    parts.add(base::print_id('c', id));
    parts.add(command.action);
    parts.add(command.by);
    parts.add(command.amount);
    parts.add(command.note);
    parts.add(command.term);
    parts.add(command.extend_to);
    parts.add(command.approved_by);
    parts.add(command.told);
    parts.add(command.method);
    parts.add(command.figure);
    parts.add(command.checked);
    parts.add(command.item.empty() ? std::string() : base::print_id('i', command.item));
    parts.add(static_cast<std::int64_t>(command.number));
    parts.add(static_cast<std::int64_t>(command.accept));
    parts.add(command.perform_by);
    parts.add(command.remedies);
    add_items(parts, command);
    add_later(parts, command);
    return parts.take();
}

std::string plain_value(const store::Store& store, const casefile::Case& c, std::string_view item) {
    if (item.starts_with("evidence.")) return evidence_bytes(store, c, item.substr(9));
    std::uint32_t key = 0;
    const casefile::Personal* personal = casefile::find_personal(c, item, key);
    if (personal == nullptr || !personal->present)
        base::fail_input("unknown_item", std::string(item));
    if (!personal->readable)
        throw base::Error(base::ErrorKind::access, "key_gone", std::string(item));
    return personal->value;
}

}  // namespace accord::docket
