import { Condition } from '../../src/engine/condition';
import { indexContext, type IndexedContext } from '../../src/engine/context';
import { operatorNamed, type Operator } from '../../src/engine/operators';
import { conditionPart, usesIn } from '../../src/engine/unknowns/uses';
import { layers } from '../../src/layers';
import { subjectOf } from '../../src/judging/cases/cases';
import type { Answer, Judgement, Subject } from '../../src/judging/types';
import type { BoundAuthorization } from '../../src/request/types';
import { deciderAsking, type DecideOptions } from '../../src/decision/decide';
import type { Decision } from '../../src/decision/types';
import { decided, deny, foreign, layersIn, no, observed, open, own, reaching, sure, yes } from './answers';

// Layers whose answers hang on keys that cannot be known: one key is the same wherever it is asked for.

/** It says one thing where the key has the value, and another where it has not. */
const hangsOn = (key: string, value: string, then: Judgement, otherwise: Judgement) => {
  const condition = new Condition('StringEquals', operatorNamed('StringEquals') as Operator, key, [value], true);
  const rule = {};
  const truthIn = (context: IndexedContext) => context.assumed?.get(rule) ?? condition.match(context);
  return ({ authorization }: Subject): Answer => {
    const context = indexContext(authorization.context);
    const truth = truthIn(context);
    if (truth !== undefined) return sure(truth ? then : otherwise);
    usesIn(context)?.rules.push({
      rule,
      parts: [conditionPart(condition, context)],
      roles: [],
      boundary: false,
      list: rule,
      adds: (asked) => Number(truthIn(asked.context) ?? 2),
    });
    return open(then, otherwise);
  };
};
type Says = Readonly<Record<string, Answer | ((subject: Subject) => Answer)>>;

function decidedBy(
  says: readonly Says[],
  authorizations: readonly Partial<BoundAuthorization>[] = [{}],
  options: DecideOptions = {},
): Decision {
  const { authorization, request } = subjectOf({ when: '', outcome: 'allows' });
  const unknown = ['aws:x', 'aws:y', 'aws:principaltag/x'].map((key) => ({ key, why: 'not-told' as const }));
  const all = authorizations.map((one) => ({ ...authorization, context: { known: {}, unknown }, ...one }));
  return decide({ ...request, authorizations: all }, says, options);
}

const decide = deciderAsking<readonly Says[]>(layers, ({ id }, subject, place, says) => {
  const answer = says[place]?.[id];
  return typeof answer === 'function' ? answer(subject) : answer;
});

const bucketSilent = { 'bucket-policy': sure(no) };

describe('one key that decides two layers', () => {
  test.each<readonly [string, Says, string, readonly string[], readonly string[]]>([
    [
      'opposite ways: one of them always denies, and none for certain',
      {
        ...bucketSilent,
        'identity-policies': hangsOn('aws:x', 'red', yes, no),
        'service-control-policies': hangsOn('aws:x', 'red', no, yes),
      },
      'implicit-deny',
      [],
      ['service-control-policies', 'identity-policies'],
    ],
    [
      'alike: all or nothing',
      {
        ...bucketSilent,
        'identity-policies': hangsOn('aws:x', 'red', yes, no),
        'service-control-policies': hangsOn('aws:x', 'red', yes, no),
      },
      'unknown',
      [],
      ['service-control-policies', 'identity-policies'],
    ],
    [
      'by other values, which it cannot have at once',
      {
        ...bucketSilent,
        'identity-policies': hangsOn('aws:x', 'red', yes, no),
        'service-control-policies': hangsOn('aws:x', 'blue', yes, no),
      },
      'implicit-deny',
      [],
      ['service-control-policies', 'identity-policies'],
    ],
    [
      'where another layer denies anyway',
      {
        ...bucketSilent,
        'identity-policies': hangsOn('aws:x', 'red', yes, no),
        'service-control-policies': sure(deny),
      },
      'explicit-deny',
      ['service-control-policies'],
      ['service-control-policies', 'identity-policies'],
    ],
    [
      'two keys, which may be anything together',
      {
        ...bucketSilent,
        'identity-policies': hangsOn('aws:x', 'red', yes, no),
        'service-control-policies': hangsOn('aws:y', 'red', no, yes),
      },
      'unknown',
      [],
      ['service-control-policies', 'identity-policies'],
    ],
  ])('%s', (_, says, decision, blockers, suspects) => {
    const found = decidedBy([says]);
    expect(found.decision).toBe(decision);
    expect(layersIn(found.blockers)).toEqual(blockers);
    expect(layersIn(found.suspects)).toEqual(suspects);
    expect(found.exact).toBe(true);
  });
});

describe('one key in two authorizations', () => {
  const key = { action: 'kms:Decrypt', purpose: 'encryption', resourceAccountId: own } as const;
  const granting = (name: string): Says => ({ ...bucketSilent, 'identity-policies': hangsOn(name, 'red', yes, no) });
  const keyOf = (name: string): Says => ({
    'identity-policies': sure(yes),
    'kms-key': hangsOn(name, 'red', deny, reaching('account')),
  });

  test('of the caller: what the one needs is what the other denies', () => {
    const found = decidedBy([granting('aws:principaltag/x'), keyOf('aws:principaltag/x')], [{}, key]);
    expect(found.decision).toBe('denied');
    expect(found.byAuthorization).toEqual(['unknown', 'unknown']);
    expect(found.blockers).toEqual([]);
    expect(found.exact).toBe(true);
  });

  test('of the call: S3 and KMS may each see another value', () => {
    expect(decidedBy([granting('aws:x'), keyOf('aws:x')], [{}, key]).decision).toBe('unknown');
  });

  /** Without the tag it may deny. */
  const denyIfTagged = hangsOn('aws:principaltag/x', 'red', no, yes);
  const mayDenyUnlessTagged = (subject: Subject): Answer => {
    const tagged = denyIfTagged(subject);
    return tagged.outcome === 'does-not-allow' ? tagged : open(yes, no);
  };

  test('a layer that certainly blocks the one is not blamed for the other', () => {
    const says: readonly Says[] = [
      { ...bucketSilent, 'identity-policies': mayDenyUnlessTagged },
      { 'identity-policies': hangsOn('aws:principaltag/x', 'red', no, yes), 'kms-key': sure(reaching('account')) },
    ];
    const found = decidedBy(says, [{}, key], observed);
    expect(found.blockers.map(({ layer, authorization }) => `${layer} ${authorization}`)).toEqual([
      'identity-policies 0',
    ]);
    expect(found.suspects.map(({ authorization }) => authorization)).toEqual([0, 1]);
  });

  test.each([{}, observed])('a layer that blocks now the one, now the other, is blamed for both: %j', (options) => {
    const limit = (then: Judgement, otherwise: Judgement) => hangsOn('aws:principaltag/x', 'red', then, otherwise);
    const says: readonly Says[] = [
      { ...bucketSilent, 'identity-policies': sure(yes), 'service-control-policies': limit(no, yes) },
      {
        'identity-policies': sure(yes),
        'kms-key': open(deny, reaching('account')),
        'service-control-policies': limit(yes, no),
      },
    ];
    const found = decidedBy(says, [{}, key], options);
    expect(found.decision).toBe('denied');
    expect(found.blockers.map(({ layer, authorization }) => `${layer} ${authorization}`)).toEqual([
      'service-control-policies 0',
      'service-control-policies 1',
    ]);
  });

  test('an authorization on which nothing is open stays what it is', () => {
    const found = decidedBy([granting('aws:x'), { 'identity-policies': sure(yes), 'kms-key': sure(deny) }], [{}, key]);
    expect(found.byAuthorization).toEqual(['unknown', 'explicit-deny']);
    expect(layersIn(found.blockers)).toEqual(['kms-key']);
    expect(found.exact).toBe(true);
  });
});

describe('it is said where not everything was tried', () => {
  const hanging = { ...bucketSilent, 'identity-policies': hangsOn('aws:x', 'red', yes, no) };

  test('of a resource that cannot be known', () => {
    expect(decidedBy([hanging], [{ resource: undefined }]).exact).toBe(false);
    expect(decidedBy([{ ...bucketSilent, 'identity-policies': sure(no) }], [{ resource: undefined }]).exact).toBe(true);
    expect(decidedBy([hanging, hanging], [{}, { resource: undefined }]).exact).toBe(false);
    expect(decidedBy([hanging, { 'identity-policies': sure(yes) }], [{}, { resource: undefined }]).exact).toBe(true);
  });

  const anyGrant = [no, reaching('caller'), reaching('role'), reaching('account')].flatMap((one) => [
    one,
    { ...one, denies: true },
  ]);
  const grants = layers.filter(({ kind, side }) => kind === 'grant' && side !== 'principal').map(({ id }) => id);
  const openOnes = (many: number) => Object.fromEntries(grants.slice(0, many).map((id) => [id, open(...anyGrant)]));

  test('of grants that may say very many things together', () => {
    expect(grants.length).toBeGreaterThan(4);
    expect(decided(openOnes(4), [{ resourceAccountId: foreign }]).exact).toBe(true);
    const found = decided({ 'identity-policies': sure(yes), ...openOnes(5) }, [{ resourceAccountId: foreign }]);
    expect(found).toMatchObject({ decision: 'unknown', exact: false, blockers: [] });
    expect(layersIn(found.suspects)).toEqual(expect.arrayContaining(grants.slice(0, 5)));
  });

  test('of those only the best and the worst are tried, which tell whether it may pass', () => {
    const says = { 'identity-policies': sure(yes), ...openOnes(5), 'object-lock': sure(deny) };
    const found = decided(says, [{ resourceAccountId: foreign }]);
    expect(found.decision).toBe('explicit-deny');
    expect(layersIn(found.blockers)).toEqual(['object-lock']);
  });
});

test('of a denied request only the worlds count in which it is denied', () => {
  const says = {
    ...bucketSilent,
    'identity-policies': sure(yes),
    'service-control-policies': hangsOn('aws:x', 'red', yes, deny),
  };
  expect(layersIn(decidedBy([says]).blockers)).toEqual([]);
  expect(layersIn(decidedBy([says], [{}], observed).blockers)).toEqual(['service-control-policies']);
});

test('a denied request that nothing can have denied has no blocker', () => {
  const found = decidedBy([{ 'identity-policies': sure(yes) }], [{}], observed);
  expect(found).toMatchObject({ decision: 'allowed', blockers: [], suspects: [], exact: true });
});
