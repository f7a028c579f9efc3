/** What denies, with the statements and conditions that do. */
import * as z from 'zod';
import { certainty, effect, note, strings } from './terms';

const statement = z.object({
  sid: z.string().exactOptional(),
  index: z.number().int().min(1).describe('Position in the policy, counted from 1'),
  effect,
  json: z.unknown().describe('The statement as it stands in the policy'),
});
const policy = z.object({
  arn: z.string().exactOptional(),
  name: z.string().exactOptional(),
  type: z.string(),
  attachedTo: z.string().exactOptional(),
});
const match = z.enum(['matches', 'does-not-match', 'unknown']);
const condition = z.object({
  operator: z.string(),
  key: z.string(),
  wanted: strings,
  seen: strings.nullable().describe('null: the key is absent, or unknown (then `unknown` is true)'),
  unknown: z.literal(true).exactOptional(),
  otherThan: z
    .string()
    .exactOptional()
    .describe('Of an unknown value: it is none that this pattern matches, or absent'),
  result: match,
});
const element = z.object({
  element: z.enum(['Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition']),
  result: match,
  wanted: strings,
  seen: strings,
  conditions: z.array(condition).exactOptional(),
});

export const cause = z.object({
  layer: z.string().describe('Id of the layer, as `culprit layers` lists it'),
  outcome: z.string(),
  action: z.string(),
  resource: z.string().nullable(),
  certainty,
  policy: policy.exactOptional(),
  statement: statement.exactOptional(),
  alsoDeniedBy: z.array(z.object({ policy, statement })).exactOptional(),
  setting: z.string().exactOptional(),
  conditions: z.array(condition).exactOptional(),
  nearMisses: z.array(z.object({ policy, statement, failed: z.array(element) })).exactOptional(),
  notes: z.array(note).exactOptional(),
  awsSaid: z.object({ clause: z.string(), policyArn: z.string().exactOptional(), agrees: z.boolean() }).exactOptional(),
  summary: z.string().describe('What blocks what, how sure that is, and where it stands'),
  because: strings.describe('One sentence for each condition, note and near miss'),
});
