/** Signatures, tokens and keys that a text may carry in a query string; they are never kept. */

const secret =
  /(X-Amz-(?:Signature|Security-Token|Credential)|AWSAccessKeyId|x-amz-server-side-encryption-customer-key(?:-md5)?|(?<=[?&])Signature)(=|%3D|:\s?)[^&\s"'<>]+/gi;

export function withoutQuerySecrets(text: string): string {
  return text.replaceAll(secret, '$1$2removed');
}
