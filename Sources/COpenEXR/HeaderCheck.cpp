#include "ChunkFormat.h"

#include <cstring>

using namespace cexr;

extern "C" cexr_status cexr_check_header(const void *bytes, size_t size)
{
    return guarded([&] {
        const auto *start = static_cast<const uint8_t *>(bytes);
        MemoryFile file{{start, start + size}};
        exr_context_initializer_t initializer = file.initializer();
        // Without this Core goes on behind an attribute it could not read, from a wrong position.
        initializer.flags |= EXR_CONTEXT_FLAG_STRICT_HEADER;
        exr_context_t context = nullptr;
        const exr_result_t result = exr_start_read(&context, "header", &initializer);
        if (context) exr_finish(&context);
        return status_of(result);
    });
}
