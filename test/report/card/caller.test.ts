import { caller } from '../../../src/report/card/caller';
import { verdict } from '../../setup/reports';

const { request } = verdict;
const lambda = (name: string) => `arn:aws:lambda:us-east-1:111122223333:function:${name}`;

test.each([
  ['a function of another name', lambda('resize'), 'the function `resize`, with the role `app`'],
  ['a function that its role is named after', lambda('app'), undefined],
  ['a function that its role is named after, and more', lambda('ap'), undefined],
  ['a thing that nothing names', 'AWS::Lambda::Function', undefined],
  ['nothing', undefined, undefined],
])('the card says of %s', (_, issuedTo, words) => {
  const session = { issuedToCompute: 'AWS::Lambda::Function', ...(issuedTo && { credentialsIssuedTo: issuedTo }) };
  expect(caller({ ...request, session })).toBe(words);
});

test('a user has no function', () => {
  const principal = { type: 'user', arn: 'arn:aws:iam::1:user/ann', accountId: '1', userName: 'ann' } as const;
  const session = { issuedToCompute: 'AWS::Lambda::Function', credentialsIssuedTo: lambda('resize') };
  expect(caller({ ...request, principal, session })).toBeUndefined();
});
