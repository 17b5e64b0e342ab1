#!/usr/bin/env python3
"""Changes plan files and reads them: python3 scripts/fuzz_archive.py [TRIES] [SEED] [PLAN ...]

Bytes are flipped, cut out, put in, doubled, set to numbers at the edges; then length and checksum are put
right, so that the reader inside is met and not the envelope. Each file must be refused (InputError) or be a
plan that can be used (JSON, frames, lottery sheet, explanations). Nothing may crash, hang (10 s a file) or
take more memory than 64 MiB and 16 times the file. Not part of the tests: run it after changing the reader.
Without PLAN: the golden files of tests/io/golden and a plan of a small sample. Exit code 1: something did.
"""

import hashlib
import os
import random
import resource
import signal
import struct
import sys
import tempfile
from pathlib import Path

import jinguo as jg
from jinguo import _core

ROOT = Path(__file__).resolve().parent.parent
HEAD = 88
EDGES = (0, 1, 2, 5, 255, 2**31 - 1, 2**31, 2**32, 2**62, 2**63 - 1, -1, -(2**31), -(2**63))
BATCH = 500  # files read by one process


def fresh():
    """A plan of a small sample, with ties and women who are told why."""
    package = Path(jg.__file__).parent
    registry = jg.Registry(_core.sample_yueyang(str(package / "data" / "yueyang"), 150, 3)[0])
    policy = jg.Policy.load(package / "policies" / "yueyang-2016.toml")
    seed = (package / "data" / "yueyang" / "lottery-seed.hex").read_text(encoding="ascii").strip()
    return _core.plan_to_bytes(jg.match(registry, policy, seed=seed))


def changed(data, chance):
    """A changed file whose length and checksum are right."""
    body = bytearray(data[HEAD:])
    for _ in range(chance.choice((1, 1, 1, 2, 5, 20))):
        at = chance.randrange(len(body) + 1)
        way = chance.randrange(7)
        if way == 0 and at < len(body):
            body[at] ^= 1 << chance.randrange(8)
        elif way == 1 and at < len(body):
            body[at] = chance.randrange(256)
        elif way == 2:
            at -= at % 8 if chance.random() < 0.5 else 0
            body[at : at + 8] = struct.pack("<q", chance.choice(EDGES))
        elif way == 3:
            del body[at : at + chance.choice((1, 8, 100, 10_000))]
        elif way == 4:
            body[at:at] = chance.randbytes(chance.choice((1, 8, 100)))
        elif way == 5:
            body[at:at] = body[at : at + chance.choice((8, 100, 1000))]
        else:
            del body[at:]
    head = bytearray(data[:HEAD])
    head[16:24] = struct.pack("<Q", len(body))
    head[24:56] = hashlib.sha256(body).digest()
    if chance.random() < 0.05:
        head[8] = chance.randrange(1, 6)  # read as of another version
    return bytes(head + body)


def use(plan):
    """What commands do with a plan."""
    plan.to_json()
    plan.to_frame()
    plan.unmatched_frame()
    plan.places_frame()
    for name in plan.pairings:
        plan[name].counts()
        for one in (*plan[name].awards[:3], *plan[name].unmatched[:3]):
            plan.explain(one.left)
    try:
        plan.lottery_sheet()
    except jg.InputError:  # a plan that does not hold it
        pass


def batch(files, first, count, seed):
    """Reads files `first` to `first + count`; returns (refused, used) or None where one was read wrongly."""
    refused = used = 0
    floor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for k in range(first, first + count):
        chance = random.Random(seed * 1_000_003 + k)
        data = changed(files[k % len(files)], chance)
        signal.alarm(10)
        try:
            # A digest that is right in the head would need the canonical form: the rest is read before it.
            use(jg.Plan(_core.plan_from_bytes(data)))
            used += 1
        except jg.InputError:
            refused += 1
        except BaseException as error:  # whatever it is, it is what is looked for
            print(f"file {k}: {type(error).__name__}: {error}", flush=True)
            return None
        signal.alarm(0)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if (peak - floor) * 1024 > (64 << 20) + 16 * len(data):
            print(f"file {k}: took {(peak - floor) >> 10} MiB for {len(data) >> 10} KiB", flush=True)
            return None
    return refused, used


def main():
    tries = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    if len(sys.argv) > 3:
        files = [Path(name).read_bytes() for name in sys.argv[3:]]
    else:
        files = [path.read_bytes() for path in sorted((ROOT / "tests" / "io" / "golden").glob("*.jinguo"))]
        files += [fresh()] * len(files)
    use(jg.Plan(_core.plan_from_bytes(fresh())))  # loads what frames need, so that it is not counted
    totals = [0, 0]
    bad = 0
    for first in range(0, tries, BATCH):
        with tempfile.TemporaryFile() as told:
            child = os.fork()
            if child == 0:
                found = batch(files, first, min(BATCH, tries - first), seed)
                if found is not None:
                    told.write(struct.pack("<2q", *found))
                    told.flush()
                os._exit(0 if found is not None else 1)
            status = os.waitpid(child, 0)[1]
            if status != 0:
                bad += 1
                print(f"files {first} to {first + BATCH}, seed {seed}: ended with status {status}", flush=True)
                continue
            told.seek(0)
            totals = [a + b for a, b in zip(totals, struct.unpack("<2q", told.read()), strict=True)]
    print(f"{tries} files: {totals[0]} refused, {totals[1]} read and used, {bad} batches at fault")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
