#pragma once

#include "COpenEXR.h"

#include <OpenEXR/openexr_context.h>

#include <cstdint>
#include <exception>
#include <new>
#include <vector>

namespace cexr {

// Keeps the text for cexr_message.
void set_message(const char *text);

// For exr_context_initializer_t: OpenEXR's own words arrive on the thread that fails.
void keep_message(exr_const_context_t, exr_result_t, const char *text);

cexr_status status_of(exr_result_t result);

// Runs `body`, which returns a status, and turns every exception into one.
template <typename Body> cexr_status guarded(Body body) noexcept
{
    try {
        return body();
    } catch (const std::bad_alloc &) {
        set_message("out of memory");
        return CEXR_OUT_OF_MEMORY;
    } catch (const std::exception &error) {
        set_message(error.what());
        return CEXR_DAMAGED;
    } catch (...) {
        set_message("unknown exception");
        return CEXR_DAMAGED;
    }
}

}  // namespace cexr
