/** Requests beside a request, drawn without a thought for how a fix is made: one to three things are otherwise. */
import { many, valuesOf } from '../language';
import { mentionedIn } from '../mentioned';
import type { Context, Document, OneOrMany, Scalar, Scenario, Statement } from '../scenario';
import type { Tape } from '../tape';

/** The scenario with another request, of which AWS may be asked. */
export function neighbourOf(scenario: Scenario, tape: Tape): Scenario {
  let made = scenario;
  for (let left = 1 + tape.below(3); left > 0; left -= 1) {
    made = tape.pick([otherPrincipal, otherAction, otherResource, otherContext, otherContext])(made, tape);
  }
  return made;
}

const own = '111122223333';
const foreign = '444455556666';

interface Caller {
  readonly principal: string;
  readonly keys: Context;
}
const session = (account: string, role: string): Caller => ({
  principal: `arn:aws:sts::${account}:assumed-role/${role}/n1`,
  keys: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/${role}`, 'aws:PrincipalType': 'AssumedRole' },
});
const user = (arn: string): Caller => ({
  principal: arn,
  keys: { 'aws:PrincipalArn': arn, 'aws:PrincipalType': arn.endsWith(':root') ? 'Account' : 'User' },
});
const callers: readonly Caller[] = [
  session(own, 'somebody'),
  session(own, 'other'),
  session(foreign, 'app'),
  user(`arn:aws:iam::${own}:user/somebody`),
  user(`arn:aws:iam::${foreign}:user/Bob`),
  user(`arn:aws:iam::${own}:root`),
  user(`arn:aws:iam::${foreign}:root`),
  { principal: 'anonymous', keys: {} },
  {
    principal: 'service:config.amazonaws.com',
    keys: { 'aws:PrincipalServiceName': 'config.amazonaws.com', 'aws:PrincipalIsAWSService': 'true' },
  },
];
const ofThePrincipal = /^aws:(principalarn|principaltype|principalservicename|principalisawsservice|username)$/i;

/** Somebody else, or another session of the same role. */
function otherPrincipal(scenario: Scenario, tape: Tape): Scenario {
  const { principal, context } = scenario.request;
  const isSession = principal.includes(':assumed-role/');
  if (isSession && tape.chance(20)) {
    return asking(scenario, { principal: `${principal.slice(0, principal.lastIndexOf('/'))}/n2` });
  }
  const caller = tape.pick(callers);
  const others = Object.entries(context).filter(([key]) => !ofThePrincipal.test(key));
  return asking(scenario, { principal: caller.principal, context: { ...Object.fromEntries(others), ...caller.keys } });
}

const actions = {
  object: [
    'GetObject',
    'PutObject',
    'DeleteObject',
    'GetObjectAcl',
    'PutObjectTagging',
    'RestoreObject',
    'GetObjectVersion',
  ],
  bucket: ['ListBucket', 'GetBucketPolicy', 'DeleteBucketPolicy', 'PutBucketPolicy', 'CreateBucket', 'GetBucketAcl'],
  key: ['Decrypt', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyPair', 'DescribeKey', 'RetireGrant', 'ReEncryptFrom'],
};

function otherAction(scenario: Scenario, tape: Tape): Scenario {
  const { resource } = scenario.request;
  const kind = kindOf(resource);
  const service = kind === 'key' ? 'kms' : 's3';
  const known = actions[kind].map((name) => `${service}:${name}`);
  const isKnown = (action: string) =>
    Object.values(actions)
      .flat()
      .includes(action.split(':')[1] ?? '');
  const named = statementsIn(scenario)
    .flatMap((statement) => [...many(statement.Action), ...many(statement.NotAction)])
    // Nobody asks a key what is asked of a queue.
    .filter((action) => action.toLowerCase().startsWith(`${service}:`))
    .filter((action) => /^[a-z]+:[a-z]+$/i.test(action) && (!isKnown(action) || known.includes(action)));
  return asking(scenario, { action: tape.pick([...known, ...named]) });
}

const serviceOf = (arn: string) => arn.split(':')[2];
const kindOf = (arn: string) => (arn.includes(':kms:') ? 'key' : arn.includes('/') ? 'object' : 'bucket');

/** Near the resource, or what some pattern of a policy holds. The bucket and its objects are asked other things. */
function otherResource(scenario: Scenario, tape: Tape): Scenario {
  const { resource } = scenario.request;
  const near = [
    `${resource}x`,
    resource.slice(0, -1),
    resource.replace('acme-data', 'acme-date'),
    resource.replace('1234abcd', '1234abce'),
  ];
  const inBucket = ['a', 'home/alice/y', 'home/x', 'red/b'].map((key) => `arn:aws:s3:::acme-data/${key}`);
  const held = statementsIn(scenario)
    .flatMap((statement) => [...many(statement.Resource), ...many(statement.NotResource)])
    .map((pattern) => filled(pattern, resource, tape));
  const all = [...near, ...(kindOf(resource) === 'object' ? inBucket : []), ...held];
  const isAlike = (arn: string) => arn.split(':').length >= 6 && serviceOf(arn) === serviceOf(resource);
  const fitting = all.filter((arn) => arn !== resource && isAlike(arn) && kindOf(arn) === kindOf(resource));
  return fitting.length === 0 ? scenario : asking(scenario, { resource: tape.pick(fitting) });
}

/** A text that the pattern holds. */
function filled(pattern: string, resource: string, tape: Tape): string {
  const fields = pattern === '*' ? resource.split(':') : pattern.split(':');
  const own = resource.split(':');
  return own
    .map((field, at) =>
      at < 5 ? ((fields[at] ?? '*').includes('*') ? field : fields[at]) : fields.slice(5).join(':') || '*',
    )
    .slice(0, 6)
    .join(':')
    .replaceAll(/\$\{[*?$]\}/g, (literal) => literal[2]!)
    .replaceAll(/\$\{[^}]*\}/g, () => tape.pick(['red', 't', 'x']))
    .replaceAll('*', () => tape.pick(['', 'x', 'home/x']))
    .replaceAll('?', () => tape.pick(['x', '7']));
}

function otherContext(scenario: Scenario, tape: Tape): Scenario {
  const { context } = scenario.request;
  const keys = [...new Set([...mentionedIn(scenario), ...Object.keys(context)])].filter(
    (key) => !ofThePrincipal.test(key),
  );
  if (keys.length === 0) return scenario;
  const key = tape.pick(keys);
  const others = Object.entries(context).filter(([name]) => name.toLowerCase() !== key.toLowerCase());
  const value = otherValue(scenario, key, tape);
  return asking(scenario, {
    context: { ...Object.fromEntries(others), ...(value === undefined ? {} : { [key]: value }) },
  });
}

/** `undefined`: absent. */
function otherValue(scenario: Scenario, key: string, tape: Tape): OneOrMany<Scalar> | undefined {
  const seen = valuesOf(scenario.request.context, key);
  const wanted = statementsIn(scenario).flatMap(({ Condition = {} }) =>
    Object.values(Condition).flatMap((block) =>
      Object.entries(block).flatMap(([name, values]) =>
        name.toLowerCase() === key.toLowerCase() ? many(values).map(String) : [],
      ),
    ),
  );
  const isSet = /(orgpaths|tagkeys|calledvia)$/i.test(key);
  const near = [...wanted, ...seen].flatMap((value) =>
    isText(key) ? [value, `${value}x`, value.replaceAll('*', 'y')] : nearValue(value),
  );
  if (near.length === 0 || tape.chance(25)) return undefined;
  return isSet ? tape.some(near, 50) : tape.pick(near);
}

const isText = (key: string) => !/(ip|time|age|version|max-keys|securetransport|present|viaawsservice|bin)$/i.test(key);

/** Numbers, dates and addresses get values of their own kind only: what others mean to them AWS does not say. */
function nearValue(value: string): readonly string[] {
  if (/^(true|false)$/i.test(value)) return ['true', 'false'];
  if (/^-?\d+(\.\d+)?$/.test(value)) return [value, String(Number(value) + 1), String(Number(value) - 1)];
  if (/^\d{4}-/.test(value)) return [value, '2026-11-23T12:30:00Z', '2027-01-01T00:00:00Z'];
  if (/^[\d.:a-f]+(\/\d+)?$/i.test(value))
    return ['203.0.113.11', '203.0.113.200', '10.0.0.1', '2001:db8::18', '2001:db9::1'];
  return [value];
}

function asking(scenario: Scenario, changed: Partial<Scenario['request']>): Scenario {
  return { ...scenario, request: { ...scenario.request, ...changed } };
}

/** Every statement of every policy in the scenario. */
function statementsIn(scenario: Scenario): readonly Statement[] {
  return documentsIn(scenario).flatMap(({ Statement }) => many(Statement));
}

export function documentsIn(value: unknown): readonly Document[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('Statement' in value) return [value as Document];
  return Object.values(value).flatMap(documentsIn);
}
