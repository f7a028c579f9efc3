import { defined } from '../../defined';
import { regionInArn } from '../../names/arn';
import { keyDescription } from '../../evidence/readers/key-description';
import type { Reading } from '../../evidence/define';
import type { KeyDescription } from '../../evidence/values';
import type { Answer, Subject } from '../../judging/types';
import { isQuestion } from '../../judging/request/denial';
import { cannotKnow, forbids, passes } from '../../judging/state/answers';
import type { Facts } from '../../request/coded';
import { unreadable } from '../../judging/unreadable';
import { words } from './words';

export interface Evidence {
  readonly key: Reading<KeyDescription>;
}

/** Can the key be used at all? https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
export function checkKeyState(subject: Subject, { key }: Evidence): Answer {
  const said = saidState(subject);
  if (said !== undefined) {
    const now = key.status === 'found' && isCertain(subject) ? judge(subject, key.value) : undefined;
    // It was so then, and is not by now.
    if (now?.outcome === 'allows') return now;
    // In which state it is, S3 does not say.
    const state = (now?.explain().notes ?? []).filter(({ code }) => code !== said.code);
    return forbids(said.errorCode, [...state, words.note(said.code, { errorCode: said.errorCode })]);
  }
  if (key.status === 'found') return judge(subject, key.value);
  if (key.status === 'absent') return forbids('KeyState=NotFound', [words.note('key-not-found', keyFact(subject))]);
  return cannotKnow([unreadable(keyDescription, subject, key)]);
}

const isCertain = ({ authorization: { needed, assumptions } }: Subject): boolean =>
  needed === 'yes' && assumptions.length === 0;

function judge(subject: Subject, { state, usage, arn }: KeyDescription): Answer {
  const { bucketRegion } = subject.request;
  const region = regionInArn(arn);
  if (state !== 'Enabled')
    return forbids(`KeyState=${state}`, [words.note(states[state] ?? 'key-not-usable', { key: arn, state })]);
  if (usage !== undefined && usage !== 'ENCRYPT_DECRYPT') {
    return forbids(`KeyUsage=${usage}`, [words.note('key-of-the-wrong-usage', { key: arn, usage })]);
  }
  // S3 uses keys of the bucket's Region only: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
  if (bucketRegion !== undefined && region !== undefined && region !== bucketRegion) {
    return forbids('KeyState=NotFound', [words.note('key-in-another-region', { key: arn, region, bucketRegion })]);
  }
  return passes(words.note('key-enabled', { key: arn }));
}

/** The error code shows the state; with two keys in one request it does not say whose. */
function saidState({
  authorization,
  request,
}: Subject): { readonly errorCode: string; readonly code: SaidState } | undefined {
  if (isQuestion(request)) return undefined;
  const code = codes[request.errorCode.replace(/^KMS\./, '')];
  const keys = new Set(
    request.authorizations.filter(({ action }) => action.startsWith('kms:')).map(({ resource }) => resource),
  );
  const isTheOnlyKey = keys.size <= 1 && authorization.action.startsWith('kms:');
  return code === undefined || !isTheOnlyKey ? undefined : { errorCode: request.errorCode, code };
}

const keyFact = ({ authorization: { resource } }: Subject): Facts => defined({ key: resource });

type SaidState = 'key-disabled' | 'key-not-usable' | 'key-not-found' | 'key-of-the-wrong-usage';

const codes: Readonly<Partial<Record<string, SaidState>>> = {
  DisabledException: 'key-disabled',
  DisabledKeyException: 'key-disabled',
  KMSInvalidStateException: 'key-not-usable',
  NotFoundException: 'key-not-found',
  InvalidKeyUsageException: 'key-of-the-wrong-usage',
};
export const stateErrors = Object.keys(codes);

const states: Readonly<
  Partial<Record<string, 'key-disabled' | 'key-pending-deletion' | 'key-pending-import' | 'key-store-disconnected'>>
> = {
  Disabled: 'key-disabled',
  PendingDeletion: 'key-pending-deletion',
  PendingReplicaDeletion: 'key-pending-deletion',
  PendingImport: 'key-pending-import',
  Unavailable: 'key-store-disconnected',
};
