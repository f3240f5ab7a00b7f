#include "ChunkFormat.h"

#include <cstring>
#include <stdexcept>

namespace cexr {

ChunkFormat::ChunkFormat(const cexr_channel *list, int32_t count, int32_t code)
    : compression(static_cast<exr_compression_t>(code))
{
    if (count < 1 || code < EXR_COMPRESSION_RLE || code > EXR_COMPRESSION_DWAB)
        throw std::invalid_argument("no such channels or compression");
    for (int32_t index = 0; index < count; ++index) {
        const cexr_channel &channel = list[index];
        if (channel.type < EXR_PIXEL_UINT || channel.type > EXR_PIXEL_FLOAT)
            throw std::invalid_argument("no such type of channel");
        channels.push_back(
            {channel.name, static_cast<exr_pixel_type_t>(channel.type), channel.is_perceptually_linear != 0});
    }
}

uint64_t ChunkFormat::unpacked_size(int width, int height) const
{
    uint64_t bytes = 0;
    for (const Channel &channel : channels) bytes += static_cast<uint64_t>(channel.bytes());
    return bytes * static_cast<uint64_t>(width) * static_cast<uint64_t>(height);
}

static int64_t read_memory(
    exr_const_context_t, void *userdata, void *buffer, uint64_t size, uint64_t offset, exr_stream_error_func_ptr_t)
{
    const auto &bytes = static_cast<MemoryFile *>(userdata)->bytes;
    if (offset >= bytes.size()) return 0;
    const uint64_t count = size < bytes.size() - offset ? size : bytes.size() - offset;
    std::memcpy(buffer, bytes.data() + offset, count);
    return static_cast<int64_t>(count);
}

static int64_t write_memory(
    exr_const_context_t, void *userdata, const void *buffer, uint64_t size, uint64_t offset,
    exr_stream_error_func_ptr_t)
{
    auto &bytes = static_cast<MemoryFile *>(userdata)->bytes;
    try {
        if (bytes.size() < offset + size) bytes.resize(offset + size);
    } catch (const std::bad_alloc &) {
        return -1;
    }
    std::memcpy(bytes.data() + offset, buffer, size);
    return static_cast<int64_t>(size);
}

static int64_t memory_size(exr_const_context_t, void *userdata)
{
    return static_cast<int64_t>(static_cast<MemoryFile *>(userdata)->bytes.size());
}

exr_context_initializer_t MemoryFile::initializer()
{
    exr_context_initializer_t initializer = EXR_DEFAULT_CONTEXT_INITIALIZER;
    initializer.error_handler_fn = keep_message;
    initializer.user_data = this;
    initializer.read_fn = read_memory;
    initializer.write_fn = write_memory;
    initializer.size_fn = memory_size;
    return initializer;
}

exr_result_t begin_picture(
    MemoryFile &file, const ChunkFormat &format, int width, int height, exr_storage_t storage,
    exr_context_t *context)
{
    const exr_context_initializer_t initializer = file.initializer();
    exr_result_t result = exr_start_write(context, "chunk", EXR_WRITE_FILE_DIRECTLY, &initializer);
    if (result != EXR_ERR_SUCCESS) return result;

    int part = 0;
    // Long names must be allowed before the first is added.
    result = exr_set_longname_support(*context, 1);
    if (result == EXR_ERR_SUCCESS) result = exr_add_part(*context, nullptr, storage, &part);
    if (result == EXR_ERR_SUCCESS)
        result = exr_initialize_required_attr_simple(*context, part, width, height, format.compression);
    for (const ChunkFormat::Channel &channel : format.channels) {
        if (result != EXR_ERR_SUCCESS) return result;
        const auto linear =
            channel.is_perceptually_linear ? EXR_PERCEPTUALLY_LINEAR : EXR_PERCEPTUALLY_LOGARITHMIC;
        result = exr_add_channel(*context, part, channel.name.c_str(), channel.type, linear, 1, 1);
    }
    if (result == EXR_ERR_SUCCESS && storage == EXR_STORAGE_TILED)
        result = exr_set_tile_descriptor(
            *context, part, static_cast<uint32_t>(width), static_cast<uint32_t>(height), EXR_TILE_ONE_LEVEL,
            EXR_TILE_ROUND_DOWN);
    if (result == EXR_ERR_SUCCESS) result = exr_write_header(*context);
    return result;
}

}  // namespace cexr
