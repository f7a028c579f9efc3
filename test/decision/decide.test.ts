import { layers } from '../../src/layers';
import { subjectOf } from '../../src/judging/cases/cases';
import type { Judgement } from '../../src/judging/types';
import type { BoundRequest } from '../../src/request/types';
import { deciderAsking } from '../../src/decision/decide';
import {
  decided,
  deny,
  foreign,
  layersIn,
  no,
  observed,
  open,
  own,
  reaching,
  sure,
  voiding,
  yes,
  type Says,
} from './answers';

// What each layer answers is given here; how the answers combine is what is tested.

describe('within one account', () => {
  test.each([
    ['identity alone grants', { 'identity-policies': yes, 'bucket-policy': no }, 'allowed', []],
    ['the bucket alone grants', { 'identity-policies': no, 'bucket-policy': reaching('caller') }, 'allowed', []],
    [
      'an account principal grants nothing',
      { 'identity-policies': no, 'bucket-policy': reaching('account') },
      'implicit-deny',
      ['identity-policies'],
    ],
    ['nobody grants', { 'identity-policies': no, 'bucket-policy': no }, 'implicit-deny', ['identity-policies']],
    [
      'the caller passes a boundary',
      { 'identity-policies': no, 'permissions-boundary': no, 'bucket-policy': reaching('caller') },
      'allowed',
      [],
    ],
    [
      'the role does not',
      { 'identity-policies': no, 'permissions-boundary': no, 'bucket-policy': reaching('role') },
      'implicit-deny',
      ['permissions-boundary'],
    ],
    [
      'nothing passes an explicit deny',
      { 'identity-policies': yes, 'permissions-boundary': deny, 'bucket-policy': reaching('caller') },
      'explicit-deny',
      ['permissions-boundary'],
    ],
    [
      'nothing passes a guardrail',
      { 'identity-policies': yes, 'service-control-policies': no, 'bucket-policy': reaching('caller') },
      'implicit-deny',
      ['service-control-policies'],
    ],
    [
      'a key that names nobody is the only one that lacks',
      { 'identity-policies': no, 'kms-key': no },
      'implicit-deny',
      ['kms-key'],
    ],
    [
      'also beside a bucket that grants nothing',
      { 'identity-policies': no, 'kms-key': no, 'bucket-policy': no },
      'implicit-deny',
      ['kms-key'],
    ],
    [
      'what would stand for identity-based policies must grant',
      { 'identity-policies': no, 'kms-key': { ...no, standsForIdentity: true } },
      'implicit-deny',
      ['kms-key'],
    ],
    [
      'and then does',
      { 'identity-policies': no, 'kms-key': { ...reaching('caller'), standsForIdentity: true } },
      'allowed',
      [],
    ],
    [
      'a key that names the account leaves it to identity',
      { 'identity-policies': no, 'kms-key': reaching('account') },
      'implicit-deny',
      ['identity-policies'],
    ],
    [
      'a state that forbids denies',
      { 'identity-policies': yes, 'object-lock': deny },
      'explicit-deny',
      ['object-lock'],
    ],
    [
      'both sides of an access point must grant',
      { 'identity-policies': no, 'bucket-policy': reaching('caller'), 'access-point-policy': no },
      'implicit-deny',
      ['identity-policies'],
    ],
    [
      'a voided grant grants nothing',
      { 'identity-policies': no, 'bucket-policy': reaching('caller'), 'object-ownership': voiding('everyone') },
      'implicit-deny',
      ['identity-policies'],
    ],
    [
      'a void for outsiders leaves it',
      {
        'identity-policies': no,
        'bucket-policy': reaching('caller'),
        'block-public-access': voiding('outside-the-account'),
      },
      'allowed',
      [],
    ],
  ] as const)('%s', (_, judgements, decision, blockers) => {
    const found = decided(Object.fromEntries(Object.entries(judgements).map(([id, one]) => [id, sure(one)])));
    expect(found.decision).toBe(decision);
    expect(layersIn(found.blockers)).toEqual(blockers);
    expect(found.suspects).toEqual(found.blockers);
  });
});

describe('across accounts', () => {
  test.each([
    ['both must grant', { 'identity-policies': yes, 'bucket-policy': reaching('account') }, 'allowed', []],
    [
      'each lacks its own',
      { 'identity-policies': no, 'bucket-policy': no },
      'implicit-deny',
      ['identity-policies', 'bucket-policy'],
    ],
    [
      'an ACL may grant instead',
      { 'identity-policies': yes, 'bucket-policy': no, 'access-control-lists': reaching('caller') },
      'allowed',
      [],
    ],
    [
      'the access point must grant too',
      { 'identity-policies': yes, 'bucket-policy': reaching('caller'), 'access-point-policy': no },
      'implicit-deny',
      ['access-point-policy'],
    ],
    [
      'no boundary is passed',
      { 'identity-policies': yes, 'permissions-boundary': no, 'bucket-policy': reaching('caller') },
      'implicit-deny',
      ['permissions-boundary'],
    ],
    [
      'what takes a grant away is to blame',
      {
        'identity-policies': yes,
        'bucket-policy': reaching('caller'),
        'block-public-access': voiding('outside-the-account'),
      },
      'implicit-deny',
      ['block-public-access'],
    ],
  ] as const)('%s', (_, judgements, decision, blockers) => {
    const says = Object.fromEntries(Object.entries(judgements).map(([id, one]) => [id, sure(one)]));
    const found = decided(says, [{ resourceAccountId: foreign }]);
    expect(found.decision).toBe(decision);
    expect(layersIn(found.blockers)).toEqual(blockers);
  });

  test('what takes nothing away is not to blame, and an ACL is no policy', () => {
    const policyVoided = { 'identity-policies': sure(yes), 'block-public-access': sure(voiding('everyone')) };
    const blocking = (more: Says) =>
      layersIn(decided({ ...policyVoided, ...more }, [{ resourceAccountId: foreign }]).blockers);
    expect(blocking({ 'bucket-policy': sure(no) })).toEqual(['bucket-policy']);
    expect(blocking({ 'bucket-policy': sure(reaching('caller')) })).toEqual(['block-public-access']);
    expect(blocking({ 'bucket-policy': sure(no), 'access-control-lists': sure(reaching('caller')) })).toEqual([]);
    expect(blocking({ 'bucket-policy': sure(reaching('caller')), 'access-point-policy': sure(no) })).toEqual([
      'access-point-policy',
      'block-public-access',
    ]);
  });

  test('an owner that cannot be known may be either', () => {
    const says = { 'identity-policies': sure(yes), 'bucket-policy': sure(no) };
    const found = decided(says, [{ resourceAccountId: undefined }], observed);
    expect(found.decision).toBe('unknown');
    expect(layersIn(found.blockers)).toEqual(['bucket-policy']);
  });
});

describe('what cannot be known', () => {
  const allowing = { 'identity-policies': sure(yes), 'bucket-policy': sure(no) };

  test('a layer that may deny is a suspect, and decides nothing', () => {
    const found = decided({ ...allowing, 'resource-control-policies': open(deny, yes) });
    expect(found).toMatchObject({ decision: 'unknown', blockers: [] });
    expect(layersIn(found.suspects)).toEqual(['resource-control-policies']);
  });

  test('the only layer that can have denied did', () => {
    const found = decided({ ...allowing, 'resource-control-policies': open(deny, yes) }, [{}], observed);
    expect(layersIn(found.blockers)).toEqual(['resource-control-policies']);
  });

  test('of two that may have denied none certainly did', () => {
    const says = {
      ...allowing,
      'resource-control-policies': open(deny, yes),
      'service-control-policies': open(no, yes),
    };
    const found = decided(says, [{}], observed);
    expect(found.decision).toBe('unknown');
    expect(found.blockers).toEqual([]);
    expect(layersIn(found.suspects)).toEqual(['resource-control-policies', 'service-control-policies']);
  });

  test('a limit that denies or does not allow blocks either way, and the decision says only that', () => {
    const found = decided({ ...allowing, 'service-control-policies': open(deny, no) });
    expect(found.decision).toBe('denied');
    expect(layersIn(found.blockers)).toEqual(['service-control-policies']);
  });

  test('a layer that cannot make a difference is no suspect', () => {
    const says = {
      'identity-policies': sure(no),
      'permissions-boundary': open(no, yes),
      'bucket-policy': sure(reaching('caller')),
    };
    expect(decided(says)).toMatchObject({ decision: 'allowed', suspects: [] });
  });
});

describe('several authorizations', () => {
  const main = { action: 's3:GetObject' } as const;
  const key = { action: 'kms:Decrypt', purpose: 'encryption', resourceAccountId: own } as const;
  const granted = { 'identity-policies': sure(yes), 'bucket-policy': sure(no) };
  const keyGranted = { 'identity-policies': sure(yes), 'kms-key': sure(reaching('account')) };

  test('the first that is denied decides, and all that block are listed', () => {
    const found = decided(
      [
        { 'identity-policies': sure(no), 'bucket-policy': sure(no) },
        { ...keyGranted, 'kms-key': sure(deny) },
      ],
      [main, key],
    );
    expect(found.decision).toBe('implicit-deny');
    expect(found.byAuthorization).toEqual(['implicit-deny', 'explicit-deny']);
    expect(found.blockers).toEqual([
      { layer: 'identity-policies', action: 's3:GetObject', authorization: 0 },
      { layer: 'kms-key', action: 'kms:Decrypt', authorization: 1 },
    ]);
  });

  test('what may not be asked at all cannot be counted on to deny', () => {
    const found = decided([granted, { ...keyGranted, 'kms-key': sure(deny) }], [main, { ...key, needed: 'unknown' }]);
    expect(found.decision).toBe('unknown');
    expect(found.byAuthorization).toEqual(['allowed', 'explicit-deny']);
    expect(found.blockers).toEqual([]);
    expect(layersIn(found.suspects)).toEqual(['kms-key']);
  });

  test('unless nothing else can have denied', () => {
    const found = decided(
      [granted, { ...keyGranted, 'kms-key': sure(deny) }],
      [main, { ...key, needed: 'unknown' }],
      observed,
    );
    expect(layersIn(found.blockers)).toEqual(['kms-key']);
  });

  test('a layer that blocks now this and now that is named with both', () => {
    const either = open(no, yes);
    const says = [
      { ...granted, 'identity-policies': either },
      { ...keyGranted, 'identity-policies': either },
    ];
    const found = decided(says, [main, key], observed);
    expect(found.blockers.map(({ layer, action }) => `${layer} ${action}`)).toEqual([
      'identity-policies s3:GetObject',
      'identity-policies kms:Decrypt',
    ]);
    expect(decided(says, [main, key]).blockers).toEqual([]);
  });
});

test('a layer that fails is unknown, and hides nothing of the others', () => {
  const { authorization, request } = subjectOf({ when: '', outcome: 'allows' });
  const decide = deciderAsking(layers, ({ id }) => {
    if (id === 'object-lock') throw new TypeError('no lock');
    return id === 'identity-policies' ? sure(no) : undefined;
  });
  const found = decide({ ...request, authorizations: [authorization] }, undefined);
  expect(layersIn(found.blockers)).toEqual(['identity-policies']);
  expect(layersIn(found.suspects)).toEqual(['identity-policies', 'object-lock']);
  const answer = found.answers.find(({ layer }) => layer === 'object-lock')?.answer;
  expect(answer).toMatchObject({ unknowns: [{ code: 'crashed', facts: { error: 'TypeError: no lock' } }] });
});

describe('callers of no account', () => {
  const blocking = (principal: BoundRequest['principal'], judgements: Readonly<Record<string, Judgement>>) => {
    const { authorization, request } = subjectOf({ when: '', outcome: 'allows' });
    const decide = deciderAsking(layers, ({ id }) => {
      const one = judgements[id];
      return one === undefined ? undefined : sure(one);
    });
    return layersIn(decide({ ...request, principal, authorizations: [authorization] }, undefined).blockers);
  };
  const service = { type: 'service', service: 'logging.s3.amazonaws.com' } as const;
  const anonymous = { type: 'anonymous' } as const;
  const voided = { 'bucket-policy': reaching('caller'), 'block-public-access': voiding('outside-the-account') };
  test.each<readonly [string, BoundRequest['principal'], Readonly<Record<string, Judgement>>, readonly string[]]>([
    ['a service needs a grant of the resource', service, { 'bucket-policy': no }, ['bucket-policy']],
    ['and no identity-based policy', service, { 'bucket-policy': reaching('caller') }, []],
    ['what is taken from outsiders is not taken from services', service, voided, []],
    ['nobody at all needs a grant of the resource', anonymous, { 'bucket-policy': no }, ['bucket-policy']],
    ['and has it from everybody’s', anonymous, { 'bucket-policy': reaching('caller') }, []],
    ['unless that is taken from outsiders', anonymous, voided, ['block-public-access']],
  ])('%s', (_, principal, judgements, expected) => expect(blocking(principal, judgements)).toEqual(expected));
});
