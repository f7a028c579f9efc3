import type { AnyLayer } from '../src/layers/define';
import type { Answer } from '../src/judging/types';
import { judgedBy } from '../src/judging/judged-by';
import { gather, type GatheredEvidence } from '../src/judging/gather';
import { isPassing, ReadLater } from '../src/incident/flow/transient';
import type { BoundRequest } from '../src/request/types';
import { resolved, stepFile, write, type Run, type StepResult } from './run';
import { shareRecorded } from './reading/session';

/** A finding with a pointer to its evidence: small enough for a state. */
export interface LayerFinding extends StepResult {
  readonly layer: string;
  /** The worst of all authorizations. */
  readonly outcome: Answer['outcome'];
}

/** The Lambda of one layer: reads what this layer alone judges. Its bundle holds no other layer. */
export function layerHandler(folder: Readonly<Record<string, unknown>>): (run: Run) => Promise<LayerFinding> {
  const layer = cardIn(folder);
  return async (run) => {
    const { request, accounts } = await resolved(run);
    const of = { deniedAt: request.time, accounts };
    const { session, calls } = shareRecorded(request.region, Object.values(layer.reads), of);
    const evidence = await gather(layer, request, session);
    const key = await write(run, stepFile.layer(layer.id), evidence, calls());
    // What is written stands if no retry reads more.
    if (isToBeReadLater(evidence)) throw new ReadLater(`AWS throttled or failed reads of layer \`${layer.id}\``);
    return { layer: layer.id, outcome: outcomeOf(layer, request, evidence), key };
  };
}

function isToBeReadLater(evidence: GatheredEvidence): boolean {
  const readings = Object.values(evidence).flatMap((byTarget) => Object.values(byTarget));
  return readings.some((reading) => reading.status === 'unreadable' && isPassing(reading.why));
}

function cardIn(folder: Readonly<Record<string, unknown>>): AnyLayer {
  const isCard = (value: unknown) => typeof value === 'object' && value !== null && 'id' in value && 'check' in value;
  const card = Object.values(folder).find(isCard);
  if (card === undefined) throw new Error('this folder exports no layer');
  return card as AnyLayer;
}

const worstFirst: readonly Answer['outcome'][] = ['denies', 'does-not-allow', 'unknown', 'allows', 'not-applicable'];

/** Only for people: the console shows it at the state at once, and where `conclude` fails. `conclude` judges the evidence itself. */
function outcomeOf(layer: AnyLayer, request: BoundRequest, evidence: GatheredEvidence): Answer['outcome'] {
  const outcomes = request.authorizations.map(
    (authorization) => judgedBy(layer, { authorization, request }, evidence).outcome,
  );
  return worstFirst.find((outcome) => outcomes.includes(outcome)) ?? 'not-applicable';
}
