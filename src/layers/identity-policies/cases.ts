import { found, unread, type Case } from '../../judging/cases/cases';
import {
  allowAll,
  allowOther,
  anonymous,
  denyAll,
  ifRed,
  policies,
  policy as policyOf,
  root,
  service,
  tagsUnknown,
  loadBalancing,
} from '../../judging/cases/policies';

const simulated = (decision: string, more: object = {}) => ({
  simulation: found({ decision, missingKeys: [], ...more }),
});
const denyAll2 = { ...denyAll, Action: 'sqs:*' };
const [allows, denies, lacks] = [policies(allowAll), policies(allowAll, denyAll), policies(allowOther)];

export const cases: readonly Case[] = [
  { when: 'a policy allows', evidence: { policies: policies(allowAll) }, outcome: 'allows', statements: ['Yes'] },
  {
    when: 'a policy denies what another allows',
    evidence: { policies: policies(allowAll, denyAll) },
    outcome: 'denies',
    allows: true,
    statements: ['No'],
  },
  { when: 'the policies allow other actions', evidence: { policies: policies(allowOther) }, outcome: 'does-not-allow' },
  {
    when: 'there is no policy',
    evidence: { policies: found({ policies: [] }) },
    outcome: 'does-not-allow',
    notes: ['no-identity-policies'],
  },
  {
    when: 'the policies cannot be read',
    evidence: { policies: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'an Allow hangs on a tag that nobody knows',
    ...tagsUnknown,
    evidence: { policies: policies({ ...allowAll, ...ifRed }) },
    outcome: 'unknown',
    unknowns: ['context-key-unknown'],
  },
  { when: 'the root user asks', ...root, outcome: 'allows', notes: ['caller-is-the-root-user'] },
  { when: 'nobody in particular asks', ...anonymous, outcome: 'not-applicable', notes: ['caller-is-anonymous'] },
  { when: 'an AWS service asks', ...service, outcome: 'not-applicable', notes: ['caller-is-a-service'] },
  {
    when: 'an AWS service asks from an account of its own',
    ...loadBalancing,
    outcome: 'not-applicable',
    notes: ['caller-is-a-service'],
  },
  {
    when: 'the policies allow, and so says the simulator',
    evidence: { policies: allows, ...simulated('allowed') },
    outcome: 'allows',
    notes: ['simulator-agrees'],
  },
  {
    when: 'a policy denies, and so says the simulator',
    evidence: { policies: denies, ...simulated('explicitDeny') },
    outcome: 'denies',
    notes: ['simulator-agrees'],
  },
  {
    when: 'nothing allows, and so says the simulator',
    evidence: { policies: lacks, ...simulated('implicitDeny') },
    outcome: 'does-not-allow',
    notes: ['simulator-agrees'],
  },
  {
    when: 'the policies allow, and the simulator says no',
    evidence: { policies: allows, ...simulated('implicitDeny', { allowedByOrganization: true }) },
    outcome: 'allows',
    notes: ['simulator-disagrees'],
  },
  {
    when: 'the policies allow, and the simulator says no for want of a context key',
    evidence: { policies: allows, ...simulated('implicitDeny', { missingKeys: ['aws:PrincipalTag/team'] }) },
    outcome: 'allows',
    notes: ['simulator-disagrees-without-keys'],
  },
  {
    when: 'a policy denies, and the simulator finds no Deny',
    evidence: { policies: denies, ...simulated('allowed') },
    outcome: 'denies',
    notes: ['simulator-disagrees'],
  },
  {
    when: 'nothing allows, and the simulator finds a Deny',
    evidence: { policies: lacks, ...simulated('explicitDeny', { allowedByBoundary: true }) },
    outcome: 'does-not-allow',
    notes: ['simulator-disagrees'],
  },
  {
    when: 'the policies allow, and the simulator stopped at the organization',
    evidence: { policies: allows, ...simulated('explicitDeny', { allowedByOrganization: false }) },
    outcome: 'allows',
    notes: ['simulator-blames-another'],
  },
  {
    when: 'the policies allow, and the simulator says that the boundary does not',
    evidence: { policies: allows, ...simulated('implicitDeny', { allowedByBoundary: false }) },
    outcome: 'allows',
    notes: ['simulator-blames-another'],
  },
  {
    when: 'the policies cannot be read, and the simulator allows: that alone proves nothing',
    evidence: { policies: unread, ...simulated('allowed') },
    outcome: 'unknown',
    notes: ['simulator-says'],
    unknowns: ['unreadable'],
  },
  {
    when: 'the simulator may not be asked',
    evidence: { policies: allows, simulation: unread },
    outcome: 'allows',
    notes: ['simulator-not-asked'],
  },
  {
    when: 'a policy denies, on a tag that nobody knows, what another allows',
    ...tagsUnknown,
    evidence: { policies: policies(allowAll, { ...denyAll, ...ifRed }), ...simulated('allowed') },
    outcome: 'unknown',
    notes: ['simulator-says'],
    mayBe: ['allows', 'denies'],
  },
  {
    when: 'a policy denies and none allows',
    evidence: { policies: policies(denyAll) },
    outcome: 'denies',
    allows: false,
  },
  {
    when: 'a policy could not be read and another allows',
    evidence: {
      policies: found({
        policies: [
          policyOf(allowAll),
          { name: 'q', unreadable: { why: 'access-denied', permission: 'iam:GetRolePolicy' } },
        ],
      }),
    },
    outcome: 'unknown',
    facts: { unreadable: { policy: 'q', why: 'access-denied', permission: 'iam:GetRolePolicy' } },
    mayBe: ['allows', 'denies'],
  },
  {
    when: 'no policy allows, and the nearest comes first',
    evidence: {
      policies: policies(
        { ...allowAll, Action: 's3:PutObject', Resource: 'arn:aws:s3:::other/*' },
        { ...allowAll, Resource: 'arn:aws:s3:::other/*' },
        denyAll2,
      ),
    },
    outcome: 'does-not-allow',
  },
  {
    when: 'a policy allows, and the simulator could not be asked',
    evidence: { policies: allows, simulation: unread },
    outcome: 'allows',
    facts: { 'simulator-not-asked': { why: 'access-denied' } },
  },
  {
    when: 'a policy allows, and the simulator failed',
    evidence: { policies: allows, simulation: { status: 'unreadable', why: 'server-error', error: 'InternalFailure' } },
    outcome: 'allows',
    facts: { 'simulator-not-asked': { why: 'server-error', error: 'InternalFailure' } },
  },
  {
    when: 'a policy allows, and the simulator had nothing to be asked',
    evidence: { policies: allows, simulation: { status: 'unreadable', why: 'target-unknown' } },
    outcome: 'allows',
    without: ['simulator-not-asked'],
  },
  {
    when: 'the simulator contradicts and blames a service control policy',
    evidence: { policies: allows, ...simulated('explicitDeny', { allowedByOrganization: false }) },
    outcome: 'allows',
    facts: {
      'simulator-blames-another': {
        says: 'explicitDeny',
        evaluation: 'allows',
        by: 'the service control policies of the organization',
      },
    },
  },
  {
    when: 'the simulator contradicts and blames the boundary',
    evidence: { policies: allows, ...simulated('implicitDeny', { allowedByBoundary: false }) },
    outcome: 'allows',
    facts: {
      'simulator-blames-another': { says: 'implicitDeny', evaluation: 'allows', by: 'the permissions boundary' },
    },
  },
  {
    when: 'the simulator allows, whatever it says of others',
    evidence: { policies: allows, ...simulated('allowed', { allowedByOrganization: false }) },
    outcome: 'allows',
    notes: ['simulator-agrees'],
  },
  {
    when: 'the simulator contradicts and lacked many keys',
    evidence: {
      policies: allows,
      ...simulated('implicitDeny', { missingKeys: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'] }),
    },
    outcome: 'allows',
    facts: {
      'simulator-disagrees-without-keys': {
        says: 'implicitDeny',
        evaluation: 'allows',
        without: 'a, b, c, d, e, f, g, h, i, j',
      },
    },
  },
];
