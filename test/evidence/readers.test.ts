import { openSession } from '../../src/evidence/session/session';
import { actionOf } from '../account/services';
import { account } from './accounts';
import { cases, subjectOf } from './cases';
import { readers } from './readers';
import { useTestCredentials } from '../setup/credentials';
import { inFile } from '../setup/in-file';
import { config, nameOf, read, readerOf, stage } from './setup';

useTestCredentials();

test('every reader has a case, and is called after its file', () => {
  const named = [...new Set(cases.map(({ reader }) => reader))].sort();
  expect(inFile('test/evidence/cases.ts', named)).toEqual(
    inFile('test/evidence/cases.ts', readers.map(({ id }) => id).sort()),
  );
});

test.each(cases.map((one) => [nameOf(one), one] as const))('%s reads what is there', async (_, one) => {
  const { reading } = await read(one);
  expect(reading).toEqual({ status: 'found', value: one.finds, readAt: expect.any(String) as string });
});

test.each(readers.map(({ id }) => [id]))('%s makes the calls that it declares, and no others', async (id) => {
  const reader = readers.find((one) => one.id === id)!;
  const made = new Set<string>();
  for (const one of cases.filter((row) => row.reader === id)) {
    for (const call of (await read(one)).calls) made.add(actionOf(call));
  }
  const declared = [...reader.permissions, ...(reader.headObjectPermissions ?? [])].map(({ action }) => action);
  const file = `permissions of src/evidence/readers/${id}.ts`;
  expect(inFile(file, [...new Set(declared)].sort())).toEqual(inFile(file, [...made].sort()));
});

test('what reads the content of objects is asked only when the user opted in', async () => {
  for (const one of cases.filter((row) => readerOf(row).headObjectPermissions !== undefined)) {
    const { reading, calls } = await read(one, stage(), { headObject: false });
    expect(reading).toMatchObject({ status: 'unreadable', permission: 's3:GetObject' });
    expect(calls).toEqual([]);
  }
  expect(readers.flatMap(({ permissions }) => permissions.map(({ action }) => action))).not.toContain('s3:GetObject');
});

test('S3 is asked with the owner that the bucket is believed to have', async () => {
  for (const one of cases) {
    for (const call of (await read(one)).calls.filter(({ service }) => service === 's3')) {
      expect(call.input).toMatchObject({ ExpectedBucketOwner: account });
    }
  }
});

test('an unknown target is not asked about', async () => {
  const recorder = stage();
  const subject = subjectOf(cases[0]!);
  expect(await openSession({ ...config, recorder }).read(readers[0]!, undefined, subject)).toEqual({
    status: 'unreadable',
    why: 'target-unknown',
  });
  expect(recorder.calls).toEqual([]);
});

test('the whole awsAccounts is read with few calls', async () => {
  const recorder = stage();
  const session = openSession({ ...config, recorder });
  await Promise.all(
    cases
      .filter(({ when }) => when === undefined)
      .map(async (one) => {
        const subject = subjectOf(one);
        const reader = readerOf(one);
        await session.read(reader, reader.target(subject.authorization, subject.request), subject);
      }),
  );
  const asked = recorder.calls.map(({ service, operation, input }) => JSON.stringify([service, operation, input]));
  const again = asked.filter((call, index) => asked.indexOf(call) < index);
  expect(again).toEqual([]);
});
