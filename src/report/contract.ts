/**
 * The published contract: one JSON object per investigated record. `docs/report.schema.json` is made from it, and a test
 * validates every report. Whoever needs only the types imports them as types: no Lambda bundles the schema.
 */
import * as z from 'zod';

const facts = z.record(z.string(), z.string());
const note = z.object({ code: z.string(), facts });
const unknown = z.object({ code: z.string(), facts });
const certainty = z.enum(['proven', 'established', 'by-elimination', 'possible']);
const outcome = z.enum(['allows', 'denies', 'does-not-allow', 'not-applicable', 'unknown']);
const match = z.enum(['matches', 'does-not-match', 'unknown']);
const decision = z.enum(['allowed', 'implicit-deny', 'explicit-deny', 'denied', 'unknown']);
const effect = z.enum(['Allow', 'Deny']);
const strings = z.array(z.string());
const label = z.string().describe('What people call the layer: `bucket policy`');

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
const cause = z.object({
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
const card = z
  .object({
    headline: z.string().describe('Who cannot do what: at most 90 characters'),
    fix: z.number().int().min(1).describe('Which of `fixes` it shows, counted from 1').exactOptional(),
    lines: z.array(
      z.object({
        label: z.string().describe('`Denied by`, `Because` …; empty: it goes on from the line above'),
        text: z.string(),
        command: z.string().describe('For a POSIX shell, in one line').exactOptional(),
      }),
    ),
  })
  .describe('The few short lines with which every form of the report begins');
const awsEffect = z.enum(['ALLOW', 'EXPLICIT_DENY', 'IMPLICIT_DENY', 'NO_IMPACT']);
const awsStatements = z.array(
  z.object({ uri: z.string().describe('The ARN of a managed policy, else opaque'), sid: z.string() }),
);
const awsEvaluation = z
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
const link = z.object({ label: z.string(), url: z.string() });
const asked = z.object({ action: z.string(), resource: z.string().nullable() });
const block = z.object({ layer: z.string(), action: z.string() });

export const reportSchema = z
  .object({
    schemaVersion: z.literal(1),
    subject: z.string().describe('One line for a mailbox or a tab'),
    card,
    links: z.array(link).describe('Pages of the AWS console, each for the account that owns the thing'),
    request: z.object({
      eventId: z.string(),
      time: z.string(),
      region: z.string(),
      principal: z.object({ arn: z.string().nullable(), accountId: z.string().nullable(), type: z.string() }),
      operation: z.string(),
      bucket: z.string().nullable(),
      key: z.string().exactOptional(),
      accessPoint: z.string().exactOptional(),
      resourceAccountId: z.string().nullable(),
      authorizations: z.array(asked),
      vpcEndpointId: z.string().exactOptional(),
      sourceIp: z.string().exactOptional(),
    }),
    verdict: z.object({
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
        link: z
          .string()
          .exactOptional()
          .describe('Where the console shows AWS’s own evaluation, for at least 24 hours'),
      }),
      awsEvaluation: awsEvaluation.exactOptional(),
      fixedTogether: z.object({ decision, remaining: z.array(block), proof: z.string() }).exactOptional(),
    }),
    findings: z.array(
      z.object({
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
      }),
    ),
    fixes: z.array(
      z.object({
        layer: z.string(),
        kind: z.enum(['patch', 'hand-over', 'change-the-request']),
        remedy: z.string().describe('What is to be done, as a code: `allow`, `ask-to-except`'),
        facts,
        notes: z
          .array(note)
          .describe('What whoever makes it has to know besides: who can make it, what it is dangerous for'),
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
          .describe('The changed policies, settings or tags as code: HCL, TypeScript of CDK v2, YAML')
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
        decisionAfter: decision,
        remaining: z.array(block),
      }),
    ),
    changes: z.array(
      z.object({
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
      }),
    ),
    intermittent: z
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
      .describe('How the denied call differs from those of the same caller in this input that succeeded')
      .exactOptional(),
    lastAllowed: z
      .object({ time: z.string(), eventId: z.string(), eventName: z.string(), summary: z.string() })
      .describe('When the same caller was last allowed the same in this bucket, where a record of KMS shows it')
      .exactOptional(),
    unknowns: z.array(
      z.object({
        layer: z.string().describe('Id of the layer, or of the step'),
        label,
        code: z.string(),
        facts,
        what: z.string(),
        why: z.string(),
        remedy: z.string(),
      }),
    ),
    coverage: z.looseObject({ sentences: strings, layersNotRead: strings.optional() }),
    group: z
      .object({
        symptom: z.string(),
        cause: z.string().describe('The same for all groups with one cause'),
        count: z.number().int().min(1).describe('Denials with this symptom in the input'),
        callers: strings,
        buckets: strings,
        firstTime: z.string(),
        lastTime: z.string(),
      })
      .describe('Of several denials: those that this report stands for')
      .exactOptional(),
  })
  .meta({ title: 'Culprit report', description: 'One investigated S3 denial' });

export function reportJsonSchema(): unknown {
  return z.toJSONSchema(reportSchema);
}

export type Report = Frozen<z.infer<typeof reportSchema>>;
export type ReportCause = Report['verdict']['rootCauses'][number];
export type ReportSuspect = Report['verdict']['suspects'][number];
export type ReportFinding = Report['findings'][number];
export type ReportFix = Report['fixes'][number];
export type Card = Report['card'];
export type Link = Report['links'][number];
export type CardLine = Card['lines'][number];
export type ReportUnknown = Report['unknowns'][number];

type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]: Frozen<T[Name]> }
    : T;
