/** What could be changed, what that opens, and the proof. */
import * as z from 'zod';
import { block, decision, facts, note } from './terms';

export const fix = z.object({
  layer: z.string(),
  kind: z.enum(['patch', 'hand-over', 'change-the-request']),
  remedy: z.string().describe('What is to be done, as a code: `allow`, `ask-to-except`'),
  facts,
  notes: z.array(note).describe('What whoever makes it has to know besides: who can make it, what it is dangerous for'),
  summary: z.string(),
  safety: z.string(),
  proof: z.string(),
  document: z.unknown().exactOptional(),
  command: z
    .string()
    .describe('For a POSIX shell: calls of the AWS CLI, version 2, each under whose credentials it needs')
    .exactOptional(),
  code: z
    .object({ terraform: z.string(), cdk: z.string(), cloudformation: z.string() })
    .describe(
      'The changed policies, settings or tags as code: HCL, TypeScript of CDK v2, YAML. What a language cannot say, a comment in it says',
    )
    .exactOptional(),
  diff: z.string().describe('Unified: the policies as they are, and as they would be').exactOptional(),
  opens: z
    .array(
      z.object({
        principal: z.string(),
        action: z.string(),
        resource: z.string(),
        anyContext: z.literal(true).exactOptional(),
      }),
    )
    .exactOptional(),
  verified: z.boolean(),
  exact: z
    .literal(false)
    .describe('What else it allows was more than is looked at: it is not proven, and `opens` is a part of it')
    .exactOptional(),
  decisionAfter: decision,
  remaining: z.array(block),
});
