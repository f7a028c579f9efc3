import { defined } from '../../defined';
import type { ChangeRole } from '../../verdict/changes/broke-it';
import type { Change } from '../../verdict/types';
import type { Verdict } from '../../verdict/verdict';
import { quote } from '../clean';
import type { Report } from '../contract';
import { statementPatch } from '../diff';
import { roleWords } from './changes/roles';
import type { Speech } from './speech';
import { whenWords } from './changes/when';

export function spokenChange(change: Change, request: Verdict['request'], speech: Speech): Report['changes'][number] {
  const { diff, role, ...shown } = change;
  const patch = diff === undefined ? undefined : statementPatch(change.resource, diff);
  return {
    ...shown,
    ...defined({ diff: patch }),
    ...roleFields(role),
    summary: changeSentence(change, request, speech),
  };
}

/** Who changed what, by what means, which layer that touched, and what it replaced. */
function changeSentence(change: Change, request: Verdict['request'], { labelOf }: Speech): string {
  const { time, actor, eventName, resource, touches, likelihood, role, rewound } = change;
  const when = `${quote(time)}, ${whenWords(time, request.time)}`;
  const call = `${quote(actor)} called ${quote(eventName)} on ${quote(resource)}${originWords(change)}`;
  const doubt = rewound === true ? '; undone before deciding' : role === undefined ? `; ${likelihood} cause` : '';
  return `${when}: ${call} (${labelOf(touches)}${doubt})${difference(change)}${roleWords(role)}`;
}

function roleFields(role: ChangeRole | undefined): Partial<Report['changes'][number]> {
  if (role === undefined) return {};
  return {
    role: role.is,
    ...('undone' in role ? { undone: role.undone } : {}),
    ...('others' in role ? { togetherWith: role.others } : {}),
    ...defined({ cannotBeUndone: 'because' in role ? role.because : undefined }),
  };
}

/** ` in the console`; empty: the record does not show it. */
export function originWords({ origin }: Change): string {
  if (origin === undefined) return '';
  return origin.by === 'service' ? ` by ${quote(origin.service ?? 'a service')}` : ` ${byWords[origin.by]}`;
}

const byWords = {
  console: 'in the console',
  cli: 'with the AWS CLI',
  cloudformation: 'by CloudFormation',
  terraform: 'with Terraform',
  pulumi: 'with Pulumi',
  cdk: 'with the CDK',
  sdk: 'with an AWS SDK',
} as const;

/** Short values only; documents stand in the JSON report. */
function difference({ before, after, diff, resource }: Change): string {
  if (diff !== undefined) return statementWords(diff);
  // What was attached is named already.
  if (after === resource) return '';
  if (before === null && after !== undefined) return `: set ${short(after)}`;
  if (after === null) return before === undefined ? '' : `: it was ${short(before)}`;
  if (after !== undefined)
    return before === undefined ? `: set ${short(after)}` : `: ${short(before)} became ${short(after)}`;
  return before === undefined ? '' : `: it was ${short(before)}`;
}

const short = (value: unknown): string => quote(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), 160);

/** `: it added statement DenyAll (Deny)` */
function statementWords({ added, removed }: NonNullable<Change['diff']>): string {
  const did = [...namesOf('added', added), ...namesOf('took away', removed)];
  return did.length === 0 ? ': it changed no statement' : `: it ${did.join(' and ')}`;
}

function namesOf(verb: string, statements: readonly unknown[]): readonly string[] {
  if (statements.length === 0) return [];
  const named = statements.slice(0, mostNamed).map(nameOf);
  const more = statements.length > mostNamed ? [`${statements.length - mostNamed} more`] : [];
  return [`${verb} ${[...named, ...more].join(', ')}`];
}

const mostNamed = 3;

function nameOf(statement: unknown): string {
  const { Sid: sid, Effect: effect } = (statement ?? {}) as { readonly Sid?: unknown; readonly Effect?: unknown };
  const kind = effect === 'Allow' || effect === 'Deny' ? effect : 'statement';
  return typeof sid === 'string' && sid !== '' ? `${kind} ${quote(sid)}` : `one ${kind}`;
}
