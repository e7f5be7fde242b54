package main

import "sync"

// inOrder does n pieces of work, several at a time, and hands over what each gave
// in the order of the pieces: what comes out does not depend on the number of
// workers. No more than a few pieces a worker are begun before the first of them
// is handed over, so that memory does not grow with n. An error of take ends the
// work and is returned. What a piece panics with, take's caller panics with.
func inOrder[T any](n, workers int, work func(i int) T, take func(T) error) error {
	workers = max(1, min(workers, n))
	type piece struct {
		index    int
		gave     T
		panicked any
		done     chan struct{}
	}
	const ahead = 4                                      // pieces a worker, so that a long one does not make the others wait
	begun := make(chan *piece, ahead*workers)            // in order, as they are handed over
	waiting := make(chan *piece, ahead*workers)          // for a worker
	stop, group := make(chan struct{}), sync.WaitGroup{} // closed when nothing more is wanted
	group.Go(func() {
		defer close(begun)
		defer close(waiting)
		for i := range n {
			p := &piece{index: i, done: make(chan struct{})}
			select {
			case <-stop:
				return
			case begun <- p:
				waiting <- p // never blocks for long: there is room for all that are begun
			}
		}
	})
	for range workers {
		group.Go(func() {
			for p := range waiting {
				func() {
					defer close(p.done)
					defer func() { p.panicked = recover() }()
					p.gave = work(p.index)
				}()
			}
		})
	}
	var failed error
	var panicked any
	for p := range begun {
		<-p.done
		if failed == nil && panicked == nil {
			if panicked = p.panicked; panicked == nil {
				failed = take(p.gave)
			}
			if failed != nil || panicked != nil {
				close(stop)
			}
		}
		var none T
		p.gave = none
	}
	group.Wait()
	if panicked != nil {
		panic(panicked)
	}
	return failed
}
