// Screenshots of every screen in both languages into docs/screens/SCREEN-LANGUAGE-WIDTH.png. Run by script/screens.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at_rest, choose_files, extracts, launch, match, open_studio, root } from './browser.mjs';
import { smaller } from './png.mjs';

const kSizes = [{ size: [1440, 900], scale: 1 }, { size: [1920, 1080], scale: 1.5 }];
const kLanguages = {
  fr: { locale: 'fr-FR', run: ['Rapprocher', 'Rapproché'] },
  en: { locale: 'en-US', run: ['Match', 'Matched'] },
};
const kScreens = ['sources', 'quality', 'recipe', 'rules', 'pairs', 'groups', 'golden', 'delivery'];

const only = process.argv.slice(2);        // screens, languages or widths
const wanted = (...words) => !only.length || only.every(word => words.map(String).includes(word));
const out = join(root, 'docs/screens');
mkdirSync(out, { recursive: true });
const browser = await launch();
for (const { size, scale } of kSizes)
  for (const [language, { locale, run }] of Object.entries(kLanguages)) {
    if (!['welcome', ...kScreens, 'judge'].some(screen => wanted(screen, language, size[0]))) continue;
    const { page, context } = await open_studio(browser, { locale, size, scale });
    const shoot = async name => {
      await page.mouse.move(size[0] - 2, size[1] - 2);
      await page.waitForTimeout(600);
      if (wanted(name, language, size[0])) writeFileSync(join(out, `${name}-${language}-${size[0]}.png`), smaller(await page.screenshot()));
    };
    await shoot('welcome');
    await choose_files(page, extracts);
    await match(page, run);
    await at_rest(page);
    for (const screen of kScreens) {
      await page.locator(`#mirror [data-key="rail/${screen}"]`).click();
      await shoot(screen);
    }
    if (wanted('judge', language, size[0])) {
      await page.locator('#mirror [data-key="rail/rules"]').click();
      await page.locator('#mirror [data-key="rules/judge"]').click();
      await page.locator('#mirror [data-key="judge/record/0"]').waitFor({ state: 'attached' });
      await shoot('judge');
    }
    await context.close();
  }
await browser.close();
