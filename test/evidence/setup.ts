import type { SessionConfig } from '../../src/evidence/session/config';
import { openSession } from '../../src/evidence/session/session';
import { subjectOf, type ReaderCase } from './cases';
import { readers } from './readers';
import { account, stage } from './world';

// Credentials that sign and open nothing; an endpoint at which nobody listens, and whose throttles are not AWS's.
const environment = {
  AWS_ACCESS_KEY_ID: 'AKIATEST',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_ENDPOINT_URL: 'http://localhost:9',
};

export function useTestCredentials(): void {
  beforeAll(() => void Object.assign(process.env, environment));
  afterAll(() => Object.keys(environment).forEach((name) => delete process.env[name]));
}

export const config: SessionConfig = { ownAccount: account, region: 'eu-central-1', headObject: true, maxAttempts: 1 };
export const readerOf = (one: ReaderCase) => readers.find(({ id }) => id === one.reader)!;
export const nameOf = ({ reader, when }: ReaderCase): string => (when === undefined ? reader : `${reader}: ${when}`);

export async function read(one: ReaderCase, recorder = stage(), more: Partial<SessionConfig> = {}) {
  const subject = subjectOf(one);
  const reader = readerOf(one);
  const session = openSession({ ...config, recorder, ...more });
  const reading = await session.read(reader, reader.target(subject.authorization, subject.request), subject);
  return { reading, calls: recorder.calls };
}
