import { defined } from '../../defined';
import type { CorsRule } from '../../evidence/readers/bucket-cors';
import type { AwsCommand } from '../../judging/commands/aws-command';
import type { Remedies, Remedy, Told } from '../../judging/commands/remedy';
import { elements, judgeRule, preflightIn, type JudgedRule, type Preflight } from './rules';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html */
const allow: Remedy<'rules'> = {
  text: 'Put CORS rules that allow the origin, the method and the headers of the page; the rules that stand there stay.',
  safety:
    'Pages of that origin may call the bucket from a browser. Nobody is granted anything by it: the call itself still needs permission.',
  commands: putCors,
};

export const remedies: Remedies<'rules'> = {
  'cors-not-enabled': [allow],
  'no-rule-allows': [allow],
  'headers-not-recorded': [allow],
  'method-not-recorded': [allow],
  'origin-not-recorded': [allow],
};

/** PutBucketCors replaces all rules, so that all of them are in it. */
function putCors({ request, readings }: Told<'rules'>): readonly AwsCommand[] {
  const { bucket, resourceAccountId, bucketRegion, region } = request;
  if (bucket === undefined || readings.rules.status === 'unreadable') return [];
  const rules = readings.rules.status === 'found' ? (readings.rules.value as readonly CorsRule[]) : [];
  return [
    {
      service: 's3api',
      operation: 'PutBucketCors',
      parameters: {
        Bucket: bucket,
        CORSConfiguration: { json: { CORSRules: withPreflight(rules, preflightIn(request)) } },
      },
      ...defined({ account: resourceAccountId, region: bucketRegion ?? region }),
    },
  ];
}

/** The rule that fails in one thing only gets it; where all fail in more, a rule of its own is added. */
function withPreflight(rules: readonly CorsRule[], preflight: Preflight): readonly CorsRule[] {
  const nearest = rules.map((rule, at) => judgeRule(rule, at + 1, preflight)).find((rule) => failed(rule).length === 1);
  if (nearest === undefined) return [...rules, ruleFor(preflight)];
  return rules.map((rule) => (rule === nearest.rule ? amended(nearest, preflight) : rule));
}

const failed = (rule: JudgedRule) => elements.filter((element) => rule[element] === false);

function amended(judged: JudgedRule, { origin, method, headers = [] }: Preflight): CorsRule {
  const { rule } = judged;
  const [missing] = failed(judged);
  if (missing === 'origin' && origin !== undefined)
    return { ...rule, AllowedOrigins: [...rule.AllowedOrigins, origin] };
  if (missing === 'method' && method !== undefined)
    return { ...rule, AllowedMethods: [...rule.AllowedMethods, method] };
  return { ...rule, AllowedHeaders: [...new Set([...(rule.AllowedHeaders ?? []), ...headers])] };
}

function ruleFor({ origin, method, headers }: Preflight): CorsRule {
  return {
    AllowedOrigins: [origin ?? '<origin of the page: https://app.example.com>'],
    AllowedMethods: [method ?? '<method of the call: GET, PUT, POST, DELETE or HEAD>'],
    ...(headers?.length === 0 ? {} : { AllowedHeaders: headers ?? ['*'] }),
  };
}
