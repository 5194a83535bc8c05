// What is inside is asked of the build, and nothing is inside whose component or notice is unknown.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { account, component_table, files_inside, libraries_linked, notices_of } from '../../web/notices.mjs';

const temporary = [];
after(() => { for (const folder of temporary) rmSync(folder, { recursive: true }); });

function tree(files) {
  const root = mkdtempSync(join(tmpdir(), 'notices-'));
  temporary.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

// A repository with one foreign library, wherever `place` says that CMake was told it is.
const library = { 'elsewhere/imgui/imgui.h': '#define IMGUI_VERSION "1.92.5"\n', 'elsewhere/imgui/imgui.cpp': '', 'elsewhere/imgui/LICENSE.txt': 'The words of its authors\n',
  'elsewhere/imgui/imstb_truetype.h': '// stb_truetype.h - v1.26\n/*\n------------------\nThis software is available under 2 licenses\n------------------\nEither\n*/\n',
  'engine/core/a.cpp': '', 'package.json': '{"version": "1.2.3"}' };
const table_of = root => component_table({ root, place: name => name === 'IMGUI_SOURCE_DIR' ? join(root, 'elsewhere/imgui') : '', emscripten: join(root, 'emscripten') });
const at = (root, ...paths) => paths.map(path => join(root, path));

test('each file gives the notice of what it came with, its own files before those of what lies around it', () => {
  const root = tree(library);
  const found = notices_of(at(root, 'engine/core/a.cpp', 'elsewhere/imgui/imgui.cpp', 'elsewhere/imgui/imstb_truetype.h'), table_of(root));
  assert.deepEqual(found.map(({ name, version }) => [name, version]), [['Jumelles', '1.2.3'], ['Dear ImGui', '1.92.5'], ['stb', '1.26']]);
  assert.equal(found[1].text, 'The words of its authors');
  assert.equal(found[2].text, 'This software is available under 2 licenses\n\nEither');
});

test('what is not inside is not named', () => {
  const root = tree(library);
  assert.deepEqual(notices_of(at(root, 'elsewhere/imgui/imgui.cpp'), table_of(root)).map(({ name }) => name), ['Dear ImGui']);
});

test('a file of no known component is refused, also one inside the repository\'s folder of foreign sources', () => {
  const root = tree({ ...library, '.deps/unheard/of.c': '', 'node_modules/left-pad/index.js': '' });
  for (const file of at(root, '.deps/unheard/of.c', 'node_modules/left-pad/index.js', 'emscripten/cache/sysroot/lib/wasm32-emscripten/libjpeg.a'))
    assert.throws(() => notices_of([file], table_of(root)), error => error.message.startsWith(`${file} is inside the built file and belongs to no known component.`));
});

test('a component without its notice is refused, and the places where it should be are named', () => {
  const { 'elsewhere/imgui/LICENSE.txt': gone, ...without } = library;
  const root = tree(without);
  assert.throws(() => notices_of(at(root, 'elsewhere/imgui/imgui.cpp'), table_of(root)),
    error => error.message.startsWith('Dear ImGui is inside the built file and its notice is not found.') && error.message.includes(join(root, 'elsewhere/imgui/LICENSE.txt')));
  const blank = tree({ ...library, 'elsewhere/imgui/LICENSE.txt': ' \n' });
  assert.throws(() => notices_of(at(blank, 'elsewhere/imgui/imgui.cpp'), table_of(blank)), /its notice is not found/);
});

test('the distribution\'s account of a package does not speak for files from elsewhere', () => {
  const root = tree({ 'fonts/Inter-Regular.otf': '' });
  const table = component_table({ root, place: name => name === 'INTER_DIR' ? join(root, 'fonts') : '', emscripten: root });
  assert.throws(() => notices_of(at(root, 'fonts/Inter-Regular.otf'), table), /^Error: Inter is inside the built file and its notice is not found/);
});

// A build of two programs; `good` includes a header and is made of a generated file.
const rules = {
  'build/build.ninja': `
rule compile
  command = sed -n 's/^include //p' $in >$out.d && touch $out
  depfile = $out.d
  deps = gcc
rule make
  command = cp $in $out
rule link
  command = cat $in >$out
build made.c: make ../data/@places.json
build good.o: compile ../good.c
build made.o: compile made.c
build libgood.a: link good.o
build good: link libgood.a made.o
build other.o: compile ../other.c
build other: link other.o
`,
  'good.c': 'include good.o: ../good.c link/header.h\n', 'real/header.h': '', 'data/@places.json': '', 'other.c': 'include other.o: ../other.c ../other.h\n', 'other.h': '',
};

test('what went in is what the rules name and what the sources include, by its real place', () => {
  const root = tree(rules), build = join(root, 'build');
  symlinkSync(join(root, 'real'), join(build, 'link'));
  execFileSync('ninja', ['-C', build, 'good'], { stdio: 'ignore' });
  const inside = files_inside(build, ['good']);
  assert.deepEqual([...new Set(inside)].sort(), at(root, 'data/@places.json', 'good.c', 'real/header.h'));
  // What was only run needs no object here.
  assert.ok(files_inside(build, ['good'], ['other']).includes(join(root, 'other.c')));
});

test('a target that is not built, or was changed since, is refused', () => {
  const root = tree(rules), build = join(root, 'build');
  symlinkSync(join(root, 'real'), join(build, 'link'));
  assert.throws(() => files_inside(build, ['good']), /good\.o in .* is not built, or out of date/);
});

test('the linker\'s map names the libraries whose members were taken', () => {
  const map = `    Addr      Off     Size Out     In      Symbol
       -      c47      942 FUNCTION
       -       20        8         /sys root/lib/libc.a(memcpy.o):(memcpy)
       -       28        8                 memcpy
       -       30        8         /sys root/lib/libc.a(strlen.o):(strlen)
       -       38        8         engine/libcore.a(a.o):(a)
     400      900       10         /sys root/lib/crt1.o:(.data)
`;
  assert.deepEqual(libraries_linked(map), ['/sys root/lib/libc.a', '/sys root/lib/crt1.o']);
});

const debian = `Format: x

Files: *
Copyright: 2001 A
License: Expat

Files:
 lib/b/*
 lib/c.c
Copyright:
 2002 B
 2003 C
License: Apache-2.0 with LLVM exception
 As an exception, this.
 .
 And that.

Files: tests/*
Copyright: 2004 D
License: GPL-2

License: Expat
 Permission is granted.

License: Apache-2.0
Reference: REFERENCE
`;

test('an account of a package gives the copyrights of the files asked for and the words of their licenses', () => {
  const root = tree({ 'Apache-2.0': 'The Apache words\n' });
  const text = debian.replace('REFERENCE', join(root, 'Apache-2.0'));
  assert.equal(account(text, /^\*$/), 'Copyright: 2001 A\nLicense: Expat\n\nExpat\n\nPermission is granted.');
  const b = account(text, /^lib\//);
  for (const words of ['Copyright: 2002 B; 2003 C', 'As an exception, this.\n\nAnd that.', 'The Apache words']) assert.ok(b.includes(words), words);
  assert.ok(!b.includes('2004 D') && !b.includes('Permission'));
});

test('an account that names a license without its words is no notice', () => {
  assert.equal(account(debian, /^tests\//), '');
  assert.equal(account(debian, /^nothing$/), '');
});
