#include "Message.h"

#include <OpenEXR/openexr.h>

#include <cstdio>

namespace cexr {

static thread_local char message[512];

void set_message(const char *text)
{
    std::snprintf(message, sizeof message, "%s", text);
}

void keep_message(exr_const_context_t, exr_result_t, const char *text)
{
    set_message(text);
}

cexr_status status_of(exr_result_t result)
{
    switch (result) {
    case EXR_ERR_SUCCESS: return CEXR_OK;
    case EXR_ERR_OUT_OF_MEMORY: return CEXR_OUT_OF_MEMORY;
    case EXR_ERR_FEATURE_NOT_IMPLEMENTED: return CEXR_UNSUPPORTED;
    default: return CEXR_DAMAGED;
    }
}

}  // namespace cexr

extern "C" const char *cexr_message(void)
{
    return cexr::message;
}
