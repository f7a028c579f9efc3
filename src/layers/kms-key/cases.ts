import { absent, found, unread, type Case } from '../../judging/cases/cases';
import { anonymous, ifRed, loadBalancing, policy, service, tagsUnknown } from '../../judging/cases/policies';

const key = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const role = 'arn:aws:iam::111122223333:role/app';
const decrypt = { action: 'kms:Decrypt', authorization: { resource: key } };
const managed = {
  principalIsServiceLinkedRole: false,
  principalAccountIsManagement: false,
  resourceAccountIsManagement: false,
  awsManagedKey: true,
};
const allow = (Principal: unknown) => ({ Sid: 'Use', Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*' });
const deny = { Sid: 'No', Effect: 'Deny', Principal: '*', Action: 'kms:Decrypt', Resource: '*' };
const says = (...statements: readonly object[]) => ({ policy: found(policy(...statements)) });
const grant = (more: object = {}) => ({
  grants: found([{ GrantId: 'g-1', GranteePrincipal: role, Operations: ['Decrypt'], ...more }]),
});

const asked = (known: object, ...unknown: readonly string[]) => ({
  action: 'kms:Decrypt',
  authorization: {
    resource: key,
    context: {
      known: { 'aws:PrincipalArn': role, ...known },
      unknown: unknown.map((name) => ({ key: name, why: 'not-in-record' as const })),
    },
  },
});
const team = 'kms:EncryptionContext:team';
const purpose = 'kms:EncryptionContext:purpose';
const subset = grant({ Constraints: { EncryptionContextSubset: { team: 'red' } } });
const equal = grant({ Constraints: { EncryptionContextEquals: { team: 'red' } } });
const forSource = grant({ Constraints: { SourceArn: 'arn:aws:s3:::my-*' } });
const pathUnknown = {
  action: 'kms:Decrypt',
  authorization: {
    resource: key,
    context: { known: {}, unknown: [{ key: 'aws:PrincipalArn', why: 'not-in-record' }] },
  },
  request: {
    principal: {
      type: 'assumed-role',
      arn: 'arn:aws:sts::111122223333:assumed-role/app/session',
      accountId: '111122223333',
      roleName: 'app',
      sessionName: 'session',
    },
  },
} as const;

export const cases: readonly Case[] = [
  {
    when: 'the key policy delegates to IAM',
    ...decrypt,
    evidence: says(allow({ AWS: 'arn:aws:iam::111122223333:root' })),
    outcome: 'allows',
    reaches: ['account'],
  },
  {
    when: 'the key policy names the role',
    ...decrypt,
    evidence: says(allow({ AWS: role })),
    outcome: 'allows',
    reaches: ['role'],
  },
  {
    when: 'the key policy names nobody of the account',
    ...decrypt,
    evidence: says(allow({ AWS: 'arn:aws:iam::444455556666:root' })),
    outcome: 'does-not-allow',
  },
  {
    when: 'a grant gives the operation',
    ...decrypt,
    evidence: { ...says(), ...grant() },
    outcome: 'allows',
    notes: ['granted-by'],
    reaches: ['role'],
  },
  {
    when: 'the grant is for another operation',
    ...decrypt,
    evidence: { ...says(), ...grant({ Operations: ['Encrypt'] }) },
    outcome: 'does-not-allow',
  },
  {
    when: 'the key policy denies',
    ...decrypt,
    evidence: says(allow({ AWS: role }), deny),
    outcome: 'denies',
    statements: ['No'],
  },
  { when: 'the key policy cannot be read', ...decrypt, evidence: { policy: unread }, outcome: 'unknown' },
  {
    when: 'the grants cannot be read, and nothing else lets the caller in',
    ...decrypt,
    evidence: { ...says(), grants: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'a Deny hangs on a tag that nobody knows',
    action: 'kms:Decrypt',
    authorization: { resource: key, ...tagsUnknown.authorization },
    evidence: says(allow({ AWS: role }), { ...deny, ...ifRed }),
    outcome: 'unknown',
  },
  ...[
    {
      when: 'the grant is for some other role',
      grants: grant({ GranteePrincipal: `${role}x` }),
      outcome: 'does-not-allow',
    },
    {
      when: 'the grant is for a service',
      grants: grant({ GranteePrincipal: 'a.amazonaws.com' }),
      outcome: 'does-not-allow',
    },
    { when: 'the grant names nobody', grants: grant({ GranteePrincipal: undefined }), outcome: 'does-not-allow' },
    { when: 'the grant names no operation', grants: grant({ Operations: undefined }), outcome: 'does-not-allow' },
  ].map(({ when, grants, outcome }) => ({ when, ...decrypt, evidence: { ...says(), ...grants }, outcome }) as Case),
  {
    when: 'a grant without an id gives the operation',
    ...decrypt,
    evidence: { ...says(), ...grant({ GrantId: undefined, Name: 'for-the-app' }) },
    outcome: 'allows',
    facts: { 'granted-by': { grant: 'for-the-app' } },
  },
  {
    when: 'a service has a grant',
    ...decrypt,
    ...service,
    evidence: { ...says(), ...grant({ GranteePrincipal: 'logging.s3.amazonaws.com' }) },
    outcome: 'allows',
    notes: ['granted-by'],
  },
  {
    when: 'another service has a grant',
    ...decrypt,
    ...service,
    evidence: { ...says(), ...grant({ GranteePrincipal: 'a.amazonaws.com' }) },
    outcome: 'does-not-allow',
  },
  {
    when: 'some service has a grant, and a service of AWS asks that nothing names',
    ...decrypt,
    request: { principal: { type: 'service', service: 'AWS Internal' } },
    evidence: { ...says(), ...grant({ GranteePrincipal: 'a.amazonaws.com' }) },
    outcome: 'unknown',
    unknowns: ['context-key-unknown'],
  },
  { when: 'nobody signs', ...decrypt, ...anonymous, evidence: { ...says(), ...grant() }, outcome: 'does-not-allow' },
  {
    when: 'the encryption context holds the pair of the grant',
    ...asked({ [team]: 'red', [purpose]: 'x' }),
    evidence: { ...says(), ...subset },
    outcome: 'allows',
  },
  {
    when: 'the encryption context holds another value than the grant wants',
    ...asked({ [team]: 'blue' }),
    evidence: { ...says(), ...subset },
    outcome: 'does-not-allow',
  },
  {
    when: 'the encryption context cannot be known',
    ...asked({}, 'kms:EncryptionContext:*'),
    evidence: { ...says(), ...subset },
    outcome: 'unknown',
    facts: { 'context-key-unknown': { key: 'kms:encryptioncontext:team', why: 'not-in-record' } },
  },
  {
    when: 'the encryption context is what the grant wants and nothing more',
    ...asked({ [team]: 'red', [purpose]: [], 'kms:ViaService': 's3.us-east-1.amazonaws.com' }, 'aws:SourceIp', 'aws:*'),
    evidence: { ...says(), ...equal },
    outcome: 'allows',
  },
  {
    when: 'the encryption context is more than the grant wants',
    ...asked({ [team]: 'red', [purpose]: 'x' }),
    evidence: { ...says(), ...equal },
    outcome: 'does-not-allow',
  },
  {
    when: 'the encryption context lacks what the grant wants',
    ...asked({}),
    evidence: { ...says(), ...equal },
    outcome: 'does-not-allow',
  },
  {
    when: 'the encryption context may be more than the grant wants',
    ...asked({ [team]: 'red' }, 'aws:SourceIp', purpose),
    evidence: { ...says(), ...equal },
    outcome: 'unknown',
    facts: { 'context-key-unknown': { key: 'kms:encryptioncontext:purpose', why: 'not-in-record' } },
  },
  {
    when: 'the encryption context may hold any other pair',
    ...asked({ [team]: 'red' }, 'aws:*', 'kms:EncryptionContext:*'),
    evidence: { ...says(), ...equal },
    outcome: 'unknown',
    facts: { 'context-key-unknown': { key: 'kms:encryptioncontext:*', why: 'not-in-record' } },
  },
  {
    when: 'the call is made for the source that the grant wants',
    ...asked({ 'aws:SourceArn': 'arn:aws:s3:::my-bucket' }),
    evidence: { ...says(), ...forSource },
    outcome: 'allows',
  },
  {
    when: 'the call is made for another source',
    ...asked({ 'aws:SourceArn': 'arn:aws:s3:::other' }),
    evidence: { ...says(), ...forSource },
    outcome: 'does-not-allow',
  },
  {
    when: 'the grant is perhaps for the role of the caller',
    ...pathUnknown,
    evidence: { ...says(), ...grant({ GranteePrincipal: 'arn:aws:iam::111122223333:role/team/app' }) },
    outcome: 'unknown',
    facts: { 'context-key-unknown': { key: 'aws:principalarn', why: 'not-in-record' } },
  },
  {
    when: 'the grant is perhaps for the role of the caller, and its pair is another',
    ...pathUnknown,
    evidence: { ...says(), ...subset },
    outcome: 'does-not-allow',
  },
  {
    when: 'a grant gives the operation and another hangs on what is unknown',
    ...asked({}, team),
    evidence: {
      ...says(),
      grants: found([
        { GrantId: 'g-1', GranteePrincipal: role, Operations: ['Decrypt'] },
        {
          GrantId: 'g-2',
          GranteePrincipal: role,
          Operations: ['Decrypt'],
          Constraints: { EncryptionContextSubset: { team: 'red' } },
        },
      ]),
    },
    outcome: 'allows',
    notes: ['granted-by'],
  },
  {
    when: 'one grant is for somebody else and another hangs on what is unknown',
    ...asked({}, team),
    evidence: {
      ...says(),
      grants: found([
        { GrantId: 'g-1', GranteePrincipal: `${role}x`, Operations: ['Decrypt'] },
        {
          GrantId: 'g-2',
          GranteePrincipal: role,
          Operations: ['Decrypt'],
          Constraints: { EncryptionContextSubset: { team: 'red' } },
        },
      ]),
    },
    outcome: 'unknown',
    mayBe: ['allows', 'does-not-allow'],
  },
  {
    when: 'a grant hangs on a pair that is unknown and on a role that is perhaps the caller',
    ...pathUnknown,
    authorization: {
      resource: key,
      context: {
        known: {},
        unknown: [...pathUnknown.authorization.context.unknown, { key: team, why: 'not-in-record' }],
      },
    },
    evidence: { ...says(), ...subset },
    outcome: 'unknown',
    mayBe: ['allows', 'does-not-allow'],
  },
  {
    when: 'AWS manages the key, and the caller is of another account',
    ...decrypt,
    authorization: { resource: key, resourceAccountId: '444455556666', flags: managed },
    evidence: says(allow({ AWS: 'arn:aws:iam::444455556666:root' })),
    outcome: 'does-not-allow',
    notes: ['aws-key-from-another-account'],
  },
  {
    when: 'there is no key policy',
    ...decrypt,
    evidence: { policy: absent },
    outcome: 'does-not-allow',
    notes: ['no-key-policy'],
  },
  {
    when: 'load balancers write, which use no KMS key',
    ...decrypt,
    ...loadBalancing,
    evidence: says(allow({ AWS: 'arn:aws:iam::111122223333:root' })),
    outcome: 'does-not-allow',
    notes: ['writes-without-kms'],
  },
  { when: 'the authorization is of S3', outcome: 'does not apply' },
];
