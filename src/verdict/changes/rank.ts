/** Recent changes, ranked by what they touched. */
import { defined } from '../../defined';
import type { Reader } from '../../evidence/define';
import { resolveReads } from '../../evidence/resolve/facts';
import type { ChangesReading, RecordedChange } from '../../evidence/changes/types';
import type { AnyLayer } from '../../layers/define';
import type { BoundRequest } from '../../request/types';
import type { UngradedCause } from '../causes/causes';
import type { LayerEvidence } from '../fixes/policies/policies-in-evidence';
import type { Change } from '../types';
import { statementDiff } from './diff/statements';
import { names, thingsIn, thingsOf } from './things';
import type { EvidenceByLayer } from '../../decision/types';

export interface RankedChange {
  readonly recorded: RecordedChange;
  readonly change: Change;
  /** Every layer whose evidence it touched; `change.touches` is the first of them that blocks. */
  readonly layers: readonly string[];
}

const order = ['likely', 'possible', 'unlikely'] as const;

export interface ChangesCase {
  readonly reading: ChangesReading;
  readonly request: BoundRequest;
  readonly evidence: EvidenceByLayer;
  readonly causes: readonly UngradedCause[];
  readonly cards: readonly AnyLayer[];
}

/** Most likely first, then newest. Changes that touch nothing of this case are left out. */
export function rankChanges(changesCase: ChangesCase): readonly RankedChange[] {
  const { reading, request, causes } = changesCase;
  return inOrder(
    reading.changes.flatMap((change): RankedChange[] => {
      const layers = layersTouched(change, changesCase);
      const [first] = layers;
      if (first === undefined) return [];
      const blocking = causes.filter((cause) => layers.includes(cause.layer));
      const touched = blocking.find((cause) => isOfPolicy(change, cause)) ?? blocking[0];
      const likelihood = likelihoodOf(change, touched, { causes, denied: request.time });
      return [{ layers, recorded: change, change: shown(change, touched?.layer ?? first, likelihood) }];
    }),
  );
}

export const inOrder = (ranked: readonly RankedChange[]): readonly RankedChange[] =>
  ranked.toSorted(
    (one, other) =>
      order.indexOf(one.change.likelihood) - order.indexOf(other.change.likelihood) ||
      Date.parse(other.change.time) - Date.parse(one.change.time),
  );

/**
 * Before the denial: a change of the very policy that blocks is likely the cause, one of the same layer may be. After it: may
 * be why we see something else than AWS did, and is if nothing blocks any more.
 */
function likelihoodOf(
  change: RecordedChange,
  touched: UngradedCause | undefined,
  { causes, denied }: { readonly causes: readonly UngradedCause[]; readonly denied: string },
): Change['likelihood'] {
  const isAfter = Date.parse(change.time) > Date.parse(denied);
  if (causes.length === 0) return isAfter ? 'likely' : 'unlikely';
  if (isAfter) return 'possible';
  if (touched === undefined) return 'unlikely';
  return isOfPolicy(change, touched) ? 'likely' : 'possible';
}

function isOfPolicy({ resources }: RecordedChange, { policy }: UngradedCause): boolean {
  const named = [policy?.arn, policy?.name].flatMap((name) => (name === undefined ? [] : names(name)));
  return resources.flatMap(names).some((name) => named.includes(name));
}

/** The layers that hold the most specific thing that was changed, else those that hold any of them. */
function layersTouched(change: RecordedChange, { request, evidence, cards }: ChangesCase): readonly string[] {
  const holding = (things: readonly string[]) =>
    cards.filter((card) => touchesLayer({ ...change, resources: things }, card, evidence[card.id])).map(({ id }) => id);
  const closest = holding(change.resources.slice(0, 1));
  const read = closest.length > 0 ? closest : holding(change.resources);
  return read.length > 0 ? read : throughFacts(change, { request, evidence, cards });
}

/** A change of what the request is about (a tag, an alias): it touches the layers whose policies ask for it. */
function throughFacts(
  change: RecordedChange,
  { request, evidence, cards }: Pick<ChangesCase, 'request' | 'evidence' | 'cards'>,
): readonly string[] {
  const changed = new Set(change.resources.flatMap(names));
  if (!thingsOf(request).some((thing) => changed.has(thing))) return [];
  // What is no tag may change whatever is read about the request: an account that moved, an alias that points elsewhere.
  if (!/tag/i.test(change.eventName)) {
    const readers = [...cards.flatMap(({ reads }) => Object.values(reads)), ...resolveReads];
    if (!readers.some((reader) => mayChange(change, reader))) return [];
    return cards.filter(({ id }) => evidence[id] !== undefined).map(({ id }) => id);
  }
  const keys = tagsIn(change).map((key) => `tag/${key}`.toLowerCase());
  return cards
    .filter(({ id }) => {
      const text = JSON.stringify(evidence[id] ?? {}).toLowerCase();
      return keys.some((key) => text.includes(key));
    })
    .map(({ id }) => id);
}

/**
 * The keys of tags that were set or taken away; `''`: any. A bucket's tags are replaced as a whole, so that those that are
 * gone are not named: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html
 */
function tagsIn({ eventName, before, after }: RecordedChange): readonly string[] {
  const words = wordsIn([before, after]);
  return words.length === 0 || /^(Put|Delete)BucketTagging$/.test(eventName) ? [''] : words;
}

/** Every name and text in a value. */
function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => [name, ...wordsIn(item)]);
}

function touchesLayer(change: RecordedChange, card: AnyLayer, evidence: LayerEvidence | undefined): boolean {
  const changed = new Set(change.resources.flatMap(names));
  return Object.entries(card.reads).some(([name, reader]) => {
    if (reader.changedBy !== undefined && !mayChange(change, reader)) return false;
    const readings = evidence?.[name] ?? {};
    return thingsIn(readings).some((thing) => changed.has(thing));
  });
}

/** Is it one of the calls that the reader names? */
const mayChange = ({ eventName }: RecordedChange, { changedBy = {} }: Pick<Reader<unknown>, 'changedBy'>): boolean =>
  Object.values(changedBy).some((calls) => calls.includes(eventName));

const mostCharacters = 8_000;

/** A report shows the beginning of what is long. */
function bounded(value: unknown): unknown {
  const text = JSON.stringify(value) as string | undefined;
  return text !== undefined && text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : value;
}

function shown(change: RecordedChange, touches: string, likelihood: Change['likelihood']): Change {
  return {
    time: change.time,
    actor: change.actor,
    eventName: change.eventName,
    resource: change.resources[0] ?? change.eventSource,
    eventId: change.eventId,
    ...defined({
      origin: change.origin,
      before: bounded(change.before),
      after: bounded(change.after),
      diff: statementDiff(change.before, change.after),
    }),
    touches,
    likelihood,
  };
}
