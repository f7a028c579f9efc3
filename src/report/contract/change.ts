/** What was changed before the denial, by whom, and what undoing it does. */
import * as z from 'zod';
import { decision, note, strings } from './terms';

export const change = z.object({
  time: z.string(),
  actor: z.string(),
  eventName: z.string(),
  resource: z.string(),
  eventId: z.string(),
  origin: z
    .object({ by: z.string(), service: z.string().exactOptional() })
    .describe('By what it was made, where the record shows it: console, cli, cloudformation, terraform …')
    .exactOptional(),
  before: z.unknown().describe('null: there was none').exactOptional(),
  after: z.unknown().describe('null: there is none since').exactOptional(),
  diff: z.string().describe('Unified: the statements that it added, took away or replaced').exactOptional(),
  touches: z.string(),
  likelihood: z.enum(['likely', 'possible', 'unlikely']),
  role: z
    .enum(['the-cause', 'a-cause', 'related'])
    .describe(
      'the-cause: undoing it lets the request through; a-cause: undoing it does together with `togetherWith`; ' +
        'related: neither, or it cannot be undone',
    )
    .exactOptional(),
  undone: decision.describe('What is decided with it undone; of a-cause with all of them').exactOptional(),
  togetherWith: strings.describe('Event ids').exactOptional(),
  cannotBeUndone: note.exactOptional(),
  rewound: z
    .literal(true)
    .describe('Made after the denial, and undone before deciding: the verdict is about the policies without it')
    .exactOptional(),
  summary: z.string(),
});
