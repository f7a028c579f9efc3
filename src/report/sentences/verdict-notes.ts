/** What the verdict says of a cause, besides what its layer says. */
import type { VerdictNote } from '../../verdict/types';
import { quoteFact } from './fill';

type FactsOf<C extends VerdictNote['code']> = Extract<VerdictNote, { readonly code: C }>['facts'];

export const verdictTexts: { readonly [C in VerdictNote['code']]: (facts: FactsOf<C>) => string } = {
  'grants-voided': ({ setting, to }) =>
    `what it grants counts for nothing (${quoteFact(to)}): ${quoteFact(setting)} takes it away`,
  'answered-otherwise': ({ errorCode }) =>
    `AWS answers that with another error than ${quoteFact(errorCode)}, which this request got: it may have come about only since`,
  'not-recorded-so': () =>
    'AWS records no such denial in the way in which it recorded this one: it may have come about only since',
};
