/** What several parts of the contract are made of. */
import * as z from 'zod';

export const facts = z.record(z.string(), z.string());
export const note = z.object({ code: z.string(), facts });
export const certainty = z.enum(['proven', 'established', 'by-elimination', 'possible']);
export const outcome = z.enum(['allows', 'denies', 'does-not-allow', 'not-applicable', 'unknown']);
export const decision = z.enum(['allowed', 'implicit-deny', 'explicit-deny', 'denied', 'unknown']);
export const effect = z.enum(['Allow', 'Deny']);
export const strings = z.array(z.string());
export const label = z.string().describe('What people call the layer: `bucket policy`');
export const asked = z.object({ action: z.string(), resource: z.string().nullable() });
export const block = z.object({ layer: z.string(), action: z.string() });
