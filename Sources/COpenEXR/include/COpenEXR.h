#ifndef COPENEXR_H
#define COPENEXR_H
#endif
