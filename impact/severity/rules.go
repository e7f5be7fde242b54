package severity

import (
	"slices"

	"breachimpact/law"
)

// The named rules of the extended score.
const (
	RuleGroups         = "X1" // groups scored apart
	RuleIdentity       = "X2" // a national identity number harms
	RuleTakeover       = "X3" // whoever enters an account sees what it shows
	RuleUnintelligible = "X4" // what nobody can read identifies nobody
	RuleAvailability   = "X5" // unavailability by its cost and length
	RuleScale          = "X6" // many people call for the next action
)

// Rules lists the rules in order.
func Rules() []string {
	return []string{RuleGroups, RuleIdentity, RuleTakeover, RuleUnintelligible, RuleAvailability, RuleScale}
}

// ExtendedRules is extended.yaml: the rules of the extended score and their
// figures.
type ExtendedRules struct {
	Mark           law.Confidence      `yaml:"mark,required"`
	Rules          []Rule              `yaml:"rules,required"`
	Identity       IdentityRule        `yaml:"identity,required"`
	Takeover       TakeoverRule        `yaml:"takeover,required"`
	Unintelligible []UnintelligibleWay `yaml:"unintelligible,required"`
	Availability   AvailabilityRule    `yaml:"availability,required"`
	Advice         []AdviceOfLevel     `yaml:"advice,required"`
	LargeScale     LargeScale          `yaml:"large-scale,required"`
}

// Rule is one rule in words, with the authority it leans on.
type Rule struct {
	ID        string   `yaml:"id,required"`
	Name      law.Text `yaml:"name,required"`
	Text      law.Text `yaml:"text,required"`
	Authority law.Text `yaml:"authority,required"`
}

// IdentityRule is what an identity number counts, alone and with the name.
type IdentityRule struct {
	Name      string   `yaml:"name,required"`    // the kind of data that is the name
	Numbers   []string `yaml:"numbers,required"` // kinds of data
	Documents []string `yaml:"documents,required"`
	Category  string   `yaml:"category,required"` // whose cells the scores are
	Alone     int      `yaml:"alone,required"`
	Named     int      `yaml:"named,required"`
}

// TakeoverRule is what the entry into an account implies.
type TakeoverRule struct {
	Confidentiality string `yaml:"confidentiality,required"` // a state
}

// UnintelligibleWay is a protection that leaves nothing to read.
type UnintelligibleWay struct {
	Protection  string `yaml:"protection,required"`
	Credentials bool   `yaml:"credentials"` // of credentials only
}

// AvailabilityRule is what not having the data costs, and for how long.
type AvailabilityRule struct {
	Dependences []Dependence   `yaml:"dependences,required"` // from the least
	Lengths     []Length       `yaml:"lengths,required"`     // from the least
	Critical    CriticalLength `yaml:"critical,required"`
	Permanent   PermanentLoss  `yaml:"permanent,required"`
}

// Dependence is what not having the data costs a person.
type Dependence struct {
	ID     string `yaml:"id,required"`
	Points int    `yaml:"points,required"`
}

// Length is how long an outage lasted.
type Length struct {
	ID     string   `yaml:"id,required"`
	Beyond int      `yaml:"beyond,required"` // hours that were exceeded
	Points Quarters `yaml:"points,required"`
}

// CriticalLength is a length of its own for one dependence.
type CriticalLength struct {
	Dependence string   `yaml:"dependence,required"`
	ID         string   `yaml:"id,required"`
	Beyond     int      `yaml:"beyond,required"`
	Points     Quarters `yaml:"points,required"`
}

// PermanentLoss is the state of availability that no length outdoes.
type PermanentLoss struct {
	State  string   `yaml:"state,required"`
	ID     string   `yaml:"id,required"`
	Points Quarters `yaml:"points,required"`
}

// Action is what a level of severity advises, from the least.
type Action string

// The actions. Each includes those before it.
const (
	ActDocument  Action = "document"  // keep a record
	ActAuthority Action = "authority" // and tell the authority
	ActPeople    Action = "people"    // and tell the people
)

// Options lists the actions for the strict reader, in order.
func (Action) Options() []string {
	return []string{string(ActDocument), string(ActAuthority), string(ActPeople)}
}

func (a Action) rank() int { return slices.Index(a.Options(), string(a)) }

// AdviceOfLevel is the action a level advises.
type AdviceOfLevel struct {
	Level  Level  `yaml:"level,required"`
	Action Action `yaml:"action,required"`
}

// LargeScale is the number of people from which a level advises more.
type LargeScale struct {
	People int    `yaml:"people,required"`
	Level  Level  `yaml:"level,required"`
	Action Action `yaml:"action,required"`
}

// Rule finds a rule by id, or nil.
func (e *ExtendedRules) Rule(id string) *Rule {
	return find(e.Rules, func(r Rule) bool { return r.ID == id })
}

func (e *ExtendedRules) action(l Level) Action {
	return find(e.Advice, func(a AdviceOfLevel) bool { return a.Level == l }).Action
}

// unintelligible tells whether nobody can read a datum.
func (m *Method) unintelligible(d presentDatum) bool {
	return slices.ContainsFunc(m.Extended.Unintelligible, func(w UnintelligibleWay) bool {
		return w.Protection == d.Protection && (!w.Credentials || d.kind.Category == Credential)
	})
}
