"""What a host program may rely on, as far as the linker can see it (build/dev, static)."""

import functools
import re
import subprocess

import pytest
from layout import BUILD

LIBRARIES = ["jinguo_solver", "jinguo", "jinguo_io", "jinguo_sample"]

STREAMS = r"(std::(cout|cerr|clog|cin|wcout|wcerr)|stdout|stderr|stdin|puts|putchar|printf|vprintf|" \
          r"fprintf|vfprintf|__f?printf_chk|perror|fputs|fputc|syslog)(@.*)?"
SIGNALS = r"(signal|sigaction|sigprocmask|pthread_sigmask|raise|kill|alarm|sigaltstack)(@.*)?"
ENVIRONMENT = r"(getenv|secure_getenv|setenv|putenv|unsetenv|environ)(@.*)?"
# What reads or sets the global locale, in C or C++; from_chars and to_chars do not.
LOCALE = r"(setlocale|localeconv|uselocale|newlocale|nl_langinfo|strto(d|f|ld)|ato(f)|strcoll|strftime|" \
         r"(to|is)(upper|lower|alpha|alnum|digit|space|punct|print)|__ctype_(b|tolower|toupper)_loc|" \
         r"mbstowcs|wcstombs|mbrtowc|std::locale::(locale\(\)|global.*))(@.*)?"
POSIX = r"(open|open64|close|read|write|lseek|stat|fstat|lstat|unlink|rename|fsync|mmap|munmap|fork|" \
        r"vfork|exec\w+|pipe|socket|connect|dlopen|getpid|gethostname|fopen|fopen64|fclose|fread|" \
        r"fwrite|opendir|readdir|mkdir|chdir|getcwd|sysconf|usleep|nanosleep)(@.*)?"


@functools.cache
def undefined(library):
    """Symbols that a library asks from elsewhere, demangled."""
    text = subprocess.run(
        ["nm", "--undefined-only", "--demangle", "--format=posix", BUILD / f"lib{library}.a"],
        check=True, capture_output=True, text=True,
    ).stdout
    found = set()
    for line in text.splitlines():
        match = re.match(r"(.+?) [Uwv]\b", line)
        if match:
            found.add(match.group(1))
    return found


def asked(library, pattern):
    return sorted(s for s in undefined(library) if re.fullmatch(pattern, s))


def test_the_reader_sees_symbols():
    assert asked("jinguo_io", POSIX), "io/file.cpp writes files, so something must be found"


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize(
    "pattern", [STREAMS, SIGNALS, ENVIRONMENT, LOCALE],
    ids=["writes to no stream", "installs no signal handler", "reads no environment variable",
         "reads no locale"],
)
def test_the_library(library, pattern):
    assert asked(library, pattern) == []


@pytest.mark.parametrize("library", ["jinguo_solver", "jinguo"])
def test_no_posix_call_outside_io(library):
    assert asked(library, POSIX) == []


@pytest.mark.parametrize("library", LIBRARIES)
def test_no_global_constructor(library):
    text = subprocess.run(
        ["objdump", "-t", "--demangle", BUILD / f"lib{library}.a"],
        check=True, capture_output=True, text=True,
    ).stdout
    constructors = sorted(set(re.findall(r"_GLOBAL__sub_I_\S+|_GLOBAL__I_\S+|"
                                         r"__static_initialization_and_destruction_0", text)))
    assert constructors == []


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_symbol_lives_in_the_inline_namespace_of_the_minor_version(library):
    text = subprocess.run(
        ["nm", "--defined-only", "--extern-only", "--demangle", "--format=posix",
         BUILD / f"lib{library}.a"],
        check=True, capture_output=True, text=True,
    ).stdout
    strong = [m.group(1) for m in re.finditer(r"^(.+?) [TDBR] ", text, re.MULTILINE)]
    assert [s for s in strong if "jinguo::v0_1::" not in s] == []
