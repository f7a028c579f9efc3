import type { Template, TemplateResource } from '../cloud/template';

interface Statement {
  readonly Action: string | readonly string[];
}

/** The template with an action taken out of the one role that has it. */
export function withoutAction(template: Template, action: string): Template {
  const holding = Object.entries(template.Resources).filter(([, resource]) => statementsIn(resource).some(grants));
  const [id, resource] = holding[0] ?? [];
  if (id === undefined || resource === undefined) throw new Error(`no role of the template may \`${action}\``);
  if (holding.length > 1)
    throw new Error(`${holding.length} roles may \`${action}\`: ${holding.map(([name]) => name).join(', ')}`);
  const properties = JSON.parse(JSON.stringify(resource.Properties), (_, value: unknown) =>
    isStatement(value) && grants(value)
      ? { ...value, Action: [value.Action].flat().filter((one) => one !== action) }
      : value,
  ) as Record<string, unknown>;
  return { ...template, Resources: { ...template.Resources, [id]: { ...resource, Properties: properties } } };

  function grants(statement: Statement): boolean {
    return [statement.Action].flat().includes(action);
  }
}

function statementsIn({ Type, Properties }: TemplateResource): readonly Statement[] {
  if (Type !== 'AWS::IAM::Role' && Type !== 'AWS::IAM::Policy') return [];
  const found: Statement[] = [];
  JSON.stringify(Properties, (key, value: unknown) => {
    // Who may assume the role is no grant of the role's.
    if (key === 'AssumeRolePolicyDocument') return undefined;
    if (isStatement(value)) found.push(value);
    return value;
  });
  return found;
}

function isStatement(value: unknown): value is Statement {
  return typeof value === 'object' && value !== null && 'Effect' in value && 'Action' in value;
}
