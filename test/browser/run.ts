/** `npm run test:browser`: every fixture's HTML report in Chromium, on a phone and a desk, light and dark. Prints `N passed, N failed`. */
import { renderHtml } from '../../src/report/html/render-html';
import { hostile } from '../setup/reports';
import { endOfCard, overflow, strangers, violations } from './checks';
import { findChromium, openBrowser } from './chromium';
import { fixtureReports } from './reports';

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
  let deepest = 0;
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
        if (size === phone && !isHostile) deepest = Math.max(deepest, end);
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
  } finally {
    await browser.close();
  }
  for (const failure of failures) console.log(`FAILED  ${failure}`);
  console.log(`on a phone the longest card ends at ${deepest} of ${phone.height} px`);
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

void main();
