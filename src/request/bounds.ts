/** The one place that bounds a `DeniedRequest`: it is the input of every step and must stay small, whatever the record holds. */
import { isFreeText } from './record/parameters';
import { hideAddresses, hideSecrets } from './secrets';
import type { Authorization, AuthorizationResource, DeniedRequest } from './types';
import type { RequestContext } from './types';

/** Bytes of the request as JSON. */
export const maxRequestBytes = 32 * 1024;

/** S3 keys have at most 1,024 bytes, ARNs 2,048: what is longer was never a real name. */
const maxArn = 2_048;
const maxName = 1_024;
const maxText = 1_200;
const maxAuthorizations = 24;
/** What a value of a context may be long, tried in order until the request fits. */
const shrinking = [1_024, 256, 64, 0] as const;

/** Cut values are named in `cut`; a cut resource or context value is unknown, never a wrong one. */
export function bounded(request: DeniedRequest): DeniedRequest {
  let made = request;
  for (const limit of shrinking) {
    made = cutTo(limit, request);
    if (bytesOf(made) <= maxRequestBytes) return made;
  }
  return withoutDetail(made);
}

export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

function cutTo(limit: number, request: DeniedRequest): DeniedRequest {
  const cut = new Set(request.cut);
  const note = (name: string) => cut.add(name);
  const { authorizations, parameters, said, ...facts } = request;
  // A name that is not whole is worse than none.
  const names = Object.fromEntries(
    Object.entries(facts).filter(([name, value]) => {
      if (!wholeNames.has(name) || typeof value !== 'string' || isWhole(value, limit === 0 ? 512 : maxArn)) return true;
      note(name);
      return false;
    }),
  );
  const kept = {
    ...shortened(names, maxName, note),
    said: shortened(said, limit === 0 ? 300 : maxText, () => note('said')),
    parameters: cutParameters(parameters, Math.max(limit, 128), note),
    authorizations: authorizations.slice(0, maxAuthorizations).map((one) => cutAuthorization(one, limit, note)),
  } as unknown as DeniedRequest;
  if (authorizations.length > maxAuthorizations) note('authorizations');
  return cut.size === 0 ? kept : { ...kept, cut: [...cut] };
}

const wholeNames = new Set(['bucket', 'key', 'versionId', 'accessPoint']);

/** JSON spells some characters with six: a short name may still be long in a state. */
const isWhole = (text: string, limit: number): boolean =>
  hideSecrets(text) === text && JSON.stringify(text).length <= limit;

const isImpersonal = (name: string, values: readonly string[]): boolean =>
  !isFreeText(name) || values.every((value) => hideAddresses(value) === value);

function cutAuthorization(one: Authorization, limit: number, note: (name: string) => void): Authorization {
  const longest = limit === 0 ? 640 : maxArn;
  const { bucketResource, ...rest } = one;
  const context = cutContext(one.context, limit, note);
  const short = { ...rest, action: hideSecrets(one.action).slice(0, 128), context };
  const resourceFits = namesIn(one.resource).every((name) => isWhole(name, longest));
  if (!resourceFits) note('resource');
  const keepsBucket = bucketResource !== undefined && isWhole(bucketResource, longest);
  return {
    ...short,
    ...(resourceFits ? {} : { resource: { is: 'not-told', why: 'cut' } as const }),
    ...(keepsBucket ? { bucketResource } : {}),
  };
}

function namesIn(resource: AuthorizationResource): readonly string[] {
  if (resource.is !== 'arn') return Object.values<string>(resource);
  return [resource.arn, ...Object.values<string>(resource.encrypts ?? {})];
}

function cutContext({ known, unknown }: RequestContext, limit: number, note: (name: string) => void): RequestContext {
  const kept: Record<string, string | readonly string[]> = {};
  const cut: RequestContext['unknown'][number][] = [];
  const longest = limit === 0 ? 160 : limit;
  for (const [key, value] of Object.entries(known)) {
    const values = typeof value === 'string' ? [value] : value;
    const fits =
      key.length <= 300 && values.length <= 50 && isWhole(JSON.stringify(values), longest) && isImpersonal(key, values);
    if (fits) kept[key] = value;
    else {
      note('context');
      // A key that is itself too long is named by its family.
      cut.push({
        key: key.length <= 300 ? key : `${key.slice(0, key.search(/[/:][^/:]*$/) + 1).slice(0, 100)}*`,
        why: 'cut',
      });
    }
  }
  return { known: kept, unknown: [...unknown.slice(0, 80), ...cut.slice(0, 80)] };
}

function cutParameters(
  parameters: Readonly<Record<string, string>>,
  limit: number,
  note: (name: string) => void,
): Readonly<Record<string, string>> {
  const kept = Object.entries(parameters).filter(([name, value]) => {
    if (isWhole(value, limit) && isImpersonal(name, [value])) return true;
    note(`parameters.${name}`);
    return false;
  });
  return Object.fromEntries(kept);
}

/** Every text within, cut to the limit and without secrets. */
function shortened<T>(value: T, limit: number, note: (name: string) => void, name = ''): T {
  if (typeof value === 'string') {
    const clean = isFreeText(name) ? hideAddresses(hideSecrets(value)) : hideSecrets(value);
    const short = clip(clean, limit);
    if (short !== value) note(name);
    return short as T;
  }
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => shortened(item as unknown, limit, note, name)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      shortened(item as unknown, limit, note, name === '' ? key : name),
    ]),
  ) as T;
}

function clip(text: string, limit: number): string {
  if (JSON.stringify(text).length <= limit + 2) return text;
  let end = Math.min(text.length, limit);
  while (end > 0 && JSON.stringify(text.slice(0, end)).length > limit + 2) end = Math.floor(end * 0.8);
  return `${text.slice(0, end)}…`;
}

/** Only a forged record is still too large: what it says of single resources and keys is not worth keeping. */
function withoutDetail(request: DeniedRequest): DeniedRequest {
  const { key: _key, versionId: _versionId, userAgent: _userAgent, ...rest } = request;
  return {
    ...rest,
    said: { is: 'odd', text: '', why: 'cut' },
    parameters: {},
    authorizations: request.authorizations.map((one) => ({
      action: one.action,
      resource: { is: 'not-told', why: 'cut' },
      purpose: one.purpose,
      certain: one.certain,
      context: { known: {}, unknown: [{ key: '*', why: 'cut' }] },
    })),
    cut: [...new Set([...(request.cut ?? []), 'key', 'said', 'parameters', 'resource', 'context'])],
  };
}
