/** The command that deploys a reader role again, with the template of this version, the way it came. */
import { accountInArn } from '../../../names/arn';
import { partitionIn } from '../../../names/partition';
import { globalRegion } from '../../../evidence/session/where';
import type { ReaderSettings } from '../../deployment';

export interface DeployedReader {
  readonly account: string;
  readonly arn: string;
}

/** Parameters that are not given stay as they are. */
export function updateReader({ account, arn }: DeployedReader, readers: ReaderSettings | undefined): string {
  const managing = accountInArn(readers?.organizationRoleArn ?? '');
  const isManaging = account === managing;
  if (readers === undefined || !isOfSpoke({ account, arn }, readers))
    return deployed('culprit-reader', `reader-role/${isManaging ? 'organization' : 'account'}`, account);
  if (isManaging) return deployed('culprit-spoke', 'spoke/management', account, regionOf(arn));
  return readers.spokes === 'organization'
    ? `${ofStackSet}  # with credentials of ${managing ?? 'the account that manages the organization'}`
    : deployed('culprit-spoke', 'spoke/account', account, regionOf(arn));
}

/** One that is named by its account came some other way. */
const isOfSpoke = ({ account, arn }: DeployedReader, { spokes = [], accountRoles = {} }: ReaderSettings): boolean =>
  accountRoles[account] !== arn && (spokes === 'organization' || spokes.includes(account));

/** IAM knows no Regions: of a spoke's stacks in an account one makes the role. */
const regionOf = (arn: string): string => `--region ${globalRegion(partitionIn(arn) ?? 'aws')} `;

const deployed = (stack: string, template: string, account: string, region = ''): string =>
  `aws cloudformation deploy ${region}--stack-name ${stack} --capabilities CAPABILITY_NAMED_IAM --template-file examples/${template}.template.json  # with credentials of ${account}`;

const unchanged = ['HubEventBus', 'ExternalId', 'ReaderRegion'].map(
  (name) => `ParameterKey=${name},UsePreviousValue=true`,
);
const ofStackSet = `aws cloudformation update-stack-set --stack-set-name culprit-spoke --capabilities CAPABILITY_NAMED_IAM --template-body file://examples/spoke/account.template.json --parameters ${unchanged.join(' ')}`;
