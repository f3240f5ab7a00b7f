"""The shots of Fixtures/shots, each with what real plates have and simple converters get wrong."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import OpenEXR

from scene import Scene, ap0_half

FRAMES = 24
CHROMATICITIES = (0.7347, 0.2653, 0.0, 1.0, 0.0001, -0.0770, 0.32168, 0.33767)


def window(left, top, right, bottom):
    return (np.array([left, top], np.int32), np.array([right, bottom], np.int32))


def tags():
    return {
        "type": OpenEXR.scanlineimage,
        "chromaticities": CHROMATICITIES,
        "adoptedNeutral": np.array([0.32168, 0.33767], np.float32),
    }


def time_code(frames, rate=24):
    """Non-drop time code counted from midnight."""
    seconds, frame = divmod(frames, rate)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return OpenEXR.TimeCode(hour, minute, second, frame, *[0] * 14)


def planes(names, image):
    return {name: np.ascontiguousarray(image[..., i]) for i, name in enumerate(names)}


def save(path, parts):
    path.parent.mkdir(parents=True, exist_ok=True)
    file = OpenEXR.File([OpenEXR.Part(header, channels, name) for name, header, channels in parts]) \
        if len(parts) > 1 else OpenEXR.File(*parts[0][1:])
    file.write(str(path))


def thumbnail(image, step):
    """A small display-referred preview, RGBA."""
    small = np.clip(image[::step, ::step], 0.0, 1.0) ** (1 / 2.2)
    rgba = np.concatenate([small, np.ones_like(small[..., :1])], axis=-1)
    return OpenEXR.PreviewImage(np.round(rgba * 255.0).astype(np.uint8))


def sh010(root):
    """Plain RGB PIZ, odd size with a short last chunk, numbered by its time code from 86400 = 01:00:00:00."""
    size = (213, 119)
    for i in range(FRAMES):
        scene = Scene(size, (0, 0, size[0] - 1, size[1] - 1), i / (FRAMES - 1), [10, i])
        image = scene.beauty()
        header = tags() | {
            "compression": OpenEXR.PIZ_COMPRESSION,
            "timeCode": time_code(86400 + i),
            "framesPerSecond": Fraction(24, 1),
            "reelName": "A003_C012_0412XY",
            "cameraMake": "Drehwerk",
            "comments": "Straße bei Nacht, großes Licht – 夜景",
            "imageCounter": 7000 + i,
            "expTime": 1.0 / 48.0,
            "preview": thumbnail(image, 8),
            "lensMetadataOfTheRecorderPerFrameDistortion": [0.01, -0.002 * i, 0.0003],
            "studio.note": OpenEXR.OpaqueAttribute(bytes([i, 0, 255, 17, 10, 13]), "studioNoteV2"),
        }
        save(root / f"sh010/sh010_pl01_v001.{86400 + i}.exr",
             [("", header, planes("RGB", ap0_half(scene.grain(image, 1.0))))])


def sh020(root):
    """Three parts: beauty with a light layer, data channels in float and half, an object matte and its ids."""
    size = (145, 81)
    for i in range(FRAMES):
        scene = Scene(size, (0, 0, size[0] - 1, size[1] - 1), i / (FRAMES - 1), [20, i])
        alpha = scene.alpha()[..., None]
        beauty = ap0_half(scene.grain(scene.beauty(), 0.8) * alpha)
        shared = tags() | {"timeCode": time_code(86400 + 1000 + i), "framesPerSecond": Fraction(24000, 1001)}
        picture = shared | {"compression": OpenEXR.PIZ_COMPRESSION, "owner": "Lighting"}
        data = shared | {"compression": OpenEXR.ZIP_COMPRESSION, "colorInteropID": "data"}
        colour = planes("RGB", beauty) | {"A": alpha[..., 0].astype(np.float16)} \
            | planes(["diffuse.R", "diffuse.G", "diffuse.B"], ap0_half(scene.diffuse()))
        mx, my = scene.motion()
        values = planes(["N.X", "N.Y", "N.Z"], scene.normals().astype(np.float16)) \
            | {"Z": scene.depth().astype(np.float32)} \
            | {"motion.x": mx.astype(np.float16), "motion.y": my.astype(np.float16)}
        ids = np.where(scene.sphere, np.uint32(0x3E5A917C), np.uint32(0x4B20C6F1))
        coverage = np.where(scene.sphere, 1.0, 0.75).astype(np.float32)
        rank = np.stack([ids.view(np.float32), coverage, np.zeros_like(coverage), np.zeros_like(coverage)], -1)
        matte = planes([f"CryptoObject00.{c}" for c in "RGBA"], rank) | {"objectId": ids}
        crypto = data | {"cryptomatte/7d1f2a3/name": "CryptoObject", "cryptomatte/7d1f2a3/hash": "MurmurHash3_32",
                         "cryptomatte/7d1f2a3/conversion": "uint32_to_float32",
                         "cryptomatte/7d1f2a3/manifest": '{"ball":"3e5a917c","set":"4b20c6f1"}'}
        save(root / f"sh020/sh020_comp_v014.{1009 + i:04d}.exr",
             [("rgba", picture, colour), ("data", data, values), ("crypto", crypto, matte)])


def sh030(root):
    """Overscan on all sides, origin (-8, -5), odd width, ZIP, alpha; the display window is what is seen."""
    display, area = (160, 90), (-8, -5, 166, 96)
    for i in range(FRAMES):
        scene = Scene(display, area, i / (FRAMES - 1), [30, i])
        header = tags() | {
            "compression": OpenEXR.ZIP_COMPRESSION,
            "dataWindow": window(*area),
            "displayWindow": window(0, 0, display[0] - 1, display[1] - 1),
            "pixelAspectRatio": 2.0,
            "colorInteropID": "lin_ap0_scene",
            "worldToCamera": np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0.5 * i, 1.7, -6, 1]], np.float32),
        }
        alpha = scene.alpha()[..., None]
        image = ap0_half(scene.grain(scene.beauty(), 1.0) * alpha)
        save(root / f"sh030/sh030_fg01_v003.{1 + i:04d}.exr",
             [("", header, planes("RGB", image) | {"A": alpha[..., 0].astype(np.float16)})])


def sh040(root):
    """An ACES image container: uncompressed, flagged, numbered from 1 after an underscore."""
    size = (97, 55)
    for i in range(FRAMES):
        scene = Scene(size, (0, 0, size[0] - 1, size[1] - 1), i / (FRAMES - 1), [40, i])
        header = tags() | {"compression": OpenEXR.NO_COMPRESSION, "acesImageContainerFlag": 1,
                           "timeCode": time_code(3600 * 24 * 2 + i), "framesPerSecond": Fraction(24, 1)}
        del header["adoptedNeutral"]
        save(root / f"sh040/sh040_bg01_v002_{1 + i:04d}.exr",
             [("", header, planes("RGB", ap0_half(scene.grain(scene.beauty(), 1.2))))])


DESCRIPTIONS = {shot.__name__: shot.__doc__ for shot in (sh010, sh020, sh030, sh040)}


def write_all(root: Path):
    for shot in (sh010, sh020, sh030, sh040):
        shot(root)
