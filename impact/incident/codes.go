package incident

// The faults this package raises itself.
const (
	wrongSchema         = "schema"
	unsafeID            = "unsafe-id"
	textEmpty           = "text-empty"
	textTooLong         = "text-too-long"
	unsafeText          = "unsafe-text"
	cardNumberInText    = "card-number-in-text"
	notAnInstant        = "not-an-instant"
	instantWithoutZone  = "instant-without-zone"
	notAMoment          = "not-a-moment"
	notACountry         = "not-a-country"
	duplicateCountry    = "duplicate-country"
	residenceSum        = "residence-sum"
	notWhole            = "not-whole"
	numberTooLarge      = "number-too-large"
	rangeOrder          = "range-order"
	rangeCurrency       = "range-currency"
	unknownCurrency     = "unknown-currency"
	notASize            = "not-a-size"
	notAURL             = "not-a-url"
	notAProvision       = "not-a-provision"
	notAQuarterStep     = "not-a-quarter-step"
	notAStretch         = "not-a-stretch"
	overrideRange       = "override-range"
	factEmpty           = "fact-empty"
	factGivenElsewhere  = "fact-given-elsewhere"
	unknownFact         = "unknown-fact"
	unknownDataType     = "unknown-data-type"
	unknownSource       = "unknown-source"
	unknownGroup        = "unknown-group"
	duplicateSource     = "duplicate-source"
	duplicateGroup      = "duplicate-group"
	duplicateDataType   = "duplicate-data-type"
	duplicateOverride   = "duplicate-override"
	duplicateWord       = "duplicate-word"
	endBeforeStart      = "end-before-start"
	awareBeforeOccurred = "aware-before-occurred"
	awareAfterAsOf      = "aware-after-as-of"
	moreThanGroup       = "more-than-group"
	outageWithoutLoss   = "outage-without-loss"
	valueAndRange       = "value-and-range"
	offOrCost           = "off-or-cost"
	tooMany             = "too-many"
	moreFaults          = "more-faults"
)

// Codes lists every fault code this package raises itself. Those of
// strict.Codes, and those of the nouns of law, may come out of [Decode] too.
func Codes() []string {
	return []string{
		wrongSchema, unsafeID, textEmpty, textTooLong, unsafeText, cardNumberInText,
		notAnInstant, instantWithoutZone, notAMoment, notACountry, duplicateCountry, residenceSum,
		notWhole, numberTooLarge, rangeOrder, rangeCurrency, unknownCurrency, notASize, notAURL,
		notAProvision, notAQuarterStep, notAStretch, overrideRange, factEmpty, factGivenElsewhere, unknownFact,
		unknownDataType, unknownSource, unknownGroup, duplicateSource, duplicateGroup,
		duplicateDataType, duplicateOverride, duplicateWord, endBeforeStart, awareBeforeOccurred,
		awareAfterAsOf, moreThanGroup, outageWithoutLoss, valueAndRange, offOrCost, tooMany, moreFaults,
	}
}
