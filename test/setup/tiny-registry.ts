/** A tiny registry: what the decision and the verdict need, without the policy language. */
import { defined } from '../../src/defined';
import type { StatementExplanation } from '../../src/engine/types';
import type { At } from '../../src/evidence/define';
import type { ChangesReading, RecordedChange } from '../../src/evidence/changes/types';
import { subjectOf } from '../../src/judging/cases/cases';
import { defineWords, type Words } from '../../src/judging/define-words';
import { defineLayer, type AnyLayer } from '../../src/layers/define';
import type { Answer, Judgement } from '../../src/judging/types';
import type { BoundAuthorization, BoundRequest } from '../../src/request/types';
import { decider } from '../../src/decision/decide';
import type { EvidenceByLayer } from '../../src/decision/types';
import { concluder } from '../../src/verdict/conclude';

/** What a hand-made layer reads: its answer. */
export type Says =
  | { readonly outcome: 'allows' | 'not-applicable' | 'does-not-allow' }
  | { readonly outcome: 'denies'; readonly policies: readonly { readonly name: string; readonly arn?: string }[] }
  | { readonly outcome: 'unknown'; readonly permission?: string };

const noWords: Words = defineWords({});

export const card = (id: string, saidAs: string, at: At, more: Partial<AnyLayer> = {}): AnyLayer =>
  defineLayer({
    id,
    title: id,
    name: `the ${id}`,
    words: noWords,
    kind: 'limit',
    side: 'principal',
    saidAs: [saidAs],
    docs: '',
    reads: {
      says: {
        id: `${id}-reader`,
        at,
        region: 'global' as const,
        permissions: [],
        target: () => `${id}-target`,
        read: () => Promise.reject(new Error('tests read nothing')),
      },
    },
    appliesTo: () => true,
    check: (_, { says }) => saying(says?.status === 'found' ? (says.value as Says) : { outcome: 'unknown' }),
    ...more,
  });

const organization = card('guardrail', 'service control policy', 'organization', { fix: 'hand-over' });
const resource = card('shared-policy', 'resource-based policy', 'bucket');
const identity = card('own-policies', 'identity-based policy', 'caller');
export const cards = [organization, identity, resource];

/** The real decision, and the real verdict, over some cards. */
export const concluding = (over: readonly AnyLayer[]) => concluder(over, decider(over));
export const conclude = concluding(cards);

/** What each card reads; one that is left out allows. */
export const evidenceOver = (over: readonly AnyLayer[], says: Readonly<Record<string, Says>>): EvidenceByLayer =>
  Object.fromEntries(
    over.map(({ id }) => [
      id,
      { says: { [`${id}-target`]: { status: 'found', value: says[id] ?? { outcome: 'allows' } } } },
    ]),
  );
export const evidenceOf = (says: Readonly<Record<string, Says>>): EvidenceByLayer => evidenceOver(cards, says);

export const denied = (
  request: Partial<BoundRequest> = {},
  authorization: Partial<BoundAuthorization> = {},
): BoundRequest => subjectOf({ when: '', outcome: 'allows', request, authorization }).request;

export const nothingChanged: ChangesReading = {
  changes: [],
  since: '2026-11-19T08:14:12Z',
  until: '2026-11-20T08:20:00Z',
  searched: [{ account: '111122223333', region: 'us-east-1' }],
  notSearched: [],
  complete: true,
};

export const change = (more: Partial<RecordedChange>): RecordedChange => ({
  eventId: 'e',
  time: '2026-11-20T08:16:00Z',
  actor: 'arn:aws:iam::111122223333:user/sam',
  eventSource: 'iam.amazonaws.com',
  eventName: 'PutRolePolicy',
  account: '111122223333',
  region: 'us-east-1',
  resources: ['own-policies-target'],
  sets: [],
  ...more,
});

const judgement = (outcome: string): Judgement => ({
  applies: outcome !== 'not-applicable',
  denies: outcome === 'denies',
  allows: outcome !== 'does-not-allow',
});

export function saying(says: Says): Answer {
  const empty = { decided: [], nearMisses: [], notes: [] };
  if (says.outcome === 'unknown') {
    const facts = { read: 'policy', why: 'access-denied' as const, permission: says.permission ?? 'iam:GetRolePolicy' };
    const possible = ['allows', 'denies', 'does-not-allow'].map(judgement);
    return {
      outcome: 'unknown',
      possible,
      unknowns: [{ code: 'unreadable', facts }],
      statements: [],
      explain: () => empty,
    };
  }
  const decided = says.outcome === 'denies' ? says.policies.map(explained) : [];
  return {
    outcome: says.outcome,
    judgement: judgement(says.outcome),
    statements: decided.map(({ statement }) => statement),
    explain: () => ({ ...empty, decided }),
  };
}

function explained({ name, arn }: { readonly name: string; readonly arn?: string }): StatementExplanation {
  return {
    statement: { policy: name, ...defined({ policyArn: arn }), sid: 'No', index: 1, effect: 'Deny' },
    result: 'matches',
    elements: [],
    json: { Sid: 'No', Effect: 'Deny', Action: '*', Resource: '*' },
  };
}
