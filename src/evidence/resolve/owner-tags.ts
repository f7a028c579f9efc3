/** The tags by which bucket and caller say whose they are. No policy asks for them: who is told does. */
import { defined } from '../../defined';
import type { BoundRequest } from '../../request/types';
import { bucketTags } from '../readers/bucket-tags';
import { principalFacts } from '../readers/principal-facts';
import type { ReadingSession } from '../session/session';
import { readFor, valueOf, type Resolution } from './resolution';

export interface OwnerTags {
  readonly bucket?: Readonly<Record<string, string>>;
  readonly role?: Readonly<Record<string, string>>;
}

/** Only this tag. What cannot be read has none: then everybody is told. */
export async function ownerTags(request: BoundRequest, session: ReadingSession, tag: string): Promise<OwnerTags> {
  const [main] = request.authorizations;
  if (main === undefined) return {};
  const read: Resolution = { request, session, unknowns: [] };
  const [bucket, caller] = await Promise.all([
    readFor(read, bucketTags, main, { silent: true }),
    readFor(read, principalFacts, main, { silent: true }),
  ]);
  return defined({ bucket: only(tag, valueOf(bucket)), role: only(tag, valueOf(caller)?.tags) });
}

const only = (
  tag: string,
  tags: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> | undefined => {
  const value = Object.hasOwn(tags, tag) ? tags[tag] : undefined;
  return value === undefined ? undefined : { [tag]: value };
};
