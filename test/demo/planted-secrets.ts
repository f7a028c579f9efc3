/** Secrets as they could stand in a record: signatures, tokens, SSE-C keys. None may leave intake. */
import { mark, spellings } from '../setup/spelled-secrets';
import type { CloudTrailEvent } from '../../demo/story/events';

const signature = 'fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024';
const sessionToken = 'IQoJb3JpZ2luX2VjEPLANTEDplantedPLANTEDplantedSESSIONtoken==';
const customerKey = 'bWluZS1wbGFudGVkLXNzZS1jLWtleS0wMDAwMDAwMQ==';
const customerKeyMd5 = 'cGxhbnRlZC1tZDU1NTU1NTU1NQ==';
const mfa = 'arn:aws:iam::111122223333:mfa/root 918273';
const grantToken = 'AQpAPLANTEDgrantTOKENplanted0000';

export const secrets: readonly string[] = [
  signature,
  sessionToken,
  encodeURIComponent(sessionToken),
  customerKey,
  customerKeyMd5,
  '918273',
  grantToken,
  mark,
];

export function plantSecrets(event: CloudTrailEvent): CloudTrailEvent {
  const { detail } = event;
  return {
    ...event,
    detail: {
      ...detail,
      // Two fields that are kept, with a presigned URL in them.
      userAgent: `[curl https://my-bucket.s3.amazonaws.com/a?X-Amz-Signature=${signature}] ${Object.values(spellings).join('\n')}`,
      errorMessage: `${String(detail['errorMessage'])}?X-Amz-Security-Token=${encodeURIComponent(sessionToken)}`,
      requestParameters: {
        ...(detail['requestParameters'] as object),
        Referer: Object.values(spellings).join('\n'),
        'X-Amz-Signature': signature,
        'X-Amz-Security-Token': sessionToken,
        'X-Amz-Credential': 'AKIAEXAMPLE/20261124/eu-central-1/s3/aws4_request',
        Authorization: `AWS4-HMAC-SHA256 Credential=x, Signature=${signature}`,
        'x-amz-server-side-encryption-customer-key': customerKey,
        'x-amz-server-side-encryption-customer-key-MD5': customerKeyMd5,
        'x-amz-mfa': mfa,
        grantTokens: [grantToken],
      },
      responseElements: { credentials: { secretAccessKey: sessionToken, sessionToken } },
      additionalEventData: { ...(detail['additionalEventData'] as object | undefined), token: sessionToken },
    },
  };
}
