"""Packs the interface fonts: subsets Inter and Lucide, writes them as C++ arrays with the icons' names.

usage: make_fonts.py INTER_REGULAR INTER_SEMIBOLD LUCIDE_TTF LUCIDE_CODEPOINTS ICON_LIST OUT_CPP OUT_ICONS_H
"""
import io
import json
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

# Latin with all its extensions, Greek, Cyrillic, punctuation, currency, arrows, the mathematical signs of the screens.
RANGES = [(0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2B0, 0x2DD), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF),
          (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2116, 0x2122), (0x2190, 0x2199), (0x21B5, 0x21B5), (0x2200, 0x2265), (0x2318, 0x2318),
          (0x23CE, 0x23CE), (0x25A1, 0x25A1), (0x25CF, 0x25CF), (0x2713, 0x2713)]


def single_substitutions(font, tag):
    table, mapping = font["GSUB"].table, {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != tag:
            continue
        for index in record.Feature.LookupListIndex:
            for part in table.LookupList.Lookup[index].SubTable:
                part = getattr(part, "ExtSubTable", part)
                mapping.update(getattr(part, "mapping", {}))
    return mapping


def inter(path):
    """Digits become the tabular ones: Dear ImGui applies no OpenType features."""
    font = TTFont(path)
    tabular = single_substitutions(font, "tnum")
    for table in font["cmap"].tables:
        for code in [c for c in table.cmap if 0xE000 <= c <= 0xF8FF]:
            del table.cmap[code]  # the private-use area collides with the icons
        for code in range(0x30, 0x3A):
            if code in table.cmap:
                table.cmap[code] = tabular.get(table.cmap[code], table.cmap[code])
    return reduced(font, [c for first, last in RANGES for c in range(first, last + 1)])


def reduced(font, codes):
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.desubroutinize = False
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern"]
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    options.recalc_timestamp = False
    worker = subset.Subsetter(options)
    worker.populate(unicodes=codes)
    worker.subset(font)
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()


def array(name, data):
    rows = [",".join(str(b) for b in data[i:i + 64]) for i in range(0, len(data), 64)]
    return f"extern const unsigned char {name}[] = {{\n" + ",\n".join(rows) + f"}};\nextern const unsigned {name}_size = {len(data)};\n"


def constant_of(name):
    return "k" + "".join(part.capitalize() for part in name.split("-"))


def main():
    regular, semibold, lucide, codepoints, icon_list, out_cpp, out_h = sys.argv[1:]
    codes = json.load(open(codepoints))
    icons = [line.strip() for line in open(icon_list) if line.strip()]
    unknown = [name for name in icons if name not in codes]
    if unknown:
        sys.exit("unknown icons: " + ", ".join(unknown))
    with open(out_cpp, "w") as f:
        f.write('namespace jumelles::ui::fonts {\n')
        f.write(array("kInterRegular", inter(regular)))
        f.write(array("kInterSemibold", inter(semibold)))
        f.write(array("kLucide", reduced(TTFont(lucide), [codes[name] for name in icons])))
        f.write("}\n")
    with open(out_h, "w") as f:
        f.write("#pragma once\n\n#include <string_view>\n\n// Lucide icons by name, as UTF-8.\nnamespace jumelles::ui::icon {\n")
        for name in icons:
            text = "".join(f"\\x{b:02x}" for b in chr(codes[name]).encode())
            f.write(f'inline constexpr const char* {constant_of(name)} = "{text}";\n')
        f.write("// Of a line of icons.txt; null for any other name.\nconstexpr const char* named(std::string_view name) {\n")
        for name in icons:
            f.write(f'  if (name == "{name}") return {constant_of(name)};\n')
        f.write("  return nullptr;\n}\n}\n")


main()
