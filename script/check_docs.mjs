#!/usr/bin/env node
// What the documentation says of the product and can be held against it: links, paths, words of the screens, fields, ids, tables.
// Usage: node script/check_docs.mjs [ROOT]. Prints FILE:LINE: what. What to do.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { component_table } from '../web/notices.mjs';
import { read_modules } from './check_layers.mjs';

const guides = { en: 'docs/guide.en.md', fr: 'docs/guide.fr.md' };
const with_paths = ['docs/architecture.md', 'docs/extending.md', 'docs/project.md', 'docs/cli.md', 'bench/README.md', 'engine/README.md'];
const path_roots = ['', 'engine/', 'tests/'];
// Tables of ids, and where each stands: every one is explained in docs/project.md.
const id_tables = [
  { file: 'engine/core/attribute.cpp', ids: /\{\.type = T::k\w+, \.id = "(\w+)"/g, what: 'attribute type' },
  { file: 'engine/block/key_transform.cpp', ids: /\{T::k\w+, "(\w+)", (?:true|false)/g, what: 'transform' },
  { file: 'engine/compare/comparator.cpp', ids: /\{\{?"(\w+)"[,]/g, what: 'comparator or level' },
  { file: 'engine/linking/structure.cpp', ids: /"([a-z]\w+)"/g, what: 'answer or figure' },
  { file: 'engine/survive/rules.cpp', ids: /\{"(\w+)", (?:true|false), (?:true|false), (?:true|false)\}/g, what: 'survivorship rule' },
];

const read = (root, file) => readFileSync(join(root, file), 'utf8');
const blank = (text) => text.replace(/[^\n]/g, ' ');
const line_of = (text, at) => text.slice(0, at).split('\n').length;
// No-break spaces and their narrow kin are spaces; apostrophes are alike.
const plain = (text) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/\u2019/g, "'");

function markdown_files(root) {
  return ['', 'docs', 'engine', 'bench', 'samples/trois-extraits']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.md')).map((name) => join(folder, name)));
}

const without_code = (text) => text.replace(/^```[\s\S]*?^```/gm, blank);
const headings = (text) => [...without_code(text).matchAll(/^(#{1,6}) +(.+)$/gm)].map(([, marks, title]) => ({ level: marks.length, title }));
const anchor = (title) => title.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-');

function check_links(root, file, report) {
  const text = without_code(read(root, file)).replace(/`[^`\n]*`/g, blank);
  for (const match of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    const [path, place] = match[1].split('#');
    if (/^[a-z]+:/.test(path)) continue;
    const target = path === '' ? file : normalize(join(dirname(file), path));
    if (!existsSync(join(root, target))) report(file, line_of(text, match.index), `links to ${target}, which does not exist`, 'Correct the link.');
    else if (place && !headings(read(root, target)).some(({ title }) => anchor(title) === place)) {
      report(file, line_of(text, match.index), `links to #${place}, which ${target} does not have`, 'Correct the link.');
    }
  }
}

// The texts of a language: as they are, and without what is filled in.
function words_of(root, language) {
  const words = new Set();
  for (const file of [`ui/i18n/${language}.json`, `ui/i18n/web.${language}.json`]) {
    for (const text of Object.values(JSON.parse(read(root, file)))) {
      words.add(plain(text));
      words.add(plain(text).replace(/\{\d\}/g, '').replace(/ +/g, ' ').replace(/^[ :,]+|[ :,]+$/g, ''));
    }
  }
  return words;
}

function check_guides(root, report) {
  const levels = {};
  for (const [language, file] of Object.entries(guides)) {
    const text = read(root, file), words = words_of(root, language);
    levels[language] = headings(text).map(({ level }) => level);
    for (const match of without_code(text).matchAll(/\*\*([^*\n]+)\*\*/g)) {
      if (!words.has(plain(match[1]))) report(file, line_of(text, match.index), `"${match[1]}" is no text of the screens`, `Take the words of ui/i18n/${language}.json, or no bold.`);
    }
    for (const match of text.matchAll(/screens\/(\w+)-(\w\w)-\d+\.png/g)) {
      if (match[2] !== language) report(file, line_of(text, match.index), `the picture ${match[0]} is of another language`, `Take ${match[1]}-${language}.`);
    }
  }
  if (levels.en.join() !== levels.fr.join()) {
    const at = levels.en.findIndex((level, i) => level !== levels.fr[i]);
    report(guides.fr, 1, `its headings differ from those of ${guides.en} (${levels.fr.length} and ${levels.en.length}${at < 0 ? '' : `, first at number ${at + 1}`})`, 'Say the same in both.');
  }
}

function check_paths(root, file, report) {
  const text = read(root, file);
  const names = (path) => path.replace(/\{([^}]*)\}/, '|$1').split('|').length < 2 ? [path]
    : path.match(/\{([^}]*)\}/)[1].split(',').map((part) => path.replace(/\{[^}]*\}/, part));
  for (const match of text.matchAll(/`([\w.{},-]+(?:\/[\w.{},-]+)+\/?)`/g)) {
    if (/[A-Z]{2,}/.test(match[1].replace(/README|CMakeLists/g, '')) || !/\.\w+$|\/$/.test(match[1]) || /^(?:build|dist|sources)\//.test(match[1])) continue;
    for (const path of names(match[1])) {
      if (!path_roots.some((folder) => existsSync(join(root, folder, path)))) report(file, line_of(text, match.index), `names ${path}, which does not exist`, 'Correct the path.');
    }
  }
}

function check_module_table(root, report) {
  const file = 'engine/README.md', text = read(root, file), modules = read_modules(root), seen = new Map();
  for (const match of text.matchAll(/^\| `(\w+)` \|.*\| ([^|]+) \|$/gm)) {
    const [, name, said] = match;
    const wanted = modules.get(name)?.depends.join(', ') || '–';
    seen.set(name, true);
    if (!modules.has(name)) report(file, line_of(text, match.index), `${name} is no module of engine/CMakeLists.txt`, 'Remove the row.');
    else if (said.trim() !== wanted) report(file, line_of(text, match.index), `${name} may include: ${said.trim()}`, `engine/CMakeLists.txt says: ${wanted}.`);
  }
  for (const name of modules.keys()) if (!seen.has(name)) report(file, 1, `the module ${name} has no row`, 'Add it.');
}

function check_project_page(root, report) {
  const file = 'docs/project.md', text = read(root, file);
  const said = new Set([...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) => code.split(/[^\w]+/)));
  const wanted = [...read(root, 'engine/document/fields.h').matchAll(/\bvisit\("(\w+)", x/g)].map(([, name]) => ({ name, what: 'field' }));
  for (const { file: table, ids, what } of id_tables) {
    const found = [...read(root, table).matchAll(ids)];
    if (found.length === 0) report(table, 1, `holds no ${what} that the check can read`, 'Correct id_tables in script/check_docs.mjs.');
    wanted.push(...found.map(([, name]) => ({ name, what })));
  }
  for (const { name, what } of wanted) if (!said.has(name)) report(file, 1, `does not explain the ${what} \`${name}\``, 'Add it.');
}

function files_below(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files_below(root, join(folder, entry.name)) : [join(folder, entry.name)]);
}

// Tests are quoted in italics, names of the code as code.
function check_quoted_code(root, report) {
  const file = 'docs/extending.md', text = without_code(read(root, file));
  const tests = new Set(), names = new Set();
  for (const source of ['engine', 'ui', 'cli', 'web', 'tests'].flatMap((folder) => files_below(root, folder))) {
    if (!/\.(?:cpp|h|mjs|js|txt)$/.test(source)) continue;
    const code = read(root, source);
    for (const [name] of code.matchAll(/[A-Za-z_]\w+/g)) names.add(name);
    if (!/test\.(?:cpp|mjs)$/.test(source)) continue;
    for (const [, name] of code.matchAll(/(?:TEST_CASE\("|test\(['"`])((?:\\.|[^"'`\\])+)["'`]/g)) tests.add(name);
  }
  for (const match of text.replace(/`[^`\n]*`/g, blank).matchAll(/(?<![*\w])\*([^*]+?)\*(?![*\w])/g)) {
    const name = match[1].replace(/\s+/g, ' ');
    if (!tests.has(name)) report(file, line_of(text, match.index), `there is no test "${name}"`, 'Quote its name as it is.');
  }
  for (const match of text.matchAll(/`([A-Za-z_]\w*_\w+|k[A-Z]\w+)`/g)) {
    if (!names.has(match[1]) && !/^test_/.test(match[1])) report(file, line_of(text, match.index), `the code has no ${match[1]}`, 'Name it as the code does.');
  }
}

function check_dependencies(root, report) {
  const file = 'docs/dependencies.md', text = read(root, file);
  const said = [...text.matchAll(/^\| ([^|]+?) \|/gm)].map(([, name]) => name);
  for (const { name } of component_table()) {
    if (name !== 'Jumelles' && !said.some((row) => row === name || row.startsWith(`${name} (`))) report(file, 1, `has no row for ${name}, which is inside jumelles.html`, 'Add it, by that name.');
  }
}

export function check(root) {
  const problems = [];
  const report = (file, line, what, instead) => problems.push(`${file}:${line}: ${what}. ${instead}`);
  for (const file of markdown_files(root)) check_links(root, file, report);
  check_guides(root, report);
  for (const file of with_paths) check_paths(root, file, report);
  check_module_table(root, report);
  check_project_page(root, report);
  check_quoted_code(root, report);
  check_dependencies(root, report);
  return problems;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = check(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)));
  for (const problem of problems) console.log(problem);
  console.log(problems.length === 0 ? 'docs: clean' : `docs: ${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
