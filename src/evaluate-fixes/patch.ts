/** Changes as RFC 6902 operations on the scenario as it came in. https://www.rfc-editor.org/rfc/rfc6902 */
import type { BoundAuthorization, BoundRequest } from '../request/types';
import type { PolicyChange, StatementEdit } from '../verdict/fixes/types';
import { pointerTo } from './slots';

export type Operation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string };

export function patchOf(changes: readonly PolicyChange[]): readonly Operation[] {
  return changes.flatMap((change) => {
    const { pointer, isNamed } = pointerTo(change.place.target, change.place.path);
    if (change.edit === 'change') return changeOf(isNamed ? `${pointer}/policy` : pointer, change);
    const value = isNamed ? { name: change.policy.name, policy: change.after } : change.after;
    return [{ op: 'add', path: pointer.replace(/\/\d+$/, '/-'), value }];
  });
}

function changeOf(
  document: string,
  { before, after, statements }: Extract<PolicyChange, { edit: 'change' }>,
): readonly Operation[] {
  const version: readonly Operation[] =
    before['Version'] === after['Version'] ? [] : [{ op: 'add', path: `${document}/Version`, value: after['Version'] }];
  const list = `${document}/Statement`;
  const all = after['Statement'] as readonly unknown[];
  // One statement may stand there without a list.
  if (!Array.isArray(before['Statement'])) return [...version, { op: 'replace', path: list, value: all }];
  // From behind, so that the places before stay what they are.
  const backwards = statements.toReversed();
  const replaced = backwards.flatMap((edit) => (edit.is === 'replaced' ? replacing(list, edit, all) : []));
  const added = statements.flatMap((edit): readonly Operation[] =>
    edit.is === 'added' ? [{ op: 'add', path: `${list}/-`, value: all[edit.index - 1] }] : [],
  );
  return [...version, ...replaced, ...added];
}

function replacing(
  list: string,
  { index, to }: Extract<StatementEdit, { is: 'replaced' }>,
  all: readonly unknown[],
): readonly Operation[] {
  const at = index - 1;
  const [first, ...more] = to.map((place) => all[place - 1]);
  if (first === undefined) return [{ op: 'remove', path: `${list}/${at}` }];
  const others = more.map((value, offset): Operation => ({ op: 'add', path: `${list}/${at + 1 + offset}`, value }));
  return [{ op: 'replace', path: `${list}/${at}`, value: first }, ...others];
}

/** The context keys in which the requests differ; what else the change of a request asks for no scenario can say. */
export function requestPatchOf(before: BoundRequest, after: BoundRequest, line: object): readonly Operation[] {
  const contexts = ['/request/context', '/kms/context'];
  return contexts.flatMap((pointer, place) => {
    const [was, is] = [before.authorizations[place], after.authorizations[place]];
    return was === undefined || is === undefined ? [] : contextPatch(pointer, was, is, keysAt(line, pointer));
  });
}

function contextPatch(
  pointer: string,
  { context: { known: before } }: BoundAuthorization,
  { context: { known: after } }: BoundAuthorization,
  spelled: readonly string[],
): readonly Operation[] {
  const lower = (known: BoundAuthorization['context']['known']) =>
    new Map(Object.entries(known).map(([key, value]) => [key.toLowerCase(), { key, value }]));
  const [was, is] = [lower(before), lower(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name): readonly Operation[] => {
    const value = is.get(name)?.value ?? [];
    if (JSON.stringify(was.get(name)?.value ?? []) === JSON.stringify(value)) return [];
    const key = spelled.find((one) => one.toLowerCase() === name) ?? is.get(name)?.key ?? name;
    const path = `${pointer}/${escaped(key)}`;
    return value.length === 0 && typeof value !== 'string' ? [{ op: 'remove', path }] : [{ op: 'add', path, value }];
  });
}

function keysAt(line: object, pointer: string): readonly string[] {
  const [, first = '', second = ''] = pointer.split('/');
  const part = (line as Readonly<Record<string, Readonly<Record<string, object>> | undefined>>)[first]?.[second];
  return Object.keys(part ?? {});
}

/** https://www.rfc-editor.org/rfc/rfc6901#section-3 */
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
