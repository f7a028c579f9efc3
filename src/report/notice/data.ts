/**
 * A notice for machines: what the signed webhook posts, and the detail of Culprit's events on EventBridge.
 * `docs/notice.schema.json` is made from it.
 */
import * as z from 'zod';
import { reportSchema, type Report } from '../contract';

const count = z.object({
  count: z.number().int(),
  exact: z.boolean().describe('false: an estimate, within some percent'),
});
const incident = z.object({
  id: z.string(),
  title: z.string(),
  denials: z.number().int(),
  callers: count,
  buckets: count,
  since: z.string().describe('The first denial, ISO 8601'),
  last: z.string().describe('The last denial, ISO 8601'),
});

export const noticeSchema = z
  .object({
    schemaVersion: z.literal(1),
    id: z.string().describe('The same however often it is sent: take each id once'),
    notice: z.enum([
      'opened',
      'reopened',
      'goes-on',
      'numbers',
      'closed',
      'failed',
      'digest',
      'ceiling',
      'channel-broken',
    ]),
    eventType: z.literal('incident').describe('This field and the seven below are those that AWS DevOps Agent reads'),
    incidentId: z.string(),
    action: z.enum(['created', 'updated', 'closed', 'resolved']),
    priority: z.enum(['HIGH', 'MEDIUM', 'LOW']),
    title: z.string(),
    description: z.string(),
    timestamp: z.string(),
    service: z.literal('culprit'),
    incident: incident.exactOptional(),
    incidents: z.array(incident).exactOptional().describe('Of a digest'),
    by: z
      .object({ eventId: z.string(), eventName: z.string(), time: z.string(), actor: z.string() })
      .exactOptional()
      .describe('Of a closed incident: the change that mended it'),
    deniedNowBy: z
      .string()
      .exactOptional()
      .describe('Of a closed incident whose request something else denies by now: what'),
    report: reportSchema.exactOptional(),
    evidence: z.string().exactOptional().describe('Where the report and the evidence lie'),
    isShortened: z.boolean().exactOptional().describe('true: the report was too long for the channel'),
  })
  .describe('What Culprit says of an incident');

export type NoticeData = Readonly<Omit<z.infer<typeof noticeSchema>, 'report'>> & { readonly report?: Report };
