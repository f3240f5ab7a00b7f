#ifndef OPENEXRJUDGE_H
#define OPENEXRJUDGE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Reads whole files with OpenEXR's C++ library, as the judge of what the module EXR reads and writes.

// Whether the library reads every pixel of every part, deep ones included.
int judge_reads_everything(const void *bytes, size_t size);

// Reads one level of a flat part. `planes` has a pointer for each channel, in the order of the file, to rows without
// gaps, in the channel's own type. Gives 0 on failure.
int judge_read_level(
    const void *bytes, size_t size, int part, int level_x, int level_y, void *const *planes);

#ifdef __cplusplus
}
#endif

#endif
