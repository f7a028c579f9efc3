/** Answers that come in pages: AWS may send one without an item and a token for more. */
import type { WireAnswer, WireCall } from '../../src/evidence/place';
import { operationOf } from './services';

type Answer = (call: WireCall) => WireAnswer;

export const isPaged = (call: WireCall): boolean => operationOf(call).emptyPage !== undefined;

/** The first page holds nothing, and the second all of it. */
export const afterAnEmptyPage =
  (answer: Answer): Answer =>
  (call) =>
    asksForMore(call) ? answer(call) : (operationOf(call).emptyPage ?? answer(call));

/** Page after page holds nothing. */
export const withoutEnd =
  (answer: Answer): Answer =>
  (call) =>
    operationOf(call).emptyPage ?? answer(call);

export const asksForMore = ({ input }: WireCall): boolean =>
  ['NextToken', 'nextToken', 'Marker', 'ContinuationToken'].some((name) => input[name] !== undefined);
