/** A command is pasted as a channel shows it: whole and unchanged, or not at all. */
import { chatNotification } from '../../../src/delivery/channels/chat-notification';
import type { Report } from '../../../src/report/contract';
import { renderHtml } from '../../../src/report/html/render-html';
import { toMessage } from '../../../src/report/notice/to-message';
import { renderMarkdown } from '../../../src/report/render-markdown';
import { renderSlack } from '../../../src/report/render-slack';
import { renderText } from '../../../src/report/render-text';
import { callsIn } from '../../setup/aws-cli';
import { reportWith, verdict } from '../../setup/reports';

const names = ["it's", '"a"', '$(id)', 'x`;id;`', '```id', ';&|<b>&lt;', 'https://evil.example', '~', ' #', '--debug'];

function reportOn(name: string): Report {
  const [fix] = verdict.fixes;
  const parameters = { Bucket: 'b', Key: name, Tagging: { json: { Key: name } } };
  return reportWith({
    fixes: [{ ...fix!, commands: [{ service: 's3api', operation: 'PutObjectTagging', parameters }] }],
  });
}

const commandOf = ({ card }: Report): string => card.lines.flatMap(({ command }) => command ?? [])[0]!;
const withoutEntities = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
const opened = (report: Report) =>
  toMessage(
    { is: 'opened', id: 'i#o', at: 0, run: 'r', headline: report.card.headline, lines: report.card.lines },
    { report },
  );

const channels: readonly (readonly [string, (report: Report) => string])[] = [
  ['a terminal', (report) => renderText(report, { extent: 'card' })],
  ['an e-mail', (report) => renderText(report, { columns: Infinity })],
  ['Markdown', renderMarkdown],
  ['HTML', (report) => withoutEntities(renderHtml(report))],
  ['Slack', (report) => withoutEntities(JSON.stringify(renderSlack(report)))],
  ['a chat', (report) => chatNotification(opened(report))],
];
const isJson = (channel: string): boolean => ['Slack', 'a chat'].includes(channel);

describe.each(channels)('%s', (channel, render) => {
  test.each(names)('shows the command on %s whole, or not at all', (name) => {
    const report = reportOn(name);
    const command = commandOf(report);
    const shown = render(report);
    const wanted = isJson(channel) ? JSON.stringify(command).slice(1, -1) : command;
    // Only where backticks end it, a channel leaves it out.
    expect(shown.includes(wanted)).toBe(!isJson(channel) || !name.includes('`'));
    if (!shown.includes(wanted)) expect(shown).not.toContain('put-object-tagging');
  });
});

/** With its documents as JSON, which is laid out in two ways. */
const readIn = (text: string) =>
  callsIn([text]).map((words) => words.map((word) => (word.startsWith('{') ? (JSON.parse(word) as unknown) : word)));

test.each(names)('the command of the card on %s is that of the fix', (name) => {
  const report = reportOn(name);
  expect(readIn(commandOf(report))).toEqual(readIn(report.fixes[0]!.command!));
});
