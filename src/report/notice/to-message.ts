/** A notice, with the report of its run where that is kept, in all the forms that channels take. */
import { defined } from '../../defined';
import type { IncidentFacts, Notice } from '../../incident/notices/types';
import { partsOf } from '../clean';
import type { Card, Report } from '../contract';
import type { Block } from '../page/block';
import { cardPage } from '../page/card-page';
import { page } from '../page/page';
import { slackOf } from '../render-slack';
import { blocksAsText } from '../render-text';
import type { NoticeData } from './data';
import type { Background, Message } from './message';
import { cardOfNotice, sentenceOf } from './words';

export function toMessage(notice: Notice, background: Background = {}): Message {
  const told = withReport(notice) ? background.report : undefined;
  const card = cardWith(notice, told);
  const shown = told === undefined ? undefined : { ...told, card };
  const tone = tones[notice.is];
  const evidence = defined({ evidence: background.evidence });
  const alone = [{ is: 'card', tone, card }] as const;
  const whole = shown === undefined ? alone : page(shown, evidence);
  const brief = shown === undefined ? alone : cardPage(shown, evidence);
  return {
    id: notice.id,
    thread: incidentOf(notice)?.id ?? notice.id,
    kind: notice.is,
    // The report of a single denial has words that say more than its headline.
    subject: told?.card.headline === card.headline ? told.subject : `[Culprit] ${plain(card.headline)}`,
    card,
    text: blocksAsText(whole, { columns: Number.POSITIVE_INFINITY }),
    slack: slackOf(card.headline, brief),
    data: dataOf(notice, card, { ...evidence, ...defined({ report: told }) }),
  };
}

const incidentOf = (notice: Notice): IncidentFacts | undefined => ('incident' in notice ? notice.incident : undefined);

/** What follows on it refers to it. */
const withReport = ({ is }: Notice): boolean =>
  is === 'opened' || is === 'reopened' || is === 'failed' || is === 'numbers';

/** The report's own card, under what is known of the incident by now. */
function cardWith(notice: Notice, report: Report | undefined): Card {
  const card = cardOfNotice(notice);
  if (report === undefined) return card;
  const { fix } = report.card;
  return {
    headline: card.headline,
    lines: notice.is === 'numbers' ? [...report.card.lines, ...card.lines] : card.lines,
    ...defined({ fix }),
  };
}

const tones: Readonly<Record<Notice['is'], Extract<Block, { readonly is: 'card' }>['tone']>> = {
  opened: 'denied',
  reopened: 'denied',
  'goes-on': 'denied',
  numbers: 'denied',
  failed: 'unclear',
  closed: 'allowed',
  digest: 'unclear',
  ceiling: 'unclear',
  'channel-broken': 'unclear',
};

const actions: Readonly<Record<Notice['is'], NoticeData['action']>> = {
  opened: 'created',
  reopened: 'created',
  failed: 'created',
  'goes-on': 'updated',
  numbers: 'updated',
  digest: 'updated',
  ceiling: 'updated',
  'channel-broken': 'created',
  closed: 'resolved',
};

function dataOf(notice: Notice, card: Card, more: Pick<NoticeData, 'report' | 'evidence'>): NoticeData {
  const incident = incidentOf(notice);
  return {
    schemaVersion: 1,
    id: notice.id,
    notice: notice.is,
    eventType: 'incident',
    incidentId: incident?.id ?? notice.id,
    action: actions[notice.is],
    priority: notice.is === 'opened' || notice.is === 'reopened' ? 'HIGH' : 'LOW',
    title: plain(card.headline),
    description: card.lines.map(({ label, text }) => `${label} ${plain(text)}`.trim()).join('\n'),
    timestamp: new Date(notice.at).toISOString(),
    service: 'culprit',
    ...(incident === undefined ? {} : { incident: incidentData(incident) }),
    ...(notice.is === 'digest' ? { incidents: notice.incidents.map(incidentData) } : {}),
    ...(notice.is === 'closed' && notice.by !== undefined ? { by: notice.by } : {}),
    ...(notice.is === 'closed' && notice.instead !== undefined ? { deniedNowBy: plain(notice.instead.text) } : {}),
    ...more,
  };
}

function incidentData(facts: IncidentFacts): NonNullable<NoticeData['incident']> {
  const { id, denials, callers, buckets, since, last } = facts;
  return {
    id,
    title: plain(sentenceOf(facts)),
    denials,
    callers,
    buckets,
    since: new Date(since).toISOString(),
    last: new Date(last).toISOString(),
  };
}

const plain = (sentence: string): string =>
  partsOf(sentence)
    .map(({ text }) => text)
    .join('');
