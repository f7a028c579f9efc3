/** What was decided, and how that stands to what AWS said. */
import * as z from 'zod';
import { awsEvaluation } from './aws-evaluation';
import { cause } from './cause';
import { block, certainty, decision, label, strings } from './terms';

export const verdict = z.object({
  status: z.enum(['denied', 'would-be-allowed-now', 'inconclusive', 'allowed']),
  asOf: z.string().describe('When the evidence was read'),
  certainty,
  headline: z.string(),
  rootCauses: z.array(cause),
  blocksNext: z.array(cause).describe('What would still deny once the root cause is fixed'),
  suspects: z.array(
    z.object({
      layer: z.string(),
      label,
      action: z.string(),
      resource: z.string().nullable(),
      remedies: strings,
    }),
  ),
  awsSaid: z.object({
    is: z.string(),
    text: z.string().nullable(),
    link: z.string().exactOptional().describe('Where the console shows AWS’s own evaluation, for at least 24 hours'),
  }),
  awsEvaluation: awsEvaluation.exactOptional(),
  fixedTogether: z.object({ decision, remaining: z.array(block), proof: z.string() }).exactOptional(),
});
