/** Finds the symptom of each event of a stream, and parses only what it has not seen the like of. */
import { Memory } from '../../engine/bounded-cache';
import { child, isFields, type RecordFields } from '../record/fields';
import { parseRecord } from '../record/parse';
import { shapeOf } from '../record/shape';
import { trimmed } from '../record/trim';
import type { DeniedRequest } from '../types';
import { symptomId, symptomParts, type SymptomParts } from './symptom';

/** What all events of one shape have in common. */
export type Recognized =
  | {
      readonly is: 'denied';
      readonly symptom: string;
      readonly parts: SymptomParts;
      /** `s3` or `kms`: whose record it is. */
      readonly service: string;
    }
  /** Not for us, or no denial: `why` is a code. */
  | { readonly is: 'ignored'; readonly why: string }
  /** A record that should be one, and is not understood. */
  | { readonly is: 'not-understood'; readonly why: string };

export interface RecognizedEvent {
  readonly shape: Recognized;
  /** Milliseconds since 1970, of the denial. */
  readonly time: number;
  /** S3's id of the request, which its access log has too; else the event's own, or that of all its copies. */
  readonly id: string;
}

/** A reason to leave a denial aside, from its request and the event: a code. The same for all events of one shape. */
export type Unwanted = (request: DeniedRequest, event: RecordFields) => string | undefined;

/** Another name of the caller for telling symptoms apart; `undefined`: the usual one. The same for all events of one shape. */
export type NameCaller = (request: DeniedRequest) => string | undefined;

const mostShapes = 5_000;
const notUnderstood = ['caller-unknown', 'not-a-record', 'too-deep'];

/** The caller is of no account that is known to be ours. The same for all events of one shape. */
export type IsStranger = (request: DeniedRequest, event: RecordFields) => boolean;

export function recognizer(
  unwanted: Unwanted,
  isStranger: IsStranger = () => false,
  nameCaller: NameCaller = () => undefined,
): (event: unknown) => RecognizedEvent {
  const shapes = new Memory<Recognized>(mostShapes);
  const recognize = (event: RecordFields): Recognized => {
    const parsed = parseRecord(event);
    if (parsed.is !== 'denied') {
      return { is: notUnderstood.includes(parsed.code) ? 'not-understood' : 'ignored', why: parsed.code };
    }
    const why = unwanted(parsed.request, event);
    if (why !== undefined) return { is: 'ignored', why };
    const stranger = isStranger(parsed.request, event) ? ({ stranger: true } as const) : {};
    const parts = { ...symptomParts(parsed.request), ...stranger };
    const [service = ''] = parsed.request.eventSource.split('.');
    const symptom = symptomId({ ...parts, who: nameCaller(parsed.request) ?? parts.who });
    return { is: 'denied', symptom, parts, service: service === 'kms' ? 'kms' : 's3' };
  };
  return (value) => {
    if (!isFields(value)) return { shape: { is: 'not-understood', why: 'not-a-record' }, time: 0, id: '' };
    const detail = child(value, 'detail') ?? value;
    const time = timeOf(detail['eventTime']);
    const shape = time === undefined ? undefined : shapeOf(value);
    const known = shape === undefined ? recognize(trimmed(value)) : shapes.of(shape, () => recognize(value));
    return { shape: known, time: time ?? 0, id: idOf(detail) };
  };
}

const timeForm = /^\d{4}-\d\d-\d\dT/;

function timeOf(value: unknown): number | undefined {
  const time = typeof value === 'string' && timeForm.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) || time < 0 ? undefined : time;
}

/** KMS's record of a call has an id of its own; copies of two accounts have one id that they share. */
function idOf(detail: RecordFields): string {
  const { eventSource } = detail;
  const ids = [
    eventSource === 'kms.amazonaws.com' ? undefined : detail['requestID'],
    detail['sharedEventID'],
    detail['eventID'],
  ];
  return ids.find((id): id is string => typeof id === 'string' && id !== '') ?? '';
}
