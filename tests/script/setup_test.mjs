// script/setup does nothing where nothing is missing, and elsewhere than on Debian 12 it lists what is needed and stops.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const root = fileURLToPath(new URL('../..', import.meta.url));

// A tree of its own on a machine that says what it is; `there`: files that exist in it, programs in bin/ among them, found first;
// `look`: what else is to be told of the tree afterwards.
function setup(os_release, there = {}, look = () => ({})) {
  const tree = mkdtempSync(join(tmpdir(), 'setup-'));
  try {
    const script = readFileSync(join(root, 'script/setup'), 'utf8');
    assert.ok(script.includes('/etc/os-release'));
    const files = { 'os-release': os_release, 'package.json': '{}\n', 'package-lock.json': '{}\n', 'script/sources.txt': readFileSync(join(root, 'script/sources.txt')), ...there,
      'script/setup': script.replaceAll('/etc/os-release', join(tree, 'os-release')) };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text, { mode: 0o755 });
    }
    const before = readdirSync(tree, { recursive: true }).sort();
    const run = spawnSync(join(tree, 'script/setup'), { encoding: 'utf8', env: { ...process.env, PATH: `${join(tree, 'bin')}:${process.env.PATH}` } });
    return { ...run, ...look(tree), untouched: before.join() === readdirSync(tree, { recursive: true }).sort().join() };
  } finally {
    rmSync(tree, { recursive: true });
  }
}

for (const [name, os_release, says] of [['another system', 'ID=fedora\nVERSION_ID=39\n', /this is not Debian/], ['an older Debian', 'ID=debian\nVERSION_ID="11"\n', /Debian 12 or later is needed; this is 11/]]) {
  test(`on ${name} setup lists what is needed and stops`, () => {
    const run = setup(os_release);
    assert.equal(run.status, 1);
    assert.match(run.stderr, says);
    for (const what of ['g++', 'emscripten', 'doctest-dev', 'nodejs, npm', 'imgui', 'utf8proc', 'npm ci']) assert.ok(run.stderr.includes(what), what);
    assert.equal(run.stdout, '');
    assert.ok(run.untouched);
  });
}

const skip = !existsSync('/usr/bin/emcc') && 'the packages are not those of Debian';
const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');
const npm_there = { 'node_modules/playwright-core/package.json': '{}', 'node_modules/.jumelles-stamp': sha256('{}\n').repeat(2) };

// Two small source packages, of which 1.92.2b and 2.8.0 are the tested ones.
const imgui = version => ({ 'imgui.h': `#define IMGUI_VERSION       "${version}"\n`, 'imgui.cpp': '' });
const utf8proc = { 'utf8proc.c': '' };
const below = (folder, files) => Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
const hash_of = files => sha256(Object.entries(files).map(([path, text]) => `${sha256(text)}  ${path}\n`).join(''));
const facts = archive => ({ 'script/sources.txt': `imgui package imgui
imgui minimum 1.92
imgui suites forky sid
imgui version 1.92.2b
imgui files imgui.h imgui.cpp
imgui sha256 ${hash_of(imgui('1.92.2b'))}
imgui second keeper 0.6.0 ${archive} src/c/imgui
utf8proc package utf8proc
utf8proc minimum 2.8
utf8proc suites self
utf8proc version 2.8.0
utf8proc files utf8proc.c
utf8proc sha256 ${hash_of(utf8proc)}
` });

test('where nothing is missing and all of it is the tested one, setup says and changes nothing', { skip }, () => {
  // Of a system that would be refused, if anything were missing.
  const run = setup('ID=fedora\n', { ...npm_there, ...facts(''), ...below('.deps/imgui', imgui('1.92.2b')), ...below('.deps/utf8proc', utf8proc) });
  assert.equal(run.stderr, '');
  assert.equal(run.stdout, '');
  assert.equal(run.status, 0);
  assert.ok(run.untouched);
});

test('sources that are not the tested ones are used, and said in one line in every run', { skip }, () => {
  const there = { ...npm_there, ...facts(''), ...below('.deps/imgui', imgui('1.92.8')), '.deps/imgui.version': '1.92.8-1 (sid), sha256 0\n', ...below('.deps/utf8proc', { 'utf8proc.c': 'changed' }) };
  const run = setup('ID=fedora\n', there);
  assert.equal(run.status, 0);
  assert.match(run.stdout, /^setup: imgui in \.deps is 1\.92\.8-1 \(sid\), not the 1\.92\.2b that Jumelles was built and tested with.*\nsetup: utf8proc in \.deps is of unknown version, not the 2\.8\.0 .*\n$/);
  assert.ok(run.untouched);
});

// What the suites have ({ suite: version }), what the index has (an archive), as programs that answer without a network. A source that
// says "broken" does not compile.
function fetching(suites, { archive, expected = archive && sha256(archive) } = {}) {
  const trees = Object.values(suites).map(version => below(`suites/${version}`, { ...imgui(version.replace(/-.*/, '')), 'imgui.cpp': version.includes('broken') ? 'broken' : '' }));
  return setup('ID=debian\nVERSION_ID="12"\n', {
    ...npm_there, ...facts(expected ?? 'none'), ...below('.deps/utf8proc', utf8proc), ...Object.assign({}, ...trees), ...(archive ? { archive } : {}),
    'bin/apt-get': `#!/bin/bash
tree=$(dirname "$0")/..
case "$*" in
  *indextargets*) echo 'Debian|bookworm|mirror|Packages' ;;
  *' source '*) case "\${*: -1}" in ${Object.entries(suites).map(([suite, version]) => `imgui/${suite}) echo 'Version: ${version}' >imgui_1.dsc ;;`).join(' ')} *) exit 100 ;; esac ;;
esac
`,
    'bin/dpkg-source': `#!/bin/bash
cp -r "$(dirname "$0")/../suites/$(sed -n 's/^Version: //p' "$3")" "$4"
`,
    'bin/em++': `#!/bin/bash
echo "$@" >>"$(dirname "$0")/../compiled"
for file; do [[ $file == */imgui.cpp ]] && grep -q broken "$file" && exit 1; done
exit 0
`,
    'bin/python3': `#!/bin/bash
[[ $1 == - ]] || exit 0
cat >/dev/null
[[ "$2 $3" == "keeper 0.6.0" ]] && cp "$(dirname "$0")/../archive" "$4"
`,
  }, tree => {
    const read = path => existsSync(join(tree, path)) ? readFileSync(join(tree, path), 'utf8') : '';
    return { got: read('.deps/imgui/imgui.h'), record: read('.deps/imgui.version'), compiled: read('compiled'), beside: existsSync(join(tree, '.deps/imgui.new')) };
  });
}

function packed(files) {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    assert.equal(spawnSync('tar', ['-czf', 'a.tar.gz', 'keeper-0.6.0'], { cwd: folder }).status, 0);
    return readFileSync(join(folder, 'a.tar.gz'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const keeper = packed({ ...below('keeper-0.6.0/src/c/imgui', imgui('1.92.4')), 'keeper-0.6.0/setup.py': 'exit(1)\n' });

test('a fetch records version, suite and hash, and says nothing more of the tested version', { skip }, () => {
  const run = fetching({ forky: '1.92.2b-1' });
  assert.equal(run.status, 0, run.stderr);
  assert.equal(run.record, `1.92.2b-1 (forky), sha256 ${hash_of(imgui('1.92.2b'))}\n`);
  assert.equal(run.stdout, 'setup: fetched the sources of imgui 1.92.2b-1 from forky\nsetup: ready\n');
  assert.equal(run.compiled, '');                    // it was tested as it is
});

test('another version of the suite is used where it compiles, and said', { skip }, () => {
  const run = fetching({ forky: '1.92.9-1' });
  assert.equal(run.status, 0, run.stderr);
  assert.match(run.got, /1\.92\.9/);
  assert.match(run.compiled, /imgui_widgets\.cpp/);
  assert.match(run.stdout, /\nsetup: imgui in \.deps is 1\.92\.9-1 \(forky\), not the 1\.92\.2b that/);
});

test('a suite whose version is too old or does not compile is passed over for the next one', { skip }, () => {
  const run = fetching({ forky: '2.0~broken-1', sid: '1.92.9-1' });
  assert.match(run.stdout, /^setup: imgui 2\.0~broken-1 from forky does not compile with Jumelles\nsetup: fetched the sources of imgui 1\.92\.9-1 from sid\n/);
  assert.match(fetching({ forky: '1.91-1', sid: '1.92.9-1' }).stdout, /^setup: imgui: forky has 1\.91-1, older than 1\.92\n.*from sid\n/);
});

for (const [name, suites, says] of [['cannot be reached', {}, /forky, or not reached\n.*sid, or not reached/], ['are too old', { forky: '1.91-1', sid: '1.90-1' }, /forky has 1\.91.*\n.*sid has 1\.90/],
  ['have only what does not compile', { forky: '2.0~broken-1', sid: '2.1~broken-1' }, /forky does not compile.*\n.*sid does not compile/]]) {
  test(`when the suites ${name}, the second source serves, and is said`, { skip }, () => {
    const run = fetching(suites, { archive: keeper });
    assert.equal(run.status, 0, run.stderr);
    assert.equal(run.got, imgui('1.92.4')['imgui.h']);
    assert.equal(run.record, `1.92.4 (keeper 0.6.0), sha256 ${hash_of(imgui('1.92.4'))}\n`);
    assert.match(run.stdout, says);
    assert.match(run.stdout, /setup: tries the second source of imgui: keeper 0\.6\.0\n[^]*\nsetup: imgui in \.deps is 1\.92\.4 \(keeper 0\.6\.0\), not the 1\.92\.2b that .*\nsetup: ready\n$/);
    assert.ok(!run.beside);
  });
}

test('a second source of another hash is refused', { skip }, () => {
  const run = fetching({}, { archive: keeper, expected: sha256('another') });
  assert.equal(run.status, 1);
  assert.match(run.stderr, new RegExp(`keeper 0\\.6\\.0 has the SHA-256 ${sha256(keeper)}, not ${sha256('another')}: it is not used`));
  assert.equal(run.got, '');
});

test('when the second source fails too, setup stops and says what to do', { skip }, () => {
  for (const archive of [undefined, packed({ 'keeper-0.6.0/src/c/imgui/imgui.h': imgui('3')['imgui.h'], 'keeper-0.6.0/src/c/imgui/imgui.cpp': 'broken' })]) {
    const run = fetching({}, { archive });
    assert.equal(run.status, 1);
    assert.match(run.stderr, /found no imgui 1\.92 or later that compiles in: forky sid.* Put its sources into \.deps\/imgui/);
    assert.equal(run.got, '');
  }
});

test('the facts of the sources name what their files are', () => {
  const lines = readFileSync(join(root, 'script/sources.txt'), 'utf8').split('\n').filter(line => line && !line.startsWith('#'));
  for (const name of ['imgui', 'utf8proc'])
    for (const [fact, form] of [['package', /^[a-z]\w+$/], ['minimum', /^[\d.]+$/], ['suites', /^[a-z -]+$/], ['version', /^[\d.]+[a-z]?$/], ['files', /^\S+\.(?:h|cpp|c)( |$)/], ['sha256', /^[0-9a-f]{64}$/]]) {
      const found = lines.filter(line => line.startsWith(`${name} ${fact} `));
      assert.equal(found.length, 1, `${name} ${fact}`);
      assert.match(found[0].slice(name.length + fact.length + 2), form);
    }
  assert.match(lines.find(line => line.startsWith('imgui second ')), /^imgui second \S+ [\d.]+ [0-9a-f]{64} \S+$/);
});
