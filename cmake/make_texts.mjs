// Packs ui/i18n/{fr,en}.json into one sorted C++ table. usage: make_texts.mjs FR EN OUT_CPP
import { readFileSync, writeFileSync } from "node:fs";
const [, , frPath, enPath, out] = process.argv;
const fr = JSON.parse(readFileSync(frPath, "utf8"));
const en = JSON.parse(readFileSync(enPath, "utf8"));
const keys = [...new Set([...Object.keys(fr), ...Object.keys(en)])].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
const missing = keys.filter((key) => !(key in fr) || !(key in en));
if (missing.length) {
  console.error("texts missing in one language: " + missing.join(", "));
  process.exit(1);
}
const literal = (text) =>
  '"' + [...Buffer.from(text, "utf8")].map((b) => (b === 34 || b === 92 || b < 32 || b > 126 ? "\\" + b.toString(8).padStart(3, "0") : String.fromCharCode(b))).join("") + '"';
writeFileSync(
  out,
  '#include "i18n/text.h"\nnamespace jumelles::ui {\nnamespace {\nconstexpr TextEntry kEntries[] = {\n' +
    keys.map((key) => `{${literal(key)}, ${literal(fr[key])}, ${literal(en[key])}},`).join("\n") +
    `\n};\n}\nconst TextEntry* text_entries(size_t& count) { count = ${keys.length}; return kEntries; }\n}\n`,
);
