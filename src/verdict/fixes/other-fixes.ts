/** Fixes that change no policy: another request, a setting of somebody else's, or only whom to ask. */
import { defined } from '../../defined';
import type { AnyLayer } from '../../layers/define';
import { serviceBehind } from '../../names/principal';
import type { BoundRequest } from '../../request/types';
import type { UngradedCause } from '../causes/causes';
import { sentOnceForAll } from '../causes/circumstances';
import { continuesUpload } from '../../request/record/circumstances';
import type { ProposedFix } from '../verdict';
import { factsOf } from './facts';
import type { FixCase } from './fix-case';
import { droppedHeaders } from './request/dropped-headers';
import { droppedVersion } from './request/dropped-version';
import { requestChanges } from './request/request-changes';

/** What the caller or the owner of the resource could do so that a condition is met; only what helps is listed. */
export function conditionFixes(cause: UngradedCause, fixCase: FixCase): readonly ProposedFix[] {
  const { request } = fixCase;
  const changes = [
    ...droppedHeaders(cause, request),
    ...droppedVersion(cause, request),
    ...requestChanges(cause, request),
  ];
  return changes
    .filter(({ kind }) => kind !== 'change-the-request' || serviceBehind(request.principal) === undefined)
    .filter(({ code, facts: { key } }) => code !== 'send' || !isOfTheWholeUpload(key, request))
    .map(({ request: changed, facts, ...more }) =>
      tried(cause, { ...more, facts: { ...factsOf(cause, request), ...facts } }, changed, fixCase),
    )
    .filter(({ verified }) => verified)
    .filter((fix) => !leavesOut.has(fix.code) || !blocksMore(fix, fixCase));
}

/** A part cannot send it. */
const isOfTheWholeUpload = (key = '', { operation }: BoundRequest): boolean =>
  continuesUpload(operation) && sentOnceForAll.test(key.toLowerCase());

const leavesOut: ReadonlySet<string> = new Set(['drop-header', 'drop-version']);

/** Without the header Object Lock may keep the version; without the version another right may be missing. */
function blocksMore({ changedRequest }: ProposedFix, { request, evidence, decide }: FixCase): boolean {
  const { suspects: before } = decide(request, evidence);
  const { suspects } = decide(changedRequest ?? request, evidence);
  return suspects.some((one) => before.every(({ layer, action }) => layer !== one.layer || action !== one.action));
}

/** Where no policy can be changed, or should be. */
export function otherFix(cause: UngradedCause, card: AnyLayer, fixCase: FixCase): ProposedFix {
  const { request } = fixCase;
  const facts = factsOf(cause, request);
  const [note] = cause.notes ?? [];
  if (isVoided(cause)) return tried(cause, { code: 'change-setting', facts, kind: 'hand-over' }, undefined, fixCase);
  const service = serviceBehind(request.principal);
  // What a service sends, nobody else decides.
  if (card.fix === 'change-the-request' && service !== undefined)
    return tried(cause, { code: 'see-service', facts: { ...facts, service }, kind: 'hand-over' }, undefined, fixCase);
  if (card.fix === 'change-the-request' && note !== undefined) {
    const named = { ...facts, ...note.facts, note: note.code };
    const parameters = card.metBy?.[note.code];
    const sent = parameters === undefined ? undefined : sending(parameters, request);
    return tried(
      cause,
      { code: 'change-request', facts: named, reason: note, kind: 'change-the-request' },
      sent,
      fixCase,
    );
  }
  if (cause.setting === undefined)
    return tried(cause, { code: 'ask-owner', facts, kind: 'hand-over' }, undefined, fixCase);
  const named = note === undefined ? facts : { ...note.facts, ...facts, note: note.code };
  return tried(
    cause,
    { code: 'change-setting', facts: named, ...defined({ reason: note }), kind: 'hand-over' },
    undefined,
    fixCase,
  );
}

/** A grant that a setting takes away: a policy would only say again what counts for nothing. */
export const isVoided = ({ notes }: UngradedCause): boolean =>
  notes?.some(({ code }) => code === 'grants-voided') === true;

/** `changed`: the request as it would be; `undefined`: nothing that could be tried here. */
function tried(
  { layer, block }: UngradedCause,
  proposal: Pick<ProposedFix, 'code' | 'facts' | 'kind' | 'reason'>,
  changed: BoundRequest | undefined,
  { request, evidence, decide }: FixCase,
): ProposedFix {
  const after = decide(changed ?? request, evidence);
  const stands = after.suspects.some(
    (one) => one.layer === layer && one.authorization === block.authorization && one.action === block.action,
  );
  return {
    layer,
    ...proposal,
    notes: [],
    changes: [],
    opens: [],
    ...defined({ changedRequest: changed }),
    verified: changed !== undefined && !stands,
    decisionAfter: after.decision,
    remaining: after.blockers.map((one) => ({ layer: one.layer, action: one.action })),
  };
}

/** `null` takes a parameter away. */
function sending(changed: Readonly<Record<string, string | null>>, request: BoundRequest): BoundRequest {
  const all = Object.entries({ ...request.parameters, ...changed });
  const parameters = Object.fromEntries(all.filter((one): one is [string, string] => one[1] !== null));
  return { ...request, parameters };
}
