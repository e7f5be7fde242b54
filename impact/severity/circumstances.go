package severity

import (
	"fmt"

	"breachimpact/law"
)

// circumstances is CB: the sum of what the circumstances add. One that is not
// known adds nothing.
func (m *Method) circumstances(g Group) Quarters {
	var sum Quarters
	for i := range m.Circumstances {
		c := &m.Circumstances[i]
		if s := c.state(g.state(c.ID)); s != nil {
			sum += s.Points
		}
	}
	if g.Malicious == law.Yes {
		sum += m.Malicious
	}
	return sum
}

// circumstancesStep explains CB, addend by addend; what is not known says what
// it could add.
func (m *Method) circumstancesStep(g Group) law.Step {
	step := law.Step{Key: keyCB, Cites: m.cite("CB"), Result: m.circumstances(g).value()}
	add := func(points Quarters, part law.Step) {
		part.Result = points.value()
		step.Parts = append(step.Parts, part)
	}
	for i := range m.Circumstances {
		c := &m.Circumstances[i]
		s := c.state(g.state(c.ID))
		if s == nil {
			add(0, law.Step{Key: keyCBUnknown, Args: []law.Arg{
				law.With("circumstance", law.OfWord(wordCircumstance+c.ID)), law.With("could", c.worst().Points.value())}})
			continue
		}
		add(s.Points, law.Step{
			Key:  keyCBState + c.ID,
			Args: []law.Arg{law.With("state", law.OfWord(wordState(c.ID, s.ID)))}, Cites: m.cite(fmt.Sprintf("CB %s %s", c.ID, s.Points)),
		})
	}
	switch g.Malicious {
	case law.Yes:
		add(m.Malicious, law.Step{Key: keyCBMalicious, Args: []law.Arg{law.With("answer", law.OfVerdict(law.Yes))}, Cites: m.cite("CB malicious " + m.Malicious.String())})
	case law.No:
		add(0, law.Step{Key: keyCBMalicious, Args: []law.Arg{law.With("answer", law.OfVerdict(law.No))}, Cites: m.cite("CB malicious 0")})
	default:
		add(0, law.Step{Key: keyCBUnknown, Args: []law.Arg{
			law.With("circumstance", law.OfWord(wordCircumstance+"malicious")), law.With("could", m.Malicious.value())}})
	}
	return step
}
