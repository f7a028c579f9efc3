import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PipelineRun } from '../../demo/pipeline';
import { show as shownBy } from '../../demo/shown';
import { temporaryFolder } from '../setup/temporary-folder';
import { story } from '../setup/reports';

const page = join(temporaryFolder().path, 'report.html');
const show = (...[ran, format]: Parameters<typeof shownBy>) => shownBy(ran, format, page);

const run = (objects: readonly (readonly [string, string])[]): PipelineRun => ({
  publications: [{ topicArn: 't', subject: story.subject, message: 'm' }],
  executions: [],
  served: [{ by: 'Role', action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', outcome: 'refused' } as never],
  objects: new Map(objects),
  logs: [],
  intakeMilliseconds: 1,
});
const posted = run([
  ['b/runs/r/conclude.json', '{}'],
  ['b/runs/r/report.html', '<p>the page</p>'],
  ['b/runs/r/report.json', JSON.stringify({ result: story })],
]);

test('the card comes last, after what was posted and where the page lies', async () => {
  const shown = await show(posted, 'text');
  const order = ['Posted: [Culprit] app cannot read', 'Role: s3:GetObject on', 'report.html', 'Denied by'];
  const places = order.map((words) => shown.indexOf(words));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(shown.trimEnd().split('\n').at(-1)).toContain('--list');
});

test('the page is the one that the run kept', async () => {
  await show(posted, 'text');
  expect(readFileSync(page, 'utf8')).toBe('<p>the page</p>');
});

test('without a page it says so', async () => {
  const report = ['b/runs/r/report.json', JSON.stringify({ result: story })] as const;
  expect(await show(run([report]), 'text')).toContain('was not kept as a page');
});

test('another format is the report alone', async () => {
  expect(JSON.parse(await show(posted, 'json'))).toEqual(JSON.parse(JSON.stringify(story)));
});

test('without a report it says so', async () => {
  expect(await show(run([]), 'text')).toContain('There is no report.');
});
