// The part of FreeType that a slate needs: open a font file, measure glyphs in ems, render one glyph.
// No FreeType type leaves this header, so that Swift never meets its macros, unions and fixed-point
// conventions, which it imports badly or not at all.
//
// A face and everything got from it belongs to one thread at a time; two faces share nothing.

#ifndef CTEXT_H
#define CTEXT_H

#include <stdint.h>

typedef struct ctext_face ctext_face;

typedef enum {
  CTEXT_OK = 0,
  CTEXT_CANNOT_OPEN = 1,  // no such file, or it may not be read
  CTEXT_NOT_A_FONT = 2,   // not a scalable font with a Unicode character map
  CTEXT_NO_MEMORY = 3,
  CTEXT_NO_GLYPH = 4      // the glyph is damaged, or the size is outside what can be rendered
} ctext_status;

// A rendered glyph: `height` rows of `width` bytes, top row first, `pitch` bytes apart (at least `width`,
// never negative); 0 is uncovered, 255 covered. The top left corner lies `left` pixels right of the pen
// and `top` pixels above the baseline. `coverage` is null when the glyph has no ink.
typedef struct {
  const uint8_t *coverage;
  int32_t width;
  int32_t height;
  int32_t pitch;
  int32_t left;
  int32_t top;
} ctext_bitmap;

// Opens the first face of the font file at `path`. On success `*face` is to be closed by `ctext_close`;
// on failure it is null.
ctext_status ctext_open(const char *path, ctext_face **face);

// Null is allowed.
void ctext_close(ctext_face *face);

// The glyph of a Unicode scalar; 0, the glyph for "not in this font", where there is none.
uint32_t ctext_glyph(ctext_face *face, uint32_t scalar);

// In ems: the distance from a glyph to the next, and the correction between two neighbours (0 where the
// font has none). A damaged glyph has advance 0.
double ctext_advance(ctext_face *face, uint32_t glyph);
double ctext_kerning(ctext_face *face, uint32_t left, uint32_t right);

// In ems: the height of a capital letter, 0.7 where the font has no H.
double ctext_cap_height(ctext_face *face);

// Renders a glyph with an em of `em_x` × `em_y` pixels (1 to 16384), moved right by `shift` pixels
// (0 to 1). Stems are snapped to pixel rows, never to columns. `*bitmap` is valid until the next call
// with the same face.
ctext_status ctext_render(ctext_face *face, uint32_t glyph, double em_x, double em_y, double shift,
                          ctext_bitmap *bitmap);

#endif
