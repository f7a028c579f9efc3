/** What one layer says of one authorization. */
import * as z from 'zod';
import { asked, effect, facts, label, note, outcome } from './terms';

const unknown = z.object({ code: z.string(), facts });

export const finding = z.object({
  layer: z.string(),
  label,
  authorization: asked,
  outcome,
  statements: z
    .array(
      z.object({
        policy: z.string(),
        policyArn: z.string().exactOptional(),
        target: z.string().exactOptional(),
        sid: z.string().exactOptional(),
        index: z.number().int().min(1),
        effect,
      }),
    )
    .exactOptional(),
  setting: z.string().exactOptional(),
  notes: z.array(note).exactOptional(),
  unknowns: z.array(unknown).exactOptional(),
  because: z.string(),
  otherOpinion: z.string().exactOptional().describe("Where AWS's policy simulator says something else"),
});
