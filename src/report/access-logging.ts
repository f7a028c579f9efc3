/** What S3's own line about the request would tell, where nothing else explains the denial: how to get it, or where it is. */
import type { Report, ReportUnknown } from '../verdict/types';
import { jsonLines, quote } from './clean';
import type { Block } from './block';

/** What the log would settle, as an unknown names it. */
export const whatTheLogTells = 'what S3 itself wrote about the request';

type Explained = Pick<Report['verdict'], 'status' | 'rootCauses' | 'certainty'>;
type Findings = Report['findings'];
type Facts = Readonly<Record<string, string>>;

/** As one more unknown, with what would settle it. */
export function accessLogUnknowns(verdict: Explained, findings: Findings): readonly ReportUnknown[] {
  const told = adviceIn(verdict, findings);
  if (told === undefined) return [];
  const { layer, isOn, facts } = told;
  const what = whatTheLogTells;
  const bucket = fact(facts, 'bucket');
  if (isOn) {
    const why = `the server access log of ${bucket} was not read`;
    const remedy = `Look in ${fact(facts, 'target')} below ${fact(facts, 'prefix')} for the line with ${idOf(facts)}.`;
    return [{ layer, what, why, remedy }];
  }
  const remedy = `Switch it on and repeat the request: ${quote(commandOf(namesIn(facts)), 600)}; the policy of the log bucket must let \`logging.s3.amazonaws.com\` put objects, and lines come hours late.`;
  return [{ layer, what, why: `server access logging is off for ${bucket}`, remedy }];
}

/** The section about it. */
export function accessLogBlocks({ verdict, findings }: Report): readonly Block[] {
  const told = adviceIn(verdict, findings);
  if (told === undefined) return [];
  return told.isOn ? whereItLies(told.facts) : howToSwitchItOn(told.facts);
}

function howToSwitchItOn(facts: Facts): readonly Block[] {
  const names = namesIn(facts);
  return [
    { is: 'heading', text: 'Server access log' },
    {
      is: 'sentence',
      text: `S3 writes no server access log of ${fact(facts, 'bucket')}, where it would tell each refused request with its error code. To switch it on, let S3 write to a log bucket, here ${quote(names.logBucket)}, by this statement of its policy:`,
    },
    { is: 'code', lines: jsonLines(statementFor(names)) },
    { is: 'sentence', text: 'Then tell S3 to log there:' },
    { is: 'code', lines: [commandOf(names)] },
    { is: 'list', items: limits.map((text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`) },
  ];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html */
const limits: readonly string[] = [
  'S3 delivers as best it can, hours late, and only requests from then on: repeat the one that was denied',
  'the log bucket lies in the same account and Region, without default retention, Requester Pays or encryption with a KMS key',
  'what the policy of a VPC endpoint denies is in no log',
  'storage is all that it costs: let the log objects expire',
  'the log is read by `culprit investigate FILE`, or by a deployment with `accessLogs`',
];

function whereItLies(facts: Facts): readonly Block[] {
  const { target = '', prefix = '', requestId } = facts;
  const day = /^\d{4}-\d\d-\d\d/.exec(facts['time'] ?? '')?.[0];
  const canCopy = isBucket.test(target) && /^[\w!.()/=:-]*$/.test(prefix) && day !== undefined;
  const days = day === undefined ? [] : [day, dayAfter(day)];
  return [
    { is: 'heading', text: 'Server access log' },
    {
      is: 'sentence',
      text: `S3 writes the server access log of ${fact(facts, 'bucket')} to ${fact(facts, 'target')} below ${fact(facts, 'prefix')}, hours late and as best it can. Its line about this request has ${idOf(facts)}.`,
    },
    ...(canCopy
      ? [
          {
            is: 'code',
            lines: [
              `aws s3 cp ${quoted(`s3://${target}/${prefix}`)} access-log --recursive --exclude '*' ${days.map((one) => `--include '*${one}*'`).join(' ')}`,
              `grep -rhF ${quoted(requestId ?? ' 403 ')} access-log > denied.log`,
              'culprit investigate denied.log',
            ],
          } as const,
        ]
      : []),
  ];
}

/** Names of log objects tell when they were delivered. */
const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

interface Advice {
  readonly layer: string;
  readonly isOn: boolean;
  readonly facts: Facts;
}

/** Only where the denial is not explained: whoever knows the cause needs no log. */
function adviceIn({ status, rootCauses, certainty }: Explained, findings: Findings): Advice | undefined {
  const isExplained =
    status === 'allowed' || (status === 'denied' && rootCauses.length === 1 && certainty !== 'possible');
  if (isExplained) return undefined;
  const notes = findings.flatMap(({ layer, notes = [] }) => notes.map((note) => ({ layer, ...note })));
  const found = notes.find(({ code }) => code === 'access-logging-on' || code === 'access-logging-off');
  return found === undefined
    ? undefined
    : { layer: found.layer, isOn: found.code === 'access-logging-on', facts: found.facts };
}

interface Names {
  readonly bucket: string;
  readonly logBucket: string;
  readonly prefix: string;
  readonly region: string;
  readonly account: string;
}

const isBucket = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Names come from events in the end: what is none stays a blank to fill in. */
function namesIn({ bucket = '', region = '', account = '' }: Facts): Names {
  const named = isBucket.test(bucket) ? bucket : 'BUCKET';
  return {
    bucket: named,
    logBucket: `${named.slice(0, 51)}-access-logs`,
    prefix: `${named}/`,
    region: /^[a-z0-9-]{1,32}$/.test(region) ? region : 'REGION',
    account: /^\d{12}$/.test(account) ? account : 'ACCOUNT',
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
function statementFor({ bucket, logBucket, prefix, region, account }: Names): object {
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return {
    Sid: 'ServerAccessLogs',
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `arn:${partition}:s3:::${logBucket}/${prefix}*`,
    Condition: {
      ArnLike: { 'aws:SourceArn': `arn:${partition}:s3:::${bucket}` },
      StringEquals: { 'aws:SourceAccount': account },
    },
  };
}

function commandOf({ bucket, logBucket, prefix, region }: Names): string {
  const status = { LoggingEnabled: { TargetBucket: logBucket, TargetPrefix: prefix } };
  return `aws s3api put-bucket-logging --region ${region} --bucket ${bucket} --bucket-logging-status '${JSON.stringify(status)}'`;
}

const idOf = ({ requestId }: Facts): string =>
  requestId === undefined ? 'its time, key and error code' : `the request id ${quote(requestId)}`;
const fact = (facts: Facts, name: string): string => (facts[name] === '' ? 'its root' : quote(facts[name] ?? '?', 400));
const quoted = (text: string): string => `'${text}'`;
