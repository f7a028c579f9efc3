/** Policies are read after the denial: did anything that was read change in between? */
import { defined } from '../../defined';
import type { At, Reader } from '../../evidence/define';
import { accountAsked } from '../../evidence/session/account-asked';
import { spreading } from '../../evidence/changes/spreading';
import type { ChangesReading } from '../../evidence/changes/types';
import type { AnyLayer } from '../../layers/define';
import type { BoundAuthorization, BoundRequest } from '../../request/types';
import type { RankedChange } from '../changes/rank';
import type { Drift } from '../verdict';
import type { DriftUnknown } from '../verdict-unknowns';

export interface DriftCase {
  /** `false`: nothing was denied, somebody asks; then nothing can have changed since. */
  readonly observed: boolean;
  readonly request: BoundRequest;
  readonly changes: ChangesReading;
  /** Those that touch a layer's evidence. */
  readonly ranked: readonly RankedChange[];
  /** Layers whose policies are known to be those of the denial. */
  readonly settled: readonly string[];
  readonly cards: readonly AnyLayer[];
}

/** Drift over all layers: what elimination needs to know. */
export function driftOf({ observed, request, changes, ranked }: DriftCase): Drift {
  if (!observed) return { is: 'excluded' };
  const found = ranked.filter(({ change }) => isAfter(change.time, request.time));
  if (found.length > 0) return { is: 'found', changes: found.map(({ change }) => change) };
  const unknowns = changes.notSearched.map((place): DriftUnknown => ({
    code: 'changes-not-searched',
    facts: {
      region: place.region,
      why: place.why,
      ...defined({ account: place.account, permission: place.permission, error: place.error }),
    },
  }));
  const { callerMadeAt } = request;
  const anew: readonly DriftUnknown[] =
    callerMadeAt === undefined ? [] : [{ code: 'caller-made-since', facts: { madeAt: callerMadeAt } }];
  if (changes.searched.length === 0 && unknowns.length === 0) {
    return { is: 'not-excluded', unknowns: [{ code: 'changes-not-searched', facts: { why: 'not-recorded' } }] };
  }
  const cut: readonly DriftUnknown[] = changes.complete
    ? []
    : [{ code: 'changes-incomplete', facts: { since: changes.since } }];
  const open = [...anew, ...unknowns, ...cut];
  return open.length === 0 ? { is: 'excluded' } : { is: 'not-excluded', unknowns: open };
}

/** May what this layer says about this authorization have changed since the denial? Only a search that found nothing says no. */
export function mayHaveDrifted(drift: DriftCase, card: AnyLayer, authorization: BoundAuthorization): boolean {
  const { observed, request, changes, ranked, settled } = drift;
  if (!observed || settled.includes(card.id)) return false;
  if (ranked.some(({ change, layers }) => layers.includes(card.id) && isAfter(change.time, request.time))) return true;
  const reads = Object.values(card.reads);
  if (reads.length === 0) return false;
  if (request.callerMadeAt !== undefined && reads.some(({ at }) => at === 'caller')) return true;
  if (changes.searched.length === 0 || !changes.complete) return true;
  return changes.notSearched.some((place) =>
    reads.some((reader) => mayBeReadIn(place, reader, authorization, request)),
  );
}

/** May this place be the one whose account the reader asked? */
function mayBeReadIn(
  { account }: ChangesReading['notSearched'][number],
  { at, target }: Reader<unknown>,
  authorization: BoundAuthorization,
  request: BoundRequest,
): boolean {
  // The organization's account is whichever is none of the others.
  if (at === 'organization') return account === undefined || !knownAccounts(request).includes(account);
  const about = target(authorization, request);
  if (account === undefined || about === undefined) return false;
  const asked = accountAsked(at, about, authorization, request);
  return asked === undefined || asked === account;
}

const known: readonly At[] = ['caller', 'bucket', 'key', 'endpoint'];

function knownAccounts(request: BoundRequest): readonly (string | undefined)[] {
  const asked = request.authorizations.flatMap((authorization) =>
    known.map((at) => accountAsked(at, authorization.resource, authorization, request)),
  );
  return [request.resourceAccountId, ...asked];
}

/** CloudTrail records whole seconds: within one nobody knows which came first. */
function isAfter(time: string, denial: string): boolean {
  return Date.parse(time) >= Date.parse(denial);
}

/** Was what this layer reads changed so shortly before the denial that AWS may have gone by the old state? */
export function mayNotHaveSpread({ request, ranked, settled }: DriftCase, card: AnyLayer): boolean {
  if (settled.includes(card.id)) return false;
  const denial = Date.parse(request.time);
  return ranked.some(({ change, layers }) => {
    const before = denial - Date.parse(change.time);
    return layers.includes(card.id) && before > 0 && before <= spreading;
  });
}
