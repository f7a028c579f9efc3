import { renderHtml } from '../../src/report/render-html';
import { renderMarkdown } from '../../src/report/render-markdown';
import { renderSlack, type SlackBlock } from '../../src/report/render-slack';
import { renderText } from '../../src/report/render-text';
import { hostile, reportWith, story, verdict, words } from '../setup/reports';

const slackText = (block: SlackBlock): string =>
  block.type === 'context' ? block.elements.map(({ text }) => text).join('') : block.text.text;
const slack = (report: typeof story) => renderSlack(report).blocks.map(slackText).join('\n');

describe.each([
  ['text', (report: typeof story) => renderText(report)],
  ['markdown', renderMarkdown],
  ['html', renderHtml],
  ['slack', slack],
])('a report as %s', (_, render) => {
  test('begins with the headline', () => {
    const words = render(story).replace(/[`*_\\]|<[^>]+>/g, '');
    expect(words).toContain('kms:Decrypt');
    expect(words.indexOf('DataPerimeter')).toBeLessThan(words.indexOf('GetObject'));
  });

  test.each([
    'statement',
    'Workloads',
    'aws:ResourceTag/data-class',
    'it is absent',
    'sam',
    'AttachPolicy',
    'Ask the owner',
  ])('tells %s', (words) => expect(render(story)).toContain(words));

  test("shows where AWS's simulator disagrees, also with a layer that does not block", () => {
    const [first, ...others] = verdict.findings;
    const notes = [words.note('other-opinion', { says: 'implicitDeny' })];
    const shown = render(reportWith({ findings: [{ ...first!, notes }, ...others] }));
    expect(shown).toMatch(/the simulator says .*implicitDeny/);
    expect(render(story)).not.toContain('simulator');
  });

  test('never shows a control, bidirectional or zero-width character of a value', () => {
    const shown = render(hostile('a\u001b[31m\u202eb\u200b\u0007c\r\nd\u2066'));
    // eslint-disable-next-line no-control-regex
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/);
  });

  test('keeps a value on its line', () => {
    expect(
      render(hostile('before\n# after'))
        .split('\n')
        .some((line) => line.startsWith('# after')),
    ).toBe(false);
  });
});

describe('HTML', () => {
  test.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    '</pre><b>',
    '</style><i>',
  ])('shows %s as text', (value) => {
    const html = renderHtml(hostile(value));
    expect(html).not.toMatch(/<(script|img|b|i)[\s>]/);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
  });
  test('lets nothing be loaded or run', () => expect(renderHtml(story)).toContain("default-src 'none'"));
});

describe('Markdown', () => {
  test.each(['[x](https://evil.example)', '![x](https://evil.example/p.png)', '<img src=x>', '@everyone', '**bold**'])(
    'shows %s only inside code',
    (value) => {
      const outside = renderMarkdown(hostile(value))
        .replace(/(`{3,})json\n[\s\S]*?\n\1/g, '')
        .replace(/`[^`\n]*`/g, '');
      expect(outside).not.toContain(value);
    },
  );
  test('fences code with more backticks than it holds', () => {
    expect(renderMarkdown(hostile('``````'))).toMatch(/^`{7}json$/m);
  });
  test('keeps a bar inside its cell', () => {
    const row = renderMarkdown(hostile('a|b'))
      .split('\n')
      .find((line) => line.startsWith('| some grant'));
    expect(row?.match(/(?<!\\)\|/g)).toHaveLength(5);
  });
});

describe('Slack', () => {
  test.each(['<!channel>', '<@U123>', '<https://evil.example|ok>', '&lt;!here&gt;'])('disarms %s', (value) => {
    const shown = slack(hostile(value));
    expect(shown).not.toMatch(/<[!@#h]/);
    expect(shown).not.toContain(value);
  });
  test('keeps within the limits of Slack, whatever the report holds', () => {
    const [cause] = story.verdict.rootCauses;
    const long = { ...hostile('<&>'.repeat(5000)) };
    const many = { ...long, verdict: { ...long.verdict, blocksNext: Array.from({ length: 60 }, () => cause!) } };
    const { blocks, text } = renderSlack(many, { evidence: 's3://evidence/runs/r/' });
    expect(slackText(blocks.at(-1)!)).toContain('s3://evidence/runs/r/');
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(Math.max(...blocks.map((block) => slackText(block).length))).toBeLessThanOrEqual(3000);
    expect(text.length).toBeLessThanOrEqual(3000);
  });
  test('ends with where the evidence lies, if that is told', () => {
    expect(renderSlack(story, { evidence: 's3://evidence/runs/r/' }).blocks.map(slackText).at(-1)).toContain(
      's3://evidence/runs/r/',
    );
    expect(slack(story)).not.toContain('s3://');
  });
  test('never cuts an entity in two', () => {
    const shown = slack(hostile('&'.repeat(4000)));
    expect(shown.replaceAll(/&(amp|lt|gt);/g, '')).not.toContain('&');
  });
  test('asks Slack to take text as it is', () => {
    expect(renderSlack(story).blocks.every((block) => block.type !== 'section' || block.text.verbatim === true)).toBe(
      true,
    );
  });
});

describe('text', () => {
  test('is coloured only when asked', () => {
    expect(renderText(story)).not.toContain('\u001b');
    expect(renderText(story, { color: true })).toContain('\u001b[1m');
  });
  test('does not name the layers that do not apply one by one', () => {
    expect(renderText(story)).toContain('Not applicable: some state.');
  });
});
