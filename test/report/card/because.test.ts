import { layers } from '../../../src/layers';
import { because } from '../../../src/report/card/because';
import { speechOf } from '../../../src/report/sentences/speech';
import type { Cause } from '../../../src/verdict/types';

const keyOf = (id: string) => `arn:aws:kms:eu-west-1:111122223333:key/${id}`;
const objectOf = (folder: string) => `arn:aws:s3:::amzn-s3-demo-bucket/${folder}/the-same-end-of-both.csv`;

test.each([
  ['ends of two keys that differ', keyOf('1234-0aaa'), keyOf('1234-0bbb'), 'KMS key `…0aaa`, not KMS key `…0bbb`'],
  [
    'the same ends of two keys in full',
    keyOf('1111-90ab'),
    keyOf('2222-90ab'),
    `\`${keyOf('1111-90ab')}\`, not \`${keyOf('2222-90ab')}\``,
  ],
  [
    'the same ends of two objects in full',
    objectOf('some-folder-of-reports'),
    objectOf('more-folder-of-reports'),
    `\`${objectOf('some-folder-of-reports')}\`, not \`${objectOf('more-folder-of-reports')}\``,
  ],
])('of the closest Allow it shows the %s', (_, wanted, seen, words) => {
  const failed = [{ element: 'Resource', result: 'does-not-match', wanted: [wanted], seen: [seen] }] as const;
  const statement = { index: 1, effect: 'Allow', json: {} } as const;
  const cause = {
    nearMisses: [{ policy: { type: 'p', name: 'p' }, statement, failed }],
    resource: seen,
    layer: 'some-layer',
  };
  expect(because(cause as unknown as Cause, speechOf(layers))).toBe(
    `the closest Allow, statement 1 of \`p\`, has Resource ${words}`,
  );
});
