import { ownerTags } from '../../src/evidence/resolve/owner-tags';
import type { ReadingSession } from '../../src/evidence/session/session';
import { subjectOf } from '../../src/judging/cases/cases';

const { request, authorization } = subjectOf({ when: '', outcome: 'allows' });
const bound = { ...request, authorizations: [authorization] };
const sessionWith = (values: Readonly<Record<string, unknown>>): ReadingSession =>
  ({
    read: ({ id }: { readonly id: string }) =>
      Promise.resolve(
        id in values ? { status: 'found', value: values[id] } : { status: 'unreadable', why: 'access-denied' },
      ),
  }) as never;

test.each([
  [
    'both',
    { 'bucket-tags': { team: 'a', x: 'y' }, 'principal-facts': { tags: { team: 'b' } } },
    { bucket: { team: 'a' }, role: { team: 'b' } },
  ],
  ['the bucket’s', { 'bucket-tags': { team: 'a' }, 'principal-facts': { tags: {} } }, { bucket: { team: 'a' } }],
  [
    'the role’s, where the bucket cannot be read',
    { 'principal-facts': { tags: { team: 'b' } } },
    { role: { team: 'b' } },
  ],
  ['none', { 'bucket-tags': { owner: 'a' } }, {}],
])('of the tag of that name: %s', async (_, values, tags) => {
  expect(await ownerTags(bound, sessionWith(values), 'team')).toEqual(tags);
});
