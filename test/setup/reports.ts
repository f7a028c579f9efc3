import { subjectOf } from '../../src/judging/cases/cases';
import { defineWords } from '../../src/judging/define-words';
import type { Report } from '../../src/report/contract';
import type { SpokenLayer } from '../../src/report/sentences/speech';
import { reporter } from '../../src/report/to-report';
import type { Verdict } from '../../src/verdict/verdict';

/** What the layers of these reports say. */
export const words = defineWords({
  notes: {
    'some-note': 'it holds {value}',
    'said-note': { is: 'said-by-aws', text: 'AWS says {value}' },
    'agreeing-opinion': { is: 'second-opinion', text: 'the simulator says the same' },
    'other-opinion': { is: 'other-opinion', text: 'the simulator says {says}' },
    'no-opinion': { is: 'no-opinion', text: 'the simulator was not asked' },
  },
  unknowns: { 'some-unknown': { what: 'what {value} is', why: 'nobody knows {value}', remedy: 'Ask for {value}.' } },
});

const layer = (id: string, title: string, name: string, more: Partial<SpokenLayer> = {}): SpokenLayer => ({
  id,
  title,
  name,
  words,
  ...more,
});

/** A registry of names and words. */
const layers: readonly SpokenLayer[] = [
  layer('some-grant', 'Some grant', 'the some grant'),
  layer('some-guardrail', 'Some guardrail', 'the some guardrail'),
  layer('some-state', 'Some state', 'the some state'),
  layer('some-key', 'Some key', 'the some key', { policy: 'the policy of the some key' }),
];
const toReport = reporter(layers);

const role = 'arn:aws:sts::111122223333:assumed-role/app/s';
const key = 'arn:aws:kms:us-east-1:111122223333:key/1';
const { authorization, request } = subjectOf({ when: '', outcome: 'allows' });

/** As the story of an untagged key gives it; tests change what they are about. */
export const verdict: Verdict = {
  request: {
    ...request,
    principal: {
      type: 'assumed-role',
      arn: role,
      accountId: '111122223333',
      roleName: 'app',
      sessionName: 's',
      roleArn: 'arn:aws:iam::111122223333:role/app',
    },
    key: 'reports/a.csv',
    authorizations: [
      { ...authorization, resource: 'arn:aws:s3:::my-bucket/reports/a.csv' },
      { ...authorization, action: 'kms:Decrypt', resource: key, purpose: 'encryption' },
    ],
  },
  observed: true,
  status: 'denied',
  asOf: '2026-11-20T08:15:00Z',
  certainty: 'established',
  decision: 'explicit-deny',
  rootCauses: [
    {
      layer: 'some-guardrail',
      outcome: 'denies',
      action: 'kms:Decrypt',
      resource: key,
      certainty: 'established',
      policy: {
        name: 'DataPerimeter',
        arn: 'arn:aws:organizations::1:policy/o-1/x/p-1',
        type: 'Guardrail',
        attachedTo: 'Workloads (ou-1)',
      },
      statement: {
        sid: 'Tagged',
        index: 2,
        effect: 'Deny',
        json: { Effect: 'Deny', Action: 'kms:*', Resource: '*' },
      },
      conditions: [
        { operator: 'Null', key: 'aws:ResourceTag/data-class', wanted: ['true'], seen: null, result: 'matches' },
      ],
    },
  ],
  blocksNext: [],
  suspects: [{ layer: 'some-guardrail', action: 'kms:Decrypt', resource: null, unknowns: [] }],
  drift: { is: 'excluded' },
  findings: [
    {
      layer: 'some-grant',
      authorization: { action: 's3:GetObject', resource: null },
      outcome: 'allows',
      statements: [{ policy: 'read', index: 1, effect: 'Allow' }],
    },
    { layer: 'some-guardrail', authorization: { action: 'kms:Decrypt', resource: null }, outcome: 'denies' },
    { layer: 'some-state', authorization: { action: 's3:GetObject', resource: null }, outcome: 'not-applicable' },
  ],
  fixes: [
    {
      layer: 'some-guardrail',
      kind: 'hand-over',
      code: 'ask-to-except',
      facts: { action: 'kms:Decrypt', resource: key, policy: 'DataPerimeter', statement: 'Tagged', principal: role },
      verified: true,
      decisionAfter: 'allowed',
      remaining: [],
      notes: [],
      changes: [],
      commands: [],
      opens: [],
    },
  ],
  changes: [
    {
      time: '2026-11-19T17:02:00Z',
      actor: 'arn:aws:iam::999988887777:user/sam',
      eventName: 'AttachPolicy',
      resource: 'p-1',
      eventId: 'e',
      touches: 'some-guardrail',
      likelihood: 'likely',
    },
  ],
  unknowns: [],
  coverage: {
    layersNotRead: [],
    changes: { searched: [{ account: '111122223333', region: 'us-east-1' }], notSearched: [] },
    exact: true,
  },
};

export const reportWith = (more: Partial<Verdict>): Report => toReport({ ...verdict, ...more });
export const story: Report = toReport(verdict);

/** The same with every free string replaced: what an attacker can put into names, keys and texts. */
export function hostile(value: string): Report {
  const [cause] = verdict.rootCauses;
  const [change] = verdict.changes;
  const [finding] = verdict.findings;
  const [fix] = verdict.fixes;
  const policy = { name: value, arn: value, type: value, attachedTo: value };
  const condition = { operator: value, key: value, wanted: [value], seen: [value], result: 'matches' } as const;
  const principal = { ...verdict.request.principal, arn: value, roleName: value, sessionName: value };
  return toReport({
    ...verdict,
    request: {
      ...verdict.request,
      bucket: value,
      key: value,
      principal,
      said: { is: 'odd', text: value, why: 'unknown-wording' },
    },
    rootCauses: [
      {
        ...cause!,
        action: value,
        policy,
        statement: { sid: value, index: 1, effect: 'Deny', json: { Sid: value, [value]: value } },
        conditions: [condition],
        notes: [words.note('some-note', { value })],
      },
    ],
    changes: [{ ...change!, actor: value, resource: value, eventName: value }],
    findings: [{ ...finding!, statements: [{ policy: value, sid: value, index: 1, effect: 'Allow' }] }],
    fixes: [{ ...fix!, facts: { action: value, resource: value, policy: value, statement: value, principal: value } }],
    unknowns: [{ layer: 'some-state', ...words.unknown('some-unknown', { value }) }],
  });
}
