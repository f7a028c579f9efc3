import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { join } from 'node:path';
import { roleArn } from '../../demo/story/cast';
import { story } from '../../demo/story/story';
import { temporaryFolder } from '../setup/temporary-folder';
import { root } from '../setup/sources';

const folder = temporaryFolder();
const recording = folder.file('recording.json', JSON.stringify(story.recording));
const client = new Client({ name: 'test', version: '0' });

beforeAll(() =>
  client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: ['--import', 'tsx', join(root, 'cli', 'culprit.ts'), 'mcp', '--recording', recording],
      cwd: root,
    }),
  ),
);
afterAll(() => client.close());

async function called(
  name: string,
  given: Readonly<Record<string, unknown>>,
): Promise<{ text: string; isError: boolean }> {
  const { content, isError } = await client.callTool({ name, arguments: given });
  const [{ text }] = content as [{ text: string }];
  return { text, isError: isError === true };
}

test('offers tools that only read', async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(['investigate', 'explain', 'evaluate', 'layers']);
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
});

test('explains a denial', async () => {
  const { text, isError } = await called('investigate', { denial: JSON.stringify(story.events.s3) });
  expect([isError, text]).toEqual([false, expect.stringContaining('DenyKeysWithoutDataClass')]);
});

test('answers a question', async () => {
  const given = { principal: roleArn, action: 'kms:Decrypt', resource: story.cast.untaggedKeyArn };
  const { text, isError } = await called('explain', given);
  expect([isError, text]).toEqual([false, expect.stringContaining('DenyKeysWithoutDataClass')]);
});

test.each([
  ['explain', { principal: roleArn, action: 's3:GetObjekt', resource: 'b/k' }, /did you mean `s3:GetObject`/],
  ['investigate', { denial: 'hello' }, /not JSON, and no error text of S3/],
  ['evaluate', { scenario: {} }, /./],
])('%s of %j says what is wrong', async (tool, given, sentence) =>
  expect(await called(tool, given)).toEqual({ text: expect.stringMatching(sentence), isError: true }),
);

test('lists the layers', async () => expect((await called('layers', {})).text.split('\n').length).toBeGreaterThan(20));
