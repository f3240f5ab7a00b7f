#ifndef COPENEXR_H
#define COPENEXR_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// What the package uses of OpenEXR: the codecs, one chunk at a time, and its judgement of a header.
//
// The functions know no file and no position in one: a chunk is channels, a size and bytes. Each handle belongs
// to one thread at a time; different handles are independent. No exception leaves a function.

typedef enum {
    CEXR_OK = 0,
    // The bytes are not what they should be.
    CEXR_DAMAGED = 1,
    // Valid, but not done here or not by this version of the library.
    CEXR_UNSUPPORTED = 2,
    CEXR_OUT_OF_MEMORY = 3
} cexr_status;

// Why the last call of this thread failed, in English. Valid until the next failure.
const char *cexr_message(void);

// A channel without subsampling. `type` is the file's: 0 uint, 1 half, 2 float.
typedef struct {
    const char *name;
    int32_t type;
    int32_t is_perceptually_linear;
} cexr_channel;

// Unpacks chunks of any compression.
typedef struct cexr_decoder cexr_decoder;

// `compression` is the file's code, 1 to 9; `channels` are in the order of the file and are copied.
cexr_status cexr_decoder_create(
    const cexr_channel *channels, int32_t channel_count, int32_t compression, cexr_decoder **decoder);

void cexr_decoder_destroy(cexr_decoder *decoder);

// Unpacks one chunk of `width` x `height` pixels. `planes` has a pointer for each channel, aligned to its samples,
// to `height` lines of `width` samples without gaps. On failure the planes hold anything.
// A chunk that is stored as it is (packed size equal to unpacked size) is not for this function.
cexr_status cexr_decode(
    cexr_decoder *decoder, int32_t width, int32_t height, const void *packed, size_t packed_size,
    void *const *planes);

// Packs chunks with none of the lossy compressions but PXR24: RLE, ZIPS, ZIP, PIZ, PXR24.
typedef struct cexr_encoder cexr_encoder;

// As for the decoder; `compression` is 1 to 5.
cexr_status cexr_encoder_create(
    const cexr_channel *channels, int32_t channel_count, int32_t compression, cexr_encoder **encoder);

void cexr_encoder_destroy(cexr_encoder *encoder);

// Packs one chunk; `planes` as for cexr_decode. `*packed` is valid until the next call. Where packing does not
// make them fewer, the bytes are the samples as they are: line by line, channel by channel.
cexr_status cexr_encode(
    cexr_encoder *encoder, int32_t width, int32_t height, const void *const *planes, const void **packed,
    size_t *packed_size);

// Whether OpenEXR reads the headers at the start of `bytes`. Chunks are not looked at and need not be there.
cexr_status cexr_check_header(const void *bytes, size_t size);

#ifdef __cplusplus
}
#endif

#endif
