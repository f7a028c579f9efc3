import { accessLogs } from './access-logs';
import { athena } from './athena';
import { cloudwatchLogs } from './cloudwatch-logs';
import { errorTexts } from './error-texts';
import { eventHistory } from './event-history';
import { messages } from './messages';
import type { WrittenForm } from './row';
import { searchEngines } from './search-engines';
import { trailFiles } from './trail-files';

export type { WrittenForm } from './row';

export const writtenForms: readonly WrittenForm[] = [
  ...trailFiles,
  ...messages,
  ...eventHistory,
  ...cloudwatchLogs,
  ...athena,
  ...searchEngines,
  ...accessLogs,
  ...errorTexts,
];
