/** Where a change came from: by what somebody made it. */
import { defined } from '../../../defined';
import { at, textAt, type EventRecord } from '../../readers/shared/events';
import type { ChangeOrigin } from '../types';

/** `undefined`: the record does not show it. */
export function originIn(record: EventRecord): ChangeOrigin | undefined {
  const service = textAt(record, 'userIdentity', 'invokedBy');
  const userAgent = textAt(record, 'userAgent') ?? '';
  const known = byService(service) ?? tools.find(([, pattern]) => pattern.test(userAgent))?.[0];
  // What a person clicks may name any agent: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
  const clicked = String(at(record, 'sessionCredentialFromConsole')) === 'true';
  const by = known ?? (clicked ? 'console' : undefined);
  return by === undefined ? undefined : { by, ...defined({ service: by === 'service' ? service : undefined }) };
}

function byService(service: string | undefined): ChangeOrigin['by'] | undefined {
  if (service === undefined) return undefined;
  return service.startsWith('cloudformation.') ? 'cloudformation' : 'service';
}

/** By what the user agent says; the first that fits. */
const tools: readonly (readonly [ChangeOrigin['by'], RegExp])[] = [
  ['cloudformation', /^cloudformation\.amazonaws\.com/i],
  ['terraform', /terraform|opentofu/i],
  ['pulumi', /pulumi/i],
  ['cdk', /aws-cdk/i],
  ['console', /console\.amazonaws\.com|signin\.amazonaws\.com|S3Console|Coral\/Netty|AWSConsole/i],
  ['cli', /aws-cli|CloudShell/i],
  ['sdk', /aws-sdk|boto|botocore/i],
];
