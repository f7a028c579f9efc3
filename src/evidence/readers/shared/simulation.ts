/**
 * The question to AWS's policy simulator, and whether it makes sense to ask it.
 * Its limits: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
 */
import { accountInArn } from '../../../names/arn';
import type { BoundAuthorization, BoundRequest } from '../../../request/types';

/** Readers are asked by a text. */
export interface SimulationQuestion {
  readonly source: string;
  readonly action: string;
  readonly resource: string;
  readonly context: readonly ContextEntry[];
}

/** As `ContextEntries` takes it. */
export interface ContextEntry {
  readonly ContextKeyName: string;
  readonly ContextKeyValues: string[];
  readonly ContextKeyType: ContextType | `${ContextType}List`;
}
type ContextType = 'string' | 'boolean' | 'numeric' | 'date' | 'ip';

/** `undefined`: the simulator's answer would mean nothing for this authorization, so it is not asked. */
export function simulationQuestion(authorization: BoundAuthorization, request: BoundRequest): string | undefined {
  const source = sourceOf(request);
  const { action, resource, context } = authorization;
  if (source === undefined || resource === undefined || isForeign(resource, source)) return undefined;
  if (resource !== '*' && wildcard.test(resource)) return undefined;
  const asked: SimulationQuestion = { source, action, resource, context: entriesOf(context.known) };
  return JSON.stringify(asked);
}

/** In a resource it stands for others, while a key may hold it as it is. */
const wildcard = /[*?]|\$\{/;

/** Takes roles, users and groups only, by their whole ARN; what it says of a user is not what a federated session may. */
function sourceOf({ principal }: BoundRequest): string | undefined {
  if (principal.type === 'assumed-role') return principal.roleArn;
  return principal.type === 'user' || principal.type === 'role' ? principal.arn : undefined;
}

/** For a resource in another account the simulator wants that account's policy, and it takes none for roles. */
function isForeign(resource: string, source: string): boolean {
  const owner = accountInArn(resource);
  return owner !== undefined && owner !== accountInArn(source);
}

/** It fills in the keys of the principal and of its organization itself. */
const filledIn = /^aws:(principal|userid$|username$)/i;

function entriesOf(known: BoundAuthorization['context']['known']): readonly ContextEntry[] {
  return Object.entries(known)
    .filter(([key, value]) => !filledIn.test(key) && value.length > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => ({
      ContextKeyName: key,
      ContextKeyValues: [value].flat(),
      ContextKeyType: typeof value === 'string' ? typeOf(key) : `${typeOf(key)}List`,
    }));
}

/** All others are strings. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const keysOfType: Readonly<Record<Exclude<ContextType, 'string'>, readonly string[]>> = {
  boolean: [
    'aws:securetransport',
    'aws:multifactorauthpresent',
    'aws:viaawsservice',
    'aws:assumedroot',
    'kms:multiregion',
    'kms:reencryptonsamekey',
  ],
  ip: ['aws:sourceip', 'aws:vpcsourceip'],
  date: ['aws:currenttime', 'aws:tokenissuetime', 's3:object-lock-retain-until-date'],
  numeric: [
    'aws:epochtime',
    'aws:multifactorauthage',
    's3:max-keys',
    's3:object-lock-remaining-retention-days',
    's3:tlsversion',
  ],
};
const typeByKey: ReadonlyMap<string, ContextType> = new Map(
  (Object.keys(keysOfType) as (keyof typeof keysOfType)[]).flatMap((type) =>
    keysOfType[type].map((key) => [key, type] as const),
  ),
);

const typeOf = (key: string): ContextType => typeByKey.get(key.toLowerCase()) ?? 'string';
