/** A secret in every spelling in which texts carry one: what is kept of such a text must not hold the mark. */
export const mark = 'PLANTEDsecret';
const secret = `${mark}0123456789/abc+def`;

export const spellings: Readonly<Record<string, string>> = {
  'a presigned query': `https://b.s3.amazonaws.com/k?a=b&X-Amz-Signature=${secret}&c=d`,
  'an encoded query': `https%3A%2F%2Fb%2Fk%3FX-Amz-Signature%3D${encodeURIComponent(secret)}%26c%3Dd`,
  'a query that is encoded twice': `https%253A%252F%252Fb%253FX-Amz-Signature%253D${secret}`,
  'a name with encoded hyphens': `?X%2DAmz%2DSignature=${secret}`,
  'a query in HTML': `?AWSAccessKeyId=x&amp;Expires=1&amp;Signature=${secret}`,
  'an old query': `?AWSAccessKeyId=x&Expires=1&Signature=${secret}`,
  'a token in a query': `?X-Amz-Security-Token=${secret}`,
  'a credential in a query': `?X-Amz-Credential=${mark}/20261124/eu-central-1/s3/aws4_request`,
  'a token in JSON': `{"sessionToken": "${secret}"}`,
  'a token in JSON in JSON': JSON.stringify({ text: JSON.stringify({ 'x-amz-security-token': `a"b ${secret}` }) }),
  'a header of signature version 4': `Authorization: AWS4-HMAC-SHA256 Credential=${mark}/2026, SignedHeaders=host, Signature=${secret}`,
  'a header of signature version 2': `authorization: AWS AKIAIOSFODNN7EXAMPLE:${secret}`,
  'a customer key': `x-amz-server-side-encryption-customer-key: ${secret}`,
  'the customer key of a copy source': `x-amz-copy-source-server-side-encryption-customer-key=${secret}`,
  'a line of a credentials file': `aws_secret_access_key = ${secret}`,
  'an environment variable': `AWS_SESSION_TOKEN='${secret}'`,
  'an element of XML': `<SecretAccessKey>${secret}</SecretAccessKey>`,
  'a session of directory buckets': `x-amz-s3session-token: ${secret}`,
  'a Slack webhook': `https://hooks.slack.com/services/T0000/B0000/${mark}`,
  'a bearer token': `Bearer ${secret}`,
  'a password': `password=${secret}`,
  'a password in an address': `https://someone:${secret.replaceAll('/', '')}@example.com/`,
  'a JSON web token': `eyJhbGciOiJIUzI1NiJ9.eyJzdWIi${mark}.${mark}`,
  'a session token without a name': `IQoJb3JpZ2luX2Vj${secret}`,
};
