/** How AWS's protocols shape an answer. */
import type { WireAnswer } from '../../src/evidence/place';

export const xml = (body: string, status = 200, headers: Readonly<Record<string, string>> = {}): WireAnswer => ({
  status,
  headers: { 'content-type': 'text/xml', ...headers },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});

export const json = (value: unknown, status = 200): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(value),
});

/** `<GetRoleResponse><GetRoleResult>…`, as IAM and STS answer. */
export const result = (operation: string, body: string): WireAnswer =>
  xml(`<${operation}Response><${operation}Result>${body}</${operation}Result></${operation}Response>`);

/** An element, or nothing where there is no content. */
export const element = (name: string, content: string | undefined): string =>
  content === undefined ? '' : `<${name}>${content}</${name}>`;

/** The others speak XML. */
export const speaksJson = (service: string): boolean =>
  [
    'kms',
    'organizations',
    'cloudtrail',
    'athena',
    'iam-toolbox',
    'eventbridge',
    'sqs',
    'cloudwatch',
    'lambda',
  ].includes(service);

/** An error in the shape of the service's protocol. */
export function errorOf(service: string, code: string, status: number, message = 'm'): WireAnswer {
  if (speaksJson(service)) return json({ __type: code, message }, status);
  const body = `<Code>${code}</Code><Message>${escaped(message)}</Message>`;
  switch (service) {
    case 's3':
      return xml(`<Error>${body}</Error>`, status);
    case 'ec2':
      return xml(`<Response><Errors><Error>${body}</Error></Errors></Response>`, status);
    default:
      return xml(`<ErrorResponse><Error><Type>Sender</Type>${body}</Error></ErrorResponse>`, status);
  }
}

/** Text inside XML. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** `name`: `Tag` in S3, `member` in IAM. */
export const tagElements = (tags: Readonly<Record<string, string>>, name: 'Tag' | 'member'): string =>
  Object.entries(tags)
    .map(([key, value]) => `<${name}><Key>${escaped(key)}</Key><Value>${escaped(value)}</Value></${name}>`)
    .join('');
