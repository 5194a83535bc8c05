// script/setup does nothing where nothing is missing, and elsewhere than on Debian 12 it lists what is needed and stops.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const root = fileURLToPath(new URL('../..', import.meta.url));

// A tree of its own on a machine that says what it is; `there`: files that exist in it.
function setup(os_release, there = {}) {
  const tree = mkdtempSync(join(tmpdir(), 'setup-'));
  try {
    const script = readFileSync(join(root, 'script/setup'), 'utf8');
    assert.ok(script.includes('/etc/os-release'));
    const files = { 'os-release': os_release, 'package.json': '{}\n', 'package-lock.json': '{}\n', ...there,
      'script/setup': script.replaceAll('/etc/os-release', join(tree, 'os-release')) };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
    chmodSync(join(tree, 'script/setup'), 0o755);
    const before = readdirSync(tree, { recursive: true }).sort();
    const run = spawnSync(join(tree, 'script/setup'), { encoding: 'utf8' });
    return { ...run, untouched: before.join() === readdirSync(tree, { recursive: true }).sort().join() };
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

test('where nothing is missing setup says and changes nothing', { skip: !existsSync('/usr/bin/emcc') && 'the packages are not those of Debian' }, () => {
  const hash = createHash('sha256').update('{}\n').digest('hex');
  const there = { '.deps/imgui/imgui.h': '', '.deps/utf8proc/utf8proc.c': '', 'node_modules/playwright-core/package.json': '{}', 'node_modules/.jumelles-stamp': `${hash}${hash}` };
  // Of a system that would be refused, if anything were missing.
  const run = setup('ID=fedora\n', there);
  assert.equal(run.stderr, '');
  assert.equal(run.stdout, '');
  assert.equal(run.status, 0);
  assert.ok(run.untouched);
});
