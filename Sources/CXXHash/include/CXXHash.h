// The part of xxHash that Swift can call. xxhash.h itself is mostly macros and inline functions, which are
// either not imported or compiled into every caller anew, so one C file includes it.
#ifndef CXXHASH_H
#define CXXHASH_H

#include <stddef.h>
#include <stdint.h>

/// A running XXH3 hash of 128 bits.
typedef struct cxxhash_state cxxhash_state;

/// The canonical digest: its 16 bytes from the most significant to the least.
typedef struct {
  uint8_t bytes[16];
} cxxhash_digest;

/// NULL where there is no memory.
cxxhash_state *_Nullable cxxhash_create(void);
/// Adds `count` bytes. `bytes` may be NULL where `count` is 0.
void cxxhash_update(cxxhash_state *_Nonnull state, const void *_Nullable bytes, size_t count);
/// The digest of all bytes so far; the state can go on.
cxxhash_digest cxxhash_finish(const cxxhash_state *_Nonnull state);
void cxxhash_free(cxxhash_state *_Nullable state);

#endif
