import type { EngineDecision } from './engine';

type Blocks = readonly { readonly layer: string; readonly action: string }[];

/** The layers, each once. */
export const layersOf = (blocks: Blocks = []): readonly string[] =>
  [...new Set(blocks.map(({ layer }) => layer))].sort();

/** `layer action` of each. */
export const suspectsIn = ({ suspects, blockers }: EngineDecision): readonly string[] =>
  (suspects ?? blockers).map(({ layer, action }) => `${layer} ${action}`).sort();
