import * as ec2 from '@aws-sdk/client-ec2';
import type { Place } from '../../place';
import { call, clientFor } from '../client';

const ec2At = /* @__PURE__ */ clientFor('ec2', (config) => new ec2.EC2Client(config));

export const describeVpcEndpoints = (place: Place, input: ec2.DescribeVpcEndpointsCommandInput) =>
  call('ec2:DescribeVpcEndpoints', () => ec2At(place).send(new ec2.DescribeVpcEndpointsCommand(input)));
