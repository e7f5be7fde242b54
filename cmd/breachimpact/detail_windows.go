package main

import "syscall"

// systemDetails lists what only Windows answers, by the numbers of its own
// documentation: package syscall names few of them, and gives the POSIX names
// to numbers that the system never uses.
func systemDetails() []detail {
	return []detail{
		{syscall.Errno(19), "error.detail.read-only"},      // ERROR_WRITE_PROTECT
		{syscall.Errno(23), "error.detail.device"},         // ERROR_CRC
		{syscall.Errno(32), "error.detail.busy"},           // ERROR_SHARING_VIOLATION
		{syscall.Errno(33), "error.detail.busy"},           // ERROR_LOCK_VIOLATION
		{syscall.Errno(39), "error.detail.disk-full"},      // ERROR_HANDLE_DISK_FULL
		{syscall.Errno(109), "error.detail.pipe"},          // ERROR_BROKEN_PIPE
		{syscall.Errno(112), "error.detail.disk-full"},     // ERROR_DISK_FULL
		{syscall.Errno(206), "error.detail.name-too-long"}, // ERROR_FILENAME_EXCED_RANGE
		{syscall.Errno(223), "error.detail.too-large"},     // ERROR_FILE_TOO_LARGE
		{syscall.Errno(232), "error.detail.pipe"},          // ERROR_NO_DATA
		{syscall.Errno(1117), "error.detail.device"},       // ERROR_IO_DEVICE
		{syscall.Errno(1295), "error.detail.quota"},        // ERROR_DISK_QUOTA_EXCEEDED
	}
}
