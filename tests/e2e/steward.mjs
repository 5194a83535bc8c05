// A day of somebody who keeps customers in order, done by hands that any browser's driver can lend: with the pointer, or with keys alone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command_line, extracts, temporary_folder } from './browser.mjs';

export const kAnswers = 10;

// What both drivers can: `page` is one of Playwright or of Puppeteer, `until` waits for a predicate of the page, `wheel` says a way down as the
// driver has it; predicates are given one thing.
export class Studio {
  constructor(page, until, wheel) {
    Object.assign(this, { page, until, wheel });
  }
  evaluate(what, given) { return this.page.evaluate(what, given); }
  summary() { return this.evaluate(() => jumelles.heard.summary); }
  rect(key) {
    return this.evaluate(key => {
      const found = document.querySelector(`#mirror [data-key="${key}"]:not([aria-disabled])`);
      if (!found) return null;
      const { x, y, width, height } = found.getBoundingClientRect();
      return { x, y, width, height };
    }, key);
  }
  // Where it has come to rest; what lies out of sight is scrolled to, as the wheel does it.
  async place(key) {
    const height = await this.evaluate(() => innerHeight), kTop = 170, kFoot = 29;
    for (let n = 0, last = ''; n < 300; n++) {
      const place = await this.rect(key), seen = JSON.stringify(place);
      const down = !place ? 0 : place.y + place.height > height - kFoot ? 120 : place.y < kTop && key.startsWith('rules/') ? -120 : 0;
      if (place && seen === last && down === 0) return place;
      last = seen;
      if (down !== 0) {
        await this.page.mouse.move(place.x + place.width / 2, height / 2);
        await this.page.mouse.wheel(...this.wheel(down));
      }
      await new Promise(done => setTimeout(done, 60));
    }
    throw new Error(`${key} is not there`);
  }
  shown(key) { return this.until(key => document.querySelector(`#mirror [data-key="${key}"]:not([aria-disabled])`) !== null, key); }
  focused() { return this.evaluate(() => document.activeElement?.dataset?.key ?? document.activeElement?.id ?? ''); }
  async at_rest() {
    await this.evaluate(() => jumelles.projects.taken());
    await this.until(() => jumelles.client.is_at_rest());
  }
  // "Control+k" as the driver's keyboard has it.
  async keys(combination) {
    const parts = combination.split('+'), last = parts.pop();
    for (const part of parts) await this.page.keyboard.down(part);
    await this.page.keyboard.press(last);
    for (const part of parts.reverse()) await this.page.keyboard.up(part);
  }
  async exported(kind) {
    const text = await this.evaluate(async kind => {
      const bytes = new Uint8Array(await (await jumelles.client.export_file(kind)).arrayBuffer());
      return Array.from(bytes, byte => String.fromCharCode(byte)).join('');
    }, kind);
    return Buffer.from(text, 'latin1');
  }
}

// ---- hands

export const pointer = {
  name: 'the pointer',
  async press(studio, key, button = 'left') {
    const { x, y, width, height } = await studio.place(key);
    await studio.page.mouse.click(x + width / 2, y + height / 2, { button });
  },
  async menu(studio, key, item) {
    await this.press(studio, key, 'right');
    await this.press(studio, 'menu/' + item);
  },
  enter: (studio, key) => pointer.press(studio, key),
  search: studio => pointer.press(studio, 'top/search'),
  take_first: studio => pointer.press(studio, 'search/person/0'),
  async answer_alike(studio, verdict) {
    await this.press(studio, 'pairs/row/0');
    await studio.until(() => document.querySelector('#mirror [data-key="pairs/row/0"]')?.ariaCurrent === 'true');
    await studio.at_rest();               // what was there of the pair before has gone
    await studio.place('pairs/alike/too');
    const on = await studio.evaluate(() => document.querySelector('#mirror [data-key="pairs/alike/too"]').ariaChecked === 'true');
    if (!on) await this.press(studio, 'pairs/alike/too');
    await this.press(studio, 'pairs/verdict/' + verdict);
  },
  undo: studio => pointer.press(studio, 'top/undo'),
  redo: studio => pointer.press(studio, 'top/redo'),
};

export const keyboard = {
  name: 'the keyboard alone',
  // As somebody without a pointer goes there: by Tab, and among what belongs together by arrows.
  async reach(studio, key) {
    await studio.shown(key);
    const back = await studio.evaluate(key => {
      const wanted = document.querySelector(`#mirror [data-key="${key}"]`);
      return (wanted.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    }, key);
    for (let n = 0; n < 600; n++) {
      if (await studio.focused() === key) return;
      await studio.keys(back ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(`${key} is not reached by Tab; the focus is on ${await studio.focused()}`);
  },
  async press(studio, key) {
    await this.reach(studio, key);
    await studio.page.keyboard.press('Enter');
  },
  async menu(studio, key, item) {
    await this.reach(studio, key);
    await studio.keys('Shift+F10');
    await studio.until(() => document.activeElement.getAttribute('role') === 'menuitem');
    for (let n = 0; n < 12 && await studio.focused() !== 'menu/' + item; n++) await studio.page.keyboard.press('ArrowDown');
    assert.equal(await studio.focused(), 'menu/' + item);
    await studio.page.keyboard.press('Enter');
  },
  enter: (studio, key) => keyboard.reach(studio, key),
  search: studio => studio.keys('Control+k'),
  take_first: studio => studio.page.keyboard.press('Enter'),
  async answer_alike(studio, verdict) {
    await this.press(studio, 'pairs/row/0');
    await studio.shown('pairs/alike/too');
    await studio.keys(verdict === 'same' ? 'Shift+m' : 'Shift+d');
  },
  undo: studio => studio.keys('Control+z'),
  redo: studio => studio.keys('Control+y'),
};

// ---- the day

const decided = (studio, name, count) => studio.until(([name, count]) => !jumelles.heard.summary.is_stale && jumelles.heard.summary.decisions[name] === count, [name, count]);

// A customer of several records whose name has room for a slip.
async function somebody(studio) {
  const labels = await studio.evaluate(() => new Promise(done => {
    const worker = jumelles.client.worker;
    const heard = ({ data }) => {
      if (data.is !== 'page') return;
      const reply = JSON.parse(data.json);
      if (reply.request_id !== 987654) return;
      worker.removeEventListener('message', heard);
      done(reply.page.rows.map(row => row.label));
    };
    worker.addEventListener('message', heard);
    worker.postMessage({ do: 'query', json: JSON.stringify({ query: 'golden', request_id: 987654, filter: 'several_sources', first: 0, count: 60 }) });
  }));
  const label = labels.find(name => /^\p{L}+ \p{L}{7,}$/u.test(name) && name.at(-2) !== name.at(-3));
  assert.ok(label, 'somebody has a name of two words');
  return { label, slipped: (label.slice(0, -3) + label.at(-2) + label.at(-3) + label.at(-1)).toLowerCase() };
}

async function find_and_open(studio, hands) {
  const { label, slipped } = await somebody(studio);
  await hands.search(studio);
  await studio.until(() => document.activeElement?.dataset?.key === 'top/search');
  await studio.page.keyboard.type(slipped);
  await studio.until(label => document.querySelector('#mirror [data-key="search/person/0"]')?.ariaLabel === label, label);
  await studio.until(() => document.querySelector('#mirror [data-key="top/search"]').getAttribute('aria-activedescendant'));
  await hands.take_first(studio);
  await studio.until(label => document.querySelector('#mirror [data-key="golden/title"]')?.textContent === label, label);
  const row = await studio.evaluate(() => document.querySelector('#mirror [data-key^="golden/row/"][aria-current="true"]').dataset.key);
  return { label, row };
}

async function correct_groups(studio, hands, found) {
  await hands.menu(studio, found.row, 'group');
  await studio.until(label => document.querySelector('#mirror [data-key="groups/title"]')?.textContent === label, found.label);
  await hands.press(studio, 'groups/mark/0');
  await hands.press(studio, 'groups/split_group');
  await decided(studio, 'shaped_count', 1);
  await studio.until(() => !document.querySelector('#mirror [data-key="groups/graph"]') && document.querySelector('#mirror [data-key="groups/title"]'));  // one record is left
  await hands.press(studio, 'groups/merge');
  await hands.press(studio, 'groups/merge/1');  // the first is her other half
  await decided(studio, 'shaped_count', 2);
}

async function correct_values(studio, hands) {
  await hands.press(studio, 'rail/golden');
  await hands.press(studio, 'golden/change/surname');
  await hands.enter(studio, 'golden/hand/type');
  await studio.until(() => document.activeElement?.dataset?.key === 'golden/hand/type');
  await studio.keys('Control+a');
  await studio.page.keyboard.type('Zoé-Éléonore');
  await studio.shown('golden/hand/becomes');
  await studio.page.keyboard.press('Enter');
  await decided(studio, 'golden_value_count', 1);
  await hands.press(studio, 'golden/change/phone');
  await hands.press(studio, 'golden/hand/value/0/ignore');
  await decided(studio, 'golden_value_count', 2);
}

async function mask_and_unmask(studio, hands) {
  const title = () => studio.evaluate(() => document.querySelector('#mirror [data-key="golden/title"]').textContent);
  const plain = await title();
  for (const masked of [true, false]) {
    await hands.press(studio, 'top/mask');
    await studio.until(([plain, masked]) => (document.querySelector('#mirror [data-key="golden/title"]').textContent !== plain) === masked, [plain, masked]);
  }
}

async function settle_pairs(studio, hands) {
  await hands.press(studio, 'rail/pairs');
  await studio.shown('pairs/sort');
  await studio.evaluate(() => {  // a choice of the browser's own, whose list no driver opens alike
    const sort = document.querySelector('#mirror [data-key="pairs/sort"]');
    sort.value = 'alike';
    sort.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await studio.until(() => /semblable/.test(document.querySelector('#mirror [data-key="pairs/row/0"]')?.textContent ?? ''));
  for (let n = 0; n < kAnswers; n++) {
    await hands.answer_alike(studio, n % 3 === 2 ? 'different' : 'same');
    await decided(studio, 'judged_pair_count', n + 1);
    await studio.at_rest();
  }
  const { judged_pair_count, settled_pair_count } = (await studio.summary()).decisions;
  assert.equal(judged_pair_count, kAnswers);
  assert.ok(judged_pair_count + settled_pair_count >= 60, `${kAnswers} answers settled ${settled_pair_count} more pairs`);
}

async function make_a_rule(studio, hands) {
  await hands.press(studio, 'rail/rules');
  const keys = (await studio.summary()).blocking_rules.length;
  await hands.press(studio, 'rules/key_add');
  await hands.press(studio, 'rules/key_make');
  await studio.until(keys => jumelles.heard.summary.blocking_rules.length === keys + 1, keys);
  await run(studio, hands);
}

async function run(studio, hands) {
  await studio.at_rest();
  const { has_result, is_stale } = await studio.summary();
  if (has_result && !is_stale) return;
  await hands.press(studio, 'rail/run');
  await studio.until(() => jumelles.heard.summary.has_result && !jumelles.heard.summary.is_stale);
  await studio.at_rest();
}

const outputs = async studio => [await studio.exported('golden'), await studio.exported('xref')];

// `open_again(file)`: a new studio, given the saved file and the extracts.
export async function steward_day(studio, hands, open_again) {
  await run(studio, hands);
  const before = await outputs(studio);
  const found = await find_and_open(studio, hands);
  await correct_groups(studio, hands, found);
  await correct_values(studio, hands);
  await mask_and_unmask(studio, hands);
  await settle_pairs(studio, hands);
  await make_a_rule(studio, hands);
  const after = await outputs(studio);
  assert.ok(after[0].includes(Buffer.from('Zoé-Éléonore')));
  assert.notDeepEqual(after[1], before[1]);

  const steps = 2 + 2 + kAnswers + 1;
  for (const [act, can, expected] of [['undo', 'can_undo', before], ['redo', 'can_redo', after]]) {
    for (let n = 0; n < steps; n++) {
      const revision = await studio.evaluate(() => jumelles.heard.summary.revision);
      await hands[act](studio);
      await studio.until(revision => jumelles.heard.summary.revision > revision, revision);
      await studio.at_rest();
    }
    if (act === 'redo') assert.equal((await studio.summary())[can], false);
    await run(studio, hands);
    const now = await outputs(studio);
    assert.deepEqual(now[0], expected[0], `golden.csv after ${act}`);
    assert.deepEqual(now[1], expected[1], `xref.csv after ${act}`);
  }

  const { folder, remove } = temporary_folder();
  const file = join(folder, 'steward.jumelles');
  writeFileSync(file, await studio.exported('jumelles'));
  const again = await open_again(file);
  await again.until(() => jumelles.heard?.summary.has_result && !jumelles.heard.summary.is_stale);
  await again.at_rest();
  assert.deepEqual(await outputs(again), after);
  execFileSync(command_line(), ['auto', ...extracts, '--project', file, '--out', join(folder, 'out'), '--lang', 'fr'], { stdio: ['ignore', 'ignore', 'inherit'] });
  for (const [i, name] of ['golden.csv', 'xref.csv'].entries()) assert.deepEqual(readFileSync(join(folder, 'out', name)), after[i], name);
  remove();
}
