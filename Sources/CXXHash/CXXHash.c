#include "CXXHash.h"

#include <string.h>
#include <xxhash.h>

static XXH3_state_t *own(const cxxhash_state *state) { return (XXH3_state_t *)state; }

cxxhash_state *cxxhash_create(void) {
  XXH3_state_t *state = XXH3_createState();
  if (state != NULL) XXH3_128bits_reset(state);
  return (cxxhash_state *)state;
}

void cxxhash_update(cxxhash_state *state, const void *bytes, size_t count) {
  if (count > 0) XXH3_128bits_update(own(state), bytes, count);
}

cxxhash_digest cxxhash_finish(const cxxhash_state *state) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(own(state)));
  cxxhash_digest digest;
  memcpy(digest.bytes, canonical.digest, sizeof digest.bytes);
  return digest;
}

void cxxhash_free(cxxhash_state *state) { XXH3_freeState(own(state)); }
