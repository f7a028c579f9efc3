import * as lambda from '@aws-sdk/client-lambda';
import type { Place } from '../../../place';
import { call, clientFor } from '../../client';

const lambdaAt = /* @__PURE__ */ clientFor('lambda', (config) => new lambda.LambdaClient(config));

export const getEventSourceMapping = (place: Place, input: lambda.GetEventSourceMappingCommandInput) =>
  call('lambda:GetEventSourceMapping', () => lambdaAt(place).send(new lambda.GetEventSourceMappingCommand(input)));
export const getFunctionConfiguration = (place: Place, input: lambda.GetFunctionConfigurationCommandInput) =>
  call('lambda:GetFunctionConfiguration', () =>
    lambdaAt(place).send(new lambda.GetFunctionConfigurationCommand(input)),
  );
export const invokeFunction = (place: Place, input: lambda.InvokeCommandInput) =>
  call('lambda:InvokeFunction', () => lambdaAt(place).send(new lambda.InvokeCommand(input)));
