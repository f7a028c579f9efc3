import { defineLayer } from '../define';
import { callingService, checkServiceRequest, crossLocation } from './check';
import { remedies } from './remedies';
import { words } from './words';

/** Requests that AWS services make, as themselves or with their caller's rights. */
export const awsServiceRequest = defineLayer({
  id: 'aws-service-request',
  title: 'Rules for requests of AWS services',
  name: 'the rules for requests of AWS services',
  kind: 'state',
  side: 'principal',
  saidAs: [crossLocation],
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services',
  words,
  remedies,
  reads: {},
  causes: [
    { number: 83, title: 'Server access logs would go to another Region', code: 'log-bucket-in-another-region' },
    { number: 93, title: 'CloudFront is not allowed to fetch from the bucket', code: 'cloudfront-origin-access' },
    { number: 95, title: 'The role of a Batch Operations job lacks rights', code: 'batch-operations-role' },
    { number: 96, title: 'A service asks with the rights of its caller', code: 'asked-by-a-service' },
    { number: 97, title: 'Log delivery, inventory or flow logs are refused', code: 'log-delivery' },
  ],
  fix: 'hand-over',
  appliesTo: ({ authorization, request }) =>
    authorization.purpose === 'main' && (callingService(request) !== undefined || request.errorCode === crossLocation),
  check: checkServiceRequest,
});
