/** AWS’s own evaluation of the denial beside the decision. */
import * as z from 'zod';
import { decision, label, outcome, strings } from './terms';

const awsEffect = z.enum(['ALLOW', 'EXPLICIT_DENY', 'IMPLICIT_DENY', 'NO_IMPACT']);
const awsStatements = z.array(
  z.object({ uri: z.string().describe('The ARN of a managed policy, else opaque'), sid: z.string() }),
);

export const awsEvaluation = z
  .object({
    agreement: z
      .enum(['agrees', 'partly', 'differs', 'open'])
      .describe('`open`: AWS says nothing that the decision could be held against'),
    showsChecks: z.boolean().describe('false: AWS shows the gates only to callers of the same account or organization'),
    effects: z.array(z.object({ action: z.string(), effect: awsEffect })),
    statements: awsStatements.describe('Statements that AWS and Culprit both found to deny'),
    differences: z.array(
      z.object({
        action: z.string(),
        resource: z.string().nullable(),
        aws: z.object({
          check: z.string().exactOptional(),
          effect: awsEffect,
          statements: awsStatements,
          grants: strings.describe('Ids of the KMS grants that let it pass').exactOptional(),
        }),
        ours: z.array(z.object({ layer: z.string(), label, outcome })),
        decision: decision.exactOptional(),
        summary: z.string(),
      }),
    ),
    captured: z
      .object({ layers: z.array(z.string()), decisionNow: decision })
      .exactOptional()
      .describe(
        'Layers that were judged by policies as AWS captured them, which differ from those now; what those decide',
      ),
    summary: z.string(),
  })
  .describe('The decision held against AWS’s own evaluation of the denial, where that could be read');
