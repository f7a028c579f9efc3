/** Changes since the denial are undone before deciding: the verdict is about the policies as they were then. */
import { investigateIn } from '../../account/investigate';
import type { AwsAccounts } from '../../account/description';
import { denying } from '../../causes/accounts';
import { event } from '../../causes/events';
import { atTheTime } from '../../setup/at-the-time';
import { useTestCredentials } from '../../setup/credentials';
import {
  attach,
  attachScp,
  deleteBucketPolicy,
  detachScp,
  guard,
  harmless,
  now,
  organization,
  putBucketPolicy,
  putRolePolicy,
  readOnly,
  withFrozen,
  awsAccounts,
  writeOnly,
} from './past';

useTestCredentials();
atTheTime(now);

async function short(described: AwsAccounts) {
  const { report, replayed } = await investigateIn(described, event(), { now });
  expect(await replayed()).toEqual(report);
  const { verdict, changes, fixes } = report;
  const sidOf = (cause: (typeof verdict.rootCauses)[number] | undefined) => cause?.statement?.sid ?? cause?.layer;
  return {
    status: verdict.status,
    certainty: verdict.certainty,
    cause: verdict.rootCauses.map(sidOf),
    next: verdict.blocksNext.map(sidOf),
    changes: changes.map(({ eventName, role, rewound }) => [eventName, rewound === true ? 'rewound' : role]),
    fixed: [...new Set(fixes.map(({ layer }) => layer))],
    headline: verdict.headline,
  };
}

describe('what was changed since, and can be undone', () => {
  test('a Deny that is gone by now denied', async () => {
    const described = awsAccounts([
      deleteBucketPolicy(-0.5),
      putBucketPolicy(2, denying('Frozen')),
      deleteBucketPolicy(200),
    ]);
    const found = await short(described);
    expect(found).toMatchObject({
      status: 'would-be-allowed-now',
      certainty: 'established',
      cause: ['Frozen'],
      next: [],
      changes: [
        ['PutBucketPolicy', 'the-cause'],
        ['DeleteBucketPolicy', 'rewound'],
      ],
      fixed: [],
    });
    expect(found.headline).toMatch(/was denied by .*`Frozen`.* now allow it: .*`DeleteBucketPolicy`.*after the denial/);
  });

  test('what denied then denies still, and something else has come since', async () => {
    const described = awsAccounts(
      [putBucketPolicy(-0.5, denying('Frozen')), attach('Guard'), deleteBucketPolicy(200)],
      {
        ...withFrozen('Frozen'),
        role: { managed: { Guard: guard } },
      },
    );
    expect(await short(described)).toMatchObject({
      status: 'denied',
      certainty: 'established',
      cause: ['Guard'],
      next: ['Frozen'],
      changes: [
        ['AttachRolePolicy', 'the-cause'],
        ['PutBucketPolicy', 'rewound'],
      ],
      fixed: expect.arrayContaining(['identity-policies', 'bucket-policy']),
    });
  });

  test('what denied then is gone, and something else denies by now: that is to be mended', async () => {
    const described = awsAccounts(
      [
        putBucketPolicy(-0.4, denying('Frozen')),
        putRolePolicy('read', -0.5, readOnly),
        putRolePolicy('read', 2, writeOnly),
        putRolePolicy('read', 480, readOnly),
        deleteBucketPolicy(200),
      ],
      { ...withFrozen('Frozen'), role: { inline: { read: readOnly } } },
    );
    expect(await short(described)).toMatchObject({
      status: 'denied',
      certainty: 'established',
      cause: ['identity-policies'],
      next: ['Frozen'],
      fixed: ['bucket-policy'],
    });
  });

  test('what denies by now came after the denial, and explains nothing', async () => {
    const described = awsAccounts(
      [putBucketPolicy(-0.5, denying('Frozen')), deleteBucketPolicy(200)],
      withFrozen('Frozen'),
    );
    expect(await short(described)).toMatchObject({ status: 'inconclusive', certainty: 'possible', cause: [] });
  });

  test('what was changed since and decides nothing keeps nobody from being sure', async () => {
    const described = awsAccounts([putBucketPolicy(-0.5, harmless), attach('Guard'), deleteBucketPolicy(200)], {
      bucket: { policy: harmless },
      role: { managed: { Guard: guard } },
    });
    expect(await short(described)).toMatchObject({ status: 'denied', certainty: 'established', cause: ['Guard'] });
  });
});

describe('what cannot be undone stays drift', () => {
  test('because what was detached is deleted by now', async () => {
    const past = [detachScp('p-ou1guard', -0.5), attachScp('p-ou1guard')];
    const found = await short(awsAccounts([], organization({ scps: {} }), past));
    expect(found).toMatchObject({ status: 'would-be-allowed-now', certainty: 'possible', cause: [] });
  });

  test.each([
    ['nothing shows what it replaced', [putBucketPolicy(-0.5, denying('Frozen'))]],
    ['something else is at hand', [putBucketPolicy(-0.5, denying('Other')), deleteBucketPolicy(200)]],
    ['it was made in the second of the denial', [putBucketPolicy(0, denying('Frozen')), deleteBucketPolicy(200)]],
  ])('because %s', async (_, past) => {
    const found = await short(awsAccounts(past, withFrozen('Frozen')));
    expect(found).toMatchObject({ status: 'denied', certainty: 'possible', cause: ['Frozen'] });
    expect(found.changes[0]).toEqual(['PutBucketPolicy', undefined]);
  });
});
