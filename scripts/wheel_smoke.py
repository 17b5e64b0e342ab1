#!/usr/bin/env python3
"""Uses an installed wheel as a user would, and looks where its libraries came from: run by scripts/wheel.sh with
the environment's python, in an empty folder. Ends with a traceback where anything is not as it must be."""

import re
import subprocess
import sys
from pathlib import Path

import jinguo as jg

#: What every Linux of a manylinux policy brings; all else must lie in the wheel.
SYSTEM = re.compile(r"(ld-linux.*|lib(c|m|dl|rt|util|pthread|gcc_s|stdc\+\+)|linux-vdso)[-.0-9]*\.so(\.[0-9]+)*")


def jinguo(*arguments):
    done = subprocess.run(
        [Path(sys.executable).parent / "jinguo", *arguments], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    return done.stdout


def solves():
    market = jg.solver.Market.dense([[9, 5, 1], [8, 7, 2], [7, 6, 3]], capacity=[1, 1, 1])
    found = jg.solver.transport(market)
    assert (found.status, found.total) == ("optimal", 19), found
    assert jg.solver.why_not_optimal(market, found) is None


def matches():
    package = Path(jg.__file__).parent
    jinguo("sample", "yueyang", "--households", "400", "--seed", "7", "--out", "tables")
    policy = str(package / "policies" / "yueyang-2016.toml")
    seed = f"@{package / 'data' / 'yueyang' / 'lottery-seed.hex'}"
    jinguo("match", "tables", "--policy", policy, "--lottery-seed", seed, "--out", "plan")
    jinguo("verify", "plan", "tables", "--policy", policy)
    return jg.Plan.load("plan").digest


def libraries():
    """The shared libraries that this process holds: what the wheel brought, and who else."""
    home, mapped = Path(jg.__file__).resolve().parent.parent, set()
    for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
        path = Path(line.split(maxsplit=5)[-1])
        if ".so" in path.name and path.is_absolute():
            mapped.add(path)
    ours = {path for path in mapped if (home / "jinguo") in path.parents or (home / "jinguo.libs") in path.parents}
    assert any(path.name.startswith("_core") for path in ours), mapped
    for path in ours:  # each asks for libraries beside it, or for those that every Linux has
        asked = subprocess.run(["readelf", "-d", path], capture_output=True, text=True, check=True).stdout
        for name in re.findall(r"\(NEEDED\).*\[(.+)\]", asked):
            assert (home / "jinguo.libs" / name).exists() or SYSTEM.fullmatch(name), (path, name)
    for path in mapped - ours:
        assert not re.match(r"lib(sodium|boost)", path.name), path
    return sorted(path.name for path in ours)


def main():
    assert Path(sys.prefix) in Path(jg.__file__).parents, f"{jg.__file__} is not of this environment"
    assert jg.__version__ in jinguo("--version")
    solves()
    digest = matches()
    print(f"CPython {sys.version.split()[0]}, jinguo {jg.__version__}: {', '.join(libraries())}; plan {digest}")


if __name__ == "__main__":
    main()
