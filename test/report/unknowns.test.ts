import { coverageSentences } from '../../src/report/coverage';
import { unknownSentence } from '../../src/report/unknowns';

const refused = { why: 'access-denied', region: 'us-east-1' };

describe('changes that were not looked up', () => {
  test.each([
    [
      'in an account',
      { ...refused, account: '111122223333', permission: 'cloudtrail:LookupEvents' },
      'who changed what since the denial in account `111122223333`',
      'CloudTrail was not asked: AWS refused the read',
    ],
    [
      'wherever the organization delegates its policies to',
      { ...refused, permission: 'organizations:DescribeResourcePolicy', error: 'AccessDeniedException: no' },
      'whether another account changed the policies of the organization since the denial',
      'which accounts may change them was not told: AWS refused the read (`AccessDeniedException: no`)',
    ],
  ])('%s', (_, facts, what, why) => {
    const told = unknownSentence({ code: 'changes-not-searched', facts });
    expect(told).toMatchObject({ what, why });
    expect(told.remedy).toContain(`Grant \`${facts.permission}\``);
  });

  test('an account that is not known is not called so by name', () => {
    const place = { account: 'unknown', region: 'us-east-1', why: 'access-denied' };
    const changes = { searched: [], notSearched: [place] };
    const told = coverageSentences({ changes, exact: true }, true);
    expect(told).toContain(
      'Changes in accounts that nothing names, Region `us-east-1`, were not looked up: AWS refused the read.',
    );
  });
});

test('an opt-in that nobody took was not refused by AWS, and has its name here and in a deployment', () => {
  const facts = { read: 'object-head', target: 'b/k', why: 'not-asked', permission: 's3:GetObject' };
  const { why, remedy } = unknownSentence({ code: 'unreadable', facts });
  expect(why).not.toMatch(/refused/);
  expect(remedy).toMatch(/`--head-object`.*`headObject` of a deployment.*s3:GetObject/);
});
