import { reportWith, verdict, words } from '../../setup/reports';

const [cause] = verdict.rootCauses;
const linesWith = (more: Parameters<typeof reportWith>[0]) => reportWith(more).card.lines;

test('a cause that could not be read has what AWS said, and the one thing to do', () => {
  const clause = 'with an explicit deny in a service control policy';
  const unread = {
    read: 'service-control-policies',
    why: 'access-denied',
    permission: 'organizations:ListParents',
  } as const;
  const unknown = { code: 'unreadable', facts: unread } as const;
  const lines = linesWith({
    certainty: 'possible',
    rootCauses: [
      {
        layer: cause!.layer,
        outcome: 'unknown',
        action: 'kms:Decrypt',
        resource: null,
        certainty: 'possible',
        awsSaid: { clause, agrees: true },
      },
    ],
    fixes: [],
    changes: [],
    unknowns: [
      { layer: 'some-state', ...unknown, facts: { ...unread, permission: 'other:Read' } },
      { layer: cause!.layer, ...unknown },
    ],
  });
  expect(lines).toEqual([
    { label: 'Perhaps', text: 'some guardrail for `kms:Decrypt`' },
    { label: 'AWS said', text: `\`${clause}\`` },
    { label: 'Certainty', text: 'possible, not certain' },
    { label: 'Not known', text: 'service control policies: AWS refused the read' },
    { label: 'Do', text: 'Grant `organizations:ListParents` to the role that Culprit reads with.' },
  ]);
});

test('what a fix says stands on the card once', () => {
  const [fix] = verdict.fixes;
  const note = words.note('some-note', { value: 'an ICP record is needed' });
  const lines = linesWith({
    rootCauses: [{ ...cause!, conditions: [], notes: [note] }],
    fixes: [{ ...fix!, code: 'change-request', reason: note, changes: [], verified: false, commands: [] }],
  });
  expect(lines.map(({ text }) => text).filter((text) => text.includes('ICP'))).toHaveLength(1);
});
