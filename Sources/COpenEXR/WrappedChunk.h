#pragma once

#include "ChunkFormat.h"

namespace cexr {

// Unpacks a chunk with OpenEXR's C++ library: the bytes are put behind the header of a picture that is one tile.
// For the codecs a tile and a block of scan lines of the same size are the same.
class WrappedChunk {
public:
    // `format` must outlive this.
    explicit WrappedChunk(const ChunkFormat &format) : format(format) {}

    // As cexr_decode. Throws what the library throws.
    void decode(int width, int height, const void *packed, size_t packed_size, void *const *planes);

private:
    const ChunkFormat &format;
    // Header, chunk table and chunk header.
    MemoryFile prefix;
    int width = 0;
    int height = 0;

    void open(int new_width, int new_height);
};

}  // namespace cexr
