/** Whose denials an investigation is of: strangers can cause as many as they like, and have a budget of their own. */
import type { Symptom } from './types';

export const everybody = ['ours', 'strangers', 'self-test'] as const;
export type Whose = (typeof everybody)[number];

export const whoseIs = ({ stranger }: Pick<Symptom, 'stranger'>): 'ours' | 'strangers' =>
  stranger === true ? 'strangers' : 'ours';

/** What lists the symptoms that wait: a flood of theirs must not push ours out of sight. */
export const waitingLists: Readonly<Record<'ours' | 'strangers', string>> = {
  ours: 'waiting',
  strangers: 'waiting-strangers',
};
