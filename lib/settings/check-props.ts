import { Token } from 'aws-cdk-lib';
import { noticeProblems } from './check-notices';
import type { AccessLogsProps, CulpritProps, SpokesProps } from '../props';

/** Refuses a wrong configuration with all that is wrong, before anything is synthesized. */
export function checkProps(props: CulpritProps): void {
  const problems = problemsOf(props);
  if (problems.length > 0) throw new Error(`these settings cannot be deployed:\n- ${problems.join('\n- ')}`);
}

/** Every sentence says what is wrong and what to write instead; none is left out. */
export function problemsOf(props: CulpritProps): readonly string[] {
  return checks.flatMap((check) => check(props));
}

type Check = (props: CulpritProps) => readonly string[];

const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const roleName = /^([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;
const secretName = /^[\w/+=.@-]{1,512}$/;
const logPrefix = /^[^*?$]{0,512}$/;
/** As CloudFormation names it. */
const isEvidenceBucket = /culpritevidencebucket[0-9a-f]{8}-/;
const accountId = /^\d{12}$/;
const organizationId = /^o-[a-z0-9]{10,32}$/;

const checks: readonly Check[] = [
  ({ trail, buckets = [] }) =>
    [...('buckets' in trail ? trail.buckets : []), ...buckets].flatMap((bucket) =>
      unless(bucketName, bucket, `\`${bucket}\` is no bucket name: list names, not ARNs or wildcards`),
    ),
  ({ trail }) =>
    'buckets' in trail && trail.buckets.length === 0
      ? ['a new trail needs the names of the buckets whose data events it logs: set `trail.buckets`']
      : [],
  ({ trail }) =>
    // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html: 500 conditions a trail
    'buckets' in trail && trail.buckets.length > 400
      ? ['a trail can select at most 400 buckets: use an existing trail that logs all of them']
      : [],
  ({ trail, buckets = [] }) =>
    'buckets' in trail
      ? buckets
          .filter((bucket) => !trail.buckets.includes(bucket))
          .map(
            (bucket) =>
              `\`${bucket}\` is in \`buckets\`, but the new trail would not log it: add it to \`trail.buckets\``,
          )
      : [],
  ({ snsEmail = '' }) =>
    snsEmail === '' ? [] : unless(email, snsEmail, `\`${snsEmail}\` is no e-mail address: set \`snsEmail\` to one`),
  ({ snsEmail = '', ownSubscribers = false }) =>
    snsEmail === '' && !ownSubscribers
      ? [
          'nobody listens: set `snsEmail`, or `ownSubscribers` if you subscribe to the topic yourself; alarms go nowhere else',
        ]
      : [],
  ({ slackSecretName, webhookSecretName, routing }) => [
    ...secretProblems('slackSecretName', slackSecretName),
    ...secretProblems('webhookSecretName', webhookSecretName),
    ...Object.values(routing?.slackSecretNames ?? {}).flatMap((name) =>
      secretProblems('routing.slackSecretNames', name),
    ),
  ],
  (props) => noticeProblems(props),
  ({ organizationRoleArn = '' }) =>
    organizationRoleArn === ''
      ? []
      : unless(
          roleArn,
          organizationRoleArn,
          `\`${organizationRoleArn}\` is no role ARN: set \`organizationRoleArn\` to one`,
        ),
  ({ accountRoles = {} }) =>
    Object.entries(accountRoles)
      .filter(([account, arn]) => !Token.isUnresolved(arn) && (!roleArn.test(arn) || arn.split(':')[4] !== account))
      .map(
        ([account, arn]) =>
          `\`${arn}\` is no role of account \`${account}\`: \`accountRoles\` maps account ids to role ARNs`,
      ),
  ({ accountRoleName = '' }) =>
    accountRoleName === ''
      ? []
      : unless(
          roleName,
          accountRoleName,
          `\`${accountRoleName}\` is no name of a role: set \`accountRoleName\` to a name or path/name`,
        ),
  ({ accounts = [] }) =>
    accounts.flatMap((account) =>
      unless(accountId, account, `\`${account}\` is no account id: \`accounts\` lists ids of twelve digits`),
    ),
  ({ accounts, accountRoleName }) =>
    accounts !== undefined && accountRoleName === undefined
      ? ['`accounts` says where the role of `accountRoleName` is assumed: set both']
      : [],
  ({ spokes }) => (spokes === undefined ? [] : spokeProblems(spokes)),
  ({ monthlyDollars = 0 }) =>
    Number.isFinite(monthlyDollars) && monthlyDollars >= 0 && monthlyDollars <= 100_000
      ? []
      : ['`monthlyDollars` is no amount: set it to what all investigations of a month may cost, from 0 to 100,000'],
  ({ accessLogs }) => (accessLogs === undefined ? [] : accessLogProblems(accessLogs)),
];

function secretProblems(prop: string, name: string | undefined): readonly string[] {
  if (name === undefined || name === '') return [];
  if (/^https?:|hooks\.slack/.test(name)) {
    return [`\`${prop}\` is the name of a secret: store the address in Secrets Manager, never in code`];
  }
  if (name.startsWith('arn:')) return [`\`${prop}\` is the name of a secret, not its ARN`];
  return unless(secretName, name, `\`${name}\` is no name of a secret: set \`${prop}\` to its name`);
}

function spokeProblems(spokes: SpokesProps): readonly string[] {
  if ('organizationId' in spokes) {
    const { organizationId: id } = spokes;
    return unless(
      organizationId,
      id,
      `\`${id}\` is no id of an organization: \`spokes\` takes one, or ids of accounts`,
    );
  }
  if (spokes.accounts.length === 0) return ['`spokes` lists no account: name them, or the id of the organization'];
  return spokes.accounts.flatMap((account) =>
    unless(
      accountId,
      account,
      `\`${account}\` is no account id: \`spokes\` takes ids of twelve digits, or that of an organization`,
    ),
  );
}

function accessLogProblems({ bucketName: bucket, prefix }: AccessLogsProps): readonly string[] {
  return [
    ...unless(
      bucketName,
      bucket,
      `\`${bucket}\` is no bucket name: set \`accessLogs.bucketName\` to the bucket of the logs`,
    ),
    ...(isEvidenceBucket.test(bucket)
      ? [`\`${bucket}\` is the evidence bucket of Culprit: set \`accessLogs.bucketName\` to the bucket of the logs`]
      : []),
    ...(prefix === '' || prefix === '/'
      ? [
          '`accessLogs.prefix` is empty: set it to what the keys of log objects begin with, or to `*` if the bucket holds nothing but logs',
        ]
      : []),
    // Neither a policy nor a rule would take these characters for themselves.
    ...(prefix === '*'
      ? []
      : unless(
          logPrefix,
          prefix,
          `\`${prefix}\` is no prefix of keys: set \`accessLogs.prefix\` to one without \`*\`, \`?\` and \`$\``,
        )),
  ];
}

/** What is known only at deployment cannot be checked before. */
const unless = (pattern: RegExp, value: string, problem: string): readonly string[] =>
  Token.isUnresolved(value) || pattern.test(value) ? [] : [problem];
