/** Scenarios of a role that reads an object, denied by what a test puts into one slot. */
import { evaluateWithFixes, type EvaluatedFix } from '../../src/evaluate-fixes';

export type Statement = Readonly<Record<string, unknown>>;
export type Scenario = Readonly<Record<string, unknown>>;

export const role = 'arn:aws:iam::111122223333:role/app';
export const bucket = 'arn:aws:s3:::data';
export const object = `${bucket}/reports/a.csv`;
export const key = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

export const policy = (...Statement: readonly Statement[]) => ({ Version: '2012-10-17', Statement });
export const named = (...statements: readonly Statement[]) => ({ name: 'p', policy: policy(...statements) });
export const everything: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };

export interface Asked {
  readonly principal?: string;
  readonly action?: string;
  readonly resource?: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

/** Allowed, but for what `slots` says. */
export function scenario(slots: Scenario, { context = {}, ...asked }: Asked = {}): Scenario {
  return {
    id: 'fixes',
    request: {
      principal: 'arn:aws:sts::111122223333:assumed-role/app/run',
      action: 's3:GetObject',
      resource: object,
      resourceAccountId: '111122223333',
      context: { 'aws:PrincipalArn': role, ...context },
      ...asked,
    },
    identityPolicies: [named(everything)],
    sessionPolicies: [],
    scps: [],
    rcps: [],
    ...slots,
  };
}

export function fixesOf(given: Scenario): readonly EvaluatedFix[] {
  const { fixes } = evaluateWithFixes(given);
  if (fixes === undefined) throw new Error('the scenario is not denied');
  return fixes;
}

/** The first fix of this layer. */
export function smallest(given: Scenario, layer: string): EvaluatedFix {
  const found = fixesOf(given).find((fix) => fix.layer === layer);
  if (found === undefined) throw new Error(`there is no fix of ${layer}`);
  return found;
}

/** The statements that a fix puts. */
export function putBy({ patch = [] }: EvaluatedFix): readonly Statement[] {
  return patch.flatMap((operation) => ('value' in operation ? statementsIn(operation.value) : []));
}

function statementsIn(value: unknown): readonly Statement[] {
  if (Array.isArray(value)) return value.flatMap(statementsIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('Effect' in value) return [value];
  return Object.values(value).flatMap(statementsIn);
}

/** A Deny in a bucket policy that allows everything to everybody. */
export const deniedByBucket = (deny: Statement, asked: Asked = {}): Scenario =>
  scenario({ resourcePolicy: policy({ ...everything, Principal: '*' }, { Effect: 'Deny', ...deny }) }, asked);

/** A Deny beside the caller's own Allow of everything. */
export const deniedByIdentity = (deny: Statement, asked: Asked = {}): Scenario =>
  scenario({ identityPolicies: [named(everything, { Effect: 'Deny', ...deny })] }, asked);
