import * as iam from '@aws-sdk/client-iam';
import type { Place } from '../../place';
import { call, clientFor } from '../client';

const iamAt = /* @__PURE__ */ clientFor('iam', (config) => new iam.IAMClient(config), 'adaptive');

export const getRole = (place: Place, input: iam.GetRoleCommandInput) =>
  call('iam:GetRole', () => iamAt(place).send(new iam.GetRoleCommand(input)));
export const getUser = (place: Place, input: iam.GetUserCommandInput) =>
  call('iam:GetUser', () => iamAt(place).send(new iam.GetUserCommand(input)));
export const listAttachedRolePolicies = (place: Place, input: iam.ListAttachedRolePoliciesCommandInput) =>
  call('iam:ListAttachedRolePolicies', () => iamAt(place).send(new iam.ListAttachedRolePoliciesCommand(input)));
export const listRolePolicies = (place: Place, input: iam.ListRolePoliciesCommandInput) =>
  call('iam:ListRolePolicies', () => iamAt(place).send(new iam.ListRolePoliciesCommand(input)));
export const getRolePolicy = (place: Place, input: iam.GetRolePolicyCommandInput) =>
  call('iam:GetRolePolicy', () => iamAt(place).send(new iam.GetRolePolicyCommand(input)));
export const listAttachedUserPolicies = (place: Place, input: iam.ListAttachedUserPoliciesCommandInput) =>
  call('iam:ListAttachedUserPolicies', () => iamAt(place).send(new iam.ListAttachedUserPoliciesCommand(input)));
export const listUserPolicies = (place: Place, input: iam.ListUserPoliciesCommandInput) =>
  call('iam:ListUserPolicies', () => iamAt(place).send(new iam.ListUserPoliciesCommand(input)));
export const getUserPolicy = (place: Place, input: iam.GetUserPolicyCommandInput) =>
  call('iam:GetUserPolicy', () => iamAt(place).send(new iam.GetUserPolicyCommand(input)));
export const listGroupsForUser = (place: Place, input: iam.ListGroupsForUserCommandInput) =>
  call('iam:ListGroupsForUser', () => iamAt(place).send(new iam.ListGroupsForUserCommand(input)));
export const listAttachedGroupPolicies = (place: Place, input: iam.ListAttachedGroupPoliciesCommandInput) =>
  call('iam:ListAttachedGroupPolicies', () => iamAt(place).send(new iam.ListAttachedGroupPoliciesCommand(input)));
export const listGroupPolicies = (place: Place, input: iam.ListGroupPoliciesCommandInput) =>
  call('iam:ListGroupPolicies', () => iamAt(place).send(new iam.ListGroupPoliciesCommand(input)));
export const getGroupPolicy = (place: Place, input: iam.GetGroupPolicyCommandInput) =>
  call('iam:GetGroupPolicy', () => iamAt(place).send(new iam.GetGroupPolicyCommand(input)));
export const getPolicy = (place: Place, input: iam.GetPolicyCommandInput) =>
  call('iam:GetPolicy', () => iamAt(place).send(new iam.GetPolicyCommand(input)));
export const getPolicyVersion = (place: Place, input: iam.GetPolicyVersionCommandInput) =>
  call('iam:GetPolicyVersion', () => iamAt(place).send(new iam.GetPolicyVersionCommand(input)));
export const simulatePrincipalPolicy = (place: Place, input: iam.SimulatePrincipalPolicyCommandInput) =>
  call('iam:SimulatePrincipalPolicy', () => iamAt(place).send(new iam.SimulatePrincipalPolicyCommand(input)));
export const listRoles = (place: Place, input: iam.ListRolesCommandInput) =>
  call('iam:ListRoles', () => iamAt(place).send(new iam.ListRolesCommand(input)));
