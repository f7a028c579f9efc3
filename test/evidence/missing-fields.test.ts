/** Every reader × every field of every answer that it gets, left out: it is malformed, or may be left out, and nothing breaks. */
import type { WireAnswer } from '../../src/evidence/place';
import { xml } from '../account/shapes';
import { useTestCredentials } from '../setup/credentials';
import { inFile } from '../setup/in-file';
import { cases, type ReaderCase } from './cases';
import { answersOf, nameOf, read, stage } from './setup';

useTestCredentials();

test.each(cases.map((one) => [nameOf(one), one] as const))('%s', async (_, one) => {
  const answer = answersOf(one);
  const { calls } = await read(one);
  const meaningful = new Set<string>();
  for (const operation of new Set(calls.map((call) => call.operation))) {
    const ofIt = calls.filter((call) => call.operation === operation);
    for (const field of new Set(ofIt.flatMap((call) => fieldsOf(answer(call))))) {
      const lacking = stage(async (call) => (call.operation === operation ? lack(field, answer(call)) : answer(call)));
      const { reading } = await read(one, lacking);
      if (!isHonest(reading, one)) meaningful.add(field);
    }
  }
  const file = `mayLack of the case \`${nameOf(one)}\` of test/evidence/cases.ts`;
  expect(inFile(file, [...meaningful].sort())).toEqual(inFile(file, one.mayLack ?? []));
});

/** Malformed, malformed in part, or as if the field had been there: nobody needs it. */
function isHonest(reading: Awaited<ReturnType<typeof read>>['reading'], { finds, inParts }: ReaderCase): boolean {
  if (reading.status === 'unreadable') return reading.why === 'malformed-answer';
  if (inParts === true && JSON.stringify(reading).includes('"unreadable":{"why":"malformed-answer"')) return true;
  return reading.status === 'found' && JSON.stringify(reading.value) === JSON.stringify(finds);
}

test.each([
  ['bucket-tags', '<Tagging><TagSet><Tag><Key>team</Key><Value/></Tag></TagSet></Tagging>', { team: '' }],
  ['bucket-tags', '<Tagging><TagSet/></Tagging>', {}],
  [
    'bucket-acl',
    '<AccessControlPolicy><Owner><ID>o</ID></Owner><AccessControlList/></AccessControlPolicy>',
    { ownerId: 'o', grants: [] },
  ],
])('%s: what is empty is not missing', async (reader, body, value) => {
  const one = cases.find((row) => row.reader === reader)!;
  const { reading } = await read(
    one,
    stage(async () => xml(body)),
  );
  expect(reading).toMatchObject({ status: 'found', value });
});

function fieldsOf({ body }: WireAnswer): readonly string[] {
  const form = body.startsWith('{') ? /"([A-Z]\w*)":/g : /<(\w+)>/g;
  return [...new Set([...body.matchAll(form)].flatMap(([, name]) => name ?? []))];
}

function lack(field: string, answer: WireAnswer): WireAnswer {
  const { body } = answer;
  if (body.startsWith('{')) return { ...answer, body: JSON.stringify(pruned(JSON.parse(body), field)) };
  return { ...answer, body: body.replace(new RegExp(`<${field}>.*?</${field}>`, 'gs'), '') };
}

function pruned(value: unknown, field: string): unknown {
  if (Array.isArray(value)) return value.map((one) => pruned(one, field));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => (name === field ? [] : [[name, pruned(one, field)]])),
  );
}
