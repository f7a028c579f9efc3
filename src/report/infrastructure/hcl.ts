/** Resources in HCL, Terraform's language. */
import type {
  InfrastructureResource,
  InfrastructureValue,
  InfrastructureValues,
} from '../../judging/infrastructure/resource';

export const terraformOf = (resources: readonly InfrastructureResource[]): string =>
  resources
    .map(({ terraform: { type, arguments: given } }, at) => `resource "${type}" "${nameOf(at)}" ${body(given, '')}\n`)
    .join('\n');

const nameOf = (at: number): string => (at === 0 ? 'proposed' : `proposed_${at + 1}`);

function body(values: InfrastructureValues, indent: string): string {
  const inner = `${indent}  `;
  const lines = Object.entries(values).map(([name, value]) => `${inner}${name} ${argument(value, inner)}`);
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function argument(value: InfrastructureValue, indent: string): string {
  if (typeof value === 'string') return `= ${hclString(value)}`;
  return 'block' in value ? body(value.block, indent) : `= jsonencode(${hclValue(value.policy, indent)})`;
}

/** Parsed JSON as an expression. https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md */
export function hclValue(value: unknown, indent = ''): string {
  const inner = `${indent}  `;
  if (typeof value === 'string') return hclString(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const lines = Array.isArray(value)
    ? value.map((item) => `${inner}${hclValue(item, inner)},`)
    : Object.entries(value).map(([name, part]) => `${inner}${hclString(name)} = ${hclValue(part, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join('\n')}\n${indent}${close}`;
}

/** `${` and `%{` would begin a template; doubled they do not, unless another such character stands before them. */
function hclString(text: string): string {
  const escaped = text
    .toWellFormed()
    .replaceAll(/["\\]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escape)
    .replaceAll(/([$%]*)([$%])(?=\{)/g, (_, before: string, last: string) =>
      before === '' ? `${last}${last}` : `${before}${escape(last)}`,
    );
  return `"${escaped}"`;
}

function escape(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

const hex = (code: number, length: number): string => code.toString(16).padStart(length, '0');
