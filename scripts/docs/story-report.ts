/** The report of the embedded account, as a terminal shows it. */
import { story } from '../../demo/story/story';
import { openSession } from '../../src/evidence/session/session';
import { investigate } from '../../src/investigate';
import type { Report } from '../../src/report/contract';
import { renderText } from '../../src/report/render-text';
import { parseRecord } from '../../src/request/record/parse';

/** The story's card, with the statement below it. */
export async function storyReport(): Promise<string> {
  return `\`\`\`\n${renderText(await reportOfStory(), { extent: 'card' }).trim()}\n\`\`\``;
}

export async function reportOfStory(): Promise<Report> {
  const denied = parseRecord(story.events.s3);
  if (denied.is !== 'denied') throw new Error(`the story's event is ${denied.is}`);
  const session = openSession({ region: denied.request.region, replay: story.recording });
  return investigate(denied.request, session, { now: new Date(session.now()).toISOString() });
}
