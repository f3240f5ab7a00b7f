"""Tables in Markdown."""

import statistics

import measure


def spread(figures):
    rates = sorted(figures.job.frames / wall for wall in figures.wall)
    return f"{figures.rate:.2f} ({rates[0]:.2f}–{rates[-1]:.2f})"


def mebibytes(figures):
    return f"{figures.memory / 2**20:.0f}"


def verdict(met):
    return {None: "", True: "yes", False: "**no**"}[met]


def table(rows):
    lines = ["| job | ours, frames/s | | frames/s | ratio (range) | goal | met | MiB | MiB | |",
             "|---|---|---|---|---|---|---|---|---|---|"]
    for row in rows:
        middle, low, high = measure.ratio(row.ours, row.theirs)
        goal = f"≥ {row.goal} ×" if row.goal else ""
        lines.append(f"| {row.what} | {spread(row.ours)} | {row.theirs.job.name} | {spread(row.theirs)} "
                     f"| **{middle:.2f} ×** ({low:.2f}–{high:.2f}) | {goal} | {verdict(row.met)} "
                     f"| {mebibytes(row.ours)} | {mebibytes(row.theirs)} | {row.note} |")
    return "\n".join(lines)


def kernel_table(found):
    lines = ["| kernel, one core | ours | OpenEXRCore | ratio | goal | met |", "|---|---|---|---|---|---|"]
    for row in found["rows"]:
        line = f"| {row['name']} | {row['ours']:.1f} {row['unit']} |"
        if "peer" in row:
            ratio = row["ours"] / row["peer"]
            line += f" {row['peer']:.1f} | **{ratio:.2f} ×** | ≥ {row['goal']:g} × | {verdict(ratio >= row['goal'])} |"
        else:
            line += " | | | |"
        lines.append(line)
    larger = found["ourBytes"] / found["peerBytes"] - 1
    lines.append(f"| bytes of the chunks | {found['ourBytes']} | {found['peerBytes']} | {larger:+.2%} | ≤ +0.50% "
                 f"| {verdict(larger <= 0.005)} |")
    return "\n".join(lines)


def seconds(figures):
    """One line a job: what the clock and the processor said."""
    return "\n".join(f"  {each.job.name}: wall {statistics.median(each.wall):.3f} s "
                     f"({min(each.wall):.3f}–{max(each.wall):.3f}), processor {statistics.median(each.cpu):.3f} s, "
                     f"peak {mebibytes(each)} MiB, {each.written} bytes" for each in figures)
