/** Fixes with the calls that make them, and what layers know to do besides changing policies. */
import { defined } from '../../defined';
import type { Remedy } from '../../judging/commands/remedy';
import { readingsOf } from '../../judging/readings';
import type { AnyLayer } from '../../layers/define';
import type { Facts } from '../../request/coded';
import type { UngradedCause } from '../causes/causes';
import type { Fix, ProposedFix } from '../verdict';
import { circumstanceFixes } from '../fixes/request/circumstance-fixes';
import { changingCommands, resourcesOf, type FixedCase } from './changing';
import { sendingCommands } from './sending';
import { taggingResources } from './tagging';

/** What would mend a layer that could not be judged, only that layer can say. */
export function readyFixes(
  fixes: readonly ProposedFix[],
  causes: readonly UngradedCause[],
  fixedCase: FixedCase,
): readonly Fix[] {
  const judged = fixes.flatMap((fix) => ready(fix, causes, fixedCase));
  const open = causes.filter(({ outcome }) => outcome === 'unknown');
  const { request, now, cards } = fixedCase;
  const cardOf = (layer: string) => cards.find(({ id }) => id === layer);
  const others = causes.map((cause) => circumstanceFixes(cause, cardOf(cause.layer), request, now));
  const sent = (fix: ProposedFix): Fix => ({ ...fix, commands: sendingCommands(fix, request) });
  return eachCallOnce([
    ...firstOfEach(others.flatMap(({ beforePermissions }) => beforePermissions)).map(sent),
    ...judged,
    ...open.flatMap((cause) => remedied(openFix(cause, fixedCase), cause, fixedCase)),
    ...others.flatMap(({ besides }) => besides.map(sent)),
  ]);
}

/** One role, or one signature, serves all that a request asks for. */
const firstOfEach = (fixes: readonly ProposedFix[]): readonly ProposedFix[] =>
  fixes.filter(({ code }, at) => fixes.findIndex((one) => one.code === code) === at);

/** Several causes may be mended by one call; what is proven is said. */
function eachCallOnce(fixes: readonly Fix[]): readonly Fix[] {
  const callsOf = ({ commands }: Fix): string => JSON.stringify(commands);
  const proven = new Set(fixes.filter(({ verified }) => verified).map(callsOf));
  return fixes.filter((fix) => fix.verified || fix.commands.length === 0 || !proven.has(callsOf(fix)));
}

function ready(fix: ProposedFix, causes: readonly UngradedCause[], fixedCase: FixedCase): readonly Fix[] {
  const { request } = fixedCase;
  if (fix.changes.length > 0)
    return [{ ...fix, commands: changingCommands(fix, fixedCase), resources: resourcesOf(fix, fixedCase) }];
  const cause = causes.find((one) => isOf(one, fix));
  const others = cause === undefined || isSettled(fix) ? [] : remedied(fix, cause, fixedCase);
  if (others.length > 0) return others;
  return [{ ...fix, commands: sendingCommands(fix, request), resources: taggingResources(fix, request) }];
}

const isOf = ({ layer, action, resource }: UngradedCause, fix: ProposedFix): boolean =>
  layer === fix.layer && action === fix.facts.action && (resource ?? undefined) === fix.facts.resource;

/** A condition is met, or a service is asked: no remedy of the layer is meant for that. */
const isSettled = ({ code }: ProposedFix): boolean =>
  ['tag', 'send', 'send-without', 'drop-header', 'drop-version', 'see-service'].includes(code);

/** One fix for each remedy; what was tried was the first. */
function remedied(fix: ProposedFix, cause: UngradedCause, { request, evidence, cards }: FixedCase): readonly Fix[] {
  const card = cards.find(({ id }) => id === cause.layer);
  const authorization = request.authorizations[cause.block.authorization];
  if (card === undefined || authorization === undefined) return [];
  const found = remedyFor(cause, card.remedies ?? {});
  if (found === undefined) return [];
  const facts = { ...found.facts, ...fix.facts };
  const readings = readingsOf(card, { authorization, request }, evidence[card.id]);
  return found.remedies.flatMap((remedy, at) => {
    const told = { facts, request, authorization, readings };
    const commands = remedy.commands(told);
    if (commands === undefined) return [];
    const resources = remedy.resources?.(told) ?? [];
    return [
      { ...fix, facts, remedy: { code: found.code, at }, verified: fix.verified && at === 0, commands, resources },
    ];
  });
}

interface Found {
  readonly code: string;
  readonly facts: Facts;
  readonly remedies: readonly Remedy[];
}

/** A setting has a remedy of its own where its notes have none. */
function remedyFor({ notes = [], answer, setting }: UngradedCause, remedies: NonNullable<AnyLayer['remedies']>) {
  const unknowns = answer.outcome === 'unknown' ? answer.unknowns : [];
  const told = [...notes, ...unknowns, ...(setting === undefined ? [] : [{ code: setting, facts: {} }])];
  return told
    .map(({ code, facts }): Found => ({ code, facts: facts as Facts, remedies: remedies[code] ?? [] }))
    .find((one) => one.remedies.length > 0);
}

function openFix(cause: UngradedCause, { cards, now }: FixedCase): ProposedFix {
  const kind = cards.find(({ id }) => id === cause.layer)?.fix ?? 'hand-over';
  return {
    layer: cause.layer,
    kind,
    code: kind === 'change-the-request' ? 'change-request' : 'change-setting',
    facts: { action: cause.action, ...defined({ resource: cause.resource ?? undefined, setting: cause.setting }) },
    verified: false,
    decisionAfter: now.decision,
    remaining: now.blockers.map(({ layer, action }) => ({ layer, action })),
    notes: [],
    changes: [],
    opens: [],
  };
}
