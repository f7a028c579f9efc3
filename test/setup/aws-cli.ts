/** What a shell and the AWS CLI make of a text of commands; the models are those of the SDK. */
import { spawnSync } from 'node:child_process';
import * as ec2 from '@aws-sdk/client-ec2';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as s3control from '@aws-sdk/client-s3-control';
import * as sts from '@aws-sdk/client-sts';

type Call = readonly string[];

/** The arguments of each call of `aws` in these texts, as a shell splits them. Nothing is run but that. */
export const callsIn = (texts: readonly string[]): readonly Call[] => callsInEach(texts).flat();

/** The same by texts: to start a shell takes longer than what it does. */
export function callsInEach(texts: readonly string[]): readonly (readonly Call[])[] {
  if (texts.join('') === '') return texts.map(() => []);
  const ended = texts.map((text) => `${text}\nprintf '\\002\\0'\n`);
  const script = `set -eu\nPATH=\naws() { printf '%s\\0' "$@"; printf '\\001\\0'; }\n${ended.join('')}`;
  const { stdout, stderr, status } = spawnSync('/bin/sh', ['-s'], { input: script, encoding: 'utf8' });
  if (status !== 0) throw new Error(`a shell does not take it: ${stderr.slice(0, 500)}`);
  const words = stdout.split('\0').slice(0, -1);
  return partsOf(words, '\u0002').map((calls) => partsOf(calls, '\u0001'));
}

/** What stands before each of these ends. */
function partsOf(words: readonly string[], end: string): readonly (readonly string[])[] {
  const ends = words.flatMap((word, at) => (word === end ? [at] : []));
  return ends.map((at, number) => words.slice(number === 0 ? 0 : ends[number - 1]! + 1, at));
}

const clients: Readonly<Record<string, object>> = { ec2, iam, kms, organizations, s3api: s3, s3control, sts };

/** Calls of which no SDK client is here, by their required options: https://docs.aws.amazon.com/cli/latest/reference/ */
const others: Readonly<Record<string, readonly string[]>> = {
  's3 presign': ['expires-in'],
  'account enable-region': ['region-name'],
  'sso-admin list-instances': [],
  'sso-admin list-permission-sets-provisioned-to-account': ['instance-arn', 'account-id'],
  'sso-admin describe-permission-set': ['instance-arn', 'permission-set-arn'],
  'sso-admin put-inline-policy-to-permission-set': ['instance-arn', 'permission-set-arn', 'inline-policy'],
  'sso-admin provision-permission-set': ['instance-arn', 'permission-set-arn', 'target-type'],
};
const global = ['region', 'endpoint-url', 'query', 'no-sign-request'];

/** What the AWS CLI would refuse of it, as sentences. `more`: clients beside those of what reports print. */
export const refusedOf = (call: readonly string[]): readonly string[] => refusedWith({}, call);

export function refusedWith(
  more: Readonly<Record<string, object>>,
  [service = '', operation = '', ...words]: readonly string[],
): readonly string[] {
  const name = `${service} ${operation}`;
  const given = words.flatMap((word) => /^--([a-z0-9-]+)/.exec(word)?.[1] ?? []).filter((one) => !global.includes(one));
  const model =
    others[name] === undefined
      ? membersOf({ ...clients, ...more }[service], operation)
      : { all: others[name], required: others[name] };
  if (model === undefined) return [`there is no \`${name}\``];
  return [
    ...given.filter((one) => !model.all.includes(one)).map((one) => `\`${name}\` has no --${one}`),
    ...model.required.filter((one) => !given.includes(one)).map((one) => `\`${name}\` lacks --${one}`),
    ...words.filter(isBrokenJson).map((one) => `no JSON: ${one.slice(0, 200)}`),
  ];
}

/** The operation as the service's model has it; the required members stand first, and are counted. */
function membersOf(known: object | undefined, operation: string) {
  const client = (known ?? {}) as Readonly<Record<string, unknown>>;
  const own = Object.keys(client).find((key) => key.endsWith('Command') && kebab(key.slice(0, -7)) === operation);
  if (own === undefined) return undefined;
  const input = inputOf(client, own.slice(0, -7));
  // `DescribeOrganization` takes nothing.
  if (input === undefined) return { all: [], required: [] };
  const [, , , , names, , required = 0] = input;
  const all = names.map(kebab);
  return { all, required: all.slice(0, required) };
}

type Structure = readonly [3, string, string, unknown, readonly string[], unknown, number?];

/** A structure is `[3, namespace, name, traits, members, their types, how many are required]`. */
const inputOf = (client: Readonly<Record<string, unknown>>, operation: string): Structure | undefined =>
  (client[`${operation}Request$`] ?? client[`${operation}Input$`]) as Structure | undefined;

/** Independent of the product's: botocore's `xform_name`. https://github.com/boto/botocore/blob/develop/botocore/__init__.py */
export function kebab(name: string): string {
  return name
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

function isBrokenJson(word: string): boolean {
  if (!/^[[{]/.test(word)) return false;
  try {
    JSON.parse(word);
    return false;
  } catch {
    return true;
  }
}
