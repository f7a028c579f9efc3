/** Calls of the same caller that were allowed. */
import * as z from 'zod';
import { decision } from './terms';

export const intermittent = z
  .object({
    successes: z.number().int(),
    lastAllowed: z.string().exactOptional(),
    differences: z.array(
      z.object({
        facet: z.string(),
        denied: z.string().nullable(),
        allowed: z.array(z.string().nullable()),
        decision,
        element: z.string().describe('The element of the policy that tells them apart').exactOptional(),
        summary: z.string(),
      }),
    ),
  })
  .describe('How the denied call differs from those of the same caller in this input that succeeded');

export const lastAllowed = z
  .object({ time: z.string(), eventId: z.string(), eventName: z.string(), summary: z.string() })
  .describe('When the same caller was last allowed the same in this bucket, where a record of KMS shows it');
