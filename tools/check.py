#!/usr/bin/env python3
"""Checks what the compiler does not: format, import direction, include guards, file length, banned calls
(each named with its replacement) and the TypeScript types.

Usage: check.py            list what is wrong; exit 1 if anything is
       check.py --format   rewrite the C++ sources in the tree's format
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 600
SOURCES = {".cc", ".h", ".ts", ".mjs", ".py", ".sh", ".cmake", ".proto", ".css", ".html", ".md", ".txt"}

# What each house may import besides itself; what those import comes with them.
HOUSES = {
    "core/base": (),
    "core/proto": (),
    "core/container": ("core/base",),
    "core/wire": ("core/base", "core/proto"),
    "core/parse": ("core/base",),
    "core/template": ("core/parse",),
    "core/store": ("core/parse", "core/template"),
    "core/query": ("core/store",),
    "core/sql": ("core/query", "core/proto"),
    "core/analyze": ("core/query",),
    "core/sync": ("core/store", "core/wire"),
    "core/engine": ("core/proto", "core/container", "core/sql", "core/analyze", "core/sync"),
    "core/cli": ("core/engine",),
    "wasm": ("core/engine",),
    "ui": ("core/base", "core/proto", "wasm"),
    "sw": (),
    "server-stub": ("core/sync", "core/proto"),
    "tests": ("core/cli", "wasm", "ui", "sw", "server-stub"),
}

RAW_WIDGETS = ("(Small|Invisible|Arrow|Image|Radio|Color)?Button|Checkbox\\w*|Selectable|InputText\\w*|InputInt|"
               "Slider\\w+|Drag[FIS]\\w+|(Begin)?Combo|(Begin)?ListBox|TreeNode\\w*|CollapsingHeader|"
               "MenuItem|BeginMenu|BeginTabItem|TabItemButton")
NO_EXCEPTIONS = r"^(core|wasm|ui)/.*\.(cc|h)$"
ANY_CPP = r"\.(cc|h)$"
# (files, what, instead); looked for in code, with strings and comments blanked.
BANNED_CALLS = [
    (ANY_CPP, r"\b(std::sto(i|l|ll|ul|ull|f|d|ld)|strto(l|ll|ul|ull|f|d)|ato(i|l|ll|f)|sscanf)\s*\(",
     "ParseInt of core/base/numbers.h"),
    (ANY_CPP, r"\bv?sprintf\s*\(", "snprintf, which knows the size"),
    (r"^core/(?!cli/).*\.(cc|h)$", r"\b(f?printf|puts|putchar)\s*\(|\bstd::(cout|cerr|clog)\b",
     "a Status; only core/cli writes to the terminal"),
    (r"^ui/views/", rf"\bImGui::({RAW_WIDGETS})\s*\(", "ui/widgets, which also tell the ARIA mirror"),
    (NO_EXCEPTIONS, r"\b(throw|dynamic_cast|typeid)\b|\b(abort|exit)\s*\(", "Status or StatusOr of core/base/status.h"),
    (r"_test\.cc$", r"\b(sleep_for|sleep_until|usleep)\b", "waiting for the condition"),
    (r"\.ts$", r":\s*any\b|\bas any\b|@ts-ignore", "a type"),
]
# Looked for in every line. Written so that this file does not contain what it bans.
BANNED_WORDS = [
    (r"^(<{7}|={7}|>{7})( |$)", "the merge that these marks were left from, finished"),
    (r"DO NOT SUBMI[T]|\bTOD[O]\b|\bFIXM[E]\b", "finish it, or open an issue"),
    (r"registry\.npmj[s]|\b(deb|snapshot|security)\.debian\.or[g]|\bpypi\.or[g]|\bcrates\.i[o]\b",
     "the machine's own settings: the tree names no registry"),
    (r"(?<![\w.])/wor[k]/|/roo[t]/", "a path relative to the tree or the home folder"),
]

problems = []


def report(path, line, message):
    problems.append(f"{path}:{line}: {message}")


def tracked_files():
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True,
                            capture_output=True, text=True).stdout.splitlines()
    return sorted(path for path in listed if (ROOT / path).is_file())


def house_of(path):
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "core" else parts[0]


def reachable(house):
    found, pending = {house}, list(HOUSES[house])
    while pending:
        found.add(pending[-1])
        pending.extend(HOUSES[pending.pop()])
    return found


REACHABLE = {house: reachable(house) for house in HOUSES}


def imported_path(path, line):
    """The file in this tree that a line of C++, TypeScript or protobuf imports, if any."""
    if found := re.match(r'\s*(?:#include|import)\s+"([a-z][^"]+/[^"]+)"', line):
        return found[1]
    if path.endswith(".ts") and (found := re.search(r'(?:from|import)\s*\(?"(\.[^"]+)"', line)):
        return str((ROOT / path).parent.joinpath(found[1]).resolve()).removeprefix(f"{ROOT}/")
    return None


def check_import(path, number, line):
    target, house = imported_path(path, line), house_of(path)
    if target is None or house not in HOUSES:
        return
    other = house_of(target)
    if other in HOUSES and other not in REACHABLE[house]:
        report(path, number, f"{house} may not import {other} ({target}); the table is in tools/check.py")


def check_guard(path, lines):
    guard = "TAFFRAIL_" + re.sub(r"[^A-Z0-9]", "_", path.upper()) + "_"
    code = [line for line in lines if line.strip() and not line.startswith("//")]
    wanted = [f"#ifndef {guard}", f"#define {guard}"]
    if code[:2] != wanted or not code[-1].startswith("#endif"):
        report(path, 1, f"the include guard should be {guard}")


def without_strings_and_comments(text):
    """The text with those blanked, line for line, so that only code is left to search."""
    pattern = r'R"\((?:.|\n)*?\)"|"(?:\\.|[^"\\\n])*"|/\*(?:.|\n)*?\*/|//[^\n]*'
    return re.sub(pattern, lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def check_file(path):
    try:
        text = (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return report(path, 1, "is not UTF-8")
    lines = text.splitlines()
    if len(lines) > LONGEST_FILE:
        report(path, len(lines), f"is {len(lines)} lines long; {LONGEST_FILE} is the most: split it by purpose")
    if path.endswith(".h"):
        check_guard(path, lines)
    for number, line in enumerate(lines, 1):
        check_import(path, number, line)
        for pattern, instead in BANNED_WORDS:
            if found := re.search(pattern, line):
                report(path, number, f"\"{found[0]}\" is banned; instead: {instead}")
    banned = [(re.compile(what), instead) for files, what, instead in BANNED_CALLS if re.search(files, path)]
    if not banned:
        return
    for number, line in enumerate(without_strings_and_comments(text).splitlines(), 1):
        for pattern, instead in banned:
            if found := pattern.search(line):
                report(path, number, f"\"{found[0].strip()}\" is banned; instead: {instead}")


def start(*command):
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def clang_format(cpp, *options):
    """Two processes, each with every other file: one would take twice as long."""
    return [start("clang-format", *options, *half) for half in (cpp[::2], cpp[1::2]) if half]


def type_checks(files):
    compiler = ROOT / "node_modules/.bin/tsc"
    if not compiler.exists():
        return []
    typed = {house_of(path) for path in files if path.endswith(".ts")}
    # The root's own is the page's.
    configs = [path for path in files if path.endswith("tsconfig.json")
               and ("ui" if path == "tsconfig.json" else house_of(path)) in typed]
    return [start(compiler, "--pretty", "false", "-p", path, "--incremental", "--tsBuildInfoFile",
                  f"build/tsc/{path.replace('/', '_')}") for path in configs]


def main():
    files = tracked_files()
    cpp = [path for path in files if path.endswith((".cc", ".h"))]
    if sys.argv[1:] == ["--format"]:
        return any(process.wait() for process in clang_format(cpp, "-i"))
    formatting, typing = clang_format(cpp, "--dry-run", "-Werror"), type_checks(files)
    for path in files:
        if Path(path).suffix in SOURCES or path in ("dev", ".ci/run"):
            check_file(path)
    if '"resolved"' in (ROOT / "package-lock.json").read_text():
        report("package-lock.json", 1, "names download addresses; .npmrc keeps them out")
    for process in typing:
        problems.extend(process.communicate()[0].splitlines())
    for process in formatting:
        for path in sorted(set(re.findall(r"^(\S+?):\d+:\d+: error", process.communicate()[0], re.M))):
            report(path, 1, "is not in the tree's format; ./dev format mends it")
    print("\n".join(problems) if problems else f"{len(files)} files are as they should be")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
