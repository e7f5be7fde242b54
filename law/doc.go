// Package law holds the rules of each jurisdiction and applies them to facts.
//
// # What it answers
//
// Given what is known at one standpoint ([Facts]) and the moments that decide
// ([Times]), an [Applier] says for every provision in force whether it is
// engaged, with three answers (yes, no, unknown), why, which facts are missing,
// and which single fact would change the answer. Duties come with a
// [Deadline], sanctions with an [Exposure] for each party. Nothing here is a
// finding of guilt: an exposure is what a court may impose if it finds the
// conduct described.
//
// # What a rulebook is
//
// Law is data. A directory of YAML files per jurisdiction is read by [Load],
// strictly and whole; [Embedded] is the edition that ships with the program,
// and an organisation may point the program at its own counsel's. Each
// provision keeps its versions through time as half-open spans, each with its
// citations, the day a person checked it, and a mark when it is less than
// verified. What the rules cannot express is an "open" note that every report
// prints.
//
// The vocabulary is closed: conditions (all, any, not, is, in, at-least,
// applies), formulas (fixed, share, greater, lesser, per-unit, times) and
// clocks. Each evaluates to its value and its [Step] together, so no figure
// exists without its explanation.
//
// # Which text applies
//
// A sanction uses the text in force when the act occurred, a duty the text in
// force at its trigger; see [Times]. A text that is only announced is left out
// unless asked for.
//
// An explanation costs many times its answer. An Applier that is Plain answers
// alike and explains nothing; conditions are then asked by position instead of by
// name (hearing.go), which is also how flips are tried.
//
// # Purity
//
// The package knows no clock, no language and no environment. Money is exact
// decimal and never converted; nothing is rounded.
package law
