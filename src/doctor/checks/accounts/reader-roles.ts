import type { Unreadable } from '../../../evidence/define';
import { defineCheck } from '../../check';
import { readersOf, readsOthers, unread } from './readers';
import { updateReader } from './update-reader';

export const readerRoles = defineCheck({
  id: 'reader-roles',
  trouble: 'a reader role of another account cannot be assumed, and what lies there is unknown',
  permissions: [],
  asDeployed: true,
  elsewhere: true,
  applies: readsOthers,
  look: async (asked) => {
    const silent = (await readersOf(asked)).flatMap(({ account, arn, reading }) =>
      reading.status === 'unreadable' ? [{ account, arn, reading }] : [],
    );
    const [first] = silent;
    const lasting = silent.filter(({ reading }) => lasts(reading));
    if (first !== undefined && lasting.length === 0) throw unread(first.reading, `\`${first.arn}\` did not answer`);
    return lasting.map(({ account, arn, reading }) => ({
      text: `\`${arn}\` cannot be assumed, or may not read itself: ${reading.error ?? reading.why}`,
      command: updateReader({ account, arn }, asked.deployment.stack?.readers),
    }));
  },
});

/** Other reasons pass, and say nothing of the role. */
const lasts = ({ why }: Unreadable): boolean => ['access-denied', 'not-found', 'account-not-configured'].includes(why);
