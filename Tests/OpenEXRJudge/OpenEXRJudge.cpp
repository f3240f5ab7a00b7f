#include "OpenEXRJudge.h"

#include <ImfChannelList.h>
#include <ImfCheckFile.h>
#include <ImfFrameBuffer.h>
#include <ImfHeader.h>
#include <ImfIO.h>
#include <ImfInputPart.h>
#include <ImfMultiPartInputFile.h>
#include <ImfTiledInputPart.h>

#include <cstring>
#include <stdexcept>

namespace {

class Memory : public Imf::IStream {
public:
    Memory(const void *bytes, size_t size)
        : Imf::IStream("memory"), bytes(static_cast<const char *>(bytes)), size(size)
    {
    }

    bool read(char c[], int n) override
    {
        if (n < 0 || static_cast<uint64_t>(n) > size - position) throw std::runtime_error("end of file");
        std::memcpy(c, bytes + position, static_cast<size_t>(n));
        position += static_cast<uint64_t>(n);
        return position < size;
    }

    uint64_t tellg() override { return position; }

    void seekg(uint64_t target) override
    {
        if (target > size) throw std::runtime_error("end of file");
        position = target;
    }

private:
    const char *bytes;
    uint64_t size;
    uint64_t position = 0;
};

// Base such that the pixel (x, y) of the window is the plane's first.
Imf::FrameBuffer frame_buffer(const Imf::Header &header, const Imath::Box2i &window, void *const *planes)
{
    Imf::FrameBuffer buffer;
    for (auto channel = header.channels().begin(); channel != header.channels().end(); ++channel) {
        const size_t bytes = channel.channel().type == Imf::HALF ? 2 : 4;
        const size_t row = bytes * static_cast<size_t>(window.max.x - window.min.x + 1);
        char *base = static_cast<char *>(*planes++);
        base -= window.min.y * static_cast<ptrdiff_t>(row) + window.min.x * static_cast<ptrdiff_t>(bytes);
        buffer.insert(channel.name(), Imf::Slice(channel.channel().type, base, bytes, row));
    }
    return buffer;
}

}  // namespace

extern "C" int judge_reads_everything(const void *bytes, size_t size)
{
    try {
        // The result is whether something is wrong.
        return Imf::checkOpenEXRFile(static_cast<const char *>(bytes), size) ? 0 : 1;
    } catch (...) {
        return 0;
    }
}

extern "C" int judge_read_level(
    const void *bytes, size_t size, int part, int level_x, int level_y, void *const *planes)
{
    try {
        Memory stream(bytes, size);
        Imf::MultiPartInputFile file(stream, 0);
        const Imf::Header &header = file.header(part);
        if (!header.hasTileDescription()) {
            Imf::InputPart input(file, part);
            input.setFrameBuffer(frame_buffer(header, header.dataWindow(), planes));
            input.readPixels(header.dataWindow().min.y, header.dataWindow().max.y);
            return 1;
        }
        Imf::TiledInputPart input(file, part);
        const Imath::Box2i window = input.dataWindowForLevel(level_x, level_y);
        input.setFrameBuffer(frame_buffer(header, window, planes));
        input.readTiles(
            0, input.numXTiles(level_x) - 1, 0, input.numYTiles(level_y) - 1, level_x, level_y);
        return 1;
    } catch (...) {
        return 0;
    }
}
