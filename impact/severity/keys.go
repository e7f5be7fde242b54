package severity

import "slices"

// Keys of explanations. The catalogue of messages has each under "step.".
const (
	keySE                     = "severity.se"
	keyDPC                    = "severity.dpc"
	keyDPCType                = "severity.dpc.type"
	keyDPCCredential          = "severity.dpc.credential"
	keyDPCCombination         = "severity.dpc.combination"
	keyDPCLessened            = "severity.dpc.lessened"
	keyDPCTruncated           = "severity.dpc.truncated"
	keyDPCFloor               = "severity.dpc.floor"
	keyEI                     = "severity.ei"
	keyEIType                 = "severity.ei.type"
	keyEICombination          = "severity.ei.combination"
	keyEIFloor                = "severity.ei.floor"
	keyCB                     = "severity.cb"
	keyCBState                = "severity.cb." // then the circumstance
	keyCBMalicious            = "severity.cb.malicious"
	keyCBUnknown              = "severity.cb.unknown"
	keyBand                   = "severity.band"
	keyBandUp                 = "severity.band.up"
	keyBandDown               = "severity.band.down"
	keyBecause                = "severity.because"
	keyOverride               = "severity.override"
	keyOverrideRefused        = "severity.override.refused"
	keyFlagPeople             = "severity.flag.over-100-people"
	keyFlagUnintelligible     = "severity.flag.unintelligible"
	keyPartlyUnintelligible   = "severity.flag.partly-unintelligible"
	keyOutage                 = "severity.flag.outage"
	keyCouldData              = "severity.could.data"
	keyCouldOpen              = "severity.could.opens"
	keyCouldIdentify          = "severity.could.identification"
	keyCouldState             = "severity.could.circumstance"
	keyCouldMalicious         = "severity.could.malicious"
	keyCouldVulnerable        = "severity.could.vulnerable"
	keyCouldPeople            = "severity.could.people"
	keyCouldUnstated          = "severity.could.unstated"
	keyCouldPeriod            = "severity.could.period"
	keyCouldReveal            = "severity.could.reveals"
	keyCouldDepend            = "severity.could.dependence"
	keyCouldLast              = "severity.could.length"
	keyDPCMembership          = "severity.dpc.membership"
	keyDPCPeriod              = "severity.dpc.period"
	keyIdentityAlone          = "severity.dpc.identity.alone"
	keyIdentityNamed          = "severity.dpc.identity.named"
	keyIdentityDocument       = "severity.dpc.identity.document"
	keyEIHidden               = "severity.ei.hidden"
	keyUnintelligible         = "severity.extended.unintelligible"
	keyUnreadable             = "severity.extended.unreadable"
	keySpared                 = "severity.extended.spared"
	keyExtended               = "severity.extended"
	keyExtendedAvailability   = "severity.extended.availability"
	keyReadingConfidentiality = "severity.reading.confidentiality"
	keyReadingAvailability    = "severity.reading.availability"
	keyReadingLesser          = "severity.reading.lesser"
	keyDependence             = "severity.dependence"
	keyLength                 = "severity.length"
	keyRule                   = "severity.rule"
	keyNoRule                 = "severity.rule.none"
	keyAdvice                 = "severity.advice"
	keyAdviceNone             = "severity.advice.none"
	keyAdviceWorst            = "severity.advice.worst"
	keyCould                  = "severity.could."
	keyMoveOpen               = "severity.move.unknown."
	keyMoveIdentifies         = "severity.move.identifies"
	keyMoveOpens              = "severity.move.opens"
	keyMovePeriod             = "severity.move.period"
	keyMoveReadable           = "severity.move.readable"
	keyMoveReveals            = "severity.move.reveals"
	keyMoveLength             = "severity.move.length"
	keyMoveAbsent             = "severity.move.absent"
	keyMoveThin               = "severity.move.thin"
	keyMoveRich               = "severity.move.rich"
	keyMovePublic             = "severity.move.public-before"
	keyMoveOutdated           = "severity.move.outdated"
	keyMoveProtected          = "severity.move.protected"
	keyMoveState              = "severity.move.circumstance"
	keyMoveMalicious          = "severity.move.malicious"
	keyMoveVulnerable         = "severity.move.vulnerable"
	keyMoveDepend             = "severity.move.dependence"
	keyNoType                 = "severity.not-counted.type"
	keyNoDetail               = "severity.not-counted.detail"
	keyNoState                = "severity.not-counted.state"
)

// Prefixes of words, which the catalogue of messages has as they stand.
const (
	wordCategory        = "severity.category."
	wordCell            = "severity.cell." // then category and cell
	wordRow             = "severity.row."
	wordIdentification  = "severity.identification." // then row and cell
	wordIdentifiability = "severity.identifiability."
	wordCircumstance    = "severity.circumstance."
	wordLevel           = "severity.level."
	wordConsequence     = "severity.consequence."
	wordLessening       = "severity.lessening."
	wordTerm            = "severity.term."
	wordDependence      = "depends-on-it." // the incident file's own
	wordReveals         = "reveals."       // likewise
	wordLength          = "severity.length."
	wordAction          = "severity.action."
	wordEnables         = "severity.enables."
	wordReason          = "severity.reason."
	wordFlag            = "severity.flag-name."
)

// wordState is the word of a state. It is the incident file's own: the same
// state is not named twice.
func wordState(circumstance, state string) string { return circumstance + "." + state }

// MessageKeys lists every message that explanations and reports of this method
// need, sorted: "step." keys for explanations, "severity." keys for words, and
// the incident file's words for states.
func (m *Method) MessageKeys() []string {
	steps := []string{
		keySE, keyDPC, keyDPCType, keyDPCCredential, keyDPCCombination, keyDPCLessened, keyDPCTruncated, keyDPCFloor,
		keyEI, keyEIType, keyEICombination, keyEIFloor, keyCB, keyCBMalicious, keyCBUnknown,
		keyBand, keyBandUp, keyBandDown, keyBecause, keyOverride, keyOverrideRefused,
		keyFlagPeople, keyFlagUnintelligible, keyPartlyUnintelligible, keyOutage,
		keyCouldData, keyCouldOpen, keyCouldIdentify, keyCouldState, keyCouldMalicious, keyCouldVulnerable, keyCouldPeople, keyCouldUnstated,
		keyNoType, keyNoDetail, keyNoState,
		keyCouldPeriod, keyCouldReveal, keyCouldDepend, keyCouldLast, keyDPCMembership, keyDPCPeriod,
		keyIdentityAlone, keyIdentityNamed, keyIdentityDocument, keyEIHidden, keyUnintelligible, keyUnreadable, keySpared,
		keyExtended, keyExtendedAvailability, keyReadingConfidentiality, keyReadingAvailability, keyReadingLesser,
		keyDependence, keyDependence + ".unknown", keyLength, keyLength + ".unknown", keyLength + ".hours", keyRule, keyNoRule,
		keyAdvice, keyAdviceNone, keyAdviceWorst, keyBandUp + ".next", keyBandDown + ".next",
		keyMoveAbsent, keyMoveThin, keyMoveRich, keyMovePublic, keyMoveOutdated, keyMoveProtected,
		keyMoveState, keyMoveMalicious, keyMoveVulnerable, keyMoveDepend,
		keyMoveIdentifies, keyMoveOpens, keyMovePeriod, keyMoveReadable, keyMoveReveals, keyMoveLength,
		keyMoveOpen + "data", keyMoveOpen + "opens", keyMoveOpen + "identification", keyMoveOpen + "circumstance", keyMoveOpen + "malicious",
		keyMoveOpen + "vulnerable", keyMoveOpen + "period", keyMoveOpen + "reveals", keyMoveOpen + "dependence", keyMoveOpen + "length",
	}
	words := []string{
		wordCategory + IdentifierOnly, wordCategory + Credential, wordCircumstance + "malicious",
		wordLessening + "public-before", wordLessening + "outdated",
		wordTerm + CellDPC, wordTerm + CellEI, wordTerm + CellCB, wordTerm + "se",
		wordReason + ReasonNoDataKnown, wordReason + ReasonNoPersonalData, wordReason + ReasonUntouched,
		wordFlag + FlagOver100, wordFlag + FlagUnintelligible,
	}
	for _, c := range m.Categories {
		words = append(words, wordCategory+c.ID)
		for _, k := range c.Cells {
			words = append(words, wordCell+c.ID+"."+k.ID)
		}
	}
	for _, l := range m.Identification.Levels {
		words = append(words, wordIdentifiability+l.ID)
	}
	for _, r := range m.Identification.Rows {
		words = append(words, wordRow+r.ID)
		for _, k := range r.Cells {
			words = append(words, wordIdentification+r.ID+"."+k.ID)
		}
	}
	for _, c := range m.Circumstances {
		steps = append(steps, keyCBState+c.ID)
		words = append(words, wordCircumstance+c.ID)
		for _, s := range c.States {
			words = append(words, wordState(c.ID, s.ID))
		}
	}
	for _, b := range m.Bands {
		words = append(words, wordLevel+string(b.Level), wordConsequence+string(b.Level))
	}
	for _, d := range m.Extended.Availability.Dependences {
		words = append(words, wordDependence+d.ID)
	}
	words = append(words, wordReveals+revealsNothing)
	for _, k := range m.Memberships {
		words = append(words, wordReveals+k.ID)
	}
	for _, l := range m.lengths() {
		words = append(words, wordLength+l)
	}
	for _, a := range Action("").Options() {
		words = append(words, wordAction+a)
	}
	for _, e := range Enables("").Options() {
		words = append(words, wordEnables+e)
	}
	for _, s := range steps {
		words = append(words, "step."+s)
	}
	slices.Sort(words)
	return words
}
