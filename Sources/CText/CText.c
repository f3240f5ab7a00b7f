#include "CText.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_BBOX_H
#include FT_OUTLINE_H

#include <math.h>
#include <stdlib.h>

// Each face has a library of its own: FreeType's libraries are what must not be shared between threads.
struct ctext_face {
  FT_Library library;
  FT_Face face;
};

static ctext_status status_of(FT_Error error) {
  switch (error) {
  case FT_Err_Ok:
    return CTEXT_OK;
  case FT_Err_Cannot_Open_Resource:
  case FT_Err_Cannot_Open_Stream:
    return CTEXT_CANNOT_OPEN;
  case FT_Err_Out_Of_Memory:
    return CTEXT_NO_MEMORY;
  default:
    return CTEXT_NOT_A_FONT;
  }
}

ctext_status ctext_open(const char *path, ctext_face **face) {
  *face = NULL;
  ctext_face *opened = calloc(1, sizeof *opened);
  if (opened == NULL) {
    return CTEXT_NO_MEMORY;
  }
  ctext_status status = status_of(FT_Init_FreeType(&opened->library));
  if (status == CTEXT_OK) {
    status = status_of(FT_New_Face(opened->library, path, 0, &opened->face));
  }
  if (status == CTEXT_OK && (!FT_IS_SCALABLE(opened->face) || opened->face->units_per_EM == 0 ||
                             opened->face->charmap == NULL ||
                             opened->face->charmap->encoding != FT_ENCODING_UNICODE)) {
    status = CTEXT_NOT_A_FONT;
  }
  if (status != CTEXT_OK) {
    ctext_close(opened);
    return status;
  }
  *face = opened;
  return CTEXT_OK;
}

void ctext_close(ctext_face *face) {
  if (face == NULL) {
    return;
  }
  if (face->face != NULL) {
    FT_Done_Face(face->face);
  }
  if (face->library != NULL) {
    FT_Done_FreeType(face->library);
  }
  free(face);
}

uint32_t ctext_glyph(ctext_face *face, uint32_t scalar) {
  return FT_Get_Char_Index(face->face, scalar);
}

static double ems(const ctext_face *face, FT_Pos units) {
  return (double)units / face->face->units_per_EM;
}

double ctext_advance(ctext_face *face, uint32_t glyph) {
  if (FT_Load_Glyph(face->face, glyph, FT_LOAD_NO_SCALE) != FT_Err_Ok) {
    return 0;
  }
  return ems(face, face->face->glyph->metrics.horiAdvance);
}

double ctext_kerning(ctext_face *face, uint32_t left, uint32_t right) {
  FT_Vector kerning = {0, 0};
  if (FT_Get_Kerning(face->face, left, right, FT_KERNING_UNSCALED, &kerning) != FT_Err_Ok) {
    return 0;
  }
  return ems(face, kerning.x);
}

double ctext_cap_height(ctext_face *face) {
  FT_UInt glyph = FT_Get_Char_Index(face->face, 'H');
  FT_BBox box;
  if (glyph == 0 || FT_Load_Glyph(face->face, glyph, FT_LOAD_NO_SCALE) != FT_Err_Ok ||
      face->face->glyph->format != FT_GLYPH_FORMAT_OUTLINE ||
      FT_Outline_Get_BBox(&face->face->glyph->outline, &box) != FT_Err_Ok) {
    return 0.7;
  }
  return ems(face, box.yMax);
}

ctext_status ctext_render(ctext_face *face, uint32_t glyph, double em_x, double em_y, double shift,
                          ctext_bitmap *bitmap) {
  *bitmap = (ctext_bitmap){0};
  if (!(em_x >= 1 && em_x <= 16384 && em_y >= 1 && em_y <= 16384 && shift >= 0 && shift <= 1)) {
    return CTEXT_NO_GLYPH;
  }
  // At 72 dots an inch a point is a pixel. LIGHT hints vertically only: rows are crisp at small sizes,
  // while advances stay linear, so that text has the same shape at every size and pixel aspect.
  FT_Error error = FT_Set_Char_Size(face->face, lround(em_x * 64), lround(em_y * 64), 72, 72);
  if (error == FT_Err_Ok) {
    error = FT_Load_Glyph(face->face, glyph, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP);
  }
  FT_GlyphSlot slot = face->face->glyph;
  if (error != FT_Err_Ok || slot->format != FT_GLYPH_FORMAT_OUTLINE) {
    return error == FT_Err_Out_Of_Memory ? CTEXT_NO_MEMORY : CTEXT_NO_GLYPH;
  }
  FT_Outline_Translate(&slot->outline, lround(shift * 64), 0);
  error = FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL);
  if (error != FT_Err_Ok) {
    return error == FT_Err_Out_Of_Memory ? CTEXT_NO_MEMORY : CTEXT_NO_GLYPH;
  }
  if (slot->bitmap.rows == 0 || slot->bitmap.width == 0) {
    return CTEXT_OK;
  }
  if (slot->bitmap.pixel_mode != FT_PIXEL_MODE_GRAY || slot->bitmap.pitch < (int)slot->bitmap.width) {
    return CTEXT_NO_GLYPH;
  }
  bitmap->coverage = slot->bitmap.buffer;
  bitmap->width = (int32_t)slot->bitmap.width;
  bitmap->height = (int32_t)slot->bitmap.rows;
  bitmap->pitch = slot->bitmap.pitch;
  bitmap->left = slot->bitmap_left;
  bitmap->top = slot->bitmap_top;
  return CTEXT_OK;
}
