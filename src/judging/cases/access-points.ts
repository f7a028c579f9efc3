/** What every kind of access point answers by its policy: rows that their truth tables share. */
import { absent, found, unread, type Case } from './cases';

export interface AccessPoint {
  readonly arn: string;
  /** The resource that is asked for through it. */
  readonly resource: string;
  /** What its own policy says of its objects. */
  readonly objects: string;
  readonly action: string;
  /** One that the policy does not mention. */
  readonly otherAction: string;
  /** What else the request is like. */
  readonly request?: Case['request'];
}

const role = { AWS: 'arn:aws:iam::111122223333:role/app' };
const otherAccount = '444455556666';
const denyAll = { Sid: 'NoPlainHttp', Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' };

/** Readings of its policy. */
export const policyOf = (...Statement: readonly object[]) => ({
  policy: found({ name: 'my-ap', document: { Version: '2012-10-17', Statement } }),
});

/** The pieces of the rows, for those that one kind alone has. */
export function through({ arn, resource, objects, action, request }: AccessPoint) {
  return {
    request: { action, request: { accessPoint: arn, ...request }, authorization: { resource } },
    /** The caller's account owns the access point, and another one the bucket behind it. */
    own: {
      action,
      request: { accessPoint: arn, ...request },
      authorization: { resource, resourceAccountId: otherAccount },
    },
    allow: (Principal: unknown = role, more: object = {}) => ({
      Sid: 'Read',
      Effect: 'Allow',
      Principal,
      Action: action,
      Resource: objects,
      ...more,
    }),
    deny: denyAll,
  };
}

export function accessPointCases(point: AccessPoint): readonly Case[] {
  const { request, own, allow, deny } = through(point);
  return [
    {
      when: 'its policy names the role',
      ...request,
      evidence: policyOf(allow(role)),
      outcome: 'allows',
      reaches: ['role'],
      statements: ['Read'],
    },
    {
      when: 'its policy names everybody',
      ...request,
      evidence: policyOf(allow('*')),
      outcome: 'allows',
      reaches: ['caller'],
    },
    {
      when: 'its policy names the account',
      ...request,
      evidence: policyOf(allow({ AWS: '111122223333' })),
      outcome: 'allows',
      reaches: ['account'],
    },
    {
      when: "it has no policy, and the caller's account owns it before another account's bucket",
      ...own,
      evidence: { policy: absent },
      outcome: 'unknown',
      unknowns: ['own-access-point-may-need-no-policy'],
      mayBe: ['allows', 'does-not-allow'],
    },
    {
      when: "its policy denies the account that owns it before another account's bucket",
      ...own,
      evidence: policyOf(deny),
      outcome: 'denies',
      statements: ['NoPlainHttp'],
    },
    {
      when: 'its policy denies',
      ...request,
      evidence: policyOf(allow(role), deny),
      outcome: 'denies',
      allows: true,
      statements: ['NoPlainHttp'],
    },
    {
      when: 'its policy names the objects of the bucket instead of its own',
      ...request,
      evidence: policyOf(allow(role, { Resource: 'arn:aws:s3:::my-bucket/*' })),
      outcome: 'does-not-allow',
    },
    {
      when: 'its policy allows another action',
      ...request,
      evidence: policyOf(allow(role, { Action: point.otherAction })),
      outcome: 'does-not-allow',
    },
    {
      when: 'it has no policy',
      ...request,
      evidence: { policy: absent },
      outcome: 'does-not-allow',
      notes: ['no-access-point-policy'],
    },
    {
      when: 'its policy cannot be read',
      ...request,
      evidence: { policy: unread },
      outcome: 'unknown',
      unknowns: ['unreadable'],
    },
    {
      when: 'its policy is none',
      ...request,
      evidence: { policy: found({ name: 'my-ap', document: '{' }) },
      outcome: 'unknown',
      unknowns: ['malformed-policy'],
    },
    { when: 'the request named the bucket', outcome: 'does not apply' },
    {
      when: 'the key of the object is asked for',
      ...request,
      action: 'kms:Decrypt',
      authorization: { purpose: 'encryption' },
      outcome: 'does not apply',
    },
  ];
}
