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
// together. A cell that the published table or its printed examples support is
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
// # Explanations
//
// Every score is a [law.Step] whose parts recompute it: the candidates of DPC
// and EI with the highest of them, the addends of CB, the band. Steps carry
// message keys under "severity.", never prose; [Method.MessageKeys] lists them.
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
