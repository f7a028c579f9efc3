/** Causes 39 and 42 where the caller's own account owns the access point, and another one the bucket behind it. */
import { accounts, allowing, allPowerful, policyOf } from './accounts';
import { docs } from './condition';
import { bucket, event, lambdaRole, owner, partner } from './events';
import type { Fixture } from './fixture';

const point = `arn:aws:s3:us-east-1:${partner}:accesspoint/shared`;
const multi = `arn:aws:s3::${partner}:accesspoint/example.mrap`;
const delegates = {
  policy: allowing('*', { Condition: { StringEquals: { 's3:DataAccessPointAccount': partner } } }),
};
const closed = policyOf({ Sid: 'Closed', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' });
const through = (accessPoint: string) =>
  event({ accessPoint, by: lambdaRole('app', partner), more: { recipientAccountId: partner } });

const withPoint = (more: object = {}) =>
  accounts({
    bucket: { ...delegates, publicAccessBlock: 'none' },
    accounts: {
      [partner]: { ...allPowerful(), accessPoints: { shared: { bucket, bucketAccount: owner, ...more } } },
    },
  });
const withMulti = (more: object = {}) =>
  accounts({
    bucket: { ...delegates, publicAccessBlock: 'none' },
    accounts: {
      [partner]: {
        ...allPowerful(),
        multiRegionAccessPoints: {
          'example.mrap': { name: 'example', buckets: [{ bucket, region: 'us-east-1', account: owner }], ...more },
        },
      },
    },
  });

export const ownAccessPoints: readonly Fixture[] = [
  {
    causes: [39],
    title: 'an own access point without a policy before another account’s bucket',
    provenance: { from: 'unverified', source: docs('access-points-policies') },
    event: through(point),
    world: withPoint(),
    expects: {
      status: 'inconclusive',
      certainty: 'possible',
      layer: 'access-point-policy',
      shows: 'own-access-point-may-need-no-policy',
    },
    twin: {
      title: 'its policy denies',
      world: withPoint({ policy: closed }),
      expects: { status: 'denied', certainty: 'established', layer: 'access-point-policy', shows: 'Closed' },
    },
  },
  {
    causes: [42],
    title: 'an own Multi-Region Access Point without a policy before another account’s bucket',
    provenance: { from: 'unverified', source: docs('MultiRegionAccessPointPermissions') },
    event: through(multi),
    world: withMulti(),
    expects: {
      status: 'inconclusive',
      certainty: 'possible',
      layer: 'multi-region-access-point',
      shows: 'own-access-point-may-need-no-policy',
    },
    twin: {
      title: 'its policy denies',
      world: withMulti({ policy: closed }),
      expects: { status: 'denied', certainty: 'established', layer: 'multi-region-access-point', shows: 'Closed' },
    },
  },
];
