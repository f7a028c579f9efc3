import * as eventBridge from '@aws-sdk/client-eventbridge';
import type { Place } from '../../../place';
import { call, clientFor } from '../../client';

const eventBridgeAt = /* @__PURE__ */ clientFor('eventbridge', (config) => new eventBridge.EventBridgeClient(config));

export const describeRule = (place: Place, input: eventBridge.DescribeRuleCommandInput) =>
  call('events:DescribeRule', () => eventBridgeAt(place).send(new eventBridge.DescribeRuleCommand(input)));
export const listTargetsByRule = (place: Place, input: eventBridge.ListTargetsByRuleCommandInput) =>
  call('events:ListTargetsByRule', () => eventBridgeAt(place).send(new eventBridge.ListTargetsByRuleCommand(input)));
