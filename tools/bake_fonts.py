#!/usr/bin/env python3
"""Bakes the app's fonts out of Debian's fonts-inter and fonts-jetbrains-mono.

Usage: bake_fonts.py OUTPUT_FOLDER

The UI draws text by itself and knows no font features, so what CSS would ask
for is put into the files: Inter's tabular digits become its digits, ligatures
and kerning go, and the vertical metrics become those of the interface (one em
high, capitals in the middle), so that a size means the same here and in CSS.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

INTER = "/usr/share/fonts/opentype/inter"
MONO = "/usr/share/fonts/truetype/jetbrains-mono"
FONTS = {
    "inter-regular.ttf": f"{INTER}/Inter-Regular.otf",
    "inter-semibold.ttf": f"{INTER}/Inter-SemiBold.otf",
    "jetbrains-mono.ttf": f"{MONO}/JetBrainsMono-Regular.ttf",
}
UNICODES = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2DD), (0x370, 0x3FF),  # Latin, Greek
    (0x400, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x206F),  # Cyrillic, punctuation
    (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2100, 0x218B),  # currency, letter-like
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF),  # arrows, mathematics
    (0x2400, 0x2426), (0x2500, 0x25FF), (0x2600, 0x27BF),  # controls, boxes, marks
    (0xE0A0, 0xE0D4), (0xFB00, 0xFB04), (0xFFFD, 0xFFFD),  # powerline, ligatures
]
# As far as the outlines may stray when cubic curves become quadratic, in units.
CURVE_TOLERANCE = 0.6


def substitutions(font, feature):
    """The single substitutions of a GSUB feature, glyph name to glyph name."""
    found = {}
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != feature:
            continue
        for index in record.Feature.LookupListIndex:
            for lookup in table.LookupList.Lookup[index].SubTable:
                lookup = getattr(lookup, "ExtSubTable", lookup)
                found.update(getattr(lookup, "mapping", {}))
    return found


def bake_feature(font, feature):
    mapping = substitutions(font, feature)
    for table in font["cmap"].tables:
        if table.isUnicode():
            for code, name in table.cmap.items():
                table.cmap[code] = mapping.get(name, name)


def keep_only_what_is_drawn(font):
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for a, b in UNICODES for c in range(a, b + 1)])
    subsetter.subset(font)


def to_quadratic(font):
    """Replaces CFF outlines by TrueType ones, which rasterise faster."""
    glyphs = font.getGlyphSet()
    outlines = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, CURVE_TOLERANCE, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = outlines
    del font["CFF "]
    font["maxp"].tableVersion = 0x00010000
    for field in ("maxZones maxTwilightPoints maxStorage maxFunctionDefs "
                  "maxInstructionDefs maxStackElements maxSizeOfInstructions "
                  "maxComponentElements maxComponentDepth maxPoints "
                  "maxContours maxCompositePoints maxCompositeContours").split():
        setattr(font["maxp"], field, 1 if field == "maxZones" else 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
    glyf.compile(font)
    for name, glyph in outlines.items():
        if hasattr(glyph, "xMin"):
            font["hmtx"][name] = (font["hmtx"][name][0], glyph.xMin)


def decompose(font):
    """Draws composite glyphs out: the UI's rasteriser leaves some of them blank."""
    glyphs, glyf = font.getGlyphSet(), font["glyf"]
    outlines = {}
    for name in font.getGlyphOrder():
        if glyf[name].isComposite():
            record, pen = DecomposingRecordingPen(glyphs), TTGlyphPen(None)
            glyphs[name].draw(record)
            record.replay(pen)
            outlines[name] = pen.glyph()
    for name, outline in outlines.items():
        glyf[name] = outline


def centre_capitals(font):
    em, capital = font["head"].unitsPerEm, font["OS/2"].sCapHeight
    ascent = (em + capital) // 2
    font["hhea"].ascent, font["hhea"].descent = ascent, ascent - em
    font["hhea"].lineGap = 0
    font["OS/2"].sTypoAscender, font["OS/2"].sTypoDescender = ascent, ascent - em
    font["OS/2"].sTypoLineGap = 0


def bake(source, target):
    # A file that says when it was made would differ at every build.
    font = TTFont(source, recalcTimestamp=False)
    if "GSUB" in font:
        bake_feature(font, "tnum")
    keep_only_what_is_drawn(font)
    if "CFF " in font:
        to_quadratic(font)
    decompose(font)
    centre_capitals(font)
    font.save(target)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in FONTS.items():
        if not Path(source).exists():
            sys.exit(f"bake_fonts: install fonts-inter and fonts-jetbrains-mono; there is no {source}")
        bake(source, folder / name)


if __name__ == "__main__":
    main()
