import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { root } from '../setup/sources';
import { temporaryFolder } from '../setup/temporary-folder';

const { path: folder } = temporaryFolder();

test.each([
  ['no trail chosen', {}, /^culprit: choose how denials are seen: .*\n$/],
  [
    'an address that is none',
    { 'culprit:trail': 'existing', 'culprit:snsEmail': 'x' },
    /^culprit: .*\n- `x` is no e-mail address.*\n$/,
  ],
])('with %s the app says so, and leaves nothing to deploy', (_, context, sentence) => {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'bin/app.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(context) },
  });
  expect(stderr).toMatch(sentence);
  expect([status, readdirSync(folder)]).toEqual([1, []]);
});
