import { defineCheck } from '../../check';
import { readersOf, readsOthers } from './readers';
import { updateReader } from './update-reader';

export const readerRights = defineCheck({
  id: 'reader-rights',
  trouble:
    'a reader role of another account was deployed with another version, and may lack rights that this one reads with',
  permissions: [],
  asDeployed: true,
  elsewhere: true,
  applies: readsOthers,
  look: async (asked) => {
    const readers = asked.deployment.stack?.readers;
    const rights = readers?.rights ?? '';
    return (await readersOf(asked)).flatMap(({ account, arn, reading }) =>
      reading.status === 'found' && reading.value !== rights
        ? [
            {
              text: `\`${arn}\` is of another version: it bears \`${reading.value}\`, and this one reads with \`${rights}\``,
              command: updateReader({ account, arn }, readers),
            },
          ]
        : [],
    );
  },
});
