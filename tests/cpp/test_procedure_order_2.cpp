// When a macrostep goes on and when it rests (eventless moves, the internal queue, done events,
// final stages): tables derived by hand from Appendix D of W3C SCXML. Its procedures are named
// where they decide; "IRP n" is the test n of its implementation report that shows the same.
#include "order_table.hpp"

namespace accord::procedure::testing {
namespace {

constexpr std::string_view flat = R"([{"id":"a"},{"id":"b"},{"id":"c"},{"id":"d"}])";

// b raises r as it is entered.
constexpr std::string_view raising =
    R"([{"id":"a"},{"id":"b","raises_on_entry":["r"]},{"id":"c"},{"id":"d"}])";

// Document order: p a a1 a2 b b1 b2 x. Opens in a1 and b1.
constexpr std::string_view pair = R"([{"id":"p","tracks":true},
    {"id":"a","within":"p"},{"id":"a1","within":"a"},{"id":"a2","within":"a"},
    {"id":"b","within":"p"},{"id":"b1","within":"b"},{"id":"b2","within":"b"},{"id":"x"}])";

// Two tracks with a final stage each: p a a1 af b b1 bf x y.
constexpr std::string_view ending = R"([{"id":"p","tracks":true},
    {"id":"a","within":"p"},{"id":"a1","within":"a"},{"id":"af","within":"a","final":true},
    {"id":"b","within":"p"},{"id":"b1","within":"b"},{"id":"bf","within":"b","final":true},
    {"id":"x"},{"id":"y"}])";

// A compound stage with a final stage: c c1 cf x y.
constexpr std::string_view compound = R"([{"id":"c"},{"id":"c1","within":"c"},
    {"id":"cf","within":"c","final":true},{"id":"x"},{"id":"y"}])";

class ProcedureQueueOrder : public ::testing::TestWithParam<OrderTable> {};

TEST_P(ProcedureQueueOrder, IsThatOfTheAlgorithm) {
    EXPECT_EQ(played(GetParam()), written(GetParam()));
}

const std::vector<OrderTable> eventless{
    // interpret: enterStates of the initial move, then mainEventLoop: selectEventlessTransitions
    // before the first external event is waited for.
    {.title = "OpeningGoesOnUntilNothingIsEnabled",
     .stages = flat,
     .reactions = R"([{"id":"v","from":["a"],"to":"b"},{"id":"w","from":["b"],"to":"c"}])",
     .expected = R"(>open | enter a | = a | exit a | move v | enter b | = b
                    exit b | move w | enter c | = c)"},

    // mainEventLoop: a microstep for each eventless move; the chain ends where none is enabled.
    {.title = "AChainOfEventlessMovesRunsToItsEnd",
     .stages = flat,
     .actions = R"([{"id":"e","from":["a"],"to":"b"}])",
     .reactions = R"([{"id":"w","from":["c"],"to":"d"},{"id":"v","from":["b"],"to":"c"}])",
     .events = {"e"},
     .expected = R"(>e | exit a | move e | enter b | = b | exit b | move v | enter c | = c
                    exit c | move w | enter d | = d)"},

    // mainEventLoop: selectEventlessTransitions comes before internalQueue.dequeue (IRP 419): r is
    // still in the queue when c is entered.
    {.title = "AnEventlessMoveIsTakenBeforeAnInternalEvent",
     .stages = raising,
     .actions = R"([{"id":"e","from":["a"],"to":"b"}])",
     .reactions = R"([{"id":"u","on":"r","from":["b"],"to":"a"},
        {"id":"v","from":["b"],"to":"c"},{"id":"w","on":"r","from":["c"],"to":"d"}])",
     .events = {"e"},
     .expected = R"(>e | exit a | move e | enter b | raise r | = b
                    exit b | move v | enter c | = c | exit c | move w | enter d | = d)"},

    // The whole chain of eventless moves comes before the event that waits.
    {.title = "AChainOfEventlessMovesIsTakenBeforeAnInternalEvent",
     .stages = R"([{"id":"a"},{"id":"b","raises_on_entry":["r"]},{"id":"c"},{"id":"d"},
        {"id":"f"}])",
     .actions = R"([{"id":"e","from":["a"],"to":"b"}])",
     .reactions = R"([{"id":"t","on":"r","from":["b","c"],"to":"a"},
        {"id":"u","from":["b"],"to":"c"},{"id":"v","from":["c"],"to":"d"},
        {"id":"w","on":"r","from":["d"],"to":"f"}])",
     .events = {"e"},
     .expected = R"(>e | exit a | move e | enter b | raise r | = b | exit b | move u | enter c | = c
                    exit c | move v | enter d | = d | exit d | move w | enter f | = f)"},

    // An internal event that enables nothing is gone once dequeued: d comes too late for r.
    {.title = "AnInternalEventThatEnablesNothingIsDropped",
     .stages = raising,
     .actions = R"([{"id":"e","from":["a"],"to":"b"},{"id":"f","from":["c"],"to":"d"}])",
     .reactions =
         R"([{"id":"v","from":["b"],"to":"c"},{"id":"w","on":"r","from":["b","d"],"to":"a"}])",
     .events = {"e", "f"},
     .expected = R"(>e | exit a | move e | enter b | raise r | = b | exit b | move v | enter c | = c
                    >f | exit c | move f | enter d | = d)"},

    // selectEventlessTransitions asks from the leaf outwards and leaves conflicts out, as for an
    // event: the leaf's own move comes first, then its parent's.
    {.title = "TheInnermostEventlessMoveIsTakenFirst",
     .stages = R"([{"id":"a"},{"id":"c"},{"id":"c1","within":"c"},{"id":"c2","within":"c"},
        {"id":"d"}])",
     .actions = R"([{"id":"e","from":["a"],"to":"c"}])",
     .reactions = R"([{"id":"v","from":["c"],"to":"d"},{"id":"w","from":["c1"],"to":"c2"}])",
     .events = {"e"},
     .expected = R"(>e | exit a | move e | enter c | enter c1 | = c1 | exit c1 | move w | enter c2
                    = c2 | exit c2 | exit c | move v | enter d | = d)"},

    // One microstep for the eventless moves of both tracks.
    {.title = "EventlessMovesOfTwoTracksAreOneStep",
     .stages = pair,
     .reactions = R"([{"id":"v","from":["b1"],"to":"b2"},{"id":"w","from":["a1"],"to":"a2"}])",
     .expected = R"(>open | enter p | enter a | enter a1 | enter b | enter b1 | = a1 b1
                    exit b1 | exit a1 | move w | move v | enter a2 | enter b2 | = a2 b2)"},

    // a1 selects the move of p, b1 its own, which descends from p: it wins, and only the next
    // microstep leaves the tracks.
    {.title = "AnEventlessMoveOfADescendantPreemptsThatOfItsAncestor",
     .stages = pair,
     .actions = R"([{"id":"e","from":["x"],"to":"p"}])",
     .reactions = R"([{"id":"v","from":["p"],"to":"x","when":{"field":"facts.a"}},
        {"id":"w","from":["b1"],"to":"b2","when":{"field":"facts.a"}}])",
     .start = "x",
     .facts = "a",
     .events = {"+a", "e"},
     .expected =
         R"(>e | exit x | move e | enter p | enter a | enter a1 | enter b | enter b1 | = a1 b1
        exit b1 | move w | enter b2 | = a1 b2
        exit b2 | exit b | exit a1 | exit a | exit p | move v | enter x | = x)"},

    // The condition sees the configuration after the microstep in which the other track moved.
    {.title = "ATrackThatWaitsForAnotherMovesInTheNextStep",
     .stages = pair,
     .actions = R"([{"id":"e","from":["a1"],"to":"a2"}])",
     .reactions = R"([{"id":"w","from":["b1"],"to":"b2","when":{"in_stage":"a2"}}])",
     .events = {"e"},
     .expected = R"(>e | exit a1 | move e | enter a2 | = a2 b1 | exit b1 | move w | enter b2
                    = a2 b2)"},

    // Two tracks wait for each other in turn: a2, then b2, then the move of p that needs both.
    {.title = "ASeriesOfStepsInWhichTracksWaitForEachOther",
     .stages = pair,
     .actions = R"([{"id":"e","from":["a1"],"to":"a2"}])",
     .reactions = R"([{"id":"v","from":["p"],"to":"x","when":{"in_stage":"b2"}},
                      {"id":"w","from":["b1"],"to":"b2","when":{"in_stage":"a2"}}])",
     .events = {"e"},
     .expected =
         R"(>e | exit a1 | move e | enter a2 | = a2 b1 | exit b1 | move w | enter b2 | = a2 b2
                    exit b2 | exit b | exit a2 | exit a | exit p | move v | enter x | = x)"},

    // mainEventLoop: the external event's moves are selected first; only then the loop asks for
    // eventless ones, and those of a, which was left, are no longer among them.
    {.title = "AnEventIsAnsweredBeforeAnEventlessMoveThatCameTrueBetweenEvents",
     .stages = flat,
     .actions = R"([{"id":"e","from":["a"],"to":"c"}])",
     .reactions = R"([{"id":"w","from":["a"],"to":"b","when":{"field":"facts.a"}}])",
     .facts = "a",
     .events = {"+a", "e"},
     .expected = ">e | exit a | move e | enter c | = c"},

    // An external event that enables nothing still starts the loop anew.
    {.title = "AnEventThatEnablesNothingLetsEventlessMovesBeAsked",
     .stages = flat,
     .actions = R"([{"id":"e","from":["c"],"to":"d"}])",
     .reactions = R"([{"id":"w","from":["a"],"to":"b","when":{"field":"facts.a"}}])",
     .facts = "a",
     .events = {"e", "+a", "e"},
     .expected = ">e | = a | >e | exit a | move w | enter b | = b"},

    // The first in document order whose condition holds, as for an event.
    {.title = "OfTwoEventlessMovesTheFirstThatHoldsIsTaken",
     .stages = flat,
     .actions = R"([{"id":"e","from":["a"],"to":"b"}])",
     .reactions = R"([{"id":"u","from":["b"],"to":"a","when":{"field":"facts.a"}},
        {"id":"v","from":["b"],"to":"c","when":{"field":"facts.b"}},
        {"id":"w","from":["b"],"to":"d"}])",
     .facts = "a b",
     .events = {"+b", "e"},
     .expected = ">e | exit a | move e | enter b | = b | exit b | move v | enter c | = c"},

    // A move without event is not enabled by one, nor one with an event without it: nameMatch.
    {.title = "AReactionToAnEventIsNotEventless",
     .stages = raising,
     .actions = R"([{"id":"e","from":["a"],"to":"c"},{"id":"f","from":["c"],"to":"b"}])",
     .reactions = R"([{"id":"w","on":"r","from":["b","c"],"to":"d"}])",
     .events = {"e", "f"},
     .expected = R"(>e | exit a | move e | enter c | = c
                    >f | exit c | move f | enter b | raise r | = b | exit b | move w | enter d
                    = d)"},
};

const std::vector<OrderTable> queue{
    // The internal queue is first in, first out: exits raise before the move, the move before the
    // entries (exitStates, executeTransitionContent, enterStates). Each is a microstep of its own.
    {.title = "EventsAreAnsweredInTheOrderInWhichTheyWereRaised",
     .stages = R"([{"id":"a","raises_on_exit":["left"]},{"id":"b","raises_on_entry":["entered"]}])",
     .actions = R"([{"id":"e","from":["a"],"to":"b","raises":["moved"]}])",
     .reactions = R"([{"id":"u","on":"entered","from":["b"]},{"id":"v","on":"moved","from":["b"]},
                      {"id":"w","on":"left","from":["b"]}])",
     .events = {"e"},
     .expected = R"(>e | exit a | raise left | move e | raise moved | enter b | raise entered | = b
                    move w | = b | move v | = b | move u | = b)"},

    // Executable content is run in document order (IRP 158).
    {.title = "SeveralRaisesOfOneMoveKeepTheirOrder",
     .stages = flat,
     .actions = R"([{"id":"e","from":["a"],"to":"b","raises":["s","r"]}])",
     .reactions = R"([{"id":"v","on":"r","from":["b","c"],"to":"d"},
                      {"id":"w","on":"s","from":["b","d"],"to":"c"}])",
     .events = {"e"},
     .expected = R"(>e | exit a | move e | raise s | raise r | enter b | = b
                    exit b | move w | enter c | = c | exit c | move v | enter d | = d)"},

    // What the answer to r raises stands behind s, which was there before.
    {.title = "WhatAnAnswerRaisesWaitsBehindWhatIsInTheQueue",
     .stages = flat,
     .actions = R"([{"id":"e","from":["a"],"raises":["r","s"]}])",
     .reactions = R"([{"id":"u","on":"r","from":["a"],"raises":["t"]},
        {"id":"v","on":"t","from":["a","b"],"to":"c"},{"id":"w","on":"s","from":["a"],"to":"b"}])",
     .events = {"e"},
     .expected = R"(>e | move e | raise r | raise s | = a | move u | raise t | = a
                    exit a | move w | enter b | = b | exit b | move v | enter c | = c)"},

    // mainEventLoop: the external queue is read when the internal one is empty (IRP 421): the
    // second event finds d, where the first one's r led, and not b.
    {.title = "InternalEventsAreAnsweredBeforeTheNextExternalOne",
     .stages = raising,
     .actions = R"([{"id":"e","from":["a"],"to":"b"},
        {"id":"f","moves":[{"from":["b"],"to":"c"},{"from":["d"],"to":"a"}]}])",
     .reactions = R"([{"id":"w","on":"r","from":["b"],"to":"d"}])",
     .events = {"e", "f"},
     .expected = R"(>e | exit a | move e | enter b | raise r | = b | exit b | move w | enter d | = d
                    >f | exit d | move f#2 | enter a | = a)"},

    // An eventless move is asked for after each microstep, so also between two internal events.
    {.title = "AnEventlessMoveComesBetweenTwoInternalEvents",
     .stages = flat,
     .actions = R"([{"id":"e","from":["a"],"raises":["r","s"]}])",
     .reactions = R"([{"id":"t","on":"r","from":["a"],"to":"b"},{"id":"u","from":["b"],"to":"c"},
        {"id":"v","on":"s","from":["b"],"to":"a"},{"id":"w","on":"s","from":["c"],"to":"d"}])",
     .events = {"e"},
     .expected = R"(>e | move e | raise r | raise s | = a | exit a | move t | enter b | = b
                    exit b | move u | enter c | = c | exit c | move w | enter d | = d)"},

    // selectTransitions for an internal event goes over all atomic states too.
    {.title = "AnInternalEventMovesBothTracksInOneStep",
     .stages = pair,
     .actions = R"([{"id":"e","from":["p"],"raises":["r"]}])",
     .reactions = R"([{"id":"v","on":"r","from":["b1"],"to":"b2"},
                      {"id":"w","on":"r","from":["a1"],"to":"a2"}])",
     .events = {"e"},
     .expected = R"(>e | move e | raise r | = a1 b1
                    exit b1 | exit a1 | move w | move v | enter a2 | enter b2 | = a2 b2)"},

    // A track raises, the other answers in the next microstep.
    {.title = "OneTrackSpeaksToTheOtherThroughTheQueue",
     .stages = R"([{"id":"p","tracks":true},
        {"id":"a","within":"p"},{"id":"a1","within":"a"},
        {"id":"a2","within":"a","raises_on_entry":["r"]},
        {"id":"b","within":"p"},{"id":"b1","within":"b"},{"id":"b2","within":"b"}])",
     .actions = R"([{"id":"e","from":["a1"],"to":"a2"}])",
     .reactions = R"([{"id":"w","on":"r","from":["b1"],"to":"b2"}])",
     .events = {"e"},
     .expected = R"(>e | exit a1 | move e | enter a2 | raise r | = a2 b1
                    exit b1 | move w | enter b2 | = a2 b2)"},

    // The root's move is asked last and leaves all, for an internal event as for any.
    {.title = "AnInternalEventMayBeAnsweredByTheRoot",
     .stages = R"([{"id":"c"},{"id":"c1","within":"c"},{"id":"c2","within":"c"},{"id":"d"}])",
     .actions = R"([{"id":"e","from":["c"],"raises":["r"]}])",
     .reactions = R"([{"id":"v","on":"r","to":"d"},{"id":"w","on":"r","from":["c1"],"to":"c2"}])",
     .events = {"e", "e"},
     .expected = R"(>e | move e | raise r | = c1 | exit c1 | move w | enter c2 | = c2
                    >e | move e | raise r | = c2 | exit c2 | exit c | move v | enter d | = d)"},

    // What the opening raises is answered before anything comes from outside.
    {.title = "WhatTheOpeningRaisesIsAnsweredInIt",
     .stages = R"([{"id":"a","raises_on_entry":["r"]},{"id":"b"}])",
     .reactions = R"([{"id":"w","on":"r","from":["a"],"to":"b"}])",
     .expected = ">open | enter a | raise r | = a | exit a | move w | enter b | = b"},

    // The event that left a stage by itself: exits are raised outwards, entries inwards, and the
    // queue keeps that order.
    {.title = "NestedRaisesAreAnsweredFromTheInnermostExitToTheInnermostEntry",
     .stages = R"([{"id":"c","raises_on_exit":["r2"]},
        {"id":"c1","within":"c","raises_on_exit":["r1"]},
        {"id":"d","raises_on_entry":["r3"]},{"id":"d1","within":"d","raises_on_entry":["r4"]}])",
     .actions = R"([{"id":"e","from":["c1"],"to":"d"}])",
     .reactions = R"([{"id":"w4","on":"r4","from":["d"]},{"id":"w3","on":"r3","from":["d"]},
                      {"id":"w2","on":"r2","from":["d"]},{"id":"w1","on":"r1","from":["d"]}])",
     .events = {"e"},
     .expected = R"(>e | exit c1 | raise r1 | exit c | raise r2 | move e
                    enter d | raise r3 | enter d1 | raise r4 | = d1
                    move w1 | = d1 | move w2 | = d1 | move w3 | = d1 | move w4 | = d1)"},

    // A self move raises what its exit and its entry raise.
    {.title = "ASelfMoveRaisesAsAnyOther",
     .stages = R"([{"id":"a","raises_on_entry":["in"],"raises_on_exit":["out"]},{"id":"b"}])",
     .actions = R"([{"id":"e","from":["a"],"to":"a"}])",
     .events = {"e"},
     .expected = ">e | exit a | raise out | move e | enter a | raise in | = a"},

    // A move without target runs neither onexit nor onentry.
    {.title = "AMoveWithoutTargetRaisesOnlyItsOwn",
     .stages = R"([{"id":"a","raises_on_entry":["in"],"raises_on_exit":["out"]},{"id":"b"}])",
     .actions = R"([{"id":"e","from":["a"],"raises":["r"]}])",
     .events = {"e"},
     .expected = ">e | move e | raise r | = a"},
};

const std::vector<OrderTable> done{
    // enterStates: a final state whose parent is not the document puts done of the parent into the
    // queue; it is answered in the next microstep (IRP 416).
    {.title = "AFinalChildMakesItsParentDone",
     .stages = compound,
     .actions = R"([{"id":"e","from":["c1"],"to":"cf"}])",
     .reactions = R"([{"id":"w","on":"done.c","from":["c"],"to":"x"}])",
     .events = {"e"},
     .expected = R"(>e | exit c1 | move e | enter cf | raise done.c | = cf
                    exit cf | exit c | move w | enter x | = x)"},

    // Only a final at the top ends the case: with c done the next event is answered as ever.
    {.title = "AFinalChildDoesNotStopTheCase",
     .stages = compound,
     .actions = R"([{"id":"e","from":["c1"],"to":"cf"},{"id":"f","from":["c"],"to":"x"}])",
     .events = {"e", "f"},
     .expected = R"(>e | exit c1 | move e | enter cf | raise done.c | = cf
                    >f | exit cf | exit c | move f | enter x | = x)"},

    // onentry content is run before the done event is put into the queue (IRP 372).
    {.title = "WhatAFinalStageRaisesOnEntryComesBeforeDone",
     .stages = R"([{"id":"c"},{"id":"c1","within":"c"},
        {"id":"cf","within":"c","final":true,"raises_on_entry":["r"]},{"id":"x"},{"id":"y"}])",
     .actions = R"([{"id":"e","from":["c1"],"to":"cf"}])",
     .reactions = R"([{"id":"v","on":"done.c","from":["x"],"to":"y"},
                      {"id":"w","on":"r","from":["c"],"to":"x"}])",
     .events = {"e"},
     .expected = R"(>e | exit c1 | move e | enter cf | raise r | raise done.c | = cf
                    exit cf | exit c | move w | enter x | = x | exit x | move v | enter y | = y)"},

    // What the move raised stands before the done event of the entry.
    {.title = "WhatTheMoveRaisesComesBeforeDone",
     .stages = compound,
     .actions = R"([{"id":"e","from":["c1"],"to":"cf","raises":["r"]}])",
     .reactions = R"([{"id":"v","on":"done.c","from":["c"],"to":"y"},
                      {"id":"w","on":"r","from":["c"],"to":"x"}])",
     .events = {"e"},
     .expected = R"(>e | exit c1 | move e | raise r | enter cf | raise done.c | = cf
                    exit cf | exit c | move w | enter x | = x)"},

    // Eventless moves come before done too; by then done.c finds nobody.
    {.title = "AnEventlessMoveIsTakenBeforeDone",
     .stages = compound,
     .actions = R"([{"id":"e","from":["c1"],"to":"cf"}])",
     .reactions = R"([{"id":"v","on":"done.c","from":["c"],"to":"x"},
                      {"id":"w","from":["c"],"to":"y","when":{"in_stage":"cf"}}])",
     .events = {"e"},
     .expected = R"(>e | exit c1 | move e | enter cf | raise done.c | = cf
                    exit cf | exit c | move w | enter y | = y)"},

    // Default entry into a final child is an entry like any other.
    {.title = "ADefaultEntryIntoAFinalChildMakesItsParentDone",
     .stages = R"([{"id":"a"},{"id":"c","initial":"cf"},{"id":"c1","within":"c"},
        {"id":"cf","within":"c","final":true},{"id":"x"}])",
     .actions = R"([{"id":"e","from":["a"],"to":"c"}])",
     .reactions = R"([{"id":"w","on":"done.c","from":["c"],"to":"x"}])",
     .events = {"e"},
     .expected = R"(>e | exit a | move e | enter c | enter cf | raise done.c | = cf
                    exit cf | exit c | move w | enter x | = x)"},

    // done.c leads to the final child of d, which is done in turn.
    {.title = "DoneGoesOutwardsThroughCompoundStages",
     .stages = R"([{"id":"d"},{"id":"c","within":"d"},{"id":"c1","within":"c"},
        {"id":"cf","within":"c","final":true},{"id":"df","within":"d","final":true},{"id":"x"}])",
     .actions = R"([{"id":"e","from":["c1"],"to":"cf"}])",
     .reactions = R"([{"id":"v","on":"done.d","from":["d"],"to":"x"},
                      {"id":"w","on":"done.c","from":["c"],"to":"df"}])",
     .events = {"e"},
     .expected = R"(>e | exit c1 | move e | enter cf | raise done.c | = cf
                    exit cf | exit c | move w | enter df | raise done.d | = df
                    exit df | exit d | move v | enter x | = x)"},

    // A compound stage is done by its own final child, not by that of its child.
    {.title = "DoneOfAChildIsNotDoneOfItsParent",
     .stages = R"([{"id":"d"},{"id":"c","within":"d"},{"id":"c1","within":"c"},
        {"id":"cf","within":"c","final":true},{"id":"df","within":"d","final":true},{"id":"x"}])",
     .actions = R"([{"id":"e","from":["c1"],"to":"cf"}])",
     .reactions = R"([{"id":"v","on":"done.d","from":["d"],"to":"x"}])",
     .events = {"e"},
     .expected = ">e | exit c1 | move e | enter cf | raise done.c | = cf"},

    // enterStates: the grandparent is a parallel; done of it when every child is in a final state
    // (isInFinalState), so with the second track only, after that track's own (IRP 417, 570).
    {.title = "TracksAreDoneWithTheLastOfThem",
     .stages = ending,
     .actions = R"([{"id":"e","from":["a1"],"to":"af"},{"id":"f","from":["b1"],"to":"bf"}])",
     .reactions = R"([{"id":"w","on":"done.p","from":["p"],"to":"x"}])",
     .events = {"e", "f"},
     .expected = R"(>e | exit a1 | move e | enter af | raise done.a | = af b1
        >f | exit b1 | move f | enter bf | raise done.b | raise done.p | = af bf
        exit bf | exit b | exit af | exit a | exit p | move w | enter x | = x)"},

    // The order in which they end does not matter.
    {.title = "TracksAreDoneWhicheverIsTheLast",
     .stages = ending,
     .actions = R"([{"id":"e","from":["a1"],"to":"af"},{"id":"f","from":["b1"],"to":"bf"}])",
     .events = {"f", "e"},
     .expected = R"(>f | exit b1 | move f | enter bf | raise done.b | = a1 bf
        >e | exit a1 | move e | enter af | raise done.a | raise done.p | = af bf)"},

    // configuration.add comes one state at a time: when af is entered b is not yet in a final
    // state, so done.p is raised once, with bf.
    {.title = "TracksThatEndInOneStepAreDoneOnce",
     .stages = ending,
     .actions = R"([{"id":"e","moves":[{"from":["a1"],"to":"af"},{"from":["b1"],"to":"bf"}]}])",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit a1 | move e | move e#2
        enter af | raise done.a | enter bf | raise done.b | raise done.p | = af bf)"},

    // done.b is in the queue before done.p: its answer leaves p, done.p is answered in x.
    {.title = "DoneOfTheTrackIsAnsweredBeforeDoneOfTheTracks",
     .stages = ending,
     .actions = R"([{"id":"e","moves":[{"from":["a1"],"to":"af"},{"from":["b1"],"to":"bf"}]}])",
     .reactions = R"([{"id":"u","on":"done.p","from":["p"],"to":"y"},
        {"id":"v","on":"done.p","from":["x"],"to":"y"},
        {"id":"w","on":"done.b","from":["p"],"to":"x"}])",
     .events = {"e"},
     .expected = R"(>e | exit b1 | exit a1 | move e | move e#2
        enter af | raise done.a | enter bf | raise done.b | raise done.p | = af bf
        exit bf | exit b | exit af | exit a | exit p | move w | enter x | = x
        exit x | move v | enter y | = y)"},

    // A track that starts anew within itself is no longer in a final state; ended again, both are
    // done again.
    {.title = "TracksAreDoneAnewWhenATrackIsEndedAnew",
     .stages = ending,
     .actions = R"([{"id":"e","moves":[{"from":["a1"],"to":"af"},{"from":["b1"],"to":"bf"}]},
        {"id":"f","moves":[{"from":["b"],"to":"b1","internal":true}]}])",
     .events = {"e", "f", "e"},
     .expected = R"(>e | exit b1 | exit a1 | move e | move e#2
        enter af | raise done.a | enter bf | raise done.b | raise done.p | = af bf
        >f | exit bf | move f | enter b1 | = af b1
        >e | exit b1 | move e#2 | enter bf | raise done.b | raise done.p | = af bf)"},

    // isInFinalState is false for an atomic child: such tracks never are done.
    {.title = "ATrackWithoutStagesIsNeverDone",
     .stages = R"([{"id":"p","tracks":true},{"id":"a","within":"p"},{"id":"a1","within":"a"},
        {"id":"af","within":"a","final":true},{"id":"b","within":"p"},{"id":"x"}])",
     .actions = R"([{"id":"e","from":["a1"],"to":"af"}])",
     .reactions = R"([{"id":"w","on":"done.p","from":["p"],"to":"x"}])",
     .events = {"e"},
     .expected = ">e | exit a1 | move e | enter af | raise done.a | = af b"},

    // Inner tracks within a track: done.i leads a to its final child, and that ends p.
    {.title = "DoneGoesOutwardsThroughTracks",
     .stages = R"([{"id":"p","tracks":true},
        {"id":"a","within":"p"},{"id":"i","within":"a","tracks":true},
        {"id":"i1","within":"i"},{"id":"i11","within":"i1"},
        {"id":"i1f","within":"i1","final":true},
        {"id":"i2","within":"i"},{"id":"i21","within":"i2"},
        {"id":"i2f","within":"i2","final":true},{"id":"af","within":"a","final":true},
        {"id":"b","within":"p","initial":"bf"},{"id":"b1","within":"b"},
        {"id":"bf","within":"b","final":true},{"id":"x"}])",
     .actions = R"([{"id":"e","from":["i11"],"to":"i1f"},{"id":"f","from":["i21"],"to":"i2f"}])",
     .reactions = R"([{"id":"v","on":"done.i","from":["i"],"to":"af"},
                      {"id":"w","on":"done.p","from":["p"],"to":"x"}])",
     .events = {"e", "f"},
     .expected = R"(>e | exit i11 | move e | enter i1f | raise done.i1 | = i1f i21 bf
        >f | exit i21 | move f | enter i2f | raise done.i2 | raise done.i | = i1f i2f bf
        exit i2f | exit i2 | exit i1f | exit i1 | exit i | move v | enter af | raise done.a
        raise done.p | = af bf
        exit bf | exit b | exit af | exit a | exit p | move w | enter x | = x)"},

    // A track that has tracks itself is in a final state when each of them is (isInFinalState of a
    // parallel): the end of b makes p done.
    {.title = "ATrackOfTracksIsAtItsEndWhenEachOfThemIs",
     .stages = R"([{"id":"p","tracks":true},{"id":"i","within":"p","tracks":true},
        {"id":"i1","within":"i"},{"id":"i11","within":"i1"},
        {"id":"i1f","within":"i1","final":true},
        {"id":"i2","within":"i"},{"id":"i21","within":"i2"},
        {"id":"i2f","within":"i2","final":true},
        {"id":"b","within":"p"},{"id":"b1","within":"b"},{"id":"bf","within":"b","final":true}])",
     .actions = R"([{"id":"e","moves":[{"from":["i11"],"to":"i1f"},{"from":["i21"],"to":"i2f"}]},
                    {"id":"f","from":["b1"],"to":"bf"}])",
     .events = {"e", "f"},
     .expected = R"(>e | exit i21 | exit i11 | move e | move e#2
        enter i1f | raise done.i1 | enter i2f | raise done.i2 | raise done.i | = i1f i2f b1
        >f | exit b1 | move f | enter bf | raise done.b | raise done.p | = i1f i2f bf)"},

    // enterStates looks no further than the grandparent of the final state: i ends last, and done.p
    // is not raised.
    {.title = "DoneOfTracksLooksNoFurtherThanTheGrandparent",
     .stages = R"([{"id":"p","tracks":true},{"id":"i","within":"p","tracks":true},
        {"id":"i1","within":"i"},{"id":"i11","within":"i1"},
        {"id":"i1f","within":"i1","final":true},
        {"id":"i2","within":"i"},{"id":"i21","within":"i2"},
        {"id":"i2f","within":"i2","final":true},
        {"id":"b","within":"p"},{"id":"b1","within":"b"},{"id":"bf","within":"b","final":true}])",
     .actions = R"([{"id":"e","moves":[{"from":["i11"],"to":"i1f"},{"from":["i21"],"to":"i2f"}]},
                    {"id":"f","from":["b1"],"to":"bf"}])",
     .events = {"f", "e"},
     .expected = R"(>f | exit b1 | move f | enter bf | raise done.b | = i11 i21 bf
        >e | exit i21 | exit i11 | move e | move e#2
        enter i1f | raise done.i1 | enter i2f | raise done.i2 | raise done.i | = i1f i2f bf)"},
};

const std::vector<OrderTable> finals{
    // enterStates: running = false; no done event of the document, no further microstep: r stays
    // in the queue, and no later event is answered, the root's moves included.
    {.title = "AFinalStageAtTheTopStopsTheCase",
     .stages = R"([{"id":"a"},{"id":"b"},{"id":"z","final":true}])",
     .actions = R"([{"id":"e","from":["a"],"to":"z","raises":["r"]}])",
     .reactions = R"([{"id":"w","on":"r","to":"b"}])",
     .events = {"e", "e", "go.a"},
     .expected = ">e | exit a | move e | raise r | enter z | = z | >e | = z | >go.a | = z"},

    // Its onentry content is still run.
    {.title = "WhatAFinalStageAtTheTopRaisesIsNotAnswered",
     .stages = R"([{"id":"a"},{"id":"b"},{"id":"z","final":true,"raises_on_entry":["r"]}])",
     .actions = R"([{"id":"e","from":["a"],"to":"z"}])",
     .reactions = R"([{"id":"w","on":"r","to":"b"}])",
     .events = {"e"},
     .expected = ">e | exit a | move e | enter z | raise r | = z"},

    // while running and not macrostepDone: eventless moves are not asked either.
    {.title = "AFinalStageAtTheTopEndsAChainOfEventlessMoves",
     .stages = R"([{"id":"a"},{"id":"b"},{"id":"z","final":true}])",
     .actions = R"([{"id":"e","from":["a"],"to":"b"}])",
     .reactions = R"([{"id":"v","from":["b"],"to":"z"},
                      {"id":"w","to":"a","when":{"in_stage":"z"}}])",
     .events = {"e"},
     .expected = ">e | exit a | move e | enter b | = b | exit b | move v | enter z | = z"},

    // A move of the root without target is not taken once the case has stopped.
    {.title = "AMoveOfTheRootWithoutTargetIsNotTakenAtTheEnd",
     .stages = R"([{"id":"a"},{"id":"z","final":true}])",
     .actions = R"([{"id":"e","from":["a"],"to":"z"},{"id":"f"}])",
     .events = {"f", "e", "f"},
     .expected = ">f | move f | = a | >e | exit a | move e | enter z | = z | >f | = z"},

    // All tracks are left for it; the move of the other track in the same step is preempted.
    {.title = "AFinalStageAtTheTopIsReachedFromOneTrack",
     .stages = R"([{"id":"p","tracks":true},
        {"id":"a","within":"p"},{"id":"a1","within":"a"},{"id":"a2","within":"a"},
        {"id":"b","within":"p"},{"id":"b1","within":"b"},{"id":"b2","within":"b"},
        {"id":"z","final":true}])",
     .actions = R"([{"id":"e","moves":[{"from":["a1"],"to":"z"},{"from":["b1"],"to":"b2"}]}])",
     .events = {"e", "e"},
     .expected = R"(>e | exit b1 | exit b | exit a1 | exit a | exit p | move e | enter z | = z
                    >e | = z)"},

    // done.p is answered before the case has stopped: it is what stops it.
    {.title = "TracksThatAreDoneEndTheCase",
     .stages = R"([{"id":"p","tracks":true},
        {"id":"a","within":"p"},{"id":"a1","within":"a"},{"id":"af","within":"a","final":true},
        {"id":"b","within":"p"},{"id":"b1","within":"b"},{"id":"bf","within":"b","final":true},
        {"id":"z","final":true}])",
     .actions = R"([{"id":"e","moves":[{"from":["a1"],"to":"af"},{"from":["b1"],"to":"bf"}]}])",
     .reactions = R"([{"id":"w","on":"done.p","from":["p"],"to":"z"}])",
     .events = {"e", "go.p"},
     .expected = R"(>e | exit b1 | exit a1 | move e | move e#2
        enter af | raise done.a | enter bf | raise done.b | raise done.p | = af bf
        exit bf | exit b | exit af | exit a | exit p | move w | enter z | = z | >go.p | = z)"},
};

INSTANTIATE_TEST_SUITE_P(Eventless, ProcedureQueueOrder, ::testing::ValuesIn(eventless),
                         name_of_table);
INSTANTIATE_TEST_SUITE_P(Queue, ProcedureQueueOrder, ::testing::ValuesIn(queue), name_of_table);
INSTANTIATE_TEST_SUITE_P(Done, ProcedureQueueOrder, ::testing::ValuesIn(done), name_of_table);
INSTANTIATE_TEST_SUITE_P(Finals, ProcedureQueueOrder, ::testing::ValuesIn(finals), name_of_table);

// Appendix D has no bound: a macrostep that never comes to rest is never done. Ours ends after
// 1,000 microsteps. The tables below are too long to be written, so they are built.

/// Stages s0, s1 … with an eventless move from each to the next but from the first, which `e`
/// leaves.
OrderTable chain(int moves, std::string& stages, std::string& reactions) {
    stages = R"([{"id":"s0"})";
    reactions = "[";
    for (int i = 1; i <= moves; ++i) {
        const std::string at = std::to_string(i);
        stages += R"(,{"id":"s)" + at + "\"}";
        if (i == moves) continue;
        reactions += std::string(i == 1 ? "" : ",") + R"({"id":"r)" + at + R"(","from":["s)" + at +
                     R"("],"to":"s)" + std::to_string(i + 1) + "\"}";
    }
    stages += "]";
    reactions += "]";
    return {.title = "",
            .stages = stages,
            .actions = R"([{"id":"e","from":["s0"],"to":"s1"}])",
            .reactions = reactions,
            .events = {"e"},
            .expected = ">e"};
}

Lines chain_lines(int moves) {
    Lines all{">e"};
    for (int i = 0; i < moves; ++i) {
        const std::string next = "s" + std::to_string(i + 1);
        all.push_back("exit s" + std::to_string(i));
        all.push_back(i == 0 ? "move e" : "move r" + std::to_string(i));
        all.push_back("enter " + next);
        all.push_back("= " + next);
    }
    return all;
}

// The loop of mainEventLoop, a thousand times, and then macrostepDone.
TEST(ProcedureNoRest, AThousandMicrostepsAreAMacrostep) {
    std::string stages;
    std::string reactions;
    EXPECT_EQ(played(chain(1'000, stages, reactions)), chain_lines(1'000));
}

// Wherever one begins to count, this is too many: the lines are those of the chain as far as they
// go.
TEST(ProcedureNoRest, AChainThatIsTooLongDoesNotRest) {
    std::string stages;
    std::string reactions;
    Lines found = played(chain(1'100, stages, reactions));
    ASSERT_EQ(found.back(), "no rest");
    found.pop_back();
    const Lines whole = chain_lines(1'100);
    ASSERT_LT(found.size(), whole.size());
    EXPECT_TRUE(std::equal(found.begin(), found.end(), whole.begin()));
}

// Each selects the other without end.
TEST(ProcedureNoRest, TwoEventlessMovesThatUndoEachOther) {
    const Lines all = played({.title = "",
                              .stages = flat,
                              .actions = R"([{"id":"e","from":["a"],"to":"b"}])",
                              .reactions = R"([{"id":"v","from":["b"],"to":"c"},
                                               {"id":"w","from":["c"],"to":"b"}])",
                              .events = {"e"},
                              .expected = ">e"});
    ASSERT_GT(all.size(), 4'000U);
    EXPECT_EQ((Lines{all.begin(), all.begin() + 13}), lines(R"(>e
        exit a
        move e
        enter b
        = b
        exit b
        move v
        enter c
        = c
        exit c
        move w
        enter b
        = b)"));
    EXPECT_EQ(all.back(), "no rest");
}

// An answer that raises what it answers keeps the internal queue from ever being empty.
TEST(ProcedureNoRest, AnEventThatRaisesItself) {
    const Lines all = played({.title = "",
                              .stages = flat,
                              .actions = R"([{"id":"e","from":["a"],"raises":["r"]}])",
                              .reactions = R"([{"id":"w","on":"r","from":["a"],"raises":["r"]}])",
                              .events = {"e"},
                              .expected = ">e"});
    ASSERT_GT(all.size(), 3'000U);
    EXPECT_EQ((Lines{all.begin(), all.begin() + 7}),
              (Lines{">e", "move e", "raise r", "= a", "move w", "raise r", "= a"}));
    EXPECT_EQ(all.back(), "no rest");
}

// The same circle with a guard: once its condition fails no move is enabled and the macrostep is
// done.
TEST(ProcedureNoRest, AGuardThatFailsBringsItToRest) {
    EXPECT_EQ(
        played({.title = "",
                .stages = flat,
                .actions = R"([{"id":"e","from":["a"],"to":"b"}])",
                .reactions = R"([{"id":"v","from":["b"],"to":"c"},
                          {"id":"w","from":["c"],"to":"b","when":{"field":"facts.a"}}])",
                .facts = "a",
                .events = {"-a", "e"},
                .expected = ">e"}),
        (Lines{">e", "exit a", "move e", "enter b", "= b", "exit b", "move v", "enter c", "= c"}));
}

}  // namespace
}  // namespace accord::procedure::testing
