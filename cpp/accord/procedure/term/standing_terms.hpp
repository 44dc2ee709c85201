// Standing actions that concern terms and service: extend, wait, stay, resume, set, restore,
// returned.
#pragma once

#include <optional>

#include "accord/procedure/draft.hpp"

namespace accord::procedure {

// Each pair: may it be done, Error(input, "missing_argument" | "unknown_…") when the command is
// malformed; and what it leads to.
[[nodiscard]] std::optional<rules::Refusal> refuse_extension(const Context& context);
void extension_consequences(const Context& context, const casefile::When& occurred, Draft& draft);
[[nodiscard]] std::optional<rules::Refusal> refuse_wait(const Context& context);
void wait_consequences(const Context& context, const casefile::When& occurred, Draft& draft);
[[nodiscard]] std::optional<rules::Refusal> refuse_resume(const Context& context);
void resume_consequences(const Context& context, const casefile::When& occurred, Draft& draft);
[[nodiscard]] std::optional<rules::Refusal> refuse_setting(const Context& context);
void setting_consequences(const Context& context, const casefile::When& occurred, Draft& draft);
[[nodiscard]] std::optional<rules::Refusal> refuse_restoration(const Context& context);
void restoration_consequences(const Context& context, const casefile::When& occurred, Draft& draft);
[[nodiscard]] std::optional<rules::Refusal> refuse_returned(const Context& context);
void returned_consequences(const Context& context, const casefile::When& occurred, Draft& draft);

/// The term the command names: of the recipient it names, or the latest of that id. The definition
/// must have it: Error(input, "unknown_term").
[[nodiscard]] const TermDefinition& term_meant(const Context& context);
[[nodiscard]] const casefile::Term* case_term_meant(const Context& context);
/// With the term in the details.
[[nodiscard]] rules::Refusal refuse_term(const Context& context, std::string_view code,
                                         const TermDefinition& term, const base::Clause& clause);

}  // namespace accord::procedure
