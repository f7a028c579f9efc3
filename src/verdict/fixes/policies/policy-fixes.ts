/** Fixes by changing the policies of a layer: every form that the language has, tried, and what it opens. */
import { defined } from '../../../defined';
import type { AnyLayer } from '../../../layers/define';
import { writesWithoutKms } from '../../../names/aws-accounts';
import type { UngradedCause } from '../../causes/causes';
import type { FixCode, ProposedFix } from '../../verdict';
import { withChanges } from './apply-changes';
import { cureOf } from './cure';
import type { Cure, CureForm } from './cure-form';
import { changedNames } from '../changed-names';
import { factsOfAll } from '../facts';
import type { BoundedCase } from '../effort';
import type { FixCase } from '../fix-case';
import { effectsOf } from '../openings/openings';
import { fits } from './policy-size';
import { isOfTheMoment } from '../statements/moments';
import { folderOf, logsLike, writesLogs } from './wider-resources';
import type { Extent, PolicyChange } from '../types';

export interface PolicyFix {
  readonly fix: ProposedFix;
  /** It holds for the very moment of the request: of no use to people. */
  readonly isOfTheMoment: boolean;
  /** What it takes besides, of somebody else. */
  readonly besides?: ProposedFix;
}

/** What one layer blocks. All of it is mended at once. */
export interface Blocked {
  readonly by: AnyLayer;
  readonly causes: readonly UngradedCause[];
  /** The authorizations. */
  readonly places: readonly number[];
}

/** By changing the policies of `card`: mostly the layer that blocks. The smallest first. */
export function policyFixes(blocked: Blocked, card: AnyLayer, fixCase: BoundedCase): readonly PolicyFix[] {
  const { places } = blocked;
  if (isFixed(card, places, fixCase)) return [];
  const first = cureOf(card, blocked, least, fixCase);
  if (first === undefined) return [];
  const cures = new Map([[nameOf(first), { cure: first, form: least }]]);
  for (const form of first.denies.length > 0 ? formsOfDenies(first) : formsOfAllows(card, first, fixCase)) {
    if (fixCase.effort.isSpent) break;
    const cure = cureOf(card, blocked, form, fixCase);
    if (cure === undefined) continue;
    const same = cures.get(nameOf(cure));
    // Where no circumstance is left in which the Deny goes on, none was held to.
    const isWider = same !== undefined && form.deny === 'any-circumstances';
    if (same === undefined || isWider) cures.set(nameOf(cure), { cure: same?.cure ?? cure, form });
  }
  return (
    [...cures.values()]
      .flatMap(({ cure, form }) => tried(blocked, card, cure, form, fixCase))
      // The forms come in the order of what they give up, which other layers may still hide.
      .sort((one, other) => rankOf(one) - rankOf(other))
  );
}

const nameOf = ({ changes }: Cure): string => JSON.stringify(changes.map(({ place, after }) => [place, after]));

const least: CureForm = { deny: 'these-circumstances', allow: 'all-conditions' };
/** From what gives up the least to what is the easiest to read. */
const ofDenies: readonly CureForm[] = [
  { deny: 'lasting-circumstances', allow: 'lasting-conditions' },
  { deny: 'any-circumstances', allow: 'lasting-conditions' },
  { deny: 'whole-statement', allow: 'lasting-conditions' },
];
/** To spare one resource of a pattern may close others, of which no policy at hand should speak. */
function formsOfDenies({ changes }: Cure): readonly CureForm[] {
  const splits = changes.some(({ after }) => JSON.stringify(after).includes('"NotResource"'));
  return splits
    ? [...ofDenies, ...[least, ...ofDenies].map((form) => ({ ...form, keepsPatterns: true as const }))]
    : ofDenies;
}

function formsOfAllows(card: AnyLayer, first: Cure, fixCase: FixCase): readonly CureForm[] {
  const lasting: CureForm = { deny: 'these-circumstances', allow: 'lasting-conditions' };
  if (writesLogsIn(card, first, fixCase)) return [lasting, { ...least, wider: logsLike }];
  return mayBeWider(card, first) ? [lasting, { ...least, wider: folderOf }] : [lasting];
}

const writesLogsIn = ({ kind }: AnyLayer, { allows }: Cure, { request }: FixCase): boolean =>
  kind === 'grant' &&
  writesLogs(
    request,
    allows.flatMap(({ place }) => request.authorizations[place]?.action ?? []),
  );

/** More than the one object is offered only where no Allow that almost matched says what was meant. */
function mayBeWider({ kind }: AnyLayer, { allows }: Cure): boolean {
  return kind === 'grant' && allows.every(({ near }) => near === undefined || near.statement.conditions.length === 0);
}

/** Nobody can change the policy of a key of AWS's: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html */
function isFixed({ side }: AnyLayer, places: readonly number[], { request }: FixCase): boolean {
  if (side !== 'key') return false;
  const isOfAws = places.some((place) => request.authorizations[place]?.flags.awsManagedKey === true);
  return isOfAws || writesWithoutKms(request.principal) !== undefined;
}

/** What comes of a cure; nothing where AWS would not take it, or where it closes something. */
export function tried(
  { by, causes, places }: Blocked,
  card: AnyLayer,
  cure: Cure,
  form: CureForm,
  fixCase: BoundedCase,
): readonly PolicyFix[] {
  const { request, evidence, decide } = fixCase;
  const { changes, allows, denies } = cure;
  const changed = withChanges(evidence, changes);
  if (!fits(card, changes, evidence, changed, request.principal)) return [];
  const { opens, closes, exact } = effectsOf(card, cure, fixCase);
  if (closes) return [];
  const after = decide(request, changed);
  const stands = after.suspects.some(({ layer, authorization }) => layer === by.id && places.includes(authorization));
  const code = codeOf(card, cure, fixCase);
  const fix: ProposedFix = {
    layer: card.id,
    kind: code === 'allow' ? 'patch' : 'hand-over',
    code,
    facts: {
      ...(code === 'ask-to-except' || code === 'ask-to-allow' ? changedNames(changes) : {}),
      ...factsOfAll(causes, places, card, request, cure.seen),
      ...(form.wider === undefined ? {} : { resource: [...new Set(allows.map((one) => one.resource))].join(', ') }),
      ...defined({ extent: extentOf(cure, form) }),
    },
    document: documentOf(changes),
    notes: [],
    changes,
    opens,
    ...(exact ? {} : { exact }),
    verified: exact && !stands,
    decisionAfter: after.decision,
    remaining: after.blockers.map(({ layer, action }) => ({ layer, action })),
  };
  const pinned = allows.flatMap((one) => one.pinned);
  // The next log has another name.
  const isOfOneLog = form.wider === undefined && allows.length > 0 && writesLogsIn(card, cure, fixCase);
  const exceptsMoment = form.deny === 'these-circumstances' && denies.length > 0;
  return [
    { fix, isOfTheMoment: isOfOneLog || pinned.some(isOfTheMoment) || (exceptsMoment && looksAtTheMoment(cure)) },
  ];
}

/** Where no Deny has a condition, none is given up. */
function extentOf({ denies }: Cure, { deny }: CureForm): Extent | undefined {
  if (denies.length === 0) return undefined;
  const unconditional = denies.every(({ statement }) => statement['Condition'] === undefined);
  return unconditional && deny !== 'whole-statement' ? 'any-circumstances' : deny;
}

function looksAtTheMoment({ denies }: Cure): boolean {
  return denies.some(({ statement }) => {
    const keys = Object.values((statement['Condition'] ?? {}) as Readonly<Record<string, object>>);
    return keys.flatMap((one) => Object.keys(one)).some(isOfTheMoment);
  });
}

/** An explicit deny is a guardrail: its owner decides. Nobody but an owner makes something public. */
function codeOf({ fix, policies, kind }: AnyLayer, { denies }: Cure, { request }: FixCase): FixCode {
  if (denies.length > 0) return 'ask-to-except';
  if (kind === 'limit' && policies?.naming === 'nobody' && policies.isShared !== true) return 'ask-for-credentials';
  return fix === undefined && request.principal.type !== 'anonymous' ? 'allow' : 'ask-to-allow';
}

/** The statements that are new or stand in the place of others; of a policy that only loses some, all of it. */
export function documentOf(changes: readonly PolicyChange[]): unknown {
  const parts = changes.flatMap(({ after, statements }): readonly unknown[] => {
    const all = after['Statement'] as readonly unknown[];
    const put = statements.flatMap((edit) => (edit.is === 'added' ? [edit.index] : edit.to));
    return put.length === 0 ? [after] : put.map((index) => all[index - 1]);
  });
  return parts.length === 1 ? parts[0] : parts;
}

/** What opens nothing comes first, then what opens the least. */
const rankOf = ({ fix: { verified, opens } }: PolicyFix): number => (verified ? 0 : 1e6) + opens.length;
