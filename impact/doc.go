// Package impact assesses one incident: it joins the incident's facts, the
// rulebooks of law, the severity method and the money model into an
// [Assessment], at both standpoints.
//
// # Standpoints
//
// Everything is computed twice: once from what is confirmed, once from what is
// confirmed and claimed together. A claim is not awareness, severity is not
// law, and exposure is not guilt; reports keep the three apart. Duties owed to
// an authority are headed by the claimed standpoint, unless the claim is
// refuted, because a rumour that may be true does not let anyone wait;
// telling people is prepared on a claim and due only on confirmed facts. See
// [DutyView].
//
// # Figures
//
// Every number of an assessment is a [Figure]: an id, a value and the
// [law.Step] that explains it. Ids read <standpoint>.<what>, such as
// claimed.fine.ma.09-08.61.legal-person. Reports write no number that is not a
// figure or one of its steps.
//
// # Many incidents
//
// Most of the work of an assessment goes into explaining it. Who reads the
// [Document] alone asks for a plain one ([Options].Plain), which has the same
// document and no figures; [Check] tells beforehand what Assess would refuse.
// Everything that several incidents share is read only, and what a rulebook works
// out when it is first asked is safe for use by several goroutines.
//
// [Assess] is the only orchestration. It is pure: no clock, no file, no
// environment, no language.
package impact
