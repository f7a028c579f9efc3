import { layers } from '../layers';
import { decider } from './decide';

/** The decision over all layers that AWS has: what `investigate`, `explain`, the `conclude` step and every fix rest on. */
export const decide = decider(layers);
