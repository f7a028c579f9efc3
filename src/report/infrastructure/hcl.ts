/** Resources in HCL, Terraform's language, set as `terraform fmt` sets them. */
import type {
  InfrastructureResource,
  InfrastructureValue,
  InfrastructureValues,
  TerraformResource,
} from '../../judging/infrastructure/resource';
import { partSentence } from './part-sentence';

type Hung = Exclude<InfrastructureResource['terraform'], 'no-resource'>;

export const terraformOf = (resources: readonly Hung[]): string =>
  resources
    .flatMap((terraform, at) => {
      const itself = `${terraform.type}.${nameOf(at)}`;
      const { attachedBy } = terraform;
      return [terraform, ...(attachedBy === undefined ? [] : [attachedBy])].map((one) => text(one, at, itself));
    })
    .join('\n');

const nameOf = (at: number): string => (at === 0 ? 'proposed' : `proposed_${at + 1}`);

function text({ type, arguments: given, partOf }: TerraformResource, at: number, itself: string): string {
  const comment = partOf === undefined ? '' : `# ${partSentence(partOf)}\n`;
  return `${comment}resource "${type}" "${nameOf(at)}" ${body(given, '', itself)}\n`;
}

function body(values: InfrastructureValues, indent: string, itself: string): string {
  const inner = `${indent}  `;
  const entries = Object.entries(values).flatMap(
    ([name, value]): readonly Entry[] =>
      blocksIn(value)?.map((block) => ({ name, text: body(block, inner, itself), isBlock: true })) ?? [
        { name, text: expression(value, inner, itself) },
      ],
  );
  return braced(entries, indent);
}

function blocksIn(value: InfrastructureValue): readonly InfrastructureValues[] | undefined {
  if (typeof value !== 'object') return undefined;
  if ('blocks' in value) return value.blocks;
  return 'block' in value ? [value.block] : undefined;
}

function expression(value: InfrastructureValue, indent: string, itself: string): string {
  if (typeof value === 'string') return hclString(value);
  if (typeof value !== 'object') return String(value);
  if ('policy' in value) return `jsonencode(${hclValue(value.policy, indent)})`;
  if ('attribute' in value) return `${itself}.${value.attribute}`;
  if ('map' in value) return hclValue(value.map, indent);
  const items: readonly InfrastructureValue[] =
    'list' in value ? value.list : (blocksIn(value) ?? []).map((block) => ({ block }));
  if ('block' in value) return body(value.block, indent, itself);
  return `[${items.map((item) => expression(item, indent, itself)).join(', ')}]`;
}

/** Parsed JSON as an expression. https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md */
export function hclValue(value: unknown, indent = ''): string {
  const inner = `${indent}  `;
  if (typeof value === 'string') return hclString(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) {
    const lines = value.map((item) => `${inner}${hclValue(item, inner)},`);
    return lines.length === 0 ? '[]' : `[\n${lines.join('\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).map(([name, part]): Entry => ({
    name: hclString(name),
    text: hclValue(part, inner),
  }));
  return entries.length === 0 ? '{}' : braced(entries, indent);
}

interface Entry {
  readonly name: string;
  readonly text: string;
  /** A block has no `=`. */
  readonly isBlock?: true;
}

const braced = (entries: readonly Entry[], indent: string): string =>
  `{\n${aligned(entries)
    .map((line) => `${indent}  ${line}`)
    .join('\n')}\n${indent}}`;

/** Neighbours of one line each have their `=` below one another. https://github.com/hashicorp/hcl/blob/main/hclwrite/format.go */
function aligned(entries: readonly Entry[]): readonly string[] {
  const isOfOneLine = (entry: Entry | undefined) => entry?.isBlock !== true && entry?.text.includes('\n') === false;
  return entries.map((entry, at) => {
    if (entry.isBlock === true) return `${entry.name} ${entry.text}`;
    if (!isOfOneLine(entry)) return `${entry.name} = ${entry.text}`;
    const [before, after] = [entries.slice(0, at).toReversed(), entries.slice(at)].map((side) => {
      const end = side.findIndex((one) => !isOfOneLine(one));
      return end < 0 ? side : side.slice(0, end);
    });
    const widest = Math.max(...[...(before ?? []), ...(after ?? [])].map(({ name }) => columnsOf(name)));
    return `${entry.name}${' '.repeat(widest - columnsOf(entry.name))} = ${entry.text}`;
  });
}

const graphemes = new Intl.Segmenter();
const columnsOf = (name: string): number => [...graphemes.segment(name)].length;

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
