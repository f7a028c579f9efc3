import type { Node } from 'constructs';
import type { AccessLogsProps, CulpritProps, TrailProps } from '../props';

const prefix = 'culprit:';
const known = [
  'trail',
  'trailBuckets',
  'buckets',
  'snsEmail',
  'ownSubscribers',
  'slackSecretName',
  'organizationRoleArn',
  'accountRoles',
  'accountRoleName',
  'accounts',
  'headObject',
  'monthlyDollars',
  'accessLogBucket',
  'accessLogPrefix',
];

/** Props from the context of cdk.json or `--context culprit:trail=existing`; lists are separated by commas. */
export function propsFromContext(node: Node): CulpritProps {
  const unknown = Object.keys(node.getAllContext() as object).filter(
    (key) => key.startsWith(prefix) && !known.includes(key.slice(prefix.length)),
  );
  if (unknown.length > 0) {
    throw new Error(
      `there is no setting \`${unknown.join('`, `')}\`: the settings are ${prefix}${known.join(`, ${prefix}`)}`,
    );
  }
  const text = (name: string): string | undefined => {
    const value: unknown = node.tryGetContext(`${prefix}${name}`);
    if (value === undefined || value === null || value === '') return undefined;
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  const accountRoles = text('accountRoles');
  const given = {
    buckets: listIn(text('buckets')),
    snsEmail: text('snsEmail'),
    ownSubscribers: switchIn('ownSubscribers', text('ownSubscribers')),
    slackSecretName: text('slackSecretName'),
    organizationRoleArn: text('organizationRoleArn'),
    accountRoles: accountRoles === undefined ? undefined : rolesIn(accountRoles),
    accountRoleName: text('accountRoleName'),
    accounts: listIn(text('accounts')),
    headObject: switchIn('headObject', text('headObject')),
    monthlyDollars: numberIn(text('monthlyDollars')),
    accessLogs: accessLogsIn(text('accessLogBucket'), text('accessLogPrefix')),
  };
  return {
    trail: trailIn(text('trail'), listIn(text('trailBuckets'))),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

function trailIn(trail: string | undefined, buckets: readonly string[] | undefined): TrailProps {
  if (trail === 'existing') return { existing: true };
  if (trail === 'new') return { buckets: buckets ?? [] };
  const given = trail === undefined ? '' : `\`${trail}\` is no way in which denials are seen; `;
  throw new Error(
    `${given}choose how denials are seen: \`--context culprit:trail=existing\` where a trail logs the S3 data events of your ` +
      'buckets already, or `--context culprit:trail=new --context culprit:trailBuckets=NAME,NAME` (data events cost money)',
  );
}

/** What is no number is refused with the other props. */
const numberIn = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

function accessLogsIn(bucketName: string | undefined, given: string | undefined): AccessLogsProps | undefined {
  if (bucketName === undefined && given === undefined) return undefined;
  if (bucketName !== undefined && given !== undefined) return { bucketName, prefix: given };
  throw new Error(
    'access logs need both settings: `--context culprit:accessLogBucket=NAME --context culprit:accessLogPrefix=PREFIX` ' +
      '(`*` if the bucket holds nothing but logs)',
  );
}

function listIn(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  if (text.startsWith('[')) return jsonIn('a list', text) as readonly string[];
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** JSON, or `ACCOUNT=ARN,ACCOUNT=ARN`. */
function rolesIn(text: string): Readonly<Record<string, string>> {
  if (text.startsWith('{')) return jsonIn('culprit:accountRoles', text) as Readonly<Record<string, string>>;
  const pairs = (listIn(text) ?? []).map((pair) => /^(\d{12})=(.+)$/.exec(pair));
  return Object.fromEntries(
    pairs.map((pair) => {
      if (pair === null) throw new Error(`\`culprit:accountRoles\` is \`${text}\`: write ACCOUNT=ARN,ACCOUNT=ARN`);
      return [pair[1] ?? '', pair[2] ?? ''];
    }),
  );
}

function switchIn(name: string, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (text !== 'true' && text !== 'false') throw new Error(`\`${prefix}${name}\` is \`${text}\`: write true or false`);
  return text === 'true';
}

function jsonIn(what: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new Error(`${what} is no JSON: \`${text.slice(0, 80)}\``, { cause });
  }
}
