/**
 * A scenario as the question that `culprit explain` asks. What the accounts tell is left to them; what is the request's
 * own (time, network, headers, session) is stated, and that a key is absent by an empty list.
 */
import { defined } from '../../src/defined';
import type { DeniedRequest } from '../../src/request/types';
import { requestFromQuestion } from '../../src/request/question/question';
import type { Question } from '../../src/request/question/types';
import type { Context, Scenario } from './scenario';
import { mentionedIn } from './mentioned';
import { told, toldFamilies } from './told';
import { principalOf, sessionOf, textIn } from './described-caller';

export function questionOf(scenario: Scenario): DeniedRequest {
  const { request } = scenario;
  const region = textIn(request.context, 'aws:RequestedRegion');
  const time = textIn(request.context, 'aws:CurrentTime');
  const question: Question = {
    principal: request.principal,
    action: request.action,
    resource: request.resource,
    context: statedIn(scenario),
    ...defined({ time, region }),
  };
  const asked = requestFromQuestion(question);
  if (asked.is !== 'denied') throw new Error(asked.message);
  const session = sessionOf(request);
  return {
    ...asked.request,
    // A question names no session: its beginning tells the session's policies and tags.
    ...defined({ session }),
    principal: principalOf(request) ?? asked.request.principal,
    authorizations: decidedBy(scenario, asked.request),
  };
}

/** Only the authorizations of a call that the scenario decides: S3 may ask for more (PutObjectAcl for an ACL header). */
export function decidedBy(
  { request, kms }: Scenario,
  { authorizations }: DeniedRequest,
): DeniedRequest['authorizations'] {
  const namesKey = textIn(request.context, 's3:x-amz-server-side-encryption')?.startsWith('aws:kms') === true;
  const purposes = kms === undefined && namesKey ? ['main'] : ['main', 'encryption'];
  return authorizations.filter(({ purpose }) => purposes.includes(purpose));
}

type Stated = Record<string, string | readonly string[]>;

function statedIn(scenario: Scenario): Stated {
  const context = contextOf(scenario);
  const byAccounts = told(scenario);
  const families = toldFamilies(scenario);
  const asked = [...new Set([...Object.keys(context), ...mentionedIn(scenario)])];
  const present = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  const stated: Stated = {};
  for (const key of asked) {
    const name = key.toLowerCase();
    const value = present.get(name);
    if (value === undefined && families.some((family) => name.startsWith(family))) continue;
    if (name in byAccounts && JSON.stringify(byAccounts[name]) === JSON.stringify(value)) continue;
    if (!Object.keys(stated).some((other) => other.toLowerCase() === name)) stated[key] = textsOf(value);
  }
  return stated;
}

function textsOf(value: Context[string] | undefined): string | readonly string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map(String) : String(value);
}

/** Only what KMS alone knows of the key's own context: the rest is the caller's. */
function contextOf({ request, kms }: Scenario): Context {
  const ofKey = Object.entries(kms?.context ?? {}).filter(([key]) => key.startsWith('kms:'));
  return { ...request.context, ...Object.fromEntries(ofKey) };
}
