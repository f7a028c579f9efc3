/** What the verdict says of a cause, besides what its layer says. */
import type { VerdictNote } from '../../verdict/types';
import { quoteFact } from './fill';

type FactsOf<C extends VerdictNote['code']> = Extract<VerdictNote, { readonly code: C }>['facts'];

export const verdictTexts: { readonly [C in VerdictNote['code']]: (facts: FactsOf<C>) => string } = {
  'grants-voided': ({ setting, to }) =>
    `what it grants counts for nothing (${quoteFact(to)}): ${quoteFact(setting)} takes it away`,
  'answered-otherwise': ({ errorCode }) =>
    `AWS answers that with another error than ${quoteFact(errorCode)}, which this request got: it may have come about only since`,
  'not-recorded-so': () =>
    'AWS records no such denial in the way in which it recorded this one: it may have come about only since',
  'part-of-an-upload': ({ operation, key }) =>
    `${quoteFact(operation)} is a part of a multipart upload: it is s3:PutObject as well, but only CreateMultipartUpload can send ${quoteFact(key)}; AWS does not document whether policies then see it for the parts`,
  'credentials-of-an-instance': ({ role, instance }) =>
    `these are the credentials of ${instance === undefined ? 'an EC2 instance' : `the EC2 instance ${quoteFact(instance)}`} (role ${quoteFact(role)}): whatever runs there without a role of its own calls with them, such as a pod whose service account or Pod Identity association does not work`,
  presigned: ({ sourceIp }) =>
    `the request was presigned: whoever holds the URL calls with the rights of its signer, from wherever they are${sourceIp === undefined ? '' : ` (${quoteFact(sourceIp)})`}`,
  'bucket-key-context': ({ bucket }) =>
    `with an S3 Bucket Key the encryption context is the ARN of the bucket (${quoteFact(bucket)}), not of the object`,
  'version-was-named': ({ action, unversioned }) =>
    `the request names a version, which takes ${quoteFact(action)} instead of ${quoteFact(unversioned)}`,
  'perhaps-asked-for-a-header': ({ action, headers }) =>
    `${quoteFact(action)} is asked only if the request sent ${quoteFact(headers)}, which the record does not show`,
  'asked-for-a-header': ({ action, header }) =>
    `${quoteFact(action)} is asked only because the request sends ${quoteFact(header)}`,
};
