import type { Wire, WireAnswer, WireCall } from '../../src/evidence/place';
import type { Recorder } from '../../src/evidence/recording/recording';
import type { SessionConfig } from '../../src/evidence/session/config';
import { openSession } from '../../src/evidence/session/session';
import { answerIn, wireOf } from '../account/wire';
import { account, accounts } from './accounts';
import { cases, subjectOf, type ReaderCase } from './cases';
import { readers } from './readers';

export const config: SessionConfig = {
  ownAccount: account,
  region: 'eu-central-1',
  headObject: true,
  maxAttempts: 1,
  paced: false,
};
export const readerOf = (one: ReaderCase) => readers.find(({ id }) => id === one.reader)!;
export const nameOf = ({ reader, when }: ReaderCase): string => (when === undefined ? reader : `${reader}: ${when}`);

/** Stands where a recorder stands: it answers instead of the network, and remembers what was asked. */
export function stage(answer: Wire = wireOf(everything)): Recorder & { readonly calls: WireCall[] } {
  const calls: WireCall[] = [];
  return {
    calls,
    sends: false,
    wire: (call, send) => {
      calls.push(call);
      return answer(call, send);
    },
    recording: () => ({ format: 'culprit-recording', version: 1, calls: [] }),
  };
}

const everything = accounts();
/** As the accounts answer in which every reader finds something. */
export const answerTo = (call: WireCall): WireAnswer => answerIn(everything, call);
/** As the accounts of the case answer. */
export function answersOf({ described }: ReaderCase): typeof answerTo {
  if (described === undefined) return answerTo;
  const awsAccounts = accounts(described);
  return (call) => answerIn(awsAccounts, call);
}

/** Calls to which AWS may answer without content: everything is off then, or in the first Region. */
export async function callsThatMayBeEmpty(): Promise<readonly string[]> {
  const meaning = cases.filter(({ emptyMeans }) => emptyMeans !== undefined);
  return (await Promise.all(meaning.map((one) => read(one)))).flatMap(({ calls }) => calls.map(nameOfCall));
}
export const nameOfCall = ({ service, operation }: WireCall): string => `${service} ${operation}`;

/** Reads in the accounts of the case, or as the recorder answers. */
export async function read(
  one: ReaderCase,
  recorder = stage(async (call) => answersOf(one)(call)),
  more: Partial<SessionConfig> = {},
) {
  const subject = subjectOf(one);
  const reader = readerOf(one);
  const session = openSession({ ...config, recorder, ...more });
  const reading = await session.read(reader, reader.target(subject.authorization, subject.request), subject);
  return { reading, calls: recorder.calls };
}
