/** Who asks, and whose role may be assumed. */
import type { Operations } from '../operation';
import type { Named } from '../policy';
import { errorOf, result } from '../shapes';
import { administratorOf, type DescribedOrganizations } from './organizations';

/** What STS looks at. */
export interface DescribedSts extends DescribedOrganizations {
  readonly accounts: Named<unknown>;
  /** Accounts in which no role lets Culprit read. */
  readonly withoutReader?: readonly string[];
}

/** The account whose own credentials Culprit has. */
export function ownAccountOf({ accounts }: DescribedSts): string {
  const [own] = Object.keys(accounts);
  if (own === undefined) throw new Error('a described awsAccounts needs an account');
  return own;
}

export const stsOperations: Operations<DescribedSts> = {
  GetCallerIdentity: {
    answer: ({ awsAccounts }) => {
      const own = ownAccountOf(awsAccounts);
      return result(
        'GetCallerIdentity',
        `<Account>${own}</Account><Arn>arn:aws:sts::${own}:assumed-role/culprit/cli</Arn><UserId>AROACULPRIT:cli</UserId>`,
      );
    },
  },
  AssumeRole: {
    answer: ({ awsAccounts, input }) => {
      const arn = String(input['RoleArn']);
      const account = arn.split(':')[4] ?? '';
      if (!accountsIn(awsAccounts).includes(account) || awsAccounts.withoutReader?.includes(account) === true) {
        return errorOf(
          'sts',
          'AccessDenied',
          403,
          `User is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
        );
      }
      return result(
        'AssumeRole',
        '<Credentials><AccessKeyId>ASIAREADER</AccessKeyId><SecretAccessKey>SECRETKEY</SecretAccessKey><SessionToken>SECRETTOKEN</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>',
      );
    },
  },
};

/** Whoever reads the organization can be asked, though no description lists its account. */
function accountsIn({ accounts, organization }: DescribedSts): readonly string[] {
  return [...Object.keys(accounts), ...(organization === undefined ? [] : [administratorOf(organization)])];
}
