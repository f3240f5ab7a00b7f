"""Programs that packages bring, by the files of the packages: others on PATH are called `convert` or `gm` as well."""

import os
import shutil

# Debian calls ImageMagick's program by its version and depth; `convert` is a link that other packages may set.
NAMES = {"imagemagick": ["convert-im6.q16", "convert-im7.q16", "magick", "convert"]}


def path(name):
    """The file of a program, by its bare name or as `imagemagick`; the last name itself where there is none."""
    folders = os.pathsep.join(["/usr/bin", "/bin", os.environ.get("PATH", "")])
    names = NAMES.get(name, [name])
    found = (shutil.which(each, path=folders) for each in names)
    return next((file for file in found if file), names[-1])
