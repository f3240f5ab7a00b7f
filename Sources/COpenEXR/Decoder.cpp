#include "ChunkFormat.h"
#include "WrappedChunk.h"

#include <stdexcept>

using namespace cexr;

// Chunks are unpacked by OpenEXRCore's pipeline, over a context whose header this facade has made for a chunk of
// the size asked for: no header of a file ever meets the pipeline, and the context is made anew only where the
// size changes. The compressions that Core 3.1.5 cannot do (DWA) or not safely (B44) go to the C++ library.
struct cexr_decoder {
    const ChunkFormat format;
    WrappedChunk wrapped;
    MemoryFile file;
    exr_context_t context = nullptr;
    exr_decode_pipeline_t pipeline = EXR_DECODE_PIPELINE_INITIALIZER;
    int width = 0;
    int height = 0;
    const void *packed = nullptr;

    cexr_decoder(const cexr_channel *channels, int32_t count, int32_t compression)
        : format(channels, count, compression), wrapped(format)
    {
    }

    cexr_decoder(const cexr_decoder &) = delete;
    cexr_decoder &operator=(const cexr_decoder &) = delete;

    ~cexr_decoder() { close(); }

    void close()
    {
        if (pipeline.context) exr_decoding_destroy(context, &pipeline);
        pipeline = EXR_DECODE_PIPELINE_INITIALIZER;
        if (context) exr_finish(&context);
        context = nullptr;
        width = height = 0;
    }

    exr_chunk_info_t chunk(uint64_t packed_size) const
    {
        exr_chunk_info_t info = {};
        info.width = width;
        info.height = height;
        info.type = EXR_STORAGE_SCANLINE;
        info.compression = static_cast<uint8_t>(format.compression);
        info.packed_size = packed_size;
        info.unpacked_size = format.unpacked_size(width, height);
        return info;
    }

    exr_result_t open(int new_width, int new_height)
    {
        if (context && width == new_width && height == new_height) return EXR_ERR_SUCCESS;
        close();
        file.bytes.clear();
        exr_context_t writer = nullptr;
        exr_result_t result =
            begin_picture(file, format, new_width, new_height, EXR_STORAGE_SCANLINE, &writer);
        if (writer) exr_finish(&writer);
        if (result != EXR_ERR_SUCCESS) return result;

        const exr_context_initializer_t initializer = file.initializer();
        result = exr_start_read(&context, "chunk", &initializer);
        if (result != EXR_ERR_SUCCESS) return result;
        width = new_width;
        height = new_height;
        const exr_chunk_info_t info = chunk(0);
        return exr_decoding_initialize(context, 0, &info, &pipeline);
    }

    // In place of reading a file: the pipeline looks at the caller's bytes. It never writes to them.
    static exr_result_t lend(exr_decode_pipeline_t *pipeline)
    {
        const auto *decoder = static_cast<const cexr_decoder *>(pipeline->decoding_user_data);
        pipeline->packed_buffer = const_cast<void *>(decoder->packed);
        // Zero: not the pipeline's to free.
        pipeline->packed_alloc_size = 0;
        return EXR_ERR_SUCCESS;
    }

    exr_result_t decode(const void *bytes, uint64_t size, void *const *planes)
    {
        const exr_chunk_info_t info = chunk(size);
        exr_result_t result = exr_decoding_update(context, 0, &info, &pipeline);
        if (result != EXR_ERR_SUCCESS) return result;
        for (int index = 0; index < pipeline.channel_count; ++index) {
            exr_coding_channel_info_t &channel = pipeline.channels[index];
            channel.decode_to_ptr = static_cast<uint8_t *>(planes[index]);
            channel.user_bytes_per_element = channel.bytes_per_element;
            channel.user_data_type = channel.data_type;
            channel.user_pixel_stride = channel.bytes_per_element;
            channel.user_line_stride = channel.bytes_per_element * width;
        }
        result = exr_decoding_choose_default_routines(context, 0, &pipeline);
        if (result != EXR_ERR_SUCCESS) return result;
        pipeline.read_fn = lend;
        pipeline.decoding_user_data = this;
        packed = bytes;
        result = exr_decoding_run(context, 0, &pipeline);
        pipeline.packed_buffer = nullptr;
        packed = nullptr;
        return result;
    }
};

extern "C" cexr_status cexr_decoder_create(
    const cexr_channel *channels, int32_t channel_count, int32_t compression, cexr_decoder **decoder)
{
    return guarded([&] {
        *decoder = new cexr_decoder(channels, channel_count, compression);
        return CEXR_OK;
    });
}

extern "C" void cexr_decoder_destroy(cexr_decoder *decoder)
{
    delete decoder;
}

extern "C" cexr_status cexr_decode(
    cexr_decoder *decoder, int32_t width, int32_t height, const void *packed, size_t packed_size,
    void *const *planes)
{
    return guarded([&] {
        if (width < 1 || height < 1 || packed_size == 0 ||
            packed_size >= decoder->format.unpacked_size(width, height))
            throw std::invalid_argument("the packed size is impossible");
        if (decoder->format.compression >= EXR_COMPRESSION_B44) {
            decoder->wrapped.decode(width, height, packed, packed_size, planes);
            return CEXR_OK;
        }
        exr_result_t result = decoder->open(width, height);
        if (result == EXR_ERR_SUCCESS) result = decoder->decode(packed, packed_size, planes);
        if (result != EXR_ERR_SUCCESS) decoder->close();
        return status_of(result);
    });
}
