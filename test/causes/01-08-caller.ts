/** Causes 1–8 and 15: what the caller's own policies say. */
import { accounts, allow, deny, everything, policyOf } from './accounts';
import { assumedRole, bucketArn, denyIn, event, lambdaRole, noneAllows, objectArn, owner, said } from './events';
import type { Fixture } from './fixture';
import { began } from './sessions';

const source = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html';
const provenance = { from: 'documentation', source } as const;
const app = lambdaRole();
const sent = assumedRole();

const denied = event({
  message: said(app, 's3:GetObject', objectArn, denyIn('identity-based policy', `arn:aws:iam::${owner}:policy/Guard`)),
});

const passed = (policy: object) => began({ roleArn: `arn:aws:iam::${owner}:role/app`, policy: JSON.stringify(policy) });
const bySession = (reason: string) => event({ by: sent, message: said(sent, 's3:GetObject', objectArn, reason) });
const unsaid = (by = app) => event({ by });

export const caller: readonly Fixture[] = [
  {
    causes: [1],
    title: 'the role has no policy that allows the read',
    provenance,
    event: event({
      message: said(app, 's3:GetObject', objectArn, noneAllows('identity-based policy', 's3:GetObject')),
    }),
    world: accounts({ role: { inline: { write: policyOf(allow('s3:PutObject')) } } }),
    expects: { status: 'denied', certainty: 'proven', layer: 'identity-policies', shows: 'does-not-allow' },
    twin: {
      title: 'the policy has been attached since',
      world: accounts(),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [2],
    title: 'a managed policy of the role denies',
    provenance,
    event: denied,
    world: accounts({ role: { managed: { Guard: policyOf(deny('NoReports')) } } }),
    expects: { status: 'denied', certainty: 'proven', layer: 'identity-policies', shows: 'NoReports' },
    twin: {
      title: 'AWS says so, and only the boundary is found to deny',
      world: accounts({ role: { boundary: policyOf(allow('*'), deny('Fence')) } }),
      expects: { status: 'denied', certainty: 'possible', layer: 'permissions-boundary', shows: 'Fence' },
    },
  },
  {
    causes: [3],
    title: 'the policy names the bucket where the call is about its objects',
    provenance: {
      ...provenance,
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html',
    },
    event: unsaid(),
    world: accounts({ role: { inline: { read: policyOf(allow('s3:GetObject', bucketArn)) } } }),
    expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 'Resource' },
    twin: {
      title: 'the policy names the object and another action',
      world: accounts({ role: { inline: { read: policyOf(allow('s3:GetObjectTagging', `${bucketArn}/*`)) } } }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 'Action' },
    },
  },
  {
    causes: [4],
    title: 'an upload with tags needs s3:PutObjectTagging as well',
    provenance: {
      ...provenance,
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html',
    },
    event: event({ operation: 'PutObject', parameters: { 'x-amz-tagging': 'team=data' } }),
    world: accounts({ role: { inline: { write: policyOf(allow('s3:PutObject')) } } }),
    expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 's3:PutObjectTagging' },
    twin: {
      title: 'tags are allowed and the upload itself is not',
      world: accounts({ role: { inline: { write: policyOf(allow('s3:PutObjectTagging')) } } }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: '"s3:PutObject"' },
    },
  },
  {
    causes: [5],
    title: 'the boundary has no Allow for S3',
    provenance,
    event: event({ message: said(app, 's3:GetObject', objectArn, noneAllows('permissions boundary', 's3:GetObject')) }),
    world: accounts({ role: { boundary: policyOf(allow('dynamodb:*')) } }),
    expects: { status: 'denied', certainty: 'proven', layer: 'permissions-boundary', shows: 'does-not-allow' },
    twin: {
      title: 'AWS names the boundary, which allows by now',
      world: accounts({ role: { boundary: everything } }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [6],
    title: 'the boundary denies',
    provenance,
    event: event({ message: said(app, 's3:GetObject', objectArn, denyIn('permissions boundary')) }),
    world: accounts({ role: { boundary: policyOf(allow('*'), deny('Fence')) } }),
    expects: { status: 'denied', certainty: 'proven', layer: 'permissions-boundary', shows: 'Fence' },
    twin: {
      title: 'AWS says so, and only an identity policy is found to deny',
      world: accounts({ role: { managed: { Guard: policyOf(deny('NoReports')) } } }),
      expects: { status: 'denied', certainty: 'possible', layer: 'identity-policies', shows: 'NoReports' },
    },
  },
  {
    causes: [7],
    title: 'the session was begun with a policy that allows something else',
    provenance,
    event: bySession(noneAllows('session policy', 's3:GetObject')),
    world: accounts({ account: passed(policyOf(allow('s3:ListBucket'))) }),
    expects: { status: 'denied', certainty: 'proven', layer: 'session-policy', shows: 'does-not-allow' },
    twin: {
      title: 'the beginning of the session cannot be found',
      world: accounts(),
      expects: { status: 'denied', certainty: 'by-elimination', layer: 'session-policy', shows: 'unknown' },
    },
  },
  {
    causes: [8],
    title: 'the session was begun with a policy that denies',
    provenance,
    event: unsaid(sent),
    world: accounts({ account: passed(policyOf(allow('*'), deny('Narrow'))) }),
    expects: { status: 'denied', certainty: 'established', layer: 'session-policy', shows: 'Narrow' },
    twin: {
      title: 'the session has no policy, and the role lacks the action',
      world: accounts({
        account: began({}),
        role: { inline: { list: policyOf(allow('s3:ListBucket')) } },
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 'does-not-allow' },
    },
  },
  {
    causes: [15],
    title: 'the instance role asks where the application role was meant to',
    provenance,
    event: event({
      by: lambdaRole('instance'),
      message: said(
        lambdaRole('instance'),
        's3:GetObject',
        objectArn,
        noneAllows('identity-based policy', 's3:GetObject'),
      ),
    }),
    world: accounts({ account: { roles: { instance: { inline: { logs: policyOf(allow('logs:*')) } } } } }),
    expects: { status: 'denied', certainty: 'proven', layer: 'identity-policies', shows: 'does-not-allow' },
    twin: {
      title: 'the same role no longer exists',
      world: accounts(),
      expects: { status: 'inconclusive', certainty: 'possible', layer: 'identity-policies', shows: 'not-found' },
    },
  },
];
