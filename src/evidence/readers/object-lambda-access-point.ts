import { getAccessPointConfigurationForObjectLambda } from '../aws/calls/s3-control';
import { found, required } from '../answers';
import { defineReader } from '../define';
import { onObjectLambdaAccessPoints } from '../permissions';
import { accessPointArn, accessPointOf } from '../targets';
import type { ObjectLambdaAccessPoint } from '../values';

/** The Object Lambda access point through which the request came. */
export const objectLambdaAccessPoint = defineReader<ObjectLambdaAccessPoint>({
  id: 'object-lambda-access-point',
  at: 'access-point',
  region: 'access-point',
  permissions: onObjectLambdaAccessPoints('s3:GetAccessPointConfigurationForObjectLambda'),
  changedBy: {
    accessPoint: [
      'CreateAccessPointForObjectLambda',
      'DeleteAccessPointForObjectLambda',
      'PutAccessPointConfigurationForObjectLambda',
    ],
  },
  target: accessPointArn('object-lambda'),
  read: async (place, arn) => {
    const { accountId, name } = accessPointOf(arn);
    const answer = await getAccessPointConfigurationForObjectLambda(place, { AccountId: accountId, Name: name });
    const configuration = required(answer.Configuration, 'Configuration');
    return found({
      name,
      supportingAccessPoint: required(configuration.SupportingAccessPoint, 'SupportingAccessPoint'),
      functions: (configuration.TransformationConfigurations ?? []).map(({ Actions = [], ContentTransformation }) => ({
        arn: required(ContentTransformation?.AwsLambda?.FunctionArn, 'FunctionArn'),
        actions: Actions,
      })),
    });
  },
});
