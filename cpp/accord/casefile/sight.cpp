// Masking: what a screen shows of personal text unless somebody asks for it on purpose.
#include "accord/casefile/sight.hpp"

#include "accord/base/text.hpp"

namespace accord::casefile {
namespace {

std::size_t first_code_point(std::string_view text) noexcept {
    std::size_t size = text.empty() ? 0 : 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) ++size;
    return size;
}

void drop(Personal& field) {
    field.value.clear();
    field.readable = false;
}

template <class Mask>
void apply_sight(Personal& field, Sight sight, Mask mask) {
    if (!field.present || !field.readable) return;
    if (sight == Sight::none) {
        drop(field);
    } else if (sight == Sight::masked) {
        field.value = mask(field.value);
    }
}

}  // namespace

std::string mask_name(std::string_view name) {
    return std::string(name.substr(0, first_code_point(name))) + "**";
}

Case seen(const Case& c, Sight sight) {
    Case copy = c;
    if (sight == Sight::full) return copy;
    for (Party& party : copy.filing.parties) {
        apply_sight(party.name, sight, mask_name);
        apply_sight(party.contact, sight, base::mask_numbers);
        apply_sight(party.address, sight, mask_name);
        apply_sight(party.tags, sight, mask_name);
    }
    apply_sight(copy.filing.narrative, sight, base::mask_numbers);
    for (Agent& agent : copy.agents) apply_sight(agent.name, sight, mask_name);
    for (Evidence& item : copy.evidence) apply_sight(item.name, sight, base::mask_numbers);
    for (Offer& offer : copy.offers) apply_sight(offer.conditions, sight, base::mask_numbers);
    for (Corrected& correction : copy.corrections) {
        const bool is_narrative = correction.field == "narrative";
        apply_sight(correction.now_personal, sight, is_narrative ? base::mask_numbers : mask_name);
    }
    return copy;
}

}  // namespace accord::casefile
