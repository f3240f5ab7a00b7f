#ifndef CBASELINE_H
#define CBASELINE_H

/* No API. Linking this module checks the processor before anything of Swift runs. */

#endif
