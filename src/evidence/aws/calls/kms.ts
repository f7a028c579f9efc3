import * as kms from '@aws-sdk/client-kms';
import type { Place } from '../../place';
import { call, clientFor } from '../client';

const kmsAt = /* @__PURE__ */ clientFor('kms', (config) => new kms.KMSClient(config));

export const getKeyPolicy = (place: Place, input: kms.GetKeyPolicyCommandInput) =>
  call('kms:GetKeyPolicy', () => kmsAt(place).send(new kms.GetKeyPolicyCommand(input)));
export const listGrants = (place: Place, input: kms.ListGrantsCommandInput) =>
  call('kms:ListGrants', () => kmsAt(place).send(new kms.ListGrantsCommand(input)));
export const describeKey = (place: Place, input: kms.DescribeKeyCommandInput) =>
  call('kms:DescribeKey', () => kmsAt(place).send(new kms.DescribeKeyCommand(input)));
export const listResourceTags = (place: Place, input: kms.ListResourceTagsCommandInput) =>
  call('kms:ListResourceTags', () => kmsAt(place).send(new kms.ListResourceTagsCommand(input)));
export const listAliases = (place: Place, input: kms.ListAliasesCommandInput) =>
  call('kms:ListAliases', () => kmsAt(place).send(new kms.ListAliasesCommand(input)));
