/** Causes 57–61: who may use the key that an object is encrypted with. */
import { accounts, allow, allowing, allPowerful, deny, encrypted, policyOf, withKey } from './accounts';
import { docs } from './condition';
import { event, keyMissingOrRefusing, kmsOnRead, kmsOnWrite, lambdaRole, noneAllows, owner, partner } from './events';
import type { Fixture } from './fixture';

const app = lambdaRole();
const ofPartner = lambdaRole('app', partner);
const troubleshooting = 'https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html';
const provenance = { from: 'documentation', source: troubleshooting } as const;
const reading = event({ message: kmsOnRead(app, noneAllows('identity-based policy', 'kms:Decrypt')) });
const writing = event({
  operation: 'PutObject',
  message: kmsOnWrite(app, noneAllows('identity-based policy', 'kms:GenerateDataKey')),
});
const refused = event({ message: kmsOnRead(app, keyMissingOrRefusing) });
const readByPartner = event({
  by: ofPartner,
  message: kmsOnRead(ofPartner, keyMissingOrRefusing),
  more: { recipientAccountId: partner },
});
const s3Only = { inline: { everything: policyOf(allow('s3:*')) } };
const keyFor = (Principal: unknown, more: object = {}) =>
  policyOf({ Sid: 'Use', Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*', ...more });
const roleArn = `arn:aws:iam::${owner}:role/app`;
const closedKey = keyFor({ AWS: `arn:aws:iam::${owner}:role/admin` });
const members = { [owner]: ['ou-data'] };
const untagged = { Condition: { Null: { 'aws:ResourceTag/data-class': 'true' } } };

export const keys: readonly Fixture[] = [
  {
    causes: [57],
    title: 'the role may read objects, and not decrypt them',
    provenance: { ...provenance, source: docs('troubleshoot-403-errors') },
    event: reading,
    world: accounts({ role: s3Only, bucket: encrypted, account: withKey() }),
    expects: { status: 'denied', certainty: 'proven', layer: 'identity-policies', shows: '"kms:Decrypt"' },
    twin: {
      title: 'AWS says so, and only the key’s policy is found to deny',
      world: accounts({
        bucket: encrypted,
        account: withKey({
          policy: policyOf(
            { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${owner}:root` }, Action: 'kms:*', Resource: '*' },
            { ...deny('NoApp', { Action: 'kms:Decrypt' }), Principal: { AWS: roleArn } },
          ),
        }),
      }),
      expects: { status: 'denied', certainty: 'possible', layer: 'kms-key', shows: 'NoApp' },
    },
  },
  {
    causes: [58],
    title: 'the role may write objects, and not encrypt them',
    provenance: { ...provenance, source: docs('troubleshoot-403-errors') },
    event: writing,
    world: accounts({ role: s3Only, bucket: encrypted, account: withKey() }),
    expects: { status: 'denied', certainty: 'proven', layer: 'identity-policies', shows: '"kms:GenerateDataKey"' },
    twin: {
      title: 'the bucket encrypts with no key of KMS by now',
      world: accounts({ role: s3Only }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [59],
    title: 'the key’s policy names another role only',
    provenance,
    event: refused,
    world: accounts({ bucket: encrypted, account: withKey({ policy: closedKey }) }),
    expects: { status: 'denied', certainty: 'proven', layer: 'kms-key', shows: 'does-not-allow' },
    twin: {
      title: 'there is no such key in the Region',
      world: accounts({ bucket: encrypted }),
      expects: { status: 'denied', certainty: 'proven', layer: 'kms-key-state', shows: 'key-not-found' },
    },
  },
  {
    causes: [60],
    title: 'another account reads what is encrypted with aws/s3',
    provenance: { ...provenance, source: docs('troubleshoot-403-errors') },
    event: readByPartner,
    world: accounts({
      bucket: { ...encrypted, policy: allowing({ AWS: `arn:aws:iam::${partner}:root` }) },
      account: withKey({ manager: 'AWS', aliases: ['alias/aws/s3'] }),
      accounts: { [partner]: allPowerful() },
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'kms-key', shows: 'kms:CallerAccount' },
    twin: {
      title: 'a key of the customer’s, whose policy lets that account in by now',
      world: accounts({
        bucket: { ...encrypted, policy: allowing({ AWS: `arn:aws:iam::${partner}:root` }) },
        account: withKey({ policy: keyFor({ AWS: `arn:aws:iam::${partner}:root` }) }),
        accounts: { [partner]: allPowerful() },
      }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [61],
    title: 'an SCP denies the use of keys without a tag',
    provenance: {
      ...provenance,
      source: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
    },
    event: event(),
    world: accounts({
      bucket: encrypted,
      account: withKey(),
      organization: {
        accounts: members,
        scps: { 'ou-data': { DataPerimeter: policyOf(deny('Tagged', { Action: 'kms:*', ...untagged })) } },
      },
    }),
    expects: { status: 'denied', certainty: 'established', layer: 'service-control-policies', shows: 'Tagged' },
    twin: {
      title: 'the key has the tag, and an RCP denies',
      world: accounts({
        bucket: encrypted,
        account: withKey({ tags: { 'data-class': 'internal' } }),
        organization: {
          accounts: members,
          scps: { 'ou-data': { DataPerimeter: policyOf(deny('Tagged', { Action: 'kms:*', ...untagged })) } },
          rcps: { 'ou-data': { Keys: policyOf({ ...deny('NoKeys', { Action: 'kms:Decrypt' }), Principal: '*' }) } },
        },
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'resource-control-policies', shows: 'NoKeys' },
    },
  },
];
