#include "WrappedChunk.h"

#include <ImfFrameBuffer.h>
#include <ImfIO.h>
#include <ImfTiledInputFile.h>

#include <cstring>
#include <stdexcept>

namespace cexr {

// Two pieces of memory, one behind the other.
class TwoPieces : public Imf::IStream {
public:
    TwoPieces(const std::vector<uint8_t> &first, const void *second, size_t size)
        : Imf::IStream("chunk"), first(first), second(static_cast<const uint8_t *>(second)), size(size)
    {
    }

    bool read(char c[], int n) override
    {
        const auto wanted = static_cast<uint64_t>(n);
        if (n < 0 || wanted > first.size() + size - position) throw std::runtime_error("the chunk is too short");
        uint64_t done = 0;
        if (position < first.size()) {
            done = wanted < first.size() - position ? wanted : first.size() - position;
            std::memcpy(c, first.data() + position, done);
        }
        if (done < wanted) std::memcpy(c + done, second + (position + done - first.size()), wanted - done);
        position += wanted;
        return position < first.size() + size;
    }

    uint64_t tellg() override { return position; }

    void seekg(uint64_t new_position) override
    {
        if (new_position > first.size() + size) throw std::runtime_error("the chunk is too short");
        position = new_position;
    }

private:
    const std::vector<uint8_t> &first;
    const uint8_t *second;
    size_t size;
    uint64_t position = 0;
};

static void put(std::vector<uint8_t> &bytes, uint64_t value, int count)
{
    for (int index = 0; index < count; ++index) bytes.push_back(static_cast<uint8_t>(value >> (8 * index)));
}

void WrappedChunk::open(int new_width, int new_height)
{
    if (width == new_width && height == new_height) return;
    width = height = 0;
    prefix.bytes.clear();
    exr_context_t writer = nullptr;
    const exr_result_t result =
        begin_picture(prefix, format, new_width, new_height, EXR_STORAGE_TILED, &writer);
    // The header is all that was to be written, so how the writer ends does not matter.
    const size_t header_size = prefix.bytes.size();
    if (writer) exr_finish(&writer);
    if (result != EXR_ERR_SUCCESS) throw std::runtime_error(cexr_message());
    prefix.bytes.resize(header_size);
    width = new_width;
    height = new_height;
}

void WrappedChunk::decode(int new_width, int new_height, const void *packed, size_t packed_size, void *const *planes)
{
    open(new_width, new_height);
    const size_t header_size = prefix.bytes.size();
    // The table's one entry, then column, line and level of the tile and its size.
    put(prefix.bytes, header_size + 8, 8);
    for (int index = 0; index < 4; ++index) put(prefix.bytes, 0, 4);
    put(prefix.bytes, packed_size, 4);

    try {
        TwoPieces stream(prefix.bytes, packed, packed_size);
        Imf::TiledInputFile file(stream, 0);
        Imf::FrameBuffer buffer;
        for (size_t index = 0; index < format.channels.size(); ++index) {
            const ChunkFormat::Channel &channel = format.channels[index];
            const auto bytes = static_cast<size_t>(channel.bytes());
            buffer.insert(
                channel.name,
                Imf::Slice(
                    static_cast<Imf::PixelType>(channel.type), static_cast<char *>(planes[index]), bytes,
                    bytes * static_cast<size_t>(width)));
        }
        file.setFrameBuffer(buffer);
        file.readTile(0, 0);
    } catch (...) {
        prefix.bytes.resize(header_size);
        throw;
    }
    prefix.bytes.resize(header_size);
}

}  // namespace cexr
