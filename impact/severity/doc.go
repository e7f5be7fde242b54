// Package severity says how bad a personal-data breach is for the people whose
// data it exposed, by the method that ENISA published in December 2013
// (Recommendations for a methodology of the assessment of severity of personal
// data breaches, working document v1.0).
//
// # The method
//
//	SE = DPC × EI + CB
//
// DPC, the data processing context, is an integer from 1 to 4: every kind of
// data that leaked has a category (simple, behavioural, financial, sensitive)
// and a cell in that category's row, and the highest cell is taken. EI, the
// ease of identification, runs from 0.25 to 1 in quarters: the highest
// identifier is taken. CB, the circumstances of the breach, is the sum of what
// confidentiality, integrity, availability and malicious intent add. The result
// lies between 0.25 and 6 in steps of a quarter, and falls in one of four
// bands: low, medium, high, very high. More than 100 people, and unintelligible
// data, are flags beside the score; they never change it.
//
// All arithmetic is on whole quarter-points ([Quarters]); there are no floats.
//
// # Data, not code
//
// What a lawyer could dispute is in data: method.yaml holds the table, the
// points of the circumstances and the bands; datatypes.yaml the catalogue of
// kinds of data with their cells; combinations.yaml what several kinds reveal
// together; context.yaml what the time covered and the belonging to a group do to
// a cell; extended.yaml the rules of the extended score. A cell that the published table or its printed examples support is
// marked verified, one that we placed ourselves is marked judged and says why
// in three languages. [Load] refuses a set that breaks a rule of the method
// (see the SEV codes) and reports every fault at once.
//
// # Three-valued facts
//
// Only data known to be present count. A circumstance that is not known adds
// nothing. Both are returned as [Unknown] values with the score they could lead
// to, and [GroupScore.Worst] is the score with all of them at their worst, also
// for a group that has no score yet because its data are only claimed. A kind of
// data that nobody mentioned is listed too when it alone would complete a
// combination and raise the level; the worst case leaves it out, since it is
// about what was asked. A lessening circumstance (public before, outdated)
// lowers a cell only when it is established; while it is not known the cell
// stays where it is.
//
// A credential is not a category: it takes the category of what it opens. While
// that is not known it stands at the lowest cell and the doubt is listed.
//
// # What is not scored
//
// A group none of whose data are known to be present has no score, and so has
// one whose confidentiality, integrity and availability are all stated to be
// untouched. Encryption and hashing do not lower the strict score: the method
// keeps them outside its formula, as a flag. Truncation is different, since a
// truncated number is a poorer datum: it is read as the thin cell and takes
// part in no combination.
//
// # The extended score
//
// [Extended] is the same formula with six named rules, each with its ground, for
// what the method is known to be blind to: X1 groups scored apart, X2 identity
// numbers, X3 accounts that were entered, X4 data nobody can read, X5 data that
// could not be had, X6 many people. It stands beside the strict score and is
// never blended with it. A breach can be read in two ways, as data that may have
// been seen or altered and as data that could not be had; the higher product
// counts, so that a further exposure never lowers the score, and where nobody saw
// or altered anything only the second is left. Encryption acts datum by datum:
// what is readable counts as if the rest were not there, what is not with the
// lowest identification.
//
// [Advice] is the action that the level of the extended score advises, one step
// up for a medium breach of very many people. It never overrides a statutory
// trigger or a person's judgement.
//
// # What would change it
//
// [GroupScore.Moves] lists the facts of which each alone would put a score into
// another band: those that are not known, and those that are and would have to be
// wrong. [Method.Distances] says how far each band is. [Scale] is how many people
// there are on a logarithmic axis, with a key W = log10(Σ people × SE) by which
// several breaches may be sorted and nothing else.
//
// # Explanations
//
// Every score is a [law.Step] whose parts recompute it: the candidates of DPC
// and EI with the highest of them, the addends of CB, the band. Steps carry
// message keys under "severity.", never prose; [Method.MessageKeys] lists them.
//
// With [Input].Plain no step is made; scores, levels, moves and advice are the
// same.
//
// # Limits
//
// The document is a working document; its cells were read in independent
// secondary copies that agree, not in the original. The printed reduction of
// one cell (sensitive, 1) is an error in the copies and maybe in the original;
// the final score is what counts. The method multiplies and adds ranks, knows
// national identity numbers only as identifiers and not as data that harm,
// ignores how many people are hit, and scores a pure outage like a leak, which a
// step beside the score says. One authority, the Polish one, no longer
// recommends it. It supports the decision whether a breach is likely to result
// in a risk; it is not that legal test.
package severity
