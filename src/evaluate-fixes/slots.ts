/** The slots of a scenario by their JSON pointers, and where in the line a policy of a slot stands. */
import type { Reading } from '../evidence/define';
import type { Evaluation, Scenario } from '../layers/define';
import type { Path } from '../verdict/fixes/policies/policies-in-evidence';

/** The readings of the slots that hold policies or grants, by pointer. */
export function slotsOf(scenario: Scenario): ReadonlyMap<string, Reading<unknown>> {
  return new Map<string, Reading<unknown>>([
    ['/identityPolicies', scenario.identityPolicies],
    ['/permissionsBoundary', scenario.permissionsBoundary],
    ['/sessionPolicies', scenario.sessionPolicies],
    ['/scps', scenario.serviceControlPolicies],
    ['/rcps', scenario.resourceControlPolicies.main],
    ['/kms/rcps', scenario.resourceControlPolicies.kms],
    ['/vpcEndpointPolicy', scenario.vpcEndpoint],
    ['/resourcePolicy', scenario.resourcePolicy.main],
    ['/kms/keyPolicy', scenario.resourcePolicy.kms],
    ['/grants', scenario.grants.main],
    ['/kms/grants', scenario.grants.kms],
  ]);
}

/** A scenario whose slots hold nothing but say where they are: a card that picks its readings from it names its pointers. */
export function markedScenario(): { readonly scenario: Scenario; readonly pointerOf: ReadonlyMap<unknown, string> } {
  const pointerOf = new Map<unknown, string>();
  const slot = (pointer: string): Reading<never> => {
    const marked: Reading<never> = { status: 'absent' };
    pointerOf.set(marked, pointer);
    return marked;
  };
  const both = (main: string, kms: string): Readonly<Record<Evaluation, Reading<never>>> => ({
    main: slot(main),
    kms: slot(kms),
  });
  const scenario: Scenario = {
    given: {},
    identityPolicies: slot('/identityPolicies'),
    permissionsBoundary: slot('/permissionsBoundary'),
    sessionPolicies: slot('/sessionPolicies'),
    serviceControlPolicies: slot('/scps'),
    resourceControlPolicies: both('/rcps', '/kms/rcps'),
    vpcEndpoint: slot('/vpcEndpointPolicy'),
    resourcePolicy: both('/resourcePolicy', '/kms/keyPolicy'),
    grants: both('/grants', '/kms/grants'),
  };
  return { scenario, pointerOf };
}

/** Slots that are a policy document itself, and not `{ name, policy }`. */
const BARE = new Set(['/resourcePolicy', '/kms/keyPolicy']);

/** `['levels', 1, 'policies', 0]` of `/scps` is `/scps/1/policies/0`: the lists of a slot have no name, those of a level do. */
export function pointerTo(slot: string, path: Path): { readonly pointer: string; readonly isNamed: boolean } {
  const inLevel = path[0] === 'levels';
  const steps = path.filter((step, at) => typeof step === 'number' || (inLevel && at > 0));
  return { pointer: [slot, ...steps].join('/'), isNamed: !BARE.has(slot) };
}
