/** Why the language cannot say it. */
import type { EvaluatedFix } from '../../../src/evaluate-fixes';
import { elementsMatch, many } from '../language';
import type { Scenario } from '../scenario';
import { eachAlone } from '../evaluations';
import { documentsIn } from './neighbours';

/** `other`: it should have been said. */
export function reasonFor(layer: string, scenario: Scenario, fixes: readonly EvaluatedFix[]): string {
  const { request, flags, kms } = scenario;
  const isOfAws = flags?.awsManagedKey === true || kms?.keyManager === 'AWS';
  if (layer === 'kms-key' && isOfAws) return 'the policy of a key of AWS’s cannot be changed';
  const { 'aws:PrincipalArn': arn } = request.context;
  if (layer === 'identity-policies' && /:role\/aws-service-role\//.test(String(arn)))
    return 'only the service changes the policies of its role';
  // Its logs are never encrypted with a key: https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
  if (layer === 'kms-key' && request.principal === 'service:logging.s3.amazonaws.com')
    return 'no key helps a service that uses none';
  const unnamed = request.principal.startsWith('service:') && /^(vpc-endpoint|resource-control)/.test(layer);
  if (unnamed) return 'no key of the request names the service, and no Principal may';
  if (fixes.some(({ opens }) => opens.every(isOfAPattern(scenario))))
    return 'a Deny on a pattern of resources cannot spare one';
  return 'other';
}

/** Some Deny that hits the request has a pattern for its resource that is neither everything nor the resource itself. */
const isOfAPattern = (scenario: Scenario) => (): boolean =>
  eachAlone(scenario).some((alone) =>
    documentsIn({ ...alone, request: {} }).some((document) =>
      many(document.Statement).some(
        (statement) =>
          statement.Effect === 'Deny' &&
          !many(statement.Resource).includes('*') &&
          many(statement.Resource).some((pattern) => pattern !== alone.request.resource && hits(pattern)) &&
          elementsMatch(statement, document, alone.request),
      ),
    ),
  );

const hits = (pattern: string) => /[*?$]/.test(pattern);
