import { defineCheck } from '../../check';
import { readersOf, readsOthers, updateReaders } from './readers';

export const readerRights = defineCheck({
  id: 'reader-rights',
  trouble:
    'a reader role of another account was deployed with another version, and may lack rights that this one reads with',
  permissions: [],
  asDeployed: true,
  elsewhere: true,
  applies: readsOthers,
  look: async (asked) => {
    const rights = asked.deployment.stack?.readers.rights ?? '';
    return (await readersOf(asked)).flatMap(({ account, arn, reading }) =>
      reading.status === 'found' && reading.value !== rights
        ? [
            {
              text: `\`${arn}\` is of another version: it bears \`${reading.value}\`, and this one reads with \`${rights}\``,
              command: updateReaders(account),
            },
          ]
        : [],
    );
  },
});
