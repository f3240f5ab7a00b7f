// The C library gives each thread an arena with 64 MiB of address space. Where that has a limit (`ulimit -v`), arenas
// would take what frames need, so there is one for all. C, because Swift does not see mallopt.

#include "CBaseline.h"

// Says whether this is glibc.
#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>
#include <sys/resource.h>

__attribute__((constructor)) static void turnover_share_one_arena(void) {
  struct rlimit limit;
  // Without the knob the run has less room, and ends with a sentence.
  if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) (void)mallopt(M_ARENA_MAX, 1);
}
#else
typedef int turnover_has_no_arenas;
#endif
