/** The section about S3's own line about the request: how to get it, or where it is. */
import { defined } from '../../defined';
import type { AccessLogFacts, NoAccessLogFacts } from '../../verdict/verdict-unknowns';
import { commandToLog, isBucket, lineWords, logNames, prefixWords, type LogNames } from '../access-log';
import { jsonLines, quote } from '../clean';
import type { ReportUnknown } from '../contract';
import { quoteFact } from '../sentences/fill';
import type { Block } from './block';

/** Only of an unknown that has a section of its own. */
export function accessLogBlocks({ code, facts }: ReportUnknown): readonly Block[] {
  const { bucket = '', region = '', target = '', prefix = '', time = '', account, requestId } = facts;
  switch (code) {
    case 'access-log-off':
      return howToSwitchItOn({ bucket, region, ...defined({ account }) });
    case 'access-log-not-read':
      return whereItLies({ bucket, target, prefix, time, ...defined({ requestId }) });
    default:
      return [];
  }
}

function howToSwitchItOn(facts: NoAccessLogFacts): readonly Block[] {
  const names = logNames(facts);
  return [
    { is: 'heading', text: 'Server access log' },
    {
      is: 'sentence',
      text: `S3 writes no server access log of ${quoteFact(facts.bucket)}, which would hold each refused request with its error code. To switch it on, let S3 write to a log bucket, here ${quote(names.logBucket)}, by this statement of its policy:`,
    },
    { is: 'code', lines: jsonLines(statementFor(names)) },
    { is: 'sentence', text: 'Then switch logging on:' },
    { is: 'code', lines: [commandToLog(names)] },
    { is: 'list', items: limits },
  ];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html */
const limits: readonly string[] = [
  'S3 delivers as best it can, hours late, and only requests from then on: repeat the one that was denied.',
  'The log bucket lies in the same account and Region, without default retention, Requester Pays or encryption with a KMS key.',
  'What the policy of a VPC endpoint denies is in no log.',
  'Storage is all that it costs: let the log objects expire.',
  'The log is read by `culprit investigate FILE`, or by a deployment with `accessLogs`.',
];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
function statementFor({ bucket, logBucket, prefix, region, account }: LogNames): object {
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

function whereItLies(facts: AccessLogFacts): readonly Block[] {
  const commands = commandsToFind(facts);
  return [
    { is: 'heading', text: 'Server access log' },
    {
      is: 'sentence',
      text: `S3 writes the server access log of ${quoteFact(facts.bucket)} to ${quoteFact(facts.target)} below ${prefixWords(facts)}, hours late and as best it can. Its line about this request has ${lineWords(facts)}.`,
    },
    ...(commands.length === 0 ? [] : [{ is: 'code', lines: commands } as const]),
  ];
}

/** None where a name is none, or where a shell would read more in it. */
function commandsToFind({ target, prefix, time, requestId }: AccessLogFacts): readonly string[] {
  const day = /^\d{4}-\d\d-\d\d/.exec(time)?.[0];
  if (day === undefined || !isBucket(target) || !/^[\w!.()/=:-]*$/.test(prefix)) return [];
  const days = [day, dayAfter(day)].map((one) => `--include '*${one}*'`).join(' ');
  const line = /^\w+$/.test(requestId ?? '') ? requestId : ' 403 ';
  return [
    `aws s3 cp 's3://${target}/${prefix}' access-log --recursive --exclude '*' ${days}`,
    `grep -rhF '${line}' access-log > denied.log`,
    'culprit investigate denied.log',
  ];
}

/** Names of log objects show when they were delivered. */
const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
