/** Runs checks, each by itself: one that cannot be read stops no other. */
import { partitionOf } from '../names/partition';
import { inParallel } from '../incident/in-parallel';
import type { Unreadable } from '../evidence/define';
import type { CheckedDeployment, Check, Fault } from './check';

export type CheckOutcome = { readonly check: string } & (
  | { readonly is: 'well' }
  | { readonly is: 'found'; readonly findings: readonly Fault[] }
  /** No clean bill of health. */
  | ({ readonly is: 'unread' } & Pick<Unreadable, 'permission' | 'error'> & { readonly why: string })
);

export interface Examined extends Omit<CheckedDeployment, 'place'> {
  readonly region: string;
}

const mostAtOnce = 5;

/** In the order of the checks; those that do not apply are left out. */
export function examine(
  checks: readonly Check[],
  { region, ...asked }: Examined,
  own = ownPlace(region),
): Promise<readonly CheckOutcome[]> {
  const applying = checks.filter((check) => check.applies(asked.deployment));
  return inParallel(applying, mostAtOnce, async (check): Promise<CheckOutcome> => {
    const reading = await asked.session.ask(own, check.id, (place) => check.look({ ...asked, place }));
    if (reading.status === 'found') {
      const findings = reading.value;
      return findings.length === 0 ? { check: check.id, is: 'well' } : { check: check.id, is: 'found', findings };
    }
    if (reading.status === 'absent') return { check: check.id, is: 'well' };
    const { why, permission, error } = reading;
    return {
      check: check.id,
      is: 'unread',
      why,
      ...(permission === undefined ? {} : { permission }),
      ...(error === undefined ? {} : { error }),
    };
  });
}

const ownPlace = (region: string) =>
  ({ at: 'own', account: undefined, region, partition: partitionOf(region) }) as const;
