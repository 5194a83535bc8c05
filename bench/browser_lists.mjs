// What people wait for once a million records are matched, in Chromium with the packaged file: node bench/browser_lists.mjs [CUSTOMERS].
// Searches, lists in every order and filtered, the groups screen, a verdict that settles look-alikes, and lists scrolled: the time until the
// engine's answer has come to the page, and how long the page's frames are built. Needs dist/jumelles.html and the release command line.
import { join } from 'node:path';
import { at_rest } from '../tests/e2e/browser.mjs';
import { open_with_extracts, run, say } from './browser_asking.mjs';

const [customers = '612500'] = process.argv.slice(2);          // 612500: about a million records
const { page, folder, ask, close } = await open_with_extracts(customers);
const timed = async (what, queries) => {
  const times = [];
  for (const query of queries) times.push((await ask(query)).ms);
  say(what, times);
};

await page.evaluate(() => {
  const { studio } = jumelles, frame = studio.frame.bind(studio);
  self.frames = [];
  studio.frame = () => { const began = performance.now(), again = frame(); frames.push(performance.now() - began); return again; };
});
await run(page);
const { counts } = await page.evaluate(() => jumelles.heard.summary);
console.log(JSON.stringify(counts));

const indexed = performance.now();
while ((await ask({ query: 'search', text: 'a', first: 0, count: 8 })).state !== 'ready') await page.waitForTimeout(50);
console.log(`search index ${Math.round(performance.now() - indexed)} ms`);
// Names of all over the list, as they are, with two letters exchanged, letter by letter, and with a town.
const total = (await ask({ query: 'golden', filter: 'all', first: 0, count: 1 })).total;
const labels = [];
for (let i = 0; i < 40; i++) labels.push((await ask({ query: 'golden', filter: 'all', first: Math.floor(i * total / 40), count: 1 })).rows[0].label.toLowerCase());
const search = text => ({ query: 'search', text, first: 0, count: 8 });
await timed('search: a name', labels.map(search));
await timed('search: a name with a slip', labels.map(name => search(name.slice(0, -3) + name.at(-2) + name.at(-3) + name.at(-1))));
await timed('search: a name, letter by letter', labels.slice(0, 8).flatMap(name => Array.from({ length: name.length - 1 }, (_, i) => search(name.slice(0, i + 2)))));
await timed('search: a first name', labels.map(name => search(name.split(' ')[0])));
await timed('search: a phone number\'s digits', labels.map((_, i) => search('06' + String(10 + i) + '12')));

const golden = (sort, more = {}) => ({ query: 'golden', filter: 'all', first: 0, count: 64, sort, ...more });
for (const sort of ['', 'name', 'records', 'sources']) await timed(`customers by ${sort || 'their own order'}`, [golden(sort), golden(sort), golden(sort, { descending: true })]);
for (const filter of ['several_records', 'several_sources', 'disagreeing', 'to_check']) await timed(`customers: ${filter}, by name`, [golden('name', { filter })]);
await timed('customers that answer', labels.slice(0, 10).map(name => golden('', { text: name.split(' ')[0] })));
await timed('groups: sizes and sources', [{ query: 'group_figures' }]);
for (const sort of ['', 'weakest', 'density', 'records'])
  await timed(`groups by ${sort || 'their own order'}`, ['to_check', 'several_records', 'all'].map(filter => ({ query: 'groups', filter, first: 0, count: 64, sort, descending: true })));
const groups = (await ask({ query: 'groups', filter: 'several_records', first: 0, count: 64, sort: 'records', descending: true })).rows;
await timed('a group', groups.map(({ group }) => ({ query: 'group', group })));
const pairs = (filter, sort, text = '') => ({ query: 'pairs', filter, sort, first: 0, count: 64, text });
for (const sort of ['useful', 'strongest', 'weakest', 'name', 'name_reversed']) await timed(`pairs: linked, ${sort}`, [pairs('linked', sort), pairs('linked', sort)]);
for (const sort of ['useful', 'alike']) await timed(`pairs: to check, ${sort}`, [pairs('to_check', sort), pairs('to_check', sort)]);
await timed('pairs that answer', labels.slice(0, 10).map(name => pairs('linked', 'useful', name.split(' ')[0])));

// One answer for all look-alikes of the pair that has most of them.
const [most] = (await ask(pairs('to_check', 'alike'))).rows;
if (most) {
  const verdict_ms = await page.evaluate(async ({ most }) => {
    const began = performance.now(), { client, heard } = jumelles;
    const former = heard.summary.decisions.judged_pair_count;
    client.command(JSON.stringify({ command: 'judge_pair', a: most.name_a, b: most.name_b, verdict: 'same', look_alikes: true }));
    const until = async done => { while (!done()) await new Promise(next => setTimeout(next, 5)); };
    await until(() => heard.summary.decisions.judged_pair_count !== former);
    const counted = performance.now() - began;
    await until(() => client.is_at_rest());
    return { counted, whole: performance.now() - began };
  }, { most });
  console.log(`a verdict with ${most.look_alike_count} look-alikes`, JSON.stringify(verdict_ms));
}

// The search field, typed in: from the key to the frame that shows what answers it.
await page.evaluate(() => {
  const { client, studio } = jumelles, take = client.take, frame = studio.frame;
  self.typed = [];
  let pressed = 0, answered = false;
  addEventListener('keydown', () => { pressed = performance.now(); answered = false; }, true);
  client.take = data => { take(data); if (data.is === 'page' && data.json.includes('"search"')) answered = true; };
  studio.frame = () => {
    const again = frame();
    if (answered && pressed) { typed.push(performance.now() - pressed); pressed = 0; }
    return again;
  };
});
await page.keyboard.press('Control+k');
await page.waitForTimeout(1000);
await page.evaluate(() => { typed.length = 0; });
for (const name of labels.slice(0, 6)) {
  await page.keyboard.type(name, { delay: 300 });
  await page.keyboard.press('Control+a');
}
say('a letter typed, until it is seen', await page.evaluate(() => typed));
await page.screenshot({ path: join(process.env.SHOTS || folder, 'searched.png') });
await page.keyboard.press('Escape');

// Lists scrolled by the wheel, as fast as it turns.
for (const name of ['rules', 'pairs', 'groups', 'golden']) {
  await page.keyboard.press('Alt+PageDown');
  await at_rest(page);
  await page.waitForTimeout(500);
  await page.mouse.move(400, 500);
  await page.evaluate(() => { frames.length = 0; });
  for (let i = 0; i < 60; i++) { await page.mouse.wheel(0, 240); await page.waitForTimeout(16); }
  await page.waitForTimeout(300);
  say(`frames of ${name}, scrolled`, await page.evaluate(() => frames));
  await page.screenshot({ path: join(process.env.SHOTS || folder, `scrolled_${name}.png`) });
}
console.log('frames, built:', await page.evaluate(() => jumelles.studio.stats()));
await close();
