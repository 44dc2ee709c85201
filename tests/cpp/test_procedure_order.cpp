// Which stages are left and entered, which moves are taken, and in what order: tables derived by
// hand from Appendix D of W3C SCXML. Its procedures are named where they decide; "IRP n" is the
// test n of its implementation report that shows the same.
#include "order_table.hpp"

namespace accord::procedure::testing {
namespace {

// Document order: c c1 c2 d d1 d11 d12 d2.
constexpr std::string_view nested = R"([{"id":"c"},{"id":"c1","within":"c"},
    {"id":"c2","within":"c"},{"id":"d"},{"id":"d1","within":"d"},{"id":"d11","within":"d1"},
    {"id":"d12","within":"d1"},{"id":"d2","within":"d"}])";

// Document order: p a a1 a2 b b1 b2 x. Opens in a1 and b1.
constexpr std::string_view pair = R"([{"id":"p","tracks":true},
    {"id":"a","within":"p"},{"id":"a1","within":"a"},{"id":"a2","within":"a"},
    {"id":"b","within":"p"},{"id":"b1","within":"b"},{"id":"b2","within":"b"},{"id":"x"}])";

// As `pair`, with the tracks one level down, within s.
constexpr std::string_view housed = R"([{"id":"s"},{"id":"p","within":"s","tracks":true},
    {"id":"a","within":"p"},{"id":"a1","within":"a"},{"id":"a2","within":"a"},
    {"id":"b","within":"p"},{"id":"b1","within":"b"},{"id":"b2","within":"b"},
    {"id":"s2","within":"s"},{"id":"x"}])";

// Three tracks: p a a1 a2 b b1 b2 c c1 c2 x.
constexpr std::string_view triple = R"([{"id":"p","tracks":true},
    {"id":"a","within":"p"},{"id":"a1","within":"a"},{"id":"a2","within":"a"},
    {"id":"b","within":"p"},{"id":"b1","within":"b"},{"id":"b2","within":"b"},
    {"id":"c","within":"p"},{"id":"c1","within":"c"},{"id":"c2","within":"c"},{"id":"x"}])";

// Tracks i within track a: p a i i1 i11 i12 i2 i21 i22 a2 b b1 b2 x. Opens in i11, i21 and b1.
constexpr std::string_view inner = R"([{"id":"p","tracks":true},
    {"id":"a","within":"p"},{"id":"i","within":"a","tracks":true},
    {"id":"i1","within":"i"},{"id":"i11","within":"i1"},{"id":"i12","within":"i1"},
    {"id":"i2","within":"i"},{"id":"i21","within":"i2"},{"id":"i22","within":"i2"},
    {"id":"a2","within":"a"},
    {"id":"b","within":"p"},{"id":"b1","within":"b"},{"id":"b2","within":"b"},{"id":"x"}])";

class ProcedureOrder : public ::testing::TestWithParam<OrderTable> {};

TEST_P(ProcedureOrder, IsThatOfTheAlgorithm) {
    EXPECT_EQ(played(GetParam()), written(GetParam()));
}

const std::vector<OrderTable> entries{
    // addDescendantStatesToEnter: a compound stage brings its initial child, by default the first
    // in document order (IRP 355); enterStates goes in entry order, ancestors first (IRP 406).
    {.title = "OpeningEntersTheFirstStageAndItsFirstChild",
     .stages = nested,
     .expected = ">open | enter c | enter c1 | = c1"},

    // addDescendantStatesToEnter: state.initial.transition.target, not the first child (IRP 364).
    {.title = "OpeningEntersTheInitialChild",
     .stages = R"([{"id":"c","initial":"c2"},{"id":"c1","within":"c"},{"id":"c2","within":"c"}])",
     .expected = ">open | enter c | enter c2 | = c2"},

    // addAncestorStatesToEnter: the ancestors of a deep target up to the document are entered,
    // outermost first, and none of their defaults (IRP 413).
    {.title = "OpeningInADeepStageEntersItsAncestorsAndNoDefault",
     .stages = nested,
     .start = "d12",
     .expected = ">open | enter d | enter d1 | enter d12 | = d12"},

    // addDescendantStatesToEnter: each child of a parallel is entered with its own default;
    // entry order is document order, so a track's inside comes before the next track.
    {.title = "OpeningInTracksEntersOneTrackWhollyBeforeTheNext",
     .stages = pair,
     .expected = ">open | enter p | enter a | enter a1 | enter b | enter b1 | = a1 b1"},

    // addAncestorStatesToEnter(b2): p is a parallel ancestor, so its child a, of which nothing is
    // to be entered yet, comes with its default; b does not, for b2 descends from it.
    {.title = "OpeningDeepInOneTrackEntersTheDefaultsOfTheOther",
     .stages = pair,
     .start = "b2",
     .expected = ">open | enter p | enter a | enter a1 | enter b | enter b2 | = a1 b2"},

    // addDescendantStatesToEnter called by itself: compound, its parallel, each track's initial.
    {.title = "DefaultEntryRunsThroughCompoundAndTracks",
     .stages = R"([{"id":"a"},{"id":"q"},{"id":"p","within":"q","tracks":true},
        {"id":"l","within":"p"},{"id":"l1","within":"l"},{"id":"l2","within":"l"},
        {"id":"r","within":"p","initial":"r2"},{"id":"r1","within":"r"},{"id":"r2","within":"r"},
        {"id":"z","within":"q"}])",
     .actions = R"([{"id":"e","from":["a"],"to":"q"}])",
     .events = {"e"},
     .expected = R"(>e | exit a | move e | enter q | enter p | enter l | enter l1 | enter r
                    enter r2 | = l1 r2)"},

    // Document order is that of the tree (a preorder), however the stages are listed: all of a's
    // descendants stand before b (entryOrder, documentOrder).
    {.title = "DocumentOrderIsThatOfTheTreeNotOfTheList",
     .stages = R"([{"id":"p","tracks":true},{"id":"a","within":"p"},{"id":"b","within":"p"},
        {"id":"b1","within":"b"},{"id":"a1","within":"a"},{"id":"x"}])",
     .actions = R"([{"id":"e","from":["p"],"to":"x"}])",
     .events = {"e"},
     .expected = R"(>open | enter p | enter a | enter a1 | enter b | enter b1 | = a1 b1
                    >e | exit b1 | exit b | exit a1 | exit a | exit p | move e | enter x | = x)"},

    // exitStates before executeTransitionContent before enterStates; the domain is the root, so c
    // is left after its child (exitOrder, IRP 404) and d entered with two defaults.
    {.title = "ExitsThenTheMoveThenEntries",
     .stages = nested,
     .actions = R"([{"id":"e","from":["c1"],"to":"d"}])",
     .events = {"e"},
     .expected = R"(>e | exit c1 | exit c | move e | enter d | enter d1 | enter d11 | = d11)"},

    // findLCCA([c1,c2]) = c: c itself does not descend from c and stays.
    {.title = "AMoveBetweenSiblingsLeavesTheirParentAlone",
     .stages = nested,
     .actions = R"([{"id":"e","from":["c1"],"to":"c2"}])",
     .events = {"e"},
     .expected = ">e | exit c1 | move e | enter c2 | = c2"},

    // findLCCA([d11,d2]) = d: d1 is left, d stays.
    {.title = "AMoveToAnUncleLeavesTheParentOnly",
     .stages = nested,
     .actions = R"([{"id":"e","from":["d11"],"to":"d2"}])",
     .start = "d11",
     .events = {"e"},
     .expected = ">e | exit d11 | exit d1 | move e | enter d2 | = d2"},

    // findLCCA([c2,c]): only proper ancestors of the source of which every target is a proper
    // descendant; c does not descend from itself, so the domain is the root: c is left and entered.
    {.title = "AMoveToTheParentLeavesItAndEntersItAnew",
     .stages = nested,
     .actions = R"([{"id":"e","from":["c2"],"to":"c"}])",
     .start = "c2",
     .events = {"e"},
     .expected = ">e | exit c2 | exit c | move e | enter c | enter c1 | = c1"},

    // getTransitionDomain, external: proper ancestors of the source c, hence the root (IRP 504).
    {.title = "AMoveFromTheParentToItsChildLeavesTheParent",
     .stages = nested,
     .actions = R"([{"id":"e","from":["c"],"to":"c2"}])",
     .events = {"e"},
     .expected = ">e | exit c1 | exit c | move e | enter c | enter c2 | = c2"},

    // getTransitionDomain, internal, compound source, all targets descend from it: the domain is
    // the source, which stays (IRP 505).
    {.title = "AnInternalMoveFromTheParentToItsChildStaysInTheParent",
     .stages = nested,
     .actions = R"([{"id":"e","moves":[{"from":["c"],"to":"c2","internal":true}]}])",
     .events = {"e"},
     .expected = ">e | exit c1 | move e | enter c2 | = c2"},

    // The exit set is every active descendant of the domain, the target too where it is active.
    {.title = "AnInternalMoveToTheActiveChildEntersItAnew",
     .stages = nested,
     .actions = R"([{"id":"e","moves":[{"from":["c"],"to":"c1","internal":true}]}])",
     .events = {"e"},
     .expected = ">e | exit c1 | move e | enter c1 | = c1"},

    // Domain d: d12 and d1 both descend from it and are left; d1 is an ancestor of d11 below d and
    // so entered again.
    {.title = "AnInternalMoveToADeepChildLeavesWhatIsBetween",
     .stages = nested,
     .actions = R"([{"id":"e","moves":[{"from":["d"],"to":"d11","internal":true}]}])",
     .start = "d12",
     .events = {"e"},
     .expected = ">e | exit d12 | exit d1 | move e | enter d1 | enter d11 | = d11"},

    // Not every target descends from the source: the internal move is as an external one (IRP 506).
    {.title = "AnInternalMoveToTheOutsideLeavesItsStage",
     .stages = nested,
     .actions = R"([{"id":"e","moves":[{"from":["c"],"to":"d2","internal":true}]}])",
     .events = {"e"},
     .expected = ">e | exit c1 | exit c | move e | enter d | enter d2 | = d2"},

    // c does not descend from c, so an internal move to itself is external too.
    {.title = "AnInternalMoveToItselfIsExternal",
     .stages = nested,
     .actions = R"([{"id":"e","moves":[{"from":["c"],"to":"c","internal":true}]}])",
     .start = "c2",
     .events = {"e"},
     .expected = ">e | exit c2 | exit c | move e | enter c | enter c1 | = c1"},

    // isCompoundState(source) fails for a leaf: internal changes nothing.
    {.title = "AnInternalMoveOfALeafIsExternal",
     .stages = nested,
     .actions = R"([{"id":"e","moves":[{"from":["c1"],"to":"c2","internal":true}]},
                    {"id":"f","moves":[{"from":["c2"],"to":"c2","internal":true}]}])",
     .events = {"e", "f"},
     .expected = R"(>e | exit c1 | move e | enter c2 | = c2
                    >f | exit c2 | move f | enter c2 | = c2)"},

    // findLCCA([c1,c1]) = c: the leaf is left and entered.
    {.title = "ASelfMoveOfALeaf",
     .stages = nested,
     .actions = R"([{"id":"e","from":["c1"],"to":"c1"}])",
     .events = {"e"},
     .expected = ">e | exit c1 | move e | enter c1 | = c1"},

    // findLCCA([c,c]) = root; the default child is entered, not the one that was active.
    {.title = "ASelfMoveOfACompoundStageStartsItAnew",
     .stages = nested,
     .actions = R"([{"id":"e","from":["c"],"to":"c"}])",
     .start = "c2",
     .events = {"e"},
     .expected = ">e | exit c2 | exit c | move e | enter c | enter c1 | = c1"},

    // computeExitSet: no target, no exit; the content alone is run (IRP 503).
    {.title = "AMoveWithoutTargetLeavesNothing",
     .stages = nested,
     .actions = R"([{"id":"e","from":["c"]}])",
     .events = {"e"},
     .expected = ">e | move e | = c1"},

    // onexit handlers run in exit order, onentry handlers in entry order, content between.
    {.title = "RaisesFollowTheExitsTheMoveAndTheEntries",
     .stages = R"([{"id":"c","raises_on_exit":["c.out"]},
        {"id":"c1","within":"c","raises_on_exit":["c1.out"]},
        {"id":"d","raises_on_entry":["d.in"]},
        {"id":"d1","within":"d","raises_on_entry":["d1.in"]}])",
     .actions = R"([{"id":"e","from":["c1"],"to":"d1","raises":["moved"]}])",
     .events = {"e"},
     .expected = R"(>e | exit c1 | raise c1.out | exit c | raise c.out | move e | raise moved
                    enter d | raise d.in | enter d1 | raise d1.in | = d1)"},
};

const std::vector<OrderTable> selections{
    // selectTransitions: [state] and then its proper ancestors; the loop ends with the first
    // enabled one (IRP 403a). In c2 none is the leaf's, so the parent's is taken.
    {.title = "TheInnermostStageIsAskedFirst",
     .stages = nested,
     .actions = R"([{"id":"e","moves":[{"from":["c1"],"to":"c2"},{"from":["c"],"to":"d2"}]}])",
     .events = {"e", "e"},
     .expected = R"(>e | exit c1 | move e | enter c2 | = c2
                    >e | exit c2 | exit c | move e#2 | enter d | enter d2 | = d2)"},

    // The place of a move in the document decides within one stage only.
    {.title = "TheInnermostStageIsAskedFirstThoughItsMoveIsWrittenLast",
     .stages = nested,
     .actions = R"([{"id":"e","moves":[{"from":["c"],"to":"d2"},{"from":["c1"],"to":"c2"}]}])",
     .events = {"e"},
     .expected = ">e | exit c1 | move e#2 | enter c2 | = c2"},

    // selectTransitions: conditionMatch fails, so the loop goes on to the ancestor.
    {.title = "AnInnerGuardThatFailsLetsTheOuterMoveBeTaken",
     .stages = nested,
     .actions = R"([{"id":"e","moves":[{"from":["c1"],"to":"c2","when":{"field":"facts.a"}},
                                      {"from":["c"],"to":"d2"}]}])",
     .facts = "a",
     .events = {"-a", "e"},
     .expected = ">e | exit c1 | exit c | move e#2 | enter d | enter d2 | = d2"},

    // The same with the guard true.
    {.title = "AnInnerGuardThatHoldsHidesTheOuterMove",
     .stages = nested,
     .actions = R"([{"id":"e","moves":[{"from":["c1"],"to":"c2","when":{"field":"facts.a"}},
                                      {"from":["c"],"to":"d2"}]}])",
     .facts = "a",
     .events = {"+a", "e"},
     .expected = ">e | exit c1 | move e | enter c2 | = c2"},

    // Two levels fail: the third is asked.
    {.title = "TheSearchGoesOutAsFarAsNeeded",
     .stages = nested,
     .actions = R"([{"id":"e","moves":[{"from":["d"],"to":"c2"},
        {"from":["d1"],"to":"d2","when":{"field":"facts.a"}},
        {"from":["d11"],"to":"d12","when":{"field":"facts.a"}}]}])",
     .start = "d11",
     .facts = "a",
     .events = {"e"},
     .expected = ">e | exit d11 | exit d1 | exit d | move e | enter c | enter c2 | = c2"},

    // for t in s.transition in document order; break at the first.
    {.title = "OfTwoMovesOfOneStageTheFirstWrittenIsTaken",
     .stages = nested,
     .actions = R"([{"id":"e","moves":[{"from":["c1"],"to":"c2"},{"from":["c1"],"to":"d2"}]}])",
     .events = {"e"},
     .expected = ">e | exit c1 | move e | enter c2 | = c2"},

    // The first one's condition fails: the second is asked before any ancestor's.
    {.title = "OfTwoMovesOfOneStageTheFirstThatHoldsIsTaken",
     .stages = nested,
     .actions = R"([{"id":"e","moves":[{"from":["c1"],"to":"c2","when":{"field":"facts.a"}},
        {"from":["c1"],"to":"d2","when":{"field":"facts.b"}},{"from":["c"],"to":"d11"}]}])",
     .facts = "a b",
     .events = {"-a", "+b", "e"},
     .expected = ">e | exit c1 | exit c | move e#2 | enter d | enter d2 | = d2"},

    // A move without target is enabled like any other and ends the search.
    {.title = "AnInnerMoveWithoutTargetHidesTheOuterOne",
     .stages = nested,
     .actions = R"([{"id":"e","moves":[{"from":["c1"]},{"from":["c"],"to":"d2"}]}])",
     .events = {"e"},
     .expected = ">e | move e | = c1"},

    // enabledTransitions is empty: the event is dropped, nothing is kept for later.
    {.title = "AnEventThatEnablesNothingIsDropped",
     .stages = nested,
     .actions = R"([{"id":"e","moves":[{"from":["c2"],"to":"d2"},
        {"from":["c"],"to":"d2","when":{"field":"facts.a"}}]},
        {"id":"f","from":["c1"],"to":"c2"}])",
     .facts = "a",
     .events = {"e", "f"},
     .expected = ">e | = c1 | >f | exit c1 | move f | enter c2 | = c2"},

    // A list of sources is that many moves: each is taken from its own stage, with its own domain.
    {.title = "AMoveFromSeveralStagesIsTakenFromWhicheverIsActive",
     .stages = nested,
     .actions = R"([{"id":"e","from":["c1","d11"],"to":"d12"}])",
     .events = {"e", "go.d11", "e"},
     .expected = R"(>e | exit c1 | exit c | move e | enter d | enter d1 | enter d12 | = d12
        >go.d11 | exit d12 | exit d1 | exit d | move go.d11 | enter d | enter d1 | enter d11 | = d11
        >e | exit d11 | move e | enter d12 | = d12)"},

    // getProperAncestors(state, null) ends with the document: its move is asked last though it is
    // written first. In c2 nothing else answers: all is left.
    {.title = "AMoveOfTheRootIsAskedLast",
     .stages = nested,
     .actions = R"([{"id":"e","moves":[{"to":"d2"},{"from":["c1"],"to":"c2"}]}])",
     .events = {"e", "e"},
     .expected = R"(>e | exit c1 | move e#2 | enter c2 | = c2
                    >e | exit c2 | exit c | move e | enter d | enter d2 | = d2)"},

    // The domain of the root's move is the root: what is active and is its target is left first.
    {.title = "AMoveOfTheRootToTheActiveStageLeavesAllAndEntersItAnew",
     .stages = nested,
     .events = {"go.c1"},
     .expected = ">go.c1 | exit c1 | exit c | move go.c1 | enter c | enter c1 | = c1"},

    // A move of the root without target.
    {.title = "AMoveOfTheRootWithoutTargetLeavesNothing",
     .stages = nested,
     .actions = R"([{"id":"e"}])",
     .events = {"e"},
     .expected = ">e | move e | = c1"},

    // The condition of the root's move fails: there is nobody left to ask.
    {.title = "AMoveOfTheRootHasItsGuardToo",
     .stages = nested,
     .actions = R"([{"id":"e","moves":[{"to":"d2","when":{"field":"facts.a"}}]}])",
     .facts = "a",
     .events = {"e", "+a", "e"},
     .expected = R"(>e | = c1
                    >e | exit c1 | exit c | move e | enter d | enter d2 | = d2)"},
};

const std::vector<OrderTable> tracks{
    // One microstep for both: all exits in reverse document order (exitOrder), then the contents
    // in the order of the atomic states that selected them (IRP 405), then the entries (IRP 406).
    {.title = "BothTracksMoveInOneStep",
     .stages = pair,
     .actions = R"([{"id":"e","moves":[{"from":["a1"],"to":"a2"},{"from":["b1"],"to":"b2"}]}])",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit a1 | move e | move e#2 | enter a2 | enter b2 | = a2 b2)"},

    // selectTransitions goes over the atomic states in document order; where a move is written
    // does not matter.
    {.title = "MovesOfTracksComeInTheOrderOfTheirStages",
     .stages = pair,
     .actions = R"([{"id":"e","moves":[{"from":["b1"],"to":"b2"},{"from":["a1"],"to":"a2"}]}])",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit a1 | move e#2 | move e | enter a2 | enter b2 | = a2 b2)"},

    // Only b1 selects; the exit set of its move is b1.
    {.title = "OneTrackMovesAndTheOtherStays",
     .stages = pair,
     .actions = R"([{"id":"e","from":["b1"],"to":"b2"}])",
     .events = {"e", "e"},
     .expected = ">e | exit b1 | move e | enter b2 | = a1 b2 | >e | = a1 b2"},

    // removeConflictingTransitions: the exit sets meet, b1 does not descend from a1, so the later
    // one is preempted.
    {.title = "OfTwoMovesThatLeaveTheTracksTheFirstTrackWins",
     .stages = pair,
     .actions = R"([{"id":"e","moves":[{"from":["b1"],"to":"x"},{"from":["a1"],"to":"x"}]}])",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit b | exit a1 | exit a | exit p | move e#2 | enter x | = x)"},

    // The exit set of b1 → x holds a1, which a1 → a2 leaves: the first in document order stays.
    // Once a is in a2, nothing is in its way.
    {.title = "AMoveWithinTheFirstTrackPreemptsLeavingFromTheSecond",
     .stages = pair,
     .actions = R"([{"id":"e","moves":[{"from":["a1"],"to":"a2"},{"from":["b1"],"to":"x"}]}])",
     .events = {"e", "e"},
     .expected = R"(>e | exit a1 | move e | enter a2 | = a2 b1
        >e | exit b1 | exit b | exit a2 | exit a | exit p | move e#2 | enter x | = x)"},

    // The same the other way round: leaving comes first, the move within b is dropped.
    {.title = "LeavingFromTheFirstTrackPreemptsAMoveWithinTheSecond",
     .stages = pair,
     .actions = R"([{"id":"e","moves":[{"from":["b1"],"to":"b2"},{"from":["a1"],"to":"x"}]}])",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit b | exit a1 | exit a | exit p | move e#2 | enter x | = x)"},

    // a1 selects the move of p, b1 its own; isDescendant(b1, p): the earlier one is removed
    // (IRP 403c). In b2 both select the move of p; an ordered set holds it once (IRP 403b).
    {.title = "ADescendantPreemptsItsAncestorThoughItComesLater",
     .stages = pair,
     .actions = R"([{"id":"e","moves":[{"from":["p"],"to":"x"},{"from":["b1"],"to":"b2"}]}])",
     .events = {"e", "e"},
     .expected = R"(>e | exit b1 | move e#2 | enter b2 | = a1 b2
        >e | exit b2 | exit b | exit a1 | exit a | exit p | move e | enter x | = x)"},

    // a1 selects its own, b1 that of p, which does not descend from a1: preempted.
    {.title = "AnAncestorIsPreemptedByADescendantThatComesFirst",
     .stages = pair,
     .actions = R"([{"id":"e","moves":[{"from":["p"],"to":"x"},{"from":["a1"],"to":"a2"}]}])",
     .events = {"e"},
     .expected = ">e | exit a1 | move e#2 | enter a2 | = a2 b1"},

    // isDescendant(b1, root) holds for every stage.
    {.title = "AMoveInATrackPreemptsThatOfTheRoot",
     .stages = pair,
     .actions = R"([{"id":"e","moves":[{"to":"x"},{"from":["b1"],"to":"b2"}]}])",
     .events = {"e", "e"},
     .expected = R"(>e | exit b1 | move e#2 | enter b2 | = a1 b2
        >e | exit b2 | exit b | exit a1 | exit a | exit p | move e | enter x | = x)"},

    // The move of b conflicts with that of a and goes; that of c meets neither.
    {.title = "TheMoveOfAThirdTrackIsNotLostWithThePreemptedOne",
     .stages = triple,
     .actions = R"([{"id":"e","moves":[{"from":["a1"],"to":"a2"},{"from":["b1"],"to":"x"},
                                      {"from":["c1"],"to":"c2"}]}])",
     .events = {"e"},
     .expected = ">e | exit c1 | exit a1 | move e | move e#3 | enter a2 | enter c2 | = a2 b1 c2"},

    // An empty exit set meets none: both are taken, in the order of their tracks.
    {.title = "AMoveWithoutTargetConflictsWithNone",
     .stages = pair,
     .actions = R"([{"id":"e","moves":[{"from":["a1"]},{"from":["b1"],"to":"x"}]}])",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit b | exit a1 | exit a | exit p | move e | move e#2 | enter x
                    = x)"},

    // The same for a descendant's: preemption is for conflicts, and b1's move leaves nothing.
    {.title = "ADescendantsMoveWithoutTargetPreemptsNoAncestor",
     .stages = pair,
     .actions = R"([{"id":"e","moves":[{"from":["p"],"to":"x"},{"from":["b1"]}]}])",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit b | exit a1 | exit a | exit p | move e | move e#2 | enter x
                    = x)"},

    // Enabled, in order: a1 → a2, i → k (selected by i11), i21 → x. The last descends from i, but
    // meets a1 → a2 first and is preempted (break), before anything is removed: i → k stays.
    {.title = "AMoveThatIsItselfPreemptedRemovesNone",
     .stages = R"([{"id":"p","tracks":true},
        {"id":"a","within":"p"},{"id":"a1","within":"a"},{"id":"a2","within":"a"},
        {"id":"b","within":"p"},{"id":"i","within":"b","tracks":true},
        {"id":"i1","within":"i"},{"id":"i11","within":"i1"},
        {"id":"i2","within":"i"},{"id":"i21","within":"i2"},{"id":"k","within":"b"},{"id":"x"}])",
     .actions = R"([{"id":"e","moves":[{"from":["a1"],"to":"a2"},{"from":["i"],"to":"k"},
                                      {"from":["i21"],"to":"x"}]}])",
     .events = {"e"},
     .expected = R"(>e | exit i21 | exit i2 | exit i11 | exit i1 | exit i | exit a1
                    move e | move e#2 | enter a2 | enter k | = a2 k)"},

    // findLCCA([a,a2]): p is no compound state, so the domain is the root: the other track is left
    // with p and starts anew.
    {.title = "AMoveFromATrackToItsChildLeavesAllTracks",
     .stages = pair,
     .actions = R"([{"id":"e","from":["a"],"to":"a2"}])",
     .start = "b2",
     .events = {"e"},
     .expected = R"(>e | exit b2 | exit b | exit a1 | exit a | exit p | move e
                    enter p | enter a | enter a2 | enter b | enter b1 | = a2 b1)"},

    // Internal: the domain is a, the other track is not touched.
    {.title = "AnInternalMoveFromATrackToItsChildStaysInTheTrack",
     .stages = pair,
     .actions = R"([{"id":"e","moves":[{"from":["a"],"to":"a2","internal":true}]}])",
     .start = "b2",
     .events = {"e"},
     .expected = ">e | exit a1 | move e | enter a2 | = a2 b2"},

    // findLCCA([a2,a]): a does not descend from a, p is no compound state: the root.
    {.title = "AMoveToItsOwnTrackStartsAllTracksAnew",
     .stages = pair,
     .actions = R"([{"id":"e","from":["a2"],"to":"a"}])",
     .start = "a2",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit b | exit a2 | exit a | exit p | move e
                    enter p | enter a | enter a1 | enter b | enter b1 | = a1 b1)"},

    // The LCCA of stages of two tracks is above the tracks: all is left, the track of the source
    // takes its default.
    {.title = "AMoveIntoAnotherTrackLeavesAllTracks",
     .stages = pair,
     .actions = R"([{"id":"e","from":["a2"],"to":"b2"}])",
     .start = "a2",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit b | exit a2 | exit a | exit p | move e
                    enter p | enter a | enter a1 | enter b | enter b2 | = a1 b2)"},

    // isCompoundState is false for a parallel: internal is as external (IRP 533).
    {.title = "AnInternalMoveOfATracksStageIsExternal",
     .stages = pair,
     .actions = R"([{"id":"e","moves":[{"from":["p"],"to":"a2","internal":true}]}])",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit b | exit a1 | exit a | exit p | move e
                    enter p | enter a | enter a2 | enter b | enter b1 | = a2 b1)"},

    // findLCCA([p,p]) = root.
    {.title = "ASelfMoveOfATracksStageStartsItAnew",
     .stages = pair,
     .actions = R"([{"id":"e","from":["p"],"to":"p"},{"id":"f","from":["a1"],"to":"a2"}])",
     .events = {"f", "e"},
     .expected = R"(>f | exit a1 | move f | enter a2 | = a2 b1
                    >e | exit b1 | exit b | exit a2 | exit a | exit p | move e
                    enter p | enter a | enter a1 | enter b | enter b1 | = a1 b1)"},

    // Entry order is document order, whatever the order of the targets.
    {.title = "SeveralTargetsAreEnteredInDocumentOrder",
     .stages = pair,
     .actions = R"([{"id":"e","from":["x"],"to":["b2","a2"]}])",
     .start = "x",
     .events = {"e"},
     .expected = R"(>e | exit x | move e | enter p | enter a | enter a2 | enter b | enter b2
                    = a2 b2)"},

    // addAncestorStatesToEnter adds the default of the one track in which no target stands.
    {.title = "ATrackWithoutATargetTakesItsDefault",
     .stages = triple,
     .actions = R"([{"id":"e","from":["x"],"to":["c2","a2"]}])",
     .start = "x",
     .events = {"e"},
     .expected = R"(>e | exit x | move e | enter p | enter a | enter a2 | enter b | enter b1
                    enter c | enter c2 | = a2 b1 c2)"},

    // The LCCA of a1, a2 and b2 is the nearest compound state, s: p is left, s stays.
    {.title = "SeveralTargetsFromOneTrackLeaveTheTracksAndNoMore",
     .stages = housed,
     .actions = R"([{"id":"e","from":["a1"],"to":["a2","b2"]}])",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit b | exit a1 | exit a | exit p | move e
                    enter p | enter a | enter a2 | enter b | enter b2 | = a2 b2)"},

    // Internal of s: s is the domain and stays, p between it and the targets does not.
    {.title = "AnInternalMoveIntoSeveralTracksLeavesTheTracks",
     .stages = housed,
     .actions = R"([{"id":"e","moves":[{"from":["s"],"to":["a2","b2"],"internal":true}]},
                    {"id":"f","from":["s"],"to":["a2","b2"]}])",
     .events = {"e", "f"},
     .expected = R"(>e | exit b1 | exit b | exit a1 | exit a | exit p | move e
        enter p | enter a | enter a2 | enter b | enter b2 | = a2 b2
        >f | exit b2 | exit b | exit a2 | exit a | exit p | exit s | move f
        enter s | enter p | enter a | enter a2 | enter b | enter b2 | = a2 b2)"},

    // Three atomic states of two levels of tracks, each with its own: no exit sets meet.
    {.title = "InnerTracksMoveWithOuterOnes",
     .stages = inner,
     .actions = R"([{"id":"e","moves":[{"from":["b1"],"to":"b2"},{"from":["i11"],"to":"i12"},
                                      {"from":["i21"],"to":"i22"}]}])",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit i21 | exit i11 | move e#2 | move e#3 | move e
                    enter i12 | enter i22 | enter b2 | = i12 i22 b2)"},

    // The move of i is selected by i11 and i21 and held once; it leaves i alone.
    {.title = "LeavingInnerTracksWhileTheOuterTrackMoves",
     .stages = inner,
     .actions = R"([{"id":"e","moves":[{"from":["i"],"to":"a2"},{"from":["b1"],"to":"b2"}]}])",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit i21 | exit i2 | exit i11 | exit i1 | exit i
                    move e | move e#2 | enter a2 | enter b2 | = a2 b2)"},

    // i11 → a2 leaves i and with it i21: that conflict is settled for the first; b is apart.
    {.title = "AConflictInInnerTracksDoesNotTouchTheOuterTrack",
     .stages = inner,
     .actions = R"([{"id":"e","moves":[{"from":["i11"],"to":"a2"},{"from":["i21"],"to":"i22"},
                                      {"from":["b1"],"to":"b2"}]}])",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit i21 | exit i2 | exit i11 | exit i1 | exit i
                    move e | move e#3 | enter a2 | enter b2 | = a2 b2)"},

    // i11 selects the move of i, i21 its own, which descends from i: i stays, i21 and b1 move.
    {.title = "ADescendantInInnerTracksPreemptsTheInnerTracksStage",
     .stages = inner,
     .actions = R"([{"id":"e","moves":[{"from":["i"],"to":"a2"},{"from":["i21"],"to":"i22"},
                                      {"from":["b1"],"to":"b2"}]}])",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit i21 | move e#2 | move e#3 | enter i22 | enter b2
                    = i11 i22 b2)"},

    // Conditions are asked in selectTransitions, before exitStates: each sees the other where it
    // was.
    {.title = "GuardsOfOneStepSeeTheConfigurationBeforeIt",
     .stages = pair,
     .actions = R"([{"id":"e","moves":[{"from":["a1"],"to":"a2","when":{"in_stage":"b1"}},
                                      {"from":["b1"],"to":"b2","when":{"in_stage":"a1"}}]}])",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit a1 | move e | move e#2 | enter a2 | enter b2 | = a2 b2)"},

    // An event is matched by name whoever sent it: the other track answers in the same microstep.
    {.title = "AReactionToAnActionIsTakenInTheSameStep",
     .stages = pair,
     .actions = R"([{"id":"e","from":["b1"],"to":"b2"}])",
     .reactions = R"([{"id":"r","on":"e","from":["a1"],"to":"a2"}])",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit a1 | move r | move e | enter a2 | enter b2 | = a2 b2)"},

    // Raises of all exits, then of all moves, then of all entries.
    {.title = "RaisesOfTwoTracks",
     .stages = R"([{"id":"p","tracks":true},
        {"id":"a","within":"p"},{"id":"a1","within":"a","raises_on_exit":["a1.out"]},
        {"id":"a2","within":"a","raises_on_entry":["a2.in"]},
        {"id":"b","within":"p"},{"id":"b1","within":"b","raises_on_exit":["b1.out"]},
        {"id":"b2","within":"b","raises_on_entry":["b2.in"]}])",
     .actions = R"([{"id":"e","from":["a1"],"to":"a2","raises":["a.moved"]}])",
     .reactions = R"([{"id":"r","on":"e","from":["b1"],"to":"b2","raises":["b.moved"]}])",
     .events = {"e"},
     .expected = R"(>e | exit b1 | raise b1.out | exit a1 | raise a1.out
                    move e | raise a.moved | move r | raise b.moved
                    enter a2 | raise a2.in | enter b2 | raise b2.in | = a2 b2)"},
};

INSTANTIATE_TEST_SUITE_P(Entries, ProcedureOrder, ::testing::ValuesIn(entries), name_of_table);
INSTANTIATE_TEST_SUITE_P(Selections, ProcedureOrder, ::testing::ValuesIn(selections),
                         name_of_table);
INSTANTIATE_TEST_SUITE_P(Tracks, ProcedureOrder, ::testing::ValuesIn(tracks), name_of_table);

}  // namespace
}  // namespace accord::procedure::testing
