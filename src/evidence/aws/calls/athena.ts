import * as athena from '@aws-sdk/client-athena';
import type { Place } from '../../place';
import { call, clientFor } from '../client';

const athenaAt = /* @__PURE__ */ clientFor('athena', (config) => new athena.AthenaClient(config));

export const startQueryExecution = (place: Place, input: athena.StartQueryExecutionCommandInput) =>
  call('athena:StartQueryExecution', () => athenaAt(place).send(new athena.StartQueryExecutionCommand(input)));
export const getQueryExecution = (place: Place, input: athena.GetQueryExecutionCommandInput) =>
  call('athena:GetQueryExecution', () => athenaAt(place).send(new athena.GetQueryExecutionCommand(input)));
export const getQueryResults = (place: Place, input: athena.GetQueryResultsCommandInput) =>
  call('athena:GetQueryResults', () => athenaAt(place).send(new athena.GetQueryResultsCommand(input)));
