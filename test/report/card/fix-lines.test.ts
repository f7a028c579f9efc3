/** What the card says of a fix is what was computed of it. */
import type { Fix } from '../../../src/verdict/verdict';
import { reportWith, verdict, words } from '../../setup/reports';

const [plain] = verdict.fixes;
const command = { service: 'kms', operation: 'TagResource', parameters: { KeyId: 'k' }, account: '111122223333' };
const changed = {
  changedRequest: { ...verdict.request, unknowns: [] } as unknown as NonNullable<Fix['changedRequest']>,
};
const reason = words.note('some-note', { value: 'x' });

function linesWith(more: Partial<Fix>): readonly string[] {
  const { card } = reportWith({ fixes: [{ ...plain!, ...more }] });
  const at = card.lines.findIndex(({ label }) => label === 'Fix');
  return card.lines.slice(at).map(({ text }) => text.replaceAll('`', ''));
}
const checkedWith = (more: Partial<Fix>) => linesWith(more)[1];

test.each<[string, Partial<Fix>, string]>([
  ['nothing that could be tried', { verified: false }, 'not checked: it cannot be tried on what was read'],
  ['another request', { code: 'send', ...changed }, 'checked: allowed with it'],
  [
    'a tag, which is there for every caller',
    { code: 'tag', ...changed },
    'checked: allowed with it; the tag lets everybody else pass that condition as well',
  ],
  [
    'what is dangerous besides',
    { code: 'send', ...changed, notes: [{ code: 'deletes-for-good', facts: { action: 's3:DeleteObjectVersion' } }] },
    'checked: allowed with it; dangerous: it deletes for good',
  ],
  [
    'what is not enough by all that is known',
    { code: 'send', ...changed, decisionAfter: 'unknown' },
    'checked: this layer no longer denies it; whether another does is not known',
  ],
  [
    'what may not be enough for this denial',
    { code: 'send', ...changed, verified: false, decisionAfter: 'unknown' },
    'checked: may still be denied with it',
  ],
  [
    'what another layer denies next',
    { code: 'send', ...changed, decisionAfter: 'explicit-deny', remaining: [{ layer: 'some-grant', action: 'a:B' }] },
    'checked: then some grant denies it',
  ],
])('%s', (_, more, checked) => expect(checkedWith(more)).toBe(checked));

test('what was more than is looked at is not called proven, wherever it stands', () => {
  const change = {
    place: { layer: 'some-grant', read: 'policies', target: 'r', path: [] },
    policy: { name: 'p' },
    edit: 'create',
    after: { Version: '2012-10-17', Statement: [] },
    statements: [],
  } as const;
  const more: Partial<Fix> = { code: 'allow', changes: [change], document: {}, verified: false, exact: false };
  expect(checkedWith(more)).toMatch(/; what else it opens is not known$/);
  const { exact: _exact, ...counted } = more;
  expect(checkedWith({ ...counted, verified: true, decisionAfter: 'unknown' })).toBe(
    'checked: this layer no longer denies it; whether another does is not known; it opens nothing else',
  );
  const [fix] = reportWith({ fixes: [{ ...plain!, ...more }] }).fixes;
  expect(fix).toMatchObject({ verified: false, exact: false });
  expect(fix?.proof).toMatch(
    /^Not proven: requests beside this one are too many to decide\. Decided again with this in place:/,
  );
  expect(fix?.safety).toContain('What else it allows is not known');
  expect(fix?.safety).not.toContain('allows none of them');
});

test('what a tag opens is not tried, so that the report states no empty list of it', () => {
  const opensOf = (more: Partial<Fix>) => reportWith({ fixes: [{ ...plain!, ...more }] }).fixes[0]!.opens;
  expect(opensOf({ code: 'send', ...changed })).toEqual([]);
  expect(opensOf({ code: 'tag', ...changed })).toBeUndefined();
});

test.each<[string, Partial<Fix>, string]>([
  [
    'with the account whose credentials its command needs',
    { code: 'change-setting', facts: { action: 'a:B', setting: 'S' }, commands: [command] },
    'ask whoever decides on S about a:B, in account 111122223333',
  ],
  [
    'without it where the caller sends the request',
    { code: 'send', kind: 'change-the-request', facts: { action: 'a:B', key: 's3:x-amz-acl' }, commands: [command] },
    'send the request with the header x-amz-acl set',
  ],
  ...(
    [
      ['aws:SecureTransport', 'true', 'over HTTPS'],
      ['s3:RequestObjectTag/class', 'public', 'with the object tag class = public'],
      ['s3:x-amz-server-side-encryption', 'aws:kms', 'with the header x-amz-server-side-encryption = aws:kms'],
      ['s3:prefix', 'home/', 'with the parameter prefix = home/'],
      ['s3:object-lock-mode', 'GOVERNANCE', 'with the header x-amz-object-lock-mode = GOVERNANCE'],
    ] as const
  ).map(([key, value, words]): [string, Partial<Fix>, string] => [
    `by what a client sends for ${key}`,
    { code: 'send', kind: 'change-the-request', facts: { action: 'a:B', key, value }, commands: [command] },
    `send the request ${words}`,
  ]),
  [
    'without a resource that nobody names',
    { code: 'ask-owner', facts: { action: 'a:B' } },
    'ask the owner of the some guardrail about a:B',
  ],
  [
    'by the note that no other request meets',
    { code: 'change-request', reason, facts: { action: 'a:B' } },
    'it holds x',
  ],
  [
    'by the request that meets the note',
    { code: 'change-request', reason, ...changed },
    'change the request: it holds x',
  ],
])('it says what to do %s', (_, more, text) => expect(linesWith(more)[0]).toBe(text));

test.each([
  ['key arn:aws:kms:us-east-1:111122223333:key/1234-90ab', 'the policy of the some key …90ab'],
  ['arn:aws:kms:us-east-1:111122223333:key/1234-90ab', 'the policy of the some key …90ab'],
  ['arn:aws:iam::111122223333:role/app', 'the policy of the some key of role app'],
  [`role ${'r'.repeat(60)}`, `the policy of the some key of role ${'r'.repeat(39)}…`],
  ['Unit ou-data', 'the policy of the some key of Unit ou-data'],
])('what lacks an Allow is named once: %s', (attachedTo, named) => {
  const [cause] = verdict.rootCauses;
  const { statement: _statement, conditions: _conditions, ...rest } = cause!;
  const lacking = {
    ...rest,
    layer: 'some-key',
    outcome: 'does-not-allow' as const,
    policy: { ...cause!.policy!, attachedTo },
  };
  const { card } = reportWith({ rootCauses: [lacking] });
  expect(card.lines[0]?.text.replaceAll('`', '')).toBe(`an Allow for kms:Decrypt in ${named}`);
});
