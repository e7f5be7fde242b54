package xlsx

import (
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"plain", "Plafond : 20 000 000 €", "Plafond : 20 000 000 €"},
		{"arabic with isolates", "المبلغ \u20684 %\u2069", "المبلغ \u20684 %\u2069"},
		{"direction marks", "\u200Fنص\u200E", "\u200Fنص\u200E"},
		{"formula", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"},
		{"line ends", "a\r\nb\rc\nd", "a\nb\nc\nd"},
		{"unicode line ends", "a\u2028b\u2029c\u0085d", "a\nb\nc\nd"},
		{"tab", "a\tb", "a b"},
		{"null and bell", "a\x00b\x07", "a\uFFFDb\uFFFD"},
		{"delete and C1", "a\x7Fb\u009F", "a\uFFFDb\uFFFD"},
		{"override", "facture\u202Egpj.exe", "facturegpj.exe"},
		{"left override", "a\u202Db\u202C", "ab\u202C"},
		{"noncharacters", "a\uFFFE\uFFFFb\uFDD0\U0001FFFF", "a\uFFFD\uFFFDb\uFFFD\uFFFD"},
		{"broken bytes", "a\xFFb\xC3", "a\uFFFDb\uFFFD"},
		{"escape", "_x0041_", "_\u2060x0041_"},
		{"escape, capital", "_X000d_", "_\u2060X000d_"},
		{"two escapes that touch", "_x0041_x0042_", "_\u2060x0041_\u2060x0042_"},
		{"escaped escape", "_x005F_x0041_", "_\u2060x005F_\u2060x0041_"},
		{"escape made by removal", "_x00\u202E41_", "_\u2060x0041_"},
		{"no escape", "_x004_ snake_case_x", "_x004_ snake_case_x"},
	} {
		got := Clean(test.in)
		if got != test.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", test.name, test.in, got, test.want)
		}
		if again := Clean(got); again != got {
			t.Errorf("%s: a second Clean gives %q", test.name, again)
		}
	}
}

func TestLooksLikeFormula(t *testing.T) {
	for text, want := range map[string]bool{
		"=1+1": true, "+1": true, "-1": true, "@SUM(A1)": true, " =1": true, "\n=1": true,
		"": false, "1+1": false, "'=1": false, "– tiret": false, "سطر": false,
	} {
		if got := looksLikeFormula(text); got != want {
			t.Errorf("looksLikeFormula(%q) = %v", text, got)
		}
	}
}

func TestUTF16Length(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "é": 1, "نص": 2, "𝄞": 2, strings.Repeat("😀", 3): 6} {
		if got := utf16Length(text); got != want {
			t.Errorf("utf16Length(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestFooterCode(t *testing.T) {
	for _, test := range []struct {
		name, left, right string
		rightToLeft       bool
		want              string
	}{
		{"nothing", "", "", false, "&C&P / &N"},
		{"reading order", "a", "b", false, "&La&C&P / &N&Rb"},
		{"mirrored", "a", "b", true, "&Lb&C&P / &N&Ra"},
		{"only the start, mirrored", "a", "", true, "&C&P / &N&Ra"},
		{"codes in text", "R&D &P", "a\nb", false, "&LR&&D &&P&C&P / &N&Ra b"},
	} {
		got := footerCode(footerOf(test.left, test.right), test.rightToLeft)
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{"", "_x0041_", "_x0041_x0042_", "a\x00\u202E", "=1", "_x00\u202D41_", "\xFF_", "\r\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean := Clean(s)
		if again := Clean(clean); again != clean {
			t.Errorf("Clean(%q) = %q, then %q", s, clean, again)
		}
		if hasEscape(clean) {
			t.Errorf("Clean(%q) = %q keeps an escape", s, clean)
		}
		if strings.ContainsAny(clean, "\u202D\u202E\x00\x07\x1B\x7F") {
			t.Errorf("Clean(%q) = %q keeps a control character", s, clean)
		}
		if isPlain(s) && clean != s {
			t.Errorf("%q was called plain", s)
		}
	})
}
