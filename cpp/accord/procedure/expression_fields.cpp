// What a guard may read of a case, field by field, and the types that are checked at load.
#include <algorithm>
#include <array>

#include "accord/base/error.hpp"
#include "accord/procedure/expression.hpp"

namespace accord::procedure {
namespace {

using rules::Unknown;
using rules::Value;

struct TextField {
    std::string_view path;
    const std::string& (*read)(const casefile::Case&);
};
using casefile::Case;
constexpr std::array text_fields{
    TextField{"case.branch", [](const Case& c) -> const std::string& { return c.filing.branch; }},
    TextField{"case.business",
              [](const Case& c) -> const std::string& { return c.filing.business; }},
    TextField{"case.cause", [](const Case& c) -> const std::string& { return c.filing.cause; }},
    TextField{"case.channel", [](const Case& c) -> const std::string& { return c.filing.channel; }},
    TextField{"case.kind", [](const Case& c) -> const std::string& { return c.filing.kind; }},
    TextField{"case.priority", [](const Case& c) -> const std::string& { return c.priority; }},
    TextField{"case.product", [](const Case& c) -> const std::string& { return c.filing.product; }},
    TextField{"case.severity",
              [](const Case& c) -> const std::string& { return c.filing.severity; }},
    TextField{"case.stage", [](const Case& c) -> const std::string& { return c.stage; }},
    TextField{"case.urgency", [](const Case& c) -> const std::string& { return c.filing.urgency; }},
    TextField{"filing.classification.content",
              [](const Case& c) -> const std::string& { return c.filing.classification.content; }},
    TextField{"filing.classification.nature",
              [](const Case& c) -> const std::string& { return c.filing.classification.nature; }},
    TextField{"filing.classification.subject",
              [](const Case& c) -> const std::string& { return c.filing.classification.subject; }},
    TextField{"filing.classification.type",
              [](const Case& c) -> const std::string& { return c.filing.classification.type; }},
};

const TextField* find_text_field(std::string_view path) noexcept {
    const auto found = std::find_if(text_fields.begin(), text_fields.end(),
                                    [&](const TextField& field) { return field.path == path; });
    return found == text_fields.end() ? nullptr : &*found;
}

constexpr std::string_view facts_prefix = "facts.";
constexpr std::string_view term_prefix = "term.";

/// "term.answer.due" → "answer" for suffix ".due"; empty when the path has another form.
std::string_view term_of(std::string_view path, std::string_view suffix) noexcept {
    if (!path.starts_with(term_prefix) || !path.ends_with(suffix)) return {};
    if (path.size() <= term_prefix.size() + suffix.size()) return {};
    return path.substr(term_prefix.size(), path.size() - term_prefix.size() - suffix.size());
}

Unknown missing(std::string_view path) {
    return Unknown{"missing:" + std::string(path)};
}

Value amount_claimed(const Case& c) {
    std::optional<money::Money> sum;
    for (const casefile::Claim& claim : c.filing.claims) {
        if (!claim.amount) continue;
        if (!sum) {
            sum = claim.amount;
            continue;
        }
        if (sum->currency() != claim.amount->currency()) return Unknown{"currency_differs"};
        std::int64_t minor = 0;
        if (__builtin_add_overflow(sum->minor(), claim.amount->minor(), &minor))
            return Unknown{"overflow"};
        sum = money::Money{minor, sum->currency()};
    }
    if (!sum) return missing("case.amount");
    return *sum;
}

Value fact(const Case& c, std::string_view name) {
    const casefile::Fact* found = casefile::find_fact(c, name);
    if (found == nullptr || rules::is_unknown(found->value)) {
        return Unknown{"missing:facts." + std::string(name)};
    }
    return found->value;
}

std::string_view state_word(casefile::TermState state) noexcept {
    switch (state) {
        case casefile::TermState::pending: return "pending";
        case casefile::TermState::running: return "running";
        case casefile::TermState::paused: return "paused";
        case casefile::TermState::met: return "met";
        case casefile::TermState::lapsed: return "lapsed";
        case casefile::TermState::waived: return "waived";
    }
    return "pending";
}

[[noreturn]] void mismatch(std::string_view a, std::string_view b, const std::string& where) {
    base::fail_procedure("type_mismatch", std::string(a) + "," + std::string(b), where);
}

std::string_view check_field(const std::string& path, const Names& names,
                             const std::string& where) {
    for (const std::string_view suffix : {".due", ".state"}) {
        const std::string_view term = term_of(path, suffix);
        if (!term.empty() &&
            std::find(names.terms.begin(), names.terms.end(), term) == names.terms.end()) {
            base::fail_procedure("unknown_term", std::string(term), where);
        }
    }
    const std::string_view type = field_type(path);
    if (type != "fact") return type;
    const std::string_view name = std::string_view(path).substr(facts_prefix.size());
    for (const auto& [declared, fact_type] : names.facts) {
        if (declared == name) return fact_type;
    }
    base::fail_procedure("unknown_fact", std::string(name), where);
}

}  // namespace

bool is_field(std::string_view path) noexcept {
    return !field_type(path).empty();
}

std::string_view field_type(std::string_view path) noexcept {
    if (path == "case.amount") return "money";
    if (path == "case.complex") return "bool";
    if (path == "today") return "date";
    if (find_text_field(path) != nullptr) return "text";
    if (path.starts_with(facts_prefix) && path.size() > facts_prefix.size()) return "fact";
    if (!term_of(path, ".due").empty()) return "date";
    if (!term_of(path, ".state").empty()) return "text";
    return {};
}

Value read_field(const Scope& scope, std::string_view path) {
    const Case& c = scope.c;
    if (path == "today") return scope.today;
    if (path == "case.amount") return amount_claimed(c);
    // Whether the matter is complex is found by the office that handles it, and stated as a fact.
    if (path == "case.complex") return fact(c, "complex");
    if (const TextField* field = find_text_field(path)) {
        const std::string& text = field->read(c);
        if (text.empty() || text == "unstated") return missing(path);
        return text;
    }
    if (path.starts_with(facts_prefix)) return fact(c, path.substr(facts_prefix.size()));
    if (const auto id = term_of(path, ".due"); !id.empty()) {
        const casefile::Term* term = casefile::find_term(c, id);
        if (term == nullptr) return missing(path);
        return term->reckoning.due;
    }
    if (const auto id = term_of(path, ".state"); !id.empty()) {
        const casefile::Term* term = casefile::find_term(c, id);
        return std::string(
            state_word(term == nullptr ? casefile::TermState::pending : term->state));
    }
    return missing(path);
}

std::string_view check_types(const Expression& e, const Names& names, const std::string& where) {
    using Op = Expression::Op;
    std::vector<std::string_view> types;
    for (std::size_t i = 0; i < e.args.size(); ++i) {
        types.push_back(check_types(e.args[i], names, where + "/args/" + std::to_string(i)));
    }
    switch (e.op) {
        case Op::literal: return rules::type_name(e.literal);
        case Op::field: return check_field(e.name, names, where + "/field");
        case Op::has: return "bool";
        case Op::not_:
        case Op::and_:
        case Op::or_:
            for (const std::string_view type : types) {
                if (type != "bool") mismatch(type, "bool", where);
            }
            return "bool";
        default: break;
    }
    if (types[0] != types[1]) mismatch(types[0], types[1], where);
    const bool has_order = types[0] != "text" && types[0] != "bool" && types[0] != "set";
    if (!has_order && e.op != Op::eq && e.op != Op::ne) mismatch(types[0], "ordered", where);
    return "bool";
}

}  // namespace accord::procedure
