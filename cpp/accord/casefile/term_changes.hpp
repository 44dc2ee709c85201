// What each kind of event makes of a term: the part of the fold that is about terms.
#pragma once

#include <cstdint>

#include "accord/casefile/term_bodies.hpp"

namespace accord::casefile {

[[nodiscard]] Term started(const TermStarted& e, std::uint64_t n);
void apply_to(Term& term, const TermExtended& e);
void apply_to(Term& term, const TermMoved& e);
void apply_to(Term& term, const TermMet& e);
void apply_to(Term& term, const TermLapsed& e);
void apply_to(Term& term, const LapseWithdrawn& e);
void apply_to(Term& term, const TermWaived& e);
void apply_to(Term& term, const TermPaused& e, const When& occurred);
void apply_to(Term& term, const TermResumed& e);

}  // namespace accord::casefile
