#ifndef CBASELINE_H
#define CBASELINE_H

/* No API. Linking this module checks the processor, and shares memory sparingly where the address space is limited,
   before anything of Swift runs. */

#endif
