/** `npm run pictures`: what people see of ten different causes, in docs/pictures. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { reportOfStory } from '../../scripts/docs/story-report';
import type { Report } from '../../src/report/contract';
import { renderHtml } from '../../src/report/html/render-html';
import { findChromium, openBrowser } from './chromium';
import { mailPage } from './looks/mail';
import { slackPage } from './looks/slack';
import { terminalPage } from './looks/terminal';
import { fixtureReports, type TitledReport } from './reports';

const folder = join(__dirname, '../../docs/pictures');
const phone = { width: 390, height: 844 };

interface Look {
  readonly name: string;
  readonly page: (report: Report) => string;
  readonly width: number;
  readonly height?: number;
  readonly scheme?: 'dark';
}

const looks: readonly Look[] = [
  { name: 'terminal-80', page: (report) => terminalPage(report, 80), width: 720 },
  { name: 'terminal-120', page: (report) => terminalPage(report, 120), width: 1060 },
  { name: 'slack', page: slackPage, width: phone.width },
  { name: 'mail', page: mailPage, ...phone },
  { name: 'html-light', page: renderHtml, width: 1280, height: 900 },
  { name: 'html-dark', page: renderHtml, width: 1280, height: 900, scheme: 'dark' },
  { name: 'html-phone', page: renderHtml, ...phone },
];

/** The first fixture of each layer that is a root cause, ten of them in the order of docs/causes.md. */
function tenCauses(reports: readonly TitledReport[]): readonly (readonly [name: string, report: Report])[] {
  const first = new Map<string, Report>();
  for (const { report } of reports) {
    const layer = report.verdict.rootCauses[0]?.layer ?? report.verdict.status;
    if (!first.has(layer)) first.set(layer, report);
  }
  return [...first].slice(0, 9);
}

async function take(page: Page, report: Report, { page: pageOf, width, height, scheme }: Look, path: `${string}.png`) {
  await page.setViewport({ width, height: height ?? 100 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme ?? 'light' }]);
  // The policy of the page before would hold for this one as well.
  await page.goto('about:blank');
  await page.setContent(pageOf(report));
  await page.screenshot({ path, fullPage: height === undefined });
}

async function main(): Promise<void> {
  const chromium = findChromium();
  if ('missing' in chromium) throw new Error(chromium.missing);
  mkdirSync(folder, { recursive: true });
  const shown = [['story', await reportOfStory()] as const, ...tenCauses(await fixtureReports())];
  const browser = await openBrowser(chromium.program);
  try {
    const page = await browser.newPage();
    for (const [name, report] of shown)
      for (const look of looks) await take(page, report, look, `${join(folder, `${name}-${look.name}`)}.png`);
  } finally {
    await browser.close();
  }
  console.log(`written: ${shown.length * looks.length} pictures in docs/pictures`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
