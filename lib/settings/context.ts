import type { Node } from 'constructs';
import { existsSync, readFileSync } from 'node:fs';
import type { Silence } from '../../src/incident/silences/schema';
import type { AccessLogsProps, CulpritProps, RoutingProps, SpokesProps, TrailProps } from '../props';

const prefix = 'culprit:';
const known = [
  'trail',
  'trailBuckets',
  'buckets',
  'snsEmail',
  'ownSubscribers',
  'sns',
  'chatNotifications',
  'slackSecretName',
  'webhookSecretName',
  'eventBus',
  'messagesPerHour',
  'digestHour',
  'routingTag',
  'routingSlackSecretNames',
  'silences',
  'organizationRoleArn',
  'accountRoles',
  'accountRoleName',
  'accounts',
  'spokes',
  'removeData',
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
    sns: switchIn('sns', text('sns')),
    chatNotifications: switchIn('chatNotifications', text('chatNotifications')),
    slackSecretName: text('slackSecretName'),
    webhookSecretName: text('webhookSecretName'),
    eventBus: text('eventBus'),
    messagesPerHour: numberIn(text('messagesPerHour')),
    digestHour: numberIn(text('digestHour')),
    routing: routingIn(text('routingTag'), text('routingSlackSecretNames')),
    silences: silencesIn(text('silences')),
    organizationRoleArn: text('organizationRoleArn'),
    accountRoles: accountRoles === undefined ? undefined : rolesIn(accountRoles),
    accountRoleName: text('accountRoleName'),
    accounts: listIn(text('accounts')),
    spokes: spokesIn(text('spokes')),
    removeData: switchIn('removeData', text('removeData')),
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

/** The id of an organization, or a list of accounts. */
function spokesIn(text: string | undefined): SpokesProps | undefined {
  if (text === undefined) return undefined;
  return text.startsWith('o-') ? { organizationId: text } : { accounts: listIn(text) ?? [] };
}

/** What is no number is refused with the other props. */
const numberIn = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

function routingIn(tag: string | undefined, names: string | undefined): RoutingProps | undefined {
  if (tag === undefined && names === undefined) return undefined;
  if (tag !== undefined && names !== undefined) {
    const slackSecretNames = jsonIn('culprit:routingSlackSecretNames', names) as Readonly<Record<string, string>>;
    return { tag, slackSecretNames };
  }
  throw new Error(
    'routing needs both settings: `--context culprit:routingTag=team --context culprit:routingSlackSecretNames={"payments":"SECRET"}`',
  );
}

/** A file of the project, as `culprit silence` keeps it. */
function silencesIn(file: string | undefined): readonly Silence[] | undefined {
  if (file === undefined) return undefined;
  if (file.startsWith('[')) return jsonIn('culprit:silences', file) as readonly Silence[];
  if (!existsSync(file))
    throw new Error(`there is no file of silences \`${file}\`: make it with \`culprit silence add\``);
  return jsonIn(file, readFileSync(file, 'utf8')) as readonly Silence[];
}

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
