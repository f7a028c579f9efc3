/** What was asked for, as the report shows it. */
import * as z from 'zod';
import { asked } from './terms';

export const request = z.object({
  eventId: z.string(),
  time: z.string(),
  timeAssumed: z.literal(true).exactOptional().describe('nothing shows the time: `time` is when AWS was read'),
  region: z.string(),
  principal: z.object({
    arn: z.string().nullable(),
    accountId: z.string().nullable(),
    type: z.string(),
    issuedTo: z
      .object({ type: z.string(), arn: z.string().exactOptional() })
      .exactOptional()
      .describe('what AWS issued the credentials to, a function, task, instance or pod: `inScopeOf` of the record'),
  }),
  operation: z.string(),
  bucket: z.string().nullable(),
  key: z.string().exactOptional(),
  accessPoint: z.string().exactOptional(),
  resourceAccountId: z.string().nullable(),
  authorizations: z.array(asked),
  vpcEndpointId: z.string().exactOptional(),
  sourceIp: z.string().exactOptional(),
});
