/** Policies while they are being changed: what became of each statement is kept, so that the change can be shown. */
import { defined } from '../../../defined';
import { CompiledPolicy } from '../../../engine/policy';
import type { ReadPolicy } from '../../../evidence/values';
import { listOf, oneOrMany, type StatementJson } from '../statements/statement-json';
import type { ChangedPolicy, PolicyChange, PolicyDocument, PolicyPlace, StatementEdit } from '../types';

export interface Draft {
  readonly place: PolicyPlace;
  readonly policy: ChangedPolicy;
  /** Absent: the policy is a new one. */
  readonly before?: PolicyDocument;
  readonly version: string | undefined;
  readonly statements: readonly DraftStatement[];
}

interface DraftStatement {
  readonly json: unknown;
  /** The statement of the policy as it was that this one is, or is a part of; absent: it is new. */
  readonly was?: number;
}

export function draftOf(place: PolicyPlace, { name, arn, document }: ReadPolicy, attachedTo?: string): Draft {
  const before = documentOf(document);
  const version = before['Version'];
  return {
    place,
    policy: { name, ...defined({ arn, attachedTo }) },
    before,
    version: typeof version === 'string' ? version : undefined,
    statements: statementsIn(before).map((json, index) => ({ json, was: index + 1 })),
  };
}

export const newDraft = (place: PolicyPlace, policy: ChangedPolicy): Draft => ({
  place,
  policy,
  version: CURRENT,
  statements: [],
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
const CURRENT = '2012-10-17';

/** Whether `${…}` is a variable in it. */
export const hasVariables = ({ version }: Draft): boolean => version === CURRENT;

/** In the current version, which can name any text, where that changes the meaning of no statement. */
export function modernised(draft: Draft): Draft {
  const means = JSON.stringify(draft.statements).includes('${');
  return means ? draft : { ...draft, version: CURRENT };
}

/** Parts stand in the place of a statement; its `Sid` stays with the first, as every `Sid` stands once. */
export function replacing(draft: Draft, index: number, parts: readonly StatementJson[]): Draft {
  const old = draft.statements[index - 1];
  if (old === undefined) return draft;
  const others = draft.statements.filter((one) => one !== old);
  const taken = new Set(sidsIn(others));
  const named = parts.map((part) => ({ ...old, json: withOwnSid(part, taken) }));
  return { ...draft, statements: draft.statements.flatMap((one) => (one === old ? named : [one])) };
}

/** What is added on the same terms to the same resource becomes one statement with several actions. */
export function adding(draft: Draft, statement: StatementJson, name: string): Draft {
  const like = draft.statements.find(({ json, was }) => was === undefined && termsOf(json) === termsOf(statement));
  if (like !== undefined) {
    const merged = { ...like, json: withActionsOf(like.json as StatementJson, statement) };
    return { ...draft, statements: draft.statements.map((one) => (one === like ? merged : one)) };
  }
  const json = withOwnSid({ Sid: name, ...statement }, new Set(sidsIn(draft.statements)));
  return { ...draft, statements: [...draft.statements, { json }] };
}

function termsOf(json: unknown): string {
  const { Sid: _name, Action: _actions, ...terms } = json as StatementJson;
  return JSON.stringify(terms);
}

function withActionsOf(one: StatementJson, other: StatementJson): StatementJson {
  const actions = new Set([...listOf(one['Action']), ...listOf(other['Action'])]);
  return { ...one, Action: oneOrMany([...actions]) };
}

export function finished({ place, policy, before, version, statements }: Draft): PolicyChange {
  const Statement = statements.map(({ json }) => json);
  if (before === undefined) {
    const after = { Version: version, Statement };
    return {
      place,
      policy,
      edit: 'create',
      after,
      statements: Statement.map((_, at) => ({ is: 'added', index: at + 1 })),
    };
  }
  const { Version: old, ...elements } = before;
  const after = version === old ? { ...before, Statement } : { Version: version, ...elements, Statement };
  return { place, policy, edit: 'change', before, after, statements: editsOf(statementsIn(before), statements) };
}

function editsOf(before: readonly unknown[], after: readonly DraftStatement[]): readonly StatementEdit[] {
  const replaced = before.flatMap((json, at): readonly StatementEdit[] => {
    const index = at + 1;
    const to = after.flatMap((one, place) => (one.was === index ? [place + 1] : []));
    const [only] = to;
    const same = to.length === 1 && only !== undefined && after[only - 1]?.json === json;
    return same ? [] : [{ is: 'replaced', index, to }];
  });
  const added = after.flatMap(({ was }, at): readonly StatementEdit[] =>
    was === undefined ? [{ is: 'added', index: at + 1 }] : [],
  );
  return [...replaced, ...added];
}

/** Within one policy IAM wants every Sid once. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
function withOwnSid(statement: StatementJson, taken: Set<string>): StatementJson {
  const { Sid } = statement;
  if (typeof Sid !== 'string') return statement;
  let sid = Sid;
  for (let number = 2; taken.has(sid); number += 1) sid = `${Sid}${number}`;
  taken.add(sid);
  return { ...statement, Sid: sid };
}

const sidsIn = (statements: readonly DraftStatement[]): readonly string[] =>
  statements.map(({ json }) => (json as StatementJson | null)?.['Sid']).filter((sid) => typeof sid === 'string');

/** A policy as parsed JSON, whether it was read as text, as JSON, or compiled. */
export function documentOf(document: unknown): PolicyDocument {
  if (typeof document !== 'string') return sourceOf(document);
  try {
    return sourceOf(JSON.parse(document) as unknown);
  } catch {
    // The layer answers `malformed-policy` for it, before and after.
    return {};
  }
}

/** A policy that was compiled keeps the document that it was made of. */
function sourceOf(document: unknown): PolicyDocument {
  const source = document instanceof CompiledPolicy ? document.document : document;
  return typeof source === 'object' && source !== null ? (source as PolicyDocument) : {};
}

export const statementsIn = ({ Statement }: PolicyDocument): readonly unknown[] =>
  Statement === undefined ? [] : [Statement].flat();
