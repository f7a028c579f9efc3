/** Where the record and the accounts say of a condition key what the scenario does not. */
import type { BoundRequest } from '../../src/request/types';
import { mentionedIn } from './mentioned';
import type { Context, Scenario } from './scenario';

/** The first key that a policy asks for and that is known, or known to be absent, with another value. */
export function contradictionIn(scenario: Scenario, { authorizations }: BoundRequest): string | undefined {
  const mentioned = mentionedIn(scenario);
  for (const { purpose, context } of authorizations) {
    const wanted = lowered(purpose === 'encryption' ? (scenario.kms?.context ?? {}) : scenario.request.context);
    const known = lowered(context.known);
    for (const key of mentioned.map((name) => name.toLowerCase()).sort()) {
      const isOpen = !known.has(key) && context.unknown.some((unknown) => covers(unknown.key.toLowerCase(), key));
      if (!isOpen && textOf(known.get(key)) !== textOf(wanted.get(key))) return key;
    }
  }
  return undefined;
}

const lowered = (context: Context): ReadonlyMap<string, Context[string]> =>
  new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));

/** An empty list is an absent key, and one value a list of one. */
const textOf = (value: Context[string] | undefined): string => JSON.stringify([value ?? []].flat().map(String));

function covers(pattern: string, key: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.\\[\](){}+^$|]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`).test(key);
}
