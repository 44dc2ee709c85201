// A filing as the JSON it could have been read from: canonical, without what has its default.
#include <utility>

#include "accord/base/json.hpp"
#include "accord/casefile/names.hpp"
#include "accord/intake/intake.hpp"

namespace accord::intake {
namespace {

/// What a member that was left out means.
const casefile::Filing& usual_filing() {
    static const casefile::Filing filing;
    return filing;
}

void put(base::JsonObject& object, std::string_view name, std::string_view text,
         std::string_view usual = {}) {
    if (text != usual) object[name] = text;
}

void put(base::JsonObject& object, std::string_view name, const casefile::Personal& text) {
    if (text.present && text.readable) object[name] = text.value;
}

void put(base::JsonObject& object, std::string_view name, base::JsonArray&& items) {
    if (!items.empty()) object[name] = std::move(items);
}

base::JsonObject party_json(const casefile::Party& party) {
    base::JsonObject object;
    put(object, "role", party.role);
    put(object, "kind", casefile::name_of(party.kind));
    put(object, "organisation", party.organisation);
    put(object, "name", party.name);
    put(object, "contact", party.contact);
    put(object, "address", party.address);
    put(object, "tags", party.tags);
    if (!party.subject.empty()) put(object, "subject", base::print_id('s', party.subject));
    return object;
}

base::JsonObject claim_json(const casefile::Claim& claim) {
    base::JsonObject object;
    if (claim.amount) object["amount"] = claim.amount->text();
    put(object, "relief", claim.relief, casefile::Claim{}.relief);
    put(object, "ground", claim.ground);
    return object;
}

base::JsonObject classification_json(const casefile::Classification& classification) {
    const casefile::Classification& usual = usual_filing().classification;
    base::JsonObject object;
    put(object, "type", classification.type, usual.type);
    put(object, "subject", classification.subject, usual.subject);
    put(object, "nature", classification.nature, usual.nature);
    put(object, "content", classification.content, usual.content);
    base::JsonArray causes;
    for (const std::string& cause : classification.causes) causes.emplace_back(cause);
    put(object, "causes", std::move(causes));
    return object;
}

}  // namespace

std::string filing_to_json(const casefile::Filing& filing) {
    const casefile::Filing& usual = usual_filing();
    base::JsonObject object;
    const bool dated = !std::holds_alternative<casefile::NotKnown>(filing.received);
    if (dated) object["received"] = casefile::print(filing.received);
    put(object, "channel", filing.channel, usual.channel);
    put(object, "kind", filing.kind, usual.kind);
    put(object, "product", filing.product, usual.product);
    put(object, "business", filing.business, usual.business);
    put(object, "cause", filing.cause, usual.cause);
    put(object, "branch", filing.branch, usual.branch);
    put(object, "severity", filing.severity, usual.severity);
    put(object, "urgency", filing.urgency, usual.urgency);
    put(object, "narrative", filing.narrative);
    base::JsonObject classification = classification_json(filing.classification);
    if (!classification.empty()) object["classification"] = std::move(classification);

    base::JsonArray parties;
    for (const casefile::Party& party : filing.parties) parties.emplace_back(party_json(party));
    put(object, "parties", std::move(parties));
    base::JsonArray claims;
    for (const casefile::Claim& claim : filing.claims) claims.emplace_back(claim_json(claim));
    put(object, "claims", std::move(claims));
    base::JsonObject facts;
    for (const casefile::Fact& fact : filing.facts) {
        facts[fact.name] = base::parse_json(rules::write_value(fact.value), fact.name);
    }
    if (!facts.empty()) object["facts"] = std::move(facts);
    base::JsonArray external_ids;
    for (const casefile::ExternalId& id : filing.external_ids) {
        base::JsonObject item;
        put(item, "source", id.source);
        put(item, "number", id.number);
        external_ids.emplace_back(std::move(item));
    }
    put(object, "external_ids", std::move(external_ids));
    return base::canonical_json(base::Json(std::move(object)));
}

}  // namespace accord::intake
