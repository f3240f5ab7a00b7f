#pragma once

#include "Message.h"

#include <OpenEXR/openexr.h>

#include <string>

namespace cexr {

// Channels and compression, as a codec needs to know them.
struct ChunkFormat {
    struct Channel {
        std::string name;
        exr_pixel_type_t type;
        bool is_perceptually_linear;

        int bytes() const { return type == EXR_PIXEL_HALF ? 2 : 4; }
    };

    std::vector<Channel> channels;
    exr_compression_t compression;

    // Throws std::invalid_argument.
    ChunkFormat(const cexr_channel *list, int32_t count, int32_t code);

    uint64_t unpacked_size(int width, int height) const;
};

// A file in memory: OpenEXRCore reads or writes it through the functions of `initializer`.
struct MemoryFile {
    std::vector<uint8_t> bytes;

    exr_context_initializer_t initializer();
};

// Opens `file` for writing and writes the header of a picture that is one chunk: scan lines, or one tile.
exr_result_t begin_picture(
    MemoryFile &file, const ChunkFormat &format, int width, int height, exr_storage_t storage,
    exr_context_t *context);

}  // namespace cexr
