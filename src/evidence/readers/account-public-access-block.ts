import { getAccountPublicAccessBlock } from '../aws/calls/s3-control';
import { absentOn } from '../answers';
import { defineReader } from '../define';
import { onAnything } from '../permissions';
import { publicAccessBlock } from './shared/public-access-block';
import { bucketAccount } from '../targets';
import type { PublicAccessBlock } from '../values';

/** Block Public Access of the account, with what its organization sets in it. Absent: nothing is set there. */
export const accountPublicAccessBlock = defineReader<PublicAccessBlock>({
  id: 'account-public-access-block',
  at: 'bucket',
  region: 'bucket',
  permissions: onAnything('s3:GetAccountPublicAccessBlock'),
  changedBy: { account: ['PutAccountPublicAccessBlock', 'DeleteAccountPublicAccessBlock'] },
  target: bucketAccount,
  read: (place, account) =>
    absentOn(['NoSuchPublicAccessBlockConfiguration'], async () => {
      const answer = await getAccountPublicAccessBlock(place, { AccountId: account });
      return publicAccessBlock(answer.PublicAccessBlockConfiguration);
    }),
});
