package main

import (
	"errors"
	"slices"
	"sync/atomic"
	"testing"
)

func TestWorkIsHandedOverInOrder(t *testing.T) {
	for _, workers := range []int{0, 1, 2, 3, 8, 1000} {
		for _, n := range []int{0, 1, 2, 7, 500} {
			var got []int
			var running, most atomic.Int64
			err := inOrder(n, workers, func(i int) int {
				most.Store(max(most.Load(), running.Add(1)))
				defer running.Add(-1)
				for k := 0; k < i%7*1000; k++ { // some pieces take longer
					_ = k * k
				}
				return i * i
			}, func(square int) error {
				got = append(got, square)
				return nil
			})
			var want []int
			for i := range n {
				want = append(want, i*i)
			}
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%d pieces, %d workers: %v, %v", n, workers, got, err)
			}
			if most.Load() > int64(max(1, workers)) {
				t.Errorf("%d workers: %d pieces at a time", workers, most.Load())
			}
		}
	}
}

func TestAnErrorEndsTheWork(t *testing.T) {
	full := errors.New("disk full")
	var begun atomic.Int64
	taken := 0
	err := inOrder(10_000, 2, func(i int) int { begun.Add(1); return i }, func(i int) error {
		if taken++; i == 3 {
			return full
		}
		return nil
	})
	if !errors.Is(err, full) || taken != 4 || begun.Load() > 100 {
		t.Errorf("%v after %d were taken and %d begun", err, taken, begun.Load())
	}
}

func TestAPanicReachesTheCaller(t *testing.T) {
	defer func() {
		if r := recover(); r != "broken" {
			t.Errorf("got %v", r)
		}
	}()
	err := inOrder(100, 4, func(i int) int {
		if i == 5 {
			panic("broken")
		}
		return i
	}, func(int) error { return nil })
	t.Error("no panic, and", err)
}
