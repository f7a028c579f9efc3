/** The checks of single values of a scenario: each says what is wrong, and where. */

/** A line that is no valid scenario; the message is for whoever wrote it. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}

export const wrong = (at: string, wanted: string): ScenarioError => new ScenarioError(`\`${at}\` must be ${wanted}`);

export type Fields = Readonly<Record<string, unknown>>;

export function recordIn(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(at, 'an object');
  return value as Fields;
}

export function listIn(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(at, 'a list');
  return value;
}

export function textIn(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') throw wrong(at, 'a text');
  return value;
}

export function actionIn(value: unknown, at: string): string {
  if (typeof value !== 'string' || !ACTION.test(value)) throw wrong(at, 'an action such as `s3:GetObject`');
  return value;
}

const ACTION = /^[a-z0-9-]+:[a-z0-9]+$/i;

export interface UnreadableSlot {
  readonly unreadable: unknown;
}

export function isUnreadable(slot: unknown): slot is UnreadableSlot {
  return typeof slot === 'object' && slot !== null && 'unreadable' in slot && !Array.isArray(slot);
}
