/** Policies for truth tables. */
import type { RequestContext } from '../../request/types';
import { found } from './cases';

export const document = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
export const allowAll = { Sid: 'Yes', Effect: 'Allow', Action: 's3:*', Resource: '*' };
export const allowOther = { Sid: 'Other', Effect: 'Allow', Action: 'sqs:*', Resource: '*' };
export const denyAll = { Sid: 'No', Effect: 'Deny', Action: 's3:*', Resource: '*' };
/** Hangs on a context key that the case makes unknown. */
export const ifRed = { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'red' } } };

/** The caller's tags cannot be known. */
export const tagsUnknown: { readonly authorization: { readonly context: RequestContext } } = {
  authorization: {
    context: {
      known: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/app' },
      unknown: [{ key: 'aws:PrincipalTag/*', why: 'session-not-told' }],
    },
  },
};

export const policy = (...statements: readonly object[]) => ({ name: 'p', document: document(...statements) });
export const policies = (...statements: readonly object[]) => found({ policies: [policy(...statements)] });
export const level = (target: string, ...statements: readonly object[]) => ({
  target,
  policies: [policy(...statements)],
});

const account = '111122223333';
export const anonymous = { request: { principal: { type: 'anonymous' } } } as const;
export const service = { request: { principal: { type: 'service', service: 'logging.s3.amazonaws.com' } } } as const;
/** A service that asks from an account of its own. */
export const loadBalancing = {
  request: { principal: { type: 'unidentified', accountId: '127311923021', principalId: '' } },
} as const;
export const root = {
  request: { principal: { type: 'root', arn: `arn:aws:iam::${account}:root`, accountId: account } },
} as const;
export const user = {
  request: { principal: { type: 'user', arn: `arn:aws:iam::${account}:user/al`, accountId: account, userName: 'al' } },
} as const;
export const federated = {
  request: {
    principal: {
      type: 'federated-user',
      arn: `arn:aws:sts::${account}:federated-user/Bob`,
      accountId: account,
      name: 'Bob',
    },
  },
} as const;
/** The session of a role whose path nobody knows. */
export const pathUnknown = {
  request: {
    principal: {
      type: 'assumed-role',
      arn: `arn:aws:sts::${account}:assumed-role/app/session`,
      accountId: account,
      roleName: 'app',
      sessionName: 'session',
    },
  },
  authorization: { context: { known: {}, unknown: [{ key: 'aws:PrincipalArn', why: 'not-told' }] } },
} as const;
