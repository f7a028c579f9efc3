/** A session of reading: where each read goes and as whom; what was read is shared. */
import { defined } from '../../defined';
import { accountsOf } from './accounts';
import type { SessionConfig } from './config';
import type { Reader, Reading, Unreadable } from '../define';
import { Unread, unreadableFrom } from '../aws/failures';
import type { Place } from '../place';
import { whereTo, type Where } from './where';
import { sharedReads } from './shared-reads';
import type { BoundAuthorization, BoundRequest } from '../../request/types';

export interface ReadingSubject {
  readonly authorization: BoundAuthorization;
  readonly request: BoundRequest;
}

export interface ReadingSession {
  /** Never throws: what cannot be read is `unreadable`. An undefined target is unknown, so nothing is asked. */
  readonly read: <T>(reader: Reader<T>, target: string | undefined, subject: ReadingSubject) => Promise<Reading<T>>;
  /** Asks in an account and Region that no reader names; `what` identifies the question. */
  readonly ask: <T>(where: Where, what: string, ask: (place: Place) => Promise<T>) => Promise<Reading<T>>;
  /** The account of the session's own credentials; undefined: they name none. */
  readonly ownAccount: () => Promise<string | undefined>;
  /** The account that is configured to be asked about the organization; undefined: none is, so the own account is. */
  readonly organizationAccount: () => Promise<string | undefined>;
  /** Milliseconds since 1970: of a replay the time of the recording. */
  readonly now: () => number;
}

/** Reads with the session's own credentials, and in other accounts by the roles that are configured for them. */
export function openSession(config: SessionConfig): ReadingSession {
  const accounts = accountsOf(config);
  const reads = sharedReads(config.maxAgeMs ?? 60_000, accounts.now);

  async function ask<T>(where: Where, what: string, question: (place: Place) => Promise<T>): Promise<Reading<T>> {
    return reads.share(`${what} ${JSON.stringify(where)}`, async (once) => {
      try {
        const place = await accounts.place(where, once);
        return { status: 'found', value: await question(place) };
      } catch (error) {
        const failed = unreadableFrom(error, await accountAsked(where, error));
        return isClosedToMembers(failed, where, await accounts.organizationAccount())
          ? { ...failed, why: 'account-not-configured' }
          : failed;
      }
    });
  }

  async function accountAsked({ at, account }: Where, error: unknown): Promise<string | undefined> {
    if (error instanceof Unread && error.facts.account !== undefined) return error.facts.account;
    return (
      account ?? (at === 'organization' ? await accounts.organizationAccount() : undefined) ?? accounts.ownAccount()
    );
  }

  async function read<T>(
    reader: Reader<T>,
    target: string | undefined,
    { authorization, request }: ReadingSubject,
  ): Promise<Reading<T>> {
    if (target === undefined) return { status: 'unreadable', why: 'target-unknown' };
    const optIn = reader.headObjectPermissions?.[0];
    if (optIn !== undefined && config.headObject !== true) return notOptedIn(optIn.action);
    const where = whereTo(reader, target, authorization, request);
    const reading = await ask(where, `${reader.id} ${target}`, (place) => reader.read(place, target));
    if (reading.status !== 'found') return withPermission(reading, reader);
    return { ...reading.value, ...defined({ readAt: reading.readAt }) };
  }

  return {
    read,
    ask,
    ownAccount: accounts.ownAccount,
    organizationAccount: accounts.organizationAccount,
    now: accounts.now,
  };
}

/**
 * Members of an organization may not read its policies, whatever IAM allows them; AWS's words distinguish that from a missing
 * permission. What settles it is a role in the account that manages it.
 */
function isClosedToMembers({ why, error = '' }: Unreadable, { at }: Where, configured: string | undefined): boolean {
  return (
    at === 'organization' &&
    configured === undefined &&
    why === 'access-denied' &&
    /don't have permissions to access this resource/i.test(error)
  );
}

function notOptedIn(permission: string): Unreadable {
  return { status: 'unreadable', why: 'not-asked', permission };
}

/** Whatever failed, the report can name the first permission that the read needs. */
function withPermission<T>(reading: Exclude<Reading<T>, { status: 'found' }>, reader: Reader<T>): Reading<T> {
  if (reading.status !== 'unreadable' || reading.permission !== undefined) return reading;
  const permission = reader.permissions[0]?.action ?? reader.headObjectPermissions?.[0]?.action;
  return permission === undefined ? reading : { ...reading, permission };
}
