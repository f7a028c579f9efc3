import { defineCheck } from '../../check';
import { readersOf, readsOthers, updateReaders } from './readers';

export const readerRoles = defineCheck({
  id: 'reader-roles',
  trouble: 'a reader role of another account cannot be assumed, and what lies there is unknown',
  permissions: [],
  asDeployed: true,
  applies: readsOthers,
  look: async (asked) =>
    (await readersOf(asked)).flatMap(({ account, arn, reading }) =>
      reading.status === 'unreadable' && ['access-denied', 'not-found', 'account-not-configured'].includes(reading.why)
        ? [
            {
              text: `\`${arn}\` cannot be assumed, or may not read itself: ${reading.error ?? reading.why}`,
              command: updateReaders(account),
            },
          ]
        : [],
    ),
});
