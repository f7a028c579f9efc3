/** Through which services a call came. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-calledvia */
import type { Principal } from '../../names/principal';
import type { ContextEntries } from './entries';

/** `invokedBy`: the service that called with the caller's rights; it is the last one of those that `aws:CalledVia` lists. */
export function addForwarded(entries: ContextEntries, principal: Principal, invokedBy: string): void {
  if (isOwnSession(principal)) {
    entries.unknown('forwarded-call', 'aws:ViaAWSService', 'aws:CalledVia*');
    return;
  }
  entries.set('aws:ViaAWSService', 'true');
  const [name = '', domain] = invokedBy.split(/\.(.*)/s);
  if (domain !== 'amazonaws.com' || !LISTED.has(name)) {
    entries.unknown('forwarded-call', 'aws:CalledVia*');
    return;
  }
  entries.including('aws:CalledVia', invokedBy, 'forwarded-call').set('aws:CalledViaLast', invokedBy);
  entries.unknown('forwarded-call', 'aws:CalledViaFirst');
}

/** With a service role a service begins the session itself (`AWSCloudFormation`, `AwsSync-…`), and calls for nobody. */
const isOwnSession = (principal: Principal): boolean =>
  principal.type === 'assumed-role' && /^aws/i.test(principal.sessionName);

/** The key says nothing of other services. */
const LISTED: ReadonlySet<string> = new Set([
  'aoss',
  'athena',
  'backup',
  'cloud9',
  'cloudformation',
  'databrew',
  'dataexchange',
  'dynamodb',
  'imagebuilder',
  'kms',
  'mgn',
  'nimble',
  'omics',
  'ram',
  'robomaker',
  'servicecatalog-appregistry',
  'sqlworkbench',
  'ssm-guiconnect',
]);
