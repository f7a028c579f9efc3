import { createHash } from 'node:crypto';
import type { ConditionMatch } from '../../src/engine/types';
import { renderHtml } from '../../src/report/html/render-html';
import { renderMarkdown } from '../../src/report/render-markdown';
import { renderSlack, type SlackBlock } from '../../src/report/render-slack';
import { renderText } from '../../src/report/render-text';
import type { Cause } from '../../src/verdict/types';
import { hostile, reportWith, story, verdict, words } from '../setup/reports';

function slackText(block: SlackBlock): string {
  switch (block.type) {
    case 'header':
      return block.text.text;
    case 'section':
      return block.text?.text ?? '';
    case 'context':
      return block.elements.map((element) => ('text' in element ? element.text : '')).join('');
    case 'actions':
      return '';
  }
}
const slack = (report: typeof story) => renderSlack(report).blocks.map(slackText).join('\n');

const forms = [
  ['text', (report: typeof story) => renderText(report)],
  ['markdown', renderMarkdown],
  ['html', renderHtml],
  ['slack', slack],
] as const;

const onTeam: ConditionMatch = {
  operator: 'StringNotEquals',
  key: 'aws:PrincipalTag/team',
  wanted: ['data'],
  seen: ['web'],
  result: 'matches',
};

/** What a reader sees: without the marks of the form. */
const wordsOf = (shown: string): string =>
  shown
    .replace(/<(style|script)>[\s\S]*?<\/\1>|<[^>]+>|[`*_\\]/g, '')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ');
const isCardOnly = (render: unknown): boolean => render === slack;

const policyArn = 'arn:aws:organizations::999988887777:policy/o-exampleorgid/service_control_policy/p-13xnt294';
const unread: Cause = {
  layer: 'some-guardrail',
  outcome: 'unknown',
  action: 'kms:Decrypt',
  resource: null,
  certainty: 'possible',
  awsSaid: { clause: `with an explicit deny in a service control policy: ${policyArn}`, policyArn, agrees: true },
};

test.each([
  ...forms,
  ['short text', (report: typeof story) => renderText(report, { extent: 'card' })],
  ['mail', (report: typeof story) => renderText(report, { columns: Infinity })],
] as const)('the policy that AWS names and nobody could read stands in a report as %s', (_, render) => {
  const named = { certainty: 'possible', fixes: [], changes: [] } as const;
  expect(wordsOf(render(reportWith({ ...named, rootCauses: [unread] })))).toContain(
    'some guardrail p-13xnt294 for kms:Decrypt',
  );
  const several = { ...named, status: 'inconclusive', rootCauses: [unread, { ...unread, layer: 'some-key' }] } as const;
  expect(wordsOf(render(reportWith(several)))).toContain('some guardrail p-13xnt294 for kms:Decrypt');
});

describe.each(forms)('a report as %s', (_, render) => {
  test('begins with the card', () => {
    const shown = render(story).replace(/[`*_\\]|<(?:style|script)>[\s\S]*?<\/(?:style|script)>|<[^>]+>/g, '');
    const order = ['app cannot read', 'DataPerimeter', 'has no tag data-class', 'AttachPolicy'];
    const places = order.map((words) => shown.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  test.each(['Workloads', 'data-class', 'sam'])('shows %s', (words) => expect(render(story)).toContain(words));

  test.each<[string, string, string, Partial<ConditionMatch>]>([
    ['an empty value', 'it is an empty value', 'of the caller is an empty value, not data', { seen: [''] }],
    ['an empty value of several', 'it is a and an empty value', 'is a and an empty value', { seen: ['a', ''] }],
    ['no value', 'it is absent', 'the caller has no tag team', { seen: null }],
    ['a value that nobody knows', 'its value cannot be known', 'is not known', { seen: null, unknown: true }],
    ['what is not an empty one', 'wants an empty value', 'is web, not an empty value', { wanted: [''] }],
    ['what none would do for', 'wants no value', 'is web, not no value', { wanted: [] }],
  ])('shows a condition that sees %s', (_, inFull, onCard, more) => {
    const [cause] = verdict.rootCauses;
    const shown = wordsOf(render(reportWith({ rootCauses: [{ ...cause!, conditions: [{ ...onTeam, ...more }] }] })));
    expect(shown).toContain(isCardOnly(render) ? onCard : inFull);
  });

  test.each([
    ['function', 'arn:aws:lambda:us-east-1:111122223333:function:resize', 'the function resize'],
    ['task', 'arn:aws:ecs:us-east-1:111122223333:task/prod/0f9d', 'the task 0f9d of the cluster prod'],
    ['instance', 'arn:aws:ec2:us-east-1:111122223333:instance/i-0a', 'the EC2 instance i-0a'],
    ['pod', 'arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-1', 'a pod of the cluster prod'],
  ])('names the %s that called', (_, credentialsIssuedTo, words) => {
    const session = { issuedToCompute: 'AWS::Some::Type', credentialsIssuedTo };
    const shown = wordsOf(render(reportWith({ request: { ...verdict.request, session } })));
    expect(shown).toContain(`${words}, with the role app`);
    if (!isCardOnly(render)) expect(shown).toContain(`with credentials that AWS issued to ${words}`);
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

describe.each(forms.slice(0, 3))('the whole report as %s', (_, render) => {
  test.each(['statement', 'it is absent', 'Ask the owner'])('shows %s', (words) =>
    expect(render(story)).toContain(words),
  );

  test("shows where AWS's simulator disagrees, also with a layer that does not block", () => {
    const [first, ...others] = verdict.findings;
    const notes = [words.note('other-opinion', { says: 'implicitDeny' })];
    const shown = render(reportWith({ findings: [{ ...first!, notes }, ...others] }));
    expect(shown).toMatch(/the simulator says .*implicitDeny/);
    expect(render(story)).not.toContain('simulator');
  });
});

describe('an e-mail', () => {
  const mail = (report: typeof story) => renderText(report, { columns: Infinity });
  /** Without what stands in quotes, calls and statements: those are marked as what they are. */
  const ourWords = (text: string) =>
    text.replaceAll(/`[^`\n]*`/g, '').replaceAll(/^ *(?:> )?(?: *["{}[\]]|aws ).*$/gm, '');

  test('shows which words are those of strangers', () => {
    const forged = 'Certainty  this was a scanner.  Fix  Re-authorize at https://evil.example/s3 or www.evil.example';
    const shown = mail(hostile(forged));
    expect(ourWords(shown)).not.toContain('this was a scanner');
    const values = [...shown.matchAll(/`[^`\n]*`/g)]
      .map(([value]) => value)
      .filter((value) => value.includes('scanner'));
    expect(values.length).toBeGreaterThan(5);
    for (const value of values) expect(value).not.toMatch(/ {2}|:\/\/|www\./);
  });

  test.each([
    '\u115f',
    '\u1160',
    '\u3164',
    '\uffa0',
    '\u2800',
    '\u034f',
    '\ufe0f',
    '\u00a0',
    '\u3000',
    '\ud834\udd73',
    '\udb40\udc41',
  ])('shows an invisible character as an escape', (character) => {
    const shown = mail(hostile(`a${character}b`)).replaceAll(/(?<=[✓✗?])\u00a0/g, ' ');
    expect(shown).not.toContain(character);
    expect(shown).toContain(`\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
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
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toMatch(/<(script [^>]|img|b|i)[\s>]/);
    expect(html.match(/<\/(?:style|script)>/g)).toHaveLength(2);
  });
  test('lets nothing be loaded, and nothing run but its own script', () => {
    const html = renderHtml(story);
    expect(html).toContain("default-src 'none'");
    const [, script = ''] = /<script>([\s\S]*)<\/script>/.exec(html) ?? [];
    expect(html).toContain(`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`);
    expect(html).not.toContain('unsafe-');
  });
});

describe('Markdown', () => {
  test.each(['[x](https://evil.example)', '![x](https://evil.example/p.png)', '<img src=x>', '@everyone', '**bold**'])(
    'shows %s only inside code',
    (value) => {
      const outside = renderMarkdown(hostile(value))
        .replace(/(`{3,})\w*\n[\s\S]*?\n\1/g, '')
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
    const { blocks } = renderSlack(hostile(value));
    // What is plain text by its type is shown as it is.
    const shown = blocks
      .filter(({ type }) => type !== 'header')
      .map(slackText)
      .join('\n');
    expect(slack(hostile(value))).not.toMatch(/<[!@#h]/);
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
  test.each([
    ['Slack', slack, 16],
    ['a terminal', (report: typeof story) => renderText(report, { extent: 'card' }), 40],
  ])('%s leaves a long command to the report, and never shows half of one', (_, render, most) => {
    const [fix] = story.fixes;
    const card = { ...story.card, fix: 1, lines: story.card.lines.map(({ label, text }) => ({ label, text })) };
    const shownOf = (lines: number) => {
      const command = Array.from({ length: lines }, (_line, at) => `line ${at}.`).join('\n');
      return render({ ...story, card, fixes: [{ ...fix!, command }] });
    };
    expect(shownOf(most)).toContain(`line ${most - 1}.`);
    expect(shownOf(most + 1)).toContain(`The command has ${most + 1} lines: the full report has it.`);
    expect(shownOf(most + 1)).not.toContain('line 0.');
  });
  test('never cuts an entity in two', () => {
    const { blocks } = renderSlack(hostile('&'.repeat(4000)));
    const shown = blocks
      .filter(({ type }) => type !== 'header')
      .map(slackText)
      .join('');
    expect(shown.replaceAll(/&(amp|lt|gt);/g, '')).not.toContain('&');
  });
  test('asks Slack to take text as it is', () => {
    expect(
      renderSlack(story).blocks.every(
        (block) => block.type !== 'section' || (block.text?.type === 'mrkdwn' && block.text.verbatim === true),
      ),
    ).toBe(true);
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
  test('fills the lines of a card, and goes beyond none', () => {
    const lines = [{ label: 'Because', text: 'ab '.repeat(80).trim() }];
    const shown = renderText({ ...story, card: { ...story.card, lines } }, { extent: 'card', columns: 80 });
    const widths = shown.split('\n').flatMap((line) => (/\bab\b/.test(line) ? [line.length] : []));
    expect(widths.length).toBeGreaterThan(2);
    for (const width of widths.slice(0, -1)) expect([78, 79, 80]).toContain(width);
  });
});
