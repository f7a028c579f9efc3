import type { Node } from 'constructs';
import type { CulpritProps, TrailProps } from './props';

/** Props from the context of cdk.json or `--context culprit:trail=existing`; lists are separated by commas. */
export function propsFromContext(node: Node): CulpritProps {
  const text = (name: string): string | undefined => {
    const value: unknown = node.tryGetContext(`culprit:${name}`);
    if (value === undefined || value === null || value === '') return undefined;
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  const list = (name: string) => listIn(text(name));
  const buckets = list('buckets');
  const optional = {
    snsEmail: text('snsEmail'),
    slackSecretName: text('slackSecretName'),
    organizationRoleArn: text('organizationRoleArn'),
    externalId: text('externalId'),
  };
  const accountRoles = text('accountRoles');
  return {
    trail: trailIn(text('trail'), list('trailBuckets')),
    ...(buckets === undefined ? {} : { buckets }),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    ...(accountRoles === undefined ? {} : { accountRoles: rolesIn(accountRoles) }),
    headObject: text('headObject') === 'true',
  };
}

function trailIn(trail: string | undefined, buckets: readonly string[] | undefined): TrailProps {
  if (trail === 'existing') return { existing: true };
  if (trail === 'new') return { buckets: buckets ?? [] };
  throw new Error(
    'choose how denials are seen: `--context culprit:trail=existing` where a trail logs the S3 data events of your ' +
      'buckets already, or `--context culprit:trail=new --context culprit:trailBuckets=NAME,NAME` (data events cost money)',
  );
}

function listIn(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  if (text.startsWith('[')) return JSON.parse(text) as readonly string[];
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** JSON, or `ACCOUNT=ARN,ACCOUNT=ARN`. */
function rolesIn(text: string): Readonly<Record<string, string>> {
  if (text.startsWith('{')) return JSON.parse(text) as Readonly<Record<string, string>>;
  return Object.fromEntries((listIn(text) ?? []).map((pair) => pair.split('=', 2) as [string, string]));
}
