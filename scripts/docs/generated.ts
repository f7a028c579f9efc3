/** The generated parts of the documents: `<!-- generated: NAME -->` in README.md and docs/*.md. */
import { layers } from '../../src/layers';
import { callsTable } from './calls';
import { causesTable, unseenTable } from './causes';
import { commandLineHelp } from './command-line';
import { fixesTable } from './fixes';
import { athenaOf, formsList } from './getting-the-event';
import { incidentTransitions } from './incident-transitions';
import { registryTable } from './registry';
import { storyReport } from './story-report';
import { writesTable } from './writes';

export const GENERATED: Record<string, () => string | Promise<string>> = {
  'command-line': () => commandLineHelp(),
  calls: () => callsTable(layers),
  registry: () => registryTable(layers),
  causes: () => causesTable(layers),
  fixes: () => fixesTable(),
  forms: () => formsList(),
  'athena-trail': () => athenaOf('trail'),
  'athena-access-log': () => athenaOf('access-log'),
  'incident-transitions': () => incidentTransitions(),
  unseen: () => unseenTable(),
  writes: () => writesTable(),
  'story-report': () => storyReport(),
};
