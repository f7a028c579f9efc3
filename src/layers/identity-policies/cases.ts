import { found, unread, type Case } from '../cases';
import { allowAll, allowOther, anonymous, denyAll, ifRed, policies, root, service, tagsUnknown } from '../policy-cases';

const simulated = (decision: string, more: object = {}) => ({
  simulation: found({ decision, missingKeys: [], ...more }),
});
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
];
