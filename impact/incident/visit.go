package incident

import "reflect"

// visit calls f with a pointer to every struct and fact below v, parents first.
// Walking the types themselves, rather than a list of fields, means that a new
// field cannot be forgotten.
func visit(v reflect.Value, f func(any)) {
	switch v.Kind() {
	case reflect.Struct:
		f(v.Addr().Interface())
		for i := range v.NumField() {
			if field := v.Field(i); field.CanInterface() { // exported
				visit(field, f)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			visit(v.Index(i), f)
		}
	}
}
