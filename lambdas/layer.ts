import { writeStep } from '../src/delivery/run-folder';
import type { AnyLayer } from '../src/layers/define';
import { gather } from '../src/layers/run';
import { boundRequest } from './bound-request';
import { evidenceStep, folderOf, type RunInput, type StepResult } from './run';
import { sessionFor } from './session';

/** The Lambda of one layer: reads what this layer alone judges. Its bundle holds no other layer. */
export function layerHandler(exported: Readonly<Record<string, unknown>>): (input: RunInput) => Promise<StepResult> {
  const layer = cardIn(exported);
  return async (input) => {
    const evidence = await gather(layer, await boundRequest(input), sessionFor(input.request.region));
    const step = evidenceStep(layer.id);
    return { step, key: await writeStep(folderOf(input), step, evidence) };
  };
}

function cardIn(exported: Readonly<Record<string, unknown>>): AnyLayer {
  const isCard = (value: unknown) => typeof value === 'object' && value !== null && 'id' in value && 'check' in value;
  const card = Object.values(exported).find(isCard);
  if (card === undefined) throw new Error('this folder exports no layer');
  return card as AnyLayer;
}
