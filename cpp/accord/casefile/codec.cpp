// The envelope's members in canonical order around a body's own list of fields.
#include "accord/casefile/codec.hpp"

#include "accord/base/canonical.hpp"
#include "accord/casefile/fields.hpp"

namespace accord::casefile {
namespace {

/// The suite of the docket as the envelope names it; others come as further values.
constexpr std::string_view suite = "SHA-256/AES-256-GCM/Ed25519";

void write_when(base::JsonWriter& json, const When& when) {
    if (const auto* date = std::get_if<calendar::Date>(&when)) {
        json.text(date->text());
    } else if (const auto* instant = std::get_if<calendar::Instant>(&when)) {
        json.begin_array();
        json.integer(instant->micros());
        json.integer(instant->offset_minutes());
        json.end_array();
    }
}

void write_texts(base::JsonWriter& json, std::string_view name,
                 const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    json.name(name);
    json.begin_array();
    for (const std::string& text : texts) json.text(text);
    json.end_array();
}

void write_text(base::JsonWriter& json, std::string_view name, std::string_view text) {
    if (text.empty()) return;
    json.name(name);
    json.text(text);
}

/// Members after the body, in order.
void write_tail(base::JsonWriter& json, const Event& event) {
    const Envelope& envelope = event.envelope;
    write_texts(json, "by", envelope.by);
    if (!envelope.case_id.empty()) write_text(json, "case", base::print_id('c', envelope.case_id));
    write_text(json, "key", envelope.key);
    write_text(json, "kind", kind_of(event.body));
    write_text(json, "law", envelope.law);
    json.name("n");
    json.integer(static_cast<std::int64_t>(envelope.n));
    if (!std::holds_alternative<NotKnown>(envelope.occurred)) {
        json.name("occurred");
        write_when(json, envelope.occurred);
    }
    json.name("recorded_at");
    json.integer(envelope.recorded_at.micros());
    json.name("v");
    json.integer(envelope.v);
}

void read_when(base::JsonReader& json, When& when) {
    if (json.next_is_text()) {
        when = calendar::Date::parse(json.text());
        return;
    }
    json.begin_array();
    if (!json.next_element()) base::fail_store("not_canonical", "occurred");
    const std::int64_t micros = json.integer();
    if (!json.next_element()) base::fail_store("not_canonical", "occurred");
    when = calendar::Instant(micros, static_cast<std::int16_t>(json.integer()));
    if (json.next_element()) base::fail_store("not_canonical", "occurred");
}

std::string read_tail(base::JsonReader& json, Envelope& envelope) {
    if (json.next_name_is("by")) {
        json.begin_array();
        while (json.next_element()) envelope.by.push_back(json.text());
    }
    if (json.next_name_is("case")) envelope.case_id = base::parse_id('c', json.text());
    if (json.next_name_is("key")) json.text_into(envelope.key);
    std::string kind;
    if (json.next_name_is("kind")) json.text_into(kind);
    if (json.next_name_is("law")) json.text_into(envelope.law);
    if (json.next_name_is("n")) envelope.n = static_cast<std::uint64_t>(json.integer());
    if (json.next_name_is("occurred")) read_when(json, envelope.occurred);
    if (json.next_name_is("recorded_at")) envelope.recorded_at = calendar::Instant(json.integer());
    if (json.next_name_is("v")) envelope.v = json.integer();
    json.end_object();
    return kind;
}

template <std::size_t I = 0>
Body read_body(std::string_view kind, std::string_view body,
               const std::vector<base::SealedField>& sealed) {
    if constexpr (I == std::variant_size_v<Body>) {
        base::fail_store("newer_format", std::string(kind));
    } else {
        using Type = std::variant_alternative_t<I, Body>;
        if (kind != Type::kind) return read_body<I + 1>(kind, body, sealed);
        Type value;
        base::JsonReader json(body);
        FieldReader(json, sealed).object(value);
        json.require_end();
        return value;
    }
}

}  // namespace

void encode(const Event& event, base::Record& out) {
    out.case_id = event.envelope.case_id;
    out.n = event.envelope.n;
    out.head.clear();
    out.sealed.clear();
    base::JsonWriter json(out.head);
    json.begin_object();
    write_text(json, "actor", event.envelope.actor);
    write_text(json, "algorithms", suite);
    json.name("body");
    std::visit([&](const auto& body) { FieldWriter(json, out.sealed).object(body); }, event.body);
    write_tail(json, event);
    json.end_object();
}

Event decode(std::string_view head, const std::vector<base::SealedField>& sealed) {
    base::JsonReader json(head);
    Event event;
    json.begin_object();
    if (json.next_name_is("actor")) json.text_into(event.envelope.actor);
    if (json.next_name_is("algorithms") && json.text() != suite)
        base::fail_store("newer_format", "algorithms");
    if (!json.next_name_is("body")) base::fail_store("not_canonical", "body");
    const std::string_view body = json.raw();
    const std::string kind = read_tail(json, event.envelope);
    json.require_end();
    if (event.envelope.v != 1) base::fail_store("newer_format", kind);
    event.body = read_body(kind, body, sealed);
    return event;
}

base::Id case_of(std::string_view head) {
    base::JsonReader json(head);
    json.begin_object();
    for (std::string_view name = json.next_name(); !name.empty(); name = json.next_name()) {
        if (name == "case") return base::parse_id('c', json.text());
        (void)json.raw();
    }
    return {};
}

}  // namespace accord::casefile
