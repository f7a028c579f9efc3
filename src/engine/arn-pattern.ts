/** Patterns of ARNs are compared field by field; the sixth field is all the rest. */
import type { IndexedContext } from './context';
import { compileText, matchText, resolveText, type PlainText, type Text } from './text';

/**
 * A text where no wildcard or variable stands before the fifth colon: one comparison of the whole is then the same.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export type ArnPattern = Text | { readonly is: 'fields'; readonly fields: readonly Text[] };

/** AWS reads the missing fields of a pattern as `*`. */
export function compileArn(source: string, variables: boolean): ArnPattern {
  if (source === '*') return ANY;
  const fields = fieldsOf(source, variables);
  if (fields.length === 6 && !/[*?]|\$\{/.test(fields.slice(0, 5).join(''))) {
    return compileText(source, { wildcards: true, variables });
  }
  while (fields.length < 6) fields.push('*');
  return { is: 'fields', fields: fields.map((field) => compileText(field, { wildcards: true, variables })) };
}

const ANY: ArnPattern = { is: 'any' };

/** A pattern whose variables are replaced. */
export type PlainArn = PlainText | { readonly is: 'fields'; readonly fields: readonly PlainText[] };

/** As `resolveText`. */
export function resolveArn(pattern: ArnPattern, context: IndexedContext): PlainArn | 'unresolved' | undefined {
  if (pattern.is !== 'fields') return resolveText(pattern, context);
  if (isPlain(pattern)) return pattern;
  const fields: PlainText[] = [];
  let unknown = false;
  for (const field of pattern.fields) {
    const resolved = resolveText(field, context);
    if (resolved === 'unresolved') return resolved;
    if (resolved === undefined) unknown = true;
    else fields.push(resolved);
  }
  return unknown ? undefined : { is: 'fields', fields };
}

type Fields = Extract<ArnPattern, { is: 'fields' }>;

function isPlain(pattern: Fields): pattern is Extract<PlainArn, { is: 'fields' }> & Fields {
  for (const field of pattern.fields) if (field.is === 'variable') return false;
  return true;
}

export function matchArn(pattern: PlainArn, arn: string): boolean {
  if (pattern.is !== 'fields') return matchText(pattern, arn);
  // One ARN is compared with many patterns in a row.
  if (arn !== last.arn) last = { arn, fields: fieldsOf(arn, false) };
  const { fields } = last;
  if (fields.length !== 6) return false;
  for (let at = 0; at < 6; at += 1) if (!matchText(pattern.fields[at] as PlainText, fields[at] as string)) return false;
  return true;
}

let last: { readonly arn: string; readonly fields: readonly string[] } = { arn: '', fields: [] };

/** At most six; the colon in `${aws:username}` separates nothing. */
export function fieldsOf(arn: string, variables: boolean): string[] {
  const fields: string[] = [];
  let from = 0;
  for (let at = 0; at < arn.length && fields.length < 5; at += 1) {
    const character = arn.charCodeAt(at);
    if (character === COLON) {
      fields.push(arn.slice(from, at));
      from = at + 1;
    } else if (variables && character === DOLLAR && arn.charCodeAt(at + 1) === BRACE) {
      const end = arn.indexOf('}', at);
      if (end > 0) at = end;
    }
  }
  fields.push(arn.slice(from));
  return fields;
}
const COLON = 58;
const DOLLAR = 36;
const BRACE = 123;
