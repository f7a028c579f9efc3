/// <reference lib="dom" />
/** What a page has to be: accessible, within its width, and with the card in its first view. */
import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Every violation of axe-core, as `rule: how many`. */
export async function violations(page: Page): Promise<readonly string[]> {
  // The page's own policy forbids it: evaluated from outside, it is no script of the page.
  await page.evaluate(axe);
  const found = await page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.length}`))',
  );
  return found as readonly string[];
}

/** By how many pixels something hangs out on the right. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Where the last line of the card ends, in pixels from the top. */
export const endOfCard = (page: Page): Promise<number> =>
  page.evaluate(() => Math.round(document.querySelector('.card')?.getBoundingClientRect().bottom ?? Infinity));

/** What hostile strings would have made: elements that no page of ours has, or a script that ran. */
export const strangers = (page: Page): Promise<number> =>
  page.evaluate(
    () => document.querySelectorAll('img, iframe, object, embed, form, link, b, i, script + script').length,
  );
