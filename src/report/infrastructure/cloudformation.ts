/** Resources as a CloudFormation template in YAML, and as CDK's classes of the same resources. */
import type {
  CloudFormationResource,
  InfrastructureValue,
  InfrastructureValues,
} from '../../judging/infrastructure/resource';
import { withoutInvisible } from '../clean';
import { partSentence } from './part-sentence';

export function cloudFormationOf(resources: readonly CloudFormationResource[]): string {
  if (resources.length === 0) return '';
  const made = resources.map(({ type, properties, partOf }, at) => {
    const comment = partOf === undefined ? '' : `  # ${partSentence(partOf)}\n`;
    return `${comment}  ${nameOf(at)}:\n    Type: ${type}\n    Properties:${yaml(structure(properties), '      ')}\n`;
  });
  return `Resources:\n${made.join('')}`;
}

const nameOf = (at: number): string => (at === 0 ? 'Proposed' : `Proposed${at + 1}`);

/** Structures are spelled by `spell`; what a policy or a map holds is not. */
const structure = (
  values: InfrastructureValues,
  spell = (name: string): string => name,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [spell(name), plain(value, spell)]));

function plain(value: InfrastructureValue, spell: (name: string) => string): unknown {
  if (typeof value !== 'object') return value;
  if ('block' in value) return structure(value.block, spell);
  if ('blocks' in value) return value.blocks.map((block) => structure(block, spell));
  if ('list' in value) return value.list.map((item) => plain(item, spell));
  if ('map' in value) return value.map;
  return 'policy' in value ? value.policy : value.attribute;
}

/** Every text is quoted as JSON quotes it, which YAML reads alike: none is taken for a number, a tag or another key. */
function yaml(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return ` ${jsonText(value)}`;
  if (Array.isArray(value))
    return value.length === 0 ? ' []' : value.map((item) => `\n${indent}-${yaml(item, `${indent}  `)}`).join('');
  const entries = Object.entries(value);
  if (entries.length === 0) return ' {}';
  return entries.map(([name, part]) => `\n${indent}${keyText(name)}:${yaml(part, `${indent}  `)}`).join('');
}

/** Words that YAML reads as something else have fewer letters. */
const keyText = (name: string): string => (/^[A-Z][A-Za-z]{5,}$/.test(name) ? name : jsonText(name));

/** `withoutInvisible` leaves line breaks, and JSON's own text has none. */
const jsonText = (value: unknown): string => withoutInvisible(JSON.stringify(value ?? null));

/** https://docs.aws.amazon.com/cdk/v2/guide/cfn-layer.html */
export function cdkOf(resources: readonly CloudFormationResource[]): string {
  if (resources.length === 0) return '';
  const types = resources.map(({ type }) => type.split('::'));
  const modules = [...new Set(types.map(([, service = '']) => moduleOf(service)))].sort();
  const made = resources.map(({ properties, partOf }, at) => {
    const [, service = '', kind = ''] = types[at] ?? [];
    const comment = partOf === undefined ? '' : `// ${partSentence(partOf)}\n`;
    return `${comment}new ${moduleOf(service)}.Cfn${kind}(this, '${nameOf(at)}', ${literal(properties)});\n`;
  });
  return `import { ${modules.join(', ')} } from 'aws-cdk-lib';\n\n// In the constructor of a stack:\n${made.join('')}`;
}

/** `SSEAlgorithm` is `sseAlgorithm`. */
const camelCase = (name: string): string =>
  name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase());

const moduleOf = (service: string): string => `aws_${service.toLowerCase()}`;

function literal(properties: InfrastructureValues): string {
  const text = withoutInvisible(JSON.stringify(structure(properties, camelCase), null, 2));
  // In a literal this name would set the prototype.
  return text.replaceAll(/^(\s*)"__proto__":/gm, '$1["__proto__"]:');
}
