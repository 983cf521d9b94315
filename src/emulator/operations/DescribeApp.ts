import { operation } from '../operation';
import { existingApp } from '../rules/app-owner';
import { appArn } from '../rules/arns';
import { lastHealthCheck } from '../rules/health-check';

/** Everything that is known of an app, up to 24 h after its end. */
export const DescribeApp = operation('DescribeApp', {
  resource: (input, caller) => appArn(caller, input),
  action(call) {
    const app = existingApp(call, 'DescribeApp', call.input);
    const health = lastHealthCheck(app, call.clock);
    return {
      AppArn: app.arn,
      AppName: app.AppName,
      AppType: app.AppType,
      DomainId: app.DomainId,
      UserProfileName: app.UserProfileName,
      SpaceName: app.SpaceName,
      Status: app.Status,
      FailureReason: app.FailureReason,
      CreationTime: app.CreationTime,
      LastHealthCheckTimestamp: app.LastHealthCheckTimestamp ?? health,
      LastUserActivityTimestamp: app.LastUserActivityTimestamp ?? health,
      RecoveryMode: app.RecoveryMode,
      ResourceSpec: app.ResourceSpec,
      BuiltInLifecycleConfigArn: app.BuiltInLifecycleConfigArn,
    };
  },
});
