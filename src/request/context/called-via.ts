/** Through which services a call came. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-calledvia */
import { computeIn } from '../../names/compute';
import { permissionSetOf } from '../../names/principal';
import type { Circumstances } from '../record/circumstances';
import type { ContextEntries } from './entries';

/** `invokedBy`: the service that called with the caller's rights; it is the last one of those that `aws:CalledVia` lists. */
export function addForwarded(entries: ContextEntries, at: Circumstances, invokedBy: string): void {
  if (!ofS3.test(invokedBy) && !isBegunBySomebody(at)) {
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

/** S3 itself asks KMS, always for its caller; older records say `AWS Internal`. */
const ofS3 = /^(?:fas\.)?s3(?:express)?(?:\.[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$|^AWS Internal$/;

/**
 * The caller's, for certain: a service may have begun any other session of a role for itself, with a service role that it was
 * given, and calls for nobody then. It names such a session as it likes.
 */
function isBegunBySomebody({ principal, session }: Circumstances): boolean {
  if (principal.type !== 'assumed-role') return ['user', 'root', 'federated-user'].includes(principal.type);
  return (
    permissionSetOf(principal.roleName) !== undefined ||
    session.mfa === 'true' ||
    session.federatedProvider !== undefined ||
    session.delivery !== undefined ||
    computeIn(session.issuedTo) !== undefined
  );
}

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
