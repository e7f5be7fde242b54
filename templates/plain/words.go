package plain

import "breachimpact/law"

// same is an argument that is already words of the reader's language.
func same(name, words string) law.Arg { return law.With(name, law.OfText(law.Same(words))) }

// code is an argument in any language, which Arabic isolates.
func code(name, words string) law.Arg { return law.With(name, law.OfCode(words)) }
