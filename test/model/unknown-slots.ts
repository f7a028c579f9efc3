import type { Document, Statement } from './scenario';

/** One place of a scenario (or the same in two contexts), and all that it may hold. */
export interface Axis {
  readonly paths: readonly (readonly (string | number)[])[];
  readonly values: readonly unknown[];
}

/** Every slot that could not be read, with all that could make a difference there: what it says of each action. */
export function slotsOf(scenario: unknown): readonly Axis[] {
  const { request, kms } = scenario as Asking;
  const both = [request.action, ...(kms === undefined ? [] : [kms.action])];
  const { principal, action: main, context } = request;
  const role = principal.includes(':assumed-role/') ? context['aws:PrincipalArn'] : undefined;
  const asking: Asked = { principal, role, main, second: kms?.action, both };
  return unreadableIn(scenario, []).map((path) => ({ paths: [path], values: possibilities(path, asking) }));
}

interface Asking {
  readonly request: { readonly principal: string; readonly action: string; readonly context: Record<string, string> };
  readonly kms?: { readonly action: string };
}
interface Asked {
  readonly principal: string;
  readonly role: string | undefined;
  readonly main: string;
  readonly second: string | undefined;
  readonly both: readonly string[];
}
type Path = readonly (string | number)[];

function unreadableIn(value: unknown, path: Path): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('unreadable' in value) return [path];
  return Object.entries(value).flatMap(([key, item]) =>
    unreadableIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function possibilities(path: Path, asked: Asked): readonly unknown[] {
  const names = path.filter((part) => typeof part === 'string');
  const [top, second] = names;
  const last = names.at(-1);
  const named = (document: Document) => ({ name: 'unread', policy: document });
  const onKms = top === 'kms';
  const wrap = wraps(last, named);
  if (last === 'grants') return [[], ...grantsTo(asked.principal, onKms ? asked.second! : asked.main)];
  if (top === 'resourcePolicy') return [undefined, ...resourcePolicies(asked, asked.main)];
  if (last === 'keyPolicy') return resourcePolicies(asked, asked.second!);
  const isRcp = top === 'rcps' || second === 'rcps';
  const actions = isRcp
    ? [onKms ? asked.second! : asked.main]
    : top === 'vpcEndpointPolicy'
      ? [asked.main]
      : asked.both;
  const documents = documentsOn(
    actions,
    isRcp ? ['nothing', 'Deny'] : ['nothing', 'Allow', 'Deny'],
    isRcp || top === 'vpcEndpointPolicy',
  );
  return [...noneOf(last), ...documents.map(wrap)];
}

/** "It could be anything that AWS accepts there", and for an optional slot that is also nothing at all. */
function noneOf(slot: string | undefined): readonly unknown[] {
  if (slot === 'permissionsBoundary' || slot === 'vpcEndpointPolicy') return [undefined];
  return slot === 'policy' ? [] : [[]];
}

function wraps(slot: string | undefined, named: (document: Document) => unknown): (document: Document) => unknown {
  switch (slot) {
    case 'policy':
      return (document) => document;
    case 'permissionsBoundary':
    case 'vpcEndpointPolicy':
      return named;
    case 'scps':
    case 'rcps':
      return (document) => [{ target: 'unread', policies: [named(document)] }];
    default:
      return (document) => [named(document)];
  }
}

type Says = 'nothing' | 'Allow' | 'Deny';

function documentsOn(actions: readonly string[], says: readonly Says[], withPrincipal: boolean): readonly Document[] {
  const lists = actions.reduce<readonly (readonly Statement[])[]>(
    (all, Action) =>
      all.flatMap((statements) =>
        says.map((Effect) => {
          if (Effect === 'nothing') return statements;
          return [
            ...statements,
            { Effect, Action, Resource: '*', ...(withPrincipal ? { Principal: '*' as const } : {}) },
          ];
        }),
      ),
    [[]],
  );
  return lists.map(document);
}

/** A resource's policy may name the caller in three ways that differ, and deny besides. */
function resourcePolicies({ principal, role }: Asked, Action: string): readonly Document[] {
  const account = principal.split(':')[4];
  const principals: readonly (Statement['Principal'] | undefined)[] = [
    undefined,
    '*',
    ...(account === undefined ? [] : [{ AWS: account }]),
    ...(role === undefined ? [] : [{ AWS: role }]),
  ];
  const deny: Statement = { Effect: 'Deny', Principal: '*', Action, Resource: '*' };
  return principals.flatMap((Principal) => {
    const allow: readonly Statement[] =
      Principal === undefined ? [] : [{ Effect: 'Allow', Principal, Action, Resource: '*' }];
    return [document(allow), document([...allow, deny])];
  });
}

function grantsTo(principal: string, action: string): readonly unknown[] {
  if (!principal.startsWith('arn:')) return [];
  return [[{ GranteePrincipal: principal, Operations: [action.slice('kms:'.length)] }]];
}

const document = (Statement: readonly Statement[]): Document => ({ Version: '2012-10-17', Statement });
