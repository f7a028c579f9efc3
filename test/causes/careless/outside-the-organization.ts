/** The organization was asked for the caller's account, and does not have it: its id is known not to be this one. */
import type { Policy } from '../../account/description';
import { accounts, allPowerful, allowing, denying } from '../accounts';
import { event, lambdaRole, owner, stranger } from '../events';
import type { Careless } from './row';

const ours = 'o-exampleorg1';
const theirs = 'o-partnerorg2';
const by = lambdaRole('app', stranger);
const cannotKnow = 'what aws:PrincipalOrgID was cannot be known';

const awsAccounts = (policy: Policy) =>
  accounts({
    bucket: { policy, publicAccessBlock: 'none' },
    accounts: { [stranger]: allPowerful() },
    organization: { accounts: { [owner]: ['ou-prod'] } },
    withoutReader: [stranger],
  });
const lets = (Condition: object) => awsAccounts(allowing('*', { Condition }));
const denies = (Condition: object) => {
  const { Statement = [] } = allowing({ AWS: stranger }) as { readonly Statement?: readonly object[] };
  const { Statement: denial = [] } = denying('OursOnly', { ...Condition }) as {
    readonly Statement?: readonly object[];
  };
  return awsAccounts({ Version: '2012-10-17', Statement: [...Statement, ...denial] });
};

const row = (title: string, careless: string, at: Careless['awsAccounts'], more: Partial<Careless>): Careless => ({
  title,
  careless,
  event: event({ by }),
  awsAccounts: at,
  status: 'denied',
  ...more,
});
const blamed = {
  leads: 'bucket-policy',
  neverSays: [/what `?aws:principalorg(id|paths)`? was/i],
} as const;
const open = { status: 'inconclusive', certain: false } as const;

export const outside: readonly Careless[] = [
  row('only our organization is let in', cannotKnow, lets({ StringEquals: { 'aws:PrincipalOrgID': ours } }), blamed),
  row(
    'only our organization is let in, however its id is spelled',
    cannotKnow,
    lets({ StringLike: { 'aws:PrincipalOrgID': ours } }),
    blamed,
  ),
  row(
    'only a part of our organization is let in',
    cannotKnow,
    lets({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${ours}/*` } }),
    blamed,
  ),
  row('everybody outside is denied', cannotKnow, denies({ StringNotEquals: { 'aws:PrincipalOrgID': ours } }), blamed),
  row(
    'everybody outside is denied, and so is an account that names none',
    cannotKnow,
    denies({ StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ours, 'aws:PrincipalAccount': owner } }),
    blamed,
  ),
  row(
    'whoever is in no organization is let in as well',
    'the account is not in the organization, so it is denied',
    lets({ StringEqualsIfExists: { 'aws:PrincipalOrgID': ours } }),
    open,
  ),
  row(
    'another organization is let in as well',
    'the account is not in the organization, so it is denied',
    lets({ StringEquals: { 'aws:PrincipalOrgID': [ours, theirs] } }),
    open,
  ),
  row(
    'any organization is let in',
    'the account is not in the organization, so it is denied',
    lets({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }),
    open,
  ),
  row(
    'whoever is in no organization is denied',
    'the account is in no organization, so it is denied',
    denies({ Null: { 'aws:PrincipalOrgID': 'true' } }),
    open,
  ),
];
