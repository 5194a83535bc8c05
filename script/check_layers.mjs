#!/usr/bin/env node
// The layering test: what may include what, and what may not appear where. The allow-list of the engine's modules is the
// table in engine/CMakeLists.txt. Usage: node script/check_layers.mjs [ROOT]. Prints FILE:LINE: what. What to do.
// JUMELLES_DATA names the folder of the benchmark sets; where it is there, their names and headers are refused as well.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const functions = 'log|log2|log10|log1p|logb|exp|exp2|exp10|expm1|pow|cbrt|hypot|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|' +
  'asinh|acosh|atanh|erf|erfc|tgamma|lgamma';
const set_names = /febrl|musicbrainz|historical_50k|rldata|dblp|zagats|fodors|abt[_-]?buy|insee_synthetic/i;
// Headers that any table may have: knowing them is knowing the language, not a set.
const common_headers = new Set(['id', 'title', 'authors', 'venue', 'year', 'number', 'length', 'artist', 'album', 'language', 'name', 'addr', 'city',
  'phone', 'type', 'description', 'manufacturer', 'price', 'given name', 'first name', 'full name', 'surname', 'street number', 'address 1', 'address 2',
  'suburb', 'postcode', 'state', 'date of birth', 'dob', 'birth place', 'gender', 'occupation', 'email', 'cluster', 'source id', 'record id', 'source',
  'initial', 'street', 'house number', 'date', 'category', 'key', 'age', 'amount', 'status', 'employer']);
const ui_engine_modules = ['core', 'protocol'];
const ui_imgui_folders = ['ui/widgets/', 'ui/platform/', 'ui/app/', 'ui/imconfig.h'];

// Each: where it holds, what must not be there, why, what to do instead. Comments and texts are blanked before.
const forbidden = [
  { in: /^engine\/(?!core\/math\.)/, what: new RegExp(`(?:std::|(?<![\\w>:])::)(?:${functions})[fl]?\\s*\\(`, 'g'),
    say: 'a transcendental of <cmath>, whose last bit differs between C libraries', instead: 'Use core/math.h.' },
  { in: /^engine\/(?!core\/math\.)/, what: new RegExp(`(?<![\\w.>:])(?:${functions.replace('log2|', '').replace('exp2|', '')})[fl]?\\s*\\(`, 'g'),
    say: 'a transcendental of <cmath>, whose last bit differs between C libraries', instead: 'Use core/math.h.' },
  { in: /^engine\/(?!core\/math\.)/, what: /(?<![\w.>:])(?:log2|exp2)[fl]?\s*\(/g, unless_includes: 'core/math.h',
    say: 'log2 or exp2 without core/math.h, hence the one of <cmath>', instead: 'Include core/math.h.' },
  { in: /^engine\//, what: /std::hash\b|std::(?:random_)?shuffle\b|\bstd::\w+_distribution\b|std::random_device\b|std::mt19937/g,
    say: 'a facility whose result differs between standard libraries', instead: 'Use core/hash.h or core/rng.h.' },
  { in: /^engine\//, what: /\b(?:system_clock|steady_clock|high_resolution_clock|gettimeofday|clock_gettime)\b|std::time\s*\(/g,
    say: 'a clock', instead: 'Take the time from the caller.' },
  { in: /^engine\//, what: /\b(?:std::(?:i|o)?fstream|std::filesystem|std::fopen|fopen\s*\()/g,
    say: 'a file', instead: 'Read through ByteSource, write to a buffer.' },
  { in: /^(?:engine|ui|cli|wasm)\//, what: /\bstd::(?:bit_cast|format|jthread|source_location)\b|\bstd::(?:ranges|views)::/g,
    say: 'not in the standard library of the oldest supported Emscripten', instead: 'Use core/bits.h for bit_cast, plain algorithms for ranges.' },
  { in: /^(?:engine|ui)\//, what: /\b(?:__EMSCRIPTEN__|_WIN32|_WIN64|__APPLE__|__linux__|__unix__|__ANDROID__|_MSC_VER|__wasm__|__wasm32__)\b/g,
    say: 'a platform condition', instead: 'Give each platform its own file, outside engine/, and choose it in CMake.' },
];
const forbidden_headers = [
  { in: /^engine\//, header: /^emscripten|(?:^|\/)imgui|^doctest/, say: 'belongs to the web or the interface' },
  { in: /^engine\//, header: /^(?:fstream|filesystem|random)$/, say: 'brings files or randomness into the engine' },
  { in: /^ui\/(?!platform\/)/, header: /^emscripten/, say: 'belongs into ui/platform' },
];

const header_form = (text) => text.toLowerCase().replace(/[_\s-]+/g, ' ').trim();

// Names of the benchmark sets and what only their headers are called; nothing where the folder is not there.
export function benchmark_words(folder) {
  const names = new Set(), headers = new Set();
  if (!existsSync(folder)) return { names, headers };
  for (const set of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    names.add(set.name.toLowerCase());
    for (const file of readdirSync(join(folder, set.name)).filter((name) => name.endsWith('.csv') && name !== 'truth.csv')) {
      const start = readFileSync(join(folder, set.name, file)).subarray(0, 4096).toString('utf8');
      for (const cell of start.split(/\r?\n/)[0].split(',')) {
        const header = header_form(cell.replace(/"/g, ''));
        if (header === '' || common_headers.has(header)) continue;
        headers.add(header);
        if (header.endsWith(' id') && header.split(' ').length > 2) headers.add(header.slice(0, -3));
      }
    }
  }
  return { names, headers };
}

function check_words(file, text, words, line_of, report) {
  for (const match of text.matchAll(/[A-Za-z]\w{3,}/g)) {
    if (words.names.has(match[0].toLowerCase())) report(file, line_of(text, match.index), `names the benchmark set ${match[0]}`, 'The product knows no data set.');
  }
  for (const match of text.matchAll(/"([^"\\\n]{2,40})"/g)) {
    // Short words in capitals are abbreviations of the language, "BD" a boulevard.
    if (match[1].length < 3 && match[1] !== match[1].toLowerCase()) continue;
    if (words.headers.has(header_form(match[1]))) report(file, line_of(text, match.index), `names "${match[1]}", a header of a benchmark set`, 'The product knows no data set.');
  }
}

function files_below(root, folder) {
  const found = [];
  const walk = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const child = join(path, entry.name);
      if (entry.isDirectory()) walk(child);
      else if (entry.isFile()) found.push(child);
    }
  };
  if (existsSync(join(root, folder))) walk(join(root, folder));
  return found.map((path) => relative(root, path).split(sep).join('/')).sort();
}

// Blanks comments, and texts too if asked, keeping every line where it is.
function strip(text, texts_too) {
  return text.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"(\w*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<!\w)'(?:\\.|[^'\\\n])+'/g, (token) => {
    if (!token.startsWith('/') && !texts_too) return token;
    return token.replace(/[^\n]/g, ' ');
  });
}

export function read_modules(root) {
  const modules = new Map();
  const text = readFileSync(join(root, 'engine/CMakeLists.txt'), 'utf8').replace(/#[^\n]*/g, '');
  for (const [, body] of text.matchAll(/jumelles_module\(([^)]*)\)/g)) {
    const module = { depends: [], libs: [] };
    let into = null;
    const [name, ...words] = body.trim().split(/\s+/);
    for (const word of words) {
      if (word === 'DEPENDS') into = module.depends;
      else if (word === 'LIBS') into = module.libs;
      else into.push(word);
    }
    modules.set(name, module);
  }
  return modules;
}

function check_order(modules, report) {
  const seen = new Set();
  for (const [name, { depends }] of modules) {
    for (const other of depends) {
      if (!seen.has(other)) report('engine/CMakeLists.txt', 1, `${name} depends on ${other}, which does not stand above it`, 'Nothing points back.');
    }
    seen.add(name);
  }
}

function check_include(file, line, header, quoted, modules, report) {
  for (const rule of forbidden_headers) {
    if (rule.in.test(file) && rule.header.test(header)) return report(file, line, `${header} ${rule.say}`, 'Remove the include.');
  }
  if (/^nlohmann\/(?!json_fwd\.hpp)/.test(header) && /^(?:engine|ui|cli|wasm)\//.test(file) && !file.endsWith('_json.cpp')) {
    report(file, line, 'nlohmann/json.hpp outside a *_json.cpp file', 'It costs seconds per file: move the JSON into one.');
  }
  if (/^imgui/.test(header) && file.startsWith('ui/') && !ui_imgui_folders.some((folder) => file.startsWith(folder))) {
    report(file, line, `${header} outside ${ui_imgui_folders.slice(0, 3).join(', ')}`, 'Draw through ui/widgets.');
  }
  const first = header.split('/')[0];
  if (file.startsWith('engine/')) {
    const own = file.split('/')[1];
    const { depends = [], libs = [] } = modules.get(own) ?? {};
    if (!modules.has(own)) report(file, line, `${own} is not in the table of engine/CMakeLists.txt`, 'Add it.');
    else if (header === 'utf8proc.h') {
      if (!libs.includes('utf8proc')) report(file, line, `utf8proc.h in ${own}`, 'Use text/.');
    } else if (quoted && first === 'generated') {
      if (!libs.includes(`generated_${header.split('/')[1].replace(/\.h$/, '')}`)) report(file, line, `${header} in ${own}`, 'Add the library to its line in engine/CMakeLists.txt.');
    } else if (modules.has(first) ? first !== own && !depends.includes(first) : quoted) {
      report(file, line, `${own} includes ${header}`, `${own} may include: ${[own, ...depends].join(', ')}.`);
    }
  } else if (file.startsWith('ui/') && quoted && modules.has(first) && !ui_engine_modules.includes(first)) {
    report(file, line, `the interface includes ${header}`, `Of the engine it may know ${ui_engine_modules.join(' and ')}; it speaks the protocol.`);
  }
}

// Whether a file of the engine reaches a header through the includes of its headers.
function reaches(root, file, wanted, seen = new Set()) {
  if (seen.has(file) || !existsSync(join(root, file))) return false;
  seen.add(file);
  const text = strip(readFileSync(join(root, file), 'utf8'), false);
  return [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*"([^"]+)"/gm)].some(([, header]) =>
    header === wanted || reaches(root, `engine/${header}`, wanted, seen));
}

export function check(root, words = { names: new Set(), headers: new Set() }) {
  const problems = [];
  const report = (file, line, what, instead) => problems.push(`${file}:${line}: ${what}. ${instead}`);
  const modules = read_modules(root);
  check_order(modules, report);
  const line_of = (text, at) => text.slice(0, at).split('\n').length;
  for (const file of ['engine', 'ui', 'cli', 'wasm'].flatMap((folder) => files_below(root, folder))) {
    const raw = readFileSync(join(root, file), 'utf8');
    const is_code = /\.(?:cpp|h|hpp|c|cc)$/.test(file);
    const without_comments = is_code ? strip(raw, false) : raw;
    const name = raw.match(set_names) ?? without_comments.match(/splink/i);
    if (name && !file.startsWith('wasm/')) {
      report(file, line_of(raw, raw.search(new RegExp(name[0]))), `names the benchmark set ${name[0]}`, 'The product knows no data set.');
    }
    check_words(file, without_comments, words, line_of, report);
    if (!is_code) continue;
    if (file.endsWith('.h') && basename(file) !== 'imconfig.h' && !/^\s*#pragma once\b/m.test(without_comments)) {
      report(file, 1, 'no #pragma once', 'Add it.');
    }
    const includes = [...without_comments.matchAll(/^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]/gm)];
    for (const match of includes) check_include(file, line_of(raw, match.index), match[2], match[1] === '"', modules, report);
    const code = strip(raw, true);
    for (const rule of forbidden) {
      if (!rule.in.test(file) || !code.match(rule.what) || (rule.unless_includes && reaches(root, file, rule.unless_includes))) continue;
      for (const match of code.matchAll(rule.what)) report(file, line_of(code, match.index), `${match[0].replace(/\s*\($/, '')}: ${rule.say}`, rule.instead);
    }
  }
  return problems;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
  const data = process.env.JUMELLES_DATA ?? join(root, '../shared/data');
  if (!existsSync(data)) console.log(`layers: ${data} is not there: names and headers of benchmark sets are not looked for`);
  const problems = check(root, benchmark_words(data));
  for (const problem of problems) console.log(problem);
  console.log(problems.length === 0 ? 'layers: clean' : `layers: ${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
