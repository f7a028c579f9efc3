import type { RequestFacts } from '../../request/types';
import type { Answer, Subject } from '../../judging/types';
import { forbids, passes } from '../../judging/state/answers';
import { words } from './words';

/**
 * Who really asks when an AWS service does. The service itself is no gate: policies judge it. What it changes is which of
 * them bind it and which condition keys are there, and that is what the notes show.
 */
export function checkServiceRequest({ request }: Subject): Answer {
  if (request.errorCode === crossLocation) return forbids(crossLocation, [words.note('log-bucket-in-another-region')]);
  const service = callingService(request) ?? '';
  if (request.principal.type === 'service') {
    const purpose = purposes[service];
    return passes(
      words.note('service-principal', { service }),
      ...(purpose === undefined ? [] : [words.note(purpose, { service })]),
    );
  }
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
  return passes(
    words.note(service.startsWith('batchoperations.') ? 'batch-operations-role' : 'asked-by-a-service', { service }),
  );
}

/** The service that asks: as itself, or with the caller's rights. S3's own calls to KMS are no requests of a service. */
export function callingService({ principal, invokedBy }: RequestFacts): string | undefined {
  if (principal.type === 'service') return principal.service;
  if (invokedBy === undefined || /^(fas\.)?s3\.amazonaws\.com$|^AWS Internal$/.test(invokedBy)) return undefined;
  return invokedBy;
}

/** A log bucket must be in the Region of the bucket that it logs: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const crossLocation = 'CrossLocationLoggingProhibited';

type Purpose = 'cloudfront-origin-access' | 'log-delivery' | 'inventory-delivery';

const purposes: Readonly<Partial<Record<string, Purpose>>> = {
  'cloudfront.amazonaws.com': 'cloudfront-origin-access',
  'logging.s3.amazonaws.com': 'log-delivery',
  'delivery.logs.amazonaws.com': 'log-delivery',
  'cloudtrail.amazonaws.com': 'log-delivery',
  's3.amazonaws.com': 'inventory-delivery',
};
