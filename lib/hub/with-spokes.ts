import type { CulpritProps, SpokesProps } from '../props';
import { readerRoleName, rolePath } from '../workflow/roles';

/** With its path. */
export const spokesRoleName = `${rolePath.slice(1)}${readerRoleName}`;

/** Every spoke brings a reader role of one name, so that the accounts that send events are read without another setting. */
export function withSpokes(props: CulpritProps): CulpritProps {
  const { spokes, accountRoleName, accounts } = props;
  if (spokes === undefined || accountRoleName !== undefined) return props;
  return {
    ...props,
    accountRoleName: spokesRoleName,
    ...('accounts' in spokes && accounts === undefined ? { accounts: spokes.accounts } : {}),
  };
}

/** As intake knows it: the id of an organization, or ids of accounts. */
export function spokesText(spokes: SpokesProps | undefined): string {
  if (spokes === undefined) return '';
  return 'organizationId' in spokes ? spokes.organizationId : spokes.accounts.join(',');
}
