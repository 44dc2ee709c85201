// The texts of a case that a guard may read, each with its path.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "accord/casefile/case.hpp"

namespace accord::procedure::guard {

struct CaseText {
    std::string_view path;
    const std::string& (*read)(const casefile::Case&);
};

namespace read {
using casefile::Case;
inline const std::string& branch(const Case& c) {
    return c.filing.branch;
}
inline const std::string& business(const Case& c) {
    return c.filing.business;
}
inline const std::string& cause(const Case& c) {
    return c.filing.cause;
}
inline const std::string& channel(const Case& c) {
    return c.filing.channel;
}
inline const std::string& kind(const Case& c) {
    return c.filing.kind;
}
inline const std::string& outcome(const Case& c) {
    return c.outcome;
}
inline const std::string& priority(const Case& c) {
    return c.priority;
}
inline const std::string& product(const Case& c) {
    return c.filing.product;
}
inline const std::string& severity(const Case& c) {
    return c.filing.severity;
}
inline const std::string& stage(const Case& c) {
    return c.stage;
}
inline const std::string& urgency(const Case& c) {
    return c.filing.urgency;
}
inline const std::string& content(const Case& c) {
    return c.filing.classification.content;
}
inline const std::string& nature(const Case& c) {
    return c.filing.classification.nature;
}
inline const std::string& subject(const Case& c) {
    return c.filing.classification.subject;
}
inline const std::string& type(const Case& c) {
    return c.filing.classification.type;
}
}  // namespace read

inline constexpr std::array case_texts{
    CaseText{"case.branch", read::branch},
    CaseText{"case.business", read::business},
    CaseText{"case.cause", read::cause},
    CaseText{"case.channel", read::channel},
    CaseText{"case.kind", read::kind},
    CaseText{"case.outcome", read::outcome},
    CaseText{"case.priority", read::priority},
    CaseText{"case.product", read::product},
    CaseText{"case.severity", read::severity},
    CaseText{"case.stage", read::stage},
    CaseText{"case.urgency", read::urgency},
    CaseText{"filing.classification.content", read::content},
    CaseText{"filing.classification.nature", read::nature},
    CaseText{"filing.classification.subject", read::subject},
    CaseText{"filing.classification.type", read::type},
};

}  // namespace accord::procedure::guard
