import { absent, found, unread, type Case } from '../../judging/cases/cases';

const app = 'https://app.example.com';
const rule = { AllowedOrigins: [app], AllowedMethods: ['GET', 'PUT'], AllowedHeaders: ['Content-Type', 'x-amz-*'] };
const rules = (...changes: readonly object[]) => ({ rules: found(changes.map((change) => ({ ...rule, ...change }))) });
const asking = (change: Readonly<Record<string, string | undefined>> = {}) => {
  const sent = { origin: app, 'access-control-request-method': 'PUT', ...change };
  const parameters = Object.fromEntries(
    Object.entries(sent).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return { operation: 'PreflightRequest', errorCode: 'AccessForbidden', parameters };
};
const wanting = (headers: string) => asking({ 'access-control-request-headers': headers });
const logged = { ...asking({ 'access-control-request-method': undefined }), headersNotRecorded: true as const };

export const cases: readonly Case[] = [
  {
    when: 'the bucket has no CORS rules',
    request: asking(),
    evidence: { rules: absent },
    outcome: 'denies',
    setting: 'CORS',
    notes: ['cors-not-enabled'],
  },
  { when: 'a rule fits', request: asking(), evidence: rules({}), outcome: 'allows', notes: ['rule-allows'] },
  {
    when: 'the second rule fits',
    request: asking(),
    evidence: rules({ AllowedMethods: ['GET'] }, {}),
    outcome: 'allows',
  },
  {
    when: 'an origin with a star fits',
    request: asking(),
    evidence: rules({ AllowedOrigins: ['https://*.example.com'] }),
    outcome: 'allows',
  },
  {
    when: 'a star stands for what is between its ends',
    request: asking({ origin: 'https://example.com' }),
    evidence: rules({ AllowedOrigins: ['https://*.example.com'] }),
    outcome: 'denies',
    setting: 'CORSRules',
    notes: ['rule-lacks-origin', 'no-rule-allows'],
  },
  {
    when: 'the scheme is another',
    request: asking({ origin: 'http://app.example.com' }),
    evidence: rules({}),
    outcome: 'denies',
    notes: ['rule-lacks-origin'],
  },
  {
    when: 'no rule allows the method',
    request: asking({ 'access-control-request-method': 'DELETE' }),
    evidence: rules({}),
    outcome: 'denies',
    notes: ['rule-lacks-method', 'no-rule-allows'],
  },
  {
    when: 'all headers fit, in any case',
    request: wanting('content-type, X-Amz-Date'),
    evidence: rules({}),
    outcome: 'allows',
  },
  {
    when: 'one of the headers does not fit',
    request: wanting('content-type, authorization'),
    evidence: rules({}),
    outcome: 'denies',
    notes: ['rule-lacks-header'],
  },
  {
    when: 'a rule without headers allows none',
    request: wanting('content-type'),
    evidence: rules({ AllowedHeaders: undefined }),
    outcome: 'denies',
    notes: ['rule-lacks-header'],
  },
  {
    when: 'each rule fails on something else',
    request: asking({ 'access-control-request-method': 'DELETE' }),
    evidence: rules({}, { AllowedOrigins: ['https://other.example.com'], AllowedMethods: ['DELETE'] }),
    outcome: 'denies',
    notes: ['rule-lacks-method', 'rule-lacks-origin'],
  },
  {
    when: 'a log shows neither method nor headers',
    request: logged,
    evidence: rules({}),
    outcome: 'unknown',
    mayBe: ['allows', 'denies'],
    unknowns: ['method-not-recorded', 'headers-not-recorded'],
    notes: ['origin-by-referer'],
  },
  {
    when: 'a log shows an origin that no rule allows',
    request: logged,
    evidence: rules({ AllowedOrigins: ['https://other.example.com'] }),
    outcome: 'denies',
    notes: ['rule-lacks-origin', 'no-rule-allows', 'origin-by-referer'],
  },
  {
    when: 'the rule allows every method and header',
    request: logged,
    evidence: rules({ AllowedMethods: ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'], AllowedHeaders: ['*'] }),
    outcome: 'allows',
  },
  {
    when: 'nothing shows the origin',
    request: asking({ origin: undefined }),
    evidence: rules({}),
    outcome: 'unknown',
    unknowns: ['origin-not-recorded'],
  },
  {
    when: 'the rules cannot be read',
    request: asking(),
    evidence: { rules: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  { when: 'the request is none of a browser that asks first', outcome: 'does not apply' },
];
