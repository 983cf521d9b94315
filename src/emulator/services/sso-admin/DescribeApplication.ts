import { domainOf, told } from './application';
import { operation } from './operation';

/** The application of an SSO domain. */
export const DescribeApplication = operation('DescribeApplication', {
  resource: ({ ApplicationArn }) => ApplicationArn,
  action: (call) => ({
    ...told(call.caller, domainOf(call, call.input.ApplicationArn)),
    CreatedFrom: call.caller.region,
  }),
});
