// A steward's day, by the pointer and by the keyboard alone, in Chromium and in Firefox: the same bytes as the command line's in the end.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { choose_files, extracts, file_address, launch, open_studio } from './browser.mjs';
import { launch_firefox } from './firefox.mjs';
import { keyboard, pointer, steward_day, Studio } from './steward.mjs';

const kWaitMs = 90000;           // machines that test are often busy
let chromium, firefox;
before(async () => { chromium = await launch(); firefox = await launch_firefox({ webgl: true }); });
after(async () => { await chromium.close(); await firefox.close(); });

const ready = studio => studio.until(count => jumelles.heard?.summary.sources.length === count && jumelles.heard.summary.sources.every(source => source.state === 'ready'), extracts.length);

async function in_chromium(files) {
  const { page, context, problems } = await open_studio(chromium);
  const studio = new Studio(page, (what, given) => page.waitForFunction(what, given, { timeout: kWaitMs }), down => [0, down]);
  await choose_files(page, files);
  return { studio, problems, close: () => context.close() };
}

async function in_firefox(files) {
  const { page, problems, close } = await firefox.open(file_address + '#test');
  const studio = new Studio(page, (what, given) => page.waitForFunction(what, { timeout: kWaitMs, polling: 50 }, given), down => [{ deltaY: down }]);
  await studio.until(() => self.jumelles && self.jumelles.client.memory > 0);
  await page.focus('#skip');
  await page.keyboard.press('Enter');
  await (await page.$('#files')).uploadFile(...files);
  return { studio, problems, close };
}

for (const [browser, open] of [['Chromium', in_chromium], ['Firefox', in_firefox]])
  for (const hands of [pointer, keyboard])
    test(`in ${browser}, with ${hands.name}: found, split, merged, typed, ignored, masked, settled, ruled, undone, redone, saved, opened again`, async () => {
      const opened = await open(extracts);
      await ready(opened.studio);
      let again;
      await steward_day(opened.studio, hands, async file => {
        again = await open([file, ...extracts]);
        return again.studio;
      });
      assert.deepEqual([...opened.problems, ...again.problems], []);
      await again.close();
      await opened.close();
    });
