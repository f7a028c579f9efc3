import { page } from '../../src/report/page';
import { fixSentences } from '../../src/report/fixes';
import { coverageSentences } from '../../src/report/coverage';
import { renderHtml } from '../../src/report/render-html';
import { renderMarkdown } from '../../src/report/render-markdown';
import { renderText } from '../../src/report/render-text';
import type { ProposedFix } from '../../src/verdict/verdict';
import { story } from '../setup/reports';

const [cause] = story.verdict.rootCauses;
const [fix] = story.fixes;
const suspect = (layer: string, ...remedies: string[]) => ({ layer, action: 's3:GetObject', resource: null, remedies });
const withVerdict = (verdict: Partial<typeof story.verdict>): typeof story => ({
  ...story,
  verdict: { ...story.verdict, ...verdict },
});

test('layers that could have denied it for the same want stand in one line', () => {
  const open = withVerdict({
    status: 'inconclusive',
    certainty: 'possible',
    rootCauses: [],
    suspects: [suspect('bucket-a', 'Grant x.'), suspect('bucket-b', 'Grant x.'), suspect('bucket-c', 'Grant y.')],
  });
  expect(renderText(open)).toContain(
    '- Bucket a, bucket b on s3:GetObject. Grant x.\n  - Bucket c on s3:GetObject. Grant y.',
  );
});

test('a cause that could not be judged says what would tell', () => {
  const unjudged = { layer: 'bucket-a', outcome: 'unknown', action: 's3:GetObject', resource: null } as const;
  const open = withVerdict({
    status: 'inconclusive',
    rootCauses: [{ ...unjudged, certainty: 'possible' }],
    suspects: [suspect('bucket-a', 'Grant x.')],
  });
  expect(renderText(open)).toContain('Bucket a on s3:GetObject (possible)\n  - what would tell: Grant x.');
});

test('several causes that could not be judged stand in one line', () => {
  const unjudged = { outcome: 'unknown', action: 's3:GetObject', resource: null, certainty: 'possible' } as const;
  const open = withVerdict({
    status: 'inconclusive',
    rootCauses: ['bucket-a', 'bucket-b'].map((layer) => ({ layer, ...unjudged })),
    suspects: [suspect('bucket-a', 'Grant x.'), suspect('bucket-b', 'Grant x.')],
  });
  expect(renderText(open)).toContain('Could have denied it\n  - Bucket a, bucket b on s3:GetObject. Grant x.');
  expect(renderText(open)).not.toContain('what would tell');
});

test.each([
  ['nothing is left', [], true],
  ['something is left', [{ layer: 'other', action: 's3:GetObject' }], false],
])('what denies as well is mended by the fixes where %s', (_, remaining, mended) => {
  const two = { ...withVerdict({ blocksNext: [cause!] }), fixes: [{ ...fix!, remaining }] };
  expect(renderText(two).includes('What is proposed above mends this too.')).toBe(mended);
});

describe('a fix', () => {
  const proposed = (layer: string, code: ProposedFix['code'], facts: Record<string, string>) =>
    fixSentences({
      layer,
      code,
      facts: { action: 's3:PutObject', resource: 'arn:aws:s3:::b/k', ...facts },
      kind: 'hand-over',
      verified: false,
      decisionAfter: 'unknown',
      remaining: [],
      changes: [],
    }).summary;

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
    [
      'some-state',
      'change-setting',
      { setting: 'Payer=Requester', note: 'legal-hold' },
      /The version is under a legal hold\.$/,
    ],
    [
      'some-state',
      'change-setting',
      { setting: 'BlockPublicAcls', note: 'aws-names-the-setting' },
      /without a public ACL\.$/,
    ],
    ['kms-key', 'allow', {}, /^Add a statement to the policy of the KMS key that/],
  ] as const)('of %s, %s, with %j', (layer, code, facts, expected) => {
    expect(proposed(layer, code, facts)).toMatch(expected);
  });
});

test('a text of AWS that does not read as a reason is shown, and said not to be weighed', () => {
  const text = 'with an explicit deny in a resource control policy';
  const said = (is: string) => renderText(withVerdict({ awsSaid: { is, text } })).replaceAll(/\s+/g, ' ');
  expect(said('odd')).toContain(`${text} (not weighed: it does not read as a reason for this request)`);
  expect(said('reason')).toContain(text);
  expect(said('reason')).not.toContain('not weighed');
});

test('why changes were not looked up is told in words', () => {
  const changes = { searched: [], notSearched: [{ account: '1', region: 'r', why: 'access-denied' }], incomplete: [] };
  const coverage = { changes, exact: true };
  expect(coverageSentences(coverage, true).join('\n')).toContain('were not looked up: AWS refused the read.');
});

test('times are told to the second', () => {
  expect(renderText(withVerdict({ asOf: '2026-11-20T08:15:00.123Z' }))).toContain('as of 2026-11-20T08:15:00Z');
});

test('a page in HTML fits a phone and the dark', () => {
  const html = renderHtml(story);
  expect(html).toContain('width=device-width, initial-scale=1');
  expect(html).toContain('prefers-color-scheme: dark');
  expect(html).toContain('<div class="wide"><table>');
  expect(html).toContain('<title>[Culprit] kms:Decrypt denied by');
});

test('Markdown calls JSON what is JSON, and nothing else', () => {
  const command = { ...story, fixes: [{ ...fix!, command: 'aws s3 ls' }] };
  expect(renderMarkdown(command)).toContain('```\naws s3 ls\n```');
  expect(renderMarkdown(command)).toContain('```json\n{');
});

test('in a chat the fix stands before everything that is open', () => {
  const open = withVerdict({ status: 'denied', blocksNext: [cause!] });
  const headings = page(
    { ...open, unknowns: [{ layer: 'x', what: 'y', why: 'z', remedy: 'w' }] },
    { brief: true },
  ).flatMap((block) => (block.is === 'heading' ? [block.text] : []));
  expect(headings.indexOf('Fix')).toBeLessThan(headings.indexOf('Denies it as well'));
  expect(headings.at(-1)).toBe('Not known');
});

test('a question asks what could deny it, and brings no credentials', () => {
  const question = withVerdict({ rootCauses: [], status: 'inconclusive' });
  const asked = { ...question, request: { ...question.request, time: '' } };
  expect(renderText(asked)).toContain('Could deny it\n');
  const coverage = {
    changes: { searched: [], notSearched: [], incomplete: [] },
    exact: true,
  };
  expect(coverageSentences(coverage, false)).toEqual([]);
  expect(coverageSentences(coverage, true).join('\n')).toContain('failed authentication');
});
