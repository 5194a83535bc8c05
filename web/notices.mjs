// What is inside the built file, asked of the build, and the notice of each part, taken from where the part came from. A file of no
// known component and a component without its notice stop the packing.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';

const real = path => existsSync(path) ? realpathSync(path) : resolve(path);

// ---- where a notice is read from: { path, read() }, nothing read where there is none

const all_of = path => ({ path, read: () => existsSync(path) ? readFileSync(path, 'utf8').trim() : '' });

// What `pattern` finds in a file, without the marks of a comment.
const part_of = (path, pattern) => ({ path, read: () => {
  const found = existsSync(path) ? pattern.exec(readFileSync(path, 'utf8')) : null;
  return found ? found[0].replace(/^ *(?:\/\/|\*\*|-{10,}$)[ ]?/gm, '').trim() : '';
} });

// From Debian's account of a package (its copyright file, machine-readable): what it says of the files whose patterns `wanted` meets,
// and the licenses it names there. Only for what the distribution installed: `installed` is one of its files.
const debian_account = (installed, package_name, wanted) => {
  const path = `/usr/share/doc/${package_name}/copyright`;
  return { path, read: () => installed.startsWith('/usr/') && existsSync(path) ? account(readFileSync(path, 'utf8'), wanted) : '' };
};

export function account(copyright, wanted) {
  const clean = value => value.split('\n').map(line => line.replace(/^ /, '').replace(/^\.$/, '').trimEnd()).join('\n').trim();
  const stanzas = copyright.split(/\n\s*\n/).map(stanza => Object.fromEntries(
    [...stanza.matchAll(/^([A-Z][\w-]*):(.*(?:\n[ \t].*)*)/gm)].map(([, name, value]) => [name, value.replace(/^ /, '')])));
  const license = stanza => { const [name, ...text] = (stanza.License ?? '').split('\n'); return { name: name.trim(), text: clean(text.join('\n')) }; };
  const texts = new Map();
  for (const stanza of stanzas.filter(({ Files, License }) => !Files && License)) {
    const { name, text } = license(stanza);
    const elsewhere = stanza.Reference?.trim();
    texts.set(name.toLowerCase(), text || (elsewhere && existsSync(elsewhere) ? readFileSync(elsewhere, 'utf8').trim() : ''));
  }
  const said = new Set(), named = new Map();
  for (const stanza of stanzas.filter(({ Files }) => Files && Files.split(/\s+/).some(pattern => pattern && wanted.test(pattern)))) {
    const { name, text } = license(stanza);
    said.add(`Copyright: ${clean(stanza.Copyright ?? '').replace(/\s*\n\s*/g, '; ')}\nLicense: ${name}`);
    if (text) named.set(name, text);
    for (const one of name.split(/ (?:or|and) /)) {
      const found = texts.get(one.toLowerCase()) ?? texts.get(one.replace(/ with .*/, '').toLowerCase());
      if (found) named.set(one.replace(/ with .*/, text ? '' : '$&'), found);
      else if (!text) return '';                    // names a license whose words are nowhere: no notice
    }
  }
  return [...said, ...[...named].map(([name, text]) => `${name}\n\n${text}`)].join('\n\n');
}

// ---- versions

const found_in = (path, pattern) => existsSync(path) ? pattern.exec(readFileSync(path, 'utf8'))?.slice(1).join('.') ?? '' : '';
const of_package = folder => existsSync(join(folder, 'package.json')) ? JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version : '';
function of_font(path) {
  if (!existsSync(path)) return '';
  const font = readFileSync(path), head = font.indexOf('head', 12, 'latin1');
  return head < 0 ? '' : (font.readInt32BE(font.readUInt32BE(head + 8) + 4) / 65536).toFixed(3);        // fontRevision
}

// ---- the components

// The one place that knows them: name, the beginnings of the paths of its files (the longest that fits tells whose a file is), version,
// and where its notice is looked for, in this order ([a, b]: both). `place(NAME)` is what CMake was told of a folder.
export function component_table({ root = '', place = () => '', emscripten = '' } = {}) {
  const folder = name => real(place(name) || `no ${name}`) + sep;
  const imgui = folder('IMGUI_SOURCE_DIR'), utf8proc = folder('UTF8PROC_SOURCE_DIR'), json = folder('JSON_INCLUDE_DIR');
  const sqlite = folder('SQLITE3_SOURCE_DIR'), xxhash = folder('XXHASH_INCLUDE_DIR'), zlib = folder('ZLIB_SOURCE_DIR');
  const inter = folder('INTER_DIR'), lucide = folder('LUCIDE_DIR'), places = folder('PLACES_SOURCE_DIR'), phones = folder('PHONE_NUMBERS_SOURCE_DIR');
  const system = join(emscripten, 'system'), sysroot = join(emscripten, 'cache/sysroot');
  const headers = (...names) => names.map(name => join(sysroot, 'include', name));
  const libraries = (...names) => names.map(name => join(sysroot, 'lib/wasm32-emscripten', name));
  const of_emscripten = found_in(join(emscripten, 'emscripten-version.txt'), /([\d.]+)/);
  const by_emscripten = (...others) => [...others, debian_account(emscripten, 'emscripten', /^(?:\*|src\/.*)$/)];
  const of_musl = all_of(join(system, 'lib/libc/musl/COPYRIGHT'));
  const own = name => join(root, name) + sep;
  return [
    { name: 'Jumelles', at: ['cmake', 'engine', 'samples', 'ui', 'wasm', 'web'].map(own), version: of_package(root),
      notice: [all_of(join(root, 'LICENSE')), { path: '', read: () => 'The repository of Jumelles states no license: all rights stay with its authors.' }] },
    { name: 'Dear ImGui', at: [imgui], version: found_in(imgui + 'imgui.h', /#define IMGUI_VERSION +"([^"]+)"/), notice: [all_of(imgui + 'LICENSE.txt')] },
    { name: 'stb', at: [imgui + 'imstb_'], version: found_in(imgui + 'imstb_truetype.h', /stb_truetype\.h - v([\d.]+)/),
      notice: [part_of(imgui + 'imstb_truetype.h', /This software is available under 2 licenses[^]*?(?=\*\/)/)] },
    { name: 'utf8proc', at: [utf8proc], notice: [all_of(utf8proc + 'LICENSE.md')],
      version: found_in(utf8proc + 'utf8proc.h', /_VERSION_MAJOR (\d+)[^]*?_VERSION_MINOR (\d+)[^]*?_VERSION_PATCH (\d+)/) },
    { name: 'SQLite', at: [sqlite], version: found_in(sqlite + 'sqlite3.h', /#define SQLITE_VERSION +"([\d.]+)"/),
      notice: [part_of(sqlite + 'sqlite3.c', /The author disclaims copyright[^]*?taking more than you give\./)] },
    { name: 'zlib', at: [zlib], version: found_in(zlib + 'zlib.h', /#define ZLIB_VERSION "([\d.]+)"/),
      notice: [part_of(zlib + 'zlib.h', /Copyright \(C\) 1995[^]*?madler@[^\n]*/)] },
    { name: 'xxHash', at: [xxhash + 'xxhash.h'],
      version: found_in(xxhash + 'xxhash.h', /_VERSION_MAJOR +(\d+)[^]*?_VERSION_MINOR +(\d+)[^]*?_VERSION_RELEASE +(\d+)/),
      notice: [part_of(xxhash + 'xxhash.h', /Copyright \(C\)[^]*?POSSIBILITY OF SUCH DAMAGE\./)] },
    { name: 'JSON for Modern C++', at: [json + 'nlohmann/'], version: found_in(json + 'nlohmann/json.hpp', /version ([\d.]+)/),
      notice: [all_of(json + 'LICENSE.MIT'), all_of(json + '../LICENSE.MIT'), debian_account(json, 'nlohmann-json3-dev', /^(?:\*|include\/.*)$/)]
        .map(license => [part_of(json + 'nlohmann/thirdparty/hedley/hedley.hpp', /SPDX-FileCopyrightText:[^]*?Nemerson[^]*?MIT$/m), license]) },
    { name: 'Inter', at: [inter], version: of_font(inter + 'Inter-Regular.otf'),
      notice: [all_of(inter + 'OFL.txt'), all_of(inter + 'LICENSE.txt'), all_of(inter + '../LICENSE.txt'), debian_account(inter, 'fonts-inter', /^\*$/)] },
    { name: 'Lucide', at: [lucide], version: of_package(lucide + '..'), notice: [all_of(lucide + 'LICENSE'), all_of(lucide + '../LICENSE')] },
    { name: 'French communes and postcodes', at: [places], version: of_package(places + '..'),
      notice: [[part_of(places + '../README.md', /^## Sources$[^]*/m), all_of(places + '../LICENSE')]] },
    { name: 'Phone numbering plans', at: [phones], version: of_package(phones),
      notice: [[all_of(phones + 'LICENSE'), part_of(phones + 'README.md', /^Google's `libphonenumber` is .*$/m), all_of(phones + 'LICENSE.Apache')]] },
    { name: 'French name figures', at: [own('engine') + 'text/french_names_data.cpp'], version: '',
      notice: [part_of(own('engine') + 'text/french_names_data.cpp', /^\/\/ Figures: .*$/m)] },
    { name: 'Emscripten', version: of_emscripten, notice: by_emscripten(all_of(join(emscripten, 'LICENSE'))),
      at: [...['em++', 'emcc', 'wrapper'].map(name => join(emscripten, name)), ...headers('compat/', 'emscripten/', 'wasi/'), ...libraries('crt1', 'libembind', 'libnoexit', 'libstubs')] },
    { name: 'Khronos headers', at: headers('GLES2/', 'GLES3/', 'KHR/'), version: '',
      notice: [part_of(join(sysroot, 'include/GLES3/gl3.h'), /\*\* Copyright[^]*?(?=\*\/)/)] },
    { name: 'musl', at: [...headers(''), ...libraries('libc.a', 'libc-')], version: found_in(join(system, 'lib/libc/musl/VERSION'), /([\d.]+)/),
      notice: [[of_musl, debian_account(emscripten, 'emscripten', /^system\/lib\/libc\/musl\//)], of_musl] },
    { name: 'libc++, libc++abi, libunwind, compiler-rt', version: found_in(headers('c++/v1/__config')[0], /_LIBCPP_VERSION (\d+)/).replace(/^(\d+)\d{3}$/, '$1'),
      at: [...headers('c++/'), ...libraries('libc++', 'libunwind', 'libcompiler_rt'), /^.*\/lib\/clang\/[\d.]+\/include\//],
      notice: [all_of(join(system, 'lib/libcxx/LICENSE.TXT')), debian_account(emscripten, 'emscripten', /^system\/lib\/(?:libcxx|libcxxabi|libunwind|compiler-rt)\//)] },
    { name: 'dlmalloc', at: libraries('libdlmalloc'), version: found_in(join(system, 'lib/dlmalloc.c'), /Version ([\d.]+)/),
      notice: [part_of(join(system, 'lib/dlmalloc.c'), /This is a version \(aka dlmalloc\)[^]*?(?=\n\s*\n|\*\s)/)] },
  ];
}

// Whose a file is: of the component with the longest beginning of its path.
function owner(file, table) {
  let best = { length: 0 };
  for (const component of table)
    for (const at of component.at) {
      const length = at instanceof RegExp ? at.exec(file)?.[0].length ?? 0 : file.startsWith(at) ? at.length : 0;
      if (length > best.length) best = { length, component };
    }
  return best.component;
}

// [{ name, version, text }] of the components that the files belong to, in the order of the table.
export function notices_of(files, table) {
  const inside = new Set();
  for (const file of files) {
    const component = owner(file, table);
    if (!component) throw new Error(`${file} is inside the built file and belongs to no known component. Add what it belongs to, with its notice, to the table in web/notices.mjs.`);
    inside.add(component);
  }
  return table.filter(component => inside.has(component)).map(({ name, version, notice }) => {
    for (const sources of notice.map(source => [source].flat())) {
      const texts = sources.map(source => source.read());
      if (texts.every(Boolean)) return { name, version, text: texts.join('\n\n') };
    }
    throw new Error(`${name} is inside the built file and its notice is not found. It is looked for in: ${notice.flat().map(({ path }) => path).join(', ')}.`);
  });
}

// ---- what went in

// Every file that the targets in `linked` were made of, as ninja knows it: named by rules, or included by a source. Of those in `packed`,
// which were run elsewhere (the samples' generator), what the rules name.
export function files_inside(build, linked, packed = []) {
  const ask = (...options) => execFileSync('ninja', ['-C', build, '--quiet', '-t', ...options], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const named = targets => ask('inputs', ...targets).split('\n').filter(Boolean).map(line => line.replace(/^'(.*)'$/, '$1').replaceAll("'\\''", "'"));
  const included = new Map();
  for (const record of ask('deps').split(/\n\n+/)) {
    const [head, ...lines] = record.split('\n');
    const object = /^(.*?): #deps \d+.*\((VALID|STALE)\)$/.exec(head);
    if (object?.[2] === 'VALID') included.set(object[1], lines.map(line => line.trim()).filter(Boolean));
  }
  const files = new Set(packed.length ? named(packed) : []);
  for (const name of named(linked)) {
    files.add(name);
    if (!name.endsWith('.o')) continue;
    if (!included.has(name)) throw new Error(`${name} in ${build} is not built, or out of date: it cannot be told what is inside. Run script/build_web.`);
    for (const file of included.get(name)) files.add(file);
  }
  // What the build itself wrote is told by what it was made of; names of rules are no files.
  const inside_build = real(build) + sep;
  return [...files].map(name => resolve(real(build), name)).map(real).filter(file => !file.startsWith(inside_build));
}

// The libraries whose members a linker's map names.
export const libraries_linked = map => [...new Set([...map.matchAll(/^[\s0-9a-f-]*(\/.*?\.(?:a|o))[(:]/gm)].map(([, path]) => path))];

// The notices of the web build in `build`; with_samples: the demo's files are packed too.
export function make_notices(root, build, with_samples) {
  const cache = readFileSync(join(build, 'CMakeCache.txt'), 'utf8');
  const place = name => new RegExp(`^${name}:\\w+=(.*)$`, 'm').exec(cache)?.[1] ?? '';
  const compiler = real(place('CMAKE_CXX_COMPILER')), emscripten = dirname(compiler);
  const inside_build = real(build) + sep;
  const files = [...files_inside(build, ['engine_wasm', 'studio_wasm'], with_samples ? ['jumelles_synth', 'generated_places'] : []),
    ...['engine', 'studio'].flatMap(name => libraries_linked(readFileSync(join(build, 'wasm', name + '.map'), 'utf8'))).map(real).filter(file => !file.startsWith(inside_build)),
    compiler];                                      // whose JavaScript is around both modules
  if (readFileSync(join(build, 'wasm/studio.wasm')).includes('ProggyClean'))
    throw new Error("Dear ImGui's built-in font is compiled in, whose notice the table in web/notices.mjs does not have. Keep IMGUI_DISABLE_DEFAULT_FONT.");
  return notices_of(files, component_table({ root: real(root), place, emscripten }));
}

if (process.argv[1] && basename(process.argv[1]) === 'notices.mjs') {
  const [build = 'build/web'] = process.argv.slice(2);
  for (const { name, version, text } of make_notices(resolve(dirname(process.argv[1]), '..'), build, true)) console.log(`== ${name} ${version}\n\n${text}\n`);
}
