/**
 * `npm run test:browser`: every fixture's report in Chromium, as a page on a phone and a desk, light and dark, and as Slack and a mail
 * show it on a phone. Prints `N passed, N failed`.
 */
import type { Page } from 'puppeteer-core';
import { renderHtml } from '../../src/report/html/render-html';
import { hostile } from '../setup/reports';
import { endOfCard, overflow, strangers, violations } from './checks';
import { findChromium, openBrowser } from './chromium';
import { mailPage } from './looks/mail';
import { slackPage } from './looks/slack';
import { fixtureReports, type TitledReport } from './reports';

const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 900 };
const views = [
  { name: 'phone, light', size: phone, scheme: 'light' },
  { name: 'phone, dark', size: phone, scheme: 'dark' },
  { name: 'desk, light', size: desk, scheme: 'light' },
  { name: 'desk, dark', size: desk, scheme: 'dark' },
] as const;
/** Both take most of the time; colours and places of the others are the same. */
const checkedWhole = 10;

const evil = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  '</pre><b>x</b>',
  '</style><i>'.repeat(50),
  'w'.repeat(900),
];

/** Besides the page. Both are imitations of what the programs show. */
const channels: Readonly<Record<string, (report: TitledReport['report']) => string>> = {
  Slack: slackPage,
  mail: mailPage,
};

async function endIn(page: Page, html: string): Promise<number> {
  await page.setViewport(phone);
  await page.goto('about:blank');
  await page.setContent(html);
  return endOfCard(page);
}

async function main(): Promise<void> {
  const chromium = findChromium();
  if ('missing' in chromium) {
    console.log(`skipped: ${chromium.missing}`);
    return;
  }
  const reports = [
    ...(await fixtureReports()),
    ...evil.map((value) => ({ title: `hostile: ${value.slice(0, 30)}`, report: hostile(value) })),
  ];
  const browser = await openBrowser(chromium.program);
  const failures: string[] = [];
  let passed = 0;
  const deepest: Record<string, number> = {};
  try {
    const page = await browser.newPage();
    for (const [at, { title, report }] of reports.entries()) {
      const isHostile = at >= reports.length - evil.length;
      for (const { name, size, scheme } of views) {
        if (name !== 'phone, light' && at % checkedWhole !== 0 && !isHostile) continue;
        await page.setViewport(size);
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        await page.goto('about:blank');
        await page.setContent(renderHtml(report, { evidence: 's3://bucket/runs/r/' }));
        const end = await endOfCard(page);
        if (size === phone && !isHostile) deepest['page'] = Math.max(deepest['page'] ?? 0, end);
        const problems = [
          ...(await violations(page)),
          ...((await overflow(page)) > 0 ? ['something hangs out on the right'] : []),
          ...((await strangers(page)) > 0 ? ['a value became an element'] : []),
          ...(end > size.height && !isHostile ? [`the card ends at ${end} of ${size.height} px`] : []),
        ];
        if (problems.length === 0) passed += 1;
        else failures.push(`${title} (${name}): ${problems.join('; ')}`);
      }
    }
    for (const { title, report } of reports.slice(0, -evil.length)) {
      for (const [channel, pageOf] of Object.entries(channels)) {
        const end = await endIn(page, pageOf(report));
        deepest[channel] = Math.max(deepest[channel] ?? 0, end);
        if (end <= phone.height) passed += 1;
        else failures.push(`${title} (${channel}): the card ends at ${end} of ${phone.height} px`);
      }
    }
  } finally {
    await browser.close();
  }
  for (const failure of failures) console.log(`FAILED  ${failure}`);
  for (const [channel, end] of Object.entries(deepest))
    console.log(`${channel}: on a phone the longest card ends at ${end} of ${phone.height} px`);
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

void main();
