package main

import (
	"runtime/debug"
	"testing"
)

func TestVersionOf(t *testing.T) {
	revision := debug.BuildSetting{Key: "vcs.revision", Value: "0123456789abcdef0123456789abcdef01234567"}
	modified := debug.BuildSetting{Key: "vcs.modified", Value: "true"}
	clean := debug.BuildSetting{Key: "vcs.modified", Value: "false"}
	for _, test := range []struct {
		version  string
		settings []debug.BuildSetting
		want     string
	}{
		{"v1.2.3", []debug.BuildSetting{revision}, "v1.2.3"},
		{"(devel)", nil, "devel"},
		{"", nil, "devel"},
		{"", []debug.BuildSetting{revision, clean}, "devel-0123456789ab"},
		{"(devel)", []debug.BuildSetting{revision, modified}, "devel-0123456789ab+dirty"},
		{"", []debug.BuildSetting{{Key: "vcs.revision", Value: "0123"}}, "devel-0123"},
	} {
		info := &debug.BuildInfo{Main: debug.Module{Version: test.version}, Settings: test.settings}
		if got := versionOf(info); got != test.want {
			t.Errorf("%q %v: got %q, want %q", test.version, test.settings, got, test.want)
		}
	}
}
