import { noResource, type InfrastructureResource } from '../../src/judging/infrastructure/resource';
import type { Unknown } from '../../src/judging/types';
import { page } from '../../src/report/page/page';
import { renderHtml } from '../../src/report/html/render-html';
import { renderMarkdown } from '../../src/report/render-markdown';
import { renderText } from '../../src/report/render-text';
import type { Cause } from '../../src/verdict/types';
import type { Fix, ProposedFix, Verdict } from '../../src/verdict/verdict';
import { reportWith, story, verdict, words } from '../setup/reports';

const [cause] = verdict.rootCauses;
const [fix] = verdict.fixes;
const textWith = (more: Partial<Verdict>): string => renderText(reportWith(more));

const about = (value: string): Unknown => words.unknown('some-unknown', { value });
const derived: Unknown = { code: 'unreadable', facts: { read: 'key-policy', why: 'target-unknown' } };
const suspect = (layer: string, ...unknowns: readonly Unknown[]) => ({
  layer,
  action: 's3:GetObject',
  resource: null,
  unknowns,
});
const unjudged = (layer: string): Cause => ({
  layer,
  outcome: 'unknown',
  action: 's3:GetObject',
  resource: null,
  certainty: 'possible',
});
const open = { status: 'inconclusive', certainty: 'possible', rootCauses: [] } as const;

test('layers that could have denied it for the same want stand in one line', () => {
  const suspects = [
    suspect('some-grant', about('x')),
    suspect('some-key', about('x'), derived),
    suspect('some-state', about('y')),
    suspect('some-guardrail', derived),
  ];
  expect(textWith({ ...open, suspects })).toContain(
    '- Some grant, some key on s3:GetObject. Ask for x.\n  - Some state on s3:GetObject. Ask for y.\n  - Some guardrail on s3:GetObject.\n',
  );
});

test('a cause that could not be judged says what would settle it', () => {
  const text = textWith({
    ...open,
    rootCauses: [unjudged('some-grant')],
    suspects: [suspect('some-grant', about('x'))],
  });
  expect(text).toContain('Some grant on s3:GetObject (possible)\n  - what would settle it: Ask for x.');
});

test('several causes that could not be judged stand in one line', () => {
  const text = textWith({
    ...open,
    rootCauses: ['some-grant', 'some-key'].map(unjudged),
    suspects: ['some-grant', 'some-key'].map((layer) => suspect(layer, about('x'))),
  });
  expect(text).toContain('Could have denied it\n  - Some grant, some key on s3:GetObject. Ask for x.');
  expect(text).not.toContain('what would settle it');
});

test('an unknown is named once with all that it leaves open, and what hangs on another one last', () => {
  const unknowns = [
    { layer: 'some-state', ...derived },
    { layer: 'some-grant', ...about('x') },
    { layer: 'request', ...about('x') },
    { layer: 'some-key', ...about('x') },
  ];
  expect(textWith({ unknowns })).toContain(
    'Not known\n  - What x is (some grant, some key): nobody knows x. Ask for x.\n  - Not read, because which one to read is unknown itself: key policy.\n',
  );
});

test.each([
  ['nothing is left', [], true],
  ['something is left', [{ layer: 'some-state', action: 's3:GetObject' }], false],
])('what denies as well is mended by the fixes where %s', (_, remaining, mended) => {
  const text = textWith({ blocksNext: [cause!], fixes: [{ ...fix!, remaining }] });
  expect(text.includes('What is proposed above mends this too.')).toBe(mended);
});

describe('a fix', () => {
  const summaryOf = (layer: string, code: ProposedFix['code'], more: object, reason?: ProposedFix['reason']) => {
    const facts = { action: 's3:PutObject', resource: 'arn:aws:s3:::b/k', ...more };
    const proposed = { ...fix!, layer, code, facts, ...(reason === undefined ? {} : { reason }) };
    const [shown] = reportWith({ fixes: [proposed] }).fixes;
    expect(shown).toMatchObject({ remedy: code, facts });
    expect(shown).not.toHaveProperty('reason');
    return shown!.summary;
  };

  test.each([
    [
      'some-guardrail',
      'ask-owner',
      { service: 'logging.s3.amazonaws.com' },
      /to the service `logging.*aws:SourceAccount/,
    ],
    ['some-guardrail', 'ask-owner', { anonymous: 'true' }, /^Sign the request/],
    ['some-guardrail', 'ask-owner', { statement: '#2', policy: 'p' }, /about statement `#2` of `p`: it denies/],
    ['some-guardrail', 'ask-owner', {}, /nothing there allows it\.$/],
    ['some-key', 'allow', {}, /^Add a statement to the policy of the some key that/],
    ['some-guardrail', 'ask-for-credentials', {}, /^Ask for credentials whose some guardrail allows/],
  ] as const)('of %s, %s, with %j', (layer, code, facts, expected) => {
    expect(summaryOf(layer, code, facts)).toMatch(expected);
  });

  const note = words.note('some-note', { value: 'x' });
  test.each([
    ['what is noted', 'change-setting', { setting: 'Payer=Requester' }, note, /\. It holds `x`\.$/],
    [
      'nothing that AWS says itself',
      'change-setting',
      { setting: 'BlockPublicAcls' },
      words.note('said-note', { value: 'x' }),
      /without a public ACL\.$/,
    ],
    ['what to change', 'change-request', {}, note, /^It holds `x`\.$/],
  ] as const)('tells %s', (_, code, facts, reason, expected) => {
    expect(summaryOf('some-state', code, facts, reason)).toMatch(expected);
  });
});

describe('the notes of a cause', () => {
  const notes = [words.note('said-note', { value: 'x' }), words.note('no-opinion'), words.note('agreeing-opinion')];
  const because = (agrees: boolean) =>
    reportWith({ rootCauses: [{ ...cause!, conditions: [], notes, awsSaid: { clause: 'c', agrees } }] }).verdict
      .rootCauses[0]!.because;

  test('are told beside what AWS says', () =>
    expect(because(false)).toEqual(['AWS says `x`', 'the simulator says the same', 'AWS names another reason: `c`']));
  test('but not what AWS said itself, where it agrees', () =>
    expect(because(true)).toEqual(['the simulator says the same', 'AWS says the same.']));
});

test('an opinion is no reason for a finding, and its lack is told once', () => {
  const [finding] = verdict.findings;
  const { statements: _, ...bare } = finding!;
  const opinion = words.note('other-opinion', { says: 'no' });
  const notes = [words.note('no-opinion'), opinion, words.note('some-note', { value: 'x' })];
  const { findings, coverage } = reportWith({
    findings: [
      { ...bare, notes },
      { ...bare, notes },
    ],
  });
  expect(findings[0]).toMatchObject({ because: 'it holds `x`', otherOpinion: 'the simulator says `no`.' });
  expect(coverage.sentences.filter((sentence) => sentence === 'the simulator was not asked.')).toHaveLength(1);
});

test('a text of AWS that does not read as a reason is shown, and said not to be weighed', () => {
  const text = 'with an explicit deny in a resource control policy';
  const said = (is: 'odd' | 'truncated') =>
    textWith({
      request: { ...verdict.request, said: is === 'odd' ? { is, text, why: 'unknown-wording' } : { is, text } },
    }).replaceAll(/\s+/g, ' ');
  expect(said('odd')).toContain(`${text} (not weighed: it does not read as a reason for this request)`);
  expect(said('truncated')).toContain(text);
  expect(said('truncated')).not.toContain('not weighed');
});

test('why changes were not looked up is told in words', () => {
  const changes = { searched: [], notSearched: [{ account: '1', region: 'r', why: 'access-denied' }] } as const;
  const { coverage } = reportWith({ coverage: { ...verdict.coverage, changes } });
  expect(coverage.sentences.join('\n')).toContain('were not looked up: AWS refused the read.');
});

test('times are told to the second', () => {
  expect(textWith({ asOf: '2026-11-20T08:15:00.123Z' })).toContain('as of 2026-11-20T08:15:00Z');
});

test('the time line begins with the last success', () => {
  const lastAllowed = { time: '2026-11-19T10:00:00Z', eventId: 'e', eventName: 'Decrypt' };
  const times = page(reportWith({ lastAllowed })).flatMap((block) => (block.is === 'times' ? block.points : []));
  expect(times.slice(0, 2).map(({ time }) => time)).toEqual(['2026-11-19T10:00:00Z', '2026-11-19T17:02:00Z']);
  expect(times[0]?.text).toBe('`Decrypt` allowed');
});

test.each([
  ['the whole text of AWS, the page does not say it again', '`with no end`', false],
  ['its beginning only, the page has it whole', '`with…`', true],
])('where the card holds %s', (_, text, isShown) => {
  const said = { is: 'truncated', text: 'with no end' } as const;
  const report = reportWith({ request: { ...verdict.request, said } });
  const card = { ...report.card, lines: [{ label: 'AWS said', text }] };
  const names = page({ ...report, card }).flatMap((block) =>
    block.is === 'facts' ? block.rows.map(([name]) => name) : [],
  );
  expect(names.includes('AWS said')).toBe(isShown);
});

test('a page in HTML fits a phone and the dark', () => {
  const html = renderHtml(story);
  expect(html).toContain('width=device-width, initial-scale=1');
  expect(html).toContain('prefers-color-scheme: dark');
  expect(html).toContain('<div class="wide" tabindex="0"');
  expect(html).toContain('<title>[Culprit] app cannot read');
});

const listing = { service: 's3api', operation: 'ListBuckets', parameters: {}, account: '111122223333' };

test('Markdown calls JSON what is JSON, and nothing else', () => {
  const report = reportWith({ fixes: [{ ...fix!, commands: [listing] }] });
  expect(renderMarkdown(report)).toContain('```\n# in account 111122223333\naws s3api list-buckets\n```');
  expect(renderMarkdown(report)).toContain('```json\n{');
});

test('the fix stands before what denies as well, and that before what is open', () => {
  const report = reportWith({ blocksNext: [cause!], unknowns: [{ layer: 'some-state', ...about('x') }] });
  const headings = page(report).flatMap((block) => (block.is === 'heading' ? [block.text] : []));
  const order = ['Fix', 'Denies it as well', 'Not known'].map((heading) => headings.indexOf(heading));
  expect(order).toEqual(order.toSorted((one, other) => one - other));
  expect(order).not.toContain(-1);
});

test('a question asks what could deny it, and brings no credentials', () => {
  const asked = { ...open, observed: false, request: { ...verdict.request, time: '' } };
  expect(textWith(asked)).toContain('Could deny it\n');
  expect(reportWith(asked).coverage.sentences).toEqual([]);
  expect(story.coverage.sentences.join('\n')).toContain('failed authentication');
});

/** The card has the command once. */
test.each<[string, Pick<Fix, 'resources'>, string, number]>([
  [
    'code that says it all stands in the place of the command',
    { resources: [resourceOf('aws_s3_bucket_policy')] },
    'resource "aws_s3_bucket_policy" "proposed"',
    1,
  ],
  [
    'what a part of it cannot be said in is a command',
    { resources: [resourceOf('aws_s3_bucket_policy'), noResource] },
    '# No resource of Terraform does the rest: use the command.',
    2,
  ],
  ['where none says it the command stands by itself', {}, '# No resource of Terraform does this: use the command.', 2],
])('as code: %s', (_, held, shown, times) => {
  const command = { service: 's3api', operation: 'PutBucketPolicy', parameters: { Bucket: 'b' } };
  const text = renderText(
    reportWith({ fixes: [{ ...fix!, kind: 'patch', changes: [], commands: [command], ...held }] }),
    { iac: 'terraform' },
  );
  expect(text).toContain(shown);
  expect(text.split('aws s3api put-bucket-policy').length - 1).toBe(times);
});

function resourceOf(type: string): InfrastructureResource {
  return { terraform: { type, arguments: { bucket: 'b' } }, cloudFormation: 'no-resource' };
}
