import { assert, constantFrom, property, tuple } from 'fast-check';
import { scenarios } from './generate';
import { implementations } from './implementations';
import { cured, places, rearranged, without, withStatement } from './laws';
import type { Scenario, Statement } from './scenario';

const numRuns = Number(process.env.CULPRIT_RUNS ?? 150);
const denyAll: Statement = { Effect: 'Deny', Action: '*', Resource: '*' };
const allowAll: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
const onlyMain = (scenario: Scenario): Scenario => without(scenario, 'kms');
type Decided = ReturnType<(typeof implementations)[number][1]>;
const layersOf = ({ blockers }: Decided) => blockers.map(({ layer, action }) => `${layer} ${action}`).sort();
const isAllowed = ({ decision }: Decided) => decision === 'allowed';

/** A statement at some place of some scenario, taken from another scenario so that it nearly matches. */
const somewhere = tuple(scenarios, scenarios, constantFrom(...places)).map(([scenario, other, place]) => {
  const borrowed = [other.resourcePolicy?.Statement ?? []].flat().concat(denyAll)[0]!;
  const { Principal: _, NotPrincipal: __, ...statement } = borrowed;
  return { scenario, place, statement };
});

describe.each(implementations)('%s', (_, decide) => {
  const assertLaw = (law: (scenario: Scenario) => void) => assert(property(scenarios, law), { numRuns });

  test('default deny: who is granted nothing may do nothing', () => {
    assertLaw((scenario) => {
      const bare = { ...without(scenario, 'kms', 'resourcePolicy'), identityPolicies: [], grants: [] };
      const isOwnersRoot = bare.request.principal === `arn:aws:iam::${bare.request.resourceAccountId}:root`;
      if (!isOwnersRoot || bare.request.action.startsWith('kms:')) expect(isAllowed(decide(bare))).toBe(false);
    });
  });

  test.each(places)('forbid trumps permit: a Deny of everything in %s', (place) => {
    assertLaw((scenario) => {
      const [before, after] = [decide(scenario), decide(withStatement(scenario, place, denyAll))];
      if (isAllowed(after)) expect(isAllowed(before)).toBe(true);
      // Where the place binds this caller, nothing outweighs it.
      if (layersOf(after).length > layersOf(before).length) expect(isAllowed(after)).toBe(false);
    });
  });

  test.each(['identity', 'resource'] as const)(
    'a Deny of everything in %s policies stops every caller they bind',
    (place) => {
      assertLaw((scenario) => {
        const denied = withStatement(onlyMain(scenario), place, denyAll);
        const { principal, action } = scenario.request;
        const binds = place === 'resource' ? !/bucketpolicy$/i.test(action) : principal.includes('/');
        if (binds) expect(decide(denied).decision).toBe('explicit-deny');
      });
    },
  );

  test('adding a Deny never allows, and frees no layer', () => {
    const law = property(somewhere, ({ scenario, place, statement }) => {
      const [before, after] = [
        decide(scenario),
        decide(withStatement(scenario, place, { ...statement, Effect: 'Deny' })),
      ];
      if (!isAllowed(before)) expect(isAllowed(after)).toBe(false);
      expect(layersOf(after)).toEqual(expect.arrayContaining(layersOf(before)));
    });
    assert(law, { numRuns });
  });

  test('adding an Allow never denies', () => {
    const law = property(somewhere, ({ scenario, place, statement }) => {
      const more = withStatement(scenario, place, { ...statement, Effect: 'Allow' });
      if (isAllowed(decide(scenario))) expect(isAllowed(decide(more))).toBe(true);
    });
    assert(law, { numRuns });
  });

  test('a limit never grants: with one more of them nothing new is allowed', () => {
    const open = { name: 'limit', policy: { Version: '2012-10-17', Statement: [allowAll] } };
    const named = {
      name: 'limit',
      policy: { Version: '2012-10-17', Statement: [{ ...allowAll, Principal: '*' as const }] },
    };
    const limits: readonly Partial<Scenario>[] = [
      { permissionsBoundary: open },
      { sessionPolicies: [open] },
      { scps: [{ target: 'r-1', policies: [open] }] },
      { vpcEndpointPolicy: named },
    ];
    assertLaw((scenario) => {
      const free = { ...without(scenario, 'permissionsBoundary', 'vpcEndpointPolicy'), sessionPolicies: [], scps: [] };
      // A federated user without a session policy has nothing, so there the policy is no mere limit.
      if (isAllowed(decide(free)) || scenario.request.principal.includes(':federated-user/')) return;
      for (const limit of limits) expect(isAllowed(decide({ ...free, ...limit }))).toBe(false);
    });
  });

  test('order does not matter', () => {
    assertLaw((scenario) => {
      const reversed = rearranged(scenario, (list) => list.toReversed());
      expect([decide(reversed).decision, layersOf(decide(reversed))]).toEqual([
        decide(scenario).decision,
        layersOf(decide(scenario)),
      ]);
    });
  });

  test('saying it twice does not matter', () => {
    assertLaw((scenario) => {
      const twice = rearranged(scenario, (list) => [...list, ...list]);
      expect([decide(twice).decision, layersOf(decide(twice))]).toEqual([
        decide(scenario).decision,
        layersOf(decide(scenario)),
      ]);
    });
  });

  test('the case of key names does not matter', () => {
    assertLaw((scenario) => {
      const context = Object.fromEntries(
        Object.entries(scenario.request.context).map(([key, value]) => [key.toUpperCase(), value]),
      );
      const shouted = { ...scenario, request: { ...scenario.request, context } };
      expect(layersOf(decide(shouted))).toEqual(layersOf(decide(scenario)));
    });
  });

  test('curing every blocker allows, and curing all but one does not', () => {
    assertLaw((scenario) => {
      const main = onlyMain(scenario);
      // Every cure of a key policy that names nobody also cures the identity-based policies, or leaves them as a new blocker.
      if (main.request.action.startsWith('kms:')) return;
      const blockers = decide(main).blockers.map(({ layer }) => layer);
      const cureAll = (layers: readonly string[]) => decide(layers.reduce(cured, main));
      // What blocks after the cures would be a blocker that was hidden behind another.
      expect(layersOf(cureAll(blockers))).toEqual([]);
      for (const one of blockers) {
        expect(cureAll(blockers.filter((layer) => layer !== one)).blockers.map(({ layer }) => layer)).toEqual([one]);
      }
    });
  });

  test('KMS is heard only where S3 allows, and its blockers are told all the same', () => {
    assertLaw((scenario) => {
      if (scenario.kms === undefined) return;
      const [main, both] = [decide(onlyMain(scenario)), decide(scenario)];
      if (!isAllowed(main)) expect(both.decision).toBe(main.decision);
      expect(layersOf(both)).toEqual(expect.arrayContaining(layersOf(main)));
    });
  });

  test('SCPs do not bind the management account', () => {
    assertLaw((scenario) => {
      const exempt = { ...scenario, flags: { ...scenario.flags, principalAccountIsManagement: true } };
      expect(layersOf(decide(exempt))).toEqual(layersOf(decide({ ...exempt, scps: [] })));
    });
  });

  test('across accounts the bucket policy makes up for nothing on the caller’s side', () => {
    assertLaw((scenario) => {
      const main = { ...onlyMain(scenario), flags: {} };
      const foreign = { ...main, request: { ...main.request, resourceAccountId: '999999999999' } };
      const open = withStatement(foreign, 'resource', allowAll);
      const callers = ['identity-policies', 'permissions-boundary', 'session-policy'];
      const ofCaller = (decision: Decided) =>
        decision.blockers.map(({ layer }) => layer).filter((layer) => callers.includes(layer));
      expect(ofCaller(decide(open))).toEqual(ofCaller(decide(foreign)));
    });
  });
});
