/** The roles that the template makes: what their policies allow. */
import { matchTokens, tokenize } from '../../src/engine/glob';
import type { Asked } from './actions';
import type { DeployedResource, DeployedTemplate } from './template';

export interface DeployedRole {
  readonly arn: string;
  readonly name: string;
  readonly statements: readonly RoleStatement[];
}

export interface RoleStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Conditions;
}

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Every role of the template with its inline policies and those attached to it by `AWS::IAM::Policy`. */
export function rolesOf(template: DeployedTemplate): readonly DeployedRole[] {
  const separate = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) => template.ofType(type));
  return template.ofType('AWS::IAM::Role').map((role) => {
    const attached = separate.filter(({ properties }) => ((properties['Roles'] ?? []) as unknown[]).includes(role.ref));
    const inline = (role.properties['Policies'] ?? []) as { readonly PolicyDocument: unknown }[];
    const documents = [...inline, ...attached.map(({ properties }) => properties)].map(
      (policy) => (policy as { readonly PolicyDocument: unknown }).PolicyDocument,
    );
    refuseManagedPolicies(role, separate);
    return { arn: role.arn, name: role.ref, statements: documents.flatMap(statementsOf) };
  });
}

/** As IAM decides for one role of its own account: a Deny wins, nothing but an Allow allows. */
export function roleAllows(role: DeployedRole, asked: Asked, context: Readonly<Record<string, string>>): boolean {
  const matching = role.statements.filter((statement) => matches(statement, asked, context));
  return matching.some(({ Effect }) => Effect === 'Allow') && !matching.some(({ Effect }) => Effect === 'Deny');
}

/** What a managed policy of AWS says is not in the template, so a role that rests on one cannot be judged. */
function refuseManagedPolicies(role: DeployedResource, own: readonly DeployedResource[]): void {
  const arns = (role.properties['ManagedPolicyArns'] ?? []) as string[];
  const foreign = arns.filter((arn) => !own.some(({ ref }) => ref === arn));
  if (foreign.length > 0) throw new Error(`role \`${role.logicalId}\` rests on ${foreign.join(', ')}: spell it out`);
}

function statementsOf(document: unknown): readonly RoleStatement[] {
  const { Statement } = document as { readonly Statement: RoleStatement | readonly RoleStatement[] };
  return [Statement].flat();
}

function matches(statement: RoleStatement, { action, resource }: Asked, context: Readonly<Record<string, string>>) {
  return (
    [statement.Action].flat().some((pattern) => globs(pattern.toLowerCase(), action.toLowerCase())) &&
    [statement.Resource].flat().some((pattern) => globs(pattern, resource)) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => holds(operator, context[key], [wanted].flat(), key)),
    )
  );
}

function holds(operator: string, seen: string | undefined, wanted: readonly string[], key: string): boolean {
  // For a single value it is the same; for none it holds.
  if (operator.startsWith('ForAllValues:')) {
    return seen === undefined || holds(operator.slice('ForAllValues:'.length), seen, wanted, key);
  }
  if (!/^(StringEquals|StringLike|ArnEquals|ArnLike)$/.test(operator)) {
    throw new Error(`a role has the condition \`${operator}\` on \`${key}\`, which the embedded account does not know`);
  }
  return seen !== undefined && wanted.some((pattern) => globs(pattern, seen));
}

function globs(pattern: string, text: string): boolean {
  return matchTokens(tokenize(pattern), text);
}
