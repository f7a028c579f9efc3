/** The evaluations of a scenario that are asked about one by one, each a scenario of its own. */
import { defined } from '../../src/defined';
import { mentionedIn } from './mentioned';
import type { Kms, Scenario } from './scenario';
import { membership } from './told';
import { textIn } from './described-caller';

/**
 * Nearly always one: S3 asks KMS by itself. Two where the scenario says of the key's use what the call excludes: an upload
 * under SSE-S3 uses no key; and the key's account is elsewhere than its policies hang, where any policy asks for that.
 */
export function evaluationsOf(scenario: Scenario): readonly [Scenario, ...Scenario[]] {
  const { kms } = scenario;
  if (kms === undefined) return [scenario];
  const { kms: _kms, ...alone } = scenario;
  return excludesKey(scenario) || contradicts(scenario, kms) ? [alone, ofKey(alone, kms)] : [scenario];
}

/** The main action, and the use of the key, each as a scenario of its own. */
export function eachAlone({ kms, ...main }: Scenario): readonly Scenario[] {
  return kms === undefined ? [main] : [main, ofKey(main, kms)];
}

export const excludesKey = ({ request, kms }: Scenario): boolean =>
  kms !== undefined && textIn(request.context, 's3:x-amz-server-side-encryption') === 'AES256';

function contradicts(scenario: Scenario, { keyAccountId, context }: Kms): boolean {
  const told = membership(scenario, 'Resource', keyAccountId);
  const mentioned = mentionedIn(scenario).map((key) => key.toLowerCase());
  return Object.entries(told).some(
    ([key, value]) => mentioned.includes(key.toLowerCase()) && JSON.stringify(value) !== JSON.stringify(context[key]),
  );
}

function ofKey(scenario: Scenario, kms: Kms): Scenario {
  const { flags, vpcEndpointPolicy: _endpoint, grants: _grants, request, ...callers } = scenario;
  const { action, keyArn, keyAccountId, keyManager, keyPolicy, grants, rcps, context } = kms;
  return {
    ...callers,
    request: { ...request, action, resource: keyArn, resourceAccountId: keyAccountId, context },
    flags: {
      ...flags,
      resourceAccountIsManagement: flags?.keyAccountIsManagement === true,
      awsManagedKey: keyManager === 'AWS' || flags?.awsManagedKey === true,
    },
    rcps,
    resourcePolicy: keyPolicy,
    ...defined({ grants }),
  };
}
