"""The pixels of one converted frame against float64."""

import numpy as np

import aces
import classes
import exr_header
import exr_pixels


def figures():
    """All zero: samples compared and identical, how many were special, and the worst distance in half ulps."""
    return dict.fromkeys(["samples", "identical", "dataSamples", "neutral", "nan", "inf", "clamped", "negative"], 0) \
        | {"worstUlp": 0.0}


def add(total, more):
    for name, value in more.items():
        total[name] = max(total[name], value) if name == "worstUlp" else total[name] + value


def judge(source_path, output_path, options, problems, counts):
    """Adds to `problems` and to the figures in `counts`."""
    header = exr_header.read(source_path)
    source, output = exr_pixels.read(source_path), exr_pixels.read(output_path)
    if len(source) != len(output):
        problems.append(f"{len(output)} parts, the source has {len(source)}")
        return
    for index, (head, before, after) in enumerate(zip(header.parts, source, output)):
        _judge_planes(f"part {index}", head, before, after, options, problems, counts)
    levels = exr_pixels.read_levels(output_path, header)
    for (index, level), before in exr_pixels.read_levels(source_path, header).items():
        where = f"part {index}, level {level}"
        _judge_planes(where, header.parts[index], before, levels.get((index, level), {}), options, problems, counts)


def _judge_planes(where, head, before, after, options, problems, counts):
    if set(before) != set(after):
        problems.append(f"{where}: channels {sorted(after)}, the source has {sorted(before)}")
        return
    triples = classes.colour_triples(before, head.text(b"name"), head.text(b"colorInteropID"))
    colour = {name for triple in triples for name in triple}
    for name in sorted(set(before) - colour):
        counts["dataSamples"] += before[name].size
        if not exr_pixels.same_bits(before[name], after[name]):
            problems.append(f"{where}: data channel {name} differs")
    for triple in triples:
        _judge_triple(where, triple, before, after, options, problems, counts)


def _judge_triple(where, triple, before, after, options, problems, counts):
    where = f"{where}, {'/'.join(triple)}"
    want_float = options.depth == "keep"
    for name in triple:
        wanted = before[name].dtype if want_float else np.dtype(np.float16)
        if after[name].dtype != wanted:
            problems.append(f"{where}: {name} is {exr_pixels.TYPES[after[name].dtype]}")
            return
        if after[name].shape != before[name].shape:
            problems.append(f"{where}: size {after[name].shape}, the source has {before[name].shape}")
            return
    source = np.stack([before[name] for name in triple], axis=-1)
    output = np.stack([after[name] for name in triple], axis=-1)
    counts["nan"] += int(np.isnan(source).sum())
    counts["inf"] += int(np.isinf(source).sum())
    unchanged = aces.space(options.source_space) == aces.space(options.target_space)
    if unchanged and source.dtype == output.dtype:
        equal = exr_pixels.bits(source) == exr_pixels.bits(output)
        counts["samples"] += source.size
        counts["identical"] += int(equal.sum())
        if not equal.all():
            problems.append(f"{where}: {int((~equal).sum())} samples changed though the space did not")
        return
    _judge_values(where, source.astype(np.float64), output, options, problems, counts)


def _judge_values(where, source, output, options, problems, counts):
    exact = aces.convert(source, options.source_space, options.target_space)
    finite = np.isfinite(source).all(axis=-1, keepdims=True) & np.ones_like(source, bool)
    counts["negative"] += int((exact < 0).sum())
    result = output.astype(np.float64)

    if output.dtype == np.float16:
        largest = aces.LARGEST_HALF
        with np.errstate(over="ignore"):
            clamped = finite & np.isinf(exact.astype(np.float16))
        exact = np.where(finite, np.clip(exact, -largest, largest), exact)
        counts["clamped"] += int(clamped.sum())
        with np.errstate(over="ignore"):
            reference = exact.astype(np.float16).astype(np.float64)
    else:
        reference = exact.astype(np.float32).astype(np.float64)

    with np.errstate(invalid="ignore"):
        equal = (result == reference) | (np.isnan(result) & np.isnan(reference))
        off = np.abs(result - reference)
    counts["samples"] += output.size
    counts["identical"] += int(equal.sum())

    wrong = ~equal & ~finite
    if wrong.any():
        problems.append(f"{where}: {int(wrong.sum())} samples are not the IEEE result of NaN or Inf{_first(wrong, source, result, reference)}")
    if aces.is_log(options.target_space):
        scale = np.broadcast_to(np.max(np.abs(reference), axis=-1, keepdims=True), reference.shape)
    else:
        scale = np.maximum(np.max(np.abs(source), axis=-1, keepdims=True), np.abs(reference))
    scale = np.where(finite, scale, 0)
    allowed = exr_pixels.half_ulp(scale) if output.dtype == np.float16 else 4 * np.spacing(scale.astype(np.float32))
    too_far = finite & ~equal & ~(off <= allowed)
    if too_far.any():
        problems.append(f"{where}: {int(too_far.sum())} samples are more than 1 half ulp off{_first(too_far, source, result, reference)}")
    steps = np.where(finite & ~equal, off / np.where(allowed > 0, allowed, 1), 0)
    counts["worstUlp"] = max(counts["worstUlp"], float(steps.max(initial=0)))

    if not (aces.is_log(options.source_space) or aces.is_log(options.target_space)) and output.dtype == np.float16:
        neutral = finite & (source >= 0) & (source <= aces.LARGEST_HALF) & (np.ptp(np.where(finite, source, 0), axis=-1, keepdims=True) == 0)
        neutral &= source == source.astype(np.float16)
        counts["neutral"] += int(neutral.sum())
        if (neutral & (result != source)).any():
            problems.append(f"{where}: a neutral did not map to itself")


def _first(mask, source, result, reference):
    y, x, c = np.argwhere(mask)[0]
    return f"; first at ({x}, {y}) channel {c}: {source[y, x].tolist()} gave {result[y, x, c]}, not {reference[y, x, c]}"
