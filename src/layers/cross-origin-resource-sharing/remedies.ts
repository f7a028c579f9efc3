import { defined } from '../../defined';
import type { CorsRule } from '../../evidence/readers/bucket-cors';
import type { AwsCommand } from '../../judging/commands/aws-command';
import type { Remedies, Remedy, Told } from '../../judging/commands/remedy';
import type { InfrastructureResource, InfrastructureValues } from '../../judging/infrastructure/resource';
import { elements, judgeRule, preflightIn, type JudgedRule, type Preflight } from './rules';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html */
const allow: Remedy<'rules'> = {
  text: 'Put CORS rules that allow the origin, the method and the headers of the page; the rules that stand there stay.',
  safety:
    'Pages of that origin may call the bucket from a browser. Nobody is granted anything by it: the call itself still needs permission.',
  commands: putCors,
  resources: corsInCode,
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
  const rules = rulesFor(request, readings);
  if (bucket === undefined || rules === undefined) return [];
  return [
    {
      service: 's3api',
      operation: 'PutBucketCors',
      parameters: {
        Bucket: bucket,
        CORSConfiguration: { json: { CORSRules: rules } },
      },
      ...defined({ account: resourceAccountId, region: bucketRegion ?? region }),
    },
  ];
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_cors_configuration */
function corsInCode({ request, readings }: Told<'rules'>): readonly InfrastructureResource[] {
  const { bucket } = request;
  const rules = rulesFor(request, readings);
  if (bucket === undefined || rules === undefined) return [];
  const each = (name: (element: keyof CorsRule) => string) => rules.map((rule) => named(rule, name));
  return [
    {
      terraform: {
        type: 'aws_s3_bucket_cors_configuration',
        arguments: { bucket, cors_rule: { blocks: each((element) => ofTerraform[element]) } },
      },
      cloudFormation: {
        type: 'AWS::S3::Bucket',
        properties: {
          BucketName: bucket,
          CorsConfiguration: { block: { CorsRules: { blocks: each((element) => ofStacks[element] ?? element) } } },
        },
        partOf: bucket,
      },
    },
  ];
}

const ofTerraform = {
  ID: 'id',
  AllowedOrigins: 'allowed_origins',
  AllowedMethods: 'allowed_methods',
  AllowedHeaders: 'allowed_headers',
  ExposeHeaders: 'expose_headers',
  MaxAgeSeconds: 'max_age_seconds',
} as const;

/** Where CloudFormation has names of its own. */
const ofStacks: Readonly<Partial<Record<keyof CorsRule, string>>> = {
  ID: 'Id',
  ExposeHeaders: 'ExposedHeaders',
  MaxAgeSeconds: 'MaxAge',
};

const named = (rule: CorsRule, name: (element: keyof CorsRule) => string): InfrastructureValues =>
  Object.fromEntries(
    (Object.keys(ofTerraform) as readonly (keyof CorsRule)[]).flatMap((element) => {
      const value = rule[element];
      return value === undefined ? [] : [[name(element), typeof value === 'object' ? { list: value } : value]];
    }),
  );

/** `undefined`: those that stand there could not be read. */
function rulesFor(request: Told['request'], { rules }: Told<'rules'>['readings']): readonly CorsRule[] | undefined {
  if (rules.status === 'unreadable') return undefined;
  return withPreflight(rules.status === 'found' ? (rules.value as readonly CorsRule[]) : [], preflightIn(request));
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
