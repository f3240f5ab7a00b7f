#include "ChunkFormat.h"

#include <stdexcept>

using namespace cexr;

// Chunks are packed by OpenEXRCore's pipeline, which insists on a context that is being written; this one is in
// memory, holds one header and is thrown away. Nothing is ever written to it: the packed bytes stay in the pipeline.
struct cexr_encoder {
    const ChunkFormat format;
    MemoryFile file;
    exr_context_t context = nullptr;
    exr_encode_pipeline_t pipeline = EXR_ENCODE_PIPELINE_INITIALIZER;
    int width = 0;
    int height = 0;

    cexr_encoder(const cexr_channel *channels, int32_t count, int32_t compression)
        : format(channels, count, compression)
    {
        if (compression > EXR_COMPRESSION_PXR24) throw std::invalid_argument("this compression is not encoded");
    }

    cexr_encoder(const cexr_encoder &) = delete;
    cexr_encoder &operator=(const cexr_encoder &) = delete;

    ~cexr_encoder() { close(); }

    void close()
    {
        if (pipeline.context) exr_encoding_destroy(context, &pipeline);
        pipeline = EXR_ENCODE_PIPELINE_INITIALIZER;
        if (context) exr_finish(&context);
        context = nullptr;
        width = height = 0;
    }

    exr_chunk_info_t chunk() const
    {
        exr_chunk_info_t info = {};
        info.width = width;
        info.height = height;
        info.type = EXR_STORAGE_SCANLINE;
        info.compression = static_cast<uint8_t>(format.compression);
        info.unpacked_size = format.unpacked_size(width, height);
        return info;
    }

    exr_result_t open(int new_width, int new_height)
    {
        if (context && width == new_width && height == new_height) return EXR_ERR_SUCCESS;
        close();
        file.bytes.clear();
        const exr_result_t result =
            begin_picture(file, format, new_width, new_height, EXR_STORAGE_SCANLINE, &context);
        if (result != EXR_ERR_SUCCESS) return result;
        width = new_width;
        height = new_height;
        const exr_chunk_info_t info = chunk();
        return exr_encoding_initialize(context, 0, &info, &pipeline);
    }

    exr_result_t encode(const void *const *planes)
    {
        const exr_chunk_info_t info = chunk();
        exr_result_t result = exr_encoding_update(context, 0, &info, &pipeline);
        if (result != EXR_ERR_SUCCESS) return result;
        for (int index = 0; index < pipeline.channel_count; ++index) {
            exr_coding_channel_info_t &channel = pipeline.channels[index];
            channel.encode_from_ptr = static_cast<const uint8_t *>(planes[index]);
            channel.user_bytes_per_element = channel.bytes_per_element;
            channel.user_data_type = channel.data_type;
            channel.user_pixel_stride = channel.bytes_per_element;
            channel.user_line_stride = channel.bytes_per_element * width;
        }
        result = exr_encoding_choose_default_routines(context, 0, &pipeline);
        if (result != EXR_ERR_SUCCESS) return result;
        pipeline.yield_until_ready_fn = nullptr;
        pipeline.write_fn = nullptr;
        return exr_encoding_run(context, 0, &pipeline);
    }
};

extern "C" cexr_status cexr_encoder_create(
    const cexr_channel *channels, int32_t channel_count, int32_t compression, cexr_encoder **encoder)
{
    return guarded([&] {
        *encoder = new cexr_encoder(channels, channel_count, compression);
        return CEXR_OK;
    });
}

extern "C" void cexr_encoder_destroy(cexr_encoder *encoder)
{
    delete encoder;
}

extern "C" cexr_status cexr_encode(
    cexr_encoder *encoder, int32_t width, int32_t height, const void *const *planes, const void **packed,
    size_t *packed_size)
{
    return guarded([&] {
        if (width < 1 || height < 1) throw std::invalid_argument("an empty chunk");
        exr_result_t result = encoder->open(width, height);
        if (result == EXR_ERR_SUCCESS) result = encoder->encode(planes);
        if (result != EXR_ERR_SUCCESS) {
            encoder->close();
            return status_of(result);
        }
        *packed = encoder->pipeline.compressed_buffer;
        *packed_size = encoder->pipeline.compressed_bytes;
        return CEXR_OK;
    });
}
