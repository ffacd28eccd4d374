/* Makes the N-th write, sync, rename or removal under a folder fail, tears it, or ends the process right there.
 *
 * Preloaded into the child by faults.rs; the program under test knows nothing of it. Told by the environment:
 *   ORDEAL_UNDER   only paths that begin with this count
 *   ORDEAL_MODE    eio | full | short | torn | cut | trace
 *   ORDEAL_AT      which step, counted from 1; 0 only counts
 *   ORDEAL_ARM     opening this path starts the counting; with ".off" behind it, ends it
 *   ORDEAL_COUNT   where the number of steps and whether the fault came are written when the counting ends
 *   ORDEAL_TRACE   where the mode "trace" writes every step, for power.rs
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum mode { EIO_ONCE, FULL, SHORT, TORN, CUT, TRACE };
enum verdict { PASS, FAIL, PART, PART_AND_END, END_AFTER };
/* What a step is, for the modes that only touch some. */
enum kind { WRITES = 1, NEEDS_SPACE = 2, OTHER = 4 };

static const char *under, *arm, *arm_off, *count_to;
static enum mode mode;
static long at, steps;
static int ready, armed, fired, trace_fd = -1;

#define REAL(name) \
  static __typeof__(&name) real; \
  if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static int raw_open(const char *path, int flags) {
  static int (*real)(const char *, int, ...);
  if (!real) real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open64");
  return real(path, flags, 0600);
}

static ssize_t raw_write(int fd, const void *bytes, size_t n) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!real) real = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  return real(fd, bytes, n);
}

static void setup(void) {
  if (ready) return;
  ready = 1;
  under = getenv("ORDEAL_UNDER");
  arm = getenv("ORDEAL_ARM");
  count_to = getenv("ORDEAL_COUNT");
  const char *number = getenv("ORDEAL_AT"), *name = getenv("ORDEAL_MODE"), *trace = getenv("ORDEAL_TRACE");
  at = number ? atol(number) : 0;
  name = name ? name : "";
  mode = !strcmp(name, "full")    ? FULL
         : !strcmp(name, "short") ? SHORT
         : !strcmp(name, "torn")  ? TORN
         : !strcmp(name, "cut")   ? CUT
         : !strcmp(name, "trace") ? TRACE
                                  : EIO_ONCE;
  if (arm) {
    char *off = malloc(strlen(arm) + 5);
    if (off) arm_off = strcat(strcpy(off, arm), ".off");
  }
  if (trace && mode == TRACE) trace_fd = raw_open(trace, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC);
}

static int ours(const char *path) {
  return armed && under && path && !strncmp(path, under, strlen(under));
}

static int path_of(int fd, char *out, size_t room) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, out, room - 1);
  if (n < 0) return 0;
  out[n] = 0;
  return ours(out);
}

static void note_arming(const char *path) {
  if (!arm || !path) return;
  if (!strcmp(path, arm)) {
    armed = 1;
    steps = 0;
  } else if (arm_off && !strcmp(path, arm_off)) {
    armed = 0;
    int fd = count_to ? raw_open(count_to, O_WRONLY | O_CREAT | O_TRUNC) : -1;
    if (fd >= 0) {
      char line[64];
      int n = snprintf(line, sizeof line, "%ld %d\n", steps, fired);
      if (raw_write(fd, line, (size_t)n) < 0) _exit(87);
      close(fd);
    }
  }
}

static enum verdict judge(int kind) {
  if ((mode == SHORT || mode == TORN) && !(kind & WRITES)) return PASS;
  if (mode == FULL && !(kind & NEEDS_SPACE)) return PASS;
  if (mode == TRACE) return PASS;
  steps++;
  if (at == 0 || steps < at || (mode != FULL && steps > at)) return PASS;
  fired = 1;
  switch (mode) {
    case EIO_ONCE: errno = EIO; return FAIL;
    case FULL: errno = ENOSPC; return FAIL;
    case SHORT: return PART;
    case TORN: return PART_AND_END;
    default: return END_AFTER;
  }
}

/* One step of a trace: kind, path, a second path or the data, and where it was written. */
static void record(char kind, const char *path, const void *data, size_t n, int64_t where) {
  if (mode != TRACE || trace_fd < 0) return;
  uint32_t lens[2] = {(uint32_t)strlen(path), (uint32_t)n};
  struct iovec parts[5] = {{&kind, 1}, {lens, sizeof lens}, {&where, sizeof where}, {(void *)path, lens[0]}, {(void *)data, n}};
  for (int i = 0; i < 5; i++)
    if (parts[i].iov_len && raw_write(trace_fd, parts[i].iov_base, parts[i].iov_len) < 0) _exit(87);
}

static size_t part(size_t n) { return n > 512 ? 512 : n / 2; }

#define OPEN(name)                                                    \
  int name(const char *path, int flags, ...) {                       \
    REAL(name);                                                      \
    setup();                                                         \
    va_list rest;                                                    \
    va_start(rest, flags);                                           \
    mode_t bits = (flags & O_CREAT) ? (mode_t)va_arg(rest, int) : 0; \
    va_end(rest);                                                    \
    note_arming(path);                                               \
    int makes = (flags & O_CREAT) && ours(path);                     \
    int fresh = makes && access(path, F_OK) != 0;                    \
    enum verdict v = makes ? judge(fresh ? NEEDS_SPACE : OTHER) : PASS; \
    if (v == FAIL) return -1;                                        \
    int fd = real(path, flags, bits);                                \
    if (fd >= 0 && fresh) record('c', path, NULL, 0, 0);             \
    if (fd >= 0 && makes && (flags & O_TRUNC)) record('t', path, NULL, 0, 0); \
    if (v == END_AFTER) _exit(86);                                   \
    return fd;                                                       \
  }
OPEN(open)
OPEN(open64)

ssize_t write(int fd, const void *bytes, size_t n) {
  char path[4096];
  setup();
  if (!armed || !path_of(fd, path, sizeof path)) return raw_write(fd, bytes, n);
  int64_t where = (int64_t)lseek(fd, 0, SEEK_CUR);
  enum verdict v = judge(WRITES | NEEDS_SPACE);
  if (v == FAIL) return -1;
  if ((v == PART || v == PART_AND_END) && n > 1) n = part(n);
  ssize_t done = raw_write(fd, bytes, n);
  if (done > 0) record('w', path, bytes, (size_t)done, where);
  if (v == PART_AND_END || v == END_AFTER) _exit(86);
  return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t where) {
  REAL(pwrite64);
  char path[4096];
  setup();
  if (!armed || !path_of(fd, path, sizeof path)) return real(fd, bytes, n, where);
  enum verdict v = judge(WRITES | NEEDS_SPACE);
  if (v == FAIL) return -1;
  if ((v == PART || v == PART_AND_END) && n > 1) n = part(n);
  ssize_t done = real(fd, bytes, n, where);
  if (done > 0) record('w', path, bytes, (size_t)done, where);
  if (v == PART_AND_END || v == END_AFTER) _exit(86);
  return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t where) { return pwrite64(fd, bytes, n, where); }

ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(writev);
  char path[4096];
  setup();
  if (!armed || !path_of(fd, path, sizeof path)) return real(fd, parts, count);
  /* One part at a time is allowed by the contract, and each is then a step. */
  for (int i = 0; i < count; i++)
    if (parts[i].iov_len) return write(fd, parts[i].iov_base, parts[i].iov_len);
  return 0;
}

#define SYNC(name)                                        \
  int name(int fd) {                                      \
    REAL(name);                                           \
    char path[4096];                                      \
    setup();                                              \
    if (!armed || !path_of(fd, path, sizeof path)) return real(fd); \
    enum verdict v = judge(OTHER);                        \
    if (v == FAIL) return -1;                             \
    int done = real(fd);                                  \
    if (done == 0) record('s', path, NULL, 0, 0);         \
    if (v == END_AFTER) _exit(86);                        \
    return done;                                          \
  }
SYNC(fsync)
SYNC(fdatasync)

int ftruncate64(int fd, off64_t len) {
  REAL(ftruncate64);
  char path[4096];
  setup();
  if (!armed || !path_of(fd, path, sizeof path)) return real(fd, len);
  struct stat now;
  int grows = fstat(fd, &now) == 0 && now.st_size < len;
  enum verdict v = judge(grows ? NEEDS_SPACE : OTHER);
  if (v == FAIL) return -1;
  int done = real(fd, len);
  if (done == 0) record('t', path, NULL, 0, len);
  if (v == END_AFTER) _exit(86);
  return done;
}

int ftruncate(int fd, off_t len) { return ftruncate64(fd, len); }

int rename(const char *from, const char *to) {
  REAL(rename);
  setup();
  if (!ours(from) && !ours(to)) return real(from, to);
  enum verdict v = judge(OTHER);
  if (v == FAIL) return -1;
  int done = real(from, to);
  if (done == 0) record('r', from, to, strlen(to), 0);
  if (v == END_AFTER) _exit(86);
  return done;
}

#define REMOVE(name)                         \
  int name(const char *path) {               \
    REAL(name);                              \
    setup();                                 \
    if (!ours(path)) return real(path);      \
    if (access(path, F_OK) != 0) return real(path); \
    enum verdict v = judge(OTHER);           \
    if (v == FAIL) return -1;                \
    int done = real(path);                   \
    if (done == 0) record('u', path, NULL, 0, 0); \
    if (v == END_AFTER) _exit(86);           \
    return done;                             \
  }
REMOVE(unlink)
REMOVE(rmdir)

int mkdir(const char *path, mode_t bits) {
  REAL(mkdir);
  setup();
  if (!ours(path)) return real(path, bits);
  enum verdict v = judge(NEEDS_SPACE);
  if (v == FAIL) return -1;
  int done = real(path, bits);
  if (done == 0) record('d', path, NULL, 0, 0);
  if (v == END_AFTER) _exit(86);
  return done;
}

/* std::fs::copy would go past us with these; without them it reads and writes. */
ssize_t copy_file_range(int in, off64_t *in_at, int out, off64_t *out_at, size_t n, unsigned flags) {
  (void)in, (void)in_at, (void)out, (void)out_at, (void)n, (void)flags;
  errno = ENOSYS;
  return -1;
}

ssize_t sendfile64(int out, int in, off64_t *where, size_t n) {
  (void)out, (void)in, (void)where, (void)n;
  errno = ENOSYS;
  return -1;
}
