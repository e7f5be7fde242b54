package loss

import (
	"breachimpact/impact/mc"
	"breachimpact/law"
)

// NetEstimate is the listed costs after what the insurer pays back, or the reason
// there is none.
type NetEstimate struct {
	Band   *Band
	Reason string // "no-insurance", or "no-line"; message "loss.net.<Reason>" when Band is nil
	Step   law.Step
}

// NetReasons lists why there may be no amount net of insurance.
func NetReasons() []string { return []string{"no-insurance", "no-line"} }

// layer is the cover in the currency of the estimate. Exclusions of the policy are
// not known: all lines count as covered but those that no policy pays back.
func (s *simulation) layer() (*mc.Layer, NetEstimate, error) {
	cover := s.in.Insurance
	if cover == nil {
		return nil, NetEstimate{Reason: "no-insurance"}, nil
	}
	net := NetEstimate{Step: law.Step{Key: "loss.net", Mark: law.Judged, Args: []law.Arg{
		law.With("retention", law.OfMoney(cover.Retention)), law.With("limit", law.OfMoney(cover.Limit)),
	}}}
	amount := func(m law.Money) (float64, error) {
		cross, err := s.rates.Cross(m.Currency, s.in.Currency)
		if err != nil {
			return 0, err
		}
		if m.Currency != s.in.Currency {
			net.Step.Parts = append(net.Step.Parts, s.rate(m.Currency))
		}
		return float(m.Amount.Mul(cross)), nil
	}
	retention, err := amount(cover.Retention)
	if err != nil {
		return nil, NetEstimate{}, err
	}
	limit, err := amount(cover.Limit)
	if err != nil {
		return nil, NetEstimate{}, err
	}
	return &mc.Layer{Retention: retention, Limit: limit, Lines: s.insured}, net, nil
}
