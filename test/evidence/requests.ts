/** Denied requests in these accounts, as `resolve` binds them. */
import type { BoundAuthorization, BoundRequest } from '../../src/request/types';
import { accessKeyId, account, keyArn, scpArn, userArn } from './accounts';

export const s3Authorization: BoundAuthorization = {
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::my-bucket/a/b.csv',
  resourceAccountId: account,
  purpose: 'main',
  needed: 'yes',
  context: { known: {}, unknown: [] },
  assumptions: [],
  flags: {
    principalIsServiceLinkedRole: false,
    principalAccountIsManagement: undefined,
    resourceAccountIsManagement: undefined,
    awsManagedKey: undefined,
  },
};
export const kmsAuthorization: BoundAuthorization = {
  ...s3Authorization,
  action: 'kms:Decrypt',
  resource: keyArn,
  purpose: 'encryption',
};

export const request: BoundRequest = {
  eventId: 'e',
  time: '2026-11-20T08:14:12Z',
  region: 'eu-central-1',
  partition: 'aws',
  eventSource: 's3.amazonaws.com',
  operation: 'GetObject',
  errorCode: 'AccessDenied',
  said: { is: 'generic' },
  principal: {
    type: 'assumed-role',
    arn: `arn:aws:sts::${account}:assumed-role/reader/session`,
    accountId: account,
    roleName: 'reader',
    sessionName: 'session',
  },
  session: { accessKeyId, createdAt: '2026-11-20T08:00:00Z' },
  bucket: 'my-bucket',
  key: 'a/b.csv',
  endpoint: { is: 'endpoint', id: 'vpce-1', accountId: account },
  parameters: {},
  resourceAccountId: account,
  bucketRegion: 'eu-central-1',
  organizationId: undefined,
  authorizations: [s3Authorization, kmsAuthorization],
  unknowns: [],
};
export const asUser: BoundRequest = {
  ...request,
  principal: { type: 'user', arn: userArn, accountId: account, userName: 'ann' },
};
export const denyingPolicy = scpArn;
export const naming: BoundRequest = {
  ...request,
  said: {
    is: 'reason',
    deny: 'explicit',
    policyType: 'service control policy',
    policyArn: denyingPolicy,
    action: 's3:GetObject',
    clause: '',
  },
};
/** AWS's text names its own evaluation. */
export const evaluated: BoundRequest = {
  ...request,
  said: { is: 'reason', deny: 'implicit', action: 's3:GetObject', clause: '', authorizationId: 'abc123' },
};
export const through = (accessPoint: string): BoundRequest => ({ ...request, accessPoint });
