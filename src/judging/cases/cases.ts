/** The truth table of a layer: `src/layers/<id>/cases.ts` exports `cases`; one contract suite runs them all. */
import type { Reading } from '../../evidence/define';
import type { BoundAuthorization, BoundRequest } from '../../request/types';
import type { Answer, GrantEffect, Reach, Subject } from '../types';

/** One row: a request, what AWS says, and what the layer must answer. */
export interface Case {
  /** Completes "it answers so when …". */
  readonly when: string;
  readonly action?: string;
  /** The rest of the authorization, where it matters. */
  readonly authorization?: Changed<BoundAuthorization>;
  readonly request?: Changed<BoundRequest> | undefined;
  /** One reading per declared read; one that is left out is absent ("there is none"). */
  readonly evidence?: Readonly<Record<string, Reading<unknown>>>;
  /** `does not apply`: `appliesTo` is false and nothing is read. */
  readonly outcome: Answer['outcome'] | 'does not apply';
  /** Codes of notes that the explanation must hold. */
  readonly notes?: readonly string[];
  /** By the code of a note or an unknown: all that it must show. */
  readonly facts?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Codes of notes that it must not hold. */
  readonly without?: readonly string[];
  /** Codes of unknowns that the answer must hold. */
  readonly unknowns?: readonly string[];
  /** For an unknown answer: all that it may come to, in alphabetical order. */
  readonly mayBe?: readonly ('allows' | 'denies' | 'does-not-allow')[];
  readonly setting?: string;
  readonly effects?: readonly GrantEffect[];
  readonly reaches?: readonly Reach[];
  /** AWS said otherwise of then; without the readings its word holds. */
  readonly changedSince?: true;
  /** For a definite answer: whether it denies or allows besides what its outcome says. */
  readonly denies?: boolean;
  readonly allows?: boolean;
  /** Sids, or `#index`, of the statements that the answer must point at. */
  readonly statements?: readonly string[];
}

/** What a row changes; a field that it sets to `undefined` is taken away. */
type Changed<T> = { readonly [Name in keyof T]?: T[Name] | undefined };

/** In cases: what AWS said, and that it did not say. */
export const found = <T>(value: T): Reading<T> => ({ status: 'found', value });
export const absent: Reading<never> = { status: 'absent' };
export const unread: Reading<never> = { status: 'unreadable', why: 'access-denied' };

/** A denied GetObject by a role of the bucket's own account, changed as the case says. */
export function subjectOf({ action, authorization = {}, request = {} }: Case): Subject {
  const asked = {
    action: action ?? 's3:GetObject',
    resource: 'arn:aws:s3:::my-bucket/a.txt',
    resourceAccountId: owner,
    purpose: 'main',
    needed: 'yes',
    context: { known: { 'aws:PrincipalArn': `arn:aws:iam::${owner}:role/app` }, unknown: [] },
    assumptions: [],
    flags: {
      principalIsServiceLinkedRole: false,
      principalAccountIsManagement: false,
      resourceAccountIsManagement: false,
      awsManagedKey: false,
    },
    ...authorization,
  } as BoundAuthorization;
  return { authorization: asked, request: { ...deniedGet, authorizations: [asked], ...request } as BoundRequest };
}

const owner = '111122223333';

const deniedGet: Omit<BoundRequest, 'authorizations'> = {
  eventId: '00000000-0000-4000-8000-000000000001',
  time: '2026-11-20T08:14:12Z',
  region: 'us-east-1',
  partition: 'aws',
  eventSource: 's3.amazonaws.com',
  operation: 'GetObject',
  errorCode: 'AccessDenied',
  said: { is: 'generic' },
  principal: {
    type: 'assumed-role',
    arn: `arn:aws:sts::${owner}:assumed-role/app/session`,
    accountId: owner,
    roleName: 'app',
    sessionName: 'session',
    roleArn: `arn:aws:iam::${owner}:role/app`,
  },
  bucket: 'my-bucket',
  key: 'a.txt',
  endpoint: { is: 'none' },
  sourceIp: '203.0.113.10',
  recipientAccountId: owner,
  parameters: {},
  resourceAccountId: owner,
  bucketRegion: 'us-east-1',
  organizationId: undefined,
  unknowns: [],
};
