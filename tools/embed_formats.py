#!/usr/bin/env python3
"""Writes the format files into one C++ source, without their samples and blanks.

Usage: embed_formats.py OUT.cc FORMAT.json..."""

import json
import sys
from pathlib import Path

HEAD = """// Made by tools/embed_formats.py from core/parse/formats/.
#include "core/parse/format_registry.h"

namespace taffrail {
namespace {

"""


def literal(text):
    """The text as C++ string literals of a length that every compiler takes."""
    pieces = [text[i:i + 4000] for i in range(0, len(text), 4000)]
    quoted = ['"' + piece.replace("\\", "\\\\").replace('"', '\\"').replace("?", "\\?") + '"' for piece in pieces]
    return "\n    ".join(quoted)


def compact(path):
    """Only the shipped part; a file that is no JSON goes in as it is, for the test to say what is wrong."""
    text = path.read_text(encoding="utf-8")
    try:
        form = json.loads(text)
    except ValueError:
        return text.replace("\n", " ")
    form.pop("samples", None)
    return json.dumps(form, separators=(",", ":"))  # ASCII: the rest is escaped.


def main():
    out = Path(sys.argv[1])
    paths = sorted(Path(name) for name in sys.argv[2:])
    lines = [f"// {path.name}\nconstexpr std::string_view kFormat{i} =\n    {literal(compact(path))};\n"
             for i, path in enumerate(paths)]
    names = ", ".join(f"kFormat{i}" for i in range(len(paths)))
    text = HEAD + "\n".join(lines) + (
        f"\nconstexpr std::string_view kFormats[] = {{{names}}};\n\n}}  // namespace\n\n"
        "std::span<const std::string_view> BuiltInFormats() { return kFormats; }\n\n}  // namespace taffrail\n")
    out.parent.mkdir(parents=True, exist_ok=True)
    if not out.exists() or out.read_text(encoding="utf-8") != text:
        out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
