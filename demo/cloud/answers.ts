/** Answers as AWS's protocols shape them. */
import type { AwsRequest, Protocol } from './wire';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface AwsError {
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

/** An error in the shape of the request's protocol. */
export function errorAnswer({ protocol }: AwsRequest, error: AwsError): Answer {
  return shapes[protocol](error);
}

/** The code by which a service says that IAM refuses. */
export function accessDenied({ service }: AwsRequest, message: string): AwsError {
  if (service === 'ec2') return { code: 'UnauthorizedOperation', message, status: 403 };
  const json =
    service === 'kms' ||
    service === 'organizations' ||
    service === 'states' ||
    service === 'cloudtrail' ||
    service === 'dynamodb';
  if (json || service === 'secretsmanager') return { code: 'AccessDeniedException', message, status: 400 };
  if (service === 'iam-toolbox') return { code: 'AccessDeniedException', message, status: 403 };
  if (service === 'sns') return { code: 'AuthorizationError', message, status: 403 };
  return { code: 'AccessDenied', message, status: 403 };
}

export function xmlAnswer(body: string, status = 200): Answer {
  return { status, headers: { 'content-type': 'text/xml' }, body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}` };
}

export function jsonAnswer(value: unknown, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(value) };
}

/** `<ActionResponse><ActionResult>…`: the query protocol's envelope. */
export function queryAnswer({ operation }: AwsRequest, result: string): Answer {
  return xmlAnswer(
    `<${operation}Response><${operation}Result>${result}</${operation}Result>` +
      `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`,
  );
}

export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const requestId = '00000000-0000-4000-8000-000000000000';

const shapes: Readonly<Record<Protocol, (error: AwsError) => Answer>> = {
  json: ({ code, message, status }) => jsonAnswer({ __type: code, message, Message: message }, status),
  'rest-json': ({ code, message, status }) => jsonAnswer({ __type: code, message }, status),
  query: ({ code, message, status }) =>
    xmlAnswer(
      `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>` +
        `<RequestId>${requestId}</RequestId></ErrorResponse>`,
      status,
    ),
  ec2: ({ code, message, status }) =>
    xmlAnswer(
      `<Response><Errors><Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error></Errors>` +
        `<RequestID>${requestId}</RequestID></Response>`,
      status,
    ),
  s3: ({ code, message, status }) =>
    xmlAnswer(
      `<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message><RequestId>${requestId}</RequestId></Error>`,
      status,
    ),
  's3-control': ({ code, message, status }) =>
    xmlAnswer(
      `<ErrorResponse><Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>` +
        `<RequestId>${requestId}</RequestId></ErrorResponse>`,
      status,
    ),
};
