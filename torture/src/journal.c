/* Journals what a program does to its files, in the order in which it does it: preloaded before the C library.
 *
 * In: JOURNAL names the file to write, JOURNAL_UNDER the folder whose files matter.
 * Out: one record per act, as torture/src/journal.rs reads it:
 *   letter, file (u32), offset (u64), length (u64), then `length` bytes; numbers little-endian, without padding.
 *   O opened (bytes: path)   W written   T cut or grown to `offset`   S synced   U removed (bytes: path)
 *   A said on standard output: what the program acknowledges
 * The record stands in the journal before the act is done, so that an acknowledgement never comes before what it is about.
 * Shared-memory files of SQLite (-shm) are no part of what must survive, and are left out.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 4096

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static int journal = -1;
static const char *under;
static uint32_t file_of[MOST_FILES]; /* 0: none of ours */
static uint32_t files;

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);

__attribute__((constructor)) static void begin(void) {
    real_open = dlsym(RTLD_NEXT, "open");
    real_close = dlsym(RTLD_NEXT, "close");
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    under = getenv("JOURNAL_UNDER");
    const char *path = getenv("JOURNAL");
    if (path && under)
        journal = real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (journal < 0)
        abort();
}

/* Called with the turn taken. A journal that cannot be written ends the program: half a journal proves nothing. */
static void note(char letter, uint32_t file, uint64_t offset, const void *bytes, uint64_t length) {
    unsigned char head[21];
    head[0] = (unsigned char)letter;
    memcpy(head + 1, &file, 4);
    memcpy(head + 5, &offset, 8);
    memcpy(head + 13, &length, 8);
    struct iovec parts[2] = {{head, sizeof head}, {(void *)bytes, length}};
    if (writev(journal, parts, length ? 2 : 1) != (ssize_t)(sizeof head + length))
        abort();
}

static int is_ours(const char *path) {
    size_t length = strlen(path);
    int shared_memory = length > 4 && strcmp(path + length - 4, "-shm") == 0;
    return strncmp(path, under, strlen(under)) == 0 && !shared_memory;
}

static uint32_t file_at(int fd) {
    return fd >= 0 && fd < MOST_FILES ? file_of[fd] : 0;
}

static int opened(const char *path, int flags, mode_t mode) {
    pthread_mutex_lock(&turn);
    int fd = real_open(path, flags, mode);
    if (fd >= MOST_FILES)
        abort();
    if (fd >= 0 && is_ours(path)) {
        file_of[fd] = ++files;
        note('O', file_of[fd], 0, path, strlen(path));
        if (flags & O_TRUNC)
            note('T', file_of[fd], 0, NULL, 0);
    }
    pthread_mutex_unlock(&turn);
    return fd;
}

#define OPEN(name)                                   \
    int name(const char *path, int flags, ...) {     \
        va_list rest;                                \
        va_start(rest, flags);                       \
        mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                \
        return opened(path, flags, mode);            \
    }
OPEN(open)
OPEN(open64)

int close(int fd) {
    pthread_mutex_lock(&turn);
    if (fd >= 0 && fd < MOST_FILES)
        file_of[fd] = 0;
    int done = real_close(fd);
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    uint32_t file = file_at(fd);
    if (fd != STDOUT_FILENO && !file)
        return real_write(fd, bytes, length);
    pthread_mutex_lock(&turn);
    if (file)
        note('W', file, (uint64_t)lseek(fd, 0, SEEK_CUR), bytes, length);
    else
        note('A', 0, 0, bytes, length);
    ssize_t done = real_write(fd, bytes, length);
    if (file && done != (ssize_t)length)
        abort();
    pthread_mutex_unlock(&turn);
    return done;
}

static ssize_t written_at(int fd, const void *bytes, size_t length, off_t offset) {
    uint32_t file = file_at(fd);
    if (!file)
        return real_pwrite(fd, bytes, length, offset);
    pthread_mutex_lock(&turn);
    note('W', file, (uint64_t)offset, bytes, length);
    ssize_t done = real_pwrite(fd, bytes, length, offset);
    if (done != (ssize_t)length)
        abort();
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return written_at(fd, bytes, length, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) { return written_at(fd, bytes, length, offset); }

static int cut(int fd, off_t length) {
    pthread_mutex_lock(&turn);
    if (file_at(fd))
        note('T', file_at(fd), (uint64_t)length, NULL, 0);
    int done = real_ftruncate(fd, length);
    pthread_mutex_unlock(&turn);
    return done;
}

int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off_t length) { return cut(fd, length); }

/* A sync counts from its end: what was written before it began is on the disk once it is noted. */
static int synced(int fd, int (*real)(int)) {
    pthread_mutex_lock(&turn);
    int done = real(fd);
    if (done == 0 && file_at(fd))
        note('S', file_at(fd), 0, NULL, 0);
    pthread_mutex_unlock(&turn);
    return done;
}

int fsync(int fd) { return synced(fd, real_fsync); }
int fdatasync(int fd) { return synced(fd, real_fdatasync); }

int unlink(const char *path) {
    pthread_mutex_lock(&turn);
    if (is_ours(path))
        note('U', 0, 0, path, strlen(path));
    int done = real_unlink(path);
    pthread_mutex_unlock(&turn);
    return done;
}
