package main

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"breachimpact/law"
)

// detail is one way in which a system refuses a file, and the message that says
// it with a remedy.
type detail struct {
	is  error
	key string
}

// details lists what systems refuse. A message of the system itself is in the
// language of the system, or in English.
func details() []detail {
	return append(systemDetails(),
		detail{fs.ErrPermission, "error.detail.denied"},
		detail{fs.ErrNotExist, "error.detail.missing"},
		detail{syscall.ENOSPC, "error.detail.disk-full"},
		detail{syscall.EDQUOT, "error.detail.quota"},
		detail{syscall.EFBIG, "error.detail.too-large"},
		detail{syscall.EIO, "error.detail.device"},
		detail{syscall.EROFS, "error.detail.read-only"},
		detail{syscall.EISDIR, "error.detail.directory"},
		detail{fs.ErrExist, "error.detail.directory"}, // of a rename; nothing else gets past a file
		detail{syscall.ENOTDIR, "error.detail.not-directory"},
		detail{syscall.ENAMETOOLONG, "error.detail.name-too-long"},
		detail{syscall.ELOOP, "error.detail.loop"},
		detail{syscall.EMFILE, "error.detail.too-many-open"},
		detail{syscall.ENFILE, "error.detail.too-many-open"},
		detail{syscall.EBUSY, "error.detail.busy"},
		detail{syscall.ETXTBSY, "error.detail.busy"},
		detail{syscall.EPIPE, "error.detail.pipe"},
	)
}

// because is why the system refused a file, as the argument "detail" of a
// message. What is not in the list is said in the system's own words, without
// the name and the operation, which our own message has.
func because(err error) law.Arg {
	for _, d := range details() {
		if errors.Is(err, d.is) {
			return law.With("detail", law.OfWord(d.key))
		}
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return code("detail", path.Err.Error())
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return code("detail", link.Err.Error())
	}
	return code("detail", err.Error())
}
