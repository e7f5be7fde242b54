// Package incident reads the file in which a person describes one breach of one
// controller, and resolves it into plain values.
//
// # Reading
//
// [Decode] takes the exact bytes of an incident file, the facts that law may ask
// for and the known data types. It answers an [Incident], or every fault of the
// file at once as [strict.Faults]: unknown keys, values out of their vocabulary,
// amounts without a currency, dates that contradict each other, sources that do
// not resolve. Each fault carries its line and path; its words are in
// templates/locale under "fault.<code>", and [Codes] lists the codes this
// package adds to those of [strict.Codes] and of the nouns of law.
//
// # Facts
//
// Nearly every leaf is a [Fact]. It is written as a value, as the word unknown,
// or as a map with the keys confirmed, claimed, sources, conflict and note.
// "Confirmed" holds what the organisation or an authority has established,
// "claimed" what an attacker or the press says.
//
//	written                           confirmed   claimed
//	5                                 5           5
//	unknown                           unknown     unknown
//	{confirmed: 5}                    5           5
//	{claimed: 9}                      unknown     9
//	{confirmed: 5, claimed: 9}        5           9
//	{confirmed: 5, claimed: unknown}  5           unknown
//	(absent)                          unknown     unknown
//
// What is established holds too when the claims are believed, hence the third
// row. Sources and conflicting values are kept for the report; they never move a
// figure.
//
// # Standpoints
//
// [Incident.At] answers a [Scenario]: the same incident as seen from one
// [Standpoint], where every fact is a [Reading], known or not. Nothing below
// knows that there are two. [Incident.Stated] lists every fact as it was
// written, for the sheet that shows the inputs beside their sources.
//
// # What is refused besides mistakes
//
// The report must not be a second breach and must be safe to open, so texts may
// not hold a full payment card number, nor characters that reorder or hide text.
// Text that looks like a spreadsheet formula is accepted: it is data, and the
// writer of workbooks stores it as text.
//
// # Schema
//
// [Schema] derives a JSON Schema from the very types that Decode fills, for
// editors. It describes the structure; the checks that compare values with each
// other are Decode's alone.
package incident
