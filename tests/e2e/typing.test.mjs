// Text fields: what is typed is the browser's, whatever keyboard makes it, and the studio hears of the text alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at_rest, choose_files, extracts, launch, open_studio, summary_of } from './browser.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const field = (page, key) => page.locator(`#mirror [data-key="${key}"]`);
const drawn = (page, key, value) => page.waitForFunction(([key, value]) => (JSON.parse(jumelles.studio.fields()).find(item => item.key === key)?.value ?? '') === value, [key, value]);

async function open_signature(options = {}) {
  const opened = await open_studio(browser, options);
  await choose_files(opened.page, [extracts[0]]);
  await opened.page.waitForFunction(() => jumelles.heard.summary?.sources[0]?.state === 'ready');
  await at_rest(opened.page);
  if (options.mirror === false) await opened.page.evaluate(() => { jumelles.studio.activate('rail/delivery', ''); jumelles.wake(); });
  else await field(opened.page, 'rail/delivery').click();
  await field(opened.page, 'project/author').waitFor();
  return opened;
}

// As a dead key, then its letter, do it; and as an input method for Chinese does.
async function compose(page, steps, result) {
  const session = await page.context().newCDPSession(page);
  for (const text of steps) await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await session.send('Input.insertText', { text: result });
}

test('dead keys, input methods, letters of shortcuts: all of it is text', async () => {
  const { page, context, problems } = await open_signature();
  await field(page, 'project/author').click();
  await page.keyboard.type('Zo');
  await compose(page, ['´'], 'é');
  await page.keyboard.type(' mds@z ');
  await compose(page, ['n', 'ni', '你'], '你');
  await drawn(page, 'project/author', 'Zoé mds@z 你');
  assert.equal(await field(page, 'project/author').inputValue(), 'Zoé mds@z 你');
  assert.equal((await summary_of(page)).decisions.judged_pair_count, 0);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => jumelles.heard.summary.project.author === 'Zoé mds@z 你');
  assert.notEqual(await page.evaluate(() => document.activeElement.dataset.key), 'project/author', 'Enter leaves the field');
  assert.deepEqual(problems, []);
  await context.close();
});

test('what is being composed is no Enter of the studio, and Escape gives up what was typed', async () => {
  const { page, context } = await open_signature();
  await field(page, 'project/author').click();
  await page.keyboard.type('Ada');
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 });
  await page.evaluate(() => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true })));
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'project/author');
  await session.send('Input.insertText', { text: '你' });
  await drawn(page, 'project/author', 'Ada你');
  await page.keyboard.press('Escape');
  await drawn(page, 'project/author', '');
  await page.waitForFunction(() => document.querySelector('#mirror [data-key="project/author"]').value === '');
  assert.equal((await summary_of(page)).project.author, '');
  await context.close();
});

test('selection by mouse and keys, clipboard and undo are those of any text field, with the mirror and without', async () => {
  for (const mirror of [true, false]) {
    const { page, context, problems } = await open_signature({ mirror });
    const change = (await summary_of(page)).project.change;
    await field(page, 'project/author').click();
    await page.keyboard.type('Ada Lovelace');
    const box = await field(page, 'project/author').boundingBox();
    await page.mouse.dblclick(box.x + 18, box.y + box.height / 2);
    assert.equal((await page.evaluate(() => String(getSelection()))).trim(), 'Ada');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+ArrowLeft');
    assert.equal(await page.evaluate(() => String(getSelection())), 'e');
    await page.keyboard.press('Control+v');
    await drawn(page, 'project/author', 'Ada LovelacAda Lovelace');
    await page.keyboard.press('Control+z');
    await drawn(page, 'project/author', 'Ada Lovelace');
    await page.keyboard.press('Control+Shift+z');
    await drawn(page, 'project/author', 'Ada LovelacAda Lovelace');
    await page.mouse.move(box.x + 11, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 4, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    assert.equal(await page.evaluate(() => String(getSelection())), 'Ada LovelacAda Lovelace');
    await page.keyboard.press('Delete');
    await drawn(page, 'project/author', '');
    assert.equal((await summary_of(page)).project.change, change, 'undo in a field takes nothing of the project back');
    assert.equal((await summary_of(page)).sources.length, 1);
    await context.close();
    assert.deepEqual(problems, []);
  }
});

test('Tab walks through the field, and a click elsewhere takes what was typed', async () => {
  const { page, context } = await open_signature();
  await field(page, 'project/save_as').focus();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'project/author');
  await page.keyboard.type('Grace');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'project/embeds');
  await page.waitForFunction(() => jumelles.heard.summary.project.author === 'Grace');
  await field(page, 'top/menu').selectOption('rename');
  await field(page, 'top/name').waitFor();
  await page.waitForFunction(() => document.activeElement.dataset.key === 'top/name');
  await page.keyboard.type('Clients de l’Est');
  await page.mouse.click(700, 300);
  await page.waitForFunction(() => jumelles.heard.summary.project.name === 'Clients de l’Est');
  await context.close();
});

test('the letters are those that the studio draws, and the field lies where it draws it', async () => {
  const { page, context } = await open_signature();
  await field(page, 'project/author').fill('Zoé');
  const look = await field(page, 'project/author').evaluate(node => {
    const style = getComputedStyle(node);
    return { family: style.fontFamily, size: style.fontSize, background: style.backgroundColor, autocomplete: node.autocomplete, role: node.role, loaded: document.fonts.check('13px Studio') };
  });
  assert.match(look.family, /^Studio/);
  assert.deepEqual([look.size, look.background, look.autocomplete, look.loaded], ['13px', 'rgba(0, 0, 0, 0)', 'off', true]);
  const box = await field(page, 'project/author').boundingBox();
  const [x, y, width, height] = await page.evaluate(() => JSON.parse(jumelles.studio.fields()).find(item => item.key === 'project/author').rect);
  assert.ok(Math.abs(box.x - x) < 1 && Math.abs(box.y - y) < 1 && Math.abs(box.width - width) < 1 && Math.abs(box.height - height) < 1);
  await context.close();
});
