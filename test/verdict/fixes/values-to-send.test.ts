/** What is sent instead, so that a Deny's condition no longer matches: what exists, and asks for nothing else. */
import type { ConditionMatch } from '../../../src/engine/types';
import { valueFor } from '../../../src/verdict/fixes/request/values-to-send';

type Row = readonly [operator: string, key: string, wanted: readonly string[], seen: string | null, value: unknown];

const hash = 's3:x-amz-content-sha256';
const encryption = 's3:x-amz-server-side-encryption';

test.each<Row>([
  ['NumericLessThan', 's3:TlsVersion', ['1.2'], '1.1', { exactly: '1.2' }],
  ['NumericLessThan', 's3:TlsVersion', ['1.3'], '1.2', { exactly: '1.3' }],
  ['NumericLessThanEquals', 's3:TlsVersion', ['1.0'], '1.0', { exactly: '1.2' }],
  ['NumericEquals', 's3:TlsVersion', ['1.0', '1.1'], '1.1', { exactly: '1.2' }],
  ['NumericGreaterThan', 's3:TlsVersion', ['1.2'], '1.3', { exactly: '1.2' }],
  ['NumericGreaterThan', 's3:TlsVersion', ['1.1'], '1.2', undefined],
  ['Null', 's3:TlsVersion', ['false'], '1.2', undefined],
  ['Null', 's3:signatureAge', ['false'], '5', undefined],
  ['NumericGreaterThan', 's3:signatureAge', ['600000'], '700000', { exactly: '600000' }],
  ['NumericGreaterThanEquals', 's3:signatureAge', ['600000'], '700000', { exactly: '599999' }],
  ['NumericLessThan', 's3:signatureAge', ['600000'], '5', undefined],
  ['StringNotEquals', 's3:authType', ['POST'], 'REST-HEADER', { exactly: 'POST' }],
  ['StringNotEquals', 's3:signatureversion', ['AWS'], 'AWS4-HMAC-SHA256', undefined],
  ['StringEquals', hash, ['UNSIGNED-PAYLOAD'], 'UNSIGNED-PAYLOAD', {}],
  ['StringNotEquals', hash, ['UNSIGNED-PAYLOAD'], 'abc', undefined],
  ['Null', encryption, ['true'], null, { exactly: 'AES256' }],
  ['StringNotEquals', encryption, ['aws:kms'], 'AES256', { exactly: 'aws:kms' }],
  ['Bool', 'aws:SecureTransport', ['true'], 'true', undefined],
  ['Null', 's3:prefix', ['true'], null, {}],
  ['StringNotEquals', 's3:prefix', ['home/'], '', { exactly: 'home/' }],
  ['StringNotEquals', 's3:prefix', ['home/'], 'other/', undefined],
])('%s %s %j, which is %j', (operator, key, wanted, seen, value) => {
  const condition: ConditionMatch = { operator, key, wanted, seen: seen === null ? null : [seen], result: 'matches' };
  expect(valueFor(condition, false)).toEqual(value);
});
