"""A small scene in linear light: sky, ground, a lit sphere, a colour chart, a lamp, all with grain.

Positions are in display-window pixels, so overscan simply asks for more of the same scene.
Colours are given in linear AP1 and brought to AP0, because that is how saturated colours of a
real picture arrive in AP0: some of them outside AP1, with small negative components.
"""

import numpy as np

from aces import AP1_TO_AP0

# Rows of the chart, linear AP1. The last row lies on or outside the AP1 boundary.
CHART = [
    [(0.18, 0.18, 0.18), (0.9, 0.9, 0.9), (0.02, 0.02, 0.02), (0.35, 0.20, 0.14)],
    [(0.40, 0.04, 0.03), (0.05, 0.30, 0.06), (0.02, 0.05, 0.35), (0.60, 0.50, 0.03)],
    [(0.80, -0.06, 0.01), (-0.08, 0.70, -0.02), (0.03, -0.02, 0.90), (0.00, 0.40, 0.45)],
]


class Scene:
    """One frame of the scene. `time` runs from 0 to 1 over the shot and moves sphere and lamp."""

    def __init__(self, display, window, time, seed):
        """`display` is (width, height); `window` is (left, top, right, bottom), inclusive."""
        left, top, right, bottom = window
        self.width, self.height = display
        self.rng = np.random.default_rng(seed)
        self.y, self.x = np.mgrid[top : bottom + 1, left : right + 1].astype(np.float64)
        self.u, self.v = (self.x + 0.5) / self.width, (self.y + 0.5) / self.height
        self.centre = np.array([0.30 + 0.25 * time, 0.55])
        self.radius = 0.22
        aspect = self.width / self.height
        self.dx = (self.u - self.centre[0]) * aspect / self.radius
        self.dy = (self.v - self.centre[1]) / self.radius
        self.sphere = self.dx**2 + self.dy**2 < 1.0
        self.time, self.aspect = time, aspect

    def normals(self):
        """Unit normals, x right, y up, z to the camera: the sphere before a flat wall."""
        z = np.sqrt(np.clip(1.0 - self.dx**2 - self.dy**2, 0.0, 1.0))
        inside = np.stack([self.dx, -self.dy, z], axis=-1)
        return np.where(self.sphere[..., None], inside, [0.0, 0.0, 1.0])

    def depth(self):
        """Distance from the camera in metres; the far wall is 60 m away."""
        ground = np.where(self.v > 0.62, 4.0 / np.maximum(self.v - 0.55, 0.07), 60.0)
        return np.where(self.sphere, 6.0 - self.radius * self.normals()[..., 2], ground)

    def motion(self):
        """Motion vectors in pixels per frame: only the sphere moves."""
        return self.sphere * (0.25 * self.width / 23.0), np.zeros_like(self.u)

    def alpha(self):
        """Coverage: solid but for a soft-edged window at the upper right."""
        edge = np.hypot((self.u - 0.92) * self.aspect, self.v - 0.1)
        return np.clip((edge - 0.08) / 0.10, 0.0, 1.0)

    def diffuse(self):
        """The sphere's diffuse light alone, without grain, linear AP1."""
        light = np.clip(self.normals() @ np.array([-0.5, 0.6, 0.62]), 0.0, None)
        return self.sphere[..., None] * light[..., None] * np.array([0.42, 0.16, 0.07])

    def beauty(self):
        """The picture without grain, linear AP1."""
        horizon = np.clip(self.v / 0.62, 0.0, 1.0)[..., None]
        sky = (1 - horizon) * np.array([0.10, 0.22, 0.55]) + horizon * np.array([0.70, 0.62, 0.55])
        stripes = 0.5 + 0.5 * np.sign(np.sin((self.u - 0.5) / np.maximum(self.v - 0.5, 0.06) * 9.0))
        ground = (0.03 + 0.05 * stripes)[..., None] * np.array([1.0, 0.8, 0.6])
        image = np.where((self.v > 0.62)[..., None], ground, sky)
        image = np.where(self.sphere[..., None], 0.01 + self.diffuse(), image)
        image = image + self.sphere[..., None] * np.clip(
            1.0 - 40.0 * ((self.dx + 0.35) ** 2 + (self.dy + 0.4) ** 2), 0.0, 1.0)[..., None] * 6.0
        lamp = np.hypot((self.u - 0.15 - 0.1 * self.time) * self.aspect, self.v - 0.16)
        glow = 45.0 * (lamp < 0.035) + 0.6 * np.exp(-((lamp / 0.09) ** 2))
        image = image + glow[..., None] * np.array([1.0, 0.85, 0.6])
        return self._with_chart(image)

    def _with_chart(self, image):
        for row, patches in enumerate(CHART):
            for column, colour in enumerate(patches):
                here = (abs(self.u - 0.68 - 0.075 * column) < 0.033) & (abs(self.v - 0.50 - 0.13 * row) < 0.057)
                image = np.where(here[..., None], colour, image)
        return image

    def grain(self, image, strength):
        """Photon and read noise of a sensor, a little correlated between neighbours as debayering leaves it."""
        noise = self.rng.standard_normal(image.shape)
        noise = 0.85 * noise + 0.3 * np.roll(noise, 1, axis=1) + 0.3 * np.roll(noise, 1, axis=0)
        return image + strength * noise * np.sqrt(np.maximum(image, 0.0) * 5e-4 + 2e-6)


def ap0_half(image):
    """Linear AP1 in, AP0 as half out, rounded once."""
    return (image @ AP1_TO_AP0.T).astype(np.float16)
