/** Counts first, then each group of requests whose answer changes or cannot be decided. */
import { clean } from '../../src/report/clean';
import type { Answers, Change, TriedGroup } from './answers';

export interface Trial extends Answers {
  /** Requests that were not tried: there are more kinds of them than are kept. */
  readonly left: number;
}

export function trialJson({ tried, failed, left }: Trial): string {
  const listed = (change: Change) => tried.filter((one) => one.change === change);
  const counts = {
    requests: countOf(tried),
    /** One request of each group was tried, the newest. */
    groups: tried.length,
    wereDenied: countOf(tried.filter(({ was }) => was === 'denied')),
    wereAllowed: countOf(tried.filter(({ was }) => was === 'allowed')),
    newlyDenied: countOf(listed('newly-denied')),
    newlyAllowed: countOf(listed('newly-allowed')),
    undecided: countOf(listed('undecided')),
    unchanged: countOf(listed('unchanged')),
    failed,
    notTried: left,
  };
  const document = {
    counts,
    newlyDenied: listed('newly-denied'),
    newlyAllowed: listed('newly-allowed'),
    undecided: listed('undecided'),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

export function trialText({ tried, failed, left }: Trial): string {
  const of = (change: Change) => tried.filter((one) => one.change === change);
  const [denied, allowed, open] = [of('newly-denied'), of('newly-allowed'), of('undecided')];
  const was = (outcome: TriedGroup['was']) => countOf(tried.filter((one) => one.was === outcome));
  const [requests, groups] = [countOf(tried), tried.length];
  const one =
    groups === requests
      ? ''
      : `; the newest was tried of ${groups === 1 ? 'these, which are alike' : `each of ${groups} groups of like requests`}`;
  return [
    `${countOf(denied) + countOf(allowed)} of ${requests} requests (${was('allowed')} allowed, ${was('denied')} denied) would change their answer: ` +
      `${countOf(denied)} newly denied, ${countOf(allowed)} newly allowed; ${countOf(open)} cannot be decided${one}`,
    ...(failed === 0 ? [] : [`${failed} more were not tried: their investigation failed`]),
    ...(left === 0 ? [] : [`${left} more were not tried: the input has too many callers, actions and buckets`]),
    ...section('Newly denied', denied),
    ...section('Newly allowed', allowed),
    ...section('Cannot be decided', open),
    '',
  ].join('\n');
}

function section(title: string, groups: readonly TriedGroup[]): readonly string[] {
  return groups.length === 0 ? [] : ['', `${title}:`, ...groups.flatMap(linesOf)];
}

function linesOf(group: TriedGroup): readonly string[] {
  const { count, was, caller, action, resource } = group;
  return [
    `  ${count} × ${clean(caller, longest)} ${clean(action, longest)} ${clean(resource, longest)} (${count === 1 ? '' : 'the newest; '}then ${was})`,
    `      ${clean(reasonOf(group), longest)}`,
  ];
}

function reasonOf({ change, deniedBy, why }: TriedGroup): string {
  if (change === 'undecided') return why ?? 'the evidence leaves it open';
  if (change === 'newly-denied') return `by ${deniedBy ?? 'no statement'}`;
  return deniedBy === undefined
    ? `what denies it today is not known: ${why ?? 'the evidence leaves it open'}`
    : `today denied by ${deniedBy}`;
}

const countOf = (groups: readonly TriedGroup[]): number => groups.reduce((sum, { count }) => sum + count, 0);

const longest = 1_000;
