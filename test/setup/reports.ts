import type { Report } from '../../src/verdict/types';

/** A report as the story of an untagged key gives it; tests change what they are about. */
export const story: Report = {
  schemaVersion: 1,
  request: {
    eventId: '00000000-0000-4000-8000-000000000001',
    time: '2026-11-20T08:14:12Z',
    region: 'us-east-1',
    principal: { arn: 'arn:aws:sts::111122223333:assumed-role/app/s', accountId: '111122223333', type: 'assumed-role' },
    operation: 'GetObject',
    bucket: 'my-bucket',
    key: 'reports/a.csv',
    resourceAccountId: '111122223333',
    authorizations: [
      { action: 's3:GetObject', resource: 'arn:aws:s3:::my-bucket/reports/a.csv' },
      { action: 'kms:Decrypt', resource: 'arn:aws:kms:us-east-1:111122223333:key/1' },
    ],
    sourceIp: '203.0.113.10',
  },
  verdict: {
    status: 'denied',
    asOf: '2026-11-20T08:15:00Z',
    certainty: 'established',
    headline:
      '`kms:Decrypt` by role `app` is denied by the guardrail: policy `DataPerimeter` (`p-1`), statement `Tagged` (#2).',
    rootCauses: [
      {
        layer: 'some-guardrail',
        outcome: 'denies',
        action: 'kms:Decrypt',
        resource: 'arn:aws:kms:us-east-1:111122223333:key/1',
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
    suspects: [{ layer: 'some-guardrail', action: 'kms:Decrypt', resource: null, remedies: [] }],
    awsSaid: { is: 'generic', text: 'Access Denied' },
  },
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
      summary: 'Ask the owner.',
      safety: 'Nothing was changed.',
      verified: true,
      decisionAfter: 'allowed',
      remaining: [],
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
  coverage: { sentences: ['CloudTrail was asked.'] },
};

/** The same with every free string replaced: what an attacker can put into names, keys and texts. */
export function hostile(value: string): Report {
  const [cause] = story.verdict.rootCauses;
  return {
    ...story,
    request: { ...story.request, bucket: value, key: value, principal: { ...story.request.principal, arn: value } },
    verdict: {
      ...story.verdict,
      awsSaid: { is: 'odd', text: value },
      rootCauses: [
        {
          ...cause!,
          action: value,
          policy: { name: value, arn: value, type: value, attachedTo: value },
          statement: { sid: value, index: 1, effect: 'Deny', json: { Sid: value, [value]: value } },
          conditions: [{ operator: value, key: value, wanted: [value], seen: [value], result: 'matches' }],
          notes: [{ code: 'some-code', facts: { value } }],
        },
      ],
    },
    changes: [{ ...story.changes[0]!, actor: value, resource: value, eventName: value }],
    findings: [{ ...story.findings[0]!, statements: [{ policy: value, sid: value, index: 1, effect: 'Allow' }] }],
  };
}
