/** Which symptoms need no execution, or none yet. */
import { incidentId } from '../cause';
import { causeOfProbe, isTrial, mayJoin, probesIn } from '../probing/probing';
import type { Incident, Symptom, SymptomState, Time } from '../types';
import { defined } from '../../defined';
import { whoseIs } from '../whose';
import { keys } from '../keys';
import { change } from '../store';
import { answersAbout, incidentsNamed, symptomsNamed, type PolicyAnswer } from './symptoms';
import type { Ports } from './ports';

/** So many symptoms with the same reason are investigated at once: they may have one cause. */
const mostAlike = 2;
/** More are never under way at once. */
const mostUnderWay = 100;

/** The symptom's id → what it is to wait for, or its incident. Those that are missing are to be investigated. */
export async function admit(
  ranked: readonly Symptom[],
  { store, now }: Pick<Ports, 'store' | 'now'>,
): Promise<ReadonlyMap<string, SymptomState>> {
  if (ranked.length === 0) return new Map();
  const arns = [...new Set(ranked.flatMap(({ policyArn }) => policyArn ?? []))];
  const [listed, answers] = await Promise.all([
    store.due('investigating', { most: mostUnderWay }),
    answersAbout(store, arns),
  ]);
  const underWay = listed.map(({ value }) => value as Symptom);
  const citing = [...answers.values()].flatMap((answer) => (answer.is === 'cited' ? [answer.incident] : []));
  const incidents = await incidentsNamed(store, citing);
  const probing = await probingIn(ranked, underWay, { store, now });
  const investigated = new Set(underWay.filter(isTrial).map(({ who }) => who));
  const asking = new Map<string, string>();
  const alike = new Map<string, number>();
  for (const one of underWay) add(alike, reasonOf(one));
  const admitted = new Map<string, SymptomState>();
  for (const symptom of ranked) {
    const { id, policyArn } = symptom;
    const answer = policyArn === undefined ? undefined : answers.get(policyArn);
    if (answer?.is === 'cited') {
      const incident = incidents.get(answer.incident);
      // What was fixed may be denied by something else now.
      if (incident !== undefined && incident.state.is !== 'closed') {
        admitted.set(id, { is: 'joined', incident: answer.incident, since: now() });
        continue;
      }
    }
    if (policyArn !== undefined && answer?.is !== 'not-cited' && answer?.is !== 'cited') {
      const asked = `${whoseIs(symptom)} ${policyArn}`;
      const asker = asking.get(asked) ?? (await askerOf(policyArn, symptom, answer, { store, now }));
      asking.set(asked, asker);
      if (asker !== id) {
        admitted.set(id, { is: 'waiting', why: 'same-policy', since: now() });
        continue;
      }
    }
    const probe = isTrial(symptom) ? probing.get(symptom.who) : undefined;
    if (probe !== undefined) {
      const state = stateOfTrial(symptom, probe, investigated, now());
      investigated.add(symptom.who);
      if (state !== undefined) {
        admitted.set(id, state);
        continue;
      }
    }
    const reason = reasonOf(symptom);
    if ((alike.get(reason) ?? 0) >= mostAlike) {
      admitted.set(id, { is: 'waiting', why: 'same-reason', since: now() });
      continue;
    }
    add(alike, reason);
  }
  return admitted;
}

interface Probing {
  /** It tries whatever there is just now. */
  readonly isBroad: boolean;
  /** The probe of what it tried, if that is open. */
  readonly open?: Incident;
}

/** Callers that try whatever there is, and those of whom that is known. */
async function probingIn(
  ranked: readonly Symptom[],
  underWay: readonly Symptom[],
  { store, now }: Pick<Ports, 'store' | 'now'>,
): Promise<ReadonlyMap<string, Probing>> {
  const broad = new Set(probesIn([...underWay, ...ranked], now()).map(({ who }) => who));
  const callers = [...new Set(ranked.filter(isTrial).map(({ who }) => who))];
  const ids = callers.map((who) => incidentId(causeOfProbe(who)));
  const incidents = await incidentsNamed(store, ids);
  const probes = callers.map((who, at): [string, Probing] => {
    const incident = incidents.get(ids[at] ?? '');
    // Whether a silence covers this one too, foldProbes knows.
    return [who, { isBroad: broad.has(who), ...(incident?.state.is === 'open' ? { open: incident } : {}) }];
  });
  return new Map(probes);
}

/** `undefined`: one has a report of its own, for perhaps its caller has lost a right. What opens the incident is `foldProbes`. */
function stateOfTrial(
  symptom: Symptom,
  { isBroad, open }: Probing,
  investigated: ReadonlySet<string>,
  now: Time,
): SymptomState | undefined {
  if (symptom.id === open?.look) return undefined;
  if (open !== undefined && mayJoin(open, symptom, now)) return { is: 'joined', incident: open.id, since: now };
  return isBroad && investigated.has(symptom.who) ? { is: 'waiting', why: 'probing', since: now } : undefined;
}

/** What strangers are denied says nothing about us, and holds up nothing of ours. */
const reasonOf = (symptom: Symptom): string =>
  `${symptom.errorClass} ${symptom.reason} ${symptom.policyArn ?? ''} ${whoseIs(symptom)}`;

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** The batch that asked was never written: it has come again by then, with others. */
const lostAfter = 5 * 60_000;

/** The symptom that asks about a policy: this one, if nobody does yet. */
async function askerOf(
  arn: string,
  { id: symptom, stranger }: Symptom,
  answer: PolicyAnswer | undefined,
  { store, now }: Pick<Ports, 'store' | 'now'>,
): Promise<string> {
  const isAsked = answer?.is === 'asked' && !(await isLost(answer, { store, now }));
  // Nothing of ours waits for what a stranger asks: that has a budget which others can use up.
  if (isAsked) return answer.stranger === true && stranger !== true ? symptom : answer.symptom;
  const asked: PolicyAnswer = { is: 'asked', symptom, at: now(), ...defined({ stranger }) };
  const after = await change<PolicyAnswer>(store, keys.policy(arn), (was) =>
    was === undefined || JSON.stringify(was) === JSON.stringify(answer) ? { value: asked } : undefined,
  );
  return after?.is === 'asked' ? after.symptom : '';
}

async function isLost(
  { symptom, at }: Extract<PolicyAnswer, { readonly is: 'asked' }>,
  { store, now }: Pick<Ports, 'store' | 'now'>,
): Promise<boolean> {
  return at <= now() - lostAfter && (await symptomsNamed(store, [symptom])).size === 0;
}
