/**
 * The published contract: one JSON object per investigated record. `docs/report.schema.json` is made from it, and a test
 * validates every report; its parts stand in `contract/`. Whoever needs only the types imports them as types: no Lambda bundles the schema.
 */
import * as z from 'zod';
import { card, link } from './contract/card';
import { change } from './contract/change';
import { finding } from './contract/finding';
import { fix } from './contract/fix';
import { request } from './contract/request';
import { intermittent, lastAllowed } from './contract/successes';
import { facts, label, strings } from './contract/terms';
import { verdict } from './contract/verdict';

export const reportSchema = z
  .object({
    schemaVersion: z.literal(1),
    subject: z.string().describe('One line for a mailbox or a tab'),
    card,
    links: z.array(link).describe('Pages of the AWS console, each for the account that owns the thing'),
    request,
    verdict,
    findings: z.array(finding),
    fixes: z.array(fix),
    changes: z.array(change),
    intermittent: intermittent.exactOptional(),
    lastAllowed: lastAllowed.exactOptional(),
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
